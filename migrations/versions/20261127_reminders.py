"""Addresses of people, the days that were reminded of, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "reminders"
down_revision = "calendar"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=200), nullable=False, server_default=""))
    op.create_table(
        "reminder_rounds",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_reminder_rounds")),
    )
    op.create_table(
        "mails",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mails_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_mails_user_id_day")),
    )
    waiting = sa.text("next_at IS NOT NULL")
    op.create_index("ix_mails_next_at", "mails", ["next_at"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade():
    op.drop_table("mails")
    op.drop_table("reminder_rounds")
    with op.batch_alter_table("users") as batch_op:
        batch_op.drop_column("email")
