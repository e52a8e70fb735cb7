"""What Alembic runs a migration with: the connection that `migrated` gives it."""

from alembic import context

from twosource.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
