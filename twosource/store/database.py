"""A database by its file or URL, and its transactions."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

__all__ = ["Database", "WrongDatabase", "now", "opened"]

PATIENCE = 30  # seconds that a writer waits for another
DRIVERS = {"postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}


class WrongDatabase(Exception):
    """A database cannot be used; the message says why and what to do."""


class Database:
    """The engine of a database with its two kinds of transactions.

    `writing` takes the lock of a writer at once in SQLite, so that two writers wait for each other and never fail.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """True for SQLite, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; it is rolled back where the block raises."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def opened(place: str | Path) -> Database:
    """Open the database at `place`: a file for SQLite, which is made where there is none, or a URL.

    ``postgresql://user@host/name`` is PostgreSQL. Raises WrongDatabase for any other kind, and where the driver is not
    installed.

    >>> opened("mysql://host/name")
    Traceback (most recent call last):
    twosource.store.database.WrongDatabase: mysql is no database for the desk: give a file, or postgresql://HOST/NAME
    """
    url = _url(str(place))
    if url.get_backend_name() == "sqlite":
        return Database(_sqlite(url))
    try:
        return Database(create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True))
    except ImportError:
        raise WrongDatabase("PostgreSQL needs its driver: pip install 'twosource[postgres]'") from None


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
        url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
        kind = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise WrongDatabase(f"{place} is no URL of a database: give a file, or postgresql://HOST/NAME") from None
    if kind not in ("sqlite", "postgresql"):
        raise WrongDatabase(f"{kind} is no database for the desk: give a file, or postgresql://HOST/NAME")
    return url


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise WrongDatabase(f"{path} cannot be used as a database: {error.strerror or error}") from None
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, pool_size=20, max_overflow=20)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: object, record: object) -> None:
    """Leave transactions to SQLAlchemy, keep foreign keys, overwrite what is deleted."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def now() -> str:
    """The time, as it is stored: UTC, to the second."""
    return datetime.fromtimestamp(time.time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
