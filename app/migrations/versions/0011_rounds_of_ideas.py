"""rounds of ideas: rank, and what is proposed apart"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_outside", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.alter_column("is_outside", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_column("is_outside")
        batch_op.drop_column("rank")
