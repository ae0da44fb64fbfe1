from datetime import date

import pytest
from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.records.history import acting_as
from tadamon.series.ledger import position
from tadamon.series.models import Series


@pytest.fixture
def sundays(app, people):
    """The id of a weekly series of Luxor."""
    with acting_as(people.writer.id):
        record = Series(
            title="اللقاء الأسبوعي",
            kind="open-door",
            every="week",
            starts_on=date(2025, 10, 5),
            unit=people.writer.unit,
            created_by_id=people.writer.id,
        )
        db.session.add(record)
        db.session.commit()
    id = record.id
    db.session.remove()
    return id


@pytest.fixture
def chain(sundays, writer, approver):
    """Verbs upon the meetings of the series, which are made one after another."""
    return Chain(sundays, writer, approver)


class Chain:
    def __init__(self, series, writer, approver):
        self.series, self.writer, self.approver, self.made = series, writer, approver, []

    def next(self, *texts):
        """The number of the next meeting, with an assignment for each text."""
        meeting = db.session.get(Series, self.series).make_next(by=User.named("luxor"))
        item = AgendaItem(record=meeting, position=1, title=f"بند {len(self.made) + 1}", discussion="نوقش.")
        db.session.add_all([item, Attendance(record=meeting, name="منى", position=1)])
        db.session.flush()
        for text in texts:
            db.session.add(
                Outcome(record=meeting, item_id=item.id, kind="assignment", text=text, position=1, owner="إدارة")
            )
        db.session.commit()
        self.made.append(meeting.id)
        return len(self.made) - 1

    def meeting(self, number):
        return db.session.get(Meeting, self.made[number])

    def close(self, text, state="confirmed"):
        for row in db.session.scalars(select(Outcome).where(Outcome.text == text)):
            row.state = state
        db.session.commit()

    def approve(self, number):
        path = f"/meetings/{self.made[number]}"
        assert self.writer.post(f"{path}/submission").status_code == 303
        assert self.approver.post(f"{path}/approval").status_code == 303

    def ledger(self, number):
        """{text: (state, carried)} of what the meeting's ledger says."""
        db.session.expire_all()
        return {line.outcome.text: (line.state, line.carried) for line in position(self.meeting(number))}
