"""The slices of trainees' words leave their pairs out, which are there to be few: no slice of them is looked for."""

from alembic import op

revision = "pairs"
down_revision = "slices"
branch_labels = None
depends_on = None

# Rows that hold pairs are written by what comes after this; of the others the function says what it said before.
FUNCTION = r"""
CREATE OR REPLACE FUNCTION sliced(words text, place bigint) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT COST 10000 AS $$
BEGIN RETURN array_to_tsvector(string_to_array(regexp_replace({words}, '\S+', '\&x' || (place >> 16), 'g'), ' ')); END
$$"""


def upgrade():
    told("regexp_replace(words, ' \\S+0x0\\S+', '', 'g')")


def downgrade():
    told("words")


def told(words: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION.replace("{words}", words))
