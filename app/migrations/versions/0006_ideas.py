"""ideas"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("why_network", sa.Text(), nullable=False),
        sa.Column("taking_part", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("network_id", sa.Integer(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(state = 'merged') = (into_id IS NOT NULL)", name=op.f("ck_idea_merged")),
        sa.CheckConstraint("(state = 'taken_up') = (network_id IS NOT NULL)", name=op.f("ck_idea_taken_up")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_idea_author_id")),
        sa.ForeignKeyConstraint(["into_id"], ["idea.id"], name=op.f("fk_idea_into_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_idea_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("form_key", name=op.f("uq_idea_form_key")),
        sa.UniqueConstraint("number", name=op.f("uq_idea_number")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_into_id"), ["into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_network_id"), ["network_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_state"), ["state"], unique=False)

    op.create_table(
        "idea_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_idea_remark_by_id")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_remark_idea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_remark")),
    )
    with op.batch_alter_table("idea_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_remark_idea_id"), ["idea_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("idea_remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_remark_idea_id"))

    op.drop_table("idea_remark")
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_state"))
        batch_op.drop_index(batch_op.f("ix_idea_sort_key"))
        batch_op.drop_index(batch_op.f("ix_idea_network_id"))
        batch_op.drop_index(batch_op.f("ix_idea_into_id"))
        batch_op.drop_index(batch_op.f("ix_idea_author_id"))

    op.drop_table("idea")
