"""The thread: from an event to its side meeting, what was agreed there and what is owed; each page shows all of it."""

import pytest

from tadamon.activities.sequels import Sequel, follow
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.partnerships.models import Partnership
from tests.events.making import make, newest


@pytest.fixture
def chain(writer):
    """(event, side meeting, partnership) of Luxor."""
    event = make(writer)
    writer.post("/meetings", title="لقاء جانبي مع الشركات", kind="bilateral", starts_on="5/1/2025", file=event)
    meeting = newest(Meeting.id)
    sent = {"title": "توفير الأجهزة في مصر", "kind": "lead", "partner": "شركة الأجهزة"}
    assert writer.post(f"/partnerships?came_of={meeting}", sent).status_code == 303
    return event, meeting, newest(Partnership.id)


def test_every_page_of_it_leads_to_the_others(writer, chain):
    event, meeting, partnership = chain
    writer.post(
        f"/partnerships/{partnership}/obligations",
        text="متابعة العرض",
        party_id=writer.get(f"/partnerships/{partnership}/obligations/new")
        .page.form("/obligations")
        .fields["party_id"],
    )
    pages = {f"/events/{event}", f"/meetings/{meeting}", f"/partnerships/{partnership}"}
    for path in pages:
        page = writer.get(path).page
        assert pages - {path} <= {link.get("href") for link in page.all("a")}, path
        assert "متابعة العرض" in page.text


def test_a_side_meeting_begins_with_the_days_and_the_place_of_its_event(writer):
    event = make(writer, starts_on="فبراير 2025", city="دبي", country="AE")
    form = writer.get(f"/meetings/new?file={event}").page.form("/meetings")
    assert (form.fields["kind"], form.fields["starts_on"]) == ("bilateral", "فبراير ٢٠٢٥")
    assert "دبي" in form.fields["venue"] and form.fields["file"] == str(event)


def test_what_one_may_not_see_is_left_out(writer, chain, admin):
    event = chain[0]
    hidden = make(admin, "فعالية الديوان", starts_on="1/1/1999")
    follow(db.session.get(Event, hidden), db.session.get(Event, event), None)
    db.session.commit()
    assert "فعالية الديوان" not in writer.get(f"/events/{event}").page.text
    assert "فعالية الديوان" in admin.get(f"/events/{event}").page.text
    admin.post(f"/events/{hidden}/archive")
    assert "فعالية الديوان" not in admin.get(f"/events/{event}").page.text


def test_a_circle_ends(writer, chain):
    event, meeting, partnership = chain
    for other in (partnership, meeting):
        db.session.add(Sequel(earlier_id=other, later_id=event))
    db.session.commit()
    for path in (f"/events/{event}", f"/meetings/{meeting}", f"/partnerships/{partnership}"):
        assert "توفير الأجهزة في مصر" in writer.get(path).page.find("thread").text
    assert "لقاء جانبي مع الشركات" in writer.get(f"/events/{event}/print").page.text


def test_an_output_starts_a_partnership_and_says_so(writer, event):
    writer.post(f"/events/{event}/outputs", kind="commitment", title="تعهد بالتعاون")
    output = newest(Event.__table__.metadata.tables["outputs"].c.id)
    form = writer.get(f"/partnerships/new?came_of={event}&output={output}&title=تعاون").page.form("/partnerships")
    assert (form.fields["came_of"], form.fields["output"], form.fields["title"]) == (str(event), str(output), "تعاون")
    writer.send(form, kind="mou", partner="جمعية النور")
    assert "تعاون" in writer.get(f"/events/{event}").page.find(f"outputs-{output}").text


def test_an_output_starts_an_initiative_whose_page_shows_the_thread(hq):
    event = make(hq, "مؤتمر الوقاية", "conference")
    hq.post(f"/events/{event}/outputs", kind="commitment", title="مبادرة الوقاية المبكرة")
    output = newest(Event.__table__.metadata.tables["outputs"].c.id)
    links = [url for _text, url in hq.get(f"/events/{event}").page.links if url.startswith("/initiatives/new")]
    form = hq.get(next(url for url in links if f"output={output}" in url)).page.form("/initiatives")
    assert form.fields["name_ar"] == "مبادرة الوقاية المبكرة"
    initiative = hq.send(form).location
    assert "مؤتمر الوقاية" in hq.get(initiative).page.find("thread").text
    assert "مبادرة الوقاية المبكرة" in hq.get(f"/events/{event}").page.find("thread").text


def test_a_record_is_tied_once_and_only_by_who_may(writer, stranger, reader, event):
    other = make(writer, "مؤتمر لاحق", starts_on="1/1/2012")
    assert writer.post(f"/events/{event}/sequels", later=other).status_code == 303
    for pair in ((event, other), (other, event), (event, event)):
        assert writer.post(f"/events/{pair[0]}/sequels", later=pair[1]).status_code == 409
    assert stranger.get(f"/partnerships/new?came_of={event}").status_code == 404
    assert reader.get(f"/partnerships/new?came_of={event}").status_code == 403
    assert writer.post(f"/events/{event}/sequels/{newest(Sequel.id)}/removal").status_code == 303
    assert newest(Sequel.id) is None
