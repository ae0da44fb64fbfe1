"""Events for tests, entered through their pages."""

from sqlalchemy import select

from tadamon.activities.models import Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.activities.sequels import Sequel
from tadamon.directory.merging import Merge
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.records.attachments import Attachment
from tests.web.litany.events import ROWS

MODELS = {
    "delegates": Delegate,
    "attendance": Attendance,
    "participants": Participant,
    "nations": Nation,
    "outputs": Output,
    "outcomes": Outcome,
    "citations": Citation,
    "sources": Source,
    "attachments": Attachment,
}


def make(browser, title="معرض الأجهزة المساعدة", kind="expo", starts_on="5/1/2025", **more) -> int:
    """The id of a new event."""
    sent = {"title": title, "kind": kind, "starts_on": starts_on} | more
    answer = browser.post("/events", sent)
    assert answer.status_code == 303, answer.page.text
    return int(answer.location.rpartition("/")[2])


def fill(browser, event: int) -> dict[str, int]:
    """A row of each list; {its noun: its id}."""
    found = {}
    for noun, (new, _bad, theirs) in ROWS.items():
        row = {name: value() if callable(value) else value for name, value in new.items()}
        row |= dict.fromkeys(theirs or (), "1")
        assert browser.post(f"/events/{event}/{noun}", row).status_code == 303, noun
        found[noun] = newest(MODELS[noun].id, MODELS[noun].record_id == event)
    return found


def newest(column, *where) -> int:
    found = db.session.scalar(select(column).where(*where).order_by(column.desc()).limit(1))
    db.session.remove()
    return found


def addressed(browser) -> dict[str, int]:
    """What the addresses of events are filled with."""
    event, later = make(browser), make(browser, "مؤتمر الشيخوخة", "conference", "5/3/2020")
    double = make(browser, "ورشة الخزف", "workshop", "5/5/2015")
    merged = make(browser, "زيارة القرى", "visit", "5/7/2012")
    rows = {f"event_{noun}": id for noun, id in fill(browser, event).items()}
    browser.post(f"/events/{event}/outputs", kind="document", title="ورقة")
    rows["event_output"] = newest(Output.id, Output.record_id == event)
    browser.post(f"/events/{event}/sequels", later=later)
    browser.post(f"/events/{event}/merges", other=merged)
    other = make(browser, "لقاء الشباب العربي", "visit", "5/9/2011")
    return rows | {
        "event": event,
        "other_event": other,
        "double_event": double,
        "event_tie": newest(Sequel.id),
        "event_merge": newest(Merge.id),
    }
