"""Rows that are nurseries: the columns, what can be wrong with a row, and how it is written.

Where a nursery stands follows from what was decided about it, with its day: a list brings no licences.
"""

from datetime import date

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.accounts.models import Unit
from tadamon.accounts.wordings import unit_key, units_by_name
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language import _, lazy, speaking
from tadamon.language.dates import parse_date, today
from tadamon.language.reading import LANGUAGES
from tadamon.language.words import name_key
from tadamon.nurseries.importing.wordings import FLOORS_SAID, HEADINGS
from tadamon.nurseries.models import FLOORS, Capacity, Nursery
from tadamon.web.imports.columns import Column, key
from tadamon.web.imports.targets import Checked, Read, Target
from tadamon.web.imports.work import target
from tadamon.web.workbooks import cells

LABELS = {
    "title": lazy("الحضانة"),
    "owner": lazy("المالك أو الجمعية"),
    "administration": lazy("الإدارة الاجتماعية"),
    "village": lazy("القرية أو النجع"),
    "address": lazy("عنوان الحضانة"),
    "floor": lazy("الدور في المبنى"),
    "places": lazy("الطاقة المرخصة"),
    "children": lazy("عدد الأطفال المقيدين"),
    "staff": lazy("عدد العاملين"),
    "handed_on": lazy("تاريخ التسليم"),
    "received_on": lazy("تاريخ الاستلام"),
    "notes": lazy("ملاحظات"),
}
LONGEST = {"title": 300, "owner": 250, "village": 200, "address": 300, "notes": 5000}
MOST = 5000


@target
class Nurseries(Target):
    name = "nurseries"
    title = lazy("استيراد الحضانات من Excel")
    columns = tuple(Column(name, label, HEADINGS[name], required=name == "title") for name, label in LABELS.items())
    problems = {
        "nameless": lazy("اكتب اسم الحضانة."),
        "long": lazy("النص أطول من المسموح (%(most)s). اختصره."),
        "place_unknown": lazy("لم نعرف الإدارة «%(said)s». اكتب اسمها كما في الوحدات."),
        "count": lazy("اكتب عددًا من 0 إلى 5000 بدل «%(said)s»."),
        "day": lazy("لم نفهم التاريخ «%(said)s»، أو لم يأتِ بعد. اكتبه مثل 27/3/2025."),
        "backwards": lazy("تاريخ الاستلام قبل التسليم. صحّح أحدهما."),
        "two_names": lazy("في السجل أكثر من حضانة بهذا الاسم في هذه الإدارة. اكتب الإدارة، أو ميّز الاسم."),
        "same_row": lazy("هذه الحضانة نفسها في الصف %(row)s من الملف."),
        "foreign": lazy("هذه الحضانة تتبع إدارة أخرى، فتعديلها لها أو للمديرية."),
        "unknown": lazy("لم نعرف «%(said)s» فلن يُستورد."),
        "above": lazy("فوق الدور الأول: تُسجَّل ولا يُرخَّص لها."),
    }

    def __init__(self, doing, by):
        super().__init__(doing, by)
        self.places = units_by_name(by.office)
        self.seen: dict = {}

    @classmethod
    def home(cls, record_id):
        return _("الحضانات"), url_for("nurseries.index")

    @classmethod
    def address(cls, doing, row):
        return row.record_id and url_for("nurseries.show", id=row.record_id)

    # ---- judging

    def check(self, reads: list[Read]) -> list[Checked]:
        rows = [Checked(read) for read in reads]
        for row in rows:
            self._understand(row)
        known = self._known(rows)
        for row in rows:
            if row.outcome != "error":
                self._judge(row, known.get(name_key(row.written["title"]), []))
        return rows

    def _understand(self, row: Checked) -> None:
        said, written = row.read.values, row.written
        for name, most in LONGEST.items():
            text = cells.paragraphs(said.get(name)) if name == "notes" else cells.line(said.get(name))
            if len(text) > most:
                row.wrong(name, "long", most=most)
            written[name] = text
        if not name_key(written["title"]):
            row.wrong("title", "nameless")
        place = cells.line(said.get("administration"))
        written["unit_id"] = self.places.get(unit_key(place)) or self._office(place)
        if place and written["unit_id"] is None:
            row.wrong("administration", "place_unknown", said=place[:60])
        for name in ("places", "children", "staff"):
            _count(row, name)
        for name in ("handed_on", "received_on"):
            _day(row, name)
        if written["handed_on"] and written["received_on"] and written["received_on"] < written["handed_on"]:
            row.wrong("received_on", "backwards")
        _floor(row)

    def _office(self, place: str) -> int | None:
        """Our own exports name the office itself where no administration keeps the nursery."""
        office = self.by.office
        return office.id if place and key(place) in (key(office.name_ar), key(office.name_en)) else None

    def _known(self, rows: list[Checked]) -> dict[str, list[Nursery]]:
        """The office's nurseries by the names of the rows."""
        wanted = {name_key(row.written["title"]) for row in rows}
        here = select(Nursery).where(Nursery.office_id == self.by.office_id, Nursery.archived_at.is_(None))
        found: dict[str, list[Nursery]] = {}
        for each in db.session.scalars(here.options(selectinload(Nursery.capacities))).unique():
            if name_key(each.title) in wanted:
                found.setdefault(name_key(each.title), []).append(each)
        return found

    def _judge(self, row: Checked, named: list[Nursery]) -> None:
        written = row.written
        mark = (name_key(written["title"]), written["unit_id"])
        if (earlier := self.seen.setdefault(mark, row.read.number)) != row.read.number:
            row.wrong("title", "same_row", row=earlier)
            return
        meant = [each for each in named if written["unit_id"] in (None, each.unit_id)]
        if len(meant) > 1:
            row.wrong("title", "two_names")
        elif meant:
            row.record = meant[0]
            written["changes"] = _changes(row.record, written)
            row.changed = list(written["changes"])
            row.outcome = "update" if row.changed else "unchanged"
            if row.changed and not row.record.editable_by(self.by):
                row.wrong(None, "foreign")

    # ---- writing

    def apply(self, checked: Checked) -> Nursery:
        written, record = checked.written, checked.record
        if record is None:
            record = Nursery(unit=db.session.get(Unit, written["unit_id"] or self.by.unit_id), created_by_id=self.by.id)
            db.session.add(record)
            written["changes"] = {name: written[name] for name in FIELDS if written[name] not in (None, "")}
        for name, value in written["changes"].items():
            if name != "places":
                setattr(record, name, value)
        if "places" in written["changes"]:
            more = Capacity(record=record, places=written["places"], since=today(), note=self.doing.file_name[:250])
            more.position = len(record.capacities) + 1
            db.session.add(more)
        link([record])
        return record


FIELDS = (
    "title",
    "owner",
    "village",
    "address",
    "floor",
    "places",
    "children",
    "staff",
    "handed_on",
    "received_on",
    "notes",
)


def _changes(record: Nursery, written: dict) -> dict:
    """What the row would change; a blank cell changes nothing, and the name is what it was found by."""
    now = {name: getattr(record, name) for name in FIELDS if name not in ("title", "places")}
    now["places"] = record.capacity
    return {name: written[name] for name, value in now.items() if written[name] not in (None, "", value)}


def _count(row: Checked, name: str) -> None:
    typed = cells.number(row.read.values.get(name))
    row.written[name] = None
    if typed.isdigit() and len(typed) < 5 and int(typed) <= MOST:
        row.written[name] = int(typed)
    elif typed:
        row.wrong(name, "count", said=typed[:40])


def _day(row: Checked, name: str) -> None:
    cell = row.read.values.get(name)
    row.written[name] = None
    if not (typed := cells.line(cell)):
        return
    try:
        day = cell if isinstance(cell, date) else parse_date(typed).first
    except ValueError:
        day = None
    if day is None or day > today():
        row.wrong(name, "day", said=typed[:40])
    row.written[name] = day


def _floor(row: Checked) -> None:
    typed = cells.line(row.read.values.get("floor"))
    known = {key(word): code for code, words in FLOORS_SAID.items() for word in words}
    for language in LANGUAGES:
        with speaking(language):
            known |= {key(str(label)): code for code, label in FLOORS.items()}
    row.written["floor"] = known.get(key(typed))
    if typed and row.written["floor"] is None:
        row.warn("floor", "unknown", said=typed[:40])
    elif row.written["floor"] == "above":
        row.warn("floor", "above")
