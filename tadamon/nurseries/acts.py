"""What is decided about a nursery: applied for, licensed for a time or for good, refused, closed. Each act is a row."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import User
from tadamon.extensions import Key, db
from tadamon.followup.recurring import add_months
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.nurseries import states
from tadamon.records.base import Refused, now

ACTS = {
    "application": lazy("قُدّم طلب الترخيص"),
    "temporary": lazy("مُنحت ترخيصًا مؤقتًا بلا رسوم"),
    "extension": lazy("مُدّ ترخيصها المؤقت"),
    "licence": lazy("مُنحت الترخيص"),
    "refusal": lazy("رُفض الطلب"),
    "closure": lazy("أُغلقت بقرار مسبَّب من لجنة المحافظة"),
}
# What may follow each state.
NEXT = {
    "unlicensed": ("application", "closure"),
    "applied": ("temporary", "licence", "refusal"),
    "late": ("temporary", "licence", "refusal"),
    "refused": ("application", "closure"),
    "temporary": ("licence", "extension", "closure"),
    "ending": ("licence", "extension", "closure"),
    "expired": ("licence", "extension", "closure"),
    "licensed": ("closure",),
    "closed": (),
}


class NurseryAct(db.Model):
    """`on` is the day it happened; `until`, of a licence for a time, its last day."""

    __tablename__ = "nursery_acts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("nurseries.id"), index=True)
    action: Mapped[str] = mapped_column(db.String(20))
    on: Mapped[date]
    until: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(db.Text, default="")
    by = relationship(User)

    @property
    def words(self) -> str:
        said = str(ACTS[self.action])
        return _("%(act)s حتى %(day)s", act=said, day=show_date(self.until)) if self.until else said


class Acting:
    """The verbs of a nursery."""

    def apply(self, by, on: date, note: str = "") -> None:
        self._may("application", on)
        self.applied_on, self.refused_on = on, None
        self._act("application", by, on, note)
        self.ask_for_papers()

    def grant(self, by, on: date, note: str = "") -> None:
        """A licence for six months, free of charge."""
        self._may("temporary", on)
        self._refuse_high_floor()
        self.licence_until = add_months(on, states.MONTHS) - timedelta(days=1)
        self._act("temporary", by, on, note, self.licence_until)

    def extend(self, by, on: date, until: date, note: str = "") -> None:
        self._may("extension", on)
        if until <= self.licence_until:
            raise Refused(_("اكتب تاريخًا بعد %(day)s، وهو آخر يوم في الترخيص الآن.", day=show_date(self.licence_until)))
        self.licence_until = until
        self._act("extension", by, on, note, until)

    def license(self, by, on: date, note: str = "") -> None:
        self._may("licence", on)
        self._refuse_high_floor()
        self.licensed_on = on
        self._act("licence", by, on, note)

    def refuse(self, by, on: date, note: str) -> None:
        self._may("refusal", on)
        self.refused_on = on
        self._act("refusal", by, on, note)

    def close(self, by, on: date, note: str) -> None:
        self._may("closure", on)
        self.closed_on = on
        self._act("closure", by, on, note)

    @property
    def next_acts(self) -> tuple[str, ...]:
        return NEXT[self.state]

    def _may(self, action: str, on: date) -> None:
        self.refuse_if_frozen()
        if action not in self.next_acts:
            raise Refused(
                _("لا يُسجَّل هذا الآن: %(state)s. أعد فتح الصفحة لترى ما سُجّل.", state=states.STATES[self.state])
            )
        if on > today():
            raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))
        last = max((act.on for act in self.acts), default=None)
        if last and on < last:
            raise Refused(_("اكتب تاريخًا لا يسبق آخر ما سُجّل، وهو %(day)s.", day=show_date(last)))

    def _refuse_high_floor(self) -> None:
        if self.floor == "above":
            raise Refused(_("لا تُرخَّص حضانة في دور أعلى من الأول بعد الأرضي."))

    def _act(self, action: str, by, on: date, note: str, until: date | None = None) -> None:
        db.session.add(NurseryAct(record_id=self.id, action=action, by_id=by.id, on=on, until=until, note=note))
