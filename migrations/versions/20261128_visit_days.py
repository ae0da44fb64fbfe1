"""An index on the day of visits, which the calendar reads by."""

from alembic import op

revision = "visit_days"
down_revision = "photos"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_visits_on", "visits", ["on"])


def downgrade():
    op.drop_index("ix_visits_on", "visits")
