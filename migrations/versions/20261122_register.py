"""The words of every outcome, in the order of the register: FTS5 on SQLite, a stored tsvector with GIN on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from tadamon.language import words

revision = "register"
down_revision = "followup"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INDEX = "search_index_outcomes"
FTS = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(text, content='outcome_texts', content_rowid='place', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER outcome_texts_added AFTER INSERT ON outcome_texts BEGIN "
    f"INSERT INTO {INDEX}(rowid, text) VALUES (new.place, new.text); END",
    "CREATE TRIGGER outcome_texts_removed AFTER DELETE ON outcome_texts BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', old.place, old.text); END",
    "CREATE TRIGGER outcome_texts_changed AFTER UPDATE ON outcome_texts BEGIN "
    f"INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', old.place, old.text); "
    f"INSERT INTO {INDEX}(rowid, text) VALUES (new.place, new.text); END",
)
OPEN, OWED = ("open", "started", "reported", "submitted"), ("open", "started", "submitted")
OUTCOMES = """
SELECT o.id, o.kind, o.text, o.owner, o.owner_person, o.owner_unit_id, o.owner_office_id, o.office_id, o.priority, o.state,
  o.falls_on, o.record_id, coalesce(a.archived_at, p.archived_at) AS archived_at
FROM outcomes o LEFT JOIN activities a ON a.id = o.record_id LEFT JOIN partnerships p ON p.id = o.record_id
WHERE o.removed_at IS NULL AND o.id > :last ORDER BY o.id LIMIT 1000
"""


def upgrade():
    op.create_table(
        "outcome_texts",
        sa.Column("place", KEY, autoincrement=False, nullable=False),
        sa.Column("outcome_id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_outcome_texts_outcome_id_outcomes")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_outcome_texts")),
        sa.UniqueConstraint("outcome_id", name=op.f("uq_outcome_texts_outcome_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS:
            op.execute(statement)
    else:
        op.execute("ALTER TABLE outcome_texts SET (toast_tuple_target = 8160)")
        op.execute(
            f"ALTER TABLE outcome_texts ADD COLUMN {INDEX} tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(text, ' '))) STORED, "
            f"ALTER COLUMN {INDEX} SET STORAGE EXTERNAL"
        )
        op.execute(f"CREATE INDEX ix_outcome_texts_document ON outcome_texts USING gin ({INDEX})")
    write_those_who_are_there()


def write_those_who_are_there():
    bind, last = op.get_bind(), 0
    texts = sa.table("outcome_texts", sa.column("place"), sa.column("outcome_id"), sa.column("text"))
    query = sa.text(OUTCOMES).columns(falls_on=sa.Date())
    invited: dict = {}
    for record, unit in bind.execute(sa.text("SELECT activity_id, unit_id FROM invitations")):
        invited.setdefault(record, set()).add(unit)
    while rows := bind.execute(query, {"last": last}).all():
        last = rows[-1].id
        written = [
            {
                "place": row.falls_on.toordinal() << 40 | row.id,
                "outcome_id": row.id,
                "text": text(row, invited.get(row.record_id, set())),
            }
            for row in rows
        ]
        bind.execute(texts.insert(), written)


def text(row, invited: set) -> str:
    seen = {row.office_id, row.owner_office_id} | (set() if row.kind == "assignment" else invited)
    states = {
        "standing",
        row.state,
        *(["still-open"] if row.state in OPEN else []),
        *(["owed"] if row.state in OWED else []),
    }
    marks = {
        "seen": seen,
        "kind": {row.kind},
        "office": {row.office_id},
        "owner": {row.owner_unit_id, row.owner_office_id},
        "priority": {row.priority},
        "state": {"archived"} if row.archived_at else states,
    }
    marked = sorted(
        f"{name}0{''.join(filter(str.isalnum, str(each)))}" for name, found in marks.items() for each in found if each
    )
    return " ".join((*marked, words.index_text(f"{row.id} {row.text} {row.owner} {row.owner_person}"))).strip()


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER outcome_texts_{trigger}")
        op.execute(f"DROP TABLE {INDEX}")
    op.drop_table("outcome_texts")
