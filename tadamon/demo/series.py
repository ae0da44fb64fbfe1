"""The open-door Sundays of Luxor (B4), and a series of Aswan's, invented."""

from datetime import date, time

from tadamon.accounts.models import User
from tadamon.demo.luxor import OPEN_DOOR
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.history import acting_as
from tadamon.series.models import Occurrence, Series

SOURCE = (
    "خُصِّص يوم الأحد من كل أسبوع للقاءات المقبلة كما ورد في بوابة الوفد. ولم يذكر المصدر ما يكون إذا وافق الأحد إجازة رسمية؛"
    " فيُنقل اللقاء هنا إلى أول يوم عمل بعدها."
)


def add_series(meetings: list[Meeting], people: dict[str, User]) -> None:
    luxor = next(meeting for meeting in meetings if meeting.title == OPEN_DOOR["title"])
    aswan = next(meeting for meeting in meetings if meeting.created_by_id == people["aswan"].id)
    for by, meeting, title, notes in (
        ("luxor", luxor, "اللقاء الجماهيري المفتوح كل أحد", SOURCE),
        ("aswan", aswan, "اجتماع شهري للتجربة (مثال)", "سجل للتجربة فقط."),
    ):
        with acting_as(people[by].id):
            series = Series(
                created_by_id=people[by].id,
                unit=people[by].unit,
                title=title,
                kind=meeting.kind,
                every="week" if by == "luxor" else "month",
                starts_on=meeting.starts_on if meeting.date_precision == "day" else date(2025, 10, 12),
                days_off="move",
                starts_at=time(10, 0) if by == "aswan" else None,
                notes=notes,
            )
            db.session.add(series)
            db.session.flush()
            db.session.add(Occurrence(meeting_id=meeting.id, series_id=series.id))
            db.session.flush()
