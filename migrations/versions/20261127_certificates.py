"""The rule by which a cohort is completed, and the register of certificates.

Revision ID: certificates
Revises: sessions
"""

import sqlalchemy as sa
from alembic import op

revision = "certificates"
down_revision = "sessions"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "completion_rules",
        sa.Column("share_sessions", sa.Integer(), nullable=True),
        sa.Column("share_hours", sa.Integer(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("completion_rules", "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_rules")),
    )
    op.create_index("ix_completion_rules_record_id_position", "completion_rules", ["record_id", "position"])
    op.create_table(
        "certificates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("trainee_id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_by_id", KEY, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        key("certificates", "cohort_id", "cohorts"),
        key("certificates", "trainee_id", "trainees"),
        key("certificates", "unit_id", "units"),
        key("certificates", "office_id", "units"),
        key("certificates", "by_id", "users"),
        key("certificates", "revoked_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_certificates_code")),
        sa.UniqueConstraint("unit_id", "year", "number", name=op.f("uq_certificates_unit_id_year_number")),
    )
    op.create_index(op.f("ix_certificates_trainee_id"), "certificates", ["trainee_id"])
    op.create_index("ix_certificates_cohort_id", "certificates", ["cohort_id", "number", "id"])
    op.create_index("ix_certificates_office_id_year", "certificates", ["office_id", "year", "number", "id"])


def downgrade():
    op.drop_table("certificates")
    op.drop_table("completion_rules")
