"""Partnerships, their parties, clearances and acts; obligations among the outcomes, with their evidence."""

import sqlalchemy as sa
from alembic import op

revision = "partnerships"
down_revision = "directory"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = {
    "sqlite_where": sa.text("archived_at IS NULL"),
    "postgresql_where": sa.text("archived_at IS NULL"),
}


def upgrade():
    op.create_table(
        "clearances",
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=250), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_clearances_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearances")),
    )
    with op.batch_alter_table("clearances", schema=None) as batch_op:
        batch_op.create_index("ix_clearances_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "partnerships",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("aims", sa.Text(), nullable=False),
        sa.Column("beneficiaries", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("value_precision", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("our_signed_on", sa.Date(), nullable=True),
        sa.Column("our_signed_precision", sa.String(length=10), nullable=False),
        sa.Column("their_signed_on", sa.Date(), nullable=True),
        sa.Column("their_signed_precision", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("starts_precision", sa.String(length=10), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ends_precision", sa.String(length=10), nullable=False),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("renewal", sa.String(length=20), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("amends_id", KEY, nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["partnerships.id"], name=op.f("fk_partnerships_amends_id_partnerships")
        ),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_partnerships_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_partnerships_id_records")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_partnerships_office_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_partnerships_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
    )
    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnerships_amends_id"), ["amends_id"], unique=False)
        batch_op.create_index("ix_partnerships_ends_on", ["ends_on"], unique=False, **STANDING)
        batch_op.create_index("ix_partnerships_kind", ["kind", "listed_on", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_partnerships_listed_on_id", ["listed_on", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_partnerships_office_id", ["office_id", "listed_on", "id"], unique=False, **STANDING)
        batch_op.create_index(batch_op.f("ix_partnerships_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "parties",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("abroad", sa.Boolean(), nullable=False),
        sa.Column("signatory", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_parties_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_parties_record_id_records")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_parties_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    with op.batch_alter_table("parties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parties_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_parties_record_id_position", ["record_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_parties_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "partnership_acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_partnership_acts_by_id_users")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["partnerships.id"], name=op.f("fk_partnership_acts_record_id_partnerships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_acts")),
    )
    with op.batch_alter_table("partnership_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_acts_record_id"), ["record_id"], unique=False)

    op.create_table(
        "partnership_axes",
        sa.Column("partnership_id", KEY, nullable=False),
        sa.Column("axis_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axes.id"], name=op.f("fk_partnership_axes_axis_id_axes")),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_partnership_axes_partnership_id_partnerships"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "axis_id", name=op.f("pk_partnership_axes")),
    )
    with op.batch_alter_table("partnership_axes", schema=None) as batch_op:
        batch_op.create_index("ix_partnership_axes_axis_id_partnership_id", ["axis_id", "partnership_id"], unique=False)

    op.create_table(
        "partnership_governorates",
        sa.Column("partnership_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_partnership_governorates_partnership_id_partnerships"),
        ),
        sa.PrimaryKeyConstraint("partnership_id", "code", name=op.f("pk_partnership_governorates")),
    )
    with op.batch_alter_table("partnership_governorates", schema=None) as batch_op:
        batch_op.create_index(
            "ix_partnership_governorates_code_partnership_id", ["code", "partnership_id"], unique=False
        )

    op.create_table(
        "evidence",
        sa.Column("outcome_id", KEY, nullable=False),
        sa.Column("attachment_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachments.id"], name=op.f("fk_evidence_attachment_id_attachments")
        ),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_evidence_outcome_id_outcomes")),
        sa.PrimaryKeyConstraint("outcome_id", "attachment_id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_attachment_id", ["attachment_id"], unique=False)

    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("party_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("series_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("repeats", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("done_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done_note", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_outcomes_party_id"), ["party_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcomes_series_id"), ["series_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_outcomes_series_id_outcomes"), "outcomes", ["series_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_outcomes_party_id_parties"), "parties", ["party_id"], ["id"])
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.alter_column("repeats", server_default=None)
        batch_op.alter_column("done_note", server_default=None)


def downgrade():
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outcomes_party_id_parties"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outcomes_series_id_outcomes"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outcomes_series_id"))
        batch_op.drop_index(batch_op.f("ix_outcomes_party_id"))
        batch_op.drop_column("done_note")
        batch_op.drop_column("done_on")
        batch_op.drop_column("repeats")
        batch_op.drop_column("series_id")
        batch_op.drop_column("party_id")

    op.drop_table("evidence")
    op.drop_table("partnership_governorates")
    op.drop_table("partnership_axes")
    op.drop_table("partnership_acts")
    op.drop_table("parties")
    op.drop_table("partnerships")
    op.drop_table("clearances")
