"""The stage's verb: paths to captures and problems, in order, no document twice."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from msgspec import structs

from twosource.model import Capture, Problem
from twosource.read.csv import read_csv
from twosource.read.html import read_html
from twosource.read.jsonl import read_jsonl, read_jsonl_stream
from twosource.read.parquet import read_parquet
from twosource.read.sources import Source, problem, sources
from twosource.read.text import read_text

__all__ = ["FirstOfRows", "Names", "id_taken", "read"]

READERS: dict[str, Callable[[Source], Iterator[Capture | Problem]]] = {
    "text": read_text, "html": read_html, "jsonl": read_jsonl, "csv": read_csv,
    "parquet": read_parquet,
}  # fmt: skip


def read(
    paths: Iterable[str | Path], stdin: BinaryIO | None = None, names: "Names | None" = None
) -> Iterator[Capture | Problem]:
    """Yield what is at `paths`, in their order: files, folders (in order of name), and ``-`` for JSONL on `stdin`.

    A document's id is its file's name without suffixes, or its row's ``id``, or STEM:LINE; an id that was taken gets
    ``~2`` and so on. The same document is counted once: a file that is reached by two paths, and a row with the id
    and the text of an earlier one, become problems. Different files, and rows of different ids, with one text are
    kept: they may be reposts, which is what the later stages are there to find out. `names` may give other rules.

    >>> [found.reason for found in read(["nowhere.txt"])]
    ['there is no file or folder nowhere.txt: check the name']
    """
    names = names or Names()
    for found in _all(paths, stdin):
        yield found if isinstance(found, Problem) else names.accept(found)


def _all(paths: Iterable[str | Path], stdin: BinaryIO | None) -> Iterator[Capture | Problem]:
    seen: dict[Path, Path] = {}
    stdin_read = False
    for path in paths:
        if str(path) != "-":
            yield from _at_path(Path(path), seen)
        elif stdin is None or stdin_read:
            yield problem("-", "standard input was read already" if stdin_read else "there is no standard input")
        else:
            stdin_read = True
            yield from read_jsonl_stream(stdin, "standard input", "stdin")


def _at_path(path: Path, seen: dict[Path, Path]) -> Iterator[Capture | Problem]:
    for source in sources(path):
        if isinstance(source, Problem):
            yield source
            continue
        resolved = source.path.resolve()
        if resolved in seen:
            first = seen[resolved]
            same = f"{source.path} was given twice" if first == source.path else f"{source.path} and {first} are one"
            yield problem(source.path, f"same file twice: {same}; it is counted once")
            continue
        seen[resolved] = source.path
        yield from READERS[source.format](source)


class Names:
    """Keeps ids unique over a run, and documents that are given twice out."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._rows: set[tuple[str, bytes]] = set()

    def accept(self, capture: Capture) -> Capture | Problem:
        if capture.encoding is not None:  # a row, whose id is its own and not a file's name
            row = (capture.id, sha256(capture.content).digest())
            if row in self._rows:
                reason = f"same document twice: {capture.path} has the id and the text of an earlier row ({capture.id})"
                return problem(capture.path, f"{reason}; it is counted once")
            self._rows.add(row)
        unique = self._unique(capture.id)
        return capture if unique == capture.id else structs.replace(capture, id=unique)

    def _unique(self, wanted: str) -> str:
        unique, number = wanted, 1
        while unique in self._taken:
            number += 1
            unique = f"{wanted}~{number}"
        self._taken.add(unique)
        return unique


class FirstOfRows(Names):
    """Of rows with one id the first is kept, and the others become problems: for tables, where an id names one row."""

    def accept(self, capture: Capture) -> Capture | Problem:
        if capture.encoding is None:
            return super().accept(capture)
        if capture.id in self._taken:
            return problem(capture.path, f"{capture.path} was left out: {id_taken(capture.id)}")
        self._taken.add(capture.id)
        return capture


def id_taken(name: str) -> str:
    """Why a row is left out, and what to do about it."""
    return f"an earlier document has its id ({name}); give it another id"
