"""Committees, what happened to them, and who sits on them for whom."""

import sqlalchemy as sa
from alembic import op

revision = "committees"
down_revision = "figures"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key(table: str, column: str, other: str):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "committees",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        key("committees", "archived_by_id", "users"),
        key("committees", "id", "records"),
        key("committees", "office_id", "units"),
        key("committees", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committees")),
    )
    op.create_index(
        "ix_committees_office_id",
        "committees",
        ["office_id", "id"],
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "committee_acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        key("committee_acts", "by_id", "users"),
        key("committee_acts", "record_id", "committees"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_acts")),
    )
    op.create_index(op.f("ix_committee_acts_record_id"), "committee_acts", ["record_id"])
    op.create_table(
        "members",
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("person_title", sa.String(length=250), nullable=False),
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("members", "organisation_id", "organisations"),
        key("members", "person_id", "people"),
        key("members", "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_organisation_id"), "members", ["organisation_id"])
    op.create_index(op.f("ix_members_person_id"), "members", ["person_id"])
    op.create_index("ix_members_record_id_position", "members", ["record_id", "position"])


def downgrade():
    for name in ("members", "committee_acts", "committees"):
        op.drop_table(name)
