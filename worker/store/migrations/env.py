"""How Alembic runs a step: on the connection that `worker.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from worker.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    user_module_prefix="worker.store.database.",
)
with context.begin_transaction():
    context.run_migrations()
