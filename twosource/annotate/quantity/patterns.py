"""The patterns around a figure, each read by its name from ``figure_patterns`` in the folder of the language."""

import re
from functools import cache

from twosource.annotate.numerals import Numerals
from twosource.annotate.quantity.units import CURRENCY_BEFORE, UNIT_AFTER

__all__ = ["pattern"]

NAMED = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def pattern(name: str, language: str = "en") -> re.Pattern[str]:
    """Return the pattern `name`, which takes no notice of case where it does not say so.

    In one, ``<name>`` stands for the pattern of that name, ``<unit>`` for a unit behind a number, ``<money>`` for a
    currency before one, ``<number>`` for a whole number in words, and ``<part>`` for a part of a whole.

    >>> bool(pattern("age_before").search("a girl aged "))
    True
    """
    own = Numerals(language)
    rows = own.table("figure_patterns")
    known = {
        "unit": UNIT_AFTER,
        "money": CURRENCY_BEFORE,
        "number": own.spelled,
        "part": "|".join(sorted(own.table("fractions"), key=len, reverse=True)),
    }
    text = rows[name][0]
    while NAMED.search(text):
        text = NAMED.sub(lambda found: f"(?:{known.get(found[1]) or rows[found[1]][0]})", text)
    return re.compile(text, re.IGNORECASE)
