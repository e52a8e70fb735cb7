"""The words beside a quotation: which of them attribute it, and whom they name. No source rather than a wrong one."""

from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.unparsed.tokens import Lexicon, Token, tokens_of, unbroken
from twosource.model import Span

__all__ = ["Beside", "after", "before"]

LONGEST_NAME = 8
MOST_PLAIN = 2
ARTICLES = frozenset(("determiner", "genitive", "particle"))
OPEN_ENDS = frozenset(("verb", "stop", "according", "auxiliary", "that", "conjunction"))


class Beside(Struct, frozen=True):
    """An attribution beside a quotation: the words that make it, and those that name the speaker, if that is clear."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    end: int  # where its last word ends


def after(text: str, room: Span, words: Lexicon) -> Beside | None:
    """The attribution at the start of `room`, which follows a quotation: “a déclaré le maire”, “он сказал”, “so Roth”.

    >>> from twosource.annotate.unparsed.tokens import lexicon
    >>> text = ", a déclaré le maire Jean Morel jeudi."
    >>> [span.of(text) for span in after(text, Span(0, 38), lexicon("fr")).source]
    ['le maire Jean Morel']
    """
    tokens = unbroken(tokens_of(text, Span(room.start, min(room.end, room.start + 160)), words))
    if not tokens:
        return None
    for count in (2, 1):
        if words.parts.get(" ".join(token.word for token in tokens[:count])) == "according":
            return _found(text, tokens[:count], tokens[count : count + noun_run(tokens[count:], words)])
    return _verb_first(text, tokens, words) or _speaker_first(text, tokens, words)


def before(text: str, room: Span, words: Lexicon, names: frozenset[str], colon: bool) -> Beside | None:
    """The attribution in `room`, which leads up to a quotation; without a `colon` its verb must be the last word.

    One word with a capital at the start of a sentence is a name only if it is among `names`, the words with a capital
    inside sentences. Two noun phrases that may both be the speaker, one on either side of the verb, give no source.
    """
    tokens = tokens_of(text, Span(max(room.start, room.end - 240), room.end), words)
    at = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].part == "verb"), None)
    if at is None:
        return _according_to(text, tokens, words)
    if not colon and any(token.part != "that" for token in tokens[at + 1 :]):
        return None
    first = at
    while first and tokens[first - 1].part == "auxiliary" and tokens[first].joined:
        first -= 1
    start = first
    while start and tokens[start].joined:
        start -= 1
    left = tokens[start:first] if first == 0 or tokens[first].joined else ()
    while left and left[0].part == "conjunction":
        left = left[1:]
    left = left if left and noun_run(left, words) == len(left) else ()
    if len(left) == 1 and not left[0].part and text[left[0].span.start : left[0].span.end] not in names:
        left = ()
    right = unbroken(tokens[at + 1 :]) if at + 1 < len(tokens) and tokens[at + 1].joined else ()
    right = right[: noun_run(right, words)]
    source = () if left and right else left or right
    return _found(text, tokens[first : at + 1], source)


def _according_to(text: str, tokens: Sequence[Token], words: Lexicon) -> Beside | None:
    """“Selon le préfet, «”, “По словам Орлова, «”: nothing else may stand before the quotation."""
    for count in (2, 1):
        if len(tokens) > count and words.parts.get(" ".join(token.word for token in tokens[:count])) == "according":
            name = tokens[count:]
            whole = all(token.joined for token in name) and noun_run(name, words) == len(name)
            return _found(text, tokens[:count], name) if whole else None
    return None


def noun_run(tokens: Sequence[Token], words: Lexicon) -> int:
    """How many of `tokens`, from the first, name somebody: a pronoun, a name, an office, or an article and a noun."""
    if not tokens or tokens[0].part in {*OPEN_ENDS, "link"}:
        return 0
    if tokens[0].part == "pronoun":
        return 1
    if "role" not in words.parts.values():
        return _whole_run(tokens)
    led = tokens[0].part in {*ARTICLES, "role"}
    good, plain, named = 0, 0, False
    for at, token in enumerate(tokens[:LONGEST_NAME]):
        if token.part in OPEN_ENDS or token.part == "pronoun":
            break
        if token.part in ARTICLES and at and not _goes_on(tokens[at - 1], token):
            break
        if token.part in {*ARTICLES, "link"}:
            continue
        lower = not token.capital
        plain += lower and token.part != "role"
        if lower and (named or not led or plain > MOST_PLAIN):
            break
        if lower and not token.part and at and tokens[at - 1].part == "role" and "determiner" in words.parts.values():
            break  # an office needs no more where nouns have articles
        named = named or not (lower or token.part == "role")
        good = at + 1
    return good


def _whole_run(tokens: Sequence[Token]) -> int:
    """Where capitals tell nothing: all words up to the next mark, if they are few and none of them ends a name."""
    return len(tokens) if len(tokens) <= 5 and not any(token.part in OPEN_ENDS for token in tokens) else 0


def _goes_on(left: Token, token: Token) -> bool:
    """Whether an article inside a name belongs to it: “van der Berg”, “Piet de Wit”, “Sprecher der Polizei”."""
    if token.part == "particle" and left.capital:
        return True
    return left.part == "link" or (left.part == "role" and token.part == "genitive")


def _verb_first(text: str, tokens: Sequence[Token], words: Lexicon) -> Beside | None:
    """“sagte Roth”, “a-t-il dit”, “ha detto il sindaco”, “hatte Roth gesagt”."""
    at = 0
    while at < len(tokens) and tokens[at].part == "auxiliary":
        at += 1
    inside = noun_run(tokens[at:], words) if at else 0
    verb = at + inside
    if verb >= len(tokens) or tokens[verb].part != "verb":
        return None
    source = tokens[at:verb] or tokens[verb + 1 : verb + 1 + noun_run(tokens[verb + 1 :], words)]
    return _found(text, [*tokens[:at], tokens[verb]], source)


def _speaker_first(text: str, tokens: Sequence[Token], words: Lexicon) -> Beside | None:
    """“la alcaldesa dijo”, “він сказав”."""
    size = noun_run(tokens, words)
    verb = size
    while verb < len(tokens) and tokens[verb].part == "auxiliary":
        verb += 1
    if not size or verb >= len(tokens) or tokens[verb].part != "verb":
        return None
    return _found(text, tokens[size : verb + 1], tokens[:size])


def _found(text: str, cue: Sequence[Token], source: Sequence[Token]) -> Beside:
    ends = [token.span.end for token in (*cue, *source)]
    return Beside(cue=_runs(cue), source=_runs(source), end=max(ends))


def _runs(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """One span for each unbroken run of `tokens`."""
    out: list[Span] = []
    for token in tokens:
        if out and token.joined and token.span.start - out[-1].end <= 2:
            out[-1] = Span(out[-1].start, token.span.end)
        else:
            out.append(token.span)
    return tuple(out)
