"""prints of several documents"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rendition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.String(length=40), nullable=False, server_default=""))
        batch_op.alter_column("document_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_rendition_number"), ["number"], unique=False)
    _thaw()
    op.execute(
        "UPDATE rendition SET state = CASE state WHEN 'agreed' THEN 'agreed' ELSE 'draft' END, "
        "number = (SELECT number FROM document WHERE document.id = rendition.document_id)"
    )
    with op.batch_alter_table("rendition", schema=None) as batch_op:
        batch_op.alter_column("number", server_default=None)


def downgrade() -> None:
    _thaw()
    op.execute("DELETE FROM rendition WHERE document_id IS NULL")
    with op.batch_alter_table("rendition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rendition_number"))
        batch_op.alter_column("document_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("number")


def _thaw() -> None:
    """The triggers come back when the migrations are done (env.py); a batch has dropped them on SQLite already."""
    on = " ON rendition" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER IF EXISTS rendition_keeps_update{on}")
