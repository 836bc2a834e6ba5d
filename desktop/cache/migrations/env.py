"""Run by alembic on the connection that `desktop.cache.migrate` hands over."""

from __future__ import annotations

from alembic import context

from desktop.cache.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
