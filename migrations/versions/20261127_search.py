"""What records say as written, the words they hold, and the sums of the dashboards."""

import sqlalchemy as sa
from alembic import op

revision = "search"
down_revision = "issues"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")


def upgrade():
    op.create_table(
        "search_sayings",
        sa.Column("record_id", KEY, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_search_sayings_record_id_records")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_search_sayings")),
    )
    op.create_table(
        "search_words",
        sa.Column("word", WORD, nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    op.create_table(
        "tallies",
        sa.Column("id", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("measure", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_tallies_office_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
        sa.UniqueConstraint(
            "office_id", "month", "measure", "key", name=op.f("uq_tallies_office_id_month_measure_key")
        ),
    )
    op.create_table(
        "tallied",
        sa.Column("record_id", KEY, autoincrement=False, nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_tallied_record_id_records")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_tallied")),
    )
    # What is there already is written anew by the setup that follows.
    op.execute("DELETE FROM settings WHERE key = 'search_version'")
    op.execute(
        "INSERT INTO settings (key, value) SELECT 'search_version', '1' WHERE EXISTS (SELECT 1 FROM records)"
        if op.get_bind().dialect.name == "sqlite"
        else "INSERT INTO settings (key, value) SELECT 'search_version', '1'::json WHERE EXISTS (SELECT 1 FROM records)"
    )


def downgrade():
    for name in ("tallied", "tallies", "search_words", "search_sayings"):
        op.drop_table(name)
