"""Whom the documents credit."""

from collections.abc import Sequence

from twosource.derive.addresses import same_address
from twosource.derive.credits import Credit, is_agency, same_newsroom
from twosource.derive.pair import Pair
from twosource.derive.signals.signal import Signal
from twosource.derive.texts import Text
from twosource.model import Fact, Place

__all__ = ["agency_gave", "credits_another", "credits_parent", "page_names_parent", "same_byline"]

FOLLOWS_WITHIN = 60
"""Characters between a credit such as "X reports:" and the words taken from X."""


def credits_parent(pair: Pair) -> Signal | None:
    """The child says so itself: it credits the parent's outlet, in words that are not the parent's."""
    if pair.parent.text.outlet is None:
        return None
    named = [credit for credit in _fresh(pair) if same_newsroom(credit.name, pair.parent.text.outlet)]
    if not named:
        return None
    because = f"{pair.child_id} credits {pair.parent.text.outlet}, the outlet of {pair.parent_id}"
    return Signal(1.0, because, _places(pair.child.text, named))


def credits_another(pair: Pair) -> Signal | None:
    """The child credits somebody, and what follows the credit is the parent's text, whose outlet is not known."""
    if pair.parent.text.outlet is not None:
        return None
    starts = [pair.child.place(*here).span.start for here, _ in pair.child.shared.kept]
    ends = [pair.child.place(*here).span for here, _ in pair.child.shared.kept]
    found = [
        credit
        for credit in _fresh(pair)
        if credit.kind == "text"
        and (
            any(0 <= start - credit.span.end < FOLLOWS_WITHIN for start in starts)
            or any(span.holds(credit.span) for span in ends)
        )
    ]
    if not found:
        return None
    because = f"{pair.child_id} says “{found[0].name}” is its source, and what follows stands in {pair.parent_id}"
    return Signal(1.0, because, _places(pair.child.text, found))


def page_names_parent(pair: Pair) -> Signal | None:
    """The child's page says in its markup that it derives from the parent's, or a sentence of it links there."""
    told, back = _address_told(pair.child.text, pair.parent.text), _address_told(pair.parent.text, pair.child.text)
    if told is None or back is not None:
        return None
    return Signal(1.0, f"the page of {pair.child_id} names {told.value[0]}, which is {pair.parent_id} ({told.found})")


def agency_gave(pair: Pair) -> Signal | None:
    """News agencies sell their text to other outlets, and as a rule do not take it from them."""
    agencies = [is_agency(side.text.outlet or "") for side in (pair.parent, pair.child)]
    if agencies[0] == agencies[1] or pair.child.text.outlet is None:
        return None
    agency, taker = (pair.parent, pair.child) if agencies[0] else (pair.child, pair.parent)
    because = f"{agency.text.id} is by a news agency, {agency.text.outlet}, and {taker.text.id} is not"
    return Signal(1.0 if agencies[0] else -1.0, because)


def same_byline(pair: Pair) -> Signal | None:
    """Two articles by one person come one from the other rather than both from a third."""
    facts = [side.text.article.facts.authors for side in (pair.parent, pair.child)]
    if facts[0] is None or facts[1] is None:
        return None
    both = sorted({one.casefold() for one in facts[0].value} & {one.casefold() for one in facts[1].value})
    named = [one for one in facts[1].value if one.casefold() in both and " " in one]
    return Signal(1.0, f"{pair.parent_id} and {pair.child_id} are both by {', '.join(named)}") if named else None


def _address_told(text: Text, other: Text) -> Fact[tuple[str, ...]] | None:
    """The address of `other`, where the page of `text` names it."""
    own, facts = other.article.facts.url, text.article.facts
    if own is None:
        return None
    for fact in filter(None, (facts.based_on, facts.links)):
        named = tuple(address for address in fact.value if same_address(address, own.value))
        if named:
            return Fact(value=named, found=fact.found)
    return None


def _fresh(pair: Pair) -> Sequence[Credit]:
    return _lacking(pair.child.text, pair.parent.text)


def _lacking(text: Text, other: Text) -> list[Credit]:
    """The credits of `text` that `other` does not have."""
    theirs = {(credit.name, credit.kind) for credit in other.credits}
    return [one for one in text.credits if _for_text(one) and (one.name, one.kind) not in theirs]


def _for_text(credit: Credit) -> bool:
    """Whether the credit is one for words or news; an agency contributes by its text."""
    return credit.kind in ("text", "report") or (credit.kind == "help" and is_agency(credit.name))


def _places(text: Text, found: Sequence[Credit]) -> tuple[Place, ...]:
    return tuple(Place(text.id, credit.span) for credit in found)
