"""Units and currencies beside a number, and their normalised names."""

import re
from functools import cache

from twosource.words import table

__all__ = ["CODE_BEFORE", "CURRENCY_BEFORE", "UNIT_AFTER", "kind_of", "unit_after", "unit_before"]

PER_UNIT = re.compile(r"(?:\sper\s|/)(?:(?P<many>\d+)\s?)?(?=[^\s\d-])", re.IGNORECASE)
BEFORE_ONLY = re.compile(r"(?<=.)\$|£|Rs|RM|PS|\$(?=.)")
GLUED = {"C": (-70, 70), "F": (30, 140)}  # letters that are a unit only right behind such digits: 41C


@cache
def _names() -> dict[str, str]:
    return {word: row[0] for name in ("en/currencies", "en/units") for word, row in table(name).items()}


@cache
def _lower_names() -> dict[str, str]:
    return {word.lower(): name for word, name in _names().items() if _in_any_case(word)}


def _in_any_case(word: str) -> bool:
    return len(word) >= 3 and word.islower()


def _pattern(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    alternatives = []
    for word in ordered:
        escaped = re.escape(word).replace(r"\ ", r"[\s\u00a0-]")
        alternatives.append(f"(?i:{escaped})" if _in_any_case(word) else f"(?-i:{escaped})")
    return "|".join(alternatives)


def _after_pattern() -> str:
    words = [*table("en/units"), *(word for word in table("en/currencies") if not BEFORE_ONLY.search(word))]
    return rf"(?:{_pattern(words)})(?!\w)"


def _before_pattern() -> str:
    signs = [word for word in table("en/currencies") if _stands_before(word)]
    return rf"(?<![^\W\d_])(?:{_pattern(signs)})\s?"


def _stands_before(word: str) -> bool:
    """Whether a currency may stand before a number: signs and codes, not names."""
    return not word.replace(" ", "").isalpha() or not (word.islower() or " " in word)


def _code_pattern() -> str:
    codes = [word for word in table("en/currencies") if word.isalpha() and word[0].isupper() and len(word) < 4]
    return "(?-i:" + "|".join(rf"(?<=\b{code})" for code in codes) + ")"


UNIT_AFTER = _after_pattern()
"""Pattern of a unit or currency as it stands after a number."""
CURRENCY_BEFORE = _before_pattern()
"""Pattern of a currency as it stands before a number."""
CODE_BEFORE = _code_pattern()
"""Pattern of the place behind a currency written in letters, which a number may follow without a blank: EUR50."""
_AFTER = re.compile(rf"\]?(?:[\s\u00a0]|-(?!\w\b))?({UNIT_AFTER})")
_BEFORE = re.compile(rf"({CURRENCY_BEFORE})[-\s]?$")


def unit_after(text: str, at: int) -> tuple[str, int] | None:
    """The unit that begins at offset `at` of `text`, or one blank or hyphen later: its name, and where it ends.

    >>> unit_after("12 km/h", 2), unit_after("5 percentage points", 1), unit_after("6 people", 1)
    (('kilometre per hour', 7), ('percentage point', 19), None)
    """
    found = _AFTER.match(text, at)
    if found is None or (found[1] in GLUED and not _is_glued(text, at, found)):
        return None
    written = re.sub(r"[\s\u00a0]", " ", found[1])
    name = (
        _names().get(written)
        or _lower_names().get(written.lower())
        or _lower_names().get(written.lower().replace("-", " "))
    )
    return (name, found.end()) if name else None


def _is_glued(text: str, at: int, found: re.Match[str]) -> bool:
    number = re.search(r"(?<![\w.,-])[-−]?\d{1,3}(?:\.\d)?\Z", text[max(0, at - 7) : at])
    low, high = GLUED[found[1]]
    if text[found.end() : found.end() + 1] == "/":
        return False
    return found.start(1) == at and number is not None and low <= float(number[0].replace("−", "-")) <= high


def unit_before(text: str, at: int) -> tuple[str, int] | None:
    """The currency that ends at offset `at` of `text`: its name, and where it begins.

    >>> unit_before("it cost US$5", 11)
    ('dollar', 8)
    """
    found = _BEFORE.search(text, max(0, at - 8), at)
    if found is None:
        return None
    written = re.sub(r"[\s\u00a0]", " ", found[1]).strip()
    row = table("en/currencies").get(written)
    return (row[0], found.start()) if row else None


def per(text: str, at: int) -> tuple[str, int] | None:
    """What the unit that ends at `at` is a rate of: "share" for ``$5 a share``, and where that ends."""
    found = _per().match(text, at)
    if found is None:
        return _per_unit(text, at)
    name = re.sub(r"\s+", " ", (found["of"] or found["adverb"]).lower())
    return table("en/rates" if found["of"] else "en/rate_adverbs")[name][0], found.end()


def _per_unit(text: str, at: int) -> tuple[str, int] | None:
    """What a rate by another unit is of: "gallon" for "miles per gallon", "kilometre" for ``95 g/km``."""
    found = PER_UNIT.match(text, at)
    measure = unit_after(text, found.end()) if found else None
    if found is None or measure is None or kind_of(measure[0]) not in ("dimension", "time"):
        return None
    return f"{found['many']} {measure[0]}" if found["many"] else measure[0], measure[1]


@cache
def _per() -> re.Pattern[str]:
    wholes, adverbs = (
        "|".join(sorted((word.replace(" ", r"\s") for word in table(name)), key=len, reverse=True))
        for name in ("en/rates", "en/rate_adverbs")
    )
    return re.compile(
        rf"(?:\s(?:per|an?)\s|/|-per-|-an?-)(?P<of>{wholes})\b(?! (?:ago|earlier|later|before|after))"
        rf"|\s(?P<adverb>{adverbs})\b(?=\s(?:[a-z]{{1,5}}\b)|[.,;:)]|\Z)",
        re.IGNORECASE,
    )


def kind_of(unit: str) -> str:
    """What a unit measures: ``currency``, ``percent``, ``age``, ``temperature``, ``time`` …, else ``dimension``.

    >>> kind_of("euro per litre"), kind_of("year of age"), kind_of("acre")
    ('currency', 'age', 'dimension')
    """
    name = unit.split(" per ")[0]
    if name in _money():
        return "currency"
    kinds = table("en/unit_kinds")
    return kinds[name][0] if name in kinds else "dimension"


@cache
def _money() -> frozenset[str]:
    return frozenset(row[0] for row in table("en/currencies").values())
