"""Numbers as they are written, in digits, in words and in both: "816 000", "1.5bn", "two and a half million"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf, prod

from msgspec import Struct, structs

from twosource.annotate.numerals import ENGLISH, Numerals, any_of
from twosource.annotate.quantity.units import CODE_BEFORE, CURRENCY_BEFORE

__all__ = ["Number", "minus_before", "read_numbers", "scales"]

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅙": 1 / 6, "⅛": 0.125}
SIGNS = "".join(FRACTIONS)
BETWEEN = re.compile(r"-|[ \u00a0]+(?:- )?")
LARGEST = 1e18
LONGEST_SIGN = 8
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY_BEFORE})\Z")


class _Grammar(Struct, frozen=True):
    """What the numbers of a language are read by: the values of its words, and the patterns made of them."""

    small: dict[str, float]
    scales: dict[str, float]
    parts: dict[str, float]
    group: re.Pattern[str]
    decimal: re.Pattern[str]
    token: re.Pattern[str]
    minus: re.Pattern[str]
    metre_next: re.Pattern[str]


@cache
def _grammar(own: Numerals) -> _Grammar:
    scales = {word: float(row[0]) for word, row in own.table("number_scales").items()}
    metres = any_of(list(own.table("behind_metres")))
    return _Grammar(
        small={word: float(size) for word, size in own.words.items() if word not in scales},
        scales=scales,
        parts={word: float(row[0]) for word, row in own.table("fractions").items()},
        group=re.compile(rf"{any_of(own.joints('group'))}|\s"),
        decimal=re.compile(any_of(own.joints("decimal"))),
        token=_token_pattern(own),
        minus=_minus_pattern(own),
        metre_next=re.compile(rf"(?!\s[a-z])|\s(?:{metres})\b"),
    )


def _digits_pattern(own: Numerals) -> str:
    group, point = any_of(own.joints("group")), any_of(own.joints("decimal"))
    return (
        rf"(?:\d{{1,3}}(?:(?:{group})\d{{3}})+(?:(?:{point})\d+)?"
        rf"|\d{{1,2}}(?:(?:{group})\d{{2}})+(?:{group})\d{{3}}(?:(?:{point})\d+)?"
        rf"|\d{{1,3}}(?:[\u00a0\u202f\u2009 ]\d{{3}})+(?:(?:{point})\d+)?(?!(?:{group})\d|\d)"
        rf"|\d*(?:{point})\d+|\d+)"
        rf"(?:\s?[{SIGNS}]|\s{{1,2}}\d/[23458](?!\d))?(?:/[23458](?!\d))?|[{SIGNS}]"
    )


def _token_pattern(own: Numerals) -> re.Pattern[str]:
    group, point = any_of(own.joints("group")), any_of(own.joints("decimal"))
    scales = own.table("number_scales")
    signs, tight, words, many = (
        any_of([word for word, row in scales.items() if row[1] == how]) for how in ("sign", "tight", "word", "many")
    )
    small = any_of([word for word in own.words if word not in scales])
    return re.compile(
        rf"(?=[\d{SIGNS}]|{point})(?:(?<!\w)(?<!{group})(?<!{point})|{CODE_BEFORE}|(?<=magnitude-))"
        rf"(?P<digits>{_digits_pattern(own)})(?P<sign>[\s\u00a0]?(?:{signs})\b|(?:{tight})\b)?"
        rf"|(?=[^\W\d_])(?<!\w)(?<!{point})(?:(?P<small>{small})|(?P<scale>{words})|(?P<many>{many})"
        rf"|(?P<and>{any_of(own.joints('and'))})|(?P<a>{any_of(own.joints('article'))})"
        rf"|(?P<part>{any_of(list(own.table('fractions')))})|(?P<point>{any_of(own.joints('point'))}))(?!\w)",
        re.IGNORECASE,
    )


def _minus_pattern(own: Numerals) -> re.Pattern[str]:
    told = "".join(rf"(?<!{re.escape(word)}\s)" for word in own.joints("tolerance"))
    return re.compile(rf"(?<![^\s(,]){told}(?:(?:{any_of(own.joints('minus'))})[\s-]|[-−])\Z", re.IGNORECASE)


def scales(own: Numerals = ENGLISH) -> dict[str, float]:
    """The words and signs that multiply the number before them, and by how much."""
    return _grammar(own).scales


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


def read_numbers(text: str, own: Numerals = ENGLISH) -> Iterator[Number]:
    """Yield the numbers of `text` in order, by the numerals of its language.

    Parts of a whole ("a third") are none, but "half a million" is one.

    >>> [n.value for n in read_numbers("half a million, 3 hundred and 21, two and a half million, nine point five")]
    [500000.0, 321.0, 2500000.0, 9.5]
    """
    for run in _runs(text, own):
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


def minus_before(text: str, at: int, own: Numerals = ENGLISH) -> int | None:
    """Where the minus begins that makes the number at `at` one below zero, None if there is none.

    >>> minus_before("it was minus 5", 13), minus_before("F-16", 2)
    (7, None)
    """
    found = _grammar(own).minus.search(text, max(0, at - 10), at)
    return found.start() if found else None


def _number(text: str, tokens: Sequence[_Token], value: float) -> Number:
    """The number that `tokens` make; digits with a scale keep both apart, so that a range can share the scale."""
    start, end = tokens[0].start, tokens[-1].end
    first, scales = tokens[0], tokens[1:]
    if first.kind == "digits" and all(token.kind in ("scale", "many") for token in scales):
        scale = prod((token.value for token in scales), start=first.scale)
        return Number(start, end, first.value, scale, text[start:end])
    return Number(start, end, value, 1.0, text[start:end])


def _tokens(text: str, grammar: _Grammar) -> Iterator[_Token]:
    for match in grammar.token.finditer(text):
        kind = str(match.lastgroup if match.lastgroup != "sign" else "digits")
        word = match[0].lower()
        if kind == "digits":
            value = _digits(match["digits"], grammar)
            if value is not None:
                yield _in_signs(text, match, value, grammar)
        else:
            sizes = {"small": grammar.small, "scale": grammar.scales, "many": grammar.scales, "part": grammar.parts}
            yield _Token(match.start(), match.end(), kind, sizes.get(kind, {}).get(word, 0.0))


def _in_signs(text: str, match: re.Match[str], value: float, grammar: _Grammar) -> _Token:
    """Digits with the sign of a scale behind them; "5m tall" is told in metres, unless it is money."""
    written = (match["sign"] or "").strip()
    money = MONEY_BEFORE.search(text[max(0, match.start() - LONGEST_SIGN) : match.start()]) is not None
    metres = written == "m" and grammar.metre_next.match(text, match.end()) and not money
    millimetres = written.lower() == "mm" and not (money and written == "MM")
    if not written or metres or millimetres:
        return _Token(match.start(), match.end("digits"), "digits", value)
    return _Token(match.start(), match.end(), "digits", value, grammar.scales[written.lower()])


def _digits(text: str, grammar: _Grammar) -> float | None:
    whole = 0.0
    if text[-1] in FRACTIONS:
        whole, text = FRACTIONS[text[-1]], text[:-1].rstrip()
    if not text:
        return whole
    if len(text) > 40:
        return None
    mixed = re.fullmatch(r"(.+?)\s+(\d)/(\d)", text)
    if mixed:
        return _plain(mixed[1], grammar) + float(mixed[2]) / float(mixed[3])
    top, _, bottom = text.partition("/")
    value = _plain(top, grammar)
    return whole + (value / float(bottom) if bottom else value)


def _plain(digits: str, grammar: _Grammar) -> float:
    """Digits without the marks between thousands, and with the point that Python reads."""
    return float(grammar.decimal.sub(".", grammar.group.sub("", digits)))


def _runs(text: str, own: Numerals) -> Iterator[list[_Token]]:
    """Tokens that stand side by side, with nothing but blanks or a hyphen between."""
    run: list[_Token] = []
    for token in _tokens(text, _grammar(own)):
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
