"""Why a paragraph of a report is outside its period, in English too."""

import sqlalchemy as sa
from alembic import op

revision = "report_reasons"
down_revision = "copied_outcomes"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("report_paragraphs", sa.Column("reason_en", sa.String(500), nullable=False, server_default=""))


def downgrade():
    op.drop_column("report_paragraphs", "reason_en")
