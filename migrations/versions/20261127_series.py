"""Series of meetings, the ledgers of approved minutes, and items taken over from one meeting to the next."""

import sqlalchemy as sa
from alembic import op

revision = "series"
down_revision = "initiatives"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = {"sqlite_where": sa.text("archived_at IS NULL"), "postgresql_where": sa.text("archived_at IS NULL")}


def key(table: str, column: str, other: str):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "series",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("every", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("days_off", sa.String(length=10), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("venue", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        key("series", "archived_by_id", "users"),
        key("series", "id", "records"),
        key("series", "office_id", "units"),
        key("series", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index("ix_series_office_id", "series", ["office_id", "starts_on", "id"], **STANDING)
    op.create_index("ix_series_starts_on", "series", ["starts_on", "id"])
    op.create_table(
        "occurrences",
        sa.Column("meeting_id", KEY, autoincrement=False, nullable=False),
        sa.Column("series_id", KEY, nullable=False),
        key("occurrences", "meeting_id", "meetings"),
        key("occurrences", "series_id", "series"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_occurrences")),
    )
    op.create_index(op.f("ix_occurrences_series_id"), "occurrences", ["series_id"])
    op.create_table(
        "ledger_entries",
        sa.Column("meeting_id", KEY, autoincrement=False, nullable=False),
        sa.Column("outcome_id", KEY, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        key("ledger_entries", "meeting_id", "meetings"),
        key("ledger_entries", "outcome_id", "outcomes"),
        sa.PrimaryKeyConstraint("meeting_id", "outcome_id", name=op.f("pk_ledger_entries")),
    )
    op.create_index(op.f("ix_ledger_entries_outcome_id"), "ledger_entries", ["outcome_id"])
    op.create_table(
        "carried_items",
        sa.Column("item_id", KEY, autoincrement=False, nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        key("carried_items", "from_id", "agenda_items"),
        key("carried_items", "item_id", "agenda_items"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_carried_items")),
    )
    op.create_index(op.f("ix_carried_items_from_id"), "carried_items", ["from_id"])


def downgrade():
    for name in ("carried_items", "ledger_entries", "occurrences", "series"):
        op.drop_table(name)
