"""Figures, their values as they were said, and who approved them."""

import sqlalchemy as sa
from alembic import op

revision = "figures"
down_revision = "series"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "figure_values",
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("date_precision", sa.String(length=10), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reported_date", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("entered_by_id", KEY, nullable=True),
        sa.Column("supersedes_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["entered_by_id"], ["users.id"], name=op.f("fk_figure_values_entered_by_id_users")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_figure_values_record_id_records")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["figure_values.id"], name=op.f("fk_figure_values_supersedes_id_figure_values")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_values")),
    )
    with op.batch_alter_table("figure_values", schema=None) as batch_op:
        batch_op.create_index("ix_figure_values_record_id_position", ["record_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_figure_values_supersedes_id"), ["supersedes_id"], unique=False)

    op.create_table(
        "figures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("name_ar", sa.String(length=250), nullable=False),
        sa.Column("name_en", sa.String(length=250), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("measure_word", sa.String(length=60), nullable=False),
        sa.Column("per", sa.String(length=10), nullable=True),
        sa.Column("split", sa.String(length=20), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_figures_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_figures_id_records")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_figures_office_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_figures_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
    )
    with op.batch_alter_table("figures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figures_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_figures_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "figure_approvals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("value_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_figure_approvals_by_id_users")),
        sa.ForeignKeyConstraint(
            ["value_id"], ["figure_values.id"], name=op.f("fk_figure_approvals_value_id_figure_values")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["users.id"], name=op.f("fk_figure_approvals_withdrawn_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_approvals")),
    )
    with op.batch_alter_table("figure_approvals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_approvals_value_id"), ["value_id"], unique=False)

    op.create_table(
        "figure_axes",
        sa.Column("figure_id", KEY, nullable=False),
        sa.Column("axis_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axes.id"], name=op.f("fk_figure_axes_axis_id_axes")),
        sa.ForeignKeyConstraint(["figure_id"], ["figures.id"], name=op.f("fk_figure_axes_figure_id_figures")),
        sa.PrimaryKeyConstraint("figure_id", "axis_id", name=op.f("pk_figure_axes")),
    )
    with op.batch_alter_table("figure_axes", schema=None) as batch_op:
        batch_op.create_index("ix_figure_axes_axis_id_figure_id", ["axis_id", "figure_id"], unique=False)


def downgrade():
    for table in ("figure_approvals", "figure_values", "figure_axes", "figures"):
        op.drop_table(table)
