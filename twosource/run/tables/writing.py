"""Tables as Parquet."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.run.corpus.folder import Folder
from twosource.run.tables.columns import schema_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["together", "write_table"]


def together(folder: Folder, name: str, tables: Iterable["pa.Table"]) -> int:
    """Write tables as one under its name; return the number of rows."""
    import pyarrow.parquet as pq

    count = 0

    def write(path: Path) -> None:
        nonlocal count
        with pq.ParquetWriter(path, schema_of(name), compression="zstd") as writer:
            for table in tables:
                writer.write_table(table)
                count += len(table)

    folder.write(folder.root / f"{name}.parquet", write)
    return count


def write_table(table: "pa.Table", path: Path) -> None:
    """Write one table."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")
