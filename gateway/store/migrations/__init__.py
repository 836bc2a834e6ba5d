"""The revisions of the store, and the entry that alembic runs them through."""
