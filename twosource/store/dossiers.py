"""The dossiers of a story, one a run, and what the newest can be searched for."""

import json
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection, delete, func, insert, select, update

from twosource.model import Dossier, from_json, to_json
from twosource.report.standing import witnesses
from twosource.store.database import Database, now
from twosource.store.passages import passages_in
from twosource.store.stories import NoStory, Summary
from twosource.store.tables import dossiers, passages, stories

__all__ = ["Run", "dossier_of", "keep", "runs_of", "summarised"]


class Run(Struct, frozen=True, kw_only=True):
    """A run: its number in the story, from 1, when it was made, and what came out in short."""

    number: int
    made: str
    summary: Summary


def summarised(dossier: Dossier) -> Summary:
    """Return what a list shows of `dossier`.

    >>> summarised(Dossier(twosource="0")).documents
    0
    """
    return Summary(
        documents=len(dossier.documents),
        independent=witnesses(dossier) if dossier.documents else (0, 0),
        claims=dict(Counter(claim.verdict for claim in dossier.claims)),
        problems=len(dossier.problems),
    )


def keep(connection: Connection, story: str, dossier: Dossier) -> int:
    """Keep a dossier as the newest run of its story, make it what is searched, and return its number."""
    last = connection.execute(select(func.max(dossiers.c.number)).where(dossiers.c.story == story)).scalar()
    number = (last or 0) + 1
    connection.execute(
        insert(dossiers).values(
            story=story, number=number, made=now(), summary=json.dumps(structs.asdict(summarised(dossier))),
            content=zlib.compress(to_json(dossier)),
        )
    )  # fmt: skip
    connection.execute(update(stories).where(stories.c.id == story).values(changed=now()))
    connection.execute(delete(passages).where(passages.c.story == story))
    rows: list[dict[str, Any]] = [{"story": story, **structs.asdict(one)} for one in passages_in(dossier)]
    if rows:
        connection.execute(insert(passages), rows)
    return number


def runs_of(database: Database, story: str) -> Sequence[Run]:
    """The runs of a story, the newest first."""
    chosen = select(dossiers.c.number, dossiers.c.made, dossiers.c.summary).where(dossiers.c.story == story)
    with database.reading() as connection:
        rows = connection.execute(chosen.order_by(dossiers.c.number.desc())).all()
    return [Run(number=row.number, made=row.made, summary=from_json(row.summary, Summary)) for row in rows]


def dossier_of(database: Database, story: str, number: int | None = None) -> Dossier:
    """The dossier of a run, the newest if no `number` is given. Raises NoStory where there is none."""
    chosen = select(dossiers.c.content).where(dossiers.c.story == story).order_by(dossiers.c.number.desc()).limit(1)
    if number is not None:
        chosen = chosen.where(dossiers.c.number == number)
    with database.reading() as connection:
        content = connection.execute(chosen).scalar()
    if content is None:
        raise NoStory(story)
    return from_json(zlib.decompress(content), Dossier)
