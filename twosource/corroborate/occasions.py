"""Whether two statements were made at one time and place, as far as their documents tell."""

from twosource.model import Occasion

__all__ = ["are_apart", "are_one"]

SINGLE = ("interview", "conference", "speech", "court", "parliament")  # somebody is at one of these at a time


def are_apart(one: Occasion | None, other: Occasion | None) -> bool:
    """Whether what is told of both cannot be true of one statement: another day, another place, another interview.

    A letter, a post and a bare "told reporters" have no place; words that two outlets were told apart may be the same.

    >>> from twosource.model import Span
    >>> paris = Occasion(spans=(Span(0, 1),), kind="conference", place="Paris", date="2031-05-05")
    >>> oslo = Occasion(spans=(Span(0, 1),), kind="conference", place="Oslo")
    >>> are_apart(paris, oslo), are_apart(paris, None), are_apart(paris, paris)
    (True, False, False)
    """
    if one is None or other is None:
        return False
    if one.date and other.date and one.date != other.date:
        return True
    if one.place and other.place and one.place != other.place and one.kind in SINGLE and other.kind in SINGLE:
        return True
    outlets = one.given_to and other.given_to and one.given_to != other.given_to
    return bool(outlets) and one.kind == other.kind == "interview"


def are_one(one: Occasion | None, other: Occasion | None) -> bool:
    """Whether both tell of one occasion: the same interview, or the same kind on the same day or in the same place.

    >>> from twosource.model import Span
    >>> one = Occasion(spans=(Span(0, 1),), kind="interview", given_to="Harbour News")
    >>> are_one(one, one), are_one(one, None)
    (True, False)
    """
    if one is None or other is None or one.kind != other.kind or one.kind == "other" or are_apart(one, other):
        return False
    same = (one.given_to and one.given_to == other.given_to, one.date and one.date == other.date)
    return any(same) or bool(one.place and one.place == other.place)
