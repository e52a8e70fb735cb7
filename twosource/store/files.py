"""What was put into a story: files byte for byte, and addresses with what was found there."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from msgspec import Struct
from sqlalchemy import func, insert, select, update

from twosource.store.database import Database, now
from twosource.store.stories import NoStory
from twosource.store.tables import files, stories

__all__ = ["File", "add_address", "add_file", "content_of", "fetched", "files_of", "held", "not_fetched"]


class File(Struct, frozen=True, kw_only=True):
    """A file of a story without its content. `size` is None for an address that was not fetched yet.

    `problem` says why it could not be. `sha256` is that of the content.
    """

    id: int
    name: str
    address: str | None
    size: int | None
    sha256: str | None
    added: str
    problem: str | None


def add_file(database: Database, story: str, name: str, content: bytes) -> int | None:
    """Keep a file and return its number; None if the story has the same content under that name already.

    Raises NoStory where there is no such story.
    """
    digest = sha256(content).hexdigest()
    with database.writing() as connection:
        same = select(files.c.id).where(files.c.story == story, files.c.name == name, files.c.sha256 == digest)
        if connection.execute(same).first():
            return None
        _touch(connection, story)
        row = insert(files).values(story=story, name=name, content=content, sha256=digest, added=now())
        return int(connection.execute(row.returning(files.c.id)).scalar_one())


def add_address(database: Database, story: str, address: str, name: str) -> int | None:
    """Keep an address that is yet to be fetched; None if the story has it already. Raises NoStory."""
    with database.writing() as connection:
        same = select(files.c.id).where(files.c.story == story, files.c.address == address, files.c.problem.is_(None))
        if connection.execute(same).first():
            return None
        _touch(connection, story)
        row = insert(files).values(story=story, name=name, address=address, added=now())
        return int(connection.execute(row.returning(files.c.id)).scalar_one())


def fetched(database: Database, id: int, name: str, content: bytes) -> None:
    """Keep what was found at the address of file `id`."""
    digest = sha256(content).hexdigest()
    with database.writing() as connection:
        connection.execute(update(files).where(files.c.id == id).values(name=name, content=content, sha256=digest))


def not_fetched(database: Database, id: int, problem: str) -> None:
    """Keep why nothing was found at the address of file `id`."""
    with database.writing() as connection:
        connection.execute(update(files).where(files.c.id == id).values(problem=problem))


def files_of(database: Database, story: str) -> Sequence[File]:
    """The files of a story in the order in which they were added."""
    size = func.length(files.c.content).label("size")
    columns = [column for column in files.c if column.name not in ("content", "story")]
    with database.reading() as connection:
        chosen = select(*columns, size).where(files.c.story == story).order_by(files.c.id)
        return [_file(row) for row in connection.execute(chosen)]


def _file(row: Any) -> File:
    return File(**row._asdict())


def held(database: Database, story: str) -> tuple[int, int]:
    """How many files a story has, and how many bytes they hold together."""
    with database.reading() as connection:
        chosen = select(func.count(), func.coalesce(func.sum(func.length(files.c.content)), 0))
        number, size = connection.execute(chosen.where(files.c.story == story)).one()
    return int(number), int(size)


def content_of(database: Database, story: str, id: int) -> tuple[str, bytes]:
    """Name and content of a file. Raises NoStory where the story has none of that number, or none with content."""
    with database.reading() as connection:
        chosen = select(files.c.name, files.c.content).where(files.c.story == story, files.c.id == id)
        row = connection.execute(chosen).one_or_none()
    if row is None or row.content is None:
        raise NoStory(story)
    return row.name, bytes(row.content)


def _touch(connection: Any, story: str) -> None:
    if not connection.execute(update(stories).where(stories.c.id == story).values(changed=now())).rowcount:
        raise NoStory(story)
