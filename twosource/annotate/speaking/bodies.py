"""Which bodies "the company" or "the ministry" can mean: those of the kind that the document named before."""

from functools import cache
from typing import TYPE_CHECKING

from twosource.annotate.naming.form import fold, words_of
from twosource.annotate.naming.lists import known_body, organisation_words
from twosource.annotate.speaking.labels import label_head, label_of, naming_of
from twosource.annotate.speaking.reading import Reading, Speaker
from twosource.model import Entity, Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

    from twosource.annotate.parse import Paragraph

__all__ = ["bodies_meant", "body_before", "body_nouns", "is_body"]

NEAR, FAR = 4, 30


def bodies_meant(reading: Reading, token: "Token", place: Span) -> list[Entity] | None:
    """The bodies that the definite noun `token` at `place` can mean; None where it is not a bare noun for a body.

    A noun with a capital means bodies whose name ends in it ("the Times"). One such as "ministry" means a body named
    before that has the noun in its name, "newspaper" an outlet, "group" any body, "company" any body without a known
    name and without words of public bodies in its name. Unless the noun is in the name, only those named last are
    meant: in this sentence or the one before, else within four sentences.
    """
    bare = [child.lower_ for child in token.children if child.dep_ in DEPENDENTS]
    if bare != ["the"]:
        return None
    short = _ending_in(reading, token.text, place.start) if token.text.istitle() else []
    kind = body_nouns().get(fold(token.text))
    if short or kind is None:
        return short or None
    before = {
        mention.at: mention.span.start
        for mention in reading.mentions
        if mention.span.end <= place.start and reading.entity(mention).type == "organisation"
    }
    by_name = [at for at in before if fold(token.text) in _all_words(reading.names[at])]
    if kind == "name" or by_name:
        return [reading.names[at] for at in by_name]
    fits = {"firm": _may_be_firm, "outlet": _is_outlet}.get(kind, _may_be_group)
    fitting = [at for at in before if fits(reading.names[at])]
    distance = {at: reading.sentences_between(before[at], place.start) for at in fitting}
    for far in (1, NEAR, FAR) if kind == "outlet" else (1, NEAR):
        near = [reading.names[at] for at in fitting if distance[at] <= far]
        if near:
            return near
    return []


def is_body(speaker: Speaker) -> bool:
    """Whether a body speaks, by its name or as “the airline”; a place may stand for its government."""
    if speaker.entity is not None:
        return speaker.entity.type != "person"
    return fold(label_head(speaker.label or "")) in body_nouns()


def body_before(reading: Reading, place: Span) -> Speaker | None:
    """The body that is the subject of the last sentence before that of `place`; None where that is anything else."""
    before = _sentence_before(reading, place.start)
    if before is None:
        return None
    paragraph, sentence = before
    subjects = [child for child in sentence.root.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return _body_told(reading, paragraph, subjects[0]) if len(subjects) == 1 else None


def _body_told(reading: Reading, paragraph: "Paragraph", token: "Token") -> Speaker | None:
    """The body that a subject tells of: “Harbour Line”, “the ferry company Havlin”, “the airline”."""
    at = paragraph.place(token.doc[token.i : token.i + 1])
    mention = reading.mention_at(at.start)
    if mention is not None:
        body = reading.entity(mention).type == "organisation"
        return Speaker(reading.entity(mention), None, "named", "pronoun") if body else None
    proper = token.text.istitle() and token.left_edge.lower_ == "the"
    if not proper and (token.tag_ != "NN" or fold(token.text) not in body_nouns()):
        return None
    beside = [reading.mention_at(paragraph.span.start + child.idx) for child in token.children if child.dep_ == "appos"]
    meant = [reading.entity(one) for one in beside if one is not None] or bodies_meant(reading, token, at) or []
    if meant or beside:
        return Speaker(meant[0], None, "named", "pronoun") if len(meant) == 1 else None
    label = label_of(reading, paragraph.place(token.doc[token.left_edge.i : token.i + 1]), token)
    return Speaker(None, label, naming_of(token), "pronoun") if label else None


def _sentence_before(reading: Reading, offset: int) -> "tuple[Paragraph, Run] | None":
    """The last sentence before that of `offset`, in its paragraph or the one before."""
    number = reading.paragraph_at(offset)
    for at in (number, number - 1):
        paragraph = reading.parsed.paragraphs[at] if at >= 0 else None
        told = [one for one in paragraph.doc.sents if paragraph.place(one).end <= offset] if paragraph else []
        if paragraph is not None and told:
            return paragraph, told[-1]
    return None


def _ending_in(reading: Reading, word: str, before: int) -> list[Entity]:
    """The bodies named before whose name ends in `word`: "the Times"."""
    named = dict.fromkeys(mention.at for mention in reading.mentions if mention.span.end <= before)
    bodies = [reading.names[at] for at in named if reading.names[at].type == "organisation"]
    return [body for body in bodies if " " in body.name and body.name.split()[-1] == word]


DEPENDENTS = frozenset({"det", "amod", "compound", "poss", "nmod", "prep", "nummod", "appos", "conj"})


def _all_words(body: Entity) -> frozenset[str]:
    names = [body.name, *body.aliases]
    return frozenset(word for name in names for word in (*words_of(name), *words_of(known_body(name) or "")))


def _may_be_firm(body: Entity) -> bool:
    names = [body.name, *body.aliases]
    public = any(known_body(name) or name in _outlets() for name in names)
    return not public and not _all_words(body) & _public_words()


def _is_outlet(body: Entity) -> bool:
    names = [body.name, *body.aliases]
    return any(name in _outlets() or name.split()[-1] in _outlets() for name in names)


def _may_be_group(body: Entity) -> bool:
    return not _is_outlet(body) and not _all_words(body) & STATE


STATE = frozenset(
    {"department", "ministry", "court", "congress", "senate", "house", "parliament", "party", "police", "university",
     "college", "school", "bank", "airlines", "airways", "corporation", "company", "inc", "corp", "ltd"}
)  # fmt: skip


@cache
def _public_words() -> frozenset[str]:
    firms = {"airlines", "airways", "bank", "company", "corporation", "group", "industries", "line", "lines", "motors"}
    return frozenset(map(fold, organisation_words())) - firms


@cache
def _outlets() -> frozenset[str]:
    return frozenset(lines("en/outlet_words")) | frozenset(table("en/agencies"))


@cache
def body_nouns() -> dict[str, str]:
    """Nouns that can stand for a body, and which kind of body."""
    return {noun: kind for noun, (kind, *_) in table("en/body_nouns").items()}
