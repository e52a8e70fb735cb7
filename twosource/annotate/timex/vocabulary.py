"""The words of time, and the patterns built from them."""

import re
from functools import cache

from twosource.annotate.numerals import SPELLED, spelled_value
from twosource.words import lines, table

__all__ = ["amount", "column", "pattern", "plain"]

VAGUE = ("several", "few", "many", "some", "numerous", "couple of", "handful of", "number of")


@cache
def column(name: str, index: int = 0) -> dict[str, str]:
    """Return the table ``en/NAME`` as key -> column `index`; "" where a row is shorter."""
    return {key: row[index] if len(row) > index else "" for key, row in table(f"en/{name}").items()}


def plain(text: str) -> str:
    """Return `text` in lower case, with single blanks and straight apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()


def amount(text: str) -> float | None:
    """Return the number in `text` ("3", "1.5", "ten", "a", "half a"), or None if it is vague ("several").

    >>> amount("a"), amount("twenty-four"), amount("1,000"), amount("half a"), amount("a few")
    (1.0, 24.0, 1000.0, 0.5, None)
    """
    word = plain(text)
    if word in ("a", "an", "the"):
        return 1.0
    if word in ("half a", "half an"):
        return 0.5
    if mixed := re.fullmatch(r"(\d+)(?: 1/([24])|(½))", word):
        return int(mixed[1]) + 1 / int(mixed[2] or 2)
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(rf"(?:a )?(?:{SPELLED})", word):
        return spelled_value(word)
    return 2.0 if word in ("couple of", "a couple of") else None


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _macros() -> dict[str, str]:
    months = column("months")
    return {
        "month": rf"(?:(?:{_any_of([m for m in months if len(m) > 4])}|june|july|may)\b"
        rf"|(?:{_any_of([m for m in months if len(m) < 5])})\b\.?)",
        "weekday": "(?:" + _any_of(list(column("weekdays"))) + ")",
        "unit": "(?:" + _any_of(list(column("time_units"))) + ")",
        "season": "(?:" + _any_of(list(column("seasons"))) + ")",
        "part": "(?:" + _any_of(list(column("day_parts"))) + ")",
        "zone": "(?:" + _any_of([line.split("\t")[0].lower() for line in lines("en/time_zones")]) + ")",
        "holiday": "(?:" + _any_of(list(column("holidays"))).replace("'", "['’]") + ")",
        "vague_time": "(?:" + _any_of(list(column("vague_times"))).replace(r"\ ", r"\s+") + ")",
        "ordinal": "(?:" + _any_of(list(column("ordinal_words"))) + r"|\d{1,2}(?:st|nd|rd|th))",
        "number": rf"(?:(?:a\ )?(?:{SPELLED})|\d{{1,3}}(?:\ 1/[24]|½)|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)",
        "some": "(?:(?:an?\\ )?(?:" + "|".join(VAGUE).replace(" ", r"\ ") + "))",
        "year": r"(?:1[5-9]\d\d|20\d\d|(?:seventeen|eighteen|nineteen|twenty)(?:-|\ )(?:"
        + SPELLED
        + r")|two\ thousand(?:\ and\ \w+)?)",
        "dayno": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
        "early": r"(?:(?:very\ )?(?:early|late|mid|middle|later|earlier)(?:\ (?:in|of|on))?(?:-|\ |(?<=mid)))",
    }


def pattern(template: str) -> re.Pattern[str]:
    """Compile `template`, in which ``<name>`` stands for the words of that name; blanks stand for any white space.

    >>> bool(pattern("<month> <dayno>").fullmatch("Oct. 16"))
    True
    """
    macros = _macros()
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda m: macros[m[1]], template)
    filled = re.sub(r"(?<!\\) \?", r"[\\s\\u00a0]*", filled)
    filled = re.sub(r"(?<!\\) |\\ ", r"[\\s\\u00a0]+", filled)
    return re.compile(rf"(?<![\w$£€])(?:{filled})(?![\w])", re.IGNORECASE)
