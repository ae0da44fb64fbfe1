"""Nurseries in the calendar, on the first page and among the figures, each leading to as many."""

import re
from datetime import timedelta

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.language.dates import today
from tadamon.language.folding import fold
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.visits import Visit
from tests.calendar.test_calendar import entries, feed_of
from tests.cohorts.conftest import made


def licensed(id: int, days: int, **more):
    record = db.session.get(Nursery, id)
    record.licence_until = today() + timedelta(days=days)
    for name, value in more.items():
        setattr(record, name, value)
    db.session.add(Visit(record=record, on=today(), position=1))
    db.session.commit()
    db.session.remove()


def test_a_visit_and_the_last_day_of_a_licence_stand_in_the_calendar(sign_in, nursery):
    licensed(nursery, 40)
    writer, stranger, english = sign_in("writer"), sign_in("stranger"), sign_in("hq", "en")
    month, last = f"/calendar?on={today()}", f"/calendar/print?on={today() + timedelta(days=40)}"
    assert "زيارة حضانة: حضانة الأمل" in writer.get(month).page.text
    assert "آخر يوم في ترخيص مؤقت: حضانة الأمل" in writer.get(last).page.text
    assert "Visit to a nursery: حضانة الأمل" in english.get(month).page.text
    assert "حضانة الأمل" not in stranger.get(month).page.text + stranger.get(last).page.text
    record = db.session.get(Nursery, nursery)
    record.licensed_on = today()
    db.session.commit()
    assert "حضانة الأمل" not in writer.get(last).page.text and "حضانة الأمل" in writer.get(month).page.text


def test_a_feed_holds_the_days_of_nurseries_and_takes_them_back(sign_in, visitor, nursery):
    licensed(nursery, 40, applied_on=today() - timedelta(days=3))
    writer, visit = sign_in("writer"), db.session.scalar(db.select(Visit.id))
    mine, others = feed_of(writer), feed_of(sign_in("stranger"))
    first = entries(visitor, mine)
    assert set(first) == {f"visit-{visit}", f"decision-{nursery}", f"licence-{nursery}"}
    assert not entries(visitor, others)
    licence, decision = first[f"licence-{nursery}"], first[f"decision-{nursery}"]
    assert licence["dtstart"].dt == today() + timedelta(days=40) and str(licence["status"]) == "CONFIRMED"
    assert str(decision["status"]) == "CANCELLED"  # it has a licence for a time already
    writer.post(f"/nurseries/{nursery}/visits/{visit}/removal", version="1")
    writer.post(f"/nurseries/{nursery}/licence", on=today().strftime("%d/%m/%Y"))
    then = entries(visitor, mine)
    for key in (f"visit-{visit}", f"licence-{nursery}"):
        assert str(then[key]["status"]) == "CANCELLED" and then[key]["sequence"] > first[key]["sequence"], key


def test_a_licence_that_ends_soon_is_on_the_first_page_and_counted_as_its_list(sign_in, nursery):
    licensed(nursery, 60)
    for who, many in (("writer", 1), ("hq", 1), ("stranger", 0)):
        page = sign_in(who).get("/").page
        [tile] = [link for link in page.all("a") if "tile" in link.get("class", "") and "حضانات" in link.text]
        assert number(tile.text) == many and page.text.count("ينتهي ترخيصها") == many
        listed = sign_in(who).get(tile.get("href")).page.find("main").text
        assert listed.count("حضانة الأمل") == many


def test_the_figures_lead_to_as_many(sign_in, nursery):
    licensed(nursery, 60)
    made(User.named("luxor"))
    for who, states, trainees in (("writer", {"ending": 1}, 2), ("hq", {"ending": 1}, 2), ("stranger", {}, 0)):
        browser = sign_in(who)
        page = browser.get("/dashboard").page
        found = {}
        for row in page.all("tr"):
            for link in row.all("a"):
                if "/nurseries" in link.get("href"):
                    found[link.get("href").rpartition("state=")[2].partition("&")[0]] = number(row.all("td")[0].text)
                    assert "حضانة واحدة" in browser.get(link.get("href")).page.text
        assert found == states
        [tile] = [link for link in page.all("a") if "/cohorts/trainees" in link.get("href", "")]
        listed = browser.get(tile.get("href")).page.text
        assert number(tile.text) == trainees and ("متدربان" in listed) == (trainees == 2)


def number(text: str) -> int:
    return int(re.search(r"\d+", fold(text))[0])
