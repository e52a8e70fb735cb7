"""Reported speech without a quotation of its own: a cue word, the clause it governs, and who does what it says.

The cue words and the ways they join what they report are in words/en: reporting_verbs, cue_frames, cue_nouns. Which
words are there was decided by how often each was right on news text annotated by people (PolNeAR, training part).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from twosource.annotate.attribution import Attribution, whole_marks
from twosource.annotate.clauses import cut_short, doers, finite, naming, noun_phrase, runs, subtree, verb_group
from twosource.annotate.cues import reporting_verbs
from twosource.annotate.marks import Marked, starting_in
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span
from twosource.words import table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["reported_clauses"]

Find = tuple[set[int], set[int], set[int], str]  # tokens of content, cue and source; the rule
STATING = frozenset(("VBD", "VBZ", "VBP", "MD"))
RELATIVES = frozenset(("who", "whom", "which", "that"))


@cache
def _frames(name: str) -> dict[str, tuple[str, ...]]:
    """Form -> the ways it joins what it reports, in the order in which they are tried."""
    return {form: tuple(row[0].split()) for forms, row in table(name).items() for form in forms.split()}


def reported_clauses(parsed: Parsed, marked: Sequence[Marked]) -> list[Attribution]:
    """Return the attributions that the sentences of `parsed` make in their own words, quoted parts included.

    What stands in quotation marks (`marked`) is speech itself: no cue is sought in it.
    """
    found = []
    for paragraph in parsed.paragraphs:
        here = tuple(starting_in(marked, paragraph.span))
        spoken = [m.outer for m in here if m.depth == 0]
        for token in paragraph.doc:
            for content, cue, source, rule in _finds(token):
                place = paragraph.span.start + token.idx
                if source and not any(span.start <= place < span.end for span in spoken):
                    found += _attribution(paragraph, (content - cue - source, cue, source, rule), place, here)
    return found


def _attribution(paragraph: Paragraph, find: Find, anchor: int, marked: tuple[Marked, ...]) -> list[Attribution]:
    content, cue, source, rule = find
    spans = tuple(dict.fromkeys(whole_marks(span, marked) for span in runs(paragraph, content)))
    sources = naming(paragraph, source)
    if not spans or not sources:
        return []
    return [Attribution(content=_apart(spans), cue=runs(paragraph, cue), source=sources, rule=rule, anchor=anchor)]


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join spans that came to overlap."""
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _finds(token: "Token") -> Iterator[Find]:
    if token.lower_ == "according":
        yield from _according(token)
    elif finite(token) and not (token.i and token.nbor(-1).text == "-"):
        frames = _frames("en/cue_frames").get(token.lower_, ())
        if token.lower_ in reporting_verbs():
            frames = ("that", *frames)
        if frames:
            yield from _by_verb(token, frames)
    elif token.pos_ == "NOUN":
        frames = _frames("en/cue_nouns").get(token.lower_, ())
        if frames:
            yield from _by_noun(token, frames)


def _by_verb(verb: "Token", frames: tuple[str, ...]) -> Iterator[Find]:
    source = doers(verb)
    if not source:
        return
    cue = verb_group(verb)
    for frame in frames:
        content = _joined(verb, frame) - _question(verb)
        if content:
            yield content, cue | _joint(verb, frame), source, "verb:" + frame
            return


def _question(verb: "Token") -> set[int]:
    """What was asked belongs to the question, not to the answer: “… would help when asked about …”."""
    asked = (token for token in verb.subtree if token.lower_ == "asked" and cut_short(token))
    return set().union(*(subtree(token) for token in asked))


def _joined(verb: "Token", frame: str) -> set[int]:
    """Tokens of what `verb` reports by `frame`; an empty set if it does not join anything that way."""
    if frame == "that":
        clauses = [child for child in verb.children if child.dep_ == "ccomp" and _states(child)]
        if clauses:
            return set().union(*(subtree(clause) for clause in clauses))
        if verb.dep_ == "parataxis":
            return {token.i for token in verb.sent} - subtree(verb)
        if _aside(verb):
            return subtree(verb.head) - subtree(verb)
        return set()
    if frame == "to":
        return set().union(*(subtree(child) for child in verb.children if child.dep_ == "xcomp" and _infinitive(child)))
    if frame.startswith("@"):
        return set().union(
            *(
                subtree(noun)
                for prep in _preps(verb, frame[1:])
                for noun in prep.children
                if noun.dep_ in {"pobj", "pcomp"}
            )
        )
    return _object(verb, frame)


def _object(verb: "Token", frame: str) -> set[int]:
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in RELATIVES]
    if frame == "it":
        if verb.tag_ == "VB":  # to praise it, may praise it: not done yet
            return set()
        return set().union(*(subtree(child) for child in objects))
    if frame == "it-so":
        said = [c for c in verb.children if c.dep_ in {"oprd", "ccomp"} or (c.dep_ == "xcomp" and not _infinitive(c))]
        return set().union(*(subtree(child) for child in [*objects, *said])) if said else set()
    if frame == "it-to":
        said = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and _infinitive(c)]
        return set().union(*(subtree(child) for child in [*objects, *said])) if said else set()
    preposition = frame.removeprefix("it-")
    said = _preps(verb, preposition) or [prep for child in objects for prep in _preps(child, preposition)]
    if not said or not any(child.dep_ == "dobj" for child in verb.children):
        return set()
    return set().union(*(subtree(child) for child in [*objects, *said])) - (set() if objects else {said[0].i})


def _aside(verb: "Token") -> bool:
    """Whether `verb` reports the clause that it is set beside, and nothing else: “as X reported, …”."""
    if verb.dep_ != "advcl" or not finite(verb.head):
        return False
    others = [child for child in verb.children if child.dep_ not in {"nsubj", "aux", "punct", "npadvmod", "advmod"}]
    return [child.lower_ for child in others] == ["as"] and verb.left_edge.lower_ == "as"


def _states(clause: "Token") -> bool:
    """Whether `clause` states something: not so in “found himself alone”, “saw it fall”."""
    return clause.tag_ in STATING or any(child.dep_ in {"aux", "auxpass"} for child in clause.children)


def _infinitive(verb: "Token") -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _preps(head: "Token", preposition: str) -> "list[Token]":
    return [child for child in head.children if child.dep_ in {"prep", "dative"} and child.lower_ == preposition]


def _joint(verb: "Token", frame: str) -> set[int]:
    """The preposition belongs to the cue."""
    return {prep.i for prep in _preps(verb, frame[1:])} if frame.startswith("@") else set()


def _by_noun(noun: "Token", frames: tuple[str, ...]) -> Iterator[Find]:
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if not owners:
        return
    source = set().union(*({i for i in subtree(owner) if noun.doc[i].tag_ != "POS"} for owner in owners))
    for frame in frames:
        if frame.startswith("@"):
            content = _joined(noun, frame)
        else:
            clauses = [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i]
            content = set().union(*(subtree(c) for c in clauses if _infinitive(c) == (frame == "to")))
        if content:
            yield content, {noun.i} | _joint(noun, frame), source, "noun:" + frame
            return


def _according(token: "Token") -> Iterator[Find]:
    """``According to X, …`` and ``…, according to X``: the rest of the sentence, up to a cue of its own."""
    to = next((child for child in token.children if child.lower_ == "to"), None)
    heads = [child for child in to.children if child.dep_ == "pobj"] if to is not None else []
    if to is None or not heads:
        return
    source = noun_phrase(heads[0])
    yield _clause_of(token) - subtree(token), {token.i, to.i}, source, "according to"


def _clause_of(token: "Token") -> set[int]:
    """The clause with a subject that `token` belongs to, or else its sentence."""
    for governor in token.ancestors:
        if finite(governor) and any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in governor.children):
            return subtree(governor)
    return {inner.i for inner in token.sent}
