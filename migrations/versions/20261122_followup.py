"""What becomes of an outcome: its walls, its day in the register, its steps; and the days off it is counted without."""

import sqlalchemy as sa
from alembic import op

revision = "followup"
down_revision = "imports"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = {"sqlite_where": sa.text("removed_at IS NULL"), "postgresql_where": sa.text("removed_at IS NULL")}


def upgrade():
    op.create_table(
        "holidays",
        sa.Column("id", KEY, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("name_ar", sa.String(length=150), nullable=False),
        sa.Column("name_en", sa.String(length=150), nullable=False),
        sa.Column("decree", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
    )
    op.create_index("ix_holidays_starts_on", "holidays", ["starts_on"])
    op.create_table(
        "follow_ups",
        sa.Column("id", KEY, nullable=False),
        sa.Column("outcome_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_follow_ups_by_id_users")),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_follow_ups_outcome_id_outcomes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index("ix_follow_ups_outcome_id", "follow_ups", ["outcome_id", "id"])
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("office_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("owner_office_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("priority", sa.String(length=10), nullable=False, server_default="normal"))
        batch_op.add_column(sa.Column("due_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("falls_on", sa.Date(), nullable=False, server_default="9999-12-31"))
        batch_op.add_column(sa.Column("remind_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("from_id", KEY, nullable=True))
        batch_op.create_index("ix_outcomes_from_id", ["from_id"])
        batch_op.create_foreign_key("fk_outcomes_from_id_outcomes", "outcomes", ["from_id"], ["id"])
        batch_op.create_foreign_key("fk_outcomes_owner_office_id_units", "units", ["owner_office_id"], ["id"])
        batch_op.create_foreign_key("fk_outcomes_office_id_units", "units", ["office_id"], ["id"])
    place_those_who_are_there()
    op.create_index("ix_outcomes_falls_on", "outcomes", ["state", "falls_on", "id"], **STANDING)
    op.create_index("ix_outcomes_office", "outcomes", ["office_id", "state", "falls_on", "id"], **STANDING)
    op.create_index("ix_outcomes_owner_office", "outcomes", ["owner_office_id", "state", "falls_on", "id"], **STANDING)


def place_those_who_are_there():
    op.execute("UPDATE outcomes SET falls_on = due_on WHERE due_on IS NOT NULL")
    for table in ("activities", "partnerships"):
        op.execute(
            f"UPDATE outcomes SET office_id = (SELECT office_id FROM {table} WHERE {table}.id = outcomes.record_id) "
            f"WHERE record_id IN (SELECT id FROM {table})"
        )
    op.execute(
        "UPDATE outcomes SET owner_office_id = (SELECT office_id FROM units WHERE units.id = outcomes.owner_unit_id) "
        "WHERE owner_unit_id IS NOT NULL"
    )


def downgrade():
    for name in ("ix_outcomes_owner_office", "ix_outcomes_office", "ix_outcomes_falls_on"):
        op.drop_index(name, "outcomes")
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        for name in ("office_id_units", "owner_office_id_units", "from_id_outcomes"):
            batch_op.drop_constraint(f"fk_outcomes_{name}", type_="foreignkey")
        batch_op.drop_index("ix_outcomes_from_id")
        for name in (
            "from_id",
            "extensions",
            "closed_on",
            "remind_on",
            "falls_on",
            "due_from",
            "due_days",
            "priority",
            "owner_office_id",
            "office_id",
        ):
            batch_op.drop_column(name)
    op.drop_table("follow_ups")
    op.drop_table("holidays")
