"""Work that outlives the page that asked for it: a job is held for a while only, and done again if nobody finishes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, or_, select, update

from twosource.store.database import Database, now
from twosource.store.tables import jobs

__all__ = ["Job", "JobLost", "add_job", "extended", "failed", "finishing", "job_of", "next_job", "told"]

LEASE = 10.0  # seconds that a worker holds a job without a sign of life
ATTEMPTS = 3


class JobLost(Exception):
    """The job is no longer this worker's: it was too late, or the story was deleted."""


class Job(Struct, frozen=True, kw_only=True):
    """A job: `state` is waiting, running, done or failed; `stage`, `done` and `total` say how far it is."""

    id: int
    story: str | None
    kind: str
    state: str
    attempts: int
    stage: str
    done: int
    total: int | None
    problem: str | None
    created: str
    finished: str | None


def add_job(database: Database, kind: str, story: str | None = None) -> int:
    """Ask for work; work of the same kind on the same story that waits already is not asked for twice."""
    with database.writing() as connection:
        same = select(jobs.c.id).where(jobs.c.kind == kind, jobs.c.story == story, jobs.c.state == "waiting")
        waiting = connection.execute(same).scalar()
        if waiting is not None:
            return int(waiting)
        row = insert(jobs).values(
            story=story, kind=kind, state="waiting", attempts=0, lease=0.0, stage="", done=0, created=now()
        )
        return int(connection.execute(row.returning(jobs.c.id)).scalar_one())


def job_of(database: Database, story: str) -> Job | None:
    """The newest job on a story, None where there never was one."""
    chosen = select(jobs).where(jobs.c.story == story).order_by(jobs.c.id.desc()).limit(1)
    with database.reading() as connection:
        row = connection.execute(chosen).one_or_none()
    return _job(row) if row else None


def next_job(database: Database, holder: str) -> Job | None:
    """Take the oldest job that waits, or that another worker holds and gave no sign of for `LEASE` seconds.

    One that was begun `ATTEMPTS` times and never finished is given up.
    """
    free = or_(jobs.c.state == "waiting", (jobs.c.state == "running") & (jobs.c.lease < time.time()))
    with database.writing() as connection:
        chosen = select(jobs).where(free).order_by(jobs.c.id).limit(1).with_for_update(skip_locked=True)
        while row := connection.execute(chosen).one_or_none():
            if row.attempts < ATTEMPTS:
                held = {
                    "state": "running",
                    "holder": holder,
                    "lease": time.time() + LEASE,
                    "attempts": row.attempts + 1,
                }
                connection.execute(update(jobs).where(jobs.c.id == row.id).values(**held))
                return _job(row)
            problem = f"the work stopped {ATTEMPTS} times before its end; a document may be too large to be compared"
            _close(connection, row.id, "failed", problem)
    return None


def extended(database: Database, id: int, holder: str) -> None:
    """Give a sign of life. Raises JobLost where the job is no longer this worker's."""
    _update(database, id, holder, lease=time.time() + LEASE)


def told(database: Database, id: int, holder: str, stage: str, done: int, total: int | None) -> None:
    """Say how far a job is. Raises JobLost."""
    _update(database, id, holder, lease=time.time() + LEASE, stage=stage, done=done, total=total)


def _update(database: Database, id: int, holder: str, **values: Any) -> None:
    with database.writing() as connection:
        if not connection.execute(_held(id, holder).values(**values)).rowcount:
            raise JobLost(id)


@contextmanager
def finishing(database: Database, id: int, holder: str) -> Iterator[Connection]:
    """A transaction in which a job leaves its result and is done: both or neither. Raises JobLost."""
    with database.writing() as connection:
        if not connection.execute(_held(id, holder).values(state="done", finished=now())).rowcount:
            raise JobLost(id)
        yield connection


def failed(database: Database, id: int, holder: str, problem: str) -> None:
    """Give a job up and say why. Raises JobLost."""
    _update(database, id, holder, state="failed", problem=problem, finished=now())


def _close(connection: Connection, id: int, state: str, problem: str) -> None:
    connection.execute(update(jobs).where(jobs.c.id == id).values(state=state, problem=problem, finished=now()))


def _held(id: int, holder: str) -> Any:
    return update(jobs).where(jobs.c.id == id, jobs.c.holder == holder, jobs.c.state == "running")


def _job(row: Row[Any]) -> Job:
    return Job(**{name: getattr(row, name) for name in Job.__struct_fields__})
