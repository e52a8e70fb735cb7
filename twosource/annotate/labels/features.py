"""What the model of names looks at: runs of words with capitals, and for each word of one what it and its like are.

A feature is a text such as ``w=orr``; only its hash is kept. Lists of given names, bodies, places and offices take
part.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from twosource.annotate.naming.lists import (
    country_of_demonym,
    given_names,
    is_known_place,
    known_body,
    organisation_words,
    peoples,
    place_words,
)
from twosource.annotate.naming.titles import is_honorific, is_portfolio, is_role_word
from twosource.annotate.naming.words import Word
from twosource.words import lines

__all__ = ["Line", "features", "runs", "small_words"]

CLOSE = (" ", "-", "\u00a0")
"""What may stand between two words of a run."""

MOST_SMALL = 2
"""Small words in a row within a run ("of the")."""

SENTENCE_BEGINS = frozenset('.!?"“‘:')
SMALL = re.compile(r"\b[a-z][a-z'’-]+")


class Line(Struct, frozen=True):
    """A paragraph, its words, and the words that the document also writes small."""

    text: str
    words: Sequence[Word]
    small: frozenset[str]

    def gap(self, at: int) -> str:
        """What stands between word `at` and the next."""
        end = self.words[at + 1].start if at + 1 < len(self.words) else len(self.text)
        return self.text[self.words[at].end : end]

    def word(self, at: int) -> str:
        """The word in small letters; a mark beyond either end."""
        return self.words[at].text.lower() if 0 <= at < len(self.words) else "<s>"


def small_words(text: str) -> frozenset[str]:
    """The words that stand somewhere in `text` written small."""
    return frozenset(SMALL.findall(text))


def runs(line: Line) -> Iterator[list[int]]:
    """Yield the numbers of words that stand together and have capitals, with the small words between such.

    >>> from twosource.annotate.naming.words import words_of_line
    >>> text = "She met Ann Orr of the Bank of Millport today."
    >>> line = Line(text, list(words_of_line(text)), frozenset())
    >>> [" ".join(line.words[at].text for at in run) for run in runs(line)]
    ['She', 'Ann Orr of the Bank of Millport']
    """
    at = 0
    while at < len(line.words):
        if not line.words[at].capital:
            at += 1
            continue
        run = [at]
        while more := _next(line, run[-1]):
            run += more
        yield run
        at = run[-1] + 1


def _next(line: Line, at: int) -> list[int]:
    """The word that goes on with a run after word `at`, with small ones before it; none if it ends."""
    found: list[int] = []
    for number in range(at + 1, min(at + 2 + MOST_SMALL, len(line.words))):
        if line.gap(number - 1) not in CLOSE:
            return []
        found.append(number)
        if line.words[number].capital or (line.gap(number - 1) == "-" and line.words[number - 1].capital):
            return found  # "Jae-in" is one name
        if line.words[number].text not in _connecting():
            return []
    return []


def features(line: Line, run: Sequence[int]) -> list[list[str]]:
    """Return the features of each word of a run, the same number for every word."""
    shared = [*_around(line, run), *_of_run(line, run)]
    return [[*_of_word(line, run, place), *shared] for place in range(len(run))]


def _around(line: Line, run: Sequence[int]) -> list[str]:
    first, last, size = run[0], run[-1], min(len(run), 6)
    before, behind = line.word(first - 1), line.word(last + 1)
    left = line.gap(first - 1)[-2:] if first else line.text[: line.words[0].start][-2:]
    right = line.gap(last)[:2]
    return [
        f"b={before}", f"bb={line.word(first - 2)} {before}", f"n={behind}", f"nn={behind} {line.word(last + 2)}",
        f"l={left}", f"r={right}", f"b#={before}|{size}", f"n#={right}{behind}|{size}",
        f"last|n={line.word(last)}|{right}{behind}", f"role={is_role_word(before)}", f"opens={_opens(line, first)}",
    ]  # fmt: skip


def _of_run(line: Line, run: Sequence[int]) -> list[str]:
    first, last, size = run[0], run[-1], min(len(run), 6)
    texts = [line.words[at].text for at in run]
    whole = line.text[line.words[first].start : line.words[last].end]
    return [
        f"all={whole.lower()}", f"size={size}", f"first={line.word(first)}", f"last={line.word(last)}",
        f"last3={line.word(last)[-3:]}", f"body={any(one in organisation_words() for one in texts)}|{size}",
        f"bodylast={texts[-1] in organisation_words()}", f"known={is_known_place(whole)}|{bool(known_body(whole))}",
        f"place={any(one in place_words() for one in texts)}", f"given={line.word(first) in given_names()}|{size}",
        f"office={is_honorific(texts[0])}|{is_role_word(texts[0])}",
        f"people={bool(country_of_demonym(whole))}|{whole in peoples()}", f"upper={whole.isupper()}|{len(whole) < 6}",
    ]  # fmt: skip


def _of_word(line: Line, run: Sequence[int], place: int) -> list[str]:
    at = run[place]
    word, low = line.words[at], line.word(at)
    where = "o" if len(run) == 1 else "f" if place == 0 else "l" if place == len(run) - 1 else "m"
    before, behind = line.word(at - 1), line.word(at + 1)
    opens = place == 0 and _opens(line, at)
    return [
        f"w={low}", f"w@={low}|{where}", f"shape={_shape(word.text)}|{where}", f"p3={low[:3]}", f"s3={low[-3:]}",
        f"s4={low[-4:]}|{where}", f"bw={before}|{low}", f"wn={low}|{behind}", f"b@={before}|{where}",
        f"n@={behind}|{where}", f"at={where}", f"small={low in line.small}|{opens}", f"w?={low}|{opens}",
        f"own={word.possessive}", f"g={low in given_names()}|{where}", f"o={word.text in organisation_words()}|{where}",
        f"t={is_role_word(word.text)}|{is_portfolio(word.text)}|{where}", f"cap={word.capital}",
        f"gap={line.gap(at)[:2]}",
    ]  # fmt: skip


def _opens(line: Line, at: int) -> bool:
    """Whether word `at` may have its capital because a sentence begins with it."""
    return at == 0 or not SENTENCE_BEGINS.isdisjoint(line.gap(at - 1))


@lru_cache(maxsize=50_000)
def _shape(word: str) -> str:
    """Capitals as X, other letters as x, digits as d; repeated ones once."""
    marks = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", marks)[:6]


@lru_cache(maxsize=1)
def _connecting() -> frozenset[str]:
    return frozenset(lines("en/connecting_words"))
