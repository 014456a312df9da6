"""people of networks: posts on a network, types with a track, persons from outside"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PERIOD = "to_date IS NULL OR to_date >= from_date"
ONE_AT_A_TIME = "to_date IS NULL AND function IN ('netvaerksleder', 'referenceleder', 'co_driver')"


def upgrade() -> None:
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(sa.Column("track", sa.String(length=16), nullable=False, server_default=""))
        batch_op.create_check_constraint(batch_op.f("ck_network_track"), "(type = 'innovation') = (track <> '')")
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.alter_column("track", server_default=None)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=120), nullable=False, server_default=""))
        batch_op.alter_column("email", existing_type=sa.String(length=254), nullable=True)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("about", server_default=None)

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_post_network_id"), "network", ["network_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_post_network_id"), ["network_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("ck_post_period"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_post_period"), f"{PERIOD} OR network_id IS NOT NULL")
        batch_op.create_index(
            "uq_post_one_at_a_time",
            ["network_id", "function"],
            unique=True,
            sqlite_where=sa.text(ONE_AT_A_TIME),
            postgresql_where=sa.text(ONE_AT_A_TIME),
        )


def downgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("uq_post_one_at_a_time")
        batch_op.drop_constraint(batch_op.f("ck_post_period"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_post_period"), PERIOD)
        batch_op.drop_index(batch_op.f("ix_post_network_id"))
        batch_op.drop_constraint(batch_op.f("fk_post_network_id"), type_="foreignkey")
        batch_op.drop_column("network_id")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("email", existing_type=sa.String(length=254), nullable=False)
        batch_op.drop_column("about")

    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_network_track"), type_="check")
        batch_op.drop_column("track")
