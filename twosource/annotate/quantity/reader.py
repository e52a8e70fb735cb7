"""Numbers as they are written, in digits, in words and in both: "816 000", "1.5bn", "two and a half million"."""

import re
from collections.abc import Iterator, Sequence
from math import inf, prod

from msgspec import Struct, structs

from twosource.annotate.quantity.units import CODE_BEFORE, CURRENCY_BEFORE
from twosource.words import table

__all__ = ["SCALES", "Number", "minus_before", "read_numbers"]

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅙": 1 / 6, "⅛": 0.125}
SIGNS = "".join(FRACTIONS)
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?![\d,]\d|\d)|\d*\.\d+|\d+)"
    rf"(?:\s?[{SIGNS}]|\s{{1,2}}\d/[23458](?!\d))?(?:/[23458](?!\d))?|[{SIGNS}]"
)
METRE_NEXT = re.compile(
    r"(?!\s[a-z])|\s(?:in|at|of|from|above|below|away|tall|high|wide|long|deep|to|and|or|wave|waves|by|on|final|race|the"
    r"|is|was|are|were|x|m|dm|cm|apart|off|short|behind|ahead|up|down|east|west|north|south|freestyle|hurdles|relay)\b"
)
PARTS = {word: float(row[0]) for word, row in table("en/fractions").items()}
BETWEEN = re.compile(r"-|[ \u00a0]+(?:- )?")
LARGEST = 1e18
MINUS = re.compile(r"(?<![^\s(,])(?<!plus or )(?:(?:minus|negative)[\s-]|[-−])\Z", re.IGNORECASE)
LONGEST_SIGN = 8
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY_BEFORE})\Z")


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _stands(how: str) -> list[str]:
    return [word for word, row in table("en/number_scales").items() if row[1] == how]


WORDS = {word: float(row[0]) for word, row in table("en/number_words").items()}
SCALES = {word: float(row[0]) for word, row in table("en/number_scales").items()}
SMALL = {word: size for word, size in WORDS.items() if word not in SCALES}
TOKEN = re.compile(
    rf"(?=[\d.{SIGNS}])(?:(?<![\w.,])|{CODE_BEFORE}|(?<=magnitude-))(?P<digits>{DIGITS})"
    rf"(?P<sign>[\s\u00a0]?(?:{_any(_stands('sign'))})\b|(?:{_any(_stands('tight'))})\b)?"
    rf"|(?=[a-z])(?<![\w.])(?:(?P<small>{_any(list(SMALL))})|(?P<scale>{_any(_stands('word'))})|(?P<many>{_any(_stands('many'))})"
    rf"|(?P<and>and)|(?P<a>an?)|(?P<part>{_any(list(PARTS))})|(?P<point>point))(?!\w)",
    re.IGNORECASE,
)


class Number(Struct, frozen=True):
    """A number at ``text[start:end]``: `plain` times `scale`, and the characters themselves."""

    start: int
    end: int
    plain: float
    scale: float
    text: str

    @property
    def value(self) -> float:
        """What the number comes to; twelve digits are kept, so that 2.03 billion is 2,030,000,000."""
        return float(f"{self.plain * self.scale:.15g}")


class _Token(Struct, frozen=True):
    start: int
    end: int
    kind: str
    value: float = 0.0
    scale: float = 1.0


def read_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of `text` in order. Parts of a whole ("a third") are none, but "half a million" is one.

    >>> [n.value for n in read_numbers("half a million, 3 hundred and 21, two and a half million, nine point five")]
    [500000.0, 321.0, 2500000.0, 9.5]
    """
    for run in _runs(text):
        at = 0
        while at < len(run):
            found = _read(run, at)
            if found is None:
                at += 1
                continue
            value, behind = found
            if value <= LARGEST:
                yield _number(text, run[at:behind], value)
            at = behind


def minus_before(text: str, at: int) -> int | None:
    """Where the minus begins that makes the number at `at` one below zero, None if there is none.

    >>> minus_before("it was minus 5", 13), minus_before("F-16", 2)
    (7, None)
    """
    found = MINUS.search(text, max(0, at - 10), at)
    return found.start() if found else None


def _number(text: str, tokens: Sequence[_Token], value: float) -> Number:
    """The number that `tokens` make; digits with a scale keep both apart, so that a range can share the scale."""
    start, end = tokens[0].start, tokens[-1].end
    first, scales = tokens[0], tokens[1:]
    if first.kind == "digits" and all(token.kind in ("scale", "many") for token in scales):
        scale = prod((token.value for token in scales), start=first.scale)
        return Number(start, end, first.value, scale, text[start:end])
    return Number(start, end, value, 1.0, text[start:end])


def _tokens(text: str) -> Iterator[_Token]:
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup if match.lastgroup != "sign" else "digits")
        word = match[0].lower()
        if kind == "digits":
            value = _digits(match["digits"])
            if value is not None:
                yield _in_signs(text, match, value)
        else:
            sizes: dict[str, dict[str, float]] = {"small": SMALL, "scale": SCALES, "many": SCALES, "part": PARTS}
            yield _Token(match.start(), match.end(), kind, sizes.get(kind, {}).get(word, 0.0))


def _in_signs(text: str, match: re.Match[str], value: float) -> _Token:
    """Digits with the sign of a scale behind them; "5m tall" is told in metres, unless it is money."""
    written = (match["sign"] or "").strip()
    money = MONEY_BEFORE.search(text[max(0, match.start() - LONGEST_SIGN) : match.start()]) is not None
    metres = written == "m" and METRE_NEXT.match(text, match.end()) and not money
    millimetres = written.lower() == "mm" and not (money and written == "MM")
    if not written or metres or millimetres:
        return _Token(match.start(), match.end("digits"), "digits", value)
    return _Token(match.start(), match.end(), "digits", value, SCALES[written.lower()])


def _digits(text: str) -> float | None:
    whole = 0.0
    if text[-1] in FRACTIONS:
        whole, text = FRACTIONS[text[-1]], text[:-1].rstrip()
    if not text:
        return whole
    if len(text) > 40:
        return None
    mixed = re.fullmatch(r"(.+?)\s+(\d)/(\d)", text)
    if mixed:
        return float(re.sub(r"[,\s]", "", mixed[1])) + float(mixed[2]) / float(mixed[3])
    top, _, bottom = text.partition("/")
    value = float(re.sub(r"[,\s]", "", top))
    return whole + (value / float(bottom) if bottom else value)


def _runs(text: str) -> Iterator[list[_Token]]:
    """Tokens that stand side by side, with nothing but blanks or a hyphen between."""
    run: list[_Token] = []
    for token in _tokens(text):
        if run and not BETWEEN.fullmatch(text, run[-1].end, token.start):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


class _State(Struct, frozen=True):
    """How far a number was read: `total` of what is closed by a scale, `part` of what is not, `at` the next token."""

    at: int
    total: float = 0.0
    part: float | None = None
    last: float = inf  # the scale that closed the last part

    @property
    def value(self) -> float:
        return self.total + (self.part or 0.0)


def _read(run: Sequence[_Token], at: int) -> tuple[float, int] | None:
    """The value of the number that begins at token `at`, and the token behind it; None if none begins there."""
    half = _half_of_scale(run, at)
    if half is not None:
        return half
    state = _whole(run, at)
    if state is None:
        return None
    return _with_point(run, state) or _with_fraction(run, state) or (state.value, state.at)


def _kind(run: Sequence[_Token], at: int) -> str:
    return run[at].kind if at < len(run) else ""


def _half_of_scale(run: Sequence[_Token], at: int) -> tuple[float, int] | None:
    """Half a million, a quarter million, half a dozen, three quarters billion, two thirds of nothing."""
    many = 1.0
    if _kind(run, at) == "a" or (_kind(run, at) == "small" and _kind(run, at + 1) == "part"):
        many, at = run[at].value or 1.0, at + 1
    if _kind(run, at) != "part":
        return None
    behind = at + 2 if _kind(run, at + 1) == "a" else at + 1
    if _kind(run, behind) != "scale":
        return None
    return many / run[at].value * run[behind].value, behind + 1


def _whole(run: Sequence[_Token], at: int) -> _State | None:
    """A whole number, or one in digits, with the scales that follow it."""
    if _kind(run, at) == "a":
        if _kind(run, at + 1) != "scale":
            return None
        at += 1
    if _kind(run, at) not in ("small", "scale", "digits"):
        return None
    state, good = _State(at), _State(at)
    while state.at < len(run):
        onward = _step(run, state, at)
        if onward is None:
            break
        state = onward
        if _kind(run, state.at - 1) != "and" and _is_closed(run, state):
            good = state
    return good if good.at > at else None


def _is_closed(run: Sequence[_Token], state: _State) -> bool:
    """Whether a number may end here: not before a scale as great as the last one ("two million and three million")."""
    if state.part is None:
        return True
    if _kind(run, state.at) == "scale" and run[state.at].value == 100 and state.part >= 100:
        return False
    ahead = run[state.at] if _kind(run, state.at) == "scale" else None
    return ahead is None or state.part * ahead.value < state.last


def _step(run: Sequence[_Token], state: _State, first: int) -> _State | None:
    token, before = run[state.at], run[state.at - 1] if state.at > first else None
    if token.kind == "small":
        return _small(state, token, before)
    if token.kind == "digits":
        return _in_digits(state, token, before)
    if token.kind == "scale" or (token.kind == "many" and before is not None):
        return _scaled(state, token, before)
    scaled = before is not None and before.kind == "scale"
    share = _kind(run, state.at + 2) == "part"  # "two million and one half"
    if token.kind == "and" and scaled and not share and _kind(run, state.at + 1) in ("small", "digits"):
        return structs.replace(state, at=state.at + 1)
    return None


def _small(state: _State, token: _Token, before: _Token | None) -> _State | None:
    """A word for a number under a hundred: after tens, a hundred, a scale or "and"."""
    part = state.part or 0.0
    fits = before is None or before.kind in ("scale", "and") or (part % 100 >= 20 and part % 10 == 0 < token.value < 10)
    if not fits or (before is not None and before.kind == "small" and before.value < 20):
        return None
    return structs.replace(state, at=state.at + 1, part=part + token.value)


def _in_digits(state: _State, token: _Token, before: _Token | None) -> _State | None:
    """Digits at the front, or whole ones behind a hundred or thousand in words: "3 hundred and 21"."""
    if before is None:
        return structs.replace(state, at=state.at + 1, part=token.value * token.scale)
    if before.kind not in ("scale", "and"):
        return None
    limit = before.value if before.kind == "scale" else state.last if state.part is None else 100.0
    if token.value != int(token.value) or token.scale != 1 or not 0 < token.value < min(limit, 1000):
        return None
    return structs.replace(state, at=state.at + 1, part=(state.part or 0.0) + token.value)


def _scaled(state: _State, token: _Token, before: _Token | None) -> _State | None:
    if token.value < 1000:
        if before is not None and before.kind == "scale" and before.value >= token.value:
            return None
        chunk = before.value if before is not None and before.kind != "scale" else state.part or 1.0
        if (state.part or 1.0) - chunk >= token.value == 100:  # "3 hundred and 2 hundred" are two numbers
            return None
        return structs.replace(state, at=state.at + 1, part=(state.part or 1.0) + chunk * (token.value - 1))
    if state.part is None:
        total = state.total * token.value if before is not None else token.value
        return None if before is not None and before.kind == "and" else _State(state.at + 1, total, None, token.value)
    if token.value >= state.last:
        return None
    return _State(state.at + 1, state.total + state.part * token.value, None, token.value)


def _with_point(run: Sequence[_Token], state: _State) -> tuple[float, int] | None:
    """Nine point nought four; two point five million."""
    at = state.at + 1
    if _kind(run, state.at) != "point" or _kind(run, at) != "small":
        return None
    digits = ""
    while _kind(run, at) == "small":
        whole = _whole(run, at) if not digits and run[at].value >= 20 else None
        digits, at = digits + f"{whole.value if whole else run[at].value:.0f}", whole.at if whole else at + 1
    value = state.value + float(f"0.{digits}")
    if _kind(run, at) == "scale":
        return value * run[at].value, at + 1
    return value, at


def _with_fraction(run: Sequence[_Token], state: _State) -> tuple[float, int] | None:
    """Two and a half, two and a half million, two million and a half, a billion and a half million."""
    at = state.at
    if _kind(run, at) != "and" or _kind(run, at + 1) not in ("a", "small") or _kind(run, at + 2) != "part":
        return None
    share = (run[at + 1].value or 1.0) / run[at + 2].value
    closed = run[at - 1].value if _kind(run, at - 1) == "scale" else 0.0
    if _kind(run, at + 3) == "scale":
        scale = run[at + 3].value
        return (state.value + share * scale if closed else (state.value + share) * scale), at + 4
    return state.value + share * (closed if closed >= 1000 else 1.0), at + 3
