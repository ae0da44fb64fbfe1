"""Events, their delegations, countries, outputs and sources; and what came of what."""

import sqlalchemy as sa
from alembic import op

revision = "events"
down_revision = "search"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "nations",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_nations_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nations")),
    )
    with op.batch_alter_table("nations", schema=None) as batch_op:
        batch_op.create_index("ix_nations_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "delegates",
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("name_en", sa.String(length=150), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("titles_en", sa.Text(), nullable=False),
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_delegates_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_delegates_person_id_people")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_delegates_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegates")),
    )
    with op.batch_alter_table("delegates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegates_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegates_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_delegates_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", KEY, nullable=False),
        sa.Column("series", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("city_en", sa.String(length=120), nullable=False),
        sa.Column("our_role", sa.String(length=20), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_ends_on", sa.Date(), nullable=True),
        sa.Column("verified_precision", sa.String(length=10), nullable=False),
        sa.Column("verified_how", sa.String(length=300), nullable=False),
        sa.Column("aims", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("travel_decision", sa.String(length=120), nullable=False),
        sa.Column("travel_decided_on", sa.Date(), nullable=True),
        sa.Column("travels_on", sa.Date(), nullable=True),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["id"], ["activities.id"], name=op.f("fk_events_id_activities")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["events.id"], name=op.f("fk_events_merged_into_id_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(
            "ix_events_merged_into_id",
            ["merged_into_id"],
            unique=False,
            sqlite_where=sa.text("merged_into_id IS NOT NULL"),
            postgresql_where=sa.text("merged_into_id IS NOT NULL"),
        )

    op.create_table(
        "event_sources",
        sa.Column("outlet", sa.String(length=250), nullable=False),
        sa.Column("headline", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("clipping_id", KEY, nullable=True),
        sa.Column("merge_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["clipping_id"], ["attachments.id"], name=op.f("fk_event_sources_clipping_id_attachments")
        ),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f("fk_event_sources_merge_id_merges")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_event_sources_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_sources")),
    )
    with op.batch_alter_table("event_sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_sources_clipping_id"), ["clipping_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_sources_merge_id"), ["merge_id"], unique=False)
        batch_op.create_index("ix_event_sources_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "outputs",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name=op.f("fk_outputs_outcome_id_outcomes")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_outputs_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outputs")),
    )
    with op.batch_alter_table("outputs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outputs_outcome_id"), ["outcome_id"], unique=False)
        batch_op.create_index("ix_outputs_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "sequels",
        sa.Column("id", KEY, nullable=False),
        sa.Column("earlier_id", KEY, nullable=False),
        sa.Column("later_id", KEY, nullable=False),
        sa.Column("output_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.CheckConstraint("earlier_id <> later_id", name=op.f("ck_sequels_another")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_sequels_by_id_users")),
        sa.ForeignKeyConstraint(["earlier_id"], ["records.id"], name=op.f("fk_sequels_earlier_id_records")),
        sa.ForeignKeyConstraint(["later_id"], ["records.id"], name=op.f("fk_sequels_later_id_records")),
        sa.ForeignKeyConstraint(["output_id"], ["outputs.id"], name=op.f("fk_sequels_output_id_outputs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sequels")),
        sa.UniqueConstraint("earlier_id", "later_id", name=op.f("uq_sequels_earlier_id_later_id")),
    )
    with op.batch_alter_table("sequels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sequels_later_id"), ["later_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sequels_output_id"), ["output_id"], unique=False)


def downgrade():
    for table in ("sequels", "outputs", "event_sources", "events", "delegates", "nations"):
        op.drop_table(table)
