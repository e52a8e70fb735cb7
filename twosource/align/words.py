"""The words of a text as the aligner compares them: folded, each with its place."""

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from twosource.model import Span
from twosource.words import table

__all__ = ["MOST_APOSTROPHES", "PERCENT", "UNSPACED", "WORD", "Words", "fold", "mended", "words_of"]

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Letters of scripts that set no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han. Each counts as a word."""

MOST_APOSTROPHES = 3
MOST_REMEMBERED = 128  # texts, as many as a story has: each is asked for several times
APOSTROPHES = re.compile("['’]+")
INNER = rf"[^\W_{UNSPACED}]"  # a letter or a digit
WORD = re.compile(rf"[{UNSPACED}]|{INNER}+(?:(?:['’]{{1,{MOST_APOSTROPHES}}}|(?<=\d)[.,](?=\d)){INNER}+)*")
"""Letters and digits, with apostrophes between them, and with points and commas between digits."""

PERCENT = ("per", "cent")
UNMENDED = (("â€™", "’’’"), ("â€˜", "   "), ("â€œ", "   "), ("â€", "  "))  # the same length, so that offsets stay


class Words(Struct, frozen=True):
    """Folded words and their spans in the text they come from, in order."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.folded)

    def stretch(self, first: int, end: int) -> Span:
        """The characters from word `first` to the word before `end`."""
        return Span(self.spans[first].start, self.spans[end - 1].end)


@lru_cache(maxsize=MOST_REMEMBERED)
def words_of(text: str) -> Words:
    """Return the words of `text`: runs of letters and digits (with inner apostrophes); other marks never count.

    A letter of a script that sets no blanks between words counts as a word. "percent" is two words, as "per cent" is.

    >>> words_of("The US- led “coalition” isn’t 6,000 strong.").folded
    ('the', 'us', 'led', 'coalition', "isn't", '6,000', 'strong')
    >>> words_of("港口关闭 at 5 percent").folded
    ('港', '口', '关', '闭', 'at', '5', 'per', 'cent')
    """
    matches = WORD.finditer(mended(text))
    found = [part for match in matches for part in _parts(_remembered(match.group()), *match.span())]
    return Words(tuple(word for word, _ in found), tuple(span for _, span in found))


def _parts(word: str, start: int, end: int) -> list[tuple[str, Span]]:
    if word != "".join(PERCENT):
        return [(word, Span(start, end))]
    middle = start + len(PERCENT[0])
    return [(PERCENT[0], Span(start, middle)), (PERCENT[1], Span(middle, end))]


def mended(text: str) -> str:
    """Return `text` with the commonest broken characters as what they were, or as blanks, at the same offsets.

    >>> mended("the portâ€™s")
    'the port’’’s'
    """
    if UNMENDED[-1][0] in text:
        for damaged, blank in UNMENDED:
            text = text.replace(damaged, blank)
    return text


def fold(word: str) -> str:
    """Return `word` in the one form that stands for all its spellings: case, apostrophes, accents, British or American.

    The form is for comparing only and need not be a word.

    >>> fold("Colour") == fold("color"), fold("ORGANISED") == fold("organized"), fold("Raúl") == fold("Raul")
    (True, True, True)
    >>> fold("four") == fold("for")
    False
    """
    plain = word.casefold()
    if not plain.isalnum():
        plain = APOSTROPHES.sub("'", plain)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    for length in _lengths().get(plain[-2:], ()):
        rule = _endings().get(plain[-length:])
        if rule is not None and len(plain) - length >= rule[1]:
            return plain[:-length] + rule[0]
    return plain


_remembered = lru_cache(maxsize=200_000)(fold)


@cache
def _endings() -> dict[str, tuple[str, int]]:
    rows = table("en/spelling_variants").items()
    return {british: (american, int(before)) for british, (american, before) in rows}


@cache
def _lengths() -> dict[str, list[int]]:
    """How long endings are that have the same last two letters, the longest first."""
    out: dict[str, set[int]] = {}
    for ending in _endings():
        out.setdefault(ending[-2:], set()).add(len(ending))
    return {last: sorted(lengths, reverse=True) for last, lengths in out.items()}
