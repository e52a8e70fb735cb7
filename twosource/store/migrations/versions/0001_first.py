"""The first tables, and the index of words of either database."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INDEX_OF_SQLITE = (
    "CREATE VIRTUAL TABLE passages_words USING fts5(folded, content='passages', content_rowid='id', tokenize='ascii')",
    "CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN"
    " INSERT INTO passages_words(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN"
    " INSERT INTO passages_words(passages_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
)
INDEX_OF_POSTGRESQL = ("CREATE INDEX passages_words ON passages USING gin (to_tsvector('simple', folded))",)


def upgrade() -> None:
    _stories()
    _work()
    _passages()
    op.create_table(
        "settings",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    for statement in INDEX_OF_SQLITE if op.get_bind().dialect.name == "sqlite" else INDEX_OF_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passages_words")
    for table in ("settings", "passages", "jobs", "overrides", "dossiers", "files", "stories"):
        op.drop_table(table)


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_changed", "stories", ["changed"])
    _of_story(
        "files",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("sha256", sa.String(64)),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("problem", sa.Text),
    )
    _of_story(
        "dossiers",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("story", "number", name="uq_dossiers_story"),
    )
    _of_story(
        "overrides",
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("undone", sa.String(32)),
    )


def _work() -> None:
    _of_story(
        "jobs",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease", sa.Float, nullable=False),
        sa.Column("holder", sa.String(32)),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("problem", sa.Text),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32)),
        always=False,
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])


def _passages() -> None:
    _of_story(
        "passages",
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("speaker", sa.Text),
        sa.Column("speaker_folded", sa.Text),
        sa.Column("utterance", sa.Text),
        sa.Column("relation", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("ix_passages_utterance", "passages", ["story", "utterance"])


def _of_story(name: str, *columns: Any, always: bool = True) -> None:
    """A table whose rows go with their story; without `always` a row may have none."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("story", sa.String(32), nullable=not always),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=f"fk_{name}_story", ondelete="CASCADE"),
    )
    op.create_index(f"ix_{name}_story", name, ["story"])
