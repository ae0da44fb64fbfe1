"""Sessions made by one timetable are tied; of those made before, the ones of a cohort that are called alike."""

import sqlalchemy as sa
from alembic import op

revision = "timetables"
down_revision = "report_corrections"
branch_labels = None
depends_on = None

TIE = """
UPDATE sessions SET timetable = (
    SELECT CAST(min(s.id) AS VARCHAR(16)) FROM sessions s JOIN activities a ON a.id = s.id
    JOIN activities own ON own.id = sessions.id
    WHERE s.cohort_id = sessions.cohort_id AND a.title = own.title AND a.kind = own.kind HAVING count(*) > 1)
"""


def upgrade():
    op.add_column("sessions", sa.Column("timetable", sa.String(16), nullable=True))
    op.execute(TIE)


def downgrade():
    op.drop_column("sessions", "timetable")
