"""The list as an Excel file: the same meetings, text that stays text, and memory that stays small."""

import tracemalloc
from datetime import date, datetime, timedelta
from io import BytesIO
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select

from tadamon.accounts.models import User
from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.language.dates import Vague
from tadamon.meetings.exports import sheets
from tadamon.meetings.models import Meeting
from tadamon.records.base import Record
from tadamon.web.sheets import Column, fill

HEAD = (
    "رقم المحضر",
    "التاريخ",
    "أول يوم",
    "النوع",
    "الاجتماع",
    "الوحدة",
    "المكان",
    "المحاور",
    "الحالة",
    "القرارات",
    "التوصيات",
    "التكليفات",
)
TITLE = 4


def opened(answer):
    assert answer.status_code == 200 and answer.mimetype.endswith("spreadsheetml.sheet")
    return load_workbook(BytesIO(answer.data)).active


def rows(answer):
    return [[cell.value for cell in row] for row in opened(answer).iter_rows(min_row=2)]


def titles(answer):
    return [row[TITLE] for row in rows(answer)]


@pytest.fixture
def changed(meeting):
    """changed(field=value, …) changes the meeting."""

    def change(**fields):
        record = db.session.get(Meeting, meeting)
        for name, value in fields.items():
            setattr(record, name, value)
        db.session.commit()
        db.session.remove()

    return change


@pytest.fixture
def many(app):
    """many(n) records n meetings of Luxor, a day apart."""

    writer = User.named("luxor")
    unit, office, by = writer.unit_id, writer.office_id, writer.id

    def record(count):
        first = db.session.scalar(select(db.func.coalesce(db.func.max(Record.id), 0))) + 1
        ids = range(first, first + count)
        now, long = datetime(2025, 1, 1), "س" * 150
        db.session.execute(
            insert(Record.__table__),
            [
                {"id": id, "type": "meeting", "version": 1, "created_at": now, "changed_at": now, "created_by_id": by}
                for id in ids
            ],
        )
        db.session.execute(
            insert(Activity.__table__),
            [
                {
                    "id": id,
                    "unit_id": unit,
                    "office_id": office,
                    "kind": "ngos",
                    "title": f"اجتماع {id} {long}",
                    "starts_on": date(2000, 1, 1) + timedelta(days=id),
                    "date_precision": "day",
                    "state": "draft",
                    "venue": "قاعة " * 20,
                    "title_en": "",
                    "reported_date": "",
                    "summary": "",
                }
                for id in ids
            ],
        )
        db.session.execute(
            insert(Meeting.__table__),
            [{"id": id, "online_link": "", "called_by": "", "chaired_by": "", "secretary": ""} for id in ids],
        )
        db.session.commit()
        db.session.remove()

    return record


def test_one_meeting_a_row(writer, meeting):
    sheet = opened(writer.get("/meetings.xlsx"))
    assert tuple(cell.value for cell in sheet[1]) == HEAD
    assert [cell.value for cell in sheet[2]] == [
        None,
        "٥ أكتوبر ٢٠٢٥",
        datetime(2025, 10, 5),
        "لقاء جماهيري",
        "لقاء جماهيري مفتوح",
        "مديرية التضامن الاجتماعي — الأقصر",
        "قاعة المديرية — الأقصر",
        "التعاون الدولي",
        "مسودة",
        2,
        0,
        2,
    ]
    assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:L2"
    assert sheet["C2"].is_date and sheet.print_title_rows == "$1:$1"


def test_in_english(sign_in, meeting):
    sheet = opened(sign_in("writer", "en").get("/meetings.xlsx"))
    assert not sheet.sheet_view.rightToLeft and sheet["B2"].value == "5 October 2025"


def test_a_vague_date_stays_vague(writer, changed):
    changed(date=Vague(date(2025, 10, 1), "month"))
    assert rows(writer.get("/meetings.xlsx"))[0][1:3] == ["أكتوبر ٢٠٢٥", datetime(2025, 10, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+20 95 2374455",
        "-5",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "0100",
        "https://example.org",
        "{=A1}",
        "'نص",
        "سطر & <b>",
        "😀" * 100,
    ],
)
def test_text_stays_text(writer, changed, typed):
    changed(title=typed, venue=typed, governorate=None)
    sheet = opened(writer.get("/meetings.xlsx"))
    for cell in (sheet["E2"], sheet["G2"]):
        assert cell.value == typed and cell.data_type == "s" and cell.hyperlink is None


def test_controls_do_not_break_it(writer, changed):
    changed(title="قبل\x01\x0bبعد\ufffe")
    assert titles(writer.get("/meetings.xlsx")) == ["قبلبعد"]


def test_the_filters_of_the_list(writer, meeting, many):
    many(3)
    asked = {
        "": 4,
        "kind=ngos": 3,
        "kind=open-door": 1,
        "from=2025": 1,
        "to=2024": 3,
        "state=archived": 0,
        "state=draft": 4,
        "q=جماهيري": 1,
        "after=2000-01-01~1": 4,
        "endpoint=x&_scheme=y": 4,
    }
    for query, count in asked.items():
        assert len(titles(writer.get(f"/meetings.xlsx?{query}"))) == count, query


def test_the_list_leads_to_it_with_its_filters(writer, meeting):
    links = writer.get("/meetings?kind=open-door&q=مفتوح").page.links
    link = next(address for _words, address in links if ".xlsx" in address)
    assert "kind=open-door" in link and titles(writer.get(link)) == ["لقاء جماهيري مفتوح"]


def test_a_filter_that_cannot_be_read(writer, meeting):
    answer = writer.get("/meetings.xlsx?from=غدًا")
    assert answer.status_code == 422 and answer.mimetype == "text/html"


def test_who_sees_what(stranger, visitor, reader, hq, meeting):
    assert titles(stranger.get("/meetings.xlsx")) == []
    assert visitor.get("/meetings.xlsx").status_code in (302, 303, 401)
    assert len(titles(reader.get("/meetings.xlsx"))) == len(titles(hq.get("/meetings.xlsx"))) == 1


def test_it_goes_on_where_a_part_ends(writer, many, monkeypatch):
    many(2500)
    said = titles(writer.get("/meetings.xlsx"))
    assert len(said) == len(set(said)) == 2500
    monkeypatch.setattr(sheets, "MOST", 3)
    *kept, remark = rows(writer.get("/meetings.xlsx"))
    assert [row[TITLE] for row in kept] == said[:3] and "أحدث ٣ اجتماع" in remark[0]
    monkeypatch.setattr(sheets, "MOST", 2500)
    assert len(rows(writer.get("/meetings.xlsx"))) == 2500


def test_five_thousand_take_little_memory_and_few_statements(writer, many, statements):
    many(5000)
    writer.get("/meetings.xlsx?from=2100")
    statements.clear()
    tracemalloc.start()
    writer.get("/meetings.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * 2**20 and len(statements) < 25


def test_memory_does_not_grow_with_the_rows():
    def most(count):
        row = ["١", "أكتوبر", date(2025, 10, 1), "نص " * 80, 4]
        with TemporaryFile() as file:
            tracemalloc.start()
            fill(file, "ورقة", [Column("عمود", 10)] * 5, (row for _each in range(count)))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return peak

    assert most(6000) < most(1500) * 1.2
