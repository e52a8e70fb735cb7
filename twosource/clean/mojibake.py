"""Text that was decoded with the wrong encoding, put right: UTF-8 read as Windows-1252 and its kind.

The decision what is damage and what is sound belongs to ftfy (R. Speer), whose heuristic knows which letter sequences
occur in no language. What it cannot do is mended before: `â€` is what is left of a closing quotation mark, since the
last of its three bytes, 9D, is undefined in Windows-1252 and many programs drop it.
"""

import re
from collections.abc import Iterator

from twosource.model import Edit, apply, compose, tidy

__all__ = ["mojibake_edits"]

BY = "characters: encoding repaired"
ROUNDS = 4
SUSPECT = re.compile("[\\x80-\\x9f]|[À-ßà-ïðĂăĹĐГРÎÏΓ┬├┼╬][^\\x00-\\x7f]|[Ãà] |â€|Â")
# What follows â€ in damage that is whole: the letters that Windows-1252 has for the bytes 80 to BF.
THIRD = "\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
LOST = re.compile(f"â€(?![{THIRD}])")
RUN = re.compile("[^\\x00-\\x7f]+")


def mojibake_edits(text: str) -> tuple[Edit, ...]:
    r"""Return the edits that undo wrong decodings in `text`, line by line, also where it was done twice.

    >>> apply("â€œIt sankâ€, he said. CafÃ© Ã‰té", mojibake_edits("â€œIt sankâ€, he said. CafÃ© Ã‰té"))
    '“It sank”, he said. Café Été'
    """
    edits: list[Edit] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if SUSPECT.search(line):
            edits += [Edit(at + e.start, at + e.end, e.text, BY) for e in _line_edits(line)]
        at += len(line)
    return tuple(edits)


def _line_edits(line: str) -> tuple[Edit, ...]:
    edits: tuple[Edit, ...] = ()
    for _ in range(ROUNDS):
        now = apply(line, edits)
        step = _lost_marks(now) or _ftfy_edits(now)
        if not step:
            break
        edits = compose(edits, step)
    return edits


def _lost_marks(line: str) -> tuple[Edit, ...]:
    found = []
    for match in LOST.finditer(line):
        before = line[match.start() - 1 : match.start()]
        after = line[match.end() : match.end() + 1]
        opening = (not before or before.isspace() or before in "([") and after.isalnum()
        found.append(Edit(match.start(), match.end(), _opening(line, match.end()) if opening else "”", BY))
    return tuple(found)


def _opening(line: str, at: int) -> str:
    """The mark that opens what begins at `at`: single if the next closing mark is single and closes a word."""
    closing = re.search("â€™(?![a-z])|[’”]|â€(?!™)", line[at:])
    return "‘" if closing is not None and closing[0] in ("â€™", "’") else "“"


def _ftfy_edits(line: str) -> tuple[Edit, ...]:
    from ftfy import fix_encoding

    fixed = fix_encoding(line)
    if fixed == line:
        return ()
    old, new = list(_pieces(line)), list(_pieces(fixed))
    if [line[s:e] for s, e in old[::2]] == [fixed[s:e] for s, e in new[::2]]:  # plain text stays: runs pair off
        pairs = zip(old[1::2], new[1::2], strict=True)
        whole = [Edit(s, e, fixed[a:b], BY) for (s, e), (a, b) in pairs if line[s:e] != fixed[a:b]]
        return tidy(whole)
    return _differences(line, fixed)


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Plain stretches and runs of letters beyond ASCII, by turns; the first and last are plain, maybe empty."""
    at = 0
    for run in RUN.finditer(line):
        yield at, run.start()
        yield run.span()
        at = run.end()
    yield at, len(line)


def _differences(line: str, fixed: str) -> tuple[Edit, ...]:
    from difflib import SequenceMatcher

    if len(line) > 20_000:
        return (Edit(0, len(line), fixed, BY),)
    old, new = re.findall(r"\s+|\S+", line), re.findall(r"\s+|\S+", fixed)
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    edits = []
    for _, a, b, c, d in (code for code in SequenceMatcher(None, old, new, False).get_opcodes() if code[0] != "equal"):
        if a == b:  # an edit needs a character to replace: take the one before, or the one after
            a, c = (a - 1, c - 1) if a else (a, c)
            b, d = (b, d) if a < b else (b + 1, d + 1)
        edits.append(Edit(starts[a], starts[b], "".join(new[c:d]), BY))
    return tidy(edits)
