"""How Alembic meets the database: lent a connection, or by the settings (or by -x url=…)."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

import bot.storage  # noqa: F401 - every table is known once the repositories are
from bot.config import load_settings
from bot.storage.engines import beginning, make_single_engine
from bot.storage.rows import METADATA, OneOf, UtcDateTime


def rendered(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Migrations name database types: ours may change, what was migrated may not."""
    if kind == "type" and isinstance(item, OneOf):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("import sqlalchemy as sa")
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=rendered,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_by_name() -> None:
    url = context.get_x_argument(as_dictionary=True).get("url") or load_settings().database_url
    with make_single_engine(url).connect() as own, beginning(own):
        migrate(own)


lent: Connection | None = context.config.attributes.get("connection")
if lent is not None:
    migrate(lent)
else:
    migrate_by_name()
