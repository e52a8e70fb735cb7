"""What the desk itself has to remember."""

import secrets

from sqlalchemy import insert, select

from twosource.store.database import Database
from twosource.store.tables import settings

__all__ = ["secret_of"]


def secret_of(database: Database) -> str:
    """The secret that forms are signed with: made once, 64 hexadecimal digits, the same after every start."""
    with database.writing() as connection:
        held = connection.execute(select(settings.c.value).where(settings.c.name == "secret")).scalar()
        if held is None:
            held = secrets.token_hex(32)
            connection.execute(insert(settings).values(name="secret", value=held))
    return str(held)
