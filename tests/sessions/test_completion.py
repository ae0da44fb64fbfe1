"""The rule, who is short of it and why, numbered certificates, and the report that never adds people to attendances."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select

from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees.models import Trainee
from tadamon.extensions import db
from tadamon.sessions import completion
from tadamon.sessions.certificates import printing
from tadamon.sessions.certificates.models import Certificate
from tadamon.web import volumes
from tests.exports.test_sheets import rows as lines
from tests.sessions.conftest import held


def marked(writer, session, **states):
    for trainee, letter in states.items():
        answer = writer.post(f"/sessions/{session}/attendance", {f"m{session}.{trainee[1:]}.0.": letter})
        assert answer.status_code == 303


def trained(writer, cohort, who) -> list[int]:
    """Two sessions: سارة comes to both, عمر is absent once."""
    sara, omar = f"t{who('سارة')}", f"t{who('عمر')}"
    first, second = held(cohort), held(cohort, "الثانية", date(2025, 10, 19))
    marked(writer, first, **{sara: "ح", omar: "ح"})
    marked(writer, second, **{sara: "ت", omar: "غ"})
    return [first, second]


def test_who_has_completed_and_who_is_short_and_why(writer, cohort, who):
    trained(writer, cohort, who)
    home = f"/cohorts/{cohort}/completion"
    assert "لم تُكتب قاعدة الإتمام" in writer.get(home).page.text
    assert writer.post(home, share_sessions="").status_code == 422
    assert writer.post(home, share_sessions="120").status_code == 422
    assert writer.post(home, share_sessions="80", share_hours="80").status_code == 303
    assert "سارة" in writer.get(home).page.text and "عمر" not in writer.get(home).page.text
    short = writer.get(f"{home}?show=short").page.text
    assert "حضر ١ من ٢ جلسة (٥٠٪)." in short and "أتم ساعتان من ٤ ساعات (٥٠٪)." in short
    assert writer.post(home, share_sessions="50", version="1").status_code == 303
    assert writer.post(home, share_sessions="60", version="1").status_code == 409


def test_what_does_not_count_counts_neither_for_nor_against(writer, cohort, who):
    sara, omar = f"t{who('سارة')}", f"t{who('عمر')}"
    for day, letters in ((5, "حع"), (6, "حح"), (7, "غم")):
        marked(writer, held(cohort, day=date(2025, 10, day)), **dict(zip((sara, omar), letters, strict=True)))
    held(cohort, day=date(2999, 1, 1))  # not held yet
    found = {
        each.name.split()[0]: (each.came, each.asked, each.minutes) for each in completion.progress(record(cohort))
    }
    assert found == {"سارة": (2, 3, 240), "عمر": (1, 1, 120)}


def test_attendance_before_a_change_of_group_still_counts(writer, cohort, who):
    group, sara = db.session.scalar(select(Group.id)), f"t{who('سارة')}"
    db.session.add(Group(record=record(cohort), position=2, name="الثانية"))
    db.session.commit()
    second = db.session.scalar(select(Group.id).where(Group.name == "الثانية"))
    marked(writer, held(cohort, groups=[db.session.get(Group, group)]), **{sara: "ح"})
    writer.post(f"/cohorts/{cohort}/trainees/{sara[1:]}/transfer", to=f"g{second}", on="13/10/2025")
    later = held(cohort, day=date(2025, 10, 20), groups=[db.session.get(Group, second)])
    marked(writer, later, **{sara: "ح"})
    held(cohort, day=date(2025, 10, 27), groups=[db.session.get(Group, group)])  # no longer hers
    [mine] = [each for each in completion.progress(record(cohort)) if each.name.startswith("سارة")]
    assert (mine.came, mine.asked, mine.unmarked) == (2, 2, 0)


def test_certificates_are_numbered_without_gaps_verified_and_revoked(writer, stranger, cohort, who):
    trained(writer, cohort, who)
    home = f"/cohorts/{cohort}"
    assert writer.post(f"{home}/certificates").status_code == 409
    writer.post(f"{home}/completion", share_sessions="50")
    assert writer.post(f"{home}/certificates", whom="chosen", trainee=who("عمر")).status_code == 303
    assert writer.post(f"{home}/certificates").status_code == 303
    assert writer.post(f"{home}/certificates").status_code == 303  # nobody gets a second one
    found = db.session.scalars(select(Certificate).order_by(Certificate.number)).all()
    assert [(each.number, each.said["name"].split()[0]) for each in found] == [(1, "عمر"), (2, "سارة")]
    id, code, second = found[0].id, found[0].code, found[1].id
    assert "سارة" in writer.get("/certificates").page.text and "إصدار شهادات" in writer.get(home).page.text
    assert "مطابق للسجل" in writer.get(f"/verify/{code}").page.text and "عمر" in writer.get(f"/verify/{code}").page.text
    assert (
        "مطابق للسجل" in stranger.get(f"/verify/{code}").page.text
        and "عمر" not in stranger.get(f"/verify/{code}").page.text
    )
    assert (
        stranger.get(f"/certificates/{id}").status_code == 404 and "عمر" not in stranger.get("/certificates").page.text
    )
    assert writer.post(f"/certificates/{id}/revocation", reason="").status_code == 422
    assert writer.post(f"/certificates/{id}/revocation", reason="خطأ في الاسم").status_code == 303
    assert writer.post(f"/certificates/{id}/revocation", reason="مرة أخرى").status_code == 409
    assert "شهادة ملغاة" in writer.get(f"/verify/{code}").page.text
    told = lines(writer.get("/certificates.xlsx"))
    assert [(row[0], row[3].split()[0], row[8]) for row in told] == [(2, "سارة", "سارية"), (1, "عمر", "ملغاة")]
    assert lines(stranger.get("/certificates.xlsx")) == []
    writer.post(f"{home}/certificates")
    assert db.session.scalars(select(Certificate.number).order_by(Certificate.number)).all() == [1, 2, 3]
    for path in (f"{home}/certificates.pdf", f"/certificates/{second}.pdf", f"/certificates/{id}.pdf"):
        assert writer.raw("get", path).data.startswith(b"%PDF"), path


def test_many_certificates_are_drawn_in_pieces_and_joined(writer, stranger, cohort, who, monkeypatch):
    trained(writer, cohort, who)
    home = f"/cohorts/{cohort}"
    writer.post(f"{home}/completion", share_sessions="50")
    writer.post(f"{home}/certificates")
    for name, few in (("LONG", 1), ("PIECE", 1), ("AT_ONCE", 1)):
        monkeypatch.setattr(printing, name, few)
    assert "الشهادات التالية" in writer.get(f"{home}/certificates/print").page.text
    began = []
    monkeypatch.setattr(volumes.aside, "run", lambda *words: began.append(words))
    assert writer.get(f"{home}/certificates.pdf").location.endswith("/certificates/drawing?lang=ar")
    page = writer.get(f"{home}/certificates/drawing").page
    poll = re.search('hx-get="([^"]+of=[^"]+)"', page.html)[1].replace("&amp;", "&")
    assert "قيد الإعداد" in page.text
    [(_draw, path, *words)] = began
    volumes.draw.callback(Path(path), words[0], words[1:])
    assert ".pdf" in writer.get(poll, htmx=True).headers["HX-Redirect"]
    pdf = PdfReader(BytesIO(writer.raw("get", f"{home}/certificates.pdf").data))
    names = [page.extract_text() for page in pdf.pages]
    assert (
        pdf.metadata.title.startswith("شهادات")
        and len(names) == 2
        and "سارة" in names[0] + names[1]
        and "عمر" in names[0] + names[1]
    )
    is_tagged(pdf)
    assert stranger.get(f"{home}/certificates.pdf").status_code == 404
    writer.post(f"/certificates/{db.session.scalar(select(Certificate.id))}/revocation", reason="خطأ في الاسم")
    assert writer.raw("get", f"{home}/certificates.pdf").status_code == 200 and len(began) == 1  # one is left: at once


def is_tagged(pdf: PdfReader) -> None:
    """The whole says what it is, and what is marked on a page leads to its tags, up to the document's, as one file's do."""
    whole = pdf.root_object
    assert whole["/MarkInfo"]["/Marked"] and whole["/Lang"] == "ar" and b"pdfuaid:part" in whole["/Metadata"].get_data()
    tags = whole["/StructTreeRoot"]
    marks, tops = tags["/ParentTree"]["/Nums"], tags["/K"][0]["/K"]
    leads = dict(zip(marks[::2], marks[1::2], strict=True))
    for page, top in zip(pdf.pages, tops, strict=True):
        elements = [each.get_object() for each in leads[page["/StructParents"]]]
        assert page.get_contents().get_data().count(b"BDC") >= len(elements) > 5
        assert all(
            each.raw_get("/Pg") == page.indirect_reference and under(each, top.get_object()) for each in elements
        )


def under(element, top) -> bool:
    while element != top and "/P" in element:
        element = element["/P"]
    return element == top


def test_a_certificate_printed_again_says_the_same(writer, cohort, who):
    trained(writer, cohort, who)
    writer.post(f"/cohorts/{cohort}/completion", share_sessions="100")
    writer.post(f"/cohorts/{cohort}/certificates")
    id = db.session.scalar(select(Certificate.id))
    before = writer.get(f"/certificates/{id}/print").page.text
    writer.post(f"/cohorts/{cohort}/trainees/{who('سارة')}", name="سعاد محمود", version="1")
    writer.post(f"/cohorts/{cohort}/fields/title", title="اسم آخر للدفعة", version="1")
    assert "سارة أحمد حجاج" in before and "حضر جلستين (٤ ساعات)" in before
    assert writer.get(f"/certificates/{id}/print").page.text.replace("اسم آخر للدفعة", "دفعة أكتوبر 2025") == before


def test_wiping_a_person_wipes_the_name_on_the_certificate_and_in_the_changes(writer, cohort, who):
    sessions = trained(writer, cohort, who)
    sara = who("سارة")
    writer.post(f"/cohorts/{cohort}/completion", share_sessions="100")
    writer.post(f"/cohorts/{cohort}/certificates")
    writer.post(f"/sessions/{sessions[0]}/attendance", {f"m{sessions[0]}.{sara}.1.present": "غ"})
    export = writer.raw("post", f"/cohorts/{cohort}/trainees/{sara}/export", data={"csrf_token": writer._token()})
    kept = lines(export)
    assert {"شهادة"} <= {line[0] for line in kept} and any("غائب" in (line[1] or "") for line in kept)
    assert writer.post(f"/cohorts/{cohort}/trainees/{sara}/anonymisation").status_code == 303
    for path in ("/certificates", f"/sessions/{sessions[0]}/attendance", f"/cohorts/{cohort}/trainees/{sara}"):
        assert "سارة" not in writer.get(path).page.text, path
    assert "سارة" not in db.session.scalar(select(Trainee.name).where(Trainee.id == sara))


def test_the_report_counts_people_once_and_attendances_apart(writer, cohort, who):
    trained(writer, cohort, who)
    seminar = held(cohort, "ندوة", date(2025, 10, 21))
    writer.post(f"/sessions/{seminar}/totals", total="365", women="365", audience="cohort", version="1")
    writer.post(f"/cohorts/{cohort}/targets", number="1540")
    text = writer.get(f"/cohorts/{cohort}/report").page.text
    assert "متدربان" in text and "٣٦٨ حضورًا" in text and "ذُكر ١٬٥٤٠ والمقيدون ٢؛ ينقص ١٬٥٣٨" in text
    assert "١٬٩٠٥" not in text and "٣٧٠" not in text
    assert writer.raw("get", f"/cohorts/{cohort}/report.pdf").data.startswith(b"%PDF")


def test_the_sheet_to_sign_the_scan_and_the_workbook(writer, reader, cohort, who):
    first, _second = trained(writer, cohort, who)
    text = writer.get(f"/sessions/{first}/sheet").page.text
    assert "سارة أحمد حجاج" in text and "التوقيع" in text and "30101012900181" not in text
    assert writer.raw("get", f"/sessions/{first}/sheet.pdf").data.startswith(b"%PDF")
    assert writer.raw("get", f"/sessions/{first}/sheet?lang=en").status_code == 200
    [sara, omar] = lines(reader.raw("get", f"/cohorts/{cohort}/attendance.xlsx"))
    assert sara[0].startswith("سارة") and sara[1].endswith("٠١٨١") and "30101012900181" not in sara
    assert sara[5:] == ["حاضر", "حضر متأخرًا", 2, 0] and omar[5:] == ["حاضر", "غائب", 1, 1]
    assert reader.post(f"/cohorts/{cohort}/attendance.xlsx").status_code == 403
    [whole, _omar] = lines(
        writer.raw("post", f"/cohorts/{cohort}/attendance.xlsx", data={"csrf_token": writer._token()})
    )
    assert whole[1] == "30101012900181"


def record(id: int) -> Cohort:
    return db.session.get(Cohort, id)
