"""The columns of each table, with their types: what docs/corpus.md explains."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["COLUMNS", "schema_of", "table_of"]

COLUMNS = {
    "articles": {
        "id": "string", "outlet": "string", "newsroom": "string", "agency": "bool", "published": "string",
        "day": "date32", "moment": "timestamp[us]", "zoned": "bool", "language": "string", "title": "string",
        "url": "string", "words": "int32", "story": "string", "drawn": "float64", "annotated": "bool",
    },
    "credits": {
        "article": "string", "newsroom": "string", "agency": "bool", "kind": "string", "start": "int32",
        "end": "int32",
    },
    "quotes": {
        "article": "string", "quote": "string", "kind": "string", "text": "string", "start": "int32", "end": "int32",
        "speaker": "string", "naming": "string", "type": "string", "spoken": "bool", "occasion": "string",
        "given_to": "string", "confidence": "float64",
    },
    "figures": {
        "article": "string", "figure": "string", "text": "string", "start": "int32", "end": "int32", "low": "float64",
        "high": "float64", "unit": "string", "counted": "string", "qualifier": "string", "change": "string",
    },
    "claims": {
        "story": "string", "claim": "string", "kind": "string", "text": "string", "verdict": "string",
        "because": "string", "documents": "int32", "independent_low": "int32", "independent_high": "int32",
        "origins": "list of string",
    },
    "names": {"article": "string", "name": "string", "type": "string", "mentions": "int32"},
}  # fmt: skip


def table_of(name: str, rows: list[dict[str, Any]]) -> "pa.Table":
    """Return `rows` as the table `name`.

    >>> table_of("names", [{"article": "a", "name": "Ida Roth", "type": "person", "mentions": 2}]).num_rows
    1
    """
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=schema_of(name))


def schema_of(name: str) -> "pa.Schema":
    """The columns of the table `name` as Arrow has them."""
    import pyarrow as pa

    kinds = {"timestamp[us]": pa.timestamp("us"), "bool": pa.bool_(), "date32": pa.date32()}
    kinds["list of string"] = pa.list_(pa.string())
    return pa.schema([(column, kinds.get(kind) or pa.type_for_alias(kind)) for column, kind in COLUMNS[name].items()])
