"""Rows that are organisations: the columns, what can be wrong with a row, and how it is written."""

from flask import url_for

from tadamon.directory.organisations import Alias, Contact, Organisation
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.digits import to_ascii
from tadamon.language.words import name_key
from tadamon.organisations.importing.matching import Candidates
from tadamon.organisations.importing.understanding import Directorates, understand
from tadamon.organisations.importing.wordings import HEADINGS
from tadamon.web.imports.columns import Column
from tadamon.web.imports.targets import Checked, Read, Target
from tadamon.web.imports.work import target

LABELS = {
    "name_ar": lazy("الاسم"),
    "name_en": lazy("الاسم بالإنجليزية"),
    "aliases": lazy("أسماء أخرى"),
    "kind": lazy("النوع"),
    "number": lazy("رقم الإشهار"),
    "directorate": lazy("مشهرة لدى"),
    "governorates": lazy("محافظات العمل"),
    "fields": lazy("مجالات العمل"),
    "phone": lazy("الهاتف"),
    "email": lazy("البريد الإلكتروني"),
    "website": lazy("الموقع الإلكتروني"),
    "address": lazy("العنوان"),
    "contact": lazy("الشخص المسؤول"),
    "notes": lazy("ملاحظات"),
}
PROBLEMS = {
    "nameless": lazy("اكتب اسم الجهة."),
    "arabic_nameless": lazy("اكتب اسم الجهة بالعربية؛ لا توجد في الدليل جهة بهذا الاسم الإنجليزي."),
    "total": lazy("هذا صف إجمالي لا جهة. احذفه من الملف."),
    "long": lazy("النص أطول من المسموح (%(most)s). اختصره."),
    "number_unclear": lazy("اكتب رقم الإشهار بالأرقام، مثل 1234 أو 1234/2010."),
    "number_kind": lazy("رقم الإشهار للجمعيات والمؤسسات الأهلية وحدها. غيّر النوع أو احذف الرقم."),
    "directorate_unknown": lazy("لم نعرف المديرية «%(said)s». اكتب اسم محافظتها."),
    "two_names": lazy(
        "في الدليل أكثر من جهة بهذا الاسم: %(names)s. اكتب رقم الإشهار ومديريته، أو ادمج المكرر في الدليل."
    ),
    "two_numbers": lazy("في الدليل أكثر من جهة بهذا الرقم: %(names)s. صحّح الدليل أولًا."),
    "number_and_name": lazy("الرقم في الدليل لجهة «%(numbered)s»، والاسم لجهة «%(named)s». صحّح أحدهما."),
    "number_other": lazy("رقم هذه الجهة في الدليل %(number)s. صحّح الرقم هنا أو في صفحتها."),
    "same_row": lazy("هذه الجهة نفسها في الصف %(row)s من الملف. اجمع الصفين في صف واحد."),
    "foreign": lazy("هذه الجهة في الدليل تتابعها «%(unit)s»، فتعديلها لها."),
    "kind_unknown": lazy("لم نعرف النوع «%(said)s»."),
    "kind_missing": lazy("لم يُذكر النوع، فستُسجَّل «جهة أخرى»."),
    "strange": lazy("لم نعرف «%(said)s» فلن يُستورد."),
    "phone": lazy("لن يُستورد «%(said)s»: لكل جهة رقم هاتف واحد كامل."),
    "email": lazy("البريد «%(said)s» غير مكتمل فلن يُستورد."),
    "website": lazy("الموقع «%(said)s» غير مكتمل فلن يُستورد."),
    "renamed": lazy("الرقم في الدليل لجهة «%(name)s»، فسيُضاف هذا الاسم إلى أسمائها الأخرى."),
    "namesake": lazy("في الدليل جهة بالاسم نفسه مشهرة لدى مديرية أخرى (%(number)s)؛ ستُضاف هذه جهةً مستقلة."),
}
COLUMN_OF = {"registered_with_id": "directorate", "more_names": "aliases"}
PLAIN = ("number", "phone", "email", "website", "address", "notes")


@target
class Organisations(Target):
    name = "organisations"
    title = lazy("استيراد الجهات من Excel")
    columns = tuple(Column(name, label, HEADINGS[name], required=name == "name_ar") for name, label in LABELS.items())
    problems = PROBLEMS

    def __init__(self, doing, by):
        super().__init__(doing, by)
        self.directorates = Directorates()
        self.own = doing.office_id if doing.office_id in self.directorates.placed.values() else None
        self.seen: dict = {}

    @classmethod
    def home(cls, record_id):
        return _("الجهات"), url_for("organisations.index")

    @classmethod
    def address(cls, doing, row):
        return row.record_id and url_for("organisations.show", id=row.record_id)

    def check(self, reads: list[Read]) -> list[Checked]:
        rows = [Checked(read) for read in reads]
        for row in rows:
            understand(row, self.directorates)
        candidates = Candidates(rows)
        for row in rows:
            if row.outcome != "error":
                self._judge(row, candidates)
        return rows

    def _judge(self, row: Checked, candidates: Candidates) -> None:
        number = row.written["number"]
        directorate = row.written["registered_with_id"] or (self.own if number else None)
        row.record = candidates.meant(row, directorate)
        if row.outcome == "error" or self._seen_before(row, directorate):
            return
        if row.record is None:
            row.written["registered_with_id"] = directorate
            self._judge_new(row)
            return
        row.written["changes"] = self._changes(row.record, row.written)
        row.changed = [COLUMN_OF.get(name, name) for name in row.written["changes"]]
        row.outcome = "update" if row.changed else "unchanged"
        if row.outcome == "update" and not row.record.editable_by(self.by):
            row.wrong(None, "foreign", unit=row.record.unit.name_ar)

    def _judge_new(self, row: Checked) -> None:
        if not name_key(row.written["name_ar"]):
            row.wrong("name_ar", "arabic_nameless")
        elif row.written["kind"] is None and row.written["kind_guessed"] == "other":
            row.warn("kind", "kind_missing")

    def _seen_before(self, row: Checked, directorate: int | None) -> bool:
        """Whether an earlier row of the file is the same body: the same record, number or name."""
        number = row.written["number"]
        mine = {("name", name_key(row.written["name_ar"] or row.written["name_en"]))}
        mine |= {("number", number, directorate)} if number else set()
        if row.record is not None:
            mine = {("record", row.record.id)}
        for each in mine:
            earlier, other = self.seen.get(each, (None, None))
            told_apart = each[0] == "name" and number and other and other != (number, directorate)
            if earlier and not told_apart:
                row.wrong(None, "same_row", row=earlier)
                return True
        self.seen |= {each: (row.read.number, (number, directorate) if number else None) for each in mine}
        return False

    @staticmethod
    def _changes(body: Organisation, written: dict) -> dict:
        """What the row would change; a blank cell changes nothing, and no name is ever lost."""
        found = {
            name: written[name]
            for name in PLAIN
            if written[name] and to_ascii(written[name]) != to_ascii(getattr(body, name))
        }
        for name in ("kind", "registered_with_id"):
            if written[name] and written[name] != getattr(body, name):
                found[name] = written[name]
        for name in ("governorates", "fields"):
            if written[name] and written[name] != sorted(getattr(body, name)):
                found[name] = written[name]
        known = {name_key(name) for name in body.names}
        if written["name_en"] and not body.name_en and name_key(written["name_en"]):
            found["name_en"] = written["name_en"]
            known.add(name_key(written["name_en"]))
        names = {name_key(name): name for name in (written["name_ar"], written["name_en"], *written["aliases"])}
        if more := [name for key, name in names.items() if key and key not in known]:
            found["more_names"] = more
        if written["contact"] and name_key(written["contact"]) not in {name_key(row.name) for row in body.contacts}:
            found["contact"] = written["contact"]
        return found

    def apply(self, checked: Checked) -> Organisation:
        written = checked.written
        if checked.outcome == "new":
            body = Organisation(
                name_ar=written["name_ar"],
                name_en=written["name_en"],
                kind=written["kind"] or written["kind_guessed"],
                registered_with_id=written["registered_with_id"],
                unit=self.doing.unit,
                created_by_id=self.by.id,
                **{name: written[name] for name in PLAIN},
            )
            body.governorates, body.fields = written["governorates"], written["fields"]
            db.session.add(body)
            known = {name_key(written["name_ar"]), name_key(written["name_en"])}
            names = {name_key(name): name for name in written["aliases"] if name_key(name) not in known}
            self._add(body, [name for key, name in names.items() if key], written["contact"], 0, 0)
            return body
        body, changes = checked.record, written["changes"]
        for name in (*PLAIN, "kind", "registered_with_id", "governorates", "fields", "name_en"):
            if name in changes:
                setattr(body, name, changes[name])
        last = [max((row.position for row in rows), default=0) for rows in (body.aliases, body.contacts)]
        self._add(body, changes.get("more_names", ()), changes.get("contact"), *last)
        return body

    @staticmethod
    def _add(body: Organisation, names, contact: str | None, last_name: int, last_contact: int) -> None:
        db.session.add_all(
            Alias(record=body, name=name, position=position) for position, name in enumerate(names, last_name + 1)
        )
        if contact:
            db.session.add(Contact(record=body, name=contact, position=last_contact + 1))
