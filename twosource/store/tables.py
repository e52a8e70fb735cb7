"""The tables, as the newest migration leaves them."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = ["dossiers", "files", "jobs", "metadata", "overrides", "passages", "settings", "stories"]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
    }
)  # fmt: skip


def _of_story() -> Column[str]:
    return Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True)


stories = Table(
    "stories", metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False, index=True),
)  # fmt: skip

# What was put in, byte for byte; `content` is empty until an address was fetched, `problem` says why it was not.
files = Table(
    "files", metadata,
    Column("id", Integer, primary_key=True),
    _of_story(),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("content", LargeBinary),
    Column("sha256", String(64)),
    Column("added", String(32), nullable=False),
    Column("problem", Text),
)  # fmt: skip

# One row a run; `summary` is what the list of stories shows of it, `content` the packed dossier.
dossiers = Table(
    "dossiers", metadata,
    Column("id", Integer, primary_key=True),
    _of_story(),
    Column("number", Integer, nullable=False),
    Column("made", String(32), nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("story", "number"),
)  # fmt: skip

# `undone` is empty for those that are followed; nothing is taken out but with its story.
overrides = Table(
    "overrides", metadata,
    Column("id", Integer, primary_key=True),
    _of_story(),
    Column("content", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("undone", String(32)),
)  # fmt: skip

jobs = Table(
    "jobs", metadata,
    Column("id", Integer, primary_key=True),
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), index=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("lease", Float, nullable=False),
    Column("holder", String(32)),
    Column("stage", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("problem", Text),
    Column("created", String(32), nullable=False),
    Column("finished", String(32)),
)  # fmt: skip

# What the newest dossier of a story can be searched for; `folded` are the words as they are looked for.
passages = Table(
    "passages", metadata,
    Column("id", Integer, primary_key=True),
    _of_story(),
    Column("document", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("speaker", Text),
    Column("speaker_folded", Text),
    Column("utterance", Text),
    Column("relation", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("ix_passages_utterance", "story", "utterance"),
)  # fmt: skip

settings = Table(
    "settings", metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
