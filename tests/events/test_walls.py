"""Who sees an event and who changes it; what is in the archive or was merged is only read."""

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import Unit
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.records.history import Change
from tests.events.making import make
from tests.web import litany
from tests.web.litany.events import EVENTS, HOME

OF_ONE = [address for address in EVENTS if HOME in address.path]
WRITES = [address for address in OF_ONE if address.who == "write"]


def changes():
    count = db.session.scalar(select(func.count(Change.id)))
    db.session.remove()
    return count


def unlike(expected, answers):
    wrong = [f"{name}: {answer.status_code}" for name, answer in answers if answer.status_code != expected]
    assert not wrong, f"expected {expected}:\n" + "\n".join(wrong)


def test_another_directorate_meets_none_of_it(stranger, ids):
    before = changes()
    asked = [(each, htmx) for each in OF_ONE for htmx in (False, True)]
    unlike(404, ((f"{each} {htmx}", litany.ask(stranger, each, ids, htmx)) for each, htmx in asked))
    unlike(404, [("undo", stranger.post(f"/events/merges/{ids['event_merge']}/removal"))])
    assert (
        "معرض الأجهزة المساعدة"
        not in stranger.get("/events").page.text + stranger.get("/search?q=المساعدة").page.find("main").text
    )
    assert changes() == before


def test_the_department_reads_it_and_changes_nothing(hq, ids):
    before = changes()
    unlike(200, ((str(each), litany.ask(hq, each, ids)) for each in OF_ONE if each.who == "read" and each.page == 200))
    unlike(403, ((str(each), litany.ask(hq, each, ids)) for each in WRITES))
    assert changes() == before


def test_in_the_archive_it_is_only_read(writer, ids):
    writer.post(f"/events/{ids['event']}/archive")
    before = changes()
    edits = [each for each in WRITES if each.endpoint not in ("events.archive", "events.restore")]
    unlike(409, ((str(each), litany.ask(writer, each, ids)) for each in edits))
    assert changes() == before
    assert "الأرشيف" in writer.get(f"/events/{ids['event']}").page.text


def test_who_is_invited_reads_what_came_of_it_but_not_what_others_were_assigned(writer, stranger, event, stored):
    writer.post(f"/events/{event}/outcomes", kind="decision", text="قرار يُعلن")
    writer.post(f"/events/{event}/outcomes", kind="assignment", text="تكليف داخلي")
    aswan = db.session.scalar(select(Unit).where(Unit.code == "EG-ASN"))
    stored(Event, event).invited = [aswan]
    db.session.commit()
    sheet, paper = stranger.get(f"/events/{event}").page.text, stranger.get(f"/events/{event}/print").page.text
    for page in (sheet, paper):
        assert "قرار يُعلن" in page and "تكليف داخلي" not in page
    assert stranger.get(f"/events/{event}/history").status_code == 403
    for query, count in (("", 1), ("?q=يُعلن", 1), ("?q=داخلي", 0)):
        assert stranger.get(f"/events{query}").page.text.count("معرض الأجهزة المساعدة") == count


@pytest.mark.parametrize("id", [0, 2**63, "x", "%00", 10**30])
def test_ids_that_are_none(writer, event, id):
    for path in (f"/events/{id}", f"/events/{event}/delegates/{id}/edit", f"/events/{event}/outputs/{id}/assignment"):
        assert writer.get(path).status_code == 404, path


def test_a_row_of_another_event_is_not_found(writer, ids):
    other = make(writer, "ندوة المياه", "visit", "1/1/2001")
    assert writer.get(f"/events/{other}/delegates/{ids['event_delegates']}/edit").status_code == 404
    assert writer.get(f"/events/{other}/outputs/{ids['event_output']}/assignment").status_code == 404
    assert writer.post(f"/events/{other}/sequels/{ids['event_tie']}/removal").status_code == 404
