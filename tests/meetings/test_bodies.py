"""The bodies at a meeting: groups, counts by governorate, a pasted list, which of them attended, the prints."""

import pytest
from sqlalchemy import select

from tadamon.activities.counting import told
from tadamon.activities.participants import Participant
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.meetings.models import Meeting
from tadamon.meetings.paste import bodies


def rows(meeting):
    db.session.rollback()
    query = select(Participant).where(Participant.record_id == meeting, Participant.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Participant.position, Participant.id)))


def add(browser, meeting, **typed):
    return browser.post(f"/meetings/{meeting}/participants", {"role": "attended"} | typed, htmx=True)


def many(**counts):
    """many(EG_LX=3) → three bodies of Luxor."""
    return [
        Participant(name="ج", role="attended", governorate=code.replace("_", "-") if code != "none" else None)
        for code, n in counts.items()
        for _each in range(n)
    ]


# words


@pytest.mark.parametrize(
    ("participants", "words"),
    [
        ([], ""),
        (many(EG_LX=3, EG_KN=2), "حضرت ٥ جهات: ٣ من الأقصر، ٢ من قنا."),
        (many(EG_KN=2, EG_LX=2), "حضرت ٤ جهات: ٢ من قنا، ٢ من الأقصر."),
        (many(EG_LX=1), "حضرت جهة واحدة: ١ من الأقصر."),
        (many(EG_LX=1, none=11), "حضرت ١٢ جهة: ١ من الأقصر، ١١ لم تُذكر محافظتها."),
        (many(none=2), "حضرت جهتان."),
        (
            [Participant(name="جمعيات", role="attended", count=27, precision="exactly")],
            "بالعدد: \u2068جمعيات\u2069: ٢٧ جهة.",
        ),
        (
            [Participant(name="جمعيات", role="invited", count=27, precision="about")],
            "بالعدد: \u2068جمعيات\u2069: نحو ٢٧ جهة (دُعيت).",
        ),
        (
            [*many(EG_LX=2), Participant(name="جمعيات", role="attended", count=27, precision="at-least")],
            "حضرت جهتان: ٢ من الأقصر. بالعدد: \u2068جمعيات\u2069: على الأقل ٢٧ جهة. وقد يشمل العدد جهات مذكورة بأسمائها.",
        ),
        (
            [
                Participant(name="أ", role=role, governorate="EG-LX")
                for role in ("absent", "apologised", "invited", "attended")
            ],
            "حضرت جهة واحدة: ١ من الأقصر. دُعيت جهة واحدة: ١ من الأقصر. اعتذرت جهة واحدة: ١ من الأقصر. لم تحضر جهة واحدة: ١ من الأقصر.",
        ),
    ],
)
def test_counts_in_words(app, participants, words):
    assert told(participants) == words


def test_counts_in_english(app):
    group = Participant(name="NGOs", role="attended", count=27, precision="about")
    with speaking("en"):
        assert told([*many(EG_LX=3, EG_KN=1), group]) == (
            "4 bodies attended: 3 from Luxor, 1 from Qena. By number: \u2068NGOs\u2069: about 27 organisations. "
            "The number may include bodies that are named."
        )


# rows


def test_a_body_of_the_directory_brings_its_governorate_when_it_works_in_one(writer, meeting, known):
    one = known("organisation", "جمعية قنا", governorates=["EG-KN"])
    known("organisation", "جمعية الصعيد", governorates=["EG-KN", "EG-LX"])
    for name in ("جمعية قنا", "جمعية الصعيد", "جمعية مجهولة", "مديرية التضامن الاجتماعي — أسوان"):
        add(writer, meeting, name=name)
    add(writer, meeting, name="جمعية قنا", governorate="EG-C")
    assert [(row.governorate, row.organisation_id) for row in rows(meeting)][-5:] == [
        ("EG-KN", one),
        (None, rows(meeting)[3].organisation_id),
        (None, None),
        ("EG-ASN", None),
        ("EG-C", one),
    ]


def test_a_group_has_a_number_and_how_sure_it_is(writer, meeting):
    answer = add(writer, meeting, name="جمعيات أهلية", count="٢٧", precision="about")
    assert "نحو ٢٧ جهة" in answer.page.text and "الدليل" not in answer.page.find("participants-3").text
    add(writer, meeting, name="جمعية باسمها", precision="about")
    assert [(row.count, row.precision) for row in rows(meeting)][2:] == [(27, "about"), (None, "exactly")]


def test_the_counts_refresh_after_a_row(writer, reader, meeting):
    assert "حضرت جهتان: ٢ من الأقصر" in writer.get(f"/meetings/{meeting}").page.find("participants-counts").text
    add(writer, meeting, name="جمعية", role="apologised")
    for browser in (writer, reader):
        assert "اعتذرت جهة واحدة" in browser.get(f"/meetings/{meeting}/participants/counts", htmx=True).page.text
    assert writer.get(f"/meetings/{meeting}/participants/counts").status_code == 303


def test_a_sheet_without_bodies_shows_readers_nothing_of_them(reader, record):
    assert "الجهات المشاركة" not in reader.get(f"/meetings/{record('writer')}").page.text


def test_found_by_the_name_of_a_body_and_told_in_the_history(writer, meeting):
    add(writer, meeting, name="مؤسسة الياسمين", count="3", precision="more-than")
    assert "لقاء جماهيري" in writer.get("/meetings?q=الياسمين").page.text
    page = writer.get(f"/meetings/{meeting}/history").page.text
    assert "إضافة «مؤسسة الياسمين»" in page and "أكثر من" in page


# a pasted list


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("١- جمعية الأورمان - الأقصر", ("جمعية الأورمان", "EG-LX", "")),
        ("جمعية الأورمان\tالاقصر\tرئيسها", ("جمعية الأورمان", "EG-LX", "رئيسها")),
        ("جمعية الأورمان", ("جمعية الأورمان", None, "")),
        ("جمعية الأورمان، عزبة البرج", ("جمعية الأورمان", None, "عزبة البرج")),
        ("Orman\tLuxor", ("Orman", "EG-LX", "")),
        ("م\tالجهة\tالمحافظة", None),
        ("اسم الجمعية", None),
        ("٣", None),
    ],
)
def test_a_line(line, found):
    assert [tuple(each.values()) for each in bodies(line)] == ([found] if found else [])


def paste(browser, meeting, text, **more):
    return browser.post(f"/meetings/{meeting}/participants/paste", {"bodies": text} | more)


def test_first_shown_with_what_the_directory_knows_then_added(writer, meeting, known):
    body = known("organisation", "جمعية النور", governorates=["EG-KN"])
    text = "الجهة\tالمحافظة\nجمعية الأورمان\nجمعيه النور\nجمعية أخرى\tأسوان"
    shown = paste(writer, meeting, text, role="invited")
    assert shown.status_code == 200 and "ليست في الدليل" in shown.page.text and len(rows(meeting)) == 2
    assert writer.send(shown.page.form("/paste"), confirmed="1").status_code == 303
    assert [(row.name, row.role, row.governorate, row.organisation_id) for row in rows(meeting)[2:]] == [
        ("جمعيه النور", "invited", "EG-KN", body),
        ("جمعية أخرى", "invited", "EG-ASN", None),
    ]


@pytest.mark.parametrize(
    ("text", "more"), [("", {}), ("جمعية الأورمان", {}), ("١\n٢", {}), ("\x00", {}), ("جمعية جديدة", {"role": "x"})]
)
def test_refused_with_a_sentence(writer, meeting, text, more):
    for confirmed in ({}, {"confirmed": "1"}):
        answer = paste(writer, meeting, text, **more, **confirmed)
        assert answer.status_code == 422 and answer.page.find("bodies-error").text
    assert len(rows(meeting)) == 2


def test_a_long_list_pasted_twice(writer, meeting):
    text = "\n".join(f"{n}- جمعية رقم{n} الأهلية\tقنا" for n in range(1, 400))
    for _turn in range(2):
        paste(writer, meeting, text, confirmed="1")
    assert len(rows(meeting)) == 302 and writer.get(f"/meetings/{meeting}").status_code == 200


# which of them attended


def test_which_attended(writer, meeting):
    add(writer, meeting, name="جمعيات", count="27", role="invited")
    add(writer, meeting, name="ثالثة", role="apologised")
    first, second, *_rest = (row.id for row in rows(meeting))
    page = writer.get(f"/meetings/{meeting}/participants/marks").page
    assert len([one for one in page.all("input") if one.get("type") == "checkbox"]) == 3
    writer.post(f"/meetings/{meeting}/participants/marks", {"came": [str(second)], "role": "absent"})
    assert [row.role for row in rows(meeting)] == ["absent", "attended", "invited", "apologised"]
    writer.post(f"/meetings/{meeting}/participants/marks", {"came": [str(first), str(second)], "role": "apologised"})
    assert [row.role for row in rows(meeting)][:2] == ["attended", "attended"]


@pytest.mark.parametrize("came", [["x"], ["9" * 40], ["\x00"], [""] * 500, []])
def test_marks_of_nobody(writer, meeting, came):
    assert writer.post(f"/meetings/{meeting}/participants/marks", {"came": came, "role": "x"}).status_code == 303
    assert {row.role for row in rows(meeting)} == {"absent"}


def test_marks_without_bodies(writer, record):
    id = record("writer")
    assert "لصق" in writer.get(f"/meetings/{id}/participants/marks").page.text
    assert writer.post(f"/meetings/{id}/participants/marks").status_code == 303


# prints, checklist, copies


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("form", "language", "words"),
    [
        ("minutes", "ar", "حضرت جهتان: ٢ من الأقصر. بالعدد: \u2068جمعيات أهلية\u2069: نحو ٢٧ جهة"),
        ("summary", "ar", "حضرت جهتان: ٢ من الأقصر"),
        ("minutes", "en", "2 bodies attended: 2 from Luxor"),
        ("summary", "en", "about 27 organisations"),
    ],
)
def test_printed_before_and_after_approval(sign_in, writer, approver, meeting, form, language, words):
    add(writer, meeting, name="جمعيات أهلية", count="27", precision="about")
    someone = sign_in("writer", language)
    assert words in someone.get(f"/meetings/{meeting}/print?form={form}").page.text
    writer.post(f"/meetings/{meeting}/submission")
    approver.post(f"/meetings/{meeting}/approval")
    assert words in someone.get(f"/meetings/{meeting}/print?form={form}").page.text
    assert add(writer, meeting, name="متأخرة").status_code == 409


def test_a_meeting_with_ngos_warns_when_none_is_named(writer, record):
    warned = [
        writer.get(f"/meetings/{record('writer', kind=kind)}/submission").page.text for kind in ("ngos", "open-door")
    ]
    assert ["الجمعيات المشاركة" in each for each in warned] == [True, False]


def test_a_correction_and_a_next_meeting_have_the_bodies(writer, approver, meeting, known):
    known("organisation", "جمعية النور")
    add(writer, meeting, name="جمعية النور", role="apologised", note="سفر")
    writer.post(f"/meetings/{meeting}/submission")
    approver.post(f"/meetings/{meeting}/approval")
    before = [(row.name, row.role, row.governorate, row.organisation_id, row.note) for row in rows(meeting)]
    new = int(writer.post(f"/meetings/{meeting}/correction", reason="خطأ").location.rpartition("/")[2])
    assert [(row.name, row.role, row.governorate, row.organisation_id, row.note) for row in rows(new)] == before
    add(writer, new, name="جمعية أُغفلت")
    assert "أُغفلت" in writer.get(f"/meetings/{new}/difference").page.text
    page = writer.get(f"/meetings/new?from={meeting}").page
    form = next(form for form in page.forms if form.method == "post" and form.action == "/meetings")
    later = int(writer.send(form, starts_on="12/10/2025").location.rpartition("/")[2])
    assert [(row.name, row.role, row.note) for row in rows(later)] == [
        (name, "attended", "") for name, *_rest in before
    ]


def test_telling_names_the_bodies(meeting):
    told = db.session.get(Meeting, meeting).telling()
    assert "جمعية الأورمان، الأقصر، حضرت" in told["الجهات المشاركة"]
