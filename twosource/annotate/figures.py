"""Quantities in an article: value or range, unit, what is counted, how exact, and which way it moved."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.parse import Paragraph, Parsed
from twosource.annotate.quantity.amounts import Amount, amounts
from twosource.annotate.quantity.counted import counted
from twosource.annotate.quantity.ellipsis import completed, shared_unit
from twosource.annotate.quantity.hedges import SIGNS, Change, direction, hedge
from twosource.annotate.quantity.names import age_of, is_name
from twosource.annotate.quantity.patterns import pattern
from twosource.annotate.quantity.reader import minus_before, read_numbers, scales
from twosource.annotate.quantity.shares import parts_of_unit, shares
from twosource.annotate.quantity.units import kind_of, per, unit_after, unit_before
from twosource.model import Date, Figure, Span
from twosource.words import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_figures"]

TITLE = re.compile(r"^[“\"'‘]\d+ [A-Z][a-z]+[”\"'’,.]$")
INNER_MONEY = re.compile(r"[$£€¥]")
MILLION = 1e6
MILLIONS = re.compile(r"M[A-Z]{3}")
FURTHEST = 30  # characters to look ahead for the part of a unit


def find_figures(parsed: Parsed, dates: Sequence[Date] = ()) -> tuple[Figure, ...]:
    """Return the quantities of an article, in order; `dates` are its time expressions, which are none.

    A range keeps both ends. "Up to 6,000" is 6000 at both ends with the qualifier "up to"; "thousands" is at least
    1000 with an open upper end, "one in five" is 20 percent. A length of
    time is a quantity with a unit ("year"), a date or a time of day is not; nor are names ("Section 427", "F-16"),
    ordinals, results of matches and telephone numbers. `about` is left empty.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> article = Article(id="a", path="a.txt", source="Up to 6,000 miners and 3-4,000 dockers went on strike.",
    ...                   sha256="", edits=(), facts=Facts())
    >>> [(f.low, f.high, f.counted, f.qualifier) for f in find_figures(parse([article])[0])]
    [(6000.0, 6000.0, 'miners', 'up to'), (3000.0, 4000.0, 'dockers', None)]
    """
    figures: list[Figure] = []
    taken = [date.span for date in dates if date.type in ("DATE", "TIME")]
    for paragraph in parsed.paragraphs:
        here = [span.shift(-paragraph.span.start) for span in taken if paragraph.span.holds(span)]
        for figure in _figures_of(paragraph.span.of(parsed.article.text), paragraph, here, parsed.article.id):
            figures.append(_numbered(figure, len(figures)))
    return tuple(figures)


def _numbered(figure: Figure, number: int) -> Figure:
    return structs.replace(figure, id=f"{figure.document}/f{number}")


def _figures_of(text: str, paragraph: Paragraph, dates: Sequence[Span], document: str) -> Iterator[Figure]:
    until = 0
    earlier: list[Figure] = []
    for amount in sorted(
        (*amounts(text), *shares(text), *parts_of_unit(text)), key=lambda found: (found.start, -found.end)
    ):
        if amount.start < until or any(date.start < amount.end and amount.start < date.end for date in dates):
            continue
        figure = _figure(text, paragraph.doc, amount)
        if figure is not None and figure.span.start >= until:
            figure = completed(earlier, figure, text)
            earlier.append(figure)
            until = figure.span.end
            yield structs.replace(figure, document=document, span=figure.span.shift(paragraph.span.start))


def _figure(text: str, doc: "Doc", amount: Amount) -> Figure | None:
    unit, start, end = _measure(text, amount)
    last = _token(doc, end - 1)
    number = _token(doc, amount.end - 1)
    whose = age_of(text, number, amount) if unit is None else None
    unit = "year of age" if whose else unit
    if TITLE.search(text[max(0, start - 1) : end + 1]) or is_name(text, amount, number, unit is not None):
        return None
    amount, end = _scaled(text, amount, unit, start, end)
    low, high, start = _signed(text, amount, start)
    named = whose or counted(text, doc, _token(doc, start), last, unit)
    qualifier = "at least" if amount.vague else hedge(text, start, end) or hedge(text, amount.start, amount.end)
    moved = direction(text, _token(doc, amount.start), last, end, counts=unit is None and named is not None)
    change: Change = moved or (SIGNS[qualifier] if qualifier and not amount.vague else "=")
    if unit is None and text[start:end].lower() in ("hundred", "thousand", "million", "billion", "dozen"):
        return None
    return Figure(
        id="",
        document="",
        span=Span(start, end),
        low=low,
        high=high,
        unit=unit,
        counted=named,
        qualifier=qualifier,
        change=change,
    )


def _scaled(text: str, amount: Amount, unit: str | None, start: int, end: int) -> tuple[Amount, int]:
    """The amount with what its unit adds to it: a part ("3 dollars 50 cents") or a scale ("75 USD million")."""
    if unit is not None and (parts := _with_parts(text, amount, unit, end)):
        return structs.replace(amount, low=parts[0], high=parts[0]), parts[1]
    scale, end = _scale_of(text, amount, unit, start, end)
    high = None if amount.high is None else amount.high * scale
    return structs.replace(amount, low=amount.low * scale, high=high), end


def _with_parts(text: str, amount: Amount, unit: str, end: int) -> tuple[float, int] | None:
    """The value of a unit with its parts behind it, and where they end: "5 feet 2 inches" is 5 feet and a sixth."""
    part = table("en/unit_parts").get(unit)
    if part is None or amount.low != amount.high or (joint := pattern("joint_of_parts").match(text, end)) is None:
        return None
    number = next(read_numbers(text[joint.end() : joint.end() + FURTHEST]), None)
    if number is None or number.start:
        return None
    behind = unit_after(text, joint.end() + number.end) or _inches(text, joint.end() + number.end)
    if behind is None or behind[0] != part[0] or not 0 < number.value < float(part[1]):
        return None
    return amount.low + number.value / float(part[1]), behind[1]


def _inches(text: str, at: int) -> tuple[str, int] | None:
    """Inches as they are written behind feet only: 5 ft 2 in."""
    found = re.match(r"\s?in\b", text[at : at + 4])
    return ("inch", at + found.end()) if found else None


def _scale_of(text: str, amount: Amount, unit: str | None, start: int, end: int) -> tuple[float, int]:
    """What the unit itself multiplies by, and where the figure ends: MEUR 60, 75 USD million."""
    if unit is None or kind_of(unit) != "currency":
        return 1.0, end
    beside = text[start : amount.start], text[amount.end : end]
    if any(MILLIONS.fullmatch(one.strip()) for one in beside):
        return 1e6, end
    scale = pattern("scale_behind").match(text, end)
    return (scales()[scale[1].lower()], scale.end()) if scale else (1.0, end)


def _measure(text: str, amount: Amount) -> tuple[str | None, int, int]:
    """The unit of an amount, and where number and unit together begin and end."""
    start, end = amount.start, amount.end
    unit = None
    if amount.share:
        return "percent", start, end
    if before := unit_before(text, start):
        unit, start = before
    elif after := unit_after(text, end + 4 if amount.vague and text[end : end + 4] == " of " else end):
        unit, end = after
        if unit == "pound-mass" and amount.low >= MILLION:
            unit = "pound sterling"
    elif (more := pattern("more_of_unit").match(text, end)) and (after := unit_after(text, more.end())):
        unit, end = after
    elif age := pattern("age_before").search(text[max(0, start - 8) : start]):
        unit, start = "year of age", start - len(age[0])
    elif pattern("magnitude_before").search(text[max(0, start - 20) : start]):
        unit = "magnitude"
    else:
        unit = shared_unit(text, start, end)
    if unit is None and amount.link and (inner := INNER_MONEY.search(text[start:end])):
        unit = table("en/currencies")[inner[0]][0]
    if unit is not None and text[start - 1 : start] == "[" and "]" in text[start:end]:
        start -= 1
    if unit is not None and (rate := per(text, end)):
        unit, end = f"{unit} per {rate[0]}", rate[1]
    elif unit is not None and (thing := pattern("goods_of_rate").match(text, end)) and (rate := per(text, thing.end())):
        unit = f"{unit} per {rate[0]}"
    return unit, start, end


def _signed(text: str, amount: Amount, start: int) -> tuple[float, float | None, int]:
    """The ends of an amount, with a minus that stands before it."""
    if amount.low != amount.high:
        return amount.low, amount.high, start
    if start < amount.start and text[amount.start - 1] in "-−":
        return -amount.low, -amount.low, start
    minus = minus_before(text, start)
    return (amount.low, amount.high, start) if minus is None else (-amount.low, -amount.low, minus)


def _token(doc: "Doc", offset: int) -> "Token":
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else doc[0]
