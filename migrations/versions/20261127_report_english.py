"""The introduction and the conclusion of a report in English."""

import sqlalchemy as sa
from alembic import op

revision = "report_english"
down_revision = "sums"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("reports") as batch:
        batch.add_column(sa.Column("introduction_en", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("conclusion_en", sa.Text(), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("reports") as batch:
        batch.drop_column("conclusion_en")
        batch.drop_column("introduction_en")
