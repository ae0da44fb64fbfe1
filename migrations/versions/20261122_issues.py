"""Issues of citizens, their categories, referrals and steps; and the citizens, in a table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "issues"
down_revision = "register"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = {"sqlite_where": sa.text("archived_at IS NULL"), "postgresql_where": sa.text("archived_at IS NULL")}


def upgrade():
    op.create_table(
        "issue_categories",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_ar", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("target_days", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_categories")),
        sa.UniqueConstraint("code", name=op.f("uq_issue_categories_code")),
    )
    op.create_table(
        "issues",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("activity_id", KEY, nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_precision", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("category_id", KEY, nullable=False),
        sa.Column("administration_id", KEY, nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("people_precision", sa.String(length=20), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.Column("again_id", KEY, nullable=True),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_issues_id_records")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_issues_unit_id_units")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_issues_office_id_units")),
        sa.ForeignKeyConstraint(["administration_id"], ["units.id"], name=op.f("fk_issues_administration_id_units")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_issues_activity_id_activities")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["issue_categories.id"], name=op.f("fk_issues_category_id_issue_categories")
        ),
        sa.ForeignKeyConstraint(["again_id"], ["issues.id"], name=op.f("fk_issues_again_id_issues")),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_issues_archived_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        sa.UniqueConstraint("unit_id", "year", "number", name=op.f("uq_issues_unit_id_year_number")),
    )
    for name in ("administration_id", "again_id"):
        op.create_index(f"ix_issues_{name}", "issues", [name])
    op.create_index("ix_issues_activity_id", "issues", ["activity_id", "id"])
    measured = ["raised_on", "id", "state", "due_on", "replied_on"]
    op.create_index("ix_issues_raised_on_id", "issues", measured, **STANDING)
    op.create_index("ix_issues_office_id", "issues", ["office_id", *measured], **STANDING)
    op.create_index("ix_issues_state", "issues", ["office_id", "state", "raised_on", "id"], **STANDING)
    op.create_index("ix_issues_category_id", "issues", ["category_id", "raised_on", "id"], **STANDING)
    op.create_index("ix_issues_due_on", "issues", ["state", "due_on"], **STANDING)
    op.create_table(
        "citizens",
        sa.Column("issue_id", KEY, nullable=False, autoincrement=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("national_id", sa.String(length=14), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_citizens_issue_id_issues")),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_citizens")),
    )
    op.create_index("ix_citizens_national_id", "citizens", ["national_id"])
    op.create_table(
        "referrals",
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_referrals_record_id_records")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_referrals_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_referrals_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index("ix_referrals_record_id_position", "referrals", ["record_id", "position"])
    op.create_index("ix_referrals_unit_id", "referrals", ["unit_id"])
    op.create_index("ix_referrals_organisation_id", "referrals", ["organisation_id"])
    op.create_table(
        "issue_steps",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("referral_id", KEY, nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["issues.id"], name=op.f("fk_issue_steps_record_id_issues")),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_issue_steps_referral_id_referrals")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_issue_steps_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_steps")),
    )
    op.create_index("ix_issue_steps_record_id", "issue_steps", ["record_id"])
    op.create_index("ix_issue_steps_referral_id", "issue_steps", ["referral_id"])


def downgrade():
    for table in ("issue_steps", "referrals", "citizens", "issues", "issue_categories"):
        op.drop_table(table)
