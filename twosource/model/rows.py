"""Values as JSON and as plain rows, and back."""

from typing import Any, TypeVar

import msgspec

__all__ = ["from_json", "to_json", "to_row"]

T = TypeVar("T")


def to_json(value: Any) -> bytes:
    r"""Return `value` as one line of UTF-8 JSON, always the same bytes for the same value.

    >>> from twosource.model import Place, Span
    >>> to_json(Place("a", Span(0, 4)))
    b'{"document":"a","span":[0,4]}'
    """
    return msgspec.json.encode(value)


def to_row(value: Any) -> dict[str, Any]:
    """Return `value` as a dict of plain lists, dicts, strings and numbers, as in its JSON."""
    row = msgspec.json.decode(msgspec.json.encode(value))
    if not isinstance(row, dict):
        raise TypeError(f"a row needs a record, not {type(value).__name__}")
    return row


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Return the value of type `kind` that `data` describes.

    Raises msgspec.ValidationError, which names the field, where it does not describe one.

    >>> from twosource.model import Span
    >>> from_json("[3, 5]", Span)
    Span(start=3, end=5)
    """
    return msgspec.json.decode(data, type=kind)
