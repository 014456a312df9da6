"""Runs the migrations on the app's own engine, with SQLite's foreign keys off, and puts the triggers back on after."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import inspect, text

from app.core import triggers
from app.core.db import UTCDateTime

engine = current_app.extensions["migrate"].db.engine
metadata = current_app.extensions["migrate"].db.metadata


def run() -> None:
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(writes=True) as connection:
        if (
            is_sqlite
        ):  # a table that is rebuilt must not take its children with it; a pragma holds outside transactions only
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            transactional_ddl=True,  # core/db.py begins SQLite's transactions, so a failed migration leaves nothing
            compare_server_default=True,
            render_item=_render,
            process_revision_directives=_no_empty_revision,
        )
        with context.begin_transaction():
            context.run_migrations()
            if not getattr(context.config.cmd_opts, "autogenerate", False):
                tables = inspect(connection).get_table_names()
                triggers.create_all(
                    engine.dialect.name, lambda sql: connection.execute(text(sql.replace(":", "\\:"))), tables
                )
            if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).fetchall()):
                raise RuntimeError(f"the migration broke references: {broken}")
    engine.dispose()


def _render(kind: str, item: Any, _context: Any) -> str | bool:
    """A migration stays what it is when our own types change."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def _no_empty_revision(_context: Any, _revision: Any, directives: list[Any]) -> None:
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


run()
