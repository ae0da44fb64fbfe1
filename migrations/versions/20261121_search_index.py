"""The index over search_texts: FTS5 kept by triggers on SQLite, a stored tsvector with GIN on PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FTS = (
    "CREATE VIRTUAL TABLE search_index USING fts5(text, content='search_texts', content_rowid='place', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN "
    "INSERT INTO search_index(rowid, text) VALUES (new.place, new.text); END",
    "CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN "
    "INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.place, old.text); END",
    "CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN "
    "INSERT INTO search_index(search_index, rowid, text) VALUES ('delete', old.place, old.text); "
    "INSERT INTO search_index(rowid, text) VALUES (new.place, new.text); END",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
)


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS:
            op.execute(statement)
    else:
        # Kept in the row as it is: fetching it from elsewhere takes longer than matching it.
        op.execute("ALTER TABLE search_texts SET (toast_tuple_target = 8160)")
        op.execute(
            "ALTER TABLE search_texts ADD COLUMN search_index tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(text, ' '))) STORED, "
            "ALTER COLUMN search_index SET STORAGE EXTERNAL"
        )
        op.execute("CREATE INDEX ix_search_texts_document ON search_texts USING gin (search_index)")


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER search_texts_{trigger}")
        op.execute("DROP TABLE search_index")
    else:
        op.execute("ALTER TABLE search_texts DROP COLUMN search_index")
        op.execute("ALTER TABLE search_texts RESET (toast_tuple_target)")
