"""Bytes to text: marks, UTF-8 with damage, UTF-16, what a page declares, and last a detector."""

import codecs
import re
from typing import Literal

__all__ = ["decode"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SAMPLE = 40_000
LATIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def decode(content: bytes, media: Literal["text", "html"], encoding: str | None = None) -> str:
    r"""Return `content` as text; never fails.

    `encoding` is the one that is known from the container. Else: a byte order mark, sound UTF-8, UTF-16 by its zero
    bytes, the charset that a page declares, UTF-8 that is mostly sound (a stray byte is read as Windows-1252, which is
    where they come from), a detector (charset-normalizer), Windows-1252. What cannot be read becomes U+FFFD.

    >>> decode(b"caf\xc3\xa9, \x93fine\x94", "text"), decode("Öl".encode("utf-16"), "text")
    ('café, “fine”', 'Öl')
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    try:
        return content.decode(encoding or "utf-8")
    except (UnicodeDecodeError, LookupError):
        pass
    told = _by_zeros(content) or (_declared(content) if media == "html" else None)
    if told is not None:
        return content.decode(told, "replace")
    if _mostly_utf8(content):
        return _with_stray_bytes(content)
    return content.decode(_detected(content), "replace")


def _by_zeros(content: bytes) -> str | None:
    sample = content[:SAMPLE]
    if sample.count(0) < 0.2 * len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _declared(content: bytes) -> str | None:
    found = DECLARED.search(content[:SAMPLE])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    name = LATIN.get(name, name)
    try:
        codecs.lookup(name)
        "x".encode(name)
    except (LookupError, UnicodeError):
        return None
    return None if name.startswith("utf-8") or name == "utf8" else name


def _mostly_utf8(content: bytes) -> bool:
    sequences = SEQUENCE.findall(content)
    inside = sum(map(len, sequences))
    high = sum(byte >= 0x80 for byte in content)
    return bool(sequences) and inside >= 0.5 * high


def _with_stray_bytes(content: bytes) -> str:
    """UTF-8 whose stray bytes are read as Windows-1252."""
    return content.decode("utf-8", STRAY)


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"


STRAY = "twosource.stray"
codecs.register_error(STRAY, _stray)
