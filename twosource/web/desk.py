"""What every page works on."""

from typing import Annotated

from litestar.params import Parameter
from msgspec import Struct

from twosource.store import Database

__all__ = ["Desk", "Number", "OptionalNumber"]

Number = Annotated[int, Parameter(ge=1, le=2**31 - 1)]
"""A number that a database can hold, from 1."""
OptionalNumber = Annotated[int | None, Parameter(ge=1, le=2**31 - 1)]
"""Such a number, or none."""


class Desk(Struct, frozen=True):
    """The database, and the token that visitors must have; none is needed on a machine's own loopback."""

    database: Database
    token: str | None = None
