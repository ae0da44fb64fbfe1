"""Members who came in the place of others, and the decision that made them so."""

import sqlalchemy as sa
from alembic import op

revision = "replacements"
down_revision = "report_english"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("decision", sa.String(length=120), nullable=False, server_default=""))
        table.add_column(sa.Column("replaces_id", KEY, nullable=True))
        table.create_foreign_key(op.f("fk_members_replaces_id_members"), "members", ["replaces_id"], ["id"])
        table.create_index(op.f("ix_members_replaces_id"), ["replaces_id"])


def downgrade():
    with op.batch_alter_table("members") as table:
        table.drop_index(op.f("ix_members_replaces_id"))
        table.drop_constraint(op.f("fk_members_replaces_id_members"), type_="foreignkey")
        table.drop_column("replaces_id")
        table.drop_column("decision")
