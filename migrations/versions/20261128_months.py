"""The sums of what was done in time by the month too, and an index of what was heard: neither grows with the years."""

import sqlalchemy as sa
from alembic import op

revision = "months"
down_revision = "visit_days"
branch_labels = None
depends_on = None

KEYS = "kind, priority, delay, extensions"
HEARD = (
    "removed_at IS NULL AND shelved_at IS NULL AND kind <> 'assignment' "
    "AND state IN ('open', 'started', 'reported', 'submitted')"
)


def upgrade():
    op.create_table(
        "outcome_months",
        sa.Column("scope", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("falls_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("delay", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("extensions", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "scope", "state", "falls_on", "kind", "priority", "delay", "extensions", name=op.f("pk_outcome_months")
        ),
        sqlite_with_rowid=False,
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    month = "date(falls_on, 'start of month')" if sqlite else "CAST(date_trunc('month', falls_on) AS date)"
    op.execute("DELETE FROM outcome_sums WHERE amount = 0")
    op.execute(
        f"INSERT INTO outcome_months (scope, state, falls_on, {KEYS}, amount) "
        f"SELECT scope, state, {month}, {KEYS}, sum(amount) FROM outcome_sums GROUP BY scope, state, {month}, {KEYS}"
    )
    of = sa.text(HEARD)
    op.create_index(
        "ix_outcomes_heard", "outcomes", ["record_id", "falls_on", "id"], sqlite_where=of, postgresql_where=of
    )


def downgrade():
    op.drop_index("ix_outcomes_heard", table_name="outcomes")
    op.drop_table("outcome_months")
