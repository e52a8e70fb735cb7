"""Runs of words that can be names: own rules over capitals, helped by the labels of the language model."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct

from twosource.annotate.naming.definitions import defined_names
from twosource.annotate.naming.form import fold, particles, plain
from twosource.annotate.naming.gender import gender_by_word
from twosource.annotate.naming.headlines import is_headline, titled_stretches
from twosource.annotate.naming.lists import (
    given_names,
    is_known_place,
    is_second_syllable,
    known_body,
    organisation_words,
    rarer_given_names,
)
from twosource.annotate.naming.parting import parts
from twosource.annotate.naming.patterns import pattern
from twosource.annotate.naming.titles import is_honorific, is_portfolio, is_role_word
from twosource.annotate.naming.words import Word, words_of_line
from twosource.annotate.parse import Paragraph
from twosource.model import Span
from twosource.words import lines, table

__all__ = ["Candidate", "candidates"]

SYLLABLES = re.compile(r" [A-Z][a-z]+-[a-z]+$")  # "Moon Jae-in"
NO_PERSON = 1.5  # an article stands before no person's name
LABELLED, LABELLED_ALONE = 0.8, 0.6  # what the learned model says of several words, and of one
GIVEN = 0.9  # a first word that may be a given name: more than the model says
SEVERAL = 0.5  # "the Otters" are a team, a band or a party


class Candidate(Struct, frozen=True):
    """A name in a place of the clean text, the title words before it, and what speaks for which type."""

    span: Span
    name: str
    title: str = ""
    votes: tuple[tuple[str, float], ...] = ()


class _Lookup(Struct, frozen=True, dict=True):
    """The parse of a paragraph by character: label of the model, tag, start of a sentence."""

    paragraph: Paragraph

    def tag(self, start: int) -> str:
        """The part of speech of the token at `start`."""
        run = self.paragraph.doc.char_span(start, start + 1, alignment_mode="expand")
        return run[0].tag_ if run is not None and len(run) else ""

    @cached_property
    def sentence_starts(self) -> frozenset[int]:
        return frozenset(sentence.start_char for sentence in self.paragraph.doc.sents)

    @cached_property
    def labels(self) -> dict[int, tuple[str, int]]:
        """Start of each token within an entity -> label and end of the entity."""
        return {token.idx: (entity.label_, entity.end_char) for entity in self.paragraph.doc.ents for token in entity}


def candidates(paragraph: Paragraph, common: frozenset[str]) -> Iterator[Candidate]:
    """Yield the candidates of one paragraph, in order; `common` are words that the document also writes in lower case.

    A paragraph in headline case yields none: capitals tell nothing there.
    """
    text = paragraph.doc.text
    words = list(words_of_line(text))
    if is_headline(text, words):
        return
    lookup = _Lookup(paragraph)
    whole = list(defined_names(text, words))
    skipped = [*(Span(run[0].start, run[-1].end) for run in whole), *titled_stretches(text, words)]
    free = [word for word in words if not any(span.start <= word.start < span.end for span in skipped)]
    found = [named for run in _runs(text, free, lookup, common) for named in parts(run)]
    for part, title in sorted([*found, *((run, "") for run in whole)], key=lambda named: named[0][0].start):
        yield _candidate(paragraph, text, part, title, lookup)


def _runs(text: str, words: Sequence[Word], lookup: _Lookup, common: frozenset[str]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for at, word in enumerate(words):
        joined = bool(run) and _joins(text, run, words[at : at + 2])
        if run and not joined:
            yield run
            run = []
        if (
            _namelike(text, words[at : at + 3], lookup, common)
            or (run and word.capital and (not _plain_word(word) or _surname_ends(run, word)))
            or (run and text[run[-1].end : word.start] in {"-", "‑"} and _second_syllable(run, word))
            or (not run and _surname_begins(text, word, words[at + 1 : at + 2]))
            or (run and _connects(run, word, words[at + 1 : at + 3], lookup))
        ):
            run = [*run, word]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joins(text: str, run: Sequence[Word], following: Sequence[Word]) -> bool:
    """Whether nothing but a blank or a hyphen parts a word from the run; a plural's apostrophe only within a body."""
    word = following[0]
    gap = text[run[-1].end : word.start]
    if run[-1].possessive:
        body = any(one.text in organisation_words() for one in following)
        return body and word.capital and gap in {"' ", "’ "}
    if gap == " & ":
        return word.capital
    if gap in {"-", "‑"} and not word.capital:
        return _second_syllable(run, word)
    return gap in {" ", "-", "- ", "\u00a0", "‑"}


def _second_syllable(run: Sequence[Word], word: Word) -> bool:
    """Whether a small word behind a hyphen ends a given name: "Kim Jong-un"."""
    return len(run) > 1 and run[-1].text.istitle() and is_second_syllable(word.text)


def _namelike(text: str, words: Sequence[Word], lookup: _Lookup, common: frozenset[str]) -> bool:
    """Whether the first of `words` belongs to a name, by itself or with those that follow."""
    word = words[0]
    if not word.capital or (_plain_word(word) and not _acronym(word.text)):
        return False
    if text[max(0, word.start - 1) : word.start] in {"@", "#"}:
        return False
    if text[word.start - 1 : word.start] == "-" and text[word.start - 2 : word.start - 1].islower():
        return word.text.isupper()
    opening = word.start in lookup.sentence_starts or text[max(0, word.start - 1) : word.start] in {'"', "“", "‘"}
    if not opening:
        return True
    if known_body(word.text) or is_known_place(word.text) or is_role_word(word.text) or is_honorific(word.text):
        return True
    if any(is_known_place(" ".join(one.text for one in words[:size])) for size in range(2, len(words) + 1)):
        return True
    if fold(word.text) in common:
        return False
    return word.start in lookup.labels or lookup.tag(word.start) == "NNP"


def _surname_begins(text: str, word: Word, after: Sequence[Word]) -> bool:
    """Whether a small word begins a surname that stands alone ("de Blasio") or a body's name ("al Qaeda")."""
    follows = bool(after) and after[0].capital and text[word.end : after[0].start] == " "
    if follows and word.text in particles() and known_body(f"{word.text} {after[0].text}"):
        return True
    return follows and word.text in lines("en/before_surnames")


def _surname_ends(run: Sequence[Word], word: Word) -> bool:
    """Whether a small word is a surname because a given name stands before it: "Theresa May"."""
    return fold(run[-1].text) in given_names() and word.text.istitle() and len(word.text) > 2 and word.text != "The"


def _acronym(word: str) -> bool:
    return len(word.replace(".", "")) >= 2 and word.replace(".", "").isupper()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lines("en/function_words"))


def _plain_word(word: Word) -> bool:
    return fold(pattern("contracted").sub("", word.text)) in _function_words() or word.text in {"The", "A"}


def _connects(run: Sequence[Word], word: Word, after: Sequence[Word], lookup: _Lookup) -> bool:
    """Whether a small word goes on with the run, as in "Ministry of the Interior" or "Ursula von der Leyen"."""
    low = fold(word.text)
    if not after or not (after[0].capital or (len(after) > 1 and after[1].capital and _small(after[0]))):
        return False
    if low in particles() and not word.capital:
        return True
    label = lookup.labels.get(run[-1].start)
    covered = label is not None and label[1] >= after[0].end and label[0] != "person"
    office = is_role_word(run[-1].text) and is_portfolio(after[0].text)
    body = any(w.text in organisation_words() for w in run)
    person = len(run) > 1 and fold(run[-2].text) in given_names() and not body
    committee = len(after) > 1 and after[1].text in lines("en/committees")
    if low == "and" and run[0].text in organisation_words() and committee:
        return True
    if low == "the":
        return fold(run[-1].text) in {"of", "for"}
    return (low == "of" and (body or (covered and not person) or office)) or (
        low in {"for", "and", "&", "on"} and covered
    )


def _small(word: Word) -> bool:
    return fold(word.text) in particles() or fold(word.text) == "the"


def _is_person_noun(word: str) -> bool:
    return word.islower() and (gender_by_word(word) is not None or fold(word) in _people_words())


@cache
def _people_words() -> frozenset[str]:
    """Nouns for one person, as they stand behind a name."""
    return frozenset((*lines("en/anonymous_sources"), *table("en/roles"))) - frozenset(lines("en/unsure_people"))


def _candidate(paragraph: Paragraph, text: str, part: Sequence[Word], title: str, lookup: _Lookup) -> Candidate:
    start, end = part[0].start, part[-1].end
    number = pattern("number before").search(text, max(0, start - 6), start)
    if number is not None and any(word.text in organisation_words() or word.text == "Circuit" for word in part):
        start = number.start()
    base = paragraph.span.start
    votes = tuple(_votes(text, start, end, title, [word.start for word in part], lookup))
    return Candidate(Span(base + start, base + end), _joined_up(text[start:end]), title, votes)


def _joined_up(name: str) -> str:
    """The name without the blank that a bad line break left after a hyphen."""
    return plain(re.sub(r"(?<=\w)- (?=\w)", "-", name))


def _votes(
    text: str, start: int, end: int, title: str, starts: Sequence[int], lookup: _Lookup
) -> Iterator[tuple[str, float]]:
    """What the model and the words around say of the type."""
    label = lookup.labels.get(starts[-1]) or lookup.labels.get(starts[0])
    if label is not None:
        yield label[0], LABELLED if len(starts) > 1 else LABELLED_ALONE
    if title:
        yield "person", 3.0
    if SYLLABLES.search(text, start, end):
        yield "person", 1.5
    if len(starts) > 1 and fold(text[start:end].split()[0]) in rarer_given_names():
        yield from (("person", GIVEN), ("place", -GIVEN / 2))
    before = text[max(0, start - 24) : start]
    previous = before.split()[-1:] or [""]
    if fold(previous[0]) == "the" and not title:
        yield "person", -NO_PERSON
        if len(starts) == 1 and lookup.tag(starts[0]) == "NNPS":
            yield "organisation", SEVERAL
    if fold(previous[0]) in lines("en/before_places"):
        yield "place", 1.5
    if start == 0 and pattern("dateline behind").match(text, end):
        yield "place", 3.0
    if pattern("place before").search(before):
        yield "place", 2.5
    if pattern("place behind").match(text, end):
        yield "place", 3.0
    if pattern("body behind").match(text, end):
        yield "organisation", 4.0
    behind = text[end : end + 60]
    told = pattern("person behind").match(behind)
    if pattern("age behind").match(behind) or (told and _is_person_noun(told.group(1))):
        yield "person", 2.5
    if pattern("said behind").match(behind):
        yield "person", 0.7
