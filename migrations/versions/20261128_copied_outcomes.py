"""Which outcome of corrected minutes was copied from which: what became of it goes on under the copy."""

import sqlalchemy as sa
from alembic import op

revision = "copied_outcomes"
down_revision = "timetables"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "copied_outcomes",
        sa.Column("outcome_id", KEY, sa.ForeignKey("outcomes.id"), primary_key=True, autoincrement=False),
        sa.Column("from_id", KEY, sa.ForeignKey("outcomes.id"), nullable=False),
    )
    op.create_index("ix_copied_outcomes_from_id", "copied_outcomes", ["from_id"])


def downgrade():
    op.drop_table("copied_outcomes")
