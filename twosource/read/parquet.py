"""Parquet tables: one row, one document."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from twosource.model import Capture, Problem
from twosource.read.rows import BadRow, Row, capture_of
from twosource.read.sources import Source, problem

__all__ = ["read_parquet"]

ROWS_AT_ONCE = 500


def read_parquet(source: Source) -> Iterator[Capture | Problem]:
    """Yield the documents in a table; a row that holds none becomes a problem and the others go on.

    Columns are named as the fields of JSON lines are. A table is read in portions and never held whole.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = str(source.path)
    try:
        with pq.ParquetFile(source.path) as table:
            if not {"text", "html"} & set(table.schema_arrow.names):
                names = ", ".join(table.schema_arrow.names[:12])
                yield problem(path, f"{path} has no column 'text' or 'html' (its columns: {names})")
                return
            numbers = count(1)
            for some in table.iter_batches(ROWS_AT_ONCE):
                yield from (_document(path, source.stem, next(numbers), row) for row in some.to_pylist())
            if next(numbers) == 1:
                yield problem(path, f"{path} has no rows")
    except (pa.ArrowException, OSError, ValueError) as error:
        yield problem(path, f"{path} is not a sound Parquet file: {' '.join(str(error).split())[:200]}")


def _document(path: str, stem: str, number: int, row: dict[str, object]) -> Capture | Problem:
    try:
        fields = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        return capture_of(Row(path, stem, number, fields))
    except BadRow as error:
        return problem(f"{path}:{number}", f"row {number} of {path} was left out: {error}")
