"""Cohorts, their groups, targets and partners; the trainees, how they moved, and the words they are found by."""

import sqlalchemy as sa
from alembic import op

revision = "cohorts"
down_revision = "reminders"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME_KEY = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
INDEX = "search_index_trainees"
STANDING = sa.text("removed_at IS NULL")
NUMBERED = sa.text("national_id <> '' AND removed_at IS NULL AND state <> 'transferred'")
FTS = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(text, content='trainees', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER trainees_added AFTER INSERT ON trainees BEGIN "
    f"INSERT INTO {INDEX}(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER trainees_removed AFTER DELETE ON trainees BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER trainees_changed AFTER UPDATE OF text ON trainees BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', old.id, old.text); "
    f"INSERT INTO {INDEX}(rowid, text) VALUES (new.id, new.text); END",
)


def key(table: str, column: str, other: str):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def primary(table: str):
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def text(name: str, length: int | None = None, null: bool = False):
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=null)


def part(table: str, *columns):
    """A list of the cohort's sheet."""
    op.create_table(
        table,
        *(each for each in columns if isinstance(each, sa.Column)),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        *(each for each in columns if not isinstance(each, sa.Column)),
        key(table, "record_id", "records"),
        primary(table),
    )


def standing(name: str, *columns: str):
    op.create_index(f"ix_trainees_{name}", "trainees", list(columns), sqlite_where=STANDING, postgresql_where=STANDING)


def upgrade():
    imports()
    cohorts()
    lists()
    trainees()


def cohorts():
    op.create_table(
        "cohorts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        text("programme", 20),
        sa.Column("batch", sa.Integer(), nullable=True),
        text("title", 300),
        text("title_en", 300),
        sa.Column("starts_on", sa.Date(), nullable=False),
        text("date_precision", 10),
        sa.Column("ends_on", sa.Date(), nullable=True),
        text("venue", 300),
        text("state", 20),
        text("about"),
        text("notes"),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        key("cohorts", "archived_by_id", "users"),
        key("cohorts", "id", "records"),
        key("cohorts", "office_id", "units"),
        key("cohorts", "unit_id", "units"),
        primary("cohorts"),
    )
    here = sa.text("archived_at IS NULL")
    op.create_index("ix_cohorts_office_id", "cohorts", ["office_id", "id"], sqlite_where=here, postgresql_where=here)
    op.create_index("ix_cohorts_programme_batch", "cohorts", ["programme", "batch"])
    op.create_table(
        "cohort_axes",
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("axis_id", KEY, nullable=False),
        key("cohort_axes", "axis_id", "axes"),
        key("cohort_axes", "cohort_id", "cohorts"),
        sa.PrimaryKeyConstraint("cohort_id", "axis_id", name=op.f("pk_cohort_axes")),
    )
    op.create_index("ix_cohort_axes_axis_id_cohort_id", "cohort_axes", ["axis_id", "cohort_id"])
    op.create_table(
        "cohort_acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        text("action", 20),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        text("note"),
        key("cohort_acts", "by_id", "users"),
        key("cohort_acts", "record_id", "cohorts"),
        primary("cohort_acts"),
    )
    op.create_index(op.f("ix_cohort_acts_record_id"), "cohort_acts", ["record_id"])


def lists():
    part("cohort_groups", text("name", 120), text("trainer", 150), text("place", 250))
    part(
        "cohort_targets",
        sa.Column("administration_id", KEY, nullable=True),
        text("sex", 10, null=True),
        sa.Column("number", sa.Integer(), nullable=False),
        text("note", 250),
        key("cohort_targets", "administration_id", "units"),
    )
    op.create_index(op.f("ix_cohort_targets_administration_id"), "cohort_targets", ["administration_id"])
    part(
        "cohort_partners",
        text("name", 250),
        sa.Column("organisation_id", KEY, nullable=True),
        text("role", 250),
        key("cohort_partners", "organisation_id", "organisations"),
    )
    op.create_index(op.f("ix_cohort_partners_organisation_id"), "cohort_partners", ["organisation_id"])
    for table in ("cohort_groups", "cohort_targets", "cohort_partners"):
        op.create_index(f"ix_{table}_record_id_position", table, ["record_id", "position"])


def trainees():
    part(
        "trainees",
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("group_id", KEY, nullable=True),
        text("name", 150),
        sa.Column("name_key", NAME_KEY, nullable=False),
        text("national_id", 14),
        text("last4", 4),
        text("sex", 10, null=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        text("phone", 20),
        text("qualification", 150),
        text("faculty", 150),
        sa.Column("graduation_year", sa.Integer(), nullable=True),
        text("graduation_round", 10, null=True),
        text("residence", 250),
        sa.Column("administration_id", KEY, nullable=True),
        text("workplace", 250),
        sa.Column("placed_from", sa.Date(), nullable=True),
        sa.Column("placed_to", sa.Date(), nullable=True),
        text("state", 20),
        text("notes"),
        text("text"),
        sa.Column("came_from_id", KEY, nullable=True),
        sa.Column("import_id", KEY, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("forgotten_at", sa.DateTime(), nullable=True),
        key("trainees", "administration_id", "units"),
        key("trainees", "came_from_id", "trainees"),
        key("trainees", "created_by_id", "users"),
        key("trainees", "group_id", "cohort_groups"),
        key("trainees", "import_id", "imports"),
        key("trainees", "office_id", "units"),
    )
    standing("record_id_name_key", "record_id", "name_key", "id")
    standing("counted", "record_id", "administration_id", "sex", "state", "group_id")
    standing("office_id", "office_id", "id")
    op.create_index("ix_trainees_record_id", "trainees", ["record_id"])
    for column in ("administration_id", "came_from_id", "group_id", "import_id"):
        op.create_index(f"ix_trainees_{column}", "trainees", [column])
    numbered = {"sqlite_where": NUMBERED, "postgresql_where": NUMBERED}
    op.create_index("ix_trainees_national_id", "trainees", ["national_id"], **numbered)
    op.create_index(
        "uq_trainees_record_id_national_id", "trainees", ["record_id", "national_id"], unique=True, **numbered
    )
    op.create_table(
        "trainee_moves",
        sa.Column("id", KEY, nullable=False),
        sa.Column("trainee_id", KEY, nullable=False),
        text("kind", 20),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        text("was", 300),
        text("became", 300),
        text("reason", 300),
        key("trainee_moves", "by_id", "users"),
        key("trainee_moves", "trainee_id", "trainees"),
        primary("trainee_moves"),
    )
    op.create_index(op.f("ix_trainee_moves_trainee_id"), "trainee_moves", ["trainee_id"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS:
            op.execute(statement)
    else:
        op.execute(
            f"ALTER TABLE trainees ADD COLUMN {INDEX} tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(text, ' '))) STORED"
        )
        op.execute(f"CREATE INDEX ix_trainees_document ON trainees USING gin ({INDEX})")


def imports():
    """An import may belong to a record, is done in parts by a process of its own, and can be undone."""
    with op.batch_alter_table("imports") as batch:
        batch.add_column(sa.Column("record_id", KEY, nullable=True))
        batch.add_column(sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("upto", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("problem", sa.String(length=400), nullable=False, server_default=""))
        batch.add_column(sa.Column("worker", sa.String(length=40), nullable=False, server_default=""))
        batch.add_column(sa.Column("alive_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("undone_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("undone_by_id", KEY, nullable=True))
        batch.create_foreign_key(op.f("fk_imports_record_id_records"), "records", ["record_id"], ["id"])
        batch.create_foreign_key(op.f("fk_imports_undone_by_id_users"), "users", ["undone_by_id"], ["id"])
        batch.create_index("ix_imports_record_id", ["record_id"])
    with op.batch_alter_table("import_rows") as batch:
        batch.add_column(sa.Column("part_id", KEY, nullable=True))
        batch.add_column(sa.Column("written", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("before", sa.JSON(), nullable=True))
        batch.create_index("ix_import_rows_part_id", ["part_id"])
        batch.create_index("ix_import_rows_import_id_number", ["import_id", "number"])


def back():
    with op.batch_alter_table("import_rows") as batch:
        batch.drop_index("ix_import_rows_import_id_number")
        batch.drop_index("ix_import_rows_part_id")
        for column in ("part_id", "written", "before"):
            batch.drop_column(column)
    with op.batch_alter_table("imports") as batch:
        batch.drop_index("ix_imports_record_id")
        batch.drop_constraint(op.f("fk_imports_record_id_records"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_imports_undone_by_id_users"), type_="foreignkey")
        for column in (*("record_id", "whole", "upto", "problem", "worker", "alive_at", "undone_at", "undone_by_id"),):
            batch.drop_column(column)


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER trainees_{trigger}")
        op.execute(f"DROP TABLE {INDEX}")
    for name in (
        *("trainee_moves", "trainees", "cohort_partners", "cohort_targets", "cohort_groups"),
        *("cohort_acts", "cohort_axes", "cohorts"),
    ):
        op.drop_table(name)
    back()
