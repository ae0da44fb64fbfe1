from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Index, Table, and_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import PRECISIONS as DATE_PRECISIONS
from tadamon.activities.models import a_day, named, unit_name
from tadamon.directory.initiatives import TOLD, Tied
from tadamon.directory.models import Axis
from tadamon.extensions import Base, Key, db
from tadamon.figures.words import BASES, COUNTS, MEASURES, PER, PRECISIONS, SPLITS, said
from tadamon.language import _, lazy, reader
from tadamon.language.amounts import bounds
from tadamon.language.dates import Vague, last_day, show_date, show_range
from tadamon.language.digits import number
from tadamon.records import search
from tadamon.records.archive import Archivable
from tadamon.records.base import Part, Record, Refused, now
from tadamon.records.columns import Money
from tadamon.records.history import Told

figure_axes = Table(
    "figure_axes",
    Base.metadata,
    Column("figure_id", Key, ForeignKey("figures.id"), primary_key=True),
    Column("axis_id", Key, ForeignKey("axes.id"), primary_key=True),
    Index("ix_figure_axes_axis_id_figure_id", "axis_id", "figure_id"),
)


class Figure(Tied, Archivable, Record):
    """Something that is counted. Seen within the office that keeps it; the department sees all."""

    __tablename__ = "figures"
    id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name_ar: Mapped[str] = mapped_column(db.String(250))
    name_en: Mapped[str] = mapped_column(db.String(250), default="")
    measure: Mapped[str] = mapped_column(db.String(20))
    measure_word: Mapped[str] = mapped_column(db.String(60), default="")
    per: Mapped[str | None] = mapped_column(db.String(10))
    split: Mapped[str | None] = mapped_column(db.String(20))
    definition: Mapped[str] = mapped_column(db.Text, default="")

    unit = relationship(Unit, foreign_keys=[unit_id], innerjoin=True)
    office = relationship(Unit, foreign_keys=[office_id], innerjoin=True)
    created_by = relationship(User, foreign_keys=[Record.created_by_id])
    axes = relationship(Axis, secondary=figure_axes, order_by=Axis.position)
    values = relationship(
        "FigureValue",
        primaryjoin=lambda: and_(FigureValue.record_id == Figure.id, FigureValue.removed_at.is_(None)),
        foreign_keys="FigureValue.record_id",
        order_by="FigureValue.starts_on.desc(), FigureValue.position, FigureValue.id",
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "figure", "inherit_condition": id == Record.id}

    audited = {
        "name_ar": Told(lazy("المؤشر")),
        "name_en": Told(lazy("الاسم بالإنجليزية")),
        "measure": Told(lazy("وحدة القياس"), lambda code: str(MEASURES[code].name) if code in MEASURES else code),
        "measure_word": Told(lazy("لفظ الوحدة")),
        "per": Told(lazy("المعدل"), named(PER)),
        "split": Told(lazy("التوزيع حسب"), named(SPLITS)),
        "definition": Told(lazy("ما يُعدّ بالضبط")),
        "axes": Told(lazy("المحاور")),
        "initiatives": TOLD,
        "unit_id": Told(lazy("الوحدة صاحبة المؤشر"), unit_name),
    }

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    @classmethod
    def facets_seen_by(cls, user) -> dict:
        return {} if user.sees_every_office else {"seen": user.office_id}

    def editable_by(self, user) -> bool:
        """Writers of the unit that keeps it, or of the office above it."""
        return user.role != "reader" and user.unit_id in (self.unit_id, self.office_id)

    @validates("unit")
    def _walls(self, _, unit: Unit) -> Unit:
        self.office_id = unit.office_id
        return unit

    @property
    def name(self) -> str:
        return (self.name_en or self.name_ar) if reader().language == "en" else self.name_ar

    @property
    def kind_name(self) -> str:
        return _("مؤشر")

    @property
    def counts(self) -> str:
        return MEASURES[self.measure].counts

    @property
    def counts_words(self) -> str:
        """What it counts, so that attendances are never read as people."""
        return str(COUNTS[self.counts])

    @property
    def measure_name(self) -> str:
        return self.measure_word if self.measure == "other" and self.measure_word else str(MEASURES[self.measure].name)

    @property
    def per_words(self) -> str:
        return str(PER[self.per]) if self.per else ""

    @property
    def split_words(self) -> str:
        return str(SPLITS[self.split]) if self.split else ""

    def says(self, amount: Decimal | None, precision: str = "exactly") -> str:
        return said(amount, precision, self.measure, self.measure_word, self.per)

    @property
    def standing(self) -> list["FigureValue"]:
        """The values that no other takes the place of, the newest first."""
        gone = {row.supersedes_id for row in self.values}
        return [row for row in self.values if row.id not in gone]

    @property
    def latest(self) -> "FigureValue | None":
        """The newest total that stands; of one day, the approved one."""
        totals = [row for row in self.standing if not row.part] or self.standing
        newest = [row for row in totals if row.starts_on == totals[0].starts_on]
        return next((row for row in newest if row.approval), newest[0]) if newest else None

    @property
    def state(self) -> str:
        """How far its values are approved: none, waiting or approved."""
        if not self.values:
            return "empty"
        return "approved" if all(row.approval for row in self.standing) else "waiting"

    @property
    def state_words(self) -> str:
        latest = self.latest
        return latest.words if latest else ""

    @property
    def listed_on(self) -> date:
        return max((row.starts_on for row in self.values), default=self.created_at.date())

    @property
    def when(self) -> str:
        return self.latest.when if self.latest else show_date(self.created_at.date())

    def label(self) -> str:
        return self.name_ar

    def __str__(self) -> str:
        return self.name_ar

    def facets(self) -> dict[str, list]:
        return super().facets() | {
            "seen": [self.office_id],
            "office": [self.office_id],
            "kind": [self.counts],
            "axis": [axis.id for axis in self.axes],
            "state": ["archived"] if self.archived_at else ["standing", self.state],
        }

    def search_text(self) -> str:
        values = (f"{row.words} {row.part} {row.source} {row.note}" for row in self.values)
        tied = (initiative.name_ar for initiative in self.initiatives)
        own = (self.name_ar, self.name_en, self.measure_name, self.definition)
        return "\n".join((*own, *tied, *values))


class FigureValue(Part, db.Model):
    """What it was on a day or over a period, as it was said, by which source; of a part when `part` names one."""

    __tablename__ = "figure_values"
    amount: Mapped[Decimal | None] = mapped_column(Money)
    precision: Mapped[str] = mapped_column(db.String(20), default="exactly")
    basis: Mapped[str] = mapped_column(db.String(10), default="as-of")
    starts_on: Mapped[date]
    date_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    ends_on: Mapped[date | None]
    reported_date: Mapped[str] = mapped_column(db.String(200), default="")
    part: Mapped[str] = mapped_column(db.String(200), default="")
    source: Mapped[str] = mapped_column(db.String(300), default="")
    link: Mapped[str] = mapped_column(db.String(500), default="")
    source_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(db.String(500), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    supersedes_id: Mapped[int | None] = mapped_column(Key, ForeignKey("figure_values.id"), index=True)
    entered_by = relationship(User, foreign_keys=[entered_by_id])
    supersedes = relationship("FigureValue", foreign_keys=[supersedes_id], remote_side="FigureValue.id")
    approvals = relationship("FigureApproval", order_by="FigureApproval.id", viewonly=True, lazy="selectin")
    audited = {
        "amount": Told(lazy("القيمة"), lambda value: number(Decimal(value).normalize() + 0)),
        "precision": Told(lazy("الدقة"), named(PRECISIONS)),
        "basis": Told(lazy("على أساس"), named(BASES)),
        "starts_on": Told(lazy("التاريخ أو الفترة"), a_day),
        "date_precision": Told(lazy("دقة التاريخ"), named(DATE_PRECISIONS)),
        "ends_on": Told(lazy("آخر الفترة"), a_day),
        "reported_date": Told(lazy("التاريخ كما ورد في المصدر")),
        "part": Told(lazy("لجزء من الإجمالي")),
        "source": Told(lazy("المصدر")),
        "link": Told(lazy("الرابط")),
        "source_on": Told(lazy("تاريخ المصدر"), a_day),
        "note": Told(lazy("ملاحظة")),
        "supersedes_id": Told(lazy("تحل محل"), lambda id: _label_of(id)),
    }

    @property
    def date(self) -> Vague:
        return Vague(self.starts_on, self.date_precision)

    @date.setter
    def date(self, vague: Vague) -> None:
        self.starts_on, self.date_precision = vague.first, vague.precision

    @property
    def when(self) -> str:
        """«٢٠٢٥», «من ١ يوليو ٢٠٢٤ إلى ٣٠ يونيو ٢٠٢٥»; with the basis where it is a state on a day."""
        if self.ends_on:
            return show_range(self.starts_on, self.ends_on, self.date_precision)
        return show_date(self.starts_on, self.date_precision)

    @property
    def last(self) -> date:
        return self.ends_on or last_day(self.starts_on, self.date_precision)

    @property
    def basis_name(self) -> str:
        return str(BASES[self.basis])

    @property
    def words(self) -> str:
        return self.record.says(self.amount, self.precision)

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        return bounds(self.amount, self.precision)

    @property
    def source_words(self) -> str:
        return _("، ").join(filter(None, (self.source, show_date(self.source_on) if self.source_on else "")))

    @property
    def approval(self) -> "FigureApproval | None":
        return next((each for each in self.approvals if each.withdrawn_at is None), None)

    def label(self) -> str:
        return " — ".join(filter(None, (self.words, self.part, self.when)))

    def refuse_if_approved(self) -> None:
        if self.approval:
            raise Refused(_("هذه القيمة معتمدة فلا تُعدَّل. سجّل قيمة جديدة تحل محلها، أو اطلب من المعتمِد سحب اعتمادها."))

    def approve(self, by) -> "FigureApproval":
        if self.approval:
            raise Refused(_("اعتُمدت هذه القيمة من قبل."))
        act = FigureApproval(value_id=self.id, by_id=by.id)
        db.session.add(act)
        db.session.flush()
        db.session.expire(self, ["approvals"])
        search.again(self.record)
        return act

    def withdraw(self, by) -> None:
        act = self.approval
        if act is None:
            raise Refused(_("هذه القيمة غير معتمدة."))
        act.withdrawn_at, act.withdrawn_by_id = now(), by.id
        search.again(self.record)


class FigureApproval(db.Model):
    """That someone with the right to it stands for a value; withdrawn by the same right."""

    __tablename__ = "figure_approvals"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    value_id: Mapped[int] = mapped_column(Key, ForeignKey("figure_values.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by = relationship(User, foreign_keys=[by_id], lazy="joined")
    withdrawn_by = relationship(User, foreign_keys=[withdrawn_by_id])


def _label_of(id: int) -> str:
    value = db.session.get(FigureValue, id)
    return value.label() if value else str(id)
