"""Bringing a database to the newest migration, from whatever it holds."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from twosource.store.database import Database, WrongDatabase

__all__ = ["emptied", "migrated", "newest", "revision"]


def migrated(database: Database) -> Database:
    """Return `database` with its tables at the newest migration; what they hold stays.

    Raises WrongDatabase where it cannot be reached, or was made by a newer twosource.
    """
    try:
        with database.writing() as connection:
            held = revision(connection)
            if held is not None and held not in _known():
                raise WrongDatabase(
                    f"the database is at {held}, which this twosource does not know: a newer one made it; update"
                )
            command.upgrade(_config(connection), "head")
    except DBAPIError as error:
        raise WrongDatabase(f"the database cannot be used: {error.orig}") from None
    return database


def emptied(database: Database) -> Database:
    """Return `database` without any table of the desk: every migration taken back."""
    with database.writing() as connection:
        command.downgrade(_config(connection), "base")
    return database


def revision(connection: Connection) -> str | None:
    """The migration that a database is at, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The newest migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "twosource.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
