"""Reports on a period, their headings and paragraphs, and what each paragraph was written from."""

import sqlalchemy as sa
from alembic import op

revision = "reports"
down_revision = "nurseries"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def key(table: str, column: str, other: str):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def part(table: str):
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key(table, "record_id", "records"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade():
    op.create_table(
        "reports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("span", sa.String(length=20), nullable=False),
        sa.Column("with_map", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        key("reports", "archived_by_id", "users"),
        key("reports", "id", "records"),
        key("reports", "office_id", "units"),
        key("reports", "unit_id", "units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_office_id_starts_on", "reports", ["office_id", "starts_on"])
    op.create_index(op.f("ix_reports_number"), "reports", ["number"])
    op.create_table(
        "report_headings",
        sa.Column("axis_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        *part("report_headings"),
        key("report_headings", "axis_id", "axes"),
    )
    op.create_index("ix_report_headings_record_id_position", "report_headings", ["record_id", "position"])
    op.create_table(
        "report_paragraphs",
        sa.Column("axis_id", KEY, nullable=True),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        *part("report_paragraphs"),
        key("report_paragraphs", "axis_id", "axes"),
    )
    op.create_index("ix_report_paragraphs_record_id_position", "report_paragraphs", ["record_id", "position"])
    op.create_table(
        "paragraph_records",
        sa.Column("paragraph_id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        key("paragraph_records", "paragraph_id", "report_paragraphs"),
        key("paragraph_records", "record_id", "records"),
        sa.PrimaryKeyConstraint("paragraph_id", "record_id", name=op.f("pk_paragraph_records")),
    )
    op.create_index("ix_paragraph_records_record_id", "paragraph_records", ["record_id"])


def downgrade():
    for name in ("paragraph_records", "report_paragraphs", "report_headings", "reports"):
        op.drop_table(name)
