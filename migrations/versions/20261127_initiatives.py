"""Initiatives and programmes, who is in them, and what of every room belongs to them."""

import sqlalchemy as sa
from alembic import op

revision = "initiatives"
down_revision = "events"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "initiatives",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("name_ar", sa.String(length=250), nullable=False),
        sa.Column("name_en", sa.String(length=250), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("began_precision", sa.String(length=10), nullable=False),
        sa.Column("reported_date", sa.String(length=200), nullable=False),
        sa.Column("verified_how", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_initiatives_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_initiatives_id_records")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_initiatives_office_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_initiatives_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiatives")),
    )
    with op.batch_alter_table("initiatives", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiatives_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiatives_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiatives_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "initiative_axes",
        sa.Column("initiative_id", KEY, nullable=False),
        sa.Column("axis_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["axes.id"], name=op.f("fk_initiative_axes_axis_id_axes")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_initiative_axes_initiative_id_initiatives")
        ),
        sa.PrimaryKeyConstraint("initiative_id", "axis_id", name=op.f("pk_initiative_axes")),
    )
    with op.batch_alter_table("initiative_axes", schema=None) as batch_op:
        batch_op.create_index("ix_initiative_axes_axis_id_initiative_id", ["axis_id", "initiative_id"], unique=False)

    op.create_table(
        "initiative_bodies",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_initiative_bodies_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_initiative_bodies_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_bodies")),
    )
    with op.batch_alter_table("initiative_bodies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_bodies_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_initiative_bodies_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "record_initiatives",
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("initiative_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_record_initiatives_initiative_id_initiatives")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_record_initiatives_record_id_records")),
        sa.PrimaryKeyConstraint("record_id", "initiative_id", name=op.f("pk_record_initiatives")),
    )
    with op.batch_alter_table("record_initiatives", schema=None) as batch_op:
        batch_op.create_index(
            "ix_record_initiatives_initiative_id_record_id", ["initiative_id", "record_id"], unique=False
        )


def downgrade():
    for table in ("record_initiatives", "initiative_bodies", "initiative_axes", "initiatives"):
        op.drop_table(table)
