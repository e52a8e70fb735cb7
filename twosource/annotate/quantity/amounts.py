"""Numbers and ranges in a text, as the values they stand for."""

import re
from collections.abc import Iterator

from msgspec import Struct

from twosource.annotate.numerals import SPELLED, spelled_value
from twosource.annotate.quantity.units import CODE_BEFORE, CURRENCY_BEFORE, UNIT_AFTER, unit_after, unit_before
from twosource.words import table

__all__ = ["Amount", "amounts"]

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mln": 1e6, "mil": 1e6,
          "mn": 1e6, "m": 1e6, "bln": 1e9, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}  # fmt: skip
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d)|\d*\.\d+|\d+)"
    r"(?:\s?[½¼¾⅓⅔])?(?:/[23458](?!\d))?|[½¼¾⅓⅔]"
)
METRE_NEXT = (
    r"(?=\s(?:in|at|of|from|above|below|away|tall|high|wide|long|deep|to|and|or|wave|waves|by|on|final|race|the)\b)"
)
SCALE = (
    r"(?:[\s\u00a0]hundred[\s\u00a0](?:thousand|million|billion)\b|[\s\u00a0-]?(?:hundred|thousand|million|billion|trillion)\b|\s?(?:mln|mil|mn|bln|bn|tn)\b"
    rf"|(?:[kK]\b|[bBM]\b|m\b(?!{METRE_NEXT})(?=\s[a-z])))"
)
SCALED = rf"(?:{DIGITS})(?P<scale>{SCALE})?"
WORDS = (
    rf"(?:(?:a|half\ an?)\ (?:dozen|hundred|thousand|million|billion|trillion)\b|(?:{SPELLED})"
    r"(?:(?:\ and\ a\ |-and-a-)(?:half|quarter)(?:\ (?:thousand|million|billion|trillion))?)?)"
)
NUMBER = re.compile(rf"(?<![\w.])(?:{WORDS})(?!\w)|(?:(?<![\w.,])|{CODE_BEFORE})(?:{SCALED})", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:(?P<tens>tens|dozens|hundreds|thousands|millions) of )?"
    r"(?P<scale>dozens|scores|hundreds|thousands|millions|billions|trillions)\b(?! and)",
    re.IGNORECASE,
)
VAGUE_SIZE = {"tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6,
              "billions": 1e9, "trillions": 1e12}  # fmt: skip
LINK = re.compile(
    rf"(?:\s?(?:{UNIT_AFTER}))?(?:\s?(?P<dash>[-–—]|/(?=\$))\s?|\s(?P<word>to|or|and)\s(?:around\s|about\s)?)"
    rf"(?:{CURRENCY_BEFORE})?"
)
LARGEST = 1e18


class Amount(Struct, frozen=True):
    """One value (`low` equals `high`) or a range, at ``text[start:end]``; `link` is what joins the ends of a range.

    `vague` marks "thousands": at least so many, with no upper end. `share` marks a part of a whole, in per cent.
    """

    start: int
    end: int
    low: float
    high: float | None
    link: str = ""
    vague: bool = False
    share: bool = False


class _Number(Struct, frozen=True):
    start: int
    end: int
    plain: float
    scale: float
    text: str

    @property
    def value(self) -> float:
        return self.plain * self.scale


def amounts(text: str) -> list[Amount]:
    """Return the numbers and ranges of `text` in order, whatever they are used for.

    A range keeps both ends; the thousand or the million of the second end holds for the first one as well.
    "Thousands" is at least 1000, its upper end open.

    >>> [(a.low, a.high) for a in amounts("3-4,000 recruits, $1.5bn, between five and 7 million, thousands of men")]
    [(3000.0, 4000.0), (1500000000.0, 1500000000.0), (5000000.0, 7000000.0), (1000.0, None)]
    """
    numbers = list(_numbers(text))
    found, at = [], 0
    while at < len(numbers):
        here = numbers[at]
        joined = _range(text, here, numbers[at + 1]) if at + 1 < len(numbers) else None
        found.append(joined or Amount(here.start, here.end, here.value, here.value))
        at += 2 if joined else 1
    return sorted([*found, *_vague(text)], key=lambda amount: amount.start)


def _numbers(text: str) -> Iterator[_Number]:
    for match in NUMBER.finditer(text):
        number = _read(match)
        if number is not None and number.value <= LARGEST:
            yield number


def _read(match: re.Match[str]) -> _Number | None:
    written = match[0]
    if not re.search(r"[\d½¼¾⅓⅔]", written):
        value = _spelled(written)
        return None if value is None else _Number(match.start(), match.end(), value, 1.0, written)
    scale = 1.0
    for word in re.findall(r"[a-z]+", (match["scale"] or "").lower()):
        scale *= SCALES[word]
    mantissa = written[: len(written) - len(match["scale"] or "")]
    plain = _digits(mantissa)
    if plain is None:
        return None
    return _Number(match.start(), match.end(), plain, scale, written)


def _digits(text: str) -> float | None:
    whole = 0.0
    if text[-1] in FRACTIONS:
        whole, text = FRACTIONS[text[-1]], text[:-1].rstrip()
    if not text:
        return whole
    if len(text) > 40:
        return None
    top, _, bottom = text.partition("/")
    value = float(re.sub(r"[,\s]", "", top))
    return whole + (value / float(bottom) if bottom else value)


def _spelled(text: str) -> float | None:
    word = re.sub(r"\s+", " ", text.lower()).replace("-and-a-", " and a ")
    if word.startswith("half a"):
        rest = spelled_value(word.split(" ", 2)[2])
        return rest / 2 if rest else None
    part = re.fullmatch(r"(.+?) and a (half|quarter)(?: (\w+))?", word)
    if part:
        base = spelled_value(part[1])
        scale = SCALES.get(part[3] or "", 1.0)
        return None if base is None else (base + (0.5 if part[2] == "half" else 0.25)) * scale
    return spelled_value(word)


def _range(text: str, first: _Number, second: _Number) -> Amount | None:
    link = LINK.fullmatch(text, first.end, second.start)
    if link is None:
        return None
    word = (link["word"] or "").lower()
    lead = text[max(0, first.start - 12) : first.start].lower()
    if word == "and" and not re.search(r"\bbetween\s\S{0,3}\s?$", lead):
        return None
    if word == "or" and not first.value < second.value <= 3 * first.value:
        return None
    low = _carried(first, second)
    if low >= second.value or not _same_measure(text, first, second):
        return None
    if word == "to" and _moved(text, first, low, second.value):
        return None
    return Amount(first.start, second.end, low, second.value, word or "-")


def _same_measure(text: str, first: _Number, second: _Number) -> bool:
    """False where both ends name a unit and not the same one: "9.4 per cent to $84" is no range."""
    units = [unit_before(text, number.start) or unit_after(text, number.end) for number in (first, second)]
    if units[0] is None:
        return True
    if units[1] is None:
        return unit_before(text, first.start) is not None
    return units[0][0] == units[1][0]


def _moved(text: str, first: _Number, low: float, high: float) -> bool:
    """True for "rose by 43 to 419" and "rose from 12 to 15": a movement and a level, or two levels, and no range."""
    lead = text[max(0, first.start - 40) : first.start].lower()
    words = re.findall(r"[a-z]+", lead)
    if not set(words) & set(table("en/changes")):
        return False
    return high > 2 * low or "from" in words[-2:]


def _carried(first: _Number, second: _Number) -> float:
    """The value of the first end, with the scale that only the second end writes."""
    if first.scale != 1 or first.plain >= 1000:
        return first.value
    if second.scale != 1 and first.plain < second.plain:
        return first.plain * second.scale
    words = re.sub(r"[-\s]+", " ", second.text.lower()).split(" ")
    if words[-1] in ("thousand", "million", "billion") and len(words) > 1 and first.plain < 1000:
        scale = SCALES[words[-1]]
        return first.plain * scale if first.plain * scale < second.value else first.value
    if re.fullmatch(r"\d{1,3},000", second.text) and first.plain * 1000 < second.plain and first.plain < 100:
        return first.plain * 1000
    return first.value


def _vague(text: str) -> Iterator[Amount]:
    for match in VAGUE.finditer(text):
        many = VAGUE_SIZE[(match["tens"] or "").lower()] if match["tens"] else 1.0
        yield Amount(match.start(), match.end(), many * VAGUE_SIZE[match["scale"].lower()], None, vague=True)
