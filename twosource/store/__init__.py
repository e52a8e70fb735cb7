"""The desk's memory: stories, what was put in, what came out, corrections and jobs, in SQLite or PostgreSQL."""

from twosource.store.database import Database, opened
from twosource.store.migrating import migrated

__all__ = ["Database", "migrated", "opened"]
