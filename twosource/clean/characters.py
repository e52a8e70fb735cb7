"""Characters as an editor would have typed them: wrong decodings, entities, invisible characters, odd blanks."""

import html
import re
from collections.abc import Callable, Iterable

from twosource.clean.mojibake import mojibake_edits
from twosource.model import Edit, apply, compose

__all__ = ["character_edits"]

ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,31}\d{0,2});")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\\x00-\\x08\\x0e-\\x1f\\x7f]+")
JOINERS = re.compile("(?<=[\\x00-\u024f])[\u200c\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069]+(?=[\\x00-\u024f]|$)")
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]|\u2029")
CONTROLS = re.compile("[\\x80-\\x84\\x86-\\x9f]")


def character_edits(text: str) -> tuple[Edit, ...]:
    r"""Return the edits that mend the characters of `text`; each round works on what the last one left.

    >>> text = "AT&amp;T\u00a0said so\u00adlong.\r\n"
    >>> apply(text, character_edits(text))
    'AT&T said solong.\n'
    """
    rounds: Iterable[Callable[[str], tuple[Edit, ...]]] = (_line_ends, _entities, mojibake_edits, _controls, _blanks)
    edits: tuple[Edit, ...] = ()
    now = text
    for step in rounds:
        found = step(now)
        if found:
            edits = compose(edits, found) if edits else found
            now = apply(now, found)
    return edits


def _line_ends(text: str) -> tuple[Edit, ...]:
    return tuple(Edit(*m.span(), "\n", "characters: line end") for m in LINE_ENDS.finditer(text) if m[0] != "\x85")


def _entities(text: str) -> tuple[Edit, ...]:
    found = []
    for match in ENTITY.finditer(text):
        plain = html.unescape(match[0])
        if plain != match[0] and not plain.endswith(";") and "\ufffd" not in plain:
            found.append(Edit(*match.span(), plain, "characters: HTML entity"))
    return tuple(found)


def _controls(text: str) -> tuple[Edit, ...]:
    """Control characters where Windows-1252 has a mark: text that was decoded as Latin-1."""
    return tuple(
        Edit(*match.span(), plain, "characters: Windows-1252 read as Latin-1")
        for match in CONTROLS.finditer(text)
        if (plain := match[0].encode("latin-1").decode("cp1252", "replace")) != "\ufffd"
    )


def _blanks(text: str) -> tuple[Edit, ...]:
    edits = [Edit(*match.span(), "", "characters: invisible") for match in INVISIBLE.finditer(text)]
    edits += [Edit(*match.span(), "", "characters: invisible") for match in JOINERS.finditer(text)]
    edits += [Edit(*match.span(), " ", "characters: blank") for match in BLANKS.finditer(text)]
    return tuple(sorted(edits))
