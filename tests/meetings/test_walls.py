"""Who reads and who edits: the department, a directorate, its administrations, and whoever is invited."""

import pytest

from tadamon.meetings.models import Meeting


def may(browser, id):
    """What reading, the editor of a field and saving it answer."""
    return [
        browser.get(f"/meetings/{id}").status_code,
        browser.get(f"/meetings/{id}/fields/venue/edit", htmx=True).status_code,
        browser.post(f"/meetings/{id}/fields/venue", {"venue": "مكان آخر", "version": "1"}).status_code,
    ]


READS, EDITS, NOTHING = [200, 403, 403], [200, 200, 303], [404, 404, 404]


def test_an_invited_directorate_reads(hq, writer, reader, office, stranger, record):
    id = record("hq", invited=["EG-LX"])
    assert [may(each, id) for each in (writer, reader, office)] == [READS] * 3
    assert may(stranger, id) == NOTHING
    assert may(hq, id) == EDITS


def test_the_invited_find_it_in_their_list_and_search(writer, stranger, record):
    record("hq", title="اجتماع المنح الدولية", invited=["EG-LX"])
    for path in ("/", "/meetings", "/meetings?q=المنح"):
        assert "المنح الدولية" in writer.get(path).page.text
        assert "المنح الدولية" not in stranger.get(path).page.text


def test_who_is_no_longer_invited_sees_nothing(hq, writer, record):
    id = record("hq", invited=["EG-LX"])
    form = hq.get(f"/meetings/{id}/fields/invited/edit").page.form("/fields/invited")
    assert hq.post(form.action, {"version": form.fields["version"]}).status_code == 303
    assert may(writer, id) == NOTHING


def test_an_administration_edits_its_own_only(office, writer, hq, stranger, record, meeting):
    id = record("office", title="لقاء إسنا")
    assert may(office, id) == EDITS and may(office, meeting) == READS
    assert may(writer, id) == EDITS
    assert may(hq, id) == READS and may(stranger, id) == NOTHING


def test_the_approver_edits_as_a_writer_does(approver, meeting):
    assert may(approver, meeting) == EDITS


def test_an_administrator_edits_no_directorates_minutes(admin, meeting):
    assert may(admin, meeting) == READS


def test_an_earlier_meeting_of_another_directorate_stays_behind_its_wall(hq, writer, record):
    """T4: the department links what it sees; who is invited must not learn of a third one's meeting."""
    hidden = record("stranger", title="لقاء سري بأسوان")
    id = record("hq", invited=["EG-LX"])
    assert hq.post(f"/meetings/{id}/earlier", earlier_id=hidden).status_code == 303
    assert "سري بأسوان" in hq.get(f"/meetings/{id}").page.text
    for path in ("", "/history", "/print", "/print?form=summary"):
        assert "سري بأسوان" not in writer.get(f"/meetings/{id}{path}").page.text, path
    assert "سري بأسوان" not in writer.get(f"/meetings/{id}/history", htmx=True).page.text


@pytest.mark.parametrize(
    "extra",
    [
        {
            "id": "99",
            "unit": "31",
            "office_id": "31",
            "office": "31",
            "state": "approved",
            "created_by_id": "1",
            "created_by": "1",
            "version_id": "9",
            "archived_at": "2020-01-01",
            "removed_at": "2020-01-01",
            "record_id": "1",
            "type": "other",
            "role": "administrator",
            "is_admin": "1",
            "directorate_id": "31",
            "position": "-5",
            "date_precision": "year",
            "summary": "دخيل",
            "item_id": "1",
            "owner_unit_id": "3",
        }
    ],
)
def test_extra_fields_change_nothing(writer, stored, meeting, extra):
    """T8."""

    def kept():
        return {
            column.key: getattr(stored(Meeting, meeting), column.key)
            for column in Meeting.__mapper__.column_attrs
            if column.key not in ("title", "version", "changed_at")
        }

    before = kept()
    assert (
        writer.post(f"/meetings/{meeting}/fields/title", extra | {"title": "عنوان", "version": "1"}).status_code == 303
    )
    assert kept() == before
    answer = writer.post("/meetings", extra | {"title": "جديد", "kind": "ngos", "starts_on": "5/10/2025"})
    new = stored(Meeting, int(answer.location.rpartition("/")[2]))
    assert (new.state, new.office.code, new.created_by.username, new.archived_at, new.type) == (
        "draft",
        "EG-LX",
        "luxor",
        None,
        "meeting",
    )
    assert new.date_precision == "day" and new.id != 99
