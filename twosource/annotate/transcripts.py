"""Speech that its lines ascribe, without quotation marks: transcripts, and interviews as question and answer.

A line that begins with a label is speech only where the article as a whole looks like a transcript, since notes,
datelines and captions begin so too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec import Struct, structs

from twosource.annotate.attribution import Attribution
from twosource.annotate.naming.form import fold
from twosource.annotate.naming.lists import given_names
from twosource.annotate.parse import Parsed
from twosource.model import Span
from twosource.words import lines

__all__ = ["transcript_turns"]

CAPITALS = re.compile(
    r"[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]*){0,4})(?P<office>,\s[^:\n]{2,60})?(?:\s\([^)\n]{1,40}\))?:\s+(?=\S)"
)
MIXED = re.compile(r"[\"“]?(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}):\s+(?=\S)")
LETTER = re.compile(r"[\"“]?(?P<name>[QA])(?:uestion|nswer)?[:.]\s+(?=\S)")
WORD = re.compile(r"[^\W\d_]{2}")
SPEECH_END = re.compile(r"[.?!…—–)\]-][\"”’')\]]*$")
BROADCASTER = re.compile(r"\b(?:HOST|ANCHOR|CO-HOST|CO-ANCHOR|CORRESPONDENT|MODERATOR|INTERVIEWER)\b")
FIRST_PERSON = re.compile(r"\bI(?:['’]\w+)?\s[a-z]|\b[Mm]y\b")
FEWEST_TURNS = 3
MARKS = '"“”'  # a transcript set as a quotation has one before each label


class _Turn(Struct, frozen=True):
    label: Span
    speech: tuple[Span, ...]
    name: str
    hosts: bool


def transcript_turns(parsed: Parsed) -> list[Attribution]:
    """Return the turns of a transcript: a line each, its label the source; none where the article is not one.

    In capitals (``JANE DOE, HOST: …`` then ``DOE: …``) three turns of two speakers make a transcript; as names (``Doe:
    …``), two speakers who both have two turns; as ``Q: …`` and ``A: …``, one of each, answered in the first person.
    A label must be known as somebody's name: by a first name, by the rest of the text, by a full label elsewhere,
    because a host is among the speakers, or, in capitals and more than once, because another label is known. What a
    turn goes on to say in lines without a label counts if the whole stands in quotation marks that are left open.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> text = "Q: Is the pier safe?\\n\\nA: I think so."
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")
    >>> [turn.content[0].of(text) for turn in transcript_turns(parse([article])[0])]
    ['Is the pier safe?', 'I think so.']
    """
    text = parsed.article.text
    spans = [paragraph.span for paragraph in parsed.paragraphs]
    turns = _questions(text, spans) or _in_capitals(text, spans) or _by_name(text, spans)
    return [
        Attribution(content=t.speech, cue=(), source=(t.label,), rule="transcript", anchor=t.label.start) for t in turns
    ]


def _turns(text: str, paragraphs: Sequence[Span], label: re.Pattern[str]) -> list[_Turn]:
    out: list[_Turn] = []
    left_open = -1  # the paragraph that goes on with the last turn, if it begins with a mark
    for number, paragraph in enumerate(paragraphs):
        match = label.match(text, paragraph.start, paragraph.end)
        opened = text[paragraph.start] in MARKS
        closed = opened and text[paragraph.end - 1] in MARKS
        end = paragraph.end - closed
        if match is None and opened and number == left_open:
            speech = (*out[-1].speech, Span(paragraph.start + 1, end))
            out[-1] = structs.replace(out[-1], speech=speech)
        elif match is None or not _is_speech(text, Span(match.end(), end)) or _no_speaker(match.group("name")):
            continue
        else:
            hosts = BROADCASTER.search(match.groupdict().get("office") or "") is not None
            speech = (Span(match.end(), end),)
            out.append(_Turn(Span(*match.span("name")), speech, match.group("name"), hosts))
        left_open = number + 1 if opened and not closed else -1
    return out


def _is_speech(text: str, span: Span) -> bool:
    said = span.of(text)
    return bool(WORD.search(said)) and said[0] not in "“\"‘'«" and SPEECH_END.search(said) is not None


def _no_speaker(name: str) -> bool:
    return name.split()[0].lower().strip(".'’") in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(lines("en/not_speaker_labels"))


def _questions(text: str, paragraphs: Sequence[Span]) -> list[_Turn]:
    """Turns marked Q and A: one of each at least, the first a question, and somebody who answers in the first person.

    Without the last, it is an explainer that asks and answers itself.
    """
    turns = _turns(text, paragraphs, LETTER)
    asked = [turn for turn in turns if turn.name == "Q"]
    sound = bool(asked) and len(asked) < len(turns) and turns[0].name == "Q" and "?" in turns[0].speech[0].of(text)
    in_person = any(turn.name == "A" and FIRST_PERSON.search(span.of(text)) for turn in turns for span in turn.speech)
    return turns if sound and in_person else []


def _in_capitals(text: str, paragraphs: Sequence[Span]) -> list[_Turn]:
    turns = _turns(text, paragraphs, CAPITALS)
    if not any(turn.hosts for turn in turns):
        known, often = _known(text, turns), Counter(turn.name for turn in turns)
        turns = [turn for turn in turns if turn in known or (known and often[turn.name] > 1)]
    speakers = Counter(turn.name.split()[-1] for turn in turns)
    return turns if len(turns) >= FEWEST_TURNS and len(speakers) >= 2 else []


def _by_name(text: str, paragraphs: Sequence[Span]) -> list[_Turn]:
    turns = _known(text, _turns(text, paragraphs, MIXED))
    speakers = Counter(turn.name.split()[-1] for turn in turns)
    return turns if len(speakers) == 2 and min(speakers.values()) >= 2 else []


def _known(text: str, turns: list[_Turn]) -> list[_Turn]:
    """The turns whose label is somebody's name."""
    known: set[str] = set()
    for turn in turns:
        parts = turn.name.split()
        if len(parts) > 1 and fold(parts[0]) in given_names():
            known.add(parts[-1])
    for name in dict.fromkeys(turn.name for turn in turns):
        full = rf"\b(\w+)\s{re.escape(name.split()[-1].title())}\b"
        before = (fold(match.group(1)) for match in re.finditer(full, text))
        if any(word in given_names() for word in before):
            known.add(name.split()[-1])
    return [turn for turn in turns if turn.name.split()[-1] in known]
