from datetime import date
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Index, Table, and_, event, select, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.accounts.models import Unit, User
from tadamon.activities.models import PRECISIONS, a_day, named, unit_name
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.directory.initiatives import TOLD, Tied
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy, reader
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number, to_reader
from tadamon.partnerships import states
from tadamon.partnerships.acts import Act, Acting
from tadamon.partnerships.parties import Clearance, Party
from tadamon.partnerships.words import CURRENCIES, KINDS, RENEWALS
from tadamon.records.archive import Archivable
from tadamon.records.attachments import Attachment
from tadamon.records.base import Record
from tadamon.records.columns import Money, amount, vague
from tadamon.records.history import Told

partnership_axes = Table(
    "partnership_axes",
    Base.metadata,
    Column("partnership_id", Key, ForeignKey("partnerships.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_partnership_axes_axis_id_partnership_id", "axis_id", "partnership_id"),
)
partnership_governorates = Table(
    "partnership_governorates",
    Base.metadata,
    Column("partnership_id", Key, ForeignKey("partnerships.id"), primary_key=True),
    Column("code", db.String(10), primary_key=True),
    Index("ix_partnership_governorates_code_partnership_id", "code", "partnership_id"),
)


class Place(db.Model):
    """A governorate a partnership works in."""

    __table__ = partnership_governorates

    def __str__(self) -> str:
        return self.code


def _listed(name: str, *columns: str) -> Index:
    standing = text("archived_at IS NULL")
    return Index(f"ix_partnerships_{name}", *columns, sqlite_where=standing, postgresql_where=standing)


def _parts(cls: str):
    return dict(
        primaryjoin=f"and_({cls}.record_id == Partnership.id, {cls}.removed_at.is_(None))",
        foreign_keys=f"{cls}.record_id",
        order_by=f"{cls}.position, {cls}.id",
        viewonly=True,
    )


class Partnership(Tied, Acting, Archivable, Record):
    """What we agreed with others. Seen within the office that holds it; the department sees all."""

    __tablename__ = "partnerships"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(db.String(20))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    reference: Mapped[str] = mapped_column(db.String(120), default="")
    aims: Mapped[str] = mapped_column(db.Text, default="")
    beneficiaries: Mapped[str] = mapped_column(db.Text, default="")
    value: Mapped[Decimal | None] = mapped_column(Money)
    value_precision: Mapped[str] = mapped_column(db.String(20), default="exactly")
    currency: Mapped[str] = mapped_column(db.String(3), default="EGP")
    our_signed_on: Mapped[date | None] = mapped_column(active_history=True)
    our_signed_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    their_signed_on: Mapped[date | None] = mapped_column(active_history=True)
    their_signed_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    starts_on: Mapped[date | None]
    starts_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    ends_on: Mapped[date | None]
    ends_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    open_ended: Mapped[bool] = mapped_column(default=False)
    renewal: Mapped[str] = mapped_column(db.String(20), default="none")
    notice_days: Mapped[int] = mapped_column(default=60)
    extended_to: Mapped[date | None]
    ended_on: Mapped[date | None] = mapped_column(active_history=True)
    end_reason: Mapped[str] = mapped_column(db.Text, default="")
    amends_id: Mapped[int | None] = mapped_column(Key, ForeignKey("partnerships.id"), index=True)
    superseded_on: Mapped[date | None]
    listed_on: Mapped[date]

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=partnership_axes, order_by=Axis.position)
    governorates = relationship(Place, order_by=Place.code, cascade="all, delete-orphan")
    amends = relationship("Partnership", remote_side=[id], foreign_keys=[amends_id])
    parties = relationship(Party, **_parts("Party"))
    clearances = relationship(Clearance, **_parts("Clearance"))
    obligations = relationship(
        Outcome,
        primaryjoin=lambda: and_(
            Outcome.record_id == Partnership.id, Outcome.kind == "obligation", Outcome.removed_at.is_(None)
        ),
        foreign_keys=[Outcome.record_id],
        order_by=[Outcome.position, Outcome.id],
        viewonly=True,
    )
    attachments = relationship(
        Attachment,
        primaryjoin=lambda: and_(Attachment.record_id == Partnership.id, Attachment.removed_at.is_(None)),
        foreign_keys=[Attachment.record_id],
        order_by=[Attachment.position, Attachment.id],
        viewonly=True,
    )
    acts = relationship(Act, order_by=Act.id, viewonly=True)

    __mapper_args__ = {"polymorphic_identity": "partnership", "inherit_condition": id == Record.id}
    __table_args__ = (
        _listed("listed_on_id", "listed_on", "id"),
        _listed("office_id", "office_id", "listed_on", "id"),
        _listed("kind", "kind", "listed_on", "id"),
        _listed("ends_on", "ends_on"),
    )

    starts = vague("starts_on", "starts_precision")
    ends = vague("ends_on", "ends_precision")
    our_signature = vague("our_signed_on", "our_signed_precision")
    their_signature = vague("their_signed_on", "their_signed_precision")

    audited = {
        "title": Told(lazy("موضوع الشراكة")),
        "title_en": Told(lazy("الموضوع بالإنجليزية")),
        "kind": Told(lazy("النوع"), named(KINDS)),
        "reference": Told(lazy("رقم الاتفاق أو مرجعه")),
        "aims": Told(lazy("الأهداف")),
        "beneficiaries": Told(lazy("المستفيدون")),
        "value": Told(lazy("القيمة"), lambda value: number(Decimal(value))),
        "value_precision": Told(lazy("دقة القيمة"), named(COUNT_PRECISIONS)),
        "currency": Told(lazy("العملة"), named(CURRENCIES)),
        "our_signed_on": Told(lazy("توقيعنا"), a_day),
        "their_signed_on": Told(lazy("توقيع الطرف الشريك"), a_day),
        "starts_on": Told(lazy("تاريخ البدء"), a_day),
        "starts_precision": Told(lazy("دقة تاريخ البدء"), named(PRECISIONS)),
        "ends_on": Told(lazy("تاريخ الانتهاء"), a_day),
        "ends_precision": Told(lazy("دقة تاريخ الانتهاء"), named(PRECISIONS)),
        "open_ended": Told(lazy("مفتوحة المدة"), lambda value: _("نعم") if value else _("لا")),
        "renewal": Told(lazy("التجديد"), named(RENEWALS)),
        "notice_days": Told(lazy("التنبيه قبل الانتهاء بأيام"), to_reader),
        "extended_to": Told(lazy("مُدّت حتى"), a_day),
        "ended_on": Told(lazy("أُنهيت في"), a_day),
        "end_reason": Told(lazy("سبب الإنهاء")),
        "superseded_on": Told(lazy("حل محلها تعديل في"), a_day),
        "axes": Told(lazy("المحاور")),
        "initiatives": TOLD,
        "governorates": Told(lazy("المحافظات"), governorate),
        "unit_id": Told(lazy("الوحدة المسؤولة"), unit_name),
    }

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    @classmethod
    def facets_seen_by(cls, user) -> dict:
        return {} if user.sees_every_office else {"seen": user.office_id}

    def editable_by(self, user) -> bool:
        """Writers of the unit that holds the record, or of the office above it."""
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @property
    def frozen(self) -> str | None:
        if self.archived_at:
            return super().frozen
        if self.our_signed_on or self.their_signed_on:
            return _(
                "وُقّعت هذه الشراكة فلا يُعدَّل نصها. سجّل ما تغيّر في تعديل مرتبط بها؛ أما التزاماتها فيُبلَّغ عن تنفيذها هنا."
            )
        return self.ended_on and _("أُنهيت هذه الشراكة فلا تُعدَّل بياناتها.")

    @property
    def state(self) -> str:
        return states.state(self, today())

    @property
    def state_words(self) -> str:
        return states.words(self, today())

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def codes(self) -> list[str]:
        """Of the governorates it works in."""
        return [place.code for place in self.governorates]

    @codes.setter
    def codes(self, codes: list[str]) -> None:
        kept = {place.code: place for place in self.governorates}
        self.governorates = [kept.get(code) or Place(code=code) for code in sorted(set(codes))]

    @property
    def governorate_names(self) -> str:
        if len(self.governorates) == len(GOVERNORATES):
            return _("كل المحافظات")
        return _("، ").join(governorate(code) for code in self.codes)

    @property
    def renewal_name(self) -> str:
        return str(RENEWALS[self.renewal])

    @property
    def precision_name(self) -> str:
        return str(COUNT_PRECISIONS[self.value_precision])

    @property
    def currency_name(self) -> str:
        return str(CURRENCIES[self.currency])

    @property
    def amount_words(self) -> str:
        return "" if self.value is None else amount(self.value)

    @property
    def value_words(self) -> str:
        """«أكثر من ٥٠٠٬٠٠٠ جنيه مصري»."""
        if self.value is None:
            return ""
        about = "" if self.value_precision == "exactly" else f"{COUNT_PRECISIONS[self.value_precision]} "
        return f"{about}{amount(self.value)} {CURRENCIES[self.currency]}"

    @property
    def present_end(self) -> date | None:
        return states.present_end(self, today())

    @property
    def end_words(self) -> str:
        """The end as far as it is known: of an automatic renewal, of the present term."""
        if self.renewal == "automatic" and self.ends_on:
            return _("المدة الحالية حتى %(day)s، ثم تتجدد تلقائيًا", day=show_date(self.present_end))
        if self.extended_to:
            return _("%(day)s، بعد مدّها", day=show_date(self.extended_to))
        if self.ends_on:
            return show_date(self.ends_on, self.ends_precision)
        return _("مفتوحة المدة") if self.open_ended else ""

    @property
    def theirs(self) -> list["Party"]:
        return [party for party in self.parties if party.side == "theirs"]

    @property
    def partner_names(self) -> str:
        return _("، ").join(party.name_now for party in self.theirs)

    @property
    def amended_by(self) -> list["Partnership"]:
        """The amendments of it that stand, the newest first."""
        query = select(Partnership).where(Partnership.amends_id == self.id, Partnership.archived_at.is_(None))
        return list(db.session.scalars(query.order_by(Partnership.id.desc())))

    def label(self) -> str:
        return self.title

    def __str__(self) -> str:
        return self.title

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "kind": [self.kind],
            "axis": [axis.id for axis in self.axes],
            "governorate": self.codes,
            "state": ["standing"] if self.archived_at is None else ["archived"],
        }

    def search_text(self) -> str:
        bodies = (f"{row.name} {' '.join(row.organisation.names) if row.organisation else ''}" for row in self.parties)
        duties = (f"{row.text} {row.owner_person}" for row in self.obligations)
        clearances = (f"{row.body} {row.reference}" for row in self.clearances)
        files = (file.name for file in self.attachments)
        own = (self.title, self.title_en, self.reference, self.kind_name, self.aims, self.beneficiaries)
        return "\n".join((*own, self.governorate_names, *bodies, *duties, *clearances, *files))


@event.listens_for(Partnership, "before_insert")
@event.listens_for(Partnership, "before_update")
def _place_in_lists(_mapper, _connection, row: Partnership) -> None:
    """Lists go by the day it begins, else by the first signature, else by the day it was written down."""
    signed = min(filter(None, (row.our_signed_on, row.their_signed_on)), default=None)
    day = row.starts_on or signed or (row.listed_on if row.id and row.listed_on else today())
    if row.listed_on != day:
        row.listed_on = day
