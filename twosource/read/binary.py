"""Telling documents from files that hold no text."""

import codecs

__all__ = ["why_no_text"]

KINDS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip file (as .docx and .xlsx are)", b"\x89PNG": "a picture",
    b"GIF8": "a picture", b"\xff\xd8\xff": "a picture", b"\x1f\x8b": "gzip data without a name in .gz",
    b"BZh": "bzip2 data", b"7z\xbc\xaf": "a 7-zip file", b"\x7fELF": "a program", b"ID3": "sound", b"OggS": "sound",
    b"SQLite": "a database", b"\xd0\xcf\x11\xe0": "an old Office file", b"{\\rtf": "RTF", b"PAR1": "Parquet",
}  # fmt: skip
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
SAMPLE = 8192


def why_no_text(content: bytes) -> str | None:
    r"""Say what `content` is if it is not text, else None.

    >>> why_no_text(b"%PDF-1.7 ..."), why_no_text(b"\0\1\2\3" * 9), why_no_text("Öl lief aus.".encode("utf-16"))
    ('a PDF', 'binary data', None)
    """
    for start, kind in KINDS.items():
        if content.startswith(start):
            return kind
    sample = content[:SAMPLE]
    if sample.startswith(WIDE) or not sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.4 * (len(sample) / 2) and min(even, odd) == 0 and _wide_letters(sample):
        return None  # UTF-16 without a mark: every other byte of Latin text is zero
    controls = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return "binary data" if controls > 0.02 * len(sample) or sample.count(0) > 2 else None


def _wide_letters(sample: bytes) -> bool:
    letters = sum(byte >= 32 or byte in b"\t\r\n" for byte in sample if byte)
    return letters > 0.95 * (len(sample) / 2)
