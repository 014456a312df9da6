"""cooperation agreements: who leads a network has one manager at a time; what each prepares alone"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NAME, COLUMNS = "uq_post_one_at_a_time", ["network_id", "function"]


def _held(*functions: str) -> sa.TextClause:
    return sa.text(f"to_date IS NULL AND function IN {functions}")


def _anew(condition: sa.TextClause) -> None:
    op.drop_index(NAME, table_name="post")
    op.create_index(NAME, "post", COLUMNS, unique=True, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    _anew(_held("netvaerksleder", "referenceleder", "co_driver", "personaleleder"))
    op.create_table(
        "preparation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revealed_to_id", sa.Integer(), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(revealed_to_id IS NULL) = (revealed_at IS NULL)", name=op.f("ck_preparation_revealed")),
        sa.CheckConstraint("seen_at IS NULL OR revealed_at IS NOT NULL", name=op.f("ck_preparation_seen")),
        sa.CheckConstraint("revealed_to_id <> author_id", name=op.f("ck_preparation_another")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_preparation_{column}"))
            for column, table in (("author_id", "person"), ("network_id", "network"), ("revealed_to_id", "person"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation")),
        sa.UniqueConstraint(
            "author_id", "network_id", "kind", "key", name=op.f("uq_preparation_author_id_network_id_kind_key")
        ),
    )
    op.create_index(op.f("ix_preparation_author_id"), "preparation", ["author_id"])
    op.create_index(op.f("ix_preparation_network_id"), "preparation", ["network_id"])


def downgrade() -> None:
    op.drop_table("preparation")
    _anew(_held("netvaerksleder", "referenceleder", "co_driver"))
