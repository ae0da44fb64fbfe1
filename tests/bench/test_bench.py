"""The benchmark itself: what it builds is what the application would have written, and it measures every page."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.followup import summing
from tadamon.followup.finding import OutcomeText, facets, with_words
from tadamon.followup.models import Outcome
from tadamon.language import words
from tadamon.meetings.models import Meeting
from tadamon.records import naming, search, tallies
from tadamon.records.naming import NameStart
from tadamon.records.search import SearchText
from tadamon.records.tallies import Tally
from tests.bench import building, comparing, directory, engines, floor, importing, measuring, register, report

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
            interrupted(building.build, MEETINGS)
            building.build(MEETINGS, say=lambda *_, **__: None)
            db.session.remove()
        yield app


def interrupted(build, many):
    class Stopped(Exception):
        pass

    def stop(*_, **__):
        raise Stopped

    with pytest.raises(Stopped):
        build(many, say=stop)


def test_a_stopped_build_goes_on(small):
    with small.app_context():
        assert db.session.scalar(select(func.count()).select_from(Meeting)) == MEETINGS
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = "SELECT count(*) FROM search_index WHERE search_index MATCH 'اجتماع OR لقاء OR زيار OR ورش'"
        assert db.session.connection().exec_driver_sql(found).scalar() > MEETINGS / 4


def test_the_search_rows_are_what_the_application_writes(small):
    with small.app_context():
        for id in (1, 2, 77, 199):
            kept, own = (
                db.session.scalars(select(SearchText).where(SearchText.record_id == id)).one(),
                db.session.get(Meeting, id),
            )
            assert kept.place == search.place(own.listed_on, own.id)
            assert set(kept.text.split()) == set(search.fresh_text(own).split())


def test_the_sums_are_what_the_application_adds(small):
    with small.app_context():
        records = db.session.scalars(select(Meeting)).all()
        counted = Counter()
        for found in tallies.marks(records).values():
            counted.update(found)
        kept = {
            (t.office_id, t.month.isoformat(), t.measure, t.key): t.amount for t in db.session.scalars(select(Tally))
        }
        measures = ("type", "kind", "axis", "governorate")
        assert {mark: n for mark, n in counted.items() if mark[2] in measures} == {
            mark: n for mark, n in kept.items() if mark[2] in measures
        }


def test_every_page_is_measured(small):
    results, weights = measuring.measure(small, "sqlite", "small", requests=2, say=lambda *_, **__: None)
    assert {"list", "sheet", "field, save", "PDF, three pages"} <= {result.page for result in results}
    assert all(result.p50 > 0 and result.sent > 200 for result in results)
    assert [weight.page for weight in weights] == ["list", "sheet"]
    assert "list" in report.table(results) and report.keep(results, weights).exists()
    with small.app_context():
        assert db.session.scalar(select(func.count()).select_from(Meeting).where(Meeting.state == "approved")) > 0


@pytest.fixture(scope="module")
def directories(tmp_path_factory):
    """Two small directories, one built in two goes."""
    home = tmp_path_factory.mktemp("directories")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "HOME", home)
        patch.setattr(directory, "MEETINGS", 20)
        apps = {}
        for scale, many in (("1k", 40), ("100k", 120)):
            apps[scale] = engines.application(engines.database("sqlite", str(home), scale, "1"))
            with apps[scale].app_context():
                patch.setattr(building, "CHUNK", 80)
                if scale == "100k":
                    interrupted(directory.build, many)
                directory.build(many, say=lambda *_, **__: None)
                db.session.remove()
        yield apps


def test_bodies_are_found_as_the_application_would_have_it(directories):
    with directories["100k"].app_context():
        assert db.session.scalar(select(func.count()).select_from(Organisation)) == 120
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
        bodies = db.session.scalars(select(Organisation)).all()
        assert any(own.archived_at for own in bodies) and any(own.aliases for own in bodies)
        for own in bodies:
            kept = db.session.scalars(select(SearchText).where(SearchText.record_id == own.id)).one()
            assert (kept.place, kept.text) == (search.place(own.listed_on, own.id), search.fresh_text(own))
            keys = select(NameStart.key, NameStart.word).where(NameStart.record_id == own.id)
            assert set(db.session.execute(keys).all()) == naming.starts(own.names)
            assert own.sort_key == words.name_key(own.name_ar)[:120]
        found = "SELECT count(*) FROM search_index WHERE search_index MATCH 'type0organisation'"
        assert db.session.connection().exec_driver_sql(found).scalar() == 120


def test_every_page_of_the_directory_is_measured_at_both_scales(directories):
    results = comparing.compare(directories, "sqlite", requests=2, say=lambda *_, **__: None)
    measuring.grown(results)
    pages = {result.page for result in results}
    assert {
        "directory",
        "directory, three filters",
        "suggestions, a word",
        "likely doubles",
        "sheet of a body",
    } <= pages
    assert len(results) == 2 * len(pages) and all(result.p50 > 0 and result.statements for result in results)
    assert [bool(result.growth) for result in results] == [False] * len(pages) + [True] * len(pages)
    for result in results:
        result.work = result.work and 1.0
    assert comparing.verdict(results).startswith("✓")
    results[-1].work = 2.5
    assert comparing.verdict(results).endswith("1,000: sheet of a body (sqlite) 2.50")


def test_the_floor_draws_the_same_page():
    page = '<!doctype html><p class="a">١ &lt;b&gt; <b>نص</b> & «آخر»</p>\n<br>'
    drawn = floor.create({"page": page}).test_client().get("/page").get_data(as_text=True)
    assert drawn == page.replace(" & ", " &amp; ")


def register_sums_stand():
    whole: Counter = Counter()
    for row in db.session.scalars(select(Outcome)):
        found = summing.mark(row, facets(row, set(db.session.get(Meeting, row.record_id).facets()["seen"]), False))
        whole.update(found.keys() if found else ())
    assert summing.kept() == whole


def test_the_register_is_built_and_every_page_of_it_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "HOME", tmp_path)
    monkeypatch.setattr(measuring, "HOME", tmp_path)
    monkeypatch.setattr(register, "CHUNK", 20)
    app = engines.application(engines.database("sqlite", str(tmp_path), "register", "1"))
    with app.app_context():
        register.build(80, say=lambda *_, **__: None)
        register.build(160, say=lambda *_, **__: None)
        assert db.session.scalar(select(func.count(Outcome.id))) == 160
        for row in db.session.scalars(select(Outcome).where(Outcome.record_id == 7)):
            kept = db.session.scalar(select(OutcomeText.text).where(OutcomeText.outcome_id == row.id))
            fresh = with_words(row, facets(row, {row.office_id}, False))
            assert set(kept.split()) >= set(fresh.split()) - {str(row.id)}
        register_sums_stand()
        db.session.remove()
    results = comparing.compare({"10k": app}, "sqlite", 2, lambda *_, **__: None, register.pages)
    assert len(results) == len({result.page for result in results}) >= 10


def test_a_list_is_brought_in_through_the_pages_and_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "HOME", tmp_path)
    app = engines.application(engines.database("sqlite", str(tmp_path), "imports", "1"))
    (found,) = importing.measure(app, "sqlite", [90], say=lambda *_, **__: None)
    assert found.preview.seconds > 0 and found.written.cpu > 0 and found.before > 0
    assert "90" in importing.table([found])
