"""Sources that hold a name: the entity it is of, or several together."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.gender import gender_by_word
from twosource.annotate.naming.titles import role_class, title_length
from twosource.annotate.speaking.bodies import body_nouns
from twosource.annotate.speaking.reading import Mention, Reading, Speaker
from twosource.annotate.speaking.sources import as_one, named_beside
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["named"]

POSSESSIVE = re.compile(r"['’]s\s")
HANDLE = re.compile(r"\s\(@\w+\)")


def named(reading: Reading, source: Sequence[Span], place: Span, token: "Token") -> Speaker | None:
    """The entity that the main word at `place` mentions, or that stands in apposition to it; None where none does."""
    mention = (
        _leading(reading, source)
        or _named_before(reading, source, token)
        or reading.mention_at(place.start)
        or _apposed(reading, place, token)
        or named_beside(reading, source, place.start + len(token.text))
        or _behind_office(reading, source, token)
    )
    unseen = reading.named_as(token.text) if mention is None and _may_name(reading, source, token) else None
    if unseen is not None:
        return Speaker(reading.names[unseen], None, "named", "name")
    signed = _signed(reading, source, mention)
    if mention is None or signed is not None:
        return signed
    mention = _owned(reading, source, mention) or mention
    entity = reading.entity(mention)
    if not reading.at_role(mention):
        together = [reading.entity(one).name for one in as_one(reading, source, mention)]
        if len(together) > 1:
            return Speaker(entity, f"{', '.join(together[:-1])} and {together[-1]}", "named", "name")
    inside = [m for m in reading.mentions if m.at == mention.at and any(span.holds(m.span) for span in source)]
    by_name = any(not reading.at_role(one) for one in inside or [mention])
    return Speaker(entity, None, "named", "name" if by_name else "role")


def _leading(reading: Reading, source: Sequence[Span]) -> Mention | None:
    """The person whose name begins the source, if a comma follows: "Ann Orr, a clerk turned Ed Lund biographer"."""
    first = next((m for m in reading.mentions if m.span.start == source[0].start), None)
    if first is None or reading.entity(first).type != "person" or reading.at_role(first):
        return None
    told = reading.text[first.span.end : source[0].end]
    return first if re.match(r",\s", told) else None


def _may_name(reading: Reading, source: Sequence[Span], token: "Token") -> bool:
    """Whether the word may be a name that looks like another word: "ORR SAYS", "Graves said" of Jim Graves."""
    alone = source[0].of(reading.text).strip() == token.text and token.text.istitle() and token.tag_ != "PRP"
    return (token.text.isupper() or alone) and len(token.text) > 2


def _owned(reading: Reading, source: Sequence[Span], owner: Mention) -> Mention | None:
    """The person named as that of a body: "the Vardsund Post's Ann Orr", "Harbour Board chief Ann Orr"."""
    if reading.entity(owner).type == "person":
        return None
    if POSSESSIVE.match(reading.text, owner.span.end):
        return named_beside(reading, source, owner.span.end + 2)
    behind = (one for one in reading.mentions if one.span.start > owner.span.end and source[0].holds(one.span))
    person = next((one for one in behind if reading.entity(one).type == "person" and not reading.at_role(one)), None)
    office = reading.text[owner.span.end : person.span.start].split() if person is not None else []
    return person if _is_office(office) else None


def _is_office(words: Sequence[str]) -> bool:
    """Whether `words` between a body and a name are an office: “chief”, “Director General of Police”."""
    *before, last = words or [""]
    sound = all(word[:1].isupper() or word in {"of", "and", "for", "the"} for word in before)
    known = any(role_class(word) is not None for word in words if word[:1].isupper() or word == last)
    return sound and known and last.isalpha()


def _signed(reading: Reading, source: Sequence[Span], mention: Mention | None) -> Speaker | None:
    """The name that signs a post, as it stands before the handle, if no name of the document spells it."""
    name = source[0].of(reading.text)
    if len(source) > 1 or not HANDLE.match(reading.text, source[0].end) or (mention and mention.span == source[0]):
        return None
    return Speaker(None, name, "named", "name")


def _named_before(reading: Reading, source: Sequence[Span], token: "Token") -> Mention | None:
    """The person whose name stands right before the role that is the source: "Ann Orr, the lawyer who says"."""
    if role_class(token.text) is None and gender_by_word(token.text) is None:
        return None
    start = source[0].start
    article = reading.text[start : start + 4].split(" ")[0] in {"the", "a", "an"}
    if reading.text[start - 2 : start] != ", " or not article:
        return None
    name = next((m for m in reading.mentions if m.span.end == start - 2 and reading.entity(m).type == "person"), None)
    other = reading.token_of(name.span) if name is not None else None
    apart = token.dep_ == "nsubj" and other is not None and other.dep_ in {"pobj", "dobj"}  # "In Orr, the critic sees"
    return None if apart else name


def _behind_office(reading: Reading, source: Sequence[Span], token: "Token") -> Mention | None:
    """The first person named in the source, if an office or title stands right before: "Ports for All head Ann Orr".

    Nobody if the main word is a common noun: "aides to President Orr".
    """
    if token.tag_ in {"NN", "NNS", "NNPS"}:
        return None
    inside = (one for one in reading.mentions if one.span.start > source[0].start and source[0].holds(one.span))
    person = next((one for one in inside if reading.entity(one).type == "person" and not reading.at_role(one)), None)
    if person is None:
        return None
    before = reading.text[source[0].start : person.span.start].split()
    titled = bool(before) and (role_class(before[-1]) is not None or title_length([before[-1], "Orr"]) > 0)
    return person if titled and "," not in " ".join(before) else None


def _apposed(reading: Reading, place: Span, token: "Token") -> Mention | None:
    if role_class(token.text) is None and fold(token.text) not in body_nouns():
        return None
    base = place.start - token.idx
    near = (reading.mention_at(base + child.idx) for child in token.children if child.dep_ == "appos")
    return next((mention for mention in near if mention is not None), None)
