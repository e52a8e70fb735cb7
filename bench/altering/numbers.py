"""Numbers in a text, and another number in the same dress: beyond rounding, and nothing that is no count (a year, an
hour, a day of a month, a score)."""

import math
import re
from collections.abc import Iterator

from msgspec import Struct

from bench.altering.change import Change
from twosource.model import Span
from twosource.words import lines, table

__all__ = ["Number", "agree", "contradict", "find_numbers", "other_number"]

SMALL = {word: int(value) for word, (value, *_) in table("en/number_words").items() if int(value) < 100}
NAMES = {value: word for word, value in SMALL.items() if value not in (0,)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
MONTHS = "|".join(line.split("\t")[0] for line in lines("en/months"))
WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
NUMERAL = re.compile(
    rf"(?<![\w.,:/–-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?![\d:/]|[.,]\d|\w|[–-]\d)"
    rf"|(?P<words>(?:{WORDS})(?:-(?:{WORDS}))?)\b(?!-(?:and|to)))"
    rf"(?:[ -](?P<scale>hundred|thousand|million|billion)\b)?",
    re.IGNORECASE,
)
NO_COUNT_BEHIND = re.compile(
    rf"\s*(?:a\.?m\b|p\.?m\b|o['’]clock|past\b|to\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|\d)|st\b|nd\b"
    rf"|rd\b|th\b|(?:of\s+)?(?:{MONTHS})\b|and\s+a\s+(?:half|quarter)|times\b|\()",
    re.IGNORECASE,
)
NO_COUNT_BEFORE = re.compile(
    rf"(?:\b(?:{MONTHS})\.?|\bNo\.?|\bround|\barticle|\bsection|\bpage|\bchapter|\bpast|\bsince|\bquarter to"
    rf"|\bten to|/|\bone of)\s*$",
    re.IGNORECASE,
)
HOUR = re.compile(r"[012]?\d\.[0-5]\d")
AT = re.compile(r"\b(?:at|until|from|by|after|before|around|since)\s*$", re.IGNORECASE)
LOOSE = (
    (re.compile(r"\b(?:at least|more than|over|upwards of|no fewer than|no less than)\s+\W?$", re.I), (1, math.inf)),
    (re.compile(r"\b(?:up to|less than|fewer than|under|below|no more than|at most)\s+\W?$", re.I), (-math.inf, 1)),
    (re.compile(r"\b(?:nearly|almost|close to|just under)\s+\W?$", re.I), (0.85, 1)),
    (re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|a little over)\s+\W?$", re.I), (0.9, 1.1)),
)
ROUNDING = 0.06
FACTORS = (1.6, 2.2)
STEPS = (17, 23)


class Number(Struct, frozen=True):
    """A number: `span` of the numeral without the word that scales it, its value, and what may be meant by it."""

    span: Span
    value: float
    scale: int
    low: float
    high: float


def find_numbers(text: str) -> Iterator[Number]:
    """Yield the counts and amounts of a text.

    >>> text = "At least 12 of 38.6 million were hurt on 3 March 2024 at 4 p.m."
    >>> [(one.value, one.low) for one in find_numbers(text)]
    [(12.0, 12.0), (38600000.0, 38600000.0)]
    """
    for found in NUMERAL.finditer(text):
        digits, words, scale = found.group("digits", "words", "scale")
        own = float(digits.replace(",", "")) if digits else _worded(words.casefold())
        factor = SCALES[scale.casefold()] if scale else 1
        before, behind = text[: found.start()], text[found.end() :]
        year = digits is not None and re.fullmatch(r"1[5-9]\d\d|20\d\d", digits) and not scale
        time = year or (digits is not None and HOUR.fullmatch(digits) and AT.search(before))
        lone = own in (0, 1) and "." not in found.group()
        if own is None or time or lone or NO_COUNT_BEHIND.match(behind) or NO_COUNT_BEFORE.search(before):
            continue
        end = found.end("digits") if digits else found.end("words")
        low, high = next((bounds for pattern, bounds in LOOSE if pattern.search(before)), (1, 1))
        value = own * factor
        yield Number(Span(found.start(), end), value, factor, low * value, high * value)


def _worded(words: str) -> float | None:
    """The value of a number in words; None of words that make no number, as in *two-three*."""
    first, _, last = words.partition("-")
    if not last:
        return float(SMALL[first])
    tens, ones = SMALL[first], SMALL[last]
    return float(tens + ones) if tens % 10 == 0 and tens and 0 < ones < 10 else None


def agree(one: Number, other: Number) -> bool:
    """Whether two numbers may be the same, rounded.

    >>> agree(*find_numbers("412 metres, about 400"))
    True
    """
    return abs(one.value - other.value) <= ROUNDING * max(one.value, other.value)


def contradict(one: Number, other: Number) -> bool:
    """Whether no value can be what both say, rounding allowed.

    >>> contradict(*find_numbers("at least 12, and 20")), contradict(*find_numbers("12 and at least 20"))
    (False, True)
    """
    slack = 2 * ROUNDING
    return one.low > other.high * (1 + slack) or other.low > one.high * (1 + slack)


def other_number(text: str, number: Number, up: bool, turn: int = 0) -> Change | None:
    """Another number in the same dress, far from the old one; None where there is none that could be believed.

    >>> from bench.altering.change import changed
    >>> for text in ("Twelve people", "3,100 walkers", "38.6 million euros", "71 per cent"):
    ...     (one,) = find_numbers(text)
    ...     print(" | ".join(changed(text, other_number(text, one, up)) for up in (True, False)))
    Nineteen people | Eight people
    5,000 walkers | 1,900 walkers
    61.8 million euros | 24.1 million euros
    88 per cent | 54 per cent
    """
    old = number.span.of(text)
    own = number.value / number.scale
    if 20 <= own < 100 and number.scale == 1:
        new = own + (STEPS[turn] if up else -STEPS[turn])
        if new >= 100 or new <= 5:
            return None
    else:
        new = own * FACTORS[turn] if up else own / FACTORS[turn]
        if "." not in old and abs(new - own) < 2:
            new = own + 2 + turn if up else own - 2 - turn
    written = _written(old, new)
    if written is None or (re.match(r"\s*(?:%|per ?cent)", text[number.span.end :]) and new > 100):
        return None
    return Change(number.span, written)


def _written(old: str, new: float) -> str | None:
    """A value written as `old` is: in words, with as many decimals, or with as many noughts at its end."""
    if old[0].isalpha():
        whole = round(new)
        words = NAMES.get(whole) or (f"{NAMES[whole - whole % 10]}-{NAMES[whole % 10]}" if 20 < whole < 100 else None)
        if words is None or whole < 2:
            return None
        return words.capitalize() if old[0].isupper() else words
    if "." in old:
        return f"{new:.{len(old.partition('.')[2])}f}"
    plain = old.replace(",", "")
    noughts = min(len(plain) - len(plain.rstrip("0")), len(plain) - 2) if len(plain) > 2 else 0
    whole = round(new / 10**noughts) * 10**noughts
    return f"{whole:,}" if whole >= 2 else None
