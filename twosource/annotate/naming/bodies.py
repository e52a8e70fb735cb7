"""Which body "the company" or "the ministry" means: the only one of the kind that the document named before."""

from functools import cache
from typing import TYPE_CHECKING

from twosource.annotate.naming.form import fold, words_of
from twosource.annotate.naming.lists import known_body, organisation_words
from twosource.annotate.naming.reading import Reading
from twosource.model import Entity, Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["body_meant"]

NEAR = 4


def body_meant(reading: Reading, token: "Token", place: Span) -> Entity | None:
    """The body that the definite noun `token` at `place` means; None where it is not bare, or where two fit.

    A noun such as "ministry" means the one body named before that has the noun in its name. A firm is any body without
    a known name and without words of public bodies in its name; it must also have been named within the last four
    sentences, as firms are not told from other bodies by their names alone.
    """
    kind = _nouns().get(fold(token.text))
    bare = [child.lower_ for child in token.children if child.dep_ in DEPENDENTS]
    if kind is None or bare != ["the"]:
        return None
    before = {
        mention.at: mention.span.start
        for mention in reading.mentions
        if mention.span.end <= place.start and reading.entity(mention).type == "organisation"
    }
    if kind == "name":
        fitting = [at for at in before if fold(token.text) in _all_words(reading.names[at])]
    else:
        fitting = [at for at in before if _may_be_firm(reading.names[at])]
        fitting = [] if any(reading.sentences_between(before[at], place.start) > NEAR for at in fitting) else fitting
    return reading.names[fitting[0]] if len(fitting) == 1 else None


DEPENDENTS = frozenset({"det", "amod", "compound", "poss", "nmod", "prep", "nummod", "appos", "conj"})


def _all_words(body: Entity) -> frozenset[str]:
    names = [body.name, *body.aliases]
    return frozenset(word for name in names for word in (*words_of(name), *words_of(known_body(name) or "")))


def _may_be_firm(body: Entity) -> bool:
    names = [body.name, *body.aliases]
    public = any(known_body(name) or name in _outlets() for name in names)
    return not public and not _all_words(body) & _public_words()


@cache
def _public_words() -> frozenset[str]:
    firms = {"airlines", "airways", "bank", "company", "corporation", "group", "industries", "line", "lines", "motors"}
    return frozenset(map(fold, organisation_words())) - firms


@cache
def _outlets() -> frozenset[str]:
    return frozenset(lines("en/outlet_words")) | frozenset(table("en/agencies"))


@cache
def _nouns() -> dict[str, str]:
    return {noun: kind for noun, (kind, *_) in table("en/body_nouns").items()}
