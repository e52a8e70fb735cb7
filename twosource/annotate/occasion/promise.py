"""What is promised about a source that is not named, and why: "on condition of anonymity because ..."."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import structs

from twosource.annotate.parse import Parsed
from twosource.model import Quote, Span
from twosource.words import lines

__all__ = ["with_promises"]

ENDS = re.compile(r"[.,;:—–()“”\"\n]")
SUBJECT = re.compile(
    r"\W*(?:(?:all|both|each|some|most) (?:of )?)?(?:the |these |those |this |that )?(?:\w+ ){0,2}?(\w+),? "
    r"(?:who |all |both |\w+ly )?(?:said|told \w+|added)?,? ?$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\b(?:who|with|in|at|from|of|familiar|on|close|involved|briefed)\b|,")
PRONOUN = re.compile(r"\W*(?:he|she|they|both|all) (?:all |both |also )?$", re.IGNORECASE)
PRONOUNS = frozenset(("he", "she", "they"))
DEFINITE = frozenset(("the", "these", "those", "both"))
TELLING = re.compile(r"anonym|authori|named?\b|names\b|identi|background|record|attribution|quoted by|alias|pseudonym")
FAR = 2  # sentences before and behind the promise in which its source may have spoken


@cache
def _promise() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in lines("en/promise_phrases")), re.IGNORECASE)


@cache
def _reason() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in lines("en/promise_reasons"))
    return re.compile(rf",? (?:{words})\b", re.IGNORECASE)


def with_promises(parsed: Parsed, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Return `quotes` with `promise` where their sentence, or one about the same source beside it, tells of one."""
    text = parsed.article.text
    found: dict[str, list[Span]] = {}
    sentences = list(parsed.sentences()) if TELLING.search(text) else []
    for span, at in _promises(text, sentences):
        if any(part.holds(span) for quote in quotes if quote.kind != "indirect" for part in quote.content):
            continue
        for quote in _whose(span, at, sentences, quotes, text):
            found.setdefault(quote.id, []).append(_with_reason(span, text, quotes))
    return tuple(
        structs.replace(one, promise=_joined(found[one.id], text)) if one.id in found else one for one in quotes
    )


def _promises(text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Where a promise is told, and the number of its sentence."""
    for at, sentence in enumerate(sentences):
        if TELLING.search(text, *sentence):
            for match in _promise().finditer(text, *sentence):
                yield Span(*match.span()), at


def _joined(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """`spans` in text order, those joined that overlap or have but "and" between them."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or text[out[-1].end : span.start].strip() == "and"):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _with_reason(span: Span, text: str, quotes: Sequence[Quote]) -> Span:
    """`span` with the reason that follows it, up to the end of the clause or the next cue."""
    opened = _reason().match(text, span.end)
    if opened is None:
        return span
    closing = ENDS.search(text, opened.end())
    end = closing.start() if closing else len(text)
    marks = [one.start for quote in quotes for one in (*quote.cue, *quote.content) if span.end <= one.start < end]
    return Span(span.start, span.start + len(text[span.start : min([end, *marks])].rstrip()))


def _whose(span: Span, at: int, sentences: Sequence[Span], quotes: Sequence[Quote], text: str) -> tuple[Quote, ...]:
    """The quotations of whom the promise at `span`, in sentence `at`, is about, in text order."""
    here = sentences[at]
    first, last = sentences[max(0, at - FAR)].start, sentences[min(len(sentences) - 1, at + FAR)].end
    spoken = [one for one in quotes if one.spoken and one.naming != "named" and one.source]
    near = sorted((one for one in spoken if first <= _place(one) < last), key=_place)
    within = [one for one in near if any(here.holds(part) for part in one.source)]
    own = [one for one in within if any(part.overlap(span) for part in (*one.source, *one.cue))]
    held = own or [one for one in within if _beside(one, span, text)]
    if held:
        return tuple(_and_same(held, near, text))
    lead = text[here.start : span.start]
    subject, pronoun = SUBJECT.match(lead), PRONOUN.match(lead)
    before = [one for one in near if _place(one) < here.start]
    if within or not before or (subject is None and pronoun is None):
        return ()
    if pronoun is None and subject and _main(before[-1], text) != subject[1].casefold():
        return ()
    return tuple(_and_same(before[-1:], near, text))


def _and_same(held: Sequence[Quote], near: Sequence[Quote], text: str) -> Iterator[Quote]:
    """`held` with the quotations around them of the same source: "a senior official", then "the official", "they"."""
    first, last = near.index(held[0]), near.index(held[-1])
    while first > 0 and _goes_on(near[first], near[first - 1], text):
        first -= 1
    while last + 1 < len(near) and _goes_on(near[last + 1], near[last], text):
        last += 1
    yield from (one for one in near[first : last + 1] if one in held or not _between(one, held))


def _between(quote: Quote, held: Sequence[Quote]) -> bool:
    return _place(held[0]) < _place(quote) < _place(held[-1])


def _goes_on(later: Quote, earlier: Quote, text: str) -> bool:
    """Whether the source of `later` is surely that of `earlier`: called the same, and as somebody known by now."""
    opening = later.source[0].of(text).casefold().split()[0]
    if opening in PRONOUNS:
        return later.speaker_name is not None and later.speaker_name == earlier.speaker_name
    return opening in DEFINITE and _main(later, text) == _main(earlier, text)


def _place(quote: Quote) -> int:
    return max(quote.source).start


def _beside(quote: Quote, span: Span, text: str) -> bool:
    """Whether the promise stands beside the source, a comma or the cue between: "said an official, speaking …"."""
    places = (*quote.source, *quote.cue)
    gaps = [text[part.end : span.start] for part in places if part.end <= span.start]
    gaps += [text[span.end : part.start] for part in quote.source if span.end <= part.start]
    return any(len(gap) <= 1 or not re.search(r"[.;:”\"]", gap) for gap in gaps)


def _main(quote: Quote, text: str) -> str:
    """The last word for the source before what is only said of it: "two senior officials in Oslo" -> officials."""
    words = BEHIND.split(quote.source[0].of(text))[0]
    found = re.findall(r"[\w-]+", words.casefold())
    return found[-1] if found else ""
