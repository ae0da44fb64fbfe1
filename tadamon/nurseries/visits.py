"""Visits to a nursery and what they looked at; a point that failed can become an assignment with an owner and a day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.activities.models import a_day, named
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import show_date
from tadamon.nurseries.checklists import Said, asked
from tadamon.records.base import Part, Refused, now
from tadamon.records.history import Told

RESULTS = {"met": lazy("مستوفى"), "failed": lazy("غير مستوفى"), "na": lazy("لا ينطبق")}
TONES = {"met": "ok", "failed": "bad", "na": ""}


class Paper(Said, Part, db.Model):
    """A paper or a declaration an application needs, and the day it came."""

    __tablename__ = "nursery_papers"
    text: Mapped[str] = mapped_column(db.String(250))
    text_en: Mapped[str] = mapped_column(db.String(250), default="")
    came_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(db.String(250), default="")
    audited = {
        "text": Told(lazy("المستند")),
        "came_on": Told(lazy("ورد في"), a_day),
        "note": Told(lazy("ملاحظة")),
    }


class Visit(Part, db.Model):
    """Who went there and when; what was looked at are its points."""

    __tablename__ = "visits"
    on: Mapped[date]
    visitors: Mapped[str] = mapped_column(db.String(300), default="")
    note: Mapped[str] = mapped_column(db.Text, default="")
    checked_at: Mapped[datetime | None]
    points = relationship("VisitPoint", order_by="VisitPoint.position, VisitPoint.id", viewonly=True)
    audited = {
        "on": Told(lazy("يوم الزيارة"), a_day),
        "visitors": Told(lazy("القائمون بالزيارة")),
        "note": Told(lazy("ما لوحظ")),
    }

    def label(self) -> str:
        return _("زيارة %(day)s", day=show_date(self.on))

    def ask(self) -> None:
        """Begin with the points as they are asked today."""
        for place, (text, text_en) in enumerate(asked("nursery_points"), 1):
            db.session.add(VisitPoint(record=self.record, visit_id=self.id, position=place, text=text, text_en=text_en))

    def check(self, found: dict[int, tuple[str, str]], version: int) -> None:
        """Write down (result, note) of each point, as it was seen at that version of the visit."""
        if version != self.version:
            raise Refused(_("سجّل زميل نتائج هذه الزيارة بعد أن فتحت الصفحة. افتحها من جديد وراجع ما سجّله."))
        for point in self.points:
            result, note = found[point.id]
            if point.outcome_id and result != "failed":
                raise Refused(_("«%(point)s» صار تكليفًا، فيبقى غير مستوفى؛ سجّل تنفيذ التكليف.", point=point.text))
            point.result, point.note = result, note
        self.checked_at = now()

    @property
    def failed(self) -> list["VisitPoint"]:
        return [point for point in self.points if point.result == "failed"]


class VisitPoint(Said, Part, db.Model):
    """One thing that a visit looked at."""

    __tablename__ = "visit_points"
    visit_id: Mapped[int] = mapped_column(Key, ForeignKey("visits.id"))
    text: Mapped[str] = mapped_column(db.String(250))
    text_en: Mapped[str] = mapped_column(db.String(250), default="")
    result: Mapped[str | None] = mapped_column(db.String(10))
    note: Mapped[str] = mapped_column(db.String(250), default="")
    outcome_id: Mapped[int | None] = mapped_column(Key, ForeignKey("outcomes.id"), index=True)
    visit = relationship(Visit, foreign_keys=[visit_id])
    outcome = relationship(Outcome, foreign_keys=[outcome_id])
    audited = {"result": Told(lazy("النتيجة"), named(RESULTS)), "note": Told(lazy("ملاحظة"))}

    @property
    def result_name(self) -> str:
        return str(RESULTS[self.result]) if self.result else _("لم يُفحص")

    @property
    def tone(self) -> str:
        return TONES.get(self.result, "")

    def assign(self, text: str, owner: str, person: str, due: date) -> Outcome:
        """What failed is to be mended by someone, by a day."""
        if self.result != "failed":
            raise Refused(_("يصير تكليفًا ما لم يُستوفَ من البنود وحده."))
        if self.outcome_id:
            raise Refused(_("صار هذا البند تكليفًا من قبل."))
        row = Outcome(record=self.record, kind="assignment", text=text, owner_person=person, state="open")
        row.give_to(owner)
        row.due(due)
        db.session.add(row)
        with db.session.no_autoflush:
            row.place_last()
        db.session.flush()
        self.outcome_id = row.id
        return row


Index("ix_visit_points_visit_id", VisitPoint.visit_id)
Index("ix_visits_on", Visit.on)
