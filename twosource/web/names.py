"""Names of what people hand in, made fit to be ids of documents and names of files."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from twosource.read.sources import FORMATS, SUFFIXES
from twosource.report.shelf import visible

__all__ = ["NotTaken", "name_of_address", "named", "titled"]

LONGEST = 120  # bytes of a name, suffixes aside
TITLE = 200


class NotTaken(Exception):
    """Something cannot be taken; the message says why and what to do."""


def named(given: str) -> str:
    r"""Return the name under which a file is kept: without folders, controls and leading dots, and not too long.

    Raises NotTaken where the name shows that the file is of no kind that is read.

    >>> named("..\\..\\etc/Ferry report.TXT"), named("a/b/.page.html.gz")
    ('Ferry report.TXT', 'page.html.gz')
    >>> named("notes.docx")
    Traceback (most recent call last):
    twosource.web.names.NotTaken: notes.docx: files of this kind are not read. What is read is .txt, ...
    """
    bare = re.sub(r"\s+", " ", visible(re.split(r"[/\\]", given)[-1])).strip(" .")
    packed = ".gz" if bare.lower().endswith(".gz") else ""
    path = PurePosixPath(bare[: len(bare) - len(packed)] or "unnamed")
    if path.suffix.lower() not in SUFFIXES:
        raise NotTaken(f"{bare or 'a file without a name'}: files of this kind are not read. What is read is {FORMATS}")
    stem = path.stem.encode()[:LONGEST].decode(errors="ignore").strip(" .") or "unnamed"
    return stem + path.suffix + bare[len(bare) - len(packed) :]


def name_of_address(address: str) -> str:
    """Return the name under which the page at an address is kept.

    >>> name_of_address("https://www.herald.example/2031/05/ferry-sinks?id=3")
    'herald.example-ferry-sinks.html'
    """
    parts = urlsplit(address)
    last = next((part for part in reversed(parts.path.split("/")) if part), "")
    host = re.sub(r"^www\.", "", parts.hostname or "page")
    words = re.sub(r"[^\w.-]+", "-", f"{host}-{re.sub(r'[.](x?html?|php|aspx?)$', '', last)}").strip("-.")
    return named(f"{words[:80] or 'page'}.html")


def titled(given: str) -> str:
    """Return the title of a story as it is kept, one line; empty where nothing is left of it.

    >>> titled(" Ferry \\n of  Havtern ")
    'Ferry of Havtern'
    """
    return " ".join(visible(given).split())[:TITLE]
