"""Direct quotations of one article, found without a parse.

Marked stretches are taken for speech only where something speaks for it: an attribution beside them, a colon before
a whole sentence, or a sentence in marks at the start of its own. Names of works and ships, newspapers and single words
in marks have none of these.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from twosource.annotate.marks import Marked, marked_spans
from twosource.annotate.parse import paragraph_spans
from twosource.annotate.unparsed.beside import Beside, after, before
from twosource.annotate.unparsed.east_asian import EAST_ASIAN, after_east_asian, before_east_asian
from twosource.annotate.unparsed.inserted import inserted, trimmed
from twosource.annotate.unparsed.tokens import Lexicon, lexicon, tokens_of
from twosource.model import Article, Quote, Span

__all__ = ["find_direct_quotes"]

CONFIDENCE = {"speaker": 0.8, "cue": 0.5, "colon": 0.4, "alone": 0.3, "part": 0.3}  # set by hand, not measured
COMMAS_SET_OFF = ("fr", "it", "sv")
LINK = re.compile(r"\s*[,،，.]?\s*[—–―-]?\s*")
INSIDE = re.compile(r"(?<=\w )[^\W\d_][\w'’-]+")
OWN = re.compile(r"\s*[,،，—–―-]\s*\w")
LINKED = re.compile(r"\s*(?:[,،，]|[—–―]|-\s)")
ENDED = re.compile(r"[.!?…。！？؟][\"»”“’)\]]*\s+|[。！？]")
SPEECH_LINE = re.compile(r"[—–―-]+\s*(?=[\w¿¡«„“\"(…])")
HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
TERMINAL = ".!?…。！？؟"


class _Reading(Struct, frozen=True):
    text: str
    language: str
    words: Lexicon
    names: frozenset[str]  # words with a capital inside sentences

    def after(self, room: Span) -> Beside | None:
        if self.language in EAST_ASIAN:
            return after_east_asian(self.text, room, self.language)
        link = LINK.match(self.text, room.start, room.end)
        return after(self.text, Span(link.end() if link else room.start, room.end), self.words)

    def before(self, room: Span, colon: bool) -> Beside | None:
        if self.language in EAST_ASIAN:
            return before_east_asian(self.text, room, self.language)
        return before(self.text, room, self.words, self.names, colon)


class _Place(Struct, frozen=True):
    """A quotation in marks: its parts, the clause before it, and what follows it in its paragraph."""

    parts: tuple[Span, ...]
    lead: Span
    rest: Span
    clean: bool  # nothing but marks and an attribution between it and the quotation before


class _Found(Struct, frozen=True):
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    rule: str
    end: int


def find_direct_quotes(article: Article) -> tuple[Quote, ...]:
    """Return the direct quotations of an article in any language, in text order; offsets are those of its clean text.

    Marks of every kind („…“, «…», »…«, ”…”, “…”, 「…」) and lines of dialogue that begin with a dash are read. Cue and
    source are given for the languages that have word lists (ar, de, es, fr, it, ja, nl, pl, pt, ru, sv, uk, zh), and
    only where they stand beside the quotation and are clear. An attribution inside the speech is no part of its
    content. Costs time in proportion to the length of the text and raises nothing on any text.

    `confidence` is set by hand, not measured: 0.8 with a speaker, 0.5 with a cue only, 0.4 after a colon, 0.3 for a
    sentence in marks alone and for a part of a reported sentence.

    >>> from twosource.model import Fact, Facts
    >>> text = "„Wir sind bereit“, sagte Bürgermeister Jan Kroll."
    >>> facts = Facts(language=Fact(value="de", found="--set"))
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=facts, sha256="")
    >>> [(q.content[0].of(text), q.source[0].of(text)) for q in find_direct_quotes(article)]
    [('Wir sind bereit', 'Bürgermeister Jan Kroll')]
    """
    language = article.facts.language.value if article.facts.language else ""
    names = frozenset(word for word in INSIDE.findall(article.text) if word[0].isupper())
    reading = _Reading(article.text, language, lexicon(language), names)
    paragraphs = list(paragraph_spans(article.text))
    spoken = [found for span in paragraphs if (found := _dialogue(reading, span)) is not None]
    taken = {_paragraph_start(article.text, found.content[0].start) for found in spoken}
    every = sorted(spoken + _in_marks(reading, paragraphs, taken), key=lambda one: one.content[0])
    return tuple(
        Quote(
            id=f"{article.id}/q{number}",
            document=article.id,
            content=one.content,
            cue=one.cue,
            source=one.source,
            kind="direct",
            confidence=CONFIDENCE[one.rule],
        )
        for number, one in enumerate(every, start=1)
    )


def _paragraph_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _dialogue(reading: _Reading, paragraph: Span) -> _Found | None:
    """A line of dialogue: it begins with a dash and has an attribution inside, else it may be an item of a list."""
    dash = SPEECH_LINE.match(reading.text, paragraph.start, paragraph.end)
    if dash is None:
        return None
    speech = Span(dash.end(), paragraph.end)
    split = inserted(reading.text, speech, reading.words, reading.language in COMMAS_SET_OFF)
    if split is None:
        return None
    rule = "speaker" if split.beside.source else "cue"
    return _Found(split.content, split.beside.cue, split.beside.source, rule, paragraph.end)


def _in_marks(reading: _Reading, paragraphs: Sequence[Span], taken: set[int]) -> list[_Found]:
    out: list[_Found] = []
    for place in _places(reading.text, paragraphs, taken):
        found = _read(reading, place)
        last = out[-1] if out else None
        if last and place.clean and last.cue and _goes_on(reading.text, last, found, place):
            out[-1] = _Found(last.content + place.parts, last.cue, last.source, last.rule, place.rest.start)
        elif found is not None:
            out.append(found)
    return out


def _goes_on(text: str, last: _Found, found: _Found | None, place: _Place) -> bool:
    """Whether nothing but its attribution parts the quotation before from this one, which has none of its own."""
    if found is not None and found.cue and found.cue != last.cue:
        return False
    if last.cue[0].start < last.content[-1].start or OWN.match(text, place.rest.start, place.rest.end):
        return False
    return not any(char.isalnum() for char in text[last.end : place.lead.end])


def _places(text: str, paragraphs: Sequence[Span], taken: set[int]) -> list[_Place]:
    marked = [m for m in marked_spans(text, paragraphs) if m.depth == 0]
    chains: list[list[Marked]] = []
    for m in marked:
        if m.continues and chains and not chains[-1][-1].closed:
            chains[-1].append(m)
        else:
            chains.append([m])
    out: list[_Place] = []
    at = 0
    for number, chain in enumerate(chains):
        start, end = chain[0].outer.start, chain[-1].outer.end
        while at + 1 < len(paragraphs) and paragraphs[at + 1].start <= start:
            at += 1
        final = at + len(chain) - 1
        floor = max(paragraphs[at].start, chains[number - 1][-1].outer.end if number else 0)
        stop = min(paragraphs[final].end, chains[number + 1][0].outer.start if number + 1 < len(chains) else len(text))
        if _paragraph_start(text, start) in taken:
            continue
        parts = tuple(trimmed(text, m.inner) for m in chain)
        lead = Span(_clause_start(text, floor, start), start)
        out.append(_Place(parts, lead, Span(end, max(end, stop)), clean=floor > paragraphs[at].start))
    return out


def _clause_start(text: str, floor: int, end: int) -> int:
    """Where the sentence that leads up to `end` begins, at most 300 characters before it."""
    low = max(floor, end - 300)
    return max((match.end() for match in ENDED.finditer(text, low, end)), default=low)


def _read(reading: _Reading, place: _Place) -> _Found | None:
    text = reading.text
    speech = " ".join(part.of(text) for part in place.parts)
    lead = place.lead.of(text).strip().rstrip("\u00a0 ")
    colon = lead.endswith((":", "："))
    size = _size(speech)
    beside = _beside(reading, place, lead, colon, size)
    split = None if beside else _split(reading, place)
    if split is not None:
        return split
    end = beside.end if beside else place.rest.start
    end = max(end, place.rest.start)
    if beside is not None and (beside.cue or beside.source):
        return _Found(place.parts, beside.cue, beside.source, "speaker" if beside.source else "cue", end)
    whole = speech[-1:] in TERMINAL
    capital = next((char for char in speech if char.isalnum()), " ")
    if colon and whole and size >= 4:
        return _Found(place.parts, (), _named_before(reading, place.lead), "colon", end)
    after_text = place.rest.of(text)
    alone = not after_text.strip(" .") or bool(LINKED.match(after_text))
    if not any(char.isalnum() for char in lead) and size >= 6 and not capital.islower() and (whole or alone):
        return _Found(place.parts, (), (), "alone", end)
    if size >= 4 and any(token.part == "verb" for token in tokens_of(text, place.lead, reading.words)):
        return _Found(place.parts, (), (), "part", end)
    return None


def _beside(reading: _Reading, place: _Place, lead: str, colon: bool, size: int) -> Beside | None:
    text = reading.text
    first = place.parts[0].start
    linked = text[place.rest.start - 2 : place.rest.start - 1] in ",!?…！？，。" or LINKED.match(place.rest.of(text))
    embedded = bool(lead) and any(char.isalnum() for char in lead) and not colon and (size < 4 or text[first].islower())
    embedded = embedded and reading.language != "ja"  # there the particle behind the marks tells
    follows = None
    if (linked or size >= 5 or reading.language == "ja") and not embedded and text[place.rest.start : place.rest.end]:
        follows = reading.after(place.rest)
    if follows and follows.cue and (follows.source or not lead):
        return follows
    leads = reading.before(place.lead, colon) if lead and (colon or size >= 3 or reading.language == "ja") else None
    if reading.language == "ja":
        said = follows if follows and follows.cue else None
        return Beside(cue=said.cue, source=leads.source if leads else (), end=said.end) if said else None
    return leads or (follows if follows and follows.cue else None)


def _split(reading: _Reading, place: _Place) -> _Found | None:
    """An attribution inside the marks: « Nous partons, a dit Anne Morel, et vite. »"""
    if len(place.parts) > 1 or reading.language in EAST_ASIAN:
        return None
    split = inserted(reading.text, place.parts[0], reading.words, reading.language in COMMAS_SET_OFF)
    if split is None or not split.beside.source:
        return None
    return _Found(split.content, split.beside.cue, split.beside.source, "speaker", place.rest.start)


def _named_before(reading: _Reading, lead: Span) -> tuple[Span, ...]:
    """The source of “Jan Kroll: „…“”: two words with capitals or more, and nothing else before the colon."""
    tokens = tokens_of(reading.text, lead, reading.words)
    named = 2 <= len(tokens) <= 4 and all(token.capital and not token.part for token in tokens)
    joined = named and all(token.joined for token in tokens[1:])
    return (Span(tokens[0].span.start, tokens[-1].span.end),) if joined else ()


def _size(speech: str) -> int:
    """The number of words; two characters of a script without blanks count as one."""
    without_blanks = HAN_OR_KANA.findall(speech)
    return len(without_blanks) // 2 if without_blanks else len(re.findall(r"\w+", speech))
