"""who the two are that talk about an agreement"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

HELD = """
UPDATE talk SET {column} = (
    SELECT post.person_id FROM post JOIN document ON document.network_id = post.network_id
    WHERE document.id = talk.document_id AND post.function = {function}
    AND CAST(post.from_date AS VARCHAR) <= SUBSTR(CAST(talk.at AS VARCHAR), 1, 10) ORDER BY post.from_date DESC, post.id DESC LIMIT 1
)
"""
OPPOSITE = "(SELECT SUBSTR(kind, 11) FROM document WHERE document.id = talk.document_id)"  # of agreement.referenceleder


def upgrade() -> None:
    with op.batch_alter_table("talk") as table:
        for column in ("leader_id", "other_id"):
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_talk_{column}"), "person", [column], ["id"])
        table.alter_column("by_id", existing_type=sa.Integer(), nullable=True)
    op.execute(HELD.format(column="leader_id", function="'netvaerksleder'"))
    op.execute(HELD.format(column="other_id", function=OPPOSITE))


def downgrade() -> None:
    with op.batch_alter_table("talk") as table:
        table.alter_column("by_id", existing_type=sa.Integer(), nullable=False)
        for column in ("other_id", "leader_id"):
            table.drop_constraint(op.f(f"fk_talk_{column}"), type_="foreignkey")
            table.drop_column(column)
