"""Ideas come alive: who runs the workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _admins_up()


def downgrade() -> None:
    _admins_down()


def _admins_up() -> None:
    op.add_column(
        "people", sa.Column("is_admin", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _admins_down() -> None:
    op.drop_column("people", "is_admin")
