"""the first day: networks that were under way, texts agreed on paper, workbooks on trial"""

import sqlalchemy as sa
from alembic import op

from app.core import triggers

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_taken_over", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paper_day", sa.Date(), nullable=True))
    op.create_table(
        "workbook",
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_workbook_by_id")),
        sa.ForeignKeyConstraint(["file_sha256"], ["file.sha256"], name=op.f("fk_workbook_file_sha256")),
        sa.PrimaryKeyConstraint("file_sha256", name=op.f("pk_workbook")),
    )
    connection = op.get_bind()
    triggers.create_all(connection.dialect.name, op.execute, sa.inspect(connection).get_table_names())


def downgrade() -> None:
    op.drop_table("workbook")
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_column("paper_day")
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.drop_column("is_taken_over")
