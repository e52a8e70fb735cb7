"""What people set by hand in a story, with its history: nothing is lost when it is undone."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import insert, select, update

from twosource.model import from_json, to_json
from twosource.overrule import Override, checked
from twosource.store.database import Database, now
from twosource.store.stories import NoStory, story_of
from twosource.store.tables import overrides

__all__ = ["Correction", "add_correction", "corrections_of", "followed", "redo", "undo"]


class Correction(Struct, frozen=True, kw_only=True):
    """An override in the history of a story; `undone` is when it was taken back, None while it is followed."""

    id: int
    override: Override
    created: str
    undone: str | None = None


def add_correction(database: Database, story: str, override: Override) -> int:
    """Keep an override and return its number. Raises ValueError where it has no sense, NoStory without a story."""
    sound = checked(override)
    story_of(database, story)
    with database.writing() as connection:
        row = insert(overrides).values(story=story, content=to_json(sound).decode(), created=now())
        return int(connection.execute(row.returning(overrides.c.id)).scalar_one())


def corrections_of(database: Database, story: str) -> Sequence[Correction]:
    """All that was ever set in a story, the newest first."""
    chosen = select(overrides).where(overrides.c.story == story).order_by(overrides.c.id.desc())
    with database.reading() as connection:
        rows = connection.execute(chosen).all()
    return [
        Correction(id=row.id, override=from_json(row.content, Override), created=row.created, undone=row.undone)
        for row in rows
    ]


def followed(corrections: Sequence[Correction]) -> tuple[Override, ...]:
    """The overrides that a run follows."""
    return tuple(one.override for one in reversed(corrections) if one.undone is None)


def undo(database: Database, story: str, id: int) -> None:
    """Follow a correction no longer; it stays in the history. Raises NoStory where there is none of that number."""
    _set(database, story, id, now())


def redo(database: Database, story: str, id: int) -> None:
    """Follow a correction again that was undone. Raises NoStory where there is none of that number."""
    _set(database, story, id, None)


def _set(database: Database, story: str, id: int, undone: str | None) -> None:
    with database.writing() as connection:
        chosen = update(overrides).where(overrides.c.story == story, overrides.c.id == id)
        if not connection.execute(chosen.values(undone=undone)).rowcount:
            raise NoStory(story)
