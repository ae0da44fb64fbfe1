"""Committees, who sits in them, and what was done to them."""

import sqlalchemy as sa
from alembic import op

revision = "committees"
down_revision = "initiatives"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("archived_at IS NULL")


def upgrade():
    op.create_table(
        "committees",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.String(length=40), nullable=False),
        sa.Column("decision_year", sa.Integer(), nullable=True),
        sa.Column("decision_by", sa.String(length=250), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_precision", sa.String(length=10), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_precision", sa.String(length=10), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("quorum", sa.String(length=20), nullable=False),
        sa.Column("quorum_number", sa.Integer(), nullable=True),
        sa.Column("formed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_committees_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_committees_id_records")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_committees_office_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_committees_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
    )
    op.create_index("ix_committees_unit_id", "committees", ["unit_id"])
    listed = dict(sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_index("ix_committees_listed_on_id", "committees", ["listed_on", "id"], **listed)
    op.create_index("ix_committees_office_id", "committees", ["office_id", "listed_on", "id"], **listed)
    op.create_table(
        "committee_axes",
        sa.Column("committee_id", KEY, nullable=False),
        sa.Column("axis_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axes.id"], name=op.f("fk_committee_axes_axis_id_axes")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_committee_axes_committee_id_committees")
        ),
        sa.PrimaryKeyConstraint("committee_id", "axis_id", name=op.f("pk_committee_axes")),
    )
    op.create_index("ix_committee_axes_axis_id_committee_id", "committee_axes", ["axis_id", "committee_id"])
    op.create_table(
        "committee_acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_committee_acts_by_id_users")),
        sa.ForeignKeyConstraint(["record_id"], ["committees.id"], name=op.f("fk_committee_acts_record_id_committees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_acts")),
    )
    op.create_index("ix_committee_acts_record_id", "committee_acts", ["record_id"])
    op.create_table(
        "committee_members",
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("person_title", sa.String(length=250), nullable=False),
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_committee_members_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_committee_members_person_id_people")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_committee_members_record_id_records")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["committee_members.id"], name=op.f("fk_committee_members_replaces_id_committee_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_members")),
    )
    for columns in (["person_id"], ["organisation_id"], ["replaces_id"], ["record_id", "position"]):
        op.create_index(f"ix_committee_members_{'_'.join(columns)}", "committee_members", columns)


def downgrade():
    for table in ("committee_members", "committee_acts", "committee_axes", "committees"):
        op.drop_table(table)
