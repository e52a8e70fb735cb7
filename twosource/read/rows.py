"""A row of a table of articles, whatever format held it, as a capture."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from twosource.model import Capture
from twosource.read.opening import LARGEST

__all__ = ["BadRow", "Row", "capture_of"]


class BadRow(ValueError):
    """A row holds no document; the text says why."""


class Row(Struct, frozen=True):
    """A row and its place: `path` as shown, `stem` for an id, `line` from 1."""

    path: str
    stem: str
    line: int
    fields: Mapping[str, Any]


def capture_of(row: Row) -> Capture:
    """Return the document in a row: its ``text``, else its ``html``; its ``id``, else STEM:LINE.

    All other fields that hold anything go to ``given``; a title whose text is empty is the text. Raises
    BadRow when there is no text.

    >>> capture_of(Row("a.jsonl", "a", 3, {"text": "It rained.", "source": "The Bay Post"}))
    Capture(id='a:3', path='a.jsonl:3', media='text', content=b'It rained.', encoding='utf-8',
            given={'source': 'The Bay Post'})
    """
    media, content = _content(row.fields)
    encoded = _sound(content).encode()
    if len(encoded) > LARGEST:
        raise BadRow(f"its text holds more than {LARGEST // 1_000_000} MB, more than one article can have")
    given = row.fields.get("id")
    name = _sound(str(given)).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
    others = {
        key: value
        for key, value in row.fields.items()
        if key not in ("id", media) and value is not None and value != ""
    }
    return Capture(
        id=name or f"{row.stem}:{row.line}", path=f"{row.path}:{row.line}", media=media, content=encoded,
        encoding="utf-8", given=others,
    )  # fmt: skip


def _content(fields: Mapping[str, Any]) -> tuple[Any, str]:
    for media in ("text", "html"):
        value = fields.get(media)
        if isinstance(value, str) and value.strip():
            return media, value
    held = [media for media in ("text", "html") if media in fields]
    if not held:
        names = ", ".join(map(str, list(fields)[:8])) or "none"
        raise BadRow(f"it has no field 'text' or 'html' (its fields: {names})")
    title = fields.get("title")
    if isinstance(title, str) and title.strip() and all(isinstance(fields[media], str) for media in held):
        return "text", title
    wrong = [media for media in held if fields[media] is not None and not isinstance(fields[media], str)]
    raise BadRow(f"its field '{wrong[0]}' is not a string" if wrong else f"its field '{held[0]}' is empty")


def _sound(text: str) -> str:
    """`text` without lone surrogates, which no encoding can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
