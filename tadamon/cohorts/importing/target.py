"""Rows that are trainees of a cohort: the columns, what can be wrong with a row, and how it is written."""

import re
from datetime import date

from flask import url_for
from sqlalchemy import select, update

from tadamon.accounts import acts
from tadamon.accounts.wordings import unit_key, units_by_name
from tadamon.cohorts.importing.understanding import understand
from tadamon.cohorts.importing.wordings import HEADINGS
from tadamon.cohorts.models import Cohort, Group
from tadamon.cohorts.trainees import writing
from tadamon.cohorts.trainees.judging import elsewhere, unlikely_age
from tadamon.cohorts.trainees.models import Trainee, order_key
from tadamon.directory.national_id import REFUSALS, masked
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.records import history
from tadamon.records.base import now
from tadamon.web.imports.columns import Column, key
from tadamon.web.imports.models import ImportRow
from tadamon.web.imports.targets import Checked, Read, Target
from tadamon.web.imports.work import target

LABELS = {
    "name": lazy("الاسم"),
    "national_id": lazy("الرقم القومي"),
    "sex": lazy("ذكر أو أنثى"),
    "born_on": lazy("تاريخ الميلاد"),
    "phone": lazy("الهاتف"),
    "qualification": lazy("المؤهل"),
    "faculty": lazy("الكلية أو المعهد"),
    "graduation_year": lazy("سنة التخرج"),
    "graduation_round": lazy("دور التخرج"),
    "residence": lazy("محل الإقامة"),
    "administration": lazy("الإدارة"),
    "workplace": lazy("جهة التكليف"),
    "group": lazy("المجموعة"),
    "placed_from": lazy("التكليف من يوم"),
    "placed_to": lazy("التكليف إلى يوم"),
    "state": lazy("الحالة"),
    "notes": lazy("ملاحظات"),
}
PROBLEMS = REFUSALS | {
    "nameless": lazy("اكتب اسم المتدرب."),
    "long": lazy("النص أطول من المسموح (%(most)s). اختصره."),
    "numberless": lazy("اكتب الرقم القومي: لا يُقيد مكلف بالخدمة العامة بغيره."),
    "id": lazy("%(reason)s"),  # of imports until November 2026
    "rounded": lazy("قرّب Excel هذا الرقم فضاعت خاناته الأخيرة. اجعل العمود نصًّا واكتب الرقم القومي من جديد."),
    "letter": lazy("في الرقم القومي حرف O قرأناه صفرًا. راجعه مع البطاقة."),
    "day": lazy("لم نفهم التاريخ «%(said)s». اكتبه مثل 27/3/2001."),
    "place_unknown": lazy("لم نعرف الإدارة «%(said)s». اكتب اسمها كما في الوحدات."),
    "same_row": lazy("هذا الرقم القومي في الصف %(row)s من الملف أيضًا."),
    "same_name": lazy("هذا الاسم في الصف %(row)s من الملف أيضًا. اكتب الرقم القومي لكل منهما."),
    "two_names": lazy("في الدفعة أكثر من متدرب بهذا الاسم. اكتب الرقم القومي."),
    "number_and_name": lazy("الرقم القومي في الدفعة لمتدرب، والاسم لآخر. صحّح أحدهما."),
    "backwards": lazy("نهاية التكليف قبل بدايته. صحّح أحد التاريخين."),
    "unknown": lazy("لم نعرف «%(said)s» فلن يُستورد."),
    "phone": lazy("لن يُستورد الهاتف «%(said)s»: اكتب رقمًا واحدًا كاملًا."),
    "sex_differs": lazy("النوع المكتوب يخالف خانة النوع في الرقم القومي. راجعهما مع البطاقة."),
    "born_differs": lazy("تاريخ الميلاد المكتوب يخالف الرقم القومي، فسيُسجَّل ما في الرقم."),
    "birthplace": lazy("كود محافظة الميلاد في الرقم القومي غير معروف. راجع الرقم مع البطاقة."),
    "age": lazy("السن عند بدء الدفعة %(years)s. راجع الرقم القومي."),
    "elsewhere": lazy("هذا الرقم مقيد في دفعة أخرى لم تكتمل."),
    "renamed": lazy("الرقم القومي في الدفعة باسم آخر، فسيُكتب الاسم الذي في الملف."),
    "new_group": lazy("ستُضاف إلى الدفعة مجموعة جديدة: «%(said)s»."),
}
PLAIN = (
    *("name", "national_id", "sex", "born_on", "phone", "qualification", "faculty", "graduation_year"),
    *("graduation_round", "residence", "workplace", "placed_from", "placed_to", "state", "notes"),
)
TELLING, HIDDEN = ("born_on", "residence", "notes"), "•••"
LONG_NUMBER = re.compile(r"\d(?:[\s\-–.\u0640]?\d){8,}")  # national numbers and telephones, wherever they strayed
DAYS = ("born_on", "placed_from", "placed_to")
COLUMN_OF = {"administration_id": "administration", "group_id": "group"}


@target
class Trainees(Target):
    name = "trainees"
    title = lazy("استيراد المتدربين من Excel")
    most, at_once, writes_at_once, undoes = 200_000, 2_000, 100, True
    personal = "cohorts.personal"
    columns = tuple(Column(name, label, HEADINGS[name], required=name == "name") for name, label in LABELS.items())
    problems = PROBLEMS

    def __init__(self, doing, by):
        super().__init__(doing, by)
        self.cohort = db.session.get(Cohort, doing.record_id)
        self.places = units_by_name(self.cohort.office)
        self.groups = {key(group.name): group.id for group in self.cohort.groups}
        self.seen: dict = {}

    @classmethod
    def home(cls, record_id):
        return _("المتدربون"), url_for("trainees.index", id=record_id)

    @classmethod
    def shaded(cls, name, said):
        if name == "national_id":
            return _shade(said)
        return HIDDEN if said and name in TELLING else LONG_NUMBER.sub(lambda found: _shade(found[0]), said)

    @classmethod
    def note(cls, doing, act):
        cohort = db.session.get(Cohort, doing.record_id)
        acts.note({"seen": "import-seen", "taken": "import-taken"}[act], f"{cohort.title} — #{doing.id}")

    @classmethod
    def address(cls, doing, row):
        return row.part_id and url_for("trainees.show", id=doing.record_id, trainee_id=row.part_id)

    def check(self, reads: list[Read]) -> list[Checked]:
        rows = [Checked(read) for read in reads]
        for row in rows:
            understand(row)
            self._placed(row)
        known = Known(self.cohort, rows)
        for row in rows:
            if row.outcome != "error":
                self._judge(row, known)
        return rows

    def _placed(self, row: Checked) -> None:
        said, written = str(row.read.values.get("administration") or "").strip(), row.written
        written["administration_id"] = self.places.get(unit_key(said)) if said else None
        if said and written["administration_id"] is None:
            row.wrong("administration", "place_unknown", said=said[:60])
        written["group_id"] = self.groups.get(key(written["group"])) if written["group"] else None
        if written["group"] and written["group_id"] is None:
            row.warn("group", "new_group", said=written["group"])
        if not written["national_id"] and self.cohort.assignees and row.outcome != "error":
            row.wrong("national_id", "numberless")
        if written["placed_from"] and written["placed_to"] and written["placed_to"] < written["placed_from"]:
            row.wrong("placed_to", "backwards")

    def _judge(self, row: Checked, known: "Known") -> None:
        number = row.written["national_id"]
        mark = number or order_key(row.written["name"])
        if (earlier := self.seen.setdefault(mark, row.read.number)) != row.read.number:
            column, problem = ("national_id", "same_row") if number else ("name", "same_name")
            row.wrong(column, problem, row=earlier)
            return
        trainee = known.meant(row)
        if row.outcome == "error":
            return
        self._doubt(row, known)
        if trainee is None:
            return
        row.part = trainee
        changes = self._changes(trainee, row.written)
        row.written["changes"] = changes
        row.changed = [COLUMN_OF.get(name, name) for name in changes]
        if row.written["group"] and row.written["group_id"] is None:
            row.changed.append("group")
        row.outcome = "update" if row.changed else "unchanged"

    def _doubt(self, row: Checked, known: "Known") -> None:
        read, written = row.written["read"], row.written
        if read is None:
            return
        sex = "female" if read.female else "male"
        if written["sex"] not in (None, sex):
            row.warn("sex", "sex_differs")
        written["sex"] = written["sex"] or sex
        if written["born_on"] not in (None, read.born):
            row.warn("born_on", "born_differs")
        written["born_on"] = read.born
        if read.governorate is None and not read.abroad:
            row.warn("national_id", "birthplace")
        if (years := unlikely_age(read, self.cohort)) is not None:
            row.warn("national_id", "age", years=years)
        if read.digits in known.elsewhere:
            row.warn("national_id", "elsewhere")

    @staticmethod
    def _changes(trainee: Trainee, written: dict) -> dict:
        """What the row would change; a blank cell changes nothing."""
        names = (*PLAIN, "administration_id", "group_id")
        return {
            name: written[name]
            for name in names
            if written[name] not in (None, "") and written[name] != getattr(trainee, name)
        }

    def apply_all(self, rows: list[Checked]) -> None:
        for row in rows:
            if row.written["group"] and row.written["group_id"] is None:
                row.written["group_id"] = self._group(row.written["group"])
                row.written.get("changes", {})["group_id"] = row.written["group_id"]
        new = [row for row in rows if row.outcome == "new"]
        names = (*PLAIN, "administration_id", "group_id")
        told = [
            {name: row.written[name] for name in names if row.written[name] is not None}
            | {"state": row.written["state"] or ("started" if self.cohort.state == "running" else "registered")}
            for row in new
        ]
        for row, id in zip(new, writing.add(self.cohort, told, self.by.id, self.doing.id), strict=True):
            row.part_id, row.version = id, 1
        for row in rows:
            if row.outcome == "update":
                row.before = {name: getattr(row.part, name) for name in row.written["changes"]}
                for name, value in row.written["changes"].items():
                    setattr(row.part, name, value)
        db.session.flush()
        for row in rows:
            if row.outcome == "update":
                row.part_id, row.version = row.part.id, row.part.version

    def take_back(self, rows: list[ImportRow]) -> None:
        standing = select(Trainee).where(Trainee.id.in_([row.part_id for row in rows]), Trainee.removed_at.is_(None))
        known = {each.id: each for each in db.session.scalars(standing)}
        added = []
        for row in rows:
            trainee = known.get(row.part_id)
            if trainee is None or trainee.version != row.written:
                continue
            if row.outcome == "new":
                added.append(trainee.id)
            else:
                for name, value in row.before.items():
                    setattr(trainee, name, date.fromisoformat(value) if value and name in DAYS else value)
            row.outcome = "undone"
        gone = {"removed_at": now(), "text": "", "version": Trainee.version + 1}
        db.session.execute(update(Trainee).where(Trainee.id.in_(added)).values(gone))

    def told(self) -> None:
        """One line in the cohort's history for the whole list."""
        doing = self.doing
        many = doing.counts.get("undone", 0) if doing.state == "undone" else doing.to_write
        if many:
            said = ngettext("%(file)s: صف واحد", "%(file)s: %(num)s صفوف", many, file=doing.file_name)
            history.tell(self.cohort, "withdrew" if doing.state == "undone" else "brought-in", said)

    def _group(self, name: str) -> int:
        if key(name) not in self.groups:
            group = Group(record=self.cohort, name=name)
            group.place_last()
            db.session.add(group)
            db.session.flush()
            self.groups[key(name)] = group.id
        return self.groups[key(name)]


def _shade(digits: str) -> str:
    """Its end alone, and from left to right wherever it stands."""
    return f"\u2066{masked(digits)}\u2069" if digits else ""


class Known:
    """Those of the cohort that some rows may be about, read in a few queries for all of them together."""

    def __init__(self, cohort: Cohort, rows: list[Checked]):
        numbers = {row.written["national_id"] for row in rows} - {""}
        names = {order_key(row.written["name"]) for row in rows}
        here = (Trainee.record_id == cohort.id, Trainee.removed_at.is_(None), Trainee.state != "transferred")
        self.by_number: dict[str, Trainee] = {}
        self.by_name: dict[str, list[Trainee]] = {}
        if db.session.scalar(select(Trainee.id).where(*here).limit(1)):  # a first list finds nobody there
            numbered = select(Trainee).where(*here, Trainee.national_id.in_(numbers), Trainee.national_id != "")
            self.by_number = {each.national_id: each for each in db.session.scalars(numbered)}
            named = select(Trainee).where(*here, Trainee.name_key.in_(names))
            if all(row.written["national_id"] for row in rows):
                named = named.where(Trainee.national_id == "")  # who has another number is another person
            for each in db.session.scalars(named):
                self.by_name.setdefault(each.name_key, []).append(each)
        self.elsewhere = elsewhere(list(numbers), cohort) if numbers else {}

    def meant(self, row: Checked) -> Trainee | None:
        """By the national number, else by the name; two candidates are an error, never a guess."""
        number, name = row.written["national_id"], order_key(row.written["name"])
        named = self.by_name.get(name, [])
        if number in self.by_number:
            found = self.by_number[number]
            if found.name_key != name and any(not each.national_id for each in named):
                return row.wrong("national_id", "number_and_name")
            if found.name_key != name:
                row.warn("name", "renamed")
            return found
        nameless = [each for each in named if not each.national_id or not number]
        if len(nameless) > 1:
            return row.wrong("name", "two_names")
        return nameless[0] if nameless else None
