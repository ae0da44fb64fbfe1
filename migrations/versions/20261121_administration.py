"""Settings, the log of acts, first passwords, and the logos of units."""

import sqlalchemy as sa
from alembic import op

from tadamon.language.words import fold

revision = "administration"
down_revision = "drafts"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "settings",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "acts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_acts_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index("ix_acts_action_id", "acts", ["action", "id"])
    op.create_index("ix_acts_by_id_id", "acts", ["by_id", "id"])
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(sa.Column("logo_sha256", sa.String(length=64), nullable=True))
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("must_change_password", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("password_expires_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("search_key", sa.String(length=450), nullable=False, server_default=""))
        batch_op.create_index("ix_users_search_key", ["search_key"], unique=False)
    name_those_who_are_there()


def name_those_who_are_there():
    users = sa.table("users", sa.column("id"), sa.column("full_name"), sa.column("username"), sa.column("search_key"))
    connection = op.get_bind()
    for id, full_name, username in connection.execute(sa.select(users.c.id, users.c.full_name, users.c.username)).all():
        key = fold(f"{full_name} {username}")[:450]
        connection.execute(sa.update(users).where(users.c.id == id).values(search_key=key))


def downgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index("ix_users_search_key")
        for column in ("search_key", "password_expires_at", "must_change_password"):
            batch_op.drop_column(column)
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_column("logo_sha256")
    op.drop_table("acts")
    op.drop_table("settings")
