"""Organisations and people, the names they are found by, merges, and what refers to them."""

import sqlalchemy as sa
from alembic import op

revision = "directory"
down_revision = "administration"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql")


def some(where):
    """What makes an index one of some rows alone, on both engines."""
    return {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}


STANDING = some("archived_at IS NULL AND merged_into_id IS NULL")
ARCHIVED = some("archived_at IS NOT NULL")
MERGED = some("merged_into_id IS NOT NULL")


def upgrade():
    op.create_table(
        "contacts",
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("post", sa.String(length=250), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_contacts_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index("ix_contacts_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "distinct_records",
        sa.Column("id", KEY, nullable=False),
        sa.Column("one_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_distinct_records_ordered")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_distinct_records_by_id_users")),
        sa.ForeignKeyConstraint(["one_id"], ["records.id"], name=op.f("fk_distinct_records_one_id_records")),
        sa.ForeignKeyConstraint(["other_id"], ["records.id"], name=op.f("fk_distinct_records_other_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_records")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_distinct_records_one_id_other_id")),
    )
    with op.batch_alter_table("distinct_records", schema=None) as batch_op:
        batch_op.create_index("ix_distinct_records_other_id", ["other_id"], unique=False)

    op.create_table(
        "merges",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kept_id", KEY, nullable=False),
        sa.Column("gone_id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", KEY, nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", KEY, nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_merges_by_id_users")),
        sa.ForeignKeyConstraint(["gone_id"], ["records.id"], name=op.f("fk_merges_gone_id_records")),
        sa.ForeignKeyConstraint(["kept_id"], ["records.id"], name=op.f("fk_merges_kept_id_records")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name=op.f("fk_merges_undone_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    with op.batch_alter_table("merges", schema=None) as batch_op:
        batch_op.create_index("ix_merges_gone_id", ["gone_id"], unique=False)
        batch_op.create_index("ix_merges_kept_id", ["kept_id"], unique=False)

    op.create_table(
        "name_starts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("word", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_name_starts_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_starts")),
    )
    with op.batch_alter_table("name_starts", schema=None) as batch_op:
        batch_op.create_index("ix_name_starts_record_id", ["record_id"], unique=False)
        batch_op.create_index("ix_name_starts_type_key", ["type", "key", "record_id"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name_ar", sa.String(length=250), nullable=False),
        sa.Column("name_en", sa.String(length=250), nullable=False),
        sa.Column("sort_key", NAME, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("registered_with_id", KEY, nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("merged_into_id", KEY, nullable=True),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_organisations_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_organisations_id_records")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["organisations.id"],
            name=op.f("fk_organisations_merged_into_id_organisations"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_organisations_office_id_units")),
        sa.ForeignKeyConstraint(
            ["registered_with_id"], ["units.id"], name=op.f("fk_organisations_registered_with_id_units")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_organisations_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index("ix_organisations_archived", ["sort_key", "id"], unique=False, **ARCHIVED)
        batch_op.create_index("ix_organisations_kind", ["kind", "sort_key", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_organisations_merged_into_id", ["merged_into_id"], unique=False, **MERGED)
        batch_op.create_index("ix_organisations_number", ["number"], unique=False)
        batch_op.create_index("ix_organisations_office", ["office_id", "sort_key", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_organisations_office_id", ["office_id"], unique=False)
        batch_op.create_index("ix_organisations_registered_with_id", ["registered_with_id"], unique=False)
        batch_op.create_index("ix_organisations_sort_key_id", ["sort_key", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_organisations_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office_id", KEY, nullable=False),
        sa.Column("name_ar", sa.String(length=150), nullable=False),
        sa.Column("name_en", sa.String(length=150), nullable=False),
        sa.Column("sort_key", NAME, nullable=False),
        sa.Column("titles", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("merged_into_id", KEY, nullable=True),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.Column("archived_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["archived_by_id"], ["users.id"], name=op.f("fk_people_archived_by_id_users")),
        sa.ForeignKeyConstraint(["id"], ["records.id"], name=op.f("fk_people_id_records")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["people.id"], name=op.f("fk_people_merged_into_id_people")),
        sa.ForeignKeyConstraint(["office_id"], ["units.id"], name=op.f("fk_people_office_id_units")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_people_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index("ix_people_archived", ["sort_key", "id"], unique=False, **ARCHIVED)
        batch_op.create_index("ix_people_office", ["office_id", "sort_key", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_people_merged_into_id", ["merged_into_id"], unique=False, **MERGED)
        batch_op.create_index("ix_people_office_id", ["office_id"], unique=False)
        batch_op.create_index("ix_people_sort_key_id", ["sort_key", "id"], unique=False, **STANDING)
        batch_op.create_index("ix_people_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "aliases",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("merge_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name=op.f("fk_aliases_merge_id_merges")),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_aliases_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
    )
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.create_index("ix_aliases_merge_id", ["merge_id"], unique=False)
        batch_op.create_index("ix_aliases_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "organisation_fields",
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_organisation_fields_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "code", name=op.f("pk_organisation_fields")),
    )
    with op.batch_alter_table("organisation_fields", schema=None) as batch_op:
        batch_op.create_index("ix_organisation_fields_code_organisation_id", ["code", "organisation_id"], unique=False)

    op.create_table(
        "organisation_governorates",
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_organisation_governorates_organisation_id_organisations"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "code", name=op.f("pk_organisation_governorates")),
    )
    with op.batch_alter_table("organisation_governorates", schema=None) as batch_op:
        batch_op.create_index(
            "ix_organisation_governorates_code_organisation_id", ["code", "organisation_id"], unique=False
        )

    op.create_table(
        "participants",
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("governorate", sa.String(length=10), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=250), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_participants_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_participants_record_id_records")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
    )
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.create_index("ix_participants_organisation_id", ["organisation_id"], unique=False)
        batch_op.create_index("ix_participants_record_id_position", ["record_id", "position"], unique=False)

    op.create_table(
        "posts",
        sa.Column("title", sa.String(length=250), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("body", sa.String(length=250), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_posts_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_posts_record_id_records")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_posts_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index("ix_posts_organisation_id", ["organisation_id"], unique=False)
        batch_op.create_index("ix_posts_record_id_position", ["record_id", "position"], unique=False)
        batch_op.create_index("ix_posts_unit_id", ["unit_id"], unique=False)

    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_id", KEY, nullable=True))
        batch_op.create_index("ix_activities_file_id", ["file_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_activities_file_id_records"), "records", ["file_id"], ["id"])

    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("presenter_id", KEY, nullable=True))
        batch_op.create_index("ix_agenda_items_presenter_id", ["presenter_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_agenda_items_presenter_id_people"), "people", ["presenter_id"], ["id"]
        )

    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("organisation_id", KEY, nullable=True))
        batch_op.create_index("ix_attendances_organisation_id", ["organisation_id"], unique=False)
        batch_op.create_index("ix_attendances_person_id", ["person_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_attendances_person_id_people"), "people", ["person_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_attendances_organisation_id_organisations"),
            "organisations",
            ["organisation_id"],
            ["id"],
        )

    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_organisation_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("owner_person_id", KEY, nullable=True))
        batch_op.create_index("ix_outcomes_owner_organisation_id", ["owner_organisation_id"], unique=False)
        batch_op.create_index("ix_outcomes_owner_person_id", ["owner_person_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outcomes_owner_person_id_people"), "people", ["owner_person_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_outcomes_owner_organisation_id_organisations"),
            "organisations",
            ["owner_organisation_id"],
            ["id"],
        )


def downgrade():
    with op.batch_alter_table("outcomes", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outcomes_owner_organisation_id_organisations"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outcomes_owner_person_id_people"), type_="foreignkey")
        batch_op.drop_index("ix_outcomes_owner_person_id")
        batch_op.drop_index("ix_outcomes_owner_organisation_id")
        batch_op.drop_column("owner_person_id")
        batch_op.drop_column("owner_organisation_id")

    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_attendances_organisation_id_organisations"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_attendances_person_id_people"), type_="foreignkey")
        batch_op.drop_index("ix_attendances_person_id")
        batch_op.drop_index("ix_attendances_organisation_id")
        batch_op.drop_column("organisation_id")
        batch_op.drop_column("person_id")

    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agenda_items_presenter_id_people"), type_="foreignkey")
        batch_op.drop_index("ix_agenda_items_presenter_id")
        batch_op.drop_column("presenter_id")

    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activities_file_id_records"), type_="foreignkey")
        batch_op.drop_index("ix_activities_file_id")
        batch_op.drop_column("file_id")

    op.drop_table("posts")
    op.drop_table("participants")
    op.drop_table("organisation_governorates")
    op.drop_table("organisation_fields")
    op.drop_table("aliases")
    op.drop_table("people")
    op.drop_table("organisations")
    op.drop_table("name_starts")
    op.drop_table("merges")
    op.drop_table("distinct_records")
    op.drop_table("contacts")
