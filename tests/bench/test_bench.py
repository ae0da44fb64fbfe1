"""The benchmark itself: what it builds is what the application would have written, and it measures every page."""

import pytest
from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records import search
from tadamon.records.search import SearchText
from tests.bench import building, engines, floor, measuring, report

MEETINGS = 200


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """An application on SQLite with a few meetings, built in two goes."""
    home = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "HOME", home)
        patch.setattr(measuring, "HOME", home)
        patch.setattr(report, "HOME", home)
        patch.setattr(building, "CHUNK", 120)
        app = engines.application(engines.database("sqlite", str(home), "small", "1"))
        with app.app_context():
            interrupted()
            building.build(MEETINGS, say=lambda *_, **__: None)
            db.session.remove()
        yield app


def interrupted():
    class Stopped(Exception):
        pass

    def stop(*_, **__):
        raise Stopped

    with pytest.raises(Stopped):
        building.build(MEETINGS, say=stop)


def test_a_stopped_build_goes_on(small):
    with small.app_context():
        assert db.session.scalar(select(func.count()).select_from(Meeting)) == MEETINGS
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = "SELECT count(*) FROM search_index WHERE search_index MATCH 'اجتماع OR لقاء OR زيار OR ورش'"
        assert db.session.connection().exec_driver_sql(found).scalar() > MEETINGS / 4


def test_the_search_rows_are_what_the_application_writes(small):
    with small.app_context():
        for id in (1, 2, 77, 199):
            kept, written = db.session.scalars(select(SearchText).where(SearchText.record_id == id)).one(), SearchText()
            search.write(written, db.session.get(Meeting, id))
            assert (kept.place, set(kept.text.split())) == (written.place, set(written.text.split()))


def test_every_page_is_measured(small):
    results, weights = measuring.measure(small, "sqlite", "small", requests=2, say=lambda *_, **__: None)
    assert {"list", "sheet", "field, save", "PDF, three pages"} <= {result.page for result in results}
    assert all(result.p50 > 0 and result.sent > 200 for result in results)
    assert [weight.page for weight in weights] == ["list", "sheet"]
    assert "list" in report.table(results) and report.keep(results, weights).exists()


def test_the_floor_draws_the_same_page():
    page = '<!doctype html><p class="a">١ &lt;b&gt; <b>نص</b> & «آخر»</p>\n<br>'
    drawn = floor.create({"page": page}).test_client().get("/page").get_data(as_text=True)
    assert drawn == page.replace(" & ", " &amp; ")
