"""Search over all texts and quotations: what was said, by whom, where and in which versions."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, func, literal_column, select, text

from twosource.store.database import Database
from twosource.store.passages import folded
from twosource.store.tables import passages, stories

__all__ = ["Found", "Sought", "searched", "sought"]

MOST = 60  # passages that a search gives


class Sought(Struct, frozen=True, kw_only=True):
    """A search: phrases that must all be there, each as its folded words, whether the last is only begun, and who
    is to have said them."""

    phrases: tuple[tuple[str, ...], ...] = ()
    speaker: str = ""


class Found(Struct, frozen=True, kw_only=True):
    """A passage that was found: of a quotation with its speaker and, where several quotations give one statement, with
    all of them as `versions`."""

    story: str
    title: str
    document: str
    kind: str
    start: int
    end: int
    words: str
    speaker: str | None = None
    relation: str | None = None
    versions: tuple["Found", ...] = ()


def sought(words: str, speaker: str = "") -> Sought:
    """Read what a person typed: words that must all be there, "phrases in quotation marks", and a speaker's name.

    >>> sought('“not wanted” Ferry').phrases
    (('not', 'wanted'), ('ferry',))
    """
    found = []
    for phrase, word in re.findall(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)', words[:500]):
        tokens = tuple(folded(phrase or word).split())
        if tokens:
            found.append(tokens)
    return Sought(phrases=tuple(found), speaker=folded(speaker[:200]))


def searched(database: Database, wanted: Sought, story: str | None = None) -> Sequence[Found]:
    """Return the passages that `wanted` describes, quotations first, newest stories first; of one story if given.

    A statement that several quotations give is told once, with all its versions. Nothing is found by an empty search.
    """
    if not wanted.phrases and not wanted.speaker:
        return []
    conditions = [passages.c.story == stories.c.id, *_conditions(database, wanted)]
    if story is not None:
        conditions.append(passages.c.story == story)
    chosen = (
        select(passages, stories.c.title).where(and_(*conditions))
        .order_by(passages.c.kind, stories.c.changed.desc(), passages.c.story, passages.c.id).limit(MOST)
    )  # fmt: skip
    with database.reading() as connection:
        rows = connection.execute(chosen).all()
        told = {(row.story, row.utterance) for row in rows if row.utterance}
        versions = {key: _versions(connection, *key) for key in told}
    return _told_once(rows, versions)


def _conditions(database: Database, wanted: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.phrases and database.is_sqlite:
        asked = " ".join(f'"{" ".join(phrase)}"' for phrase in wanted.phrases)
        inside = text("passages.id IN (SELECT rowid FROM passages_words WHERE passages_words MATCH :asked)")
        conditions.append(inside.bindparams(asked=asked))  # type: ignore[arg-type]
    elif wanted.phrases:
        asked = " & ".join("(" + " <-> ".join(f"'{token}'" for token in phrase) + ")" for phrase in wanted.phrases)
        simple: ColumnElement[Any] = literal_column("'simple'")
        query = func.to_tsquery(simple, asked)
        conditions.append(func.to_tsvector(simple, passages.c.folded).op("@@")(query))
    if wanted.speaker:
        conditions.append(passages.c.speaker_folded.contains(f" {wanted.speaker} "))
    return conditions


def _versions(connection: Any, story: str, utterance: str) -> tuple[Found, ...]:
    chosen = select(passages, stories.c.title).where(
        passages.c.story == story, passages.c.utterance == utterance, stories.c.id == passages.c.story
    )
    found = [_found(row) for row in connection.execute(chosen.order_by(passages.c.id))]
    return tuple(sorted(found, key=lambda one: one.relation != "fullest"))


def _told_once(rows: Sequence[Row[Any]], versions: dict[tuple[str, str], tuple[Found, ...]]) -> list[Found]:
    told, out = set(), []
    for row in rows:
        key = (row.story, row.utterance)
        if row.utterance and key in told:
            continue
        told.add(key)
        out.append(_found(row, versions.get(key, ()) if row.utterance else ()))
    return out


def _found(row: Row[Any], versions: tuple[Found, ...] = ()) -> Found:
    return Found(
        story=row.story, title=row.title, document=row.document, kind=row.kind, start=row.start, end=row.end,
        words=row.words, speaker=row.speaker, relation=row.relation, versions=versions if len(versions) > 1 else (),
    )  # fmt: skip
