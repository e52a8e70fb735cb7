"""Which of two versions of one article, by the same newsroom, is the later. Each changes its sign with the direction.

What an editor looks at: has it grown, who signed it, has the day or the market moved on, what came in at the top, and
the words that come and go with an update. Copies are another matter: there the shorter is mostly the later.
"""

import re
from collections import Counter
from functools import cache
from math import log, log1p

from twosource.derive.pair import Pair, Side
from twosource.derive.signals.signal import Finder, Signal
from twosource.derive.signals.stretches import STRETCHES
from twosource.derive.signals.wording import first_places, update_words, update_words_at_top
from twosource.derive.texts import Text
from twosource.model import Place, Span
from twosource.words import lines, table

__all__ = ["VERSIONS"]

SIGN_OFF = re.compile(
    r"(?:\(\s*|^)(?:additional |extra )?(?:reporting|writing|editing|compiled|reported|written|edited)\b", re.I | re.M
)
SIGN_OFF_WITHIN = 500
"""Characters from the end of a text in which its sign-off begins."""

EDITED = re.compile(r"\bedit(?:ing|ed)\b", re.I)
NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]+(?:\s+(?:de |von |van |d')?[A-ZÀ-Þ][\w'’.-]+)+")
TOP = 0.08
"""A lead that stands further down than this part of the other text has sunk."""


def grew(pair: Pair) -> Signal:
    """A later version is mostly the longer one: a tenth more says as much as half more."""
    return _of_length(pair, 0.1)


def grew_much(pair: Pair) -> Signal:
    """The same, where it has grown by more than that."""
    return _of_length(pair, 0.5)


def words_came(pair: Pair) -> Signal:
    """How many words came in, for each that went."""
    here, there = _lacking(pair.parent), _lacking(pair.child)
    value = log1p(there / 10) - log1p(here / 10)
    later, before = (pair.child, pair.parent) if value >= 0 else (pair.parent, pair.child)
    lost, came = sorted((here, there))
    return Signal(value, f"{later.text.id} has {came} words that {before.text.id} lacks, which has {lost} of its own")


def part_new(pair: Pair) -> Signal:
    """The part of each that the other lacks."""
    parts = [_lacking(side) / max(1, len(side.text.words)) for side in (pair.parent, pair.child)]
    because = f"{parts[1]:.0%} of {pair.child_id} is not in {pair.parent_id}, {parts[0]:.0%} the other way round"
    return Signal(parts[1] - parts[0], because)


def only_cut(pair: Pair) -> Signal:
    """One is the other with some words fewer: what was only cut is the later, by a few words at least."""
    value = (_lacking(pair.child) == 0) - (_lacking(pair.parent) == 0)
    cut, whole = (pair.child, pair.parent) if value >= 0 else (pair.parent, pair.child)
    return Signal(value, f"{cut.text.id} is {whole.text.id} with some words fewer")


def small_insertions(pair: Pair) -> Signal:
    """Two or three words put in between others, such as the symbol of a share, are as a rule taken out again."""
    counts = [len(_insertions(side)) for side in (pair.parent, pair.child)]
    because = f"two or three words stand between shared ones at {counts[1]} places of {pair.child_id}, {counts[0]} of "
    spans = tuple(side.place(*run) for side in (pair.child, pair.parent) for run in _insertions(side))
    return Signal(log1p(counts[1]) - log1p(counts[0]), because + pair.parent_id, spans)


def lead_came(pair: Pair) -> Signal:
    """Words that the other lacks stand before all shared ones."""
    heads = [_before_shared(side) for side in (pair.parent, pair.child)]
    because = f"{pair.child_id} begins with {heads[1]} words of its own, {pair.parent_id} with {heads[0]}"
    return Signal(log1p(heads[1]) - log1p(heads[0]), because)


def lead_sank(pair: Pair) -> Signal:
    """The lead of one stands further down in the other."""
    value = (_lead_at(pair.parent) > TOP) - (_lead_at(pair.child) > TOP)
    below, above = (pair.child_id, pair.parent_id) if value >= 0 else (pair.parent_id, pair.child_id)
    return Signal(value, f"the lead of {above} stands further down in {below}")


def editors_came(pair: Pair) -> Signal:
    """The sign-off keeps its editors and names more: whoever edits a version later is put behind the others."""
    return _names_came(pair, 1, "editors")


def reporters_came(pair: Pair) -> Signal:
    """The sign-off keeps its reporters and names more."""
    return _names_came(pair, 0, "reporters")


def day_moved(pair: Pair) -> Signal:
    """Days of the week are put for those before them: Tuesday for Monday is a step forward, Sunday a step back."""
    numbers = _weekdays()
    counts = Counter(word for word in pair.child.text.words.folded if word in numbers)
    counts.subtract(word for word in pair.parent.text.words.folded if word in numbers)
    came, went = [day for day in counts if counts[day] > 0], [day for day in counts if counts[day] < 0]
    steps = sum(1 if (numbers[new] - numbers[old]) % 7 in (1, 2, 3) else -1 for new in came for old in went)
    days = ", ".join(day.capitalize() for day in sorted(came)), ", ".join(day.capitalize() for day in sorted(went))
    spans = (*first_places(pair.child.text, came), *first_places(pair.parent.text, went))
    return Signal(float((steps > 0) - (steps < 0)), f"{days[0]} is put for {days[1]}", spans)


def market_moved(pair: Pair) -> Signal:
    """From before the bell to the close and after: which of them tells of a later hour of the trading day."""
    told = [_trading_hours(side.text) for side in (pair.parent, pair.child)]
    if not all(told):
        return Signal(0.0, "")
    last = [max(hours, key=lambda hour: hour[0]) for hours in told]
    value = (last[1][0] > last[0][0]) - (last[1][0] < last[0][0])
    spans = (Place(pair.child_id, last[1][1]), Place(pair.parent_id, last[0][1]))
    words = [span.of(side.text.article.text) for side, (_, span) in zip((pair.parent, pair.child), last, strict=True)]
    return Signal(float(value), f"{pair.child_id} says “{words[1]}”, {pair.parent_id} “{words[0]}”", spans)


def _of_length(pair: Pair, limit: float) -> Signal:
    lengths = len(pair.parent.text.words), len(pair.child.text.words)
    ratio = log(max(1, lengths[1]) / max(1, lengths[0]))
    value = max(-1.0, min(1.0, ratio / limit))
    return Signal(value, f"{pair.child_id} has {lengths[1]} words, {pair.parent_id} {lengths[0]}")


def _lacking(side: Side) -> int:
    """Number of words that the other lacks."""
    return sum(to < 0 for to in side.shared.to)


def _insertions(side: Side) -> list[tuple[int, int]]:
    """Runs of two or three words between two that stand side by side in the other."""
    to, found = side.shared.to, []
    last = -1
    for at, there in enumerate(to):
        if there < 0:
            continue
        if last >= 0 and 2 <= at - last - 1 <= 3 and there == to[last] + 1:
            found.append((last + 1, at))
        last = at
    return found


def _before_shared(side: Side) -> int:
    return next((at for at, there in enumerate(side.shared.to) if there >= 0), len(side.shared.to))


def _lead_at(side: Side) -> float:
    """Where in the other text, 0 to 1, the first 25 words of this one stand: the middle one of those that do."""
    there = sorted(to for to in side.shared.to[:25] if to >= 0)
    return there[len(there) // 2] / max(1, len(side.shared.there.words)) if len(there) >= 8 else 0.0


def _names_came(pair: Pair, part: int, what: str) -> Signal:
    before, later = _signed(pair.parent.text)[part], _signed(pair.child.text)[part]
    value = (before < later) - (later < before) if before and later else 0
    whole, fewer = (pair.child.text, pair.parent.text) if value >= 0 else (pair.parent.text, pair.child.text)
    names = ", ".join(sorted(before ^ later))
    because = f"{whole.id} keeps the {what} that {fewer.id} names at its end and adds {names}"
    return Signal(float(value), because, (Place(whole.id, _sign_off(whole)),) if value else ())


def _signed(text: Text) -> tuple[frozenset[str], frozenset[str]]:
    """Last names of the reporters and of the editors in the sign-off."""
    whole, start = text.article.text, _sign_off(text).start
    edited = EDITED.search(whole, start)
    cut = edited.start() if edited else len(whole)
    return _last_names(NAME.findall(whole[start:cut])), _last_names(NAME.findall(whole[cut:]))


def _sign_off(text: Text) -> Span:
    whole = text.article.text
    found = SIGN_OFF.search(whole, max(0, len(whole) - SIGN_OFF_WITHIN))
    return Span(found.start() if found else len(whole), len(whole))


def _last_names(names: list[str]) -> frozenset[str]:
    return frozenset(
        name.split()[-1].rstrip(".") for name in names if name[0].isupper() and name.split()[-1][0].isupper()
    )


def _trading_hours(text: Text) -> list[tuple[int, Span]]:
    return [
        (number, Span(match.start(), match.end()))
        for number, pattern in _hours()
        for match in pattern.finditer(text.article.text)
    ]


@cache
def _hours() -> list[tuple[int, re.Pattern[str]]]:
    rows = [line.split("\t") for line in lines("en/trading_hours")]
    return [(int(number), re.compile(rf"\b{phrase}\b", re.I)) for phrase, number in rows]


@cache
def _weekdays() -> dict[str, int]:
    return {name: int(number) for name, (number, *_) in table("en/weekdays").items() if len(name) > 5}


VERSIONS: dict[str, Finder] = {
    signal.__name__: signal
    for signal in (
        grew, grew_much, words_came, part_new, only_cut, small_insertions, lead_came, lead_sank, editors_came,
        reporters_came, day_moved, market_moved, update_words, update_words_at_top,
    )
} | STRETCHES  # fmt: skip
"""The signals of versions by name."""
