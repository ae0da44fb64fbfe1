"""Organisations: the bodies the ministry works with, each once, under all its names."""

from sqlalchemy import Column, ForeignKey, Index, Table, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit, User
from tadamon.directory.listed import Listed
from tadamon.extensions import Base, Key, db
from tadamon.language import _, lazy
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part, Record
from tadamon.records.history import Told
from tadamon.records.naming import KEY

ORGANISATION_KINDS = {
    "ngo": lazy("جمعية أو مؤسسة أهلية"),
    "authority": lazy("وزارة أو جهة حكومية"),
    "international": lazy("منظمة أو وكالة دولية"),
    "company": lazy("شركة"),
    "university": lazy("جامعة أو معهد"),
    "embassy": lazy("سفارة"),
    "bank": lazy("بنك أو صندوق"),
    "media": lazy("مؤسسة إعلامية"),
    "other": lazy("جهة أخرى"),
}
FIELDS_OF_WORK = {
    "care": lazy("الرعاية الاجتماعية"),
    "protection": lazy("الحماية الاجتماعية"),
    "empowerment": lazy("التمكين الاقتصادي"),
    "disability": lazy("الأشخاص ذوو الإعاقة"),
    "childhood": lazy("الأسرة والطفولة"),
    "women": lazy("المرأة"),
    "elderly": lazy("كبار السن"),
    "youth": lazy("الشباب"),
    "health": lazy("الصحة"),
    "education": lazy("التعليم والتدريب"),
    "addiction": lazy("مكافحة الإدمان"),
    "environment": lazy("البيئة والمناخ"),
    "relief": lazy("الإغاثة"),
    "development": lazy("تنمية المجتمع المحلي"),
    "digital": lazy("التحول الرقمي"),
    "culture": lazy("الثقافة"),
}

worked_governorates = Table(
    "organisation_governorates",
    Base.metadata,
    Column("organisation_id", Key, ForeignKey("organisations.id"), primary_key=True),
    Column("code", db.String(10), primary_key=True),
    Index("ix_organisation_governorates_code_organisation_id", "code", "organisation_id"),
)
worked_fields = Table(
    "organisation_fields",
    Base.metadata,
    Column("organisation_id", Key, ForeignKey("organisations.id"), primary_key=True),
    Column("code", db.String(20), primary_key=True),
    Index("ix_organisation_fields_code_organisation_id", "code", "organisation_id"),
)


class Governorate(db.Model):
    """A governorate an organisation works in."""

    __table__ = worked_governorates

    def __str__(self) -> str:
        return self.code


class Field(db.Model):
    """A field an organisation works in."""

    __table__ = worked_fields

    def __str__(self) -> str:
        return self.code


STANDING = "archived_at IS NULL AND merged_into_id IS NULL"


def part_index(name: str, *columns: str, where: str = STANDING) -> Index:
    """An index of some rows alone: that a list walks in its order, and that tempts no planner elsewhere."""
    return Index(f"ix_{name}", *columns, sqlite_where=text(where), postgresql_where=text(where))


class Organisation(Listed, Record):
    """A body under all its names. The directory is common: every unit sees it, its focal unit keeps it."""

    __tablename__ = "organisations"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    kind: Mapped[str] = mapped_column(db.String(20))
    name_ar: Mapped[str] = mapped_column(db.String(250))
    name_en: Mapped[str] = mapped_column(db.String(250), default="")
    sort_key: Mapped[str] = mapped_column(KEY, default="")
    number: Mapped[str] = mapped_column(db.String(20), default="", index=True)
    registered_with_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    country: Mapped[str] = mapped_column(db.String(2), default="EG")
    phone: Mapped[str] = mapped_column(db.String(40), default="")
    email: Mapped[str] = mapped_column(db.String(200), default="")
    website: Mapped[str] = mapped_column(db.String(300), default="")
    address: Mapped[str] = mapped_column(db.String(300), default="")
    notes: Mapped[str] = mapped_column(db.Text, default="")
    merged_into_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"))

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    registered_with = relationship(Unit, foreign_keys=[registered_with_id])
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    merged_into = relationship("Organisation", remote_side=[id], foreign_keys=[merged_into_id])
    governorate_rows = relationship(Governorate, order_by=Governorate.code, cascade="all, delete-orphan")
    field_rows = relationship(Field, order_by=Field.code, cascade="all, delete-orphan")
    aliases = relationship(
        "Alias",
        primaryjoin="and_(Alias.record_id == Organisation.id, Alias.removed_at.is_(None))",
        foreign_keys="Alias.record_id",
        order_by="Alias.position, Alias.id",
        viewonly=True,
    )
    contacts = relationship(
        "Contact",
        primaryjoin="and_(Contact.record_id == Organisation.id, Contact.removed_at.is_(None))",
        foreign_keys="Contact.record_id",
        order_by="Contact.position, Contact.id",
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Organisation.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "organisation", "inherit_condition": id == Record.id}
    __table_args__ = (
        part_index("organisations_sort_key_id", "sort_key", "id"),
        part_index("organisations_kind", "kind", "sort_key", "id"),
        part_index("organisations_office", "office_id", "sort_key", "id"),
        part_index("organisations_archived", "sort_key", "id", where="archived_at IS NOT NULL"),
        part_index("organisations_merged_into_id", "merged_into_id", where="merged_into_id IS NOT NULL"),
    )

    audited = {
        "name_ar": Told(lazy("الاسم")),
        "name_en": Told(lazy("الاسم بالإنجليزية")),
        "kind": Told(lazy("النوع"), lambda code: str(ORGANISATION_KINDS.get(code, code))),
        "number": Told(lazy("رقم الإشهار")),
        "registered_with_id": Told(lazy("جهة الإشهار"), lambda id: _unit_name(id)),
        "country": Told(lazy("الدولة")),
        "governorate_rows": Told(lazy("محافظات العمل"), governorate),
        "field_rows": Told(lazy("مجالات العمل"), lambda code: str(FIELDS_OF_WORK.get(code, code))),
        "phone": Told(lazy("الهاتف")),
        "email": Told(lazy("البريد الإلكتروني")),
        "website": Told(lazy("الموقع الإلكتروني")),
        "address": Told(lazy("عنوان المقر")),
        "notes": Told(lazy("ملاحظات")),
        "unit_id": Told(lazy("الوحدة المعنية بها"), lambda id: _unit_name(id)),
        "merged_into_id": Told(lazy("دُمج في"), lambda id: record_name(id)),
    }

    @property
    def kind_name(self) -> str:
        return str(ORGANISATION_KINDS[self.kind])

    @property
    def governorates(self) -> list[str]:
        """The codes of the governorates it works in."""
        return [row.code for row in self.governorate_rows]

    @governorates.setter
    def governorates(self, codes: list[str]) -> None:
        kept = {row.code: row for row in self.governorate_rows}
        self.governorate_rows = [kept.get(code) or Governorate(code=code) for code in sorted(set(codes))]

    @property
    def fields(self) -> list[str]:
        """The codes of its fields of work."""
        return [row.code for row in self.field_rows]

    @fields.setter
    def fields(self, codes: list[str]) -> None:
        kept = {row.code: row for row in self.field_rows}
        self.field_rows = [kept.get(code) or Field(code=code) for code in sorted(set(codes))]

    @property
    def described(self) -> str:
        """The kind and the other names, for telling two of a name apart."""
        return _("، ").join((self.kind_name, *(row.name for row in self.aliases)))

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "kind": [self.kind],
            "governorate": self.governorates,
            "field": self.fields,
        }

    def search_text(self) -> str:
        people = (f"{row.name} {row.post}" for row in self.contacts)
        work = (str(FIELDS_OF_WORK[code]) for code in self.fields)
        places = (governorate(code) for code in self.governorates)
        files = (file.name for file in self.attachments)
        own = (
            self.name_ar,
            self.name_en,
            *(row.name for row in self.aliases),
            self.number,
            self.address,
            self.notes,
        )
        return "\n".join((*own, self.kind_name, *people, *work, *places, *files))


class Alias(Part, db.Model):
    """Another name a body goes by; `merge_id` when it came from a body merged into it."""

    __tablename__ = "aliases"
    name: Mapped[str] = mapped_column(db.String(250))
    merge_id: Mapped[int | None] = mapped_column(Key, ForeignKey("merges.id"), index=True)
    audited = {"name": Told(lazy("اسم آخر"))}

    def label(self) -> str:
        return self.name


class Contact(Part, db.Model):
    """Whom to call at a body."""

    __tablename__ = "contacts"
    name: Mapped[str] = mapped_column(db.String(150))
    post: Mapped[str] = mapped_column(db.String(250), default="")
    phone: Mapped[str] = mapped_column(db.String(40), default="")
    email: Mapped[str] = mapped_column(db.String(200), default="")
    audited = {
        "name": Told(lazy("الاسم")),
        "post": Told(lazy("الصفة")),
        "phone": Told(lazy("الهاتف")),
        "email": Told(lazy("البريد الإلكتروني")),
    }

    def label(self) -> str:
        return self.name


def record_name(id: int) -> str:
    record = db.session.get(Record, id)
    return record.label() if record else str(id)


def _unit_name(id: int) -> str:
    unit = db.session.get(Unit, id)
    return unit.name if unit else str(id)
