"""The seminar of 365 women (B15), a course of made-up days with attendance (B16), the facilitators' training (B13)."""

from datetime import date, time

from sqlalchemy import insert, select

from tadamon.accounts.models import User
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee
from tadamon.directory.initiatives import Initiative
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.records.base import now
from tadamon.records.history import acting_as
from tadamon.sessions.certificates.models import issue
from tadamon.sessions.completion import Rule, standing
from tadamon.sessions.models import Mark, Session

OCTOBER = Vague(date(2025, 10, 1), "month")
SEMINAR = (
    "ندوة توعية في إطار مبادرة «كمل الزغروطة خلى الفرحة تكمل» عن زواج الأقارب والفحوص الطبية قبل الزواج."
    "\n\nذكر المصدر (بوابة الوفد، أكتوبر 2025) حضور 365 مكلفة بالخدمة العامة دفعة أكتوبر 2025، ولم يذكر اليوم ولا المكان،"
    " ولا أنهن مكلفات إدارة الأقصر. فعددهن مرات حضور من الدفعة، ولا يُجمع على 1540."
)
COURSE = "من الدورة التدريبية لمكلفي ومكلفات الخدمة العامة على مستوى المحافظة. أيامها وحضورها هنا مولَّدة للتجربة (مثال)."
DAYS = ((12, "اليوم التدريبي الأول (مثال)"), (19, "اليوم التدريبي الثاني (مثال)"), (26, "اليوم التدريبي الثالث (مثال)"))


def add_sessions(people: dict[str, User]) -> None:
    for add, username in ((of_october, "luxor"), (of_facilitators, "luxor"), (example, "aswan")):
        with acting_as(people[username].id):
            add(people[username])


def cohort(by: User, title: str) -> Cohort:
    return db.session.scalar(select(Cohort).where(Cohort.office_id == by.office_id, Cohort.title.contains(title)))


def made(by: User, held_by: Cohort, day: Vague, **told) -> Session:
    with db.session.no_autoflush:
        record = Session(created_by_id=by.id, cohort=held_by, state="planned", **told)
        record.date, record.axes = day, list(held_by.axes)
        db.session.add(record)
    db.session.flush()
    return record


def of_october(by: User) -> None:
    batch = cohort(by, "أكتوبر 2025")
    called = Initiative.name_ar.contains("الزغروطة")
    made(
        by,
        batch,
        OCTOBER,
        kind="seminar",
        title="ندوة «كمل الزغروطة خلى الفرحة تكمل» عن زواج الأقارب وفحوص ما قبل الزواج",
        title_en="Seminar on consanguineous marriage and pre-marital tests",
        reported_date="منذ بداية أكتوبر",
        summary=SEMINAR,
        initiatives=list(db.session.scalars(select(Initiative).where(called).limit(1))),
        **{"counting": "totals", "audience": "cohort", "total": 365, "women": 365},
    )
    for place, (day, title) in enumerate(DAYS):
        told = {"starts_at": time(10), "ends_at": time(13), "minutes": 180, "groups": list(batch.groups)}
        held = made(by, batch, Vague(date(2025, 10, day), "day"), kind="session", title=title, summary=COURSE, **told)
        mark(held, by, place)
    db.session.add(Rule(record=batch, position=1, share_sessions=80))
    db.session.flush()
    luxor = [each for each in standing(batch).eligible if each.administration_id and each.asked]
    issue(batch, luxor[:40], by)


def mark(session: Session, by: User, place: int) -> None:
    """Attendance made up by counting."""
    ids = [group.id for group in session.groups]
    trainees = db.session.scalars(select(Trainee.id).where(Trainee.group_id.in_(ids)).order_by(Trainee.id))
    common = {"session_id": session.id, "version": 1, "at": now(), "by_id": by.id}
    rows = [common | {"trainee_id": id, "state": made_up(number, place)} for number, id in enumerate(trainees)]
    db.session.execute(insert(Mark), rows)


def made_up(number: int, place: int) -> str:
    if number % 23 == 5:
        return "absent"  # each time
    return {0: "absent", 7: "late", 13: "excused"}.get((number + place * 3) % 17, "present")


def of_facilitators(by: User) -> None:
    made(
        by,
        cohort(by, "الميسّرات"),
        OCTOBER,
        kind="workshop",
        title="تدريب الميسّرات على المنهج الجديد",
        title_en="Training of facilitators on the new curriculum",
        summary="لم يذكر المصدر يوم التدريب ولا عدد الميسّرات.",
    )


def example(by: User) -> None:
    made(by, cohort(by, "أسوان"), Vague(date(2025, 10, 13), "day"), kind="lecture", title="محاضرة لدفعة التجربة (مثال)")
