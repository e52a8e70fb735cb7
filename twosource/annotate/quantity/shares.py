"""Parts of a whole told in words, as per cent: "half of the 60", "two-thirds of", "one in five"."""

import re
from collections.abc import Iterator

from twosource.annotate.numerals import ENGLISH
from twosource.annotate.quantity.amounts import Amount
from twosource.annotate.quantity.patterns import pattern
from twosource.annotate.quantity.units import kind_of, unit_after
from twosource.words import table

__all__ = ["parts_of_unit", "shares"]


def shares(text: str) -> Iterator[Amount]:
    """Yield the parts of a whole in `text`; their values are per cent.

    "One in five" is taken where it is a share: the second number is no year and no length of time.

    >>> [round(a.low, 1) for a in shares("Two-thirds of the fleet, half of the 60 boats and one in five crews stayed.")]
    [66.7, 50.0, 20.0]
    """
    for match in pattern("fraction").finditer(text):
        whole = float(table("en/fractions")[match["part"].lower()][0])
        written = (match["many"] or "a").lower()
        many = 1.0 if written in ("a", "an") else _value(written)
        if many is None or not 0 < many < whole or (whole != 2 and (not match["many"] or match["this"])):
            continue
        if match["many"] and text[: match.start()].endswith("and ") and whole == 2:  # "two weeks and a half"
            continue
        of_unit = pattern("part_of_unit").match(text, match.start())
        if of_unit and of_unit["of"]:  # "a third of a mile" is a length
            continue
        if pattern("place_before").search(text[max(0, match.start() - 12) : match.start()]):
            continue
        yield _share(match, many, whole)
    for match in pattern("one_in_so_many").finditer(text):
        some, among = _value(match["some"]), _value(match["all"])
        if some is None or among is None or not 0 < some < among or pattern("no_whole").match(text, match.end()):
            continue
        if "out" in match[0].lower() or match["every"] or (some < 10 and among in (10, 100, 1000, *range(2, 21))):
            yield _share(match, some, among)


def parts_of_unit(text: str) -> Iterator[Amount]:
    """Yield the parts of one unit in `text`, up to the unit: half a mile, three-quarters of an inch, a quarter point.

    >>> [a.low for a in parts_of_unit("half a mile off; three-quarters of an inch; the third year; a half-year report")]
    [0.5, 0.75]
    """
    for match in pattern("part_of_unit").finditer(text):
        whole = float(table("en/fractions")[match["part"].lower()][0])
        written = (match["many"] or "a").lower()
        many = 1.0 if written in ("a", "an") else _value(written)
        lone = match["of"] is None and (kind_of(_unit_name(match["unit"])) == "time" or whole not in (2, 4))
        if (
            many is None
            or not 0 < many < whole
            or lone
            or pattern("place_before").search(text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        yield Amount(match.start(), match.end(), many / whole, many / whole)


def _unit_name(written: str) -> str:
    found = unit_after(f" {written}", 0)
    return found[0] if found else ""


def _value(text: str) -> float | None:
    return float(text) if text.isdigit() else ENGLISH.value(text)


def _share(match: re.Match[str], some: float, whole: float) -> Amount:
    value = 100 * some / whole
    return Amount(match.start(), match.end(), value, value, share=True)
