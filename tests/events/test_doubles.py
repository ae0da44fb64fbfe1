"""One event under two headlines: warned of while it is written, merged, and given back exactly."""

from sqlalchemy import select

from tadamon.activities.models import Activity
from tadamon.activities.sequels import Sequel
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Source
from tadamon.extensions import db
from tests.events.making import MODELS, fill, make, newest

ANKARA = {"kind": "workshop", "starts_on": "10/10/2025", "country": "TR", "city": "أنقرة"}
FIRST = "الورشة الإقليمية الثانية من ورش مختبر الابتكار الإبداعي"
SECOND = "وزارة التضامن تستعرض تجربة مصر في منظومة الحماية الاجتماعية بأنقرة"


def test_the_same_place_and_days_under_another_headline_are_warned_of(writer, stranger):
    first = make(writer, FIRST, **ANKARA)
    sent = {"title": SECOND, **ANKARA, "starts_on": "أكتوبر 2025"}
    page = writer.post("/events", sent)
    assert page.status_code == 422 and FIRST in page.page.text and SECOND in page.get_data(as_text=True)
    assert writer.post("/events", sent | {"other": first, "confirmed": "1"}).status_code == 303
    assert stranger.post("/events", sent).status_code == 303  # it may not know of another office's


def test_other_days_and_other_words_are_not(writer):
    make(writer, FIRST, **ANKARA)
    make(writer, FIRST, **ANKARA | {"starts_on": "10/10/2023"})
    make(writer, "ورشة عمل عن الأيتام", **ANKARA | {"country": "EG", "city": "القاهرة"})
    make(writer, "معرض الكتاب", **ANKARA | {"starts_on": "20/10/2025"})


def likeness(writer, **typed):
    return writer.get(
        "/events/likely?" + "&".join(f"{name}={value}" for name, value in typed.items()), htmx=True
    ).page.text


def test_it_is_shown_while_one_types(writer):
    make(writer, FIRST, **ANKARA)
    assert FIRST in likeness(writer, title="مختبر الابتكار الإبداعي", starts_on="1/10/2025")
    for typed in ({"title": "", "starts_on": "x"}, {"title": "مختبر"}, {"starts_on": "1/10/2025"}):
        assert FIRST not in likeness(writer, **typed)


def rows(event) -> dict:
    """{table: [(id, position)]} of all that stands on the event, and what is tied to it."""
    db.session.remove()
    found = {
        noun: db.session.execute(
            select(model.id, model.position)
            .where(model.record_id == event, model.removed_at.is_(None))
            .order_by(model.id)
        ).all()
        for noun, model in MODELS.items()
    }
    ties = select(Sequel.earlier_id, Sequel.later_id).where((Sequel.earlier_id == event) | (Sequel.later_id == event))
    found["ties"] = sorted(db.session.execute(ties).all())
    found["hung"] = db.session.scalars(select(Activity.id).where(Activity.file_id == event)).all()
    return found


def test_merging_leads_everything_and_undoing_gives_it_back(writer):
    kept, gone = make(writer, FIRST, **ANKARA), make(writer, "لقاء عن التأمينات", **ANKARA | {"starts_on": "1/1/2019"})
    later = make(writer, "مؤتمر المتابعة", starts_on="1/1/2010")
    fill(writer, kept), fill(writer, gone)
    writer.post(f"/events/{gone}/delegates", name="سعاد علي", part="expert")
    writer.post(f"/events/{gone}/sequels", later=later)
    writer.post("/meetings", title="لقاء جانبي", kind="bilateral", starts_on="11/10/2025", file=gone)
    before = rows(kept), rows(gone)
    assert writer.post(f"/events/{kept}/merges", other=gone).status_code == 303
    after = rows(kept)
    assert len(after["delegates"]) == len(before[0]["delegates"]) + 1  # those both had are not told twice
    assert after["ties"] == [(kept, later)] and after["hung"] == before[1]["hung"] != []
    page = writer.get(f"/events/{kept}").page.text
    assert "سعاد علي" in page and "لقاء عن التأمينات" in page
    assert [url for _text, url in writer.get("/events?q=التأمينات").page.links if url == f"/events/{gone}"] == []
    assert writer.post(f"/events/{gone}/restore").status_code == 409
    merge = newest(Event.__table__.metadata.tables["merges"].c.id)
    assert writer.post(f"/events/merges/{merge}/removal").status_code == 303
    assert (rows(kept), rows(gone)) == before
    assert writer.post(f"/events/merges/{merge}/removal").status_code == 409
    assert "سعاد علي" in writer.get(f"/events/{gone}").page.text


def test_what_changed_between_stays_where_it_is(writer, stored):
    kept, gone = make(writer, FIRST, **ANKARA), make(writer, "زيارة عمل", starts_on="1/1/2018")
    writer.post(f"/events/{gone}/delegates", name="سعاد علي", part="expert")
    row = newest(Delegate.id)
    writer.post(f"/events/{kept}/merges", other=gone)
    assert stored(Delegate, row).record_id == kept
    writer.post(f"/events/{kept}/delegates", name="هالة سعد", part="member")
    merge = newest(Event.__table__.metadata.tables["merges"].c.id)
    writer.post(f"/events/merges/{merge}/removal")
    assert stored(Delegate, row).record_id == gone and stored(Delegate, newest(Delegate.id)).record_id == kept
    assert db.session.scalar(select(Source.id).where(Source.record_id == kept, Source.removed_at.is_(None))) is None


def test_only_two_standing_events_of_one_office_merge(writer, admin, event):
    assert writer.post(f"/events/{event}/merges", other=event).status_code == 409
    assert writer.post(f"/events/{event}/merges", other="x").status_code == 400
    assert writer.post(f"/events/{event}/merges", other=999_999).status_code == 404
