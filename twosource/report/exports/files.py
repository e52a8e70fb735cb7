"""Tables as files: CSV, JSON lines, Parquet; and as frames for pandas and polars."""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from twosource.model import to_json
from twosource.report.exports.tables import Table

if TYPE_CHECKING:
    import pyarrow

__all__ = ["arrow", "csv_bytes", "frame", "jsonl_bytes", "parquet_bytes"]

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula (OWASP)


def csv_bytes(table: Table) -> bytes:
    r"""Return `table` as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads it as such.

    Text that a spreadsheet would take for a formula gets an apostrophe before it; the other formats have it unchanged.

    >>> from twosource.report.exports.tables import Column
    >>> made = Table(name="t", columns=(Column("a", str), Column("b", int)), rows=(("=1+1", -2),))
    >>> csv_bytes(made).decode("utf-8-sig")
    "a,b\r\n'=1+1,-2\r\n"
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return held.getvalue().encode("utf-8-sig", errors="replace")


def _harmless(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def jsonl_bytes(tables: Sequence[Table]) -> bytes:
    """Return the rows of `tables` as JSON lines; each tells in ``table`` which it is of."""
    rows = ({"table": table.name, **row} for table in tables for row in table.dicts())
    return b"".join(to_json(row) + b"\n" for row in rows)


def arrow(table: Table) -> "pyarrow.Table":
    """Return `table` for Arrow, with the types of its columns also where it has no rows."""
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(column.name, types[column.type]) for column in table.columns])
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    return pa.table([pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema)


def parquet_bytes(table: Table) -> bytes:
    """Return `table` as Parquet."""
    import pyarrow.parquet as pq

    held = io.BytesIO()
    pq.write_table(arrow(table), held)
    return held.getvalue()


def frame(table: Table, library: str = "pandas") -> Any:
    """Return `table` as a frame of ``pandas`` or ``polars``, whichever is asked for and installed.

    Raises ValueError for another library, ImportError with what to install where it is missing.
    """
    if library not in ("pandas", "polars"):
        raise ValueError(f"a frame is of pandas or polars, not of {library!r}")
    try:
        if library == "polars":
            import polars

            return polars.from_arrow(arrow(table))
        import pandas  # noqa: F401 - Arrow needs it for what follows

        return arrow(table).to_pandas()
    except ImportError as error:
        raise ImportError(f"frames need {library}: pip install {library}") from error
