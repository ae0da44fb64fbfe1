"""A report may correct an approved one, as minutes do."""

import sqlalchemy as sa
from alembic import op

revision = "report_corrections"
down_revision = "months"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("reports") as batch:
        batch.add_column(sa.Column("corrects_id", KEY, nullable=True))
        batch.create_foreign_key("fk_reports_corrects_id_reports", "reports", ["corrects_id"], ["id"])
        batch.create_index("ix_reports_corrects_id", ["corrects_id"])


def downgrade():
    with op.batch_alter_table("reports") as batch:
        batch.drop_index("ix_reports_corrects_id")
        batch.drop_constraint("fk_reports_corrects_id_reports", type_="foreignkey")
        batch.drop_column("corrects_id")
