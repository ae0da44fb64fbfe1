from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import a_day, named, unit_name
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.words import ROUNDS, SEXES, STANDING, STATUSES
from tadamon.directory.national_id import SHOWN
from tadamon.directory.personal import masks
from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.language.digits import to_reader
from tadamon.language.words import fold, index_text, pairs
from tadamon.records import search
from tadamon.records.base import Part, Refused, now
from tadamon.records.engines import Shelf
from tadamon.records.history import Told
from tadamon.records.naming import KEY

LONGEST_KEY = 120
KEPT = 4000  # names whose place in the alphabet is remembered: a list asks for each several times
MOVES = {
    "state": lazy("الحالة"),
    "group": lazy("المجموعة"),
    "cohort": lazy("الدفعة"),
    "placement": lazy("جهة التكليف"),
}


def group_name(id: int) -> str:
    group = db.session.get(Group, id)
    return group.name if group else str(id)


@lru_cache(KEPT)
def order_key(name: str) -> str:
    """A name as it stands in an alphabetical list."""
    return " ".join(fold(name).split())[:LONGEST_KEY]


def found_by(row) -> str:
    """The facets, words and pairs of words a trainee is found by; the last digits of the national number stand there too."""
    marks = {
        "seen": row["office_id"],
        "cohort": row["record_id"],
        "group": row.get("group_id"),
        "state": row["state"],
        "sex": row.get("sex"),
        "administration": row.get("administration_id"),
        "last": row.get("last4"),
    }
    said = sorted(search.facet(name, value) for name, value in marks.items() if value)
    name = index_text(row["name"]).split()
    return " ".join((*said, *name, *pairs(name)))


def _standing(*columns: str, name: str) -> Index:
    where = text("removed_at IS NULL")
    return Index(f"ix_trainees_{name}", *columns, sqlite_where=where, postgresql_where=where)


_NUMBERED = text("national_id <> '' AND removed_at IS NULL AND state <> 'transferred'")


class TraineeMove(db.Model):
    """A change that has a day: of state, of group, of placement, or to another cohort."""

    __tablename__ = "trainee_moves"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    trainee_id: Mapped[int] = mapped_column(Key, ForeignKey("trainees.id"), index=True)
    kind: Mapped[str] = mapped_column(db.String(20))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    was: Mapped[str] = mapped_column(db.String(300), default="")
    became: Mapped[str] = mapped_column(db.String(300), default="")
    reason: Mapped[str] = mapped_column(db.String(300), default="")
    by = relationship(User)

    @property
    def kind_name(self) -> str:
        return str(MOVES[self.kind])

    def shown(self, value: str) -> str:
        return str(STATUSES.get(value, value)) if self.kind == "state" else value


class Trainee(Part, db.Model):
    """A person in a cohort. Whoever moves to another cohort has a row there too, and the one here stays.

    So whatever hangs on a trainee (attendance) stays where it happened. What is personal is in no history.
    """

    __tablename__ = "trainees"
    type = "trainee"  # by which rooms further up add panels to its page
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    group_id: Mapped[int | None] = mapped_column(Key, ForeignKey("cohort_groups.id"), index=True)
    name: Mapped[str] = mapped_column(db.String(150))
    name_key: Mapped[str] = mapped_column(KEY, default="")
    national_id: Mapped[str] = mapped_column(db.String(14), default="")
    last4: Mapped[str] = mapped_column(db.String(4), default="")
    sex: Mapped[str | None] = mapped_column(db.String(10))
    born_on: Mapped[date | None]
    phone: Mapped[str] = mapped_column(db.String(20), default="")
    qualification: Mapped[str] = mapped_column(db.String(150), default="")
    faculty: Mapped[str] = mapped_column(db.String(150), default="")
    graduation_year: Mapped[int | None]
    graduation_round: Mapped[str | None] = mapped_column(db.String(10))
    residence: Mapped[str] = mapped_column(db.String(250), default="")
    administration_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    workplace: Mapped[str] = mapped_column(db.String(250), default="")
    placed_from: Mapped[date | None]
    placed_to: Mapped[date | None]
    state: Mapped[str] = mapped_column(db.String(20), default="registered")
    notes: Mapped[str] = mapped_column(db.Text, default="")
    text: Mapped[str] = mapped_column(db.Text, default="")
    came_from_id: Mapped[int | None] = mapped_column(Key, ForeignKey("trainees.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(Key, ForeignKey("imports.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    forgotten_at: Mapped[datetime | None]

    place = synonym("id")  # in the index they stand in the order they came in
    group = relationship(Group)
    administration = relationship(Unit, foreign_keys=[administration_id])
    came_from = relationship("Trainee", remote_side="Trainee.id", foreign_keys=[came_from_id])
    moves = relationship(TraineeMove, order_by=[TraineeMove.on, TraineeMove.id], viewonly=True)

    __table_args__ = (
        _standing("record_id", "name_key", "id", name="record_id_name_key"),
        _standing("record_id", "administration_id", "sex", "state", "group_id", name="counted"),
        _standing("office_id", "id", name="office_id"),
        Index("ix_trainees_record_id", "record_id"),
        Index("ix_trainees_national_id", "national_id", sqlite_where=_NUMBERED, postgresql_where=_NUMBERED),
        Index(
            "uq_trainees_record_id_national_id",
            "record_id",
            "national_id",
            unique=True,
            sqlite_where=_NUMBERED,
            postgresql_where=_NUMBERED,
        ),
    )
    audited = {
        "name": Told(lazy("الاسم")),
        "last4": Told(lazy("آخر أربعة أرقام من الرقم القومي"), to_reader),
        "sex": Told(lazy("ذكر أو أنثى"), named(SEXES)),
        "qualification": Told(lazy("المؤهل")),
        "faculty": Told(lazy("الكلية أو المعهد")),
        "graduation_year": Told(lazy("سنة التخرج"), to_reader),
        "graduation_round": Told(lazy("دور التخرج"), named(ROUNDS)),
        "administration_id": Told(lazy("الإدارة"), unit_name),
        "workplace": Told(lazy("جهة التكليف")),
        "placed_from": Told(lazy("التكليف من يوم"), a_day),
        "placed_to": Told(lazy("التكليف إلى يوم"), a_day),
        "group_id": Told(lazy("المجموعة"), group_name),
        "state": Told(lazy("الحالة"), named(STATUSES)),
    }

    def label(self) -> str:
        return self.name

    @property
    def state_name(self) -> str:
        return str(STATUSES[self.state])

    @property
    def sex_name(self) -> str:
        return str(SEXES[self.sex]) if self.sex else ""

    @property
    def masks(self) -> dict[str, str]:
        """What everyone who sees the trainee is told of what only some may see whole."""
        return masks(national_id=self.national_id, phone=self.phone)

    @property
    def placement(self) -> str:
        """«من ١ أكتوبر ٢٠٢٥ إلى ٣٠ سبتمبر ٢٠٢٦», as far as known."""
        since = self.placed_from and _("من %(day)s", day=show_date(self.placed_from))
        until = self.placed_to and _("إلى %(day)s", day=show_date(self.placed_to))
        return " ".join(filter(None, (since, until)))

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    # verbs

    def refuse_if_gone(self) -> None:
        if self.forgotten_at:
            raise Refused(_("مُحيت بيانات هذا المتدرب، فلا تُعدَّل."))
        if self.state == "transferred":
            raise Refused(_("نُقل هذا المتدرب إلى دفعة أخرى. عدّل بياناته في دفعته الحالية."))

    def come_back(self) -> None:
        """Be in the list again, unless someone with this number is there by now."""
        if twin_in(self.record_id, self.national_id, self.id):
            raise Refused(_("في الدفعة الآن متدرب بالرقم القومي نفسه، فلا يُعاد هذا القيد."))
        self.restore()

    def become(self, state: str, by, on: date, reason: str = "") -> None:
        self.refuse_if_gone()
        if state == self.state:
            raise Refused(_("هذه حالته بالفعل."))
        self._moved("state", by, on, self.state, state, reason)
        self.state = state

    def join(self, group: Group | None, by, on: date, reason: str = "") -> None:
        """Go on in another group of the cohort."""
        self.refuse_if_gone()
        if (group and group.id) == self.group_id:
            raise Refused(_("هذه مجموعته بالفعل."))
        self._moved("group", by, on, self.group.name if self.group else "", group.name if group else "", reason)
        self.group = group

    def place_at(self, where: str, since: date | None, until: date | None, by, on: date, reason: str = "") -> None:
        """Work there from then on; what is left blank stays as it is."""
        self.refuse_if_gone()
        where, since, until = where or self.workplace, since or self.placed_from, until or self.placed_to
        if since and until and until < since:
            raise Refused(_("نهاية التكليف قبل بدايته عند %(name)s. صحّح أحد اليومين.", name=self.name))
        if where != self.workplace:
            self._moved("placement", by, on, self.workplace, where, reason)
        self.workplace, self.placed_from, self.placed_to = where, since, until

    def transfer(self, cohort: Cohort, by, on: date, reason: str = "") -> "Trainee":
        """Go on in another cohort: a new row there, and this one stays with all that happened here."""
        self.refuse_if_gone()
        if cohort.id == self.record_id:
            raise Refused(_("هذه دفعته بالفعل. لنقله بين مجموعاتها غيّر المجموعة."))
        cohort.refuse_if_frozen()
        if cohort.state == "completed":
            raise Refused(_("اكتملت الدفعة التي اخترتها. اختر دفعة جارية أو لم تبدأ."))
        there = twin_in(cohort.id, self.national_id)
        if there is not None:
            raise Refused(_("هذا المتدرب مقيد في تلك الدفعة من قبل."))
        copied = {name: getattr(self, name) for name in COPIED}
        new = Trainee(
            record=cohort, office_id=cohort.office_id, state="registered", came_from=self, created_by_id=by.id, **copied
        )
        self._moved("cohort", by, on, self.record.title, cohort.title, reason)
        self.state = "transferred"
        db.session.flush()  # so that one person stands in one place at any moment
        db.session.add(new)
        db.session.flush()
        new._moved("cohort", by, on, self.record.title, cohort.title, reason)
        return new

    def _moved(self, kind: str, by, on: date, was: str, became: str, reason: str) -> None:
        if on > today():
            raise Refused(_("اكتب تاريخًا لا يتجاوز اليوم."))
        db.session.add(
            TraineeMove(
                trainee_id=self.id, kind=kind, by_id=by.id, on=on, was=was[:300], became=became[:300], reason=reason
            )
        )


COPIED = (
    *("name", "national_id", "last4", "sex", "born_on", "phone", "qualification", "faculty", "graduation_year"),
    *("graduation_round", "residence", "notes"),
)


def twin_in(cohort_id: int, national_id: str, besides: int | None = None) -> Trainee | None:
    """Whoever has this national number in the cohort now."""
    if not national_id:
        return None
    query = db.select(Trainee).where(
        Trainee.record_id == cohort_id,
        Trainee.national_id == national_id,
        Trainee.removed_at.is_(None),
        Trainee.state != "transferred",
        Trainee.id != (besides or 0),
    )
    return db.session.scalars(query).first()


def derive(row: dict) -> dict:
    """What follows from the other columns of a row: the order, the last digits, the words it is found by."""
    row["name_key"] = order_key(row["name"])
    row["last4"] = (row.get("national_id") or "")[-SHOWN:]
    row["text"] = "" if row.get("removed_at") else found_by(row)
    return row


DERIVED_FROM = (
    *("office_id", "record_id", "group_id", "state", "sex", "administration_id", "name", "national_id", "removed_at"),
)


@event.listens_for(Trainee, "before_insert")
@event.listens_for(Trainee, "before_update")
def _derive(_mapper, _connection, trainee: Trainee) -> None:
    derived = derive({name: getattr(trainee, name) for name in DERIVED_FROM})
    for name in ("name_key", "last4", "text"):
        if getattr(trainee, name) != derived[name]:
            setattr(trainee, name, derived[name])


# Names are short, and many are alike: of five million people tens of thousands may have one.
TRAINEES = Shelf(Trainee, "id", "search_index_trainees", sliced="sliced(trainees.text, trainees.id)", paired=True)
