"""cooperation agreements: who leads a network has one manager at a time"""

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


def downgrade() -> None:
    _anew(_held("netvaerksleder", "referenceleder", "co_driver"))
