import secrets
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.models import Unit, User
from tadamon.approval.models import ALPHABET, Approval, Counter
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import Key, db
from tadamon.language import _, speaking
from tadamon.language.dates import today
from tadamon.language.digits import to_reader
from tadamon.records import history
from tadamon.records.base import Refused, now


class Certificate(db.Model):
    """A numbered paper; `said` is all that it says, so that printing it again gives the same one."""

    __tablename__ = "certificates"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(Key, ForeignKey("cohorts.id"))
    trainee_id: Mapped[int] = mapped_column(Key, ForeignKey("trainees.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    number: Mapped[int]
    code: Mapped[str] = mapped_column(db.String(12), unique=True)
    dated: Mapped[date]
    said: Mapped[dict] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(db.Text, default="")

    cohort = relationship(Cohort)
    trainee = relationship(Trainee)
    unit = relationship(Unit, foreign_keys=[unit_id])
    by = relationship(User, foreign_keys=[by_id])
    revoked_by = relationship(User, foreign_keys=[revoked_by_id])
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "number"),
        Index("ix_certificates_office_id_year", "office_id", "year", "number", "id"),
        Index("ix_certificates_cohort_id", "cohort_id", "number", "id"),
    )

    @classmethod
    def visible_to(cls, user):
        return true() if user.sees_every_office else cls.office_id == user.office_id

    @property
    def words(self) -> str:
        """«١٨ لسنة ٢٠٢٦», in the reader's digits."""
        return _("%(number)s لسنة %(year)s", number=to_reader(self.number), year=to_reader(self.year))

    def revoke(self, by, reason: str) -> None:
        """It counts no more; its number stays taken, and its paper is told to be void when verified."""
        if self.revoked_at:
            raise Refused(_("أُلغيت هذه الشهادة من قبل."))
        self.revoked_at, self.revoked_by_id, self.reason = now(), by.id, reason
        with speaking("ar", "latn"):
            history.tell(self.cohort, "revoked", self.words)


def issue(cohort: Cohort, people: list, by) -> list[Certificate]:
    """Number and keep a certificate for each of these trainees' progress; none for who has one that stands."""
    having = set(db.session.scalars(standing(cohort, Certificate.trainee_id)))
    counter = Counter.held(cohort.unit, "certificate", today().year)
    made, wanted = [], [person for person in people if person.id not in having]
    for person, code in zip(wanted, fresh_codes(len(wanted)), strict=True):
        counter.last += 1
        made.append(
            Certificate(
                cohort_id=cohort.id,
                trainee_id=person.id,
                unit_id=cohort.unit_id,
                office_id=cohort.office_id,
                year=counter.year,
                number=counter.last,
                code=code,
                dated=today(),
                by_id=by.id,
                said=what_it_says(cohort, person),
            )
        )
    db.session.add_all(made)
    if made:
        with speaking("ar", "latn"):
            history.tell(cohort, "certified", f"{len(made)}: {made[0].words} — {made[-1].words}")
    return made


def standing(cohort: Cohort, *columns):
    """The certificates of a cohort that were not revoked."""
    return db.select(*columns).where(Certificate.cohort_id == cohort.id, Certificate.revoked_at.is_(None))


def what_it_says(cohort: Cohort, person) -> dict:
    return {
        "name": person.name,
        "sex": person.sex,
        "cohort": cohort.title,
        "cohort_en": cohort.title_en,
        "programme": cohort.programme,
        "batch": cohort.batch,
        "from": cohort.starts_on.isoformat(),
        "precision": cohort.date_precision,
        "to": cohort.ends_on and cohort.ends_on.isoformat(),
        "sessions": person.came,
        "minutes": person.minutes,
    }


def fresh_codes(many: int) -> list[str]:
    """Codes that no paper has."""
    codes: set[str] = set()
    while len(codes) < many:
        fresh = {"".join(secrets.choice(ALPHABET) for _each in range(8)) for _more in range(many - len(codes))}
        for column in (Certificate.code, Approval.code):
            fresh -= set(db.session.scalars(db.select(column).where(column.in_(fresh))))
        codes |= fresh
    return sorted(codes, key=lambda _code: secrets.randbits(32))
