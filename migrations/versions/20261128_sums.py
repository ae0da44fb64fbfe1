"""The sums of what was done in time, by day, and whether an outcome was returned: my work and the measures read no rows."""

import sqlalchemy as sa
from alembic import op

revision = "sums"
down_revision = "certificates"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = "removed_at IS NULL AND shelved_at IS NULL"
HOLDERS = ("activities", "committees", "nurseries", "partnerships")  # the tables that say what was set aside
INDEXES = {
    "office": ["office_id", "state", "falls_on", "id"],
    "owner_office": ["owner_office_id", "state", "falls_on", "id"],
    "falls_on": ["state", "falls_on", "id"],
}


def upgrade():
    index_anew(STANDING, add_columns)
    returned = sa.text(f"{STANDING} AND returned_on IS NOT NULL")
    op.create_index(
        "ix_outcomes_returned",
        "outcomes",
        ["owner_office_id", "falls_on", "id"],
        sqlite_where=returned,
        postgresql_where=returned,
    )
    op.create_table(
        "outcome_sums",
        sa.Column("scope", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("delay", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("extensions", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "scope", "state", "falls_on", "kind", "priority", "delay", "extensions", name=op.f("pk_outcome_sums")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outcome_summed",
        sa.Column("outcome_id", KEY, autoincrement=False, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_outcome_summed_outcome_id_outcomes")),
        sa.PrimaryKeyConstraint("outcome_id", name=op.f("pk_outcome_summed")),
    )
    # What is there already is counted by the setup that follows.
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DELETE FROM settings WHERE key = 'search_version'")
    one = "'1'" if sqlite else "'1'::json"
    op.execute(f"INSERT INTO settings (key, value) SELECT 'search_version', {one} WHERE EXISTS (SELECT 1 FROM records)")


def index_anew(where: str, change) -> None:
    """The indexes of the register of the rows that `where` says, made after `change`."""
    for name in INDEXES:
        op.drop_index(f"ix_outcomes_{name}", table_name="outcomes")
    change()
    of = sa.text(where)
    for name, columns in INDEXES.items():
        op.create_index(f"ix_outcomes_{name}", "outcomes", columns, sqlite_where=of, postgresql_where=of)


def add_columns():
    op.add_column("outcomes", sa.Column("returned_on", sa.Date(), nullable=True))
    op.add_column("outcomes", sa.Column("shelved_at", sa.DateTime(), nullable=True))
    for table in HOLDERS:
        archived = f"FROM {table} WHERE {table}.id = outcomes.record_id AND {table}.archived_at IS NOT NULL"
        op.execute(
            f"UPDATE outcomes SET shelved_at = (SELECT archived_at {archived}) WHERE EXISTS (SELECT 1 {archived})"
        )
    last = "SELECT max(at) FROM follow_ups WHERE outcome_id = outcomes.id AND action = 'returned'"
    day = f"date(({last}))" if op.get_bind().dialect.name == "sqlite" else f"({last})::date"
    op.execute(f"UPDATE outcomes SET returned_on = {day} WHERE state IN ('open', 'started', 'reported')")


def drop_columns():
    op.drop_column("outcomes", "shelved_at")
    op.drop_column("outcomes", "returned_on")


def downgrade():
    op.drop_index("ix_outcomes_returned", table_name="outcomes")
    index_anew("removed_at IS NULL", drop_columns)
    op.drop_table("outcome_summed")
    op.drop_table("outcome_sums")
