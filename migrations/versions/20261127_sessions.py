"""Sessions of cohorts, the groups they are for, and who came.

Revision ID: sessions
Revises: reports
"""

import sqlalchemy as sa
from alembic import op

revision = "sessions"
down_revision = "reports"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "sessions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("trainer", sa.String(length=150), nullable=False),
        sa.Column("counting", sa.String(length=10), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        key("sessions", "id", "activities"),
        key("sessions", "cohort_id", "cohorts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_cohort_id"), "sessions", ["cohort_id"])
    op.create_table(
        "session_groups",
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("group_id", KEY, nullable=False),
        key("session_groups", "session_id", "sessions"),
        key("session_groups", "group_id", "cohort_groups"),
        sa.PrimaryKeyConstraint("session_id", "group_id", name=op.f("pk_session_groups")),
    )
    op.create_index("ix_session_groups_group_id", "session_groups", ["group_id"])
    op.create_table(
        "session_marks",
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("trainee_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        key("session_marks", "session_id", "sessions"),
        key("session_marks", "trainee_id", "trainees"),
        key("session_marks", "by_id", "users"),
        sa.PrimaryKeyConstraint("session_id", "trainee_id", name=op.f("pk_session_marks")),
    )
    op.create_index(op.f("ix_session_marks_trainee_id"), "session_marks", ["trainee_id"])


def downgrade():
    for table in ("session_marks", "session_groups", "sessions"):
        op.drop_table(table)
