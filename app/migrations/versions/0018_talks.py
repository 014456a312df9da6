"""when and where the two talk about an agreement"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_talk_length")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_talk_document_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_talk_by_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_talk")),
    )


def downgrade() -> None:
    op.drop_table("talk")
