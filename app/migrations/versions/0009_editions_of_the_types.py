"""editions of the table of types"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "type_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_type_edition_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_type_edition")),
        sa.UniqueConstraint("n", name=op.f("uq_type_edition_n")),
    )
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(sa.Column("type_edition_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_network_type_edition_id"), "type_edition", ["type_edition_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_network_type_edition_id"), type_="foreignkey")
        batch_op.drop_column("type_edition_id")
    op.drop_table("type_edition")
