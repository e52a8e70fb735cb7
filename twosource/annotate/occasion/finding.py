"""The occasion of each quotation of a document, as far as the document tells, and what is promised about the source."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from twosource.annotate.occasion.line import Line
from twosource.annotate.occasion.parts import Part, noun_end, phrase_at
from twosource.annotate.occasion.promise import with_promises
from twosource.annotate.occasion.walk import Told, parts_of
from twosource.annotate.parse import Parsed
from twosource.model import Date, Entity, Occasion, Quote, Span
from twosource.words import lines, table

__all__ = ["with_occasions"]

MARKS = ("”", '"', "’")
CLAUSE = frozenset(("PRP", "DT", "EX", "PRP$", "JJS", "WDT", "IN"))  # what opens the clause of what somebody is told
NEXT = 2  # line feeds between a paragraph and the next one
BEFORE_NOW = frozenset(("has", "have", "had", "once", "earlier", "previously"))


def with_occasions(
    parsed: Parsed, quotes: Sequence[Quote], names: Sequence[Entity], dates: Sequence[Date]
) -> tuple[Quote, ...]:
    """Return `quotes`, in their order, with `occasion` and `promise` where the document tells of them.

    The words are read off the sentence of the cue (phrases that follow cue, source or the head of the sentence without
    a gap). An occasion reaches further to what the same speaker goes on to say: in the same paragraph, or in the next
    one with a cue that says so ("he added"). "The interview" takes outlet, place and date from the one told before, if
    there is no doubt which. Nothing is inferred.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.annotate.quotes import find_quotes
    >>> from twosource.model import Article, Facts
    >>> text = "“The port is shut,” Mara Voss told the Harbour Post in an interview."
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")
    >>> (one,) = parse([article])
    >>> (quote,) = with_occasions(one, find_quotes(one), (), ())
    >>> quote.occasion.kind, quote.occasion.given_to, [span.of(text) for span in quote.occasion.spans]
    ('interview', 'Harbour Post', ['told the Harbour Post in an interview'])
    """
    places = [(place.span, one.name) for one in names if one.type == "place" for place in one.mentions]
    cued = [min(quote.cue) for quote in quotes if quote.spoken and quote.cue]
    paragraphs = [one for one in parsed.paragraphs if any(one.span.holds(cue) for cue in cued)]
    base = [Line.of(one, *_inside(one.span, dates, places), ()) for one in paragraphs]
    out: list[Quote] = []
    earlier: list[Occasion] = []
    for quote in quotes:
        own = _own(quote, quotes, base, parsed) if quote.spoken and quote.cue else None
        occasion = _resolved(*own, earlier) if own else _reached(quote, out, parsed.article.text)
        if own and occasion:
            earlier.append(occasion)
        out.append(structs.replace(quote, occasion=occasion) if occasion is not None else quote)
    return with_promises(parsed, out)


def _inside(
    span: Span, dates: Iterable[Date], places: Iterable[tuple[Span, str]]
) -> tuple[list[Date], list[tuple[Span, str]]]:
    return [one for one in dates if span.holds(one.span)], [one for one in places if span.holds(one[0])]


def _own(quote: Quote, quotes: Sequence[Quote], base: Sequence[Line], parsed: Parsed) -> tuple[Occasion, bool] | None:
    """What the words around the cue of `quote` tell, and whether they mean an occasion told before."""
    cue = min(quote.cue)
    line = next((one for one in base if one.paragraph.span.holds(cue)), None)
    if line is None:
        return None
    here = line.paragraph.span
    speech = [
        part for one in quotes for part in one.content if here.overlap(part) and (one is quote or not part.overlap(cue))
    ]
    content = _without_ends(line, _numbers(line, quote.content), _numbers(line, quote.cue))
    others = _numbers(line, [part for part in speech if part not in quote.content])
    line = structs.replace(line, speech=others | content)
    closed = quote.kind == "direct" or _is_verbless(line, content) or _ends_marked(quote, parsed.article.text)
    told = Told(line, _numbers(line, quote.cue), _numbers(line, quote.source), content, closed)
    parts = parts_of(told) if told.cue else ()
    if not parts:
        return None
    return _occasion(line, parts), any(part.again for part in parts)


def _without_ends(line: Line, content: frozenset[int], cue: frozenset[int]) -> frozenset[int]:
    """`content` without whom was told, taken for its first words, and without an occasion taken for its last ones."""
    first, end = min(content, default=0), max(content, default=0) + 1
    if "to" in table("en/occasion_verbs").get(line.word(first - 1), ()) and first - 1 in cue:
        whom = noun_end(line, first)
        if whom < end and line.tag(whom) in CLAUSE:
            return content - {*range(first, whom)}
    if _is_verbless(line, content):
        for at in sorted(content)[1:]:
            part = phrase_at(line, at)
            if part is not None and part.end >= end:
                return content - {*range(at, end)}
    return content


def _is_verbless(line: Line, content: Iterable[int]) -> bool:
    """Whether what is said is but a noun phrase ("blasted the plan"): nothing in it can have an occasion of its own."""
    return not any(line.token(at).tag_[:2] in ("VB", "MD") for at in content)


def _ends_marked(quote: Quote, text: str) -> bool:
    end = min(quote.content).end if quote.content else 0
    return text[end - 1 : end] in MARKS or text[end : end + 1] in MARKS


def _numbers(line: Line, spans: Iterable[Span]) -> frozenset[int]:
    here = line.paragraph.span
    inside = (span for span in spans if span.overlap(here))
    return frozenset(at for span in inside for at in range(line.number(span.start), line.number(span.end)))


def _occasion(line: Line, parts: Sequence[Part]) -> Occasion:
    runs: list[tuple[int, int]] = []
    for part in parts:
        if runs and part.first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(part.end, runs[-1][1]))
        else:
            runs.append((part.first, part.end))
    telling = sorted((bool(part.given_to), part.first, part.kind) for part in parts if part.kind not in (None, "other"))
    return Occasion(
        spans=tuple(line.span(*run) for run in runs),
        kind=next((kind for _, _, kind in telling if kind), "other"),
        given_to=next((part.given_to for part in parts if part.given_to), None),
        place=next((part.place for part in parts if part.place), None),
        date=next((part.date for part in parts if part.date), None),
    )


def _resolved(own: Occasion, again: bool, earlier: Sequence[Occasion]) -> Occasion:
    """`own` with what is known of the one it means, where only one told before can be meant."""
    alike = [one for one in earlier if one.kind == own.kind]
    outlets = {one.given_to for one in alike if one.given_to}
    if not again or len(outlets) > 1 or not alike:
        return own
    last = alike[-1]
    return structs.replace(
        own,
        given_to=own.given_to or next(iter(outlets), None),
        place=own.place or last.place,
        date=own.date or last.date,
    )


def _reached(quote: Quote, before: Sequence[Quote], text: str) -> Occasion | None:
    """The occasion of what the same speaker said right before, where `quote` goes on with it."""
    last = next((one for one in reversed(before) if one.spoken), None) if quote.spoken else None
    if last is None or last.occasion is None or not _is_one(quote, last):
        return None
    start, end = min(quote.content).start, max(last.content).end
    feeds = text.count("\n", end, start) if end <= start else 0
    words = {word for span in quote.cue for word in span.of(text).casefold().split()}
    if words & BEFORE_NOW or _is_bare(last.occasion):
        return None
    goes_on = " ".join(span.of(text).casefold().strip(" :,") for span in quote.cue) in lines("en/continuing_verbs")
    return last.occasion if feeds == 0 or (feeds <= NEXT and goes_on) else None


def _is_bare(occasion: Occasion) -> bool:
    """Whether no more is told than a day or a place: that of one sentence may not be that of the next."""
    return occasion.kind == "other" and occasion.given_to is None


def _is_one(quote: Quote, last: Quote) -> bool:
    """Whether both are words of one speaker, as far as the document tells who that is."""
    if quote.speaker or last.speaker:
        return quote.speaker == last.speaker
    return quote.speaker_name is not None and quote.speaker_name == last.speaker_name
