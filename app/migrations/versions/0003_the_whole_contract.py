"""the whole contract"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


STATES = "state IN ('draft', 'sent', 'agreed', 'withdrawn', 'ended')"
CONSENT = {
    "decision": "decision IN ('approve', 'send_back', 'propose')",
    "reason": "(decision = 'approve') = (reason IS NULL)",
    "recorded": "(method IN ('app', 'link')) = (recorded_by_id IS NULL)",
    "forum": "(method = 'forum') = (decision_id IS NOT NULL)",
    "paper": "(method = 'paper') = (paper_id IS NOT NULL)",
    "person": "(method = 'forum') = (person_id IS NULL)",
}


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_edition_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("kind", "n", name=op.f("uq_edition_kind_n")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_revision_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_revision_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_revision_document_id_n")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("forum", sa.String(length=32), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("case_number", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_decision_recorded_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_decision_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_version_id"), ["version_id"], unique=False)

    op.create_table(
        "paper_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_sha256"], ["file.sha256"], name=op.f("fk_paper_copy_file_sha256")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_paper_copy_recorded_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_paper_copy_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copy")),
    )
    with op.batch_alter_table("paper_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_copy_version_id"), ["version_id"], unique=False)

    op.create_table(
        "personal_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_personal_link_created_by_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_personal_link_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_link")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_personal_link_token_sha256")),
    )
    with op.batch_alter_table("personal_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_link_party_id"), ["party_id"], unique=False)

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.alter_column(
            "key", existing_type=sa.VARCHAR(length=32), type_=sa.String(length=64), existing_nullable=False
        )

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suggestions", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("recorded_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("paper_id", sa.Integer(), nullable=True))
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_foreign_key(batch_op.f("fk_consent_recorded_by_id"), "person", ["recorded_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_consent_paper_id"), "paper_copy", ["paper_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_consent_decision_id"), "decision", ["decision_id"], ["id"])
        for name in ("decision", "reason"):
            batch_op.drop_constraint(batch_op.f(f"ck_consent_{name}"), type_="check")
        for name, condition in CONSENT.items():
            batch_op.create_check_constraint(batch_op.f(f"ck_consent_{name}"), condition)

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edition_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("agreed_n", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_document_edition_id"), "edition", ["edition_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("ck_document_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_document_state"), STATES)
    op.execute(
        "UPDATE document SET agreed_n = (SELECT max(n) FROM version WHERE version.document_id = document.id) WHERE state = 'agreed'"
    )

    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.true()))

    with op.batch_alter_table("file_chunk", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_kept", sa.Boolean(), nullable=False, server_default=sa.true()))

    for table in ("file", "file_chunk"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("is_kept", server_default=None)

    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_party_person_id"), ["person_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_party_person_id"), "person", ["person_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_party_network_id"), "network", ["network_id"], ["id"])

    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answers", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_document_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_document_state"), "state IN ('draft', 'sent', 'agreed')")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        for name in CONSENT:
            batch_op.drop_constraint(batch_op.f(f"ck_consent_{name}"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_consent_decision"), "decision IN ('approve', 'send_back')")
        batch_op.create_check_constraint(
            batch_op.f("ck_consent_reason"), "(decision = 'send_back') = (reason IS NOT NULL)"
        )

    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_column("answers")

    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_party_network_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_party_person_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_party_person_id"))
        batch_op.drop_column("person_id")
        batch_op.drop_column("network_id")

    with op.batch_alter_table("file_chunk", schema=None) as batch_op:
        batch_op.drop_column("is_kept")

    with op.batch_alter_table("file", schema=None) as batch_op:
        batch_op.drop_column("is_kept")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_document_edition_id"), type_="foreignkey")
        batch_op.drop_column("agreed_n")
        batch_op.drop_column("edition_id")

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_consent_decision_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_consent_paper_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_consent_recorded_by_id"), type_="foreignkey")
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("paper_id")
        batch_op.drop_column("decision_id")
        batch_op.drop_column("recorded_by_id")
        batch_op.drop_column("day")
        batch_op.drop_column("suggestions")

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.alter_column(
            "key", existing_type=sa.String(length=64), type_=sa.VARCHAR(length=32), existing_nullable=False
        )

    with op.batch_alter_table("personal_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_personal_link_party_id"))

    op.drop_table("personal_link")
    with op.batch_alter_table("paper_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_copy_version_id"))

    op.drop_table("paper_copy")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_version_id"))

    op.drop_table("decision")
    op.drop_table("revision")
    op.drop_table("edition")
