"""remarks: what was said about a passage of a draft, and what became of it"""

import sqlalchemy as sa
from alembic import op

from app.core import triggers

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
SAID = "comment IS NOT NULL OR wording IS NOT NULL"
ACCEPTED = "state <> 'accepted' OR (wording IS NOT NULL AND settled_by_id <> by_id)"


def upgrade() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined', 'done', 'withdrawn')", name=op.f("ck_remark_state")
        ),
        sa.CheckConstraint(SAID, name=op.f("ck_remark_said")),
        sa.CheckConstraint("(state = 'open') = (settled_by_id IS NULL)", name=op.f("ck_remark_settled")),
        sa.CheckConstraint("(settled_by_id IS NULL) = (settled_at IS NULL)", name=op.f("ck_remark_settled_at")),
        sa.CheckConstraint(ACCEPTED, name=op.f("ck_remark_accepted")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_remark_{column}"))
            for column, table in (("document_id", "document"), ("by_id", "person"), ("settled_by_id", "person"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_document_id"), "remark", ["document_id"])
    connection = op.get_bind()
    triggers.create_all(connection.dialect.name, op.execute, sa.inspect(connection).get_table_names())


def downgrade() -> None:
    op.drop_table("remark")
