"""Who holds which office, as the document tells by title or apposition, and where a role then stands for a person."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from twosource.annotate.naming.form import fold
from twosource.annotate.naming.patterns import pattern
from twosource.annotate.naming.titles import Office, is_former, office_of, role_class
from twosource.annotate.parse import Paragraph
from twosource.model import Span
from twosource.words import lines

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["FAMILY", "SHARED", "Holding", "RolePhrase", "held_offices", "role_mentions", "role_phrases"]

FAMILY = frozenset(lines("en/family_roles"))
SHARED = frozenset(lines("en/shared_roles"))  # several hold it at once, so that it tells nobody apart
NEAR, NEAR_ONCE = 1000, 400  # characters
LONGEST_WORD = 16
WORD = re.compile(r"\w+")


class RolePhrase(Struct, frozen=True, order=True):
    """A noun phrase about an office ("the French defence minister"), in the clean text."""

    span: Span
    text: str
    definite: bool
    plural: bool


class Holding(Struct, frozen=True):
    """That someone (the number of a group) holds an office, told at `at`."""

    holder: int
    office: Office
    at: int


def role_phrases(paragraph: Paragraph) -> Iterator[RolePhrase]:
    """Yield the noun phrases of a paragraph whose main word is a role, with the phrases in "of", "for" behind it."""
    doc = paragraph.doc
    for match in WORD.finditer(doc.text):
        run = doc.char_span(*match.span()) if role_class(match.group()) else None
        token = run[0] if run is not None and len(run) == 1 else None
        if token is None or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.dep_ == "compound" and token.head.i > token.i and token.head.i - token.i <= 2:
            continue
        left = _left_end(token)
        right = _right_end(token)
        run = doc[left : right + 1]
        first = run[0]
        yield RolePhrase(
            paragraph.place(run),
            run.text,
            first.lower_ in {"the", "his", "her", "their", "its", "this", "that"},
            token.tag_ in {"NNS", "NNPS"},
        )


def _left_end(token: "Token") -> int:
    left = token.i
    start = token.sent.start
    while left > start:
        before = token.doc[left - 1]
        modifies = before.dep_ in {"compound", "amod", "nmod", "det", "poss", "nummod"} or before.tag_ in {
            "NNP", "JJ", "NN", "DT", "PRP$", "POS",
        }  # fmt: skip
        if not modifies or (before.is_punct and before.text != "-"):
            break
        left -= 1
        if before.tag_ in {"DT", "PRP$"}:
            break
    return left


def _right_end(token: "Token") -> int:
    """The end of "of State", "for the Harbour Board"."""
    doc, at = token.doc, token.i
    if at + 2 >= token.sent.end or doc[at + 1].lower_ not in {"of", "for"}:
        return at
    end = at + 2
    while end + 1 < token.sent.end and (doc[end].tag_ in {"DT", "JJ"} or doc[end + 1].tag_ in {"NNP", "NNPS", "NN"}):
        if role_class(doc[end + 1].text) is not None and doc[end].tag_ not in {"DT", "JJ"}:
            break
        end += 1
    return end if doc[end].tag_ in {"NNP", "NN", "NNPS", "NNS"} else at


def held_offices(
    text: str, starts: Mapping[int, int], ends: Mapping[int, int], titles: Mapping[int, str],
    phrases: Sequence[RolePhrase],
) -> list[Holding]:  # fmt: skip
    """Offices told by title ("Defence Secretary Ann Orr"), by apposition ("Ann Orr, the secretary,") or by "is".

    `starts` and `ends` give the group of the person whose full mention starts or ends at an offset; `titles` the title
    in front of the mention that starts at an offset. "His French counterpart Luc Roy" takes over the office of the
    holder named last, with the other country.
    """
    told = [
        Holding(starts[at], office, at)
        for at, title in titles.items()
        if at in starts and (office := office_of(f"{_before(text, title, at)} {title}"))
    ]
    for phrase in phrases:
        holder = _apposed(text, phrase, starts, ends)
        office = office_of(phrase.text)
        if holder is not None and office is not None and not phrase.plural:
            told.append(Holding(holder, office, phrase.span.start))
    told.sort(key=lambda holding: holding.at)
    return told + list(_counterparts(text, starts, told))


def _before(text: str, title: str, at: int) -> str:
    """The word before the `title` of the name at `at`, if it says that the office is held no more; else nothing."""
    before = text[max(0, at - len(title) - LONGEST_WORD) : at - len(title) - 1].replace("-", " ").split()
    return before[-1] if before and is_former(before[-1]) else ""


def _apposed(text: str, phrase: RolePhrase, starts: Mapping[int, int], ends: Mapping[int, int]) -> int | None:
    after = text[phrase.span.end : phrase.span.end + 2]
    for gap in (1, 2):
        if phrase.span.end + gap in starts and after[:gap] in {" ", ", "}:
            return starts[phrase.span.end + gap]
    for gap, between in ((2, ", "), (1, " "), (4, " is "), (5, " was ")):
        start = phrase.span.start - gap
        follows = after[:1] in {",", ".", ";", ":", "\n", ""} or gap > 2
        if start in ends and text[start : phrase.span.start] == between and follows and gap != 1:
            return ends[start]
    return None


def _counterparts(text: str, starts: Mapping[int, int], told: Sequence[Holding]) -> Iterator[Holding]:
    for match in pattern("counterpart").finditer(text):
        office = office_of(f"{match.group(1).strip()} minister")
        before = [
            one for one in told if one.at < match.start() and one.office.role in {"minister", "president", "premier"}
        ]
        if match.end() not in starts or not before or office is None or office.country is None:
            continue
        yield Holding(
            starts[match.end()], structs.replace(before[-1].office, country=office.country, word=""), match.start()
        )


def role_mentions(
    phrases: Sequence[RolePhrase], holdings: Sequence[Holding], spans: Mapping[Span, int]
) -> list[tuple[RolePhrase, int]]:
    """Definite role phrases that can mean only one holder of an office told in the document.

    `spans` are the mentions of persons and whose they are. A bare "the president" needs the only president, or the
    only one called by this very word, and one who was told to hold the office before; if with its country ("Norwegian
    Premier Ann Orr"), one who was named shortly before, as the bare word may mean the home country's. A phrase that
    states more must state nothing that clashes; words that no holding bears out
    ("the harbour board's director") keep it from being taken.
    """
    out: list[tuple[RolePhrase, int]] = []
    for phrase in phrases:
        office = office_of(phrase.text) if phrase.definite and not phrase.plural else None
        if (
            office is None
            or office.role in FAMILY | SHARED
            or any(phrase.span.overlap(span) for span in _near(phrase, spans))
        ):
            continue
        if fold(phrase.text).startswith(("his ", "her ", "their ", "its ")):
            continue
        fitting = [one for one in holdings if one.office.agrees(office) and _borne_out(office, one.office)]
        if not office.narrower_words():
            known = [*spans.items(), *((earlier.span, holder) for earlier, holder in out)]
            fitting = [one for one in fitting if _told_before(one, phrase, known)]
        own_word = [one for one in fitting if office.word and one.office.word == office.word]
        holders = (
            {one.holder for one in fitting}
            if len({one.holder for one in fitting}) == 1
            else {one.holder for one in own_word}
        )
        if len(holders) == 1:
            out.append((phrase, min(holders)))
    return out


def _borne_out(said: Office, held: Office) -> bool:
    stated = (said.portfolio is None or said.portfolio == held.portfolio) and (
        said.country is None or held.country in (None, said.country)
    )
    return stated and said.rest <= held.rest


def _told_before(held: Holding, phrase: RolePhrase, spans: Sequence[tuple[Span, int]]) -> bool:
    """Whether the office was told before the bare `phrase`; if with its country, its holder must be named near.

    So must a holder whom the text names but once: it hardly means him when it has long gone on to others.
    """
    if held.at > phrase.span.start:
        return False
    own = [span for span, holder in spans if holder == held.holder]
    once = len(own) == 1
    last = max((span.end for span in own if span.end <= phrase.span.start), default=0)
    near = phrase.span.start - last
    return near <= (NEAR_ONCE if once else NEAR) or (held.office.country is None and not once)


def _near(phrase: RolePhrase, taken: Iterable[Span]) -> list[Span]:
    return [
        span for span in taken if span.overlap(phrase.span) and span.end == phrase.span.end and span.holds(phrase.span)
    ]
