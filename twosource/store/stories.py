"""Stories: made, listed, named, and deleted for good."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from msgspec import Struct
from sqlalchemy import Row, and_, delete, func, insert, select, update

from twosource.store.database import Database, now
from twosource.store.tables import dossiers, files, jobs, stories

__all__ = [
    "NoStory",
    "Story",
    "Summary",
    "add_story",
    "delete_story",
    "rename_story",
    "scrub",
    "stories_listed",
    "story_of",
]

PAGE = 50


class NoStory(Exception):
    """There is no such story, or it was deleted."""


class Summary(Struct, frozen=True, kw_only=True):
    """What a list shows of a dossier: documents, the range of independent witnesses, claims by verdict, problems."""

    documents: int
    independent: tuple[int, int]
    claims: dict[str, int]
    problems: int


class Story(Struct, frozen=True, kw_only=True):
    """A story as a list shows it. `run` is the number of its newest dossier, None before the first is done."""

    id: str
    title: str
    created: str
    changed: str
    files: int
    run: int | None = None
    summary: Summary | None = None
    working: bool = False


def add_story(database: Database, title: str) -> str:
    """Make a story and return its id."""
    id = uuid4().hex[:16]
    with database.writing() as connection:
        connection.execute(insert(stories).values(id=id, title=title, created=now(), changed=now()))
    return id


def rename_story(database: Database, id: str, title: str) -> None:
    """Call a story otherwise. Raises NoStory where there is none."""
    with database.writing() as connection:
        if not connection.execute(update(stories).where(stories.c.id == id).values(title=title)).rowcount:
            raise NoStory(id)


def stories_listed(database: Database, page: int = 1) -> Sequence[Story]:
    """The stories, those that changed last first, `PAGE` at a time; `page` counts from 1."""
    chosen = _chosen().order_by(stories.c.changed.desc(), stories.c.id).limit(PAGE).offset(PAGE * (page - 1))
    with database.reading() as connection:
        return [_story(row) for row in connection.execute(chosen)]


def story_of(database: Database, id: str) -> Story:
    """One story. Raises NoStory where there is none."""
    with database.reading() as connection:
        row = connection.execute(_chosen().where(stories.c.id == id)).one_or_none()
    if row is None:
        raise NoStory(id)
    return _story(row)


def _chosen() -> Any:
    given = select(func.count()).where(files.c.story == stories.c.id).scalar_subquery()
    active = select(func.count()).where(jobs.c.story == stories.c.id, jobs.c.state.in_(("waiting", "running")))
    newest = select(dossiers.c.story, func.max(dossiers.c.number).label("number")).group_by(dossiers.c.story).subquery()
    return (
        select(
            stories, given.label("files"), active.scalar_subquery().label("active"), newest.c.number, dossiers.c.summary
        )
        .outerjoin(newest, newest.c.story == stories.c.id)
        .outerjoin(dossiers, and_(dossiers.c.story == stories.c.id, dossiers.c.number == newest.c.number))
    )


def _story(row: Row[Any]) -> Story:
    summary = json.loads(row.summary) if row.summary else None
    return Story(
        id=row.id, title=row.title, created=row.created, changed=row.changed, files=row.files, run=row.number,
        summary=summary and Summary(**{**summary, "independent": tuple(summary["independent"])}),
        working=bool(row.active),
    )  # fmt: skip


def delete_story(database: Database, id: str) -> None:
    """Delete a story with all that belongs to it. Raises NoStory where there is none.

    Its rows are gone at once, from the index of words too; `scrub` then takes the bytes off the disk.
    """
    with database.writing() as connection:
        if not connection.execute(delete(stories).where(stories.c.id == id)).rowcount:
            raise NoStory(id)


def scrub(database: Database) -> None:
    """Take what was deleted off the disk: from the tables, the index of words and the log of writes."""
    connection = database.engine.raw_connection()  # outside any transaction, which these statements refuse to be in
    try:
        if not database.is_sqlite:
            connection.rollback()
            connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = connection.cursor()
        for step in SCRUB_SQLITE if database.is_sqlite else SCRUB_POSTGRESQL:
            cursor.execute(step)
            if step.startswith("PRAGMA"):
                cursor.fetchall()
    finally:
        connection.invalidate()
        connection.close()


SCRUB_SQLITE = (
    "INSERT INTO passages_words(passages_words) VALUES ('optimize')",
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
SCRUB_POSTGRESQL = tuple(
    f"VACUUM FULL {name}" for name in ("passages", "files", "dossiers", "overrides", "jobs", "stories")
)
