"""Which files there are: paths and folders to files of a known format."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from twosource.model import Problem

__all__ = ["FACTS_SUFFIX", "FORMATS", "SUFFIXES", "Source", "problem", "sources"]

FACTS_SUFFIX = ".facts.toml"
FORMATS = ".txt, .html, .jsonl, .csv and .tsv, each also with .gz, and .parquet"
SUFFIXES = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip
ARTICLES_NOT_READ = frozenset(
    (".doc", ".docx", ".eml", ".epub", ".mht", ".mhtml", ".msg", ".odt", ".pdf", ".rss", ".atom", ".rtf",
     ".warc", ".webarchive", ".xls", ".xlsx")
)  # fmt: skip


class Source(Struct, frozen=True):
    """A file to be read: its format is a value of `SUFFIXES`, its stem the name without suffixes."""

    path: Path
    format: str
    stem: str

    @property
    def gzipped(self) -> bool:
        """True if the name says that the file is compressed."""
        return self.path.suffix.lower() == ".gz"


def problem(path: str | Path, reason: str) -> Problem:
    """A problem of this stage with what is at `path`."""
    return Problem(stage="read", document=str(path), reason=reason)


def sources(path: Path) -> Iterator[Source | Problem]:
    """Yield the files that `path` stands for: itself, or those in the folder and the folders in it, in order of name.

    In folders, hidden files and files that are no articles (``.facts.toml``, pictures, programs) are passed over;
    documents in a format that is not read become problems.
    """
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield _source(path) or problem(path, _not_read(path))
        else:
            yield problem(path, f"there is no file or folder {path}: check the name")
    except OSError as error:
        yield problem(path, f"{path} could not be looked at: {error.strerror or error}")


def _in_folder(folder: Path) -> Iterator[Source | Problem]:
    empty = True
    for file in _files(folder, frozenset()):
        if isinstance(file, Problem):
            yield file
            continue
        source = _source(file)
        if source is not None:
            empty = False
            yield source
        elif _bare(file).suffix.lower() in ARTICLES_NOT_READ:
            yield problem(file, _not_read(file))
    if empty:
        yield problem(folder, f"nothing in the folder {folder} can be read: what is read is {FORMATS}")


def _files(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Problem]:
    """The files under `folder`, sorted; a folder that is also one of those `above` it (a link) is not entered again."""
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield problem(folder, f"the folder {folder} could not be opened: {error.strerror or error}")
        return
    place = (here.st_dev, here.st_ino)
    if place in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path), above | {place})
        else:
            yield Path(entry.path)


def _source(path: Path) -> Source | None:
    bare = _bare(path)
    found = SUFFIXES.get(bare.suffix.lower())
    return None if found is None else Source(path, found, bare.stem)


def _bare(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def _not_read(path: Path) -> str:
    suffix = "".join(path.suffixes[-2:]) if path.suffix.lower() == ".gz" else path.suffix
    kind = f"files of the kind {suffix}" if suffix else "files without a suffix"
    return f"{path}: {kind} are not read. What is read is {FORMATS}; save it in one of these"
