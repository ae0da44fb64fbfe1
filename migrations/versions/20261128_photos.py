"""The photographs of a report."""

import sqlalchemy as sa
from alembic import op

revision = "photos"
down_revision = "replacements"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEYS = {"record_id": "records", "paragraph_id": "report_paragraphs", "axis_id": "axes", "source_id": "attachments"}


def upgrade():
    op.create_table(
        "report_photos",
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, KEY, nullable=name != "record_id") for name in KEYS),
        *(sa.Column(name, sa.String(300), nullable=False) for name in ("caption", "caption_en", "alt", "alt_en")),
        sa.Column("wide", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_photos")),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_report_photos_{name}_{other}"))
            for name, other in KEYS.items()
        ),
    )
    op.create_index("ix_report_photos_record_id_position", "report_photos", ["record_id", "position"])


def downgrade():
    op.drop_table("report_photos")
