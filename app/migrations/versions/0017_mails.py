"""mails: the log of what was sent to whom, and what each has been told of"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
STATES = "('waiting', 'handing_over', 'sent', 'unknown', 'unsent', 'overtaken', 'failed')"


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=400), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(f"state IN {STATES}", name=op.f("ck_mail_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    op.create_index(op.f("ix_mail_person_id"), "mail", ["person_id"])
    op.create_table(
        "told",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_told_mail_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_mail_id"), "told", ["mail_id"])


def downgrade() -> None:
    op.drop_table("told")
    op.drop_table("mail")
