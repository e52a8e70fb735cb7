"""*Not* put in or taken out, by the grammar of the clause."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench.altering.change import Change
from twosource.model import Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["affirmed", "head_verb", "negated"]

HELPERS = ("aux", "auxpass")
NO_HEADS = (*HELPERS, "relcl", "advcl", "acl", "amod", "compound")
ALONE = ("be",)
"""Verbs that take *not* behind themselves."""


def head_verb(doc: "Doc", within: Span) -> "Token | None":
    """The verb of the main clause in the characters `within`, what is said to be the case and not that it is said.

    >>> from bench.altering.parsing import parsed
    >>> doc = parsed("The mayor said the bridge was opened on Saturday.")
    >>> head_verb(doc, Span(0, 49)), head_verb(doc, Span(35, 49))
    (opened, None)
    """
    inside = [token for token in doc if within.start <= token.idx and token.idx + len(token) <= within.end]
    verbs = [one for one in inside if one.pos_ in ("VERB", "AUX") and one.dep_ not in NO_HEADS and one.text.islower()]
    heads = [one for one in verbs if not any(above in verbs for above in one.ancestors) or _told(one)]
    heads = [one for one in heads if one.text.casefold() not in lines("en/reporting_verbs") and _subject(one)]
    return heads[0] if heads and all(part in inside for part in (_first(heads[0]), _subject(heads[0]))) else None


def _told(verb: "Token") -> bool:
    return verb.dep_ == "ccomp" and verb.head.text.casefold() in lines("en/reporting_verbs")


def _subject(verb: "Token") -> "Token | None":
    return next((one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass", "expl")), None)


def _first(verb: "Token") -> "Token":
    """The finite word of a verb: its first helper, or itself."""
    return next((one for one in verb.lefts if one.dep_ in HELPERS), verb)


def negated(verb: "Token") -> Change | None:
    """The change that puts *not* to a finite verb; None where the clause has a negation or the verb is not finite.

    >>> from bench.altering.change import changed
    >>> from bench.altering.parsing import parsed
    >>> for text in ("Twelve people were hurt.", "The town opened its gates.", "It will rain.", "It has no roof."):
    ...     change = negated(head_verb(parsed(text), Span(0, len(text))))
    ...     print(change and changed(text, change))
    Twelve people were not hurt.
    The town did not open its gates.
    It will not rain.
    None
    """
    if any(one.dep_ == "neg" or one.text.casefold() in lines("en/negations") for one in verb.subtree):
        return None
    first = _first(verb)
    if first.tag_ not in ("VBD", "VBZ", "VBP", "MD") or first.text.startswith(("'", "’")):
        return None
    if first is not verb or verb.lemma_ in ALONE:
        end = first.idx + len(first)
        return Change(Span(end, end), " not")
    helper = {"VBD": "did", "VBZ": "does", "VBP": "do"}[first.tag_]
    return Change(Span(verb.idx, verb.idx + len(verb)), f"{helper} not {verb.lemma_}")


def affirmed(doc: "Doc", within: Span) -> Iterator[Change]:
    """Yield changes that each take one *not* or *never* out of the characters `within`.

    >>> from bench.altering.change import changed
    >>> from bench.altering.parsing import parsed
    >>> for text in ("He was not hurt.", "He didn't fall.", "We will never sell."):
    ...     print([changed(text, one) for one in affirmed(parsed(text), Span(0, len(text)))])
    ['He was hurt.']
    ['He did fall.']
    ['We will sell.']
    """
    for token in doc:
        if token.dep_ != "neg" or not within.holds(Span(token.idx, token.idx + len(token))) or token.i == 0:
            continue
        word, before = token.text.casefold(), doc[token.i - 1]
        if word == "n't" or word == "n’t":
            if before.text.casefold() not in ("ca", "wo", "sha"):
                yield Change(Span(token.idx, token.idx + len(token)), "")
        elif word in ("not", "never") and doc[token.i + 1 : token.i + 2].text not in ("only", "just", "even"):
            glued = not before.whitespace_  # cannot
            yield Change(Span(token.idx - (not glued), token.idx + len(token)), "")
