"""Organisations from a workbook: preview, confirm, once more, the failed rows, back from an export."""

import io

import pytest
from sqlalchemy import func, select

from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.organisations.importing import target
from tadamon.records import search
from tadamon.records.base import now
from tadamon.records.history import Change
from tests.imports.conftest import counts
from tests.imports.making import read, xlsx

HEADINGS = ("الاسم", "النوع", "رقم الإشهار", "مشهرة لدى", "الهاتف", "ملاحظات")


def told(page):
    """{number of a row as shown: what is said of it} of the rows with a reason."""
    return {
        row.all("td")[0].text: row.all("td")[1].text
        for row in page.all("tr")
        if [c for c in row if c.get("class") == "reason"]
    }


def test_a_list_is_previewed_and_then_brought_in(writer, bring, confirm, named):
    page = bring(writer, HEADINGS, ("جمعية الأورمان", "جمعية", 123, None, "1001234567"), (None, "جمعية"))
    assert counts(writer.get(page).page)["جديد"] == 1
    assert named("جمعية الأورمان") is None
    assert confirm(writer, page).status_code == 303
    body = named("جمعية الأورمان")
    assert (body.kind, body.number, body.phone, body.unit.code) == ("ngo", "123", "+201001234567", "EG-LX")
    assert body.registered_with.code == "EG-LX"
    done = writer.get(page).page
    assert counts(done)["خطأ"] == 1 and "نتيجة الاستيراد" in done.text and f"/organisations/{body.id}" in done.html


def test_the_same_file_again_changes_nothing(writer, bring, confirm, named):
    rows = (
        HEADINGS,
        ("جمعية الأورمان", "جمعية", 123, "الأقصر", "01001234567", "نص"),
        ("GIZ", None, None, None, "abc"),
    )
    content = xlsx(*rows).getvalue()
    confirm(writer, bring(writer, file=io.BytesIO(content)))
    changes = db.session.scalar(select(func.count()).select_from(Change))
    page = bring(writer, file=io.BytesIO(content))
    assert counts(writer.get(page).page) | {"بلا تغيير": 2, "جديد": 0, "تحديث": 0} == counts(writer.get(page).page)
    assert "لا جديد في هذا الملف" in writer.get(page).page.text
    assert "هذا الملف نفسه من قبل" in writer.get(page).page.text
    confirm(writer, page)
    assert db.session.scalar(select(func.count()).select_from(Change)) == changes


def test_a_blank_cell_changes_nothing_and_a_full_one_does(writer, bring, confirm, body, named):
    body("جمعية الأورمان", phone="+201001234567", notes="قديم", number="1", registered="EG-LX")
    page = bring(writer, HEADINGS, ("جمعيه الاورمان", None, None, None, None, "جديد"))
    shown = writer.get(page).page
    assert counts(shown)["تحديث"] == 1
    assert [row.all("td")[1].text for row in shown.all("tr") if row.all("td")][-1] == "ملاحظات"
    confirm(writer, page)
    record = named("جمعية الأورمان")
    assert (record.phone, record.notes, record.number) == ("+201001234567", "جديد", "1")


def test_it_is_found_by_alias_and_english_name(writer, bring, body):
    body(
        "الوكالة الألمانية للتعاون الدولي",
        aliases=("هيئة المعونة الألمانية",),
        name_en="GIZ",
        kind="international",
    )
    page = bring(writer, HEADINGS, ("هيئه المعونة الالمانية",), ("giz",))
    shown = writer.get(page).page
    assert counts(shown)["بلا تغيير"] == 1
    assert told(shown) == {"٣": "هذه الجهة نفسها في الصف ٢ من الملف. اجمع الصفين في صف واحد."}


def test_registration_comes_before_the_name(writer, bring, confirm, body, named):
    body("جمعية تنمية المجتمع", number="123", registered="EG-LX")
    page = bring(writer, HEADINGS, ("جمعية التنمية بالبياضية", None, "١٢٣", "الأقصر"))
    assert counts(writer.get(page).page) | {"تحديث": 1, "منها بتنبيه": 1} == counts(writer.get(page).page)
    confirm(writer, page)
    assert "جمعية التنمية بالبياضية" in named("جمعية تنمية المجتمع").names


def test_the_same_number_elsewhere_is_another_body(writer, bring, body):
    body("جمعية الفجر", number="123", registered="EG-ASN", unit="EG-ASN")
    page = bring(writer, HEADINGS, ("جمعية الغد", None, 123, "الأقصر"))
    assert counts(writer.get(page).page)["جديد"] == 1


def test_two_candidates_are_never_guessed(writer, bring, confirm, body, named):
    for registered in ("EG-LX", "EG-ASN"):
        body("جمعية تنمية المجتمع", registered=registered)
    page = bring(writer, HEADINGS, ("جمعية تنمية المجتمع", None, None, None, None, "أيهما؟"))
    shown = writer.get(page).page
    assert counts(shown)["خطأ"] == 1 and "أكثر من جهة بهذا الاسم" in shown.text
    assert not shown.find("new-title")


def test_the_directorate_tells_two_of_a_name_apart(writer, bring, body):
    for registered in ("EG-LX", "EG-ASN"):
        body("جمعية تنمية المجتمع", registered=registered)
    page = bring(writer, HEADINGS, ("جمعية تنمية المجتمع", None, None, "مديرية التضامن الاجتماعي بالأقصر"))
    assert counts(writer.get(page).page)["بلا تغيير"] == 1


def test_number_and_name_of_two_bodies(writer, bring, body):
    body("جمعية الفجر", number="1", registered="EG-LX")
    body("جمعية الغد", number="2", registered="EG-LX")
    page = bring(writer, HEADINGS, ("جمعية الفجر", None, 2, "الأقصر"), ("جمعية الفجر", None, 3, "الأقصر"))
    assert counts(writer.get(page).page)["خطأ"] == 2


@pytest.mark.parametrize("gone", ["archived_at", "merged_into_id"])
def test_what_was_set_aside_is_no_candidate(writer, bring, body, gone):
    id, other = body("جمعية الفجر", number="1", registered="EG-LX"), body("غيرها")
    record = db.session.get(Organisation, id)
    setattr(record, gone, now() if gone == "archived_at" else other)
    db.session.commit()
    page = bring(writer, HEADINGS, ("جمعية الفجر", None, 1, "الأقصر"))
    assert counts(writer.get(page).page)["جديد"] == 1


def test_another_office_keeps_its_own(writer, hq, bring, body):
    body("جمعية أسوان", unit="EG-ASN")
    rows = HEADINGS, ("جمعية أسوان", None, None, None, None, "من الأقصر")
    shown = writer.get(bring(writer, *rows)).page
    assert counts(shown)["خطأ"] == 1 and "أسوان" in told(shown)["٢"]
    assert counts(hq.get(bring(hq, *rows)).page)["تحديث"] == 1


def test_what_a_row_lacks_is_told_beside_the_cell(writer, bring, confirm):
    page = bring(
        writer,
        ("م", *HEADINGS),
        (1, "جمعية الأورمان"),
        (2, None, "جمعية"),
        (3, "=cmd()", None, "بلا رقم"),
        (4, "الإجمالي"),
        (5, "ط" * 300),
        (6, "جمعية س", None, 5, "المريخ"),
        (7, "شركة ص", "شركة", 9),
    )
    confirm(writer, page)
    answer = writer.get(f"{page}/errors.xlsx")
    rows = read(answer.data)
    assert [row[0] for row in rows] == ["رقم الصف في الملف", 3, 4, 5, 6, 7, 8]
    head, reasons = rows[0], {row[0]: row for row in rows[1:]}
    beside = head.index("سبب الخطأ في «الاسم»")
    assert head[beside - 1] == "الاسم"
    assert reasons[3][beside] == "اكتب اسم الجهة."
    assert reasons[4][beside - 1] == "=cmd()" and reasons[4][beside] is None
    assert reasons[4][head.index("سبب الخطأ في «رقم الإشهار»")].startswith("اكتب رقم الإشهار بالأرقام")
    assert "إجمالي" in reasons[5][beside] and "٢٥٠" in reasons[6][beside]
    assert "المريخ" in reasons[7][head.index("سبب الخطأ في «مشهرة لدى»")]
    assert "جمعية الأورمان" not in str(rows)


def test_the_failed_rows_come_back_mended(writer, bring, confirm, named):
    page = bring(writer, HEADINGS, ("جمعية الأورمان",), ("جمعية الغد", None, "؟"))
    confirm(writer, page)
    rows = read(writer.get(f"{page}/errors.xlsx").data)
    number = rows[0].index("رقم الإشهار")
    rows[1][number] = "77"
    confirm(writer, bring(writer, *rows))
    assert named("جمعية الغد").number == "77"


def test_good_rows_do_not_wait_for_doubtful_cells(writer, bring, confirm, named):
    page = bring(
        writer,
        ("الاسم", "النوع", "الهاتف", "البريد الإلكتروني", "الموقع", "محافظات العمل", "مجالات العمل"),
        (
            "جمعية الفجر",
            "شيء",
            "٠١٠٠١٢٣٤٥٦٧ / 0952374455",
            "a@b",
            "not a site",
            "الأقصر، المريخ",
            "الصحة؛ الرقص",
        ),
        ("الفجر الجديد", None, 952374455, "info@x.org", "www.x.org", "الأقصر وأسوان", "التعليم والتدريب"),
    )
    assert counts(writer.get(page).page) | {"جديد": 2, "منها بتنبيه": 2} == counts(writer.get(page).page)
    confirm(writer, page)
    one, other = named("جمعية الفجر"), named("الفجر الجديد")
    assert (one.kind, one.phone, one.email, one.website) == ("ngo", "+201001234567", "", "")
    assert (one.governorates, one.fields) == (["EG-LX"], ["health"])
    assert (other.kind, other.phone, other.website) == ("other", "+20952374455", "https://www.x.org")
    assert (other.governorates, other.fields) == (["EG-ASN", "EG-LX"], ["education"])


def test_words_for_nothing_are_blank_cells(writer, bring, confirm, named):
    page = bring(writer, HEADINGS, ("جمعية الفجر", None, "بدون", None, "لا يوجد", "-"))
    assert counts(writer.get(page).page)["منها بتنبيه"] == 0
    confirm(writer, page)
    record = named("جمعية الفجر")
    assert (record.number, record.phone, record.notes) == ("", "", "")


def test_names_and_contacts_are_added_and_none_is_lost(writer, bring, confirm, body, named):
    body("الوكالة الألمانية", aliases=("المعونة الألمانية",), name_en="GIZ")
    page = bring(
        writer,
        ("الاسم", "Name in English", "أسماء أخرى", "الشخص المسؤول"),
        ("الوكالة الألمانية", "German Agency", "المعونة الالمانية؛ التعاون الألماني", "د. علي"),
    )
    confirm(writer, page)
    record = named("الوكالة الألمانية")
    assert record.names == [
        "الوكالة الألمانية",
        "GIZ",
        "المعونة الألمانية",
        "German Agency",
        "التعاون الألماني",
    ]
    assert [row.name for row in record.contacts] == ["د. علي"]
    again = bring(
        writer,
        ("الاسم", "Name in English", "أسماء أخرى", "الشخص المسؤول"),
        ("الوكالة الألمانية", "German Agency", "التعاون الألماني", "علي"),
    )
    assert counts(writer.get(again).page)["بلا تغيير"] == 1


def test_very_long_names_are_found_again(writer, bring, confirm):
    name = " ".join(f"كلمة{letter}" for letter in "ابتثجحخدذرزسشصضط")
    confirm(writer, bring(writer, HEADINGS, (name,)))
    assert counts(writer.get(bring(writer, HEADINGS, (name,))).page)["بلا تغيير"] == 1
    assert counts(writer.get(bring(writer, HEADINGS, (f"{name} أخرى",))).page)["جديد"] == 1


def test_an_export_comes_back_unchanged(writer, sign_in, bring, confirm, named):
    heads = (
        "الاسم",
        "الاسم بالإنجليزية",
        "أسماء أخرى",
        "النوع",
        "رقم الإشهار",
        "مشهرة لدى",
        "محافظات العمل",
        "مجالات العمل",
        "الهاتف",
        "البريد الإلكتروني",
        "الموقع الإلكتروني",
        "العنوان",
        "ملاحظات",
    )
    row = (
        "جمعية الأورمان",
        "Orman",
        "الأورمان الخيرية، أورمان",
        "جمعية أو مؤسسة أهلية",
        "١٢٣/٢٠١٠",
        "مديرية التضامن الاجتماعي بالأقصر",
        "الأقصر، كفر الشيخ",
        "الأشخاص ذوو الإعاقة، البيئة والمناخ",
        "010 01234567",
        "info@orman.org",
        "https://orman.org",
        "ش النيل، الدور ٢",
        "سطر\nسطر آخر",
    )
    confirm(writer, bring(writer, heads, row))
    assert named("جمعية الأورمان").fields == ["disability", "environment"]
    assert counts(writer.get(bring(writer, heads, row)).page)["بلا تغيير"] == 1
    english = ("Name", "Name in English", "Other names", "Kind", "Registration number", "Registered with")
    page = bring(writer, english, ("جمعية الأورمان", "Orman", "أورمان", "NGO", "123/2010", "Luxor"))
    assert counts(writer.get(page).page)["بلا تغيير"] == 1


def test_text_that_looks_like_a_formula_stays_text(writer, bring, confirm, named):
    page = bring(writer, HEADINGS, *((f"{mark}1+1 جمعية", None, "x") for mark in "=+-@"))
    rows = read(writer.get(f"{page}/errors.xlsx").data)
    assert [row[1][0] for row in rows[1:]] == list("=+-@")


def test_headings_repeated_and_rows_of_nothing_are_no_rows(writer, bring):
    page = bring(writer, ("م", *HEADINGS), (1, "جمعية أ"), ("م", *HEADINGS), (2,), (3, "جمعية ب"))
    shown = counts(writer.get(page).page)
    assert (shown["جديد"], shown["خطأ"]) == (2, 0)


def test_many_at_once_are_indexed_like_one(writer, bring, confirm):
    rows = [(f"جمعية الرقم {number}", None, number, "قنا") for number in range(1, search.MANY + 10)]
    confirm(writer, bring(writer, HEADINGS, *rows))
    found = db.session.execute(
        select(Organisation, search.SearchText).join(search.SearchText, search.SearchText.record_id == Organisation.id)
    ).all()
    assert len(found) == len(rows)
    for record, row in found:
        assert row.text == search.fresh_text(record)
        assert Organisation.named(record.name_ar) is record


def test_the_history_names_who_brought_it(writer, bring, confirm, named, people):
    confirm(writer, bring(writer, HEADINGS, ("جمعية الأورمان",)))
    record = named("جمعية الأورمان")
    change = db.session.scalar(select(Change).where(Change.record_id == record.id))
    assert (change.by_id, record.created_by_id) == (people.writer.id, people.writer.id)


def test_every_problem_has_its_words(app):
    from pathlib import Path
    from re import findall

    folder = Path(target.__file__).parent
    source = "".join((folder / name).read_text() for name in ("target.py", "matching.py", "understanding.py"))
    used = set(findall(r"\.(?:wrong|warn)\([^,]+, \"(\w+)\"", source))
    assert used == set(target.PROBLEMS)


# ---- the columns


def test_the_meaning_of_a_column_is_remembered_for_the_office(writer, colleague, stranger, bring):
    rows = ("جهة", "كلام"), ("جمعية الأورمان", "01001234567")
    page = bring(writer, ("كود الجمعيات", "كلام"), rows[1])
    shown = writer.get(page).page
    assert "لم نعرف العمود الذي فيه الاسم" in shown.text
    answer = writer.send(shown.form(f"{page}/mapping"), **{"column-0": "name_ar", "column-1": "phone"})
    assert answer.status_code == 303
    assert counts(writer.get(page).page)["جديد"] == 1
    again = bring(colleague, ("كود الجمعيات", "كلام"), rows[1])
    assert counts(colleague.get(again).page)["جديد"] == 1
    assert "لم نعرف العمود" in stranger.get(bring(stranger, ("كود الجمعيات", "كلام"), rows[1])).page.text


def test_another_sheet_and_another_heading_row(writer, bring):
    file = xlsx(
        sheets={
            "أ": [("الاسم", "النوع"), ("جمعية أ", "جمعية")],
            "ب": [("س",), ("الاسم",), ("جمعية ب",), ("جمعية ج",)],
        }
    )
    page = bring(writer, file=file)
    assert counts(writer.get(page).page)["جديد"] == 1
    assert writer.send(writer.get(page).page.form(f"{page}/mapping"), sheet="1").status_code == 303
    assert counts(writer.get(page).page)["جديد"] == 2
    assert writer.send(writer.get(page).page.form(f"{page}/mapping"), heading_row="٣").status_code == 303
    assert "لم نعرف العمود" in writer.get(page).page.text


def test_the_sheet_we_know_most_of_is_chosen(writer, bring):
    file = xlsx(sheets={"غلاف": [("تقرير",)], "قائمة": [("الاسم", "الهاتف"), ("جمعية أ", "01001234567")]})
    assert counts(writer.get(bring(writer, file=file)).page)["جديد"] == 1


def test_too_many_rows(writer, monkeypatch):
    for name in ("most", "at_once"):
        monkeypatch.setattr(target.Organisations, name, 3)
    file = xlsx(("الاسم",), *((f"جمعية {number}",) for number in range(5)))
    answer = writer.post("/organisations/imports", {"file": (file, "x.xlsx")})
    assert answer.status_code == 422 and "قسّمها" in answer.page.text
