"""Reading an occasion off the words around a cue: behind it, between source and cue, and at the head of the sentence.

Phrases count only where they follow each other from a place that belongs to the attribution, with nothing in between
that could belong to something else; the walk ends at the first word that is none of it.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct

from twosource.annotate.cues import reporting_verbs
from twosource.annotate.occasion.line import Line
from twosource.annotate.occasion.parts import (
    Part,
    addressee_at,
    behind_at,
    date_at,
    made_at,
    noun_end,
    phrase_at,
    place_at,
    to_whom_at,
)
from twosource.words import table

__all__ = ["Told", "parts_of"]

AUXILIARY = frozenset(("has", "have", "had", "was", "were", "is", "will", "would", "who", "then", "also", "to", "and"))
ASIDE = 24  # tokens of an apposition between speaker and occasion
TOPICS = ("of", "about", "regarding")


class Told(Struct, frozen=True, dict=True):
    """An attribution in a paragraph: the tokens of its cue, of its source and of what is said.

    `closed` tells that what is said surely ends where it is taken to end: in quotation marks, or without a verb.
    """

    line: Line
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int] = frozenset()
    closed: bool = False

    @cached_property
    def verb(self) -> int:
        """The word of the cue that says that something is said: a verb of reporting, or else its first verb."""
        verbs = [at for at in sorted(self.cue) if self.line.token(at).tag_[:2] == "VB"]
        says = [at for at in verbs if self.line.token(at).lower_ in reporting_verbs()]
        return (says or verbs or sorted(self.cue))[0]


def parts_of(told: Told) -> tuple[Part, ...]:
    """The phrases that tell of the occasion of one attribution, in text order; none if it tells of none."""
    found = [*_ahead(told), *_between(told), *_beside_main(told), *_within_source(told), *_behind(told)]
    found = found or [*_beyond(told)]
    if found and all(part.long and not part.place for part in found):
        return ()  # “in 2013” is no occasion
    kept = {part.first: part for part in reversed(found)}
    return tuple(part for _, part in sorted(kept.items()))


def _items(line: Line, at: int, *, loose: bool = False) -> Part | None:
    """The phrase that begins at a token; with `loose`, anything that can stand behind "told reporters", too."""
    readers: tuple[Callable[[Line, int], Part | None], ...] = (phrase_at, date_at, place_at, to_whom_at)
    for read in readers:
        part = read(line, at)
        if part is not None:
            return part
    return behind_at(line, at) if loose and line.word(at) not in TOPICS else None


def _chain(line: Line, at: int, stop: int, *, loose: bool = False) -> Iterator[Part]:
    """Phrases that follow each other right away, commas aside, from `at` to before `stop`."""
    while at < stop:
        part = _items(line, at, loose=loose)
        if part is None and line.word(at) == ",":
            part = _items(line, at + 1)
            part = None if part is not None and part.bare else part
        if part is None or part.end > stop:
            return
        yield part
        loose = loose or not part.bare
        at = part.end


def _behind(told: Told) -> Iterator[Part]:
    """What follows the cue, and the source if that follows it: "said Voss in a statement on Monday"."""
    line, verb = told.line, told.verb
    _, stop = line.sentence(verb)
    if line.token(verb).lower_ == "according":
        return
    kinds = table("en/occasion_verbs").get(line.token(verb).lower_, ())
    at = verb + 1
    if "post" in kinds:
        yield Part(verb, verb + 1, "post")
    elif "to" in kinds and (found := addressee_at(line, at)) is not None and found.end <= stop:
        yield Part(verb, found.end, found.kind, found.given_to, again=found.again)
        yield from _chain(line, found.end, stop, loose=True)
        return
    elif (made := made_at(line, verb)) is not None:
        yield made
        yield from _chain(line, made.end, stop)
        return
    while at < stop and line.word(at):
        started = list(_chain(line, at, stop)) or list(_speaking(line, at, stop))
        if started:
            if not (_is_beside_aside(told, at) and "," not in (line.word(at), line.word(at - 1))):
                yield from started
            return
        step = _step(told, at, stop)
        if step is None:
            return
        at = step


def _is_beside_aside(told: Told, at: int) -> bool:
    """Whether what stands at `at` may belong to what is told of the speaker: "said Voss, head of the port in Paris"."""
    behind = [n for n in told.source if told.verb < n < at]
    return any(told.line.tag(n)[:1] in ("W", "V", "I") or told.line.word(n) == "," for n in behind)


def _beyond(told: Told) -> Iterator[Part]:
    """Behind what is said, where that follows the cue: "called it “a mess” in an interview with NBC"."""
    line, verb = told.line, told.verb
    stop = line.sentence(verb)[1]
    said = sorted(at for at in told.content if verb < at < stop)
    if not told.closed or not said or said[0] > max(told.cue) + 2:
        return
    at = next((n for n in range(said[0], stop) if n not in told.content), stop)
    while at < stop and line.tag(at) in ("''", ","):
        at += 1
    found = list(_chain(line, at, stop))
    if found and not found[0].bare:
        yield from found


def _step(told: Told, at: int, stop: int) -> int | None:
    """The token after one that may stand between cue and occasion; None if the one at `at` may not."""
    line = told.line
    if at in told.source or at in told.cue or line.tag(at) in ("RB", "RP"):
        return at + 1
    if line.word(at) in TOPICS and (topic := behind_at(line, at)) is not None:
        return topic.end
    if line.word(at) != ",":
        return None
    if _starts(line, at + 1, stop):
        return at + 1
    commas = (n for n in range(at + 1, min(stop, at + ASIDE)) if line.word(n) == ",")
    closing = next(commas, None)
    if closing is None or at == told.verb + 1 or any(line.tag(n)[:2] == "VB" for n in range(at, closing)):
        return None
    part = phrase_at(line, closing + 1)  # “said Barker, head of the institute, in an email”
    return closing + 1 if part is not None else None


def _starts(line: Line, at: int, stop: int) -> bool:
    return _items(line, at) is not None or any(True for _ in _speaking(line, at, stop))


def _speaking(line: Line, at: int, stop: int) -> Iterator[Part]:
    """ "speaking to reporters in Paris": the verb and what follows it, if that tells of an occasion."""
    if "speak" not in table("en/occasion_verbs").get(line.word(at), ()) or line.tag(at) not in ("VBG", "VBN", "VBD"):
        return
    direct = addressee_at(line, at + 1) if line.word(at) == "addressing" else None
    first = direct.end if direct else at + 1
    while (topic := behind_at(line, first)) is not None and line.word(first) in TOPICS:
        first = topic.end
    found = [*([direct] if direct else []), *_chain(line, first, stop, loose=bool(direct))]
    if found and (line.tag(at) == "VBG" or not found[0].bare):
        yield Part(at, at + 1, "other")
        yield from found


def _ahead(told: Told) -> Iterator[Part]:
    """At the head of the sentence: "In an interview with NBC on Monday, Voss said"."""
    line = told.line
    start, _ = line.sentence(told.verb)
    stop = min((at for at in (*told.source, *told.cue) if at >= start), default=start)
    at = start
    while at < stop and line.tag(at) in ("CC", "RB", "RBR", "``", ","):
        at += 1
    found = list(_chain(line, at, stop)) or list(_speaking(line, at, stop))
    if not found:
        return
    end = found[-1].end
    while end < stop and line.word(end) in (",", "-", "--"):
        end += 1
    where = all(part.bare and part.date is None and part.place for part in found)
    if end == stop and not where:
        yield from found


def _between(told: Told) -> Iterator[Part]:
    """Between source and cue: "Voss, in an interview with NBC, said", "Voss on Monday said"."""
    line = told.line
    behind = [at for at in told.source if at < told.verb]
    if not behind or any(not line.word(at) for at in behind):
        return
    at = max(behind) + 1
    for n in range(at, max(told.cue) + 1):  # “took to Twitter on Monday to say”, “issued a statement saying”
        made = made_at(line, n) if n != told.verb else None
        if made is not None:
            yield made
            yield from _chain(line, made.end, line.sentence(told.verb)[1])
            return
    comma = line.word(at) == ","
    at += comma
    while line.word(at) in AUXILIARY or line.tag(at) == "RB":
        at += 1
    found = list(_chain(line, at, told.verb)) or list(_speaking(line, at, told.verb))
    if not found:
        return
    end = found[-1].end
    closed = comma and line.word(end) == ","
    while end < told.verb and (line.word(end) in (",", *AUXILIARY) or line.tag(end) in ("RB", "MD")):
        end += 1
    if end == told.verb or end in told.cue or (closed and not found[0].bare):
        yield from found


def _beside_main(told: Told) -> Iterator[Part]:
    """Behind the main verb, of which the cue is but a participle: "Voss responded on Twitter, saying"."""
    line, verb = told.line, told.verb
    main = line.token(verb).head
    if line.tag(verb) != "VBG" or line.word(verb - 1) != "," or main.tag_ not in ("VBD", "VBZ") or main.i >= verb:
        return
    at = noun_end(line, main.i + 1)
    while (topic := behind_at(line, at)) is not None and line.word(at) in (*TOPICS, "to") and not to_whom_at(line, at):
        at = topic.end
    found = list(_chain(line, at, verb))
    rest = range(found[-1].end, verb - 1) if found else ()
    if found and not found[0].bare and not any(line.tag(n)[:2] in ("VB", "IN", "") for n in rest):
        yield from found


def _within_source(told: Told) -> Iterator[Part]:
    """In the words for the source: "an official who briefed reporters on Monday"."""
    line = told.line
    for at in sorted(told.source):
        if line.word(at) != "who":
            continue
        verb = at + 1
        kinds = table("en/occasion_verbs").get(line.word(verb), ())
        stop = line.sentence(verb)[1] if verb < len(line) else verb
        if "to" in kinds and (found := addressee_at(line, verb + 1)) is not None:
            yield Part(verb, found.end, found.kind, found.given_to, again=found.again)
            yield from _chain(line, found.end, stop, loose=False)
        elif "speak" in kinds:
            yield from _chain(line, verb + 1, stop)
