"""steps of networks: their states, since when, their days, why somebody led one on; who accedes through a body"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AGREED = "EXISTS (SELECT 1 FROM document d WHERE d.network_id = network.id AND d.kind = '{}' AND d.agreed_n IS NOT NULL AND d.state <> 'ended')"
IDEA_IS = (
    "EXISTS (SELECT 1 FROM document d WHERE d.network_id = network.id AND d.kind = 'contract.idea' AND d.state = '{}')"
)
IS_LED = "EXISTS (SELECT 1 FROM post p WHERE p.network_id = network.id AND p.function = 'netvaerksleder' AND p.to_date IS NULL)"
# Until now a network was an idea, and then proposed for good: put each where its texts have brought it.
STEPS = (
    ("proposed", "idea", IDEA_IS.format("sent")),
    ("withdrawn", "idea", IDEA_IS.format("withdrawn")),
    ("decided", "proposed", AGREED.format("contract.idea")),
    ("preparing", "decided", IS_LED),
    ("running", "preparing", f"{AGREED.format('contract.frame')} AND {AGREED.format('contract.charter')}"),
)


def upgrade() -> None:
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_network_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_network_state"), ["state"], unique=False)
    for after, before, condition in STEPS:
        op.execute(f"UPDATE network SET state = '{after}' WHERE state = '{before}' AND {condition}")  # noqa: S608 - ours
    op.execute("UPDATE network SET state_since = created_at")
    days = {"starts_on": "start", "ends_on": "end"}
    agreed = (
        "SELECT a.value FROM answer a JOIN document d ON d.id = a.document_id "
        "WHERE d.network_id = network.id AND d.kind = 'contract.frame' AND d.agreed_n IS NOT NULL "
        "AND a.key = '{}' AND a.value <> ''"
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for column, key in days.items():
        value = f"({agreed.format(key)})"
        as_date = f"CAST({value} AS DATE)" if is_postgresql else value
        op.execute(f"UPDATE network SET {column} = {as_date}")  # noqa: S608 - ours
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.alter_column("state_since", nullable=False)

    op.create_table(
        "network_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_network_note_by_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_network_note_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_note")),
    )
    with op.batch_alter_table("network_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_note_network_id"), ["network_id"], unique=False)

    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.add_column(sa.Column("through", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_column("through")
    with op.batch_alter_table("network_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_network_note_network_id"))

    op.drop_table("network_note")
    op.execute("UPDATE network SET state = 'idea' WHERE state IN ('proposed', 'postponed', 'withdrawn', 'rejected')")
    op.execute("UPDATE network SET state = 'proposed' WHERE state <> 'idea'")
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_network_state"))
        batch_op.drop_index(batch_op.f("ix_network_ends_on"))
        batch_op.drop_column("ends_on")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("state_since")
