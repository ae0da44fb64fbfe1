"""Approval: steps, counters, numbers, frozen prints, recipients; corrections and signed originals."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "approval_steps",
        sa.Column("id", Key, nullable=False),
        sa.Column("record_id", Key, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", Key, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_approval_steps_by_id_users"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_approval_steps_record_id_records"),
        sa.PrimaryKeyConstraint("id", name="pk_approval_steps"),
    )
    op.create_index("ix_approval_steps_record_id", "approval_steps", ["record_id"])
    op.create_table(
        "counters",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_counters_unit_id_units"),
        sa.PrimaryKeyConstraint("unit_id", "kind", "year", name="pk_counters"),
    )
    op.create_table(
        "approvals",
        sa.Column("record_id", Key, autoincrement=False, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("manual", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("by_id", Key, nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_by_id", Key, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_approvals_by_id_users"),
        sa.ForeignKeyConstraint(["published_by_id"], ["users.id"], name="fk_approvals_published_by_id_users"),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_approvals_record_id_records"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_approvals_unit_id_units"),
        sa.PrimaryKeyConstraint("record_id", name="pk_approvals"),
        sa.UniqueConstraint("code", name="uq_approvals_code"),
        sa.UniqueConstraint("unit_id", "kind", "year", "number", name="uq_approvals_unit_id_kind_year_number"),
    )
    op.create_index("ix_approvals_published_at", "approvals", ["published_at"])
    op.create_table(
        "recipients",
        sa.Column("name", sa.String(250), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(250), nullable=False),
        sa.Column("id", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name="fk_recipients_record_id_records"),
        sa.PrimaryKeyConstraint("id", name="pk_recipients"),
    )
    op.create_index("ix_recipients_record_id_position", "recipients", ["record_id", "position"])
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("number", sa.String(20), nullable=True))
        table.add_column(sa.Column("corrects_id", Key, nullable=True))
        table.create_index("ix_meetings_number", ["number"])
        table.create_index("ix_meetings_corrects_id", ["corrects_id"])
        table.create_foreign_key("fk_meetings_corrects_id_meetings", "meetings", ["corrects_id"], ["id"])
    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("purpose", sa.String(20), nullable=False, server_default="file"))
    # On its own: SQLite copies the rows into the rebuilt table only after every change of one batch.
    with op.batch_alter_table("attachments") as table:
        table.alter_column("purpose", server_default=None)


def downgrade():
    with op.batch_alter_table("attachments") as table:
        table.drop_column("purpose")
    with op.batch_alter_table("meetings") as table:
        table.drop_constraint("fk_meetings_corrects_id_meetings", type_="foreignkey")
        table.drop_index("ix_meetings_corrects_id")
        table.drop_index("ix_meetings_number")
        table.drop_column("corrects_id")
        table.drop_column("number")
    for name in ("recipients", "approvals", "counters", "approval_steps"):
        op.drop_table(name)
