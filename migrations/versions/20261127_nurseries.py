"""Nurseries, what was decided about them, and the places they are licensed for."""

import sqlalchemy as sa
from alembic import op

revision = "nurseries"
down_revision = "cohorts"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("archived_at IS NULL")


def key(table: str, column: str, other: str):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "nurseries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("village", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("floor", sa.String(length=10), nullable=True),
        sa.Column("building", sa.Text(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("licence_until", sa.Date(), nullable=True),
        sa.Column("licensed_on", sa.Date(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("handed_by", sa.String(length=250), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.String(length=250), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        key("nurseries", "archived_by_id", "users"),
        key("nurseries", "id", "records"),
        key("nurseries", "office_id", "units"),
        key("nurseries", "organisation_id", "organisations"),
        key("nurseries", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nurseries")),
    )
    listed = ["office_id", "listed_on", "id"]
    op.create_index("ix_nurseries_office_id", "nurseries", listed, sqlite_where=STANDING, postgresql_where=STANDING)
    op.create_index("ix_nurseries_listed_on", "nurseries", ["listed_on", "id"])
    op.create_index(op.f("ix_nurseries_organisation_id"), "nurseries", ["organisation_id"])
    op.create_index(op.f("ix_nurseries_unit_id"), "nurseries", ["unit_id"])
    op.create_table(
        "nursery_acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        key("nursery_acts", "by_id", "users"),
        key("nursery_acts", "record_id", "nurseries"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nursery_acts")),
    )
    op.create_index(op.f("ix_nursery_acts_record_id"), "nursery_acts", ["record_id"])
    op.create_table(
        "capacities",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("capacities", "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacities")),
    )
    op.create_index("ix_capacities_record_id_position", "capacities", ["record_id", "position"])

    op.create_table(
        "nursery_papers",
        sa.Column("text", sa.String(length=250), nullable=False),
        sa.Column("text_en", sa.String(length=250), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("nursery_papers", "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nursery_papers")),
    )
    op.create_index("ix_nursery_papers_record_id_position", "nursery_papers", ["record_id", "position"])
    op.create_table(
        "visits",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("visits", "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_record_id_position", "visits", ["record_id", "position"])
    op.create_table(
        "visit_points",
        sa.Column("visit_id", KEY, nullable=False),
        sa.Column("text", sa.String(length=250), nullable=False),
        sa.Column("text_en", sa.String(length=250), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("outcome_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("visit_points", "outcome_id", "outcomes"),
        key("visit_points", "record_id", "records"),
        key("visit_points", "visit_id", "visits"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_points")),
    )
    op.create_index("ix_visit_points_record_id_position", "visit_points", ["record_id", "position"])
    op.create_index("ix_visit_points_visit_id", "visit_points", ["visit_id"])
    op.create_index(op.f("ix_visit_points_outcome_id"), "visit_points", ["outcome_id"])

    op.create_table(
        "nursery_targets",
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("licences", sa.Integer(), nullable=False),
        key("nursery_targets", "unit_id", "units"),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_nursery_targets")),
    )


def downgrade():
    for name in (
        "nursery_targets",
        "visit_points",
        "visits",
        "nursery_papers",
        "capacities",
        "nursery_acts",
        "nurseries",
    ):
        op.drop_table(name)
