"""deputies: who approves for whom, and for whom an approval was given"""

import sqlalchemy as sa
from alembic import op

from app.core import triggers

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=True),
        sa.Column("function", sa.String(length=32), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(ground = 'standing') = (function IS NOT NULL)", name=op.f("ck_deputy_post")),
        sa.CheckConstraint("(ground = 'standing') = (of_id IS NULL)", name=op.f("ck_deputy_of")),
        sa.CheckConstraint("ground = 'standing' OR to_date IS NOT NULL", name=op.f("ck_deputy_dated")),
        sa.CheckConstraint("of_id <> by_id", name=op.f("ck_deputy_another")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_deputy_by_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_deputy_department_id")),
        sa.ForeignKeyConstraint(["of_id"], ["person.id"], name=op.f("fk_deputy_of_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_deputy_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    with op.batch_alter_table("deputy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deputy_by_id"), ["by_id"])
        batch_op.create_index(batch_op.f("ix_deputy_of_id"), ["of_id"])
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("deputy_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_consent_on_behalf_of_id"), "person", ["on_behalf_of_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_consent_deputy_id"), "deputy", ["deputy_id"], ["id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_consent_deputy"), "(deputy_id IS NULL) = (on_behalf_of_id IS NULL)"
        )
        batch_op.create_check_constraint(batch_op.f("ck_consent_signed_in"), "deputy_id IS NULL OR method = 'app'")
        batch_op.create_check_constraint(batch_op.f("ck_consent_another"), "on_behalf_of_id <> person_id")
    connection = op.get_bind()
    triggers.create_all(connection.dialect.name, op.execute, sa.inspect(connection).get_table_names())


def downgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        for name in ("another", "signed_in", "deputy"):
            batch_op.drop_constraint(batch_op.f(f"ck_consent_{name}"), type_="check")
        for name in ("deputy_id", "on_behalf_of_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_consent_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
    op.drop_table("deputy")
    connection = op.get_bind()
    triggers.create_all(connection.dialect.name, op.execute, sa.inspect(connection).get_table_names())
