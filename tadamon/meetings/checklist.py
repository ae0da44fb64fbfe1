"""What minutes must have before they are submitted and approved, and what they had better have."""

from dataclasses import dataclass

from tadamon.language import _, lazy
from tadamon.language.prose import apart
from tadamon.records.settings import setting

LEVELS = {"blocks": lazy("يمنع الإرسال والاعتماد"), "warns": lazy("ينبّه فقط"), "off": lazy("لا يُفحص")}


@dataclass(frozen=True)
class Check:
    """What is looked for, and how grave its lack is unless an administrator says otherwise."""

    words: object
    level: str


CHECKS = {
    "nobody": Check(lazy("لا حاضر مسجّل"), "blocks"),
    "no-items": Check(lazy("لا بند في المحضر"), "blocks"),
    "empty-item": Check(lazy("بند بلا مناقشة ولا مُخرَج"), "blocks"),
    "no-owner": Check(lazy("تكليف بلا جهة مسؤولة"), "warns"),
    "no-due-date": Check(lazy("تكليف بلا موعد استحقاق"), "warns"),
    "no-bodies": Check(lazy("اجتماع مع الجمعيات بلا جهات مشاركة"), "warns"),
    "vague-date": Check(lazy("يوم الاجتماع غير محدد"), "warns"),
    "venue": Check(lazy("المكان غير مذكور"), "warns"),
    "chaired_by": Check(lazy("رئيس الاجتماع غير مذكور"), "warns"),
    "secretary": Check(lazy("أمين السر غير مذكور"), "warns"),
}


def level(code: str) -> str:
    """A key of LEVELS."""
    return setting("checklist").get(code, CHECKS[code].level)


@dataclass(frozen=True)
class Lack:
    """Something missing: its code, a sentence, and the id on the sheet it leads to."""

    code: str
    words: str
    place: str

    @property
    def blocks(self) -> bool:
        return level(self.code) == "blocks"


def lacks(meeting) -> list[Lack]:
    """The musts first."""
    found = [*_of_people(meeting), *_of_items(meeting), *_of_outcomes(meeting), *_of_facts(meeting)]
    return sorted((lack for lack in found if level(lack.code) != "off"), key=lambda lack: not lack.blocks)


def _of_people(meeting):
    came = any(row.presence in ("present", "deputising", "guest") for row in meeting.attendances)
    if not came and not any(row.role == "attended" for row in meeting.participants):
        yield Lack("nobody", _("سجّل حاضرًا واحدًا أو جهة حاضرة على الأقل."), "attendance")
    if meeting.kind == "ngos" and not meeting.participants:
        yield Lack("no-bodies", _("سجّل الجمعيات المشاركة في الاجتماع."), "participants")


def _of_items(meeting):
    if not meeting.items:
        yield Lack("no-items", _("أضف بندًا واحدًا على الأقل."), "items")
    for item in meeting.items:
        if not item.discussion and not meeting.outcomes_of(item):
            words = _("اكتب ما دار في البند «%(item)s» أو ما خرج به.", item=apart(item.title))
            yield Lack("empty-item", words, f"items-{item.id}")


def _of_outcomes(meeting):
    for row in meeting.outcomes:
        if row.kind != "assignment":
            continue
        if not (row.owner or row.owner_person):
            words = _("التكليف «%(text)s» بلا جهة مسؤولة.", text=apart(row.text[:60]))
            yield Lack("no-owner", words, f"outcomes-{row.id}")
        if row.due_on is None:
            words = _("التكليف «%(text)s» بلا موعد استحقاق.", text=apart(row.text[:60]))
            yield Lack("no-due-date", words, f"outcomes-{row.id}")


def _of_facts(meeting):
    if meeting.date_precision != "day":
        yield Lack("vague-date", _("يوم الاجتماع غير محدد."), "field-starts_on")
    for name, words in (
        ("venue", _("مكان الاجتماع غير مذكور.")),
        ("chaired_by", _("رئيس الاجتماع غير مذكور.")),
        ("secretary", _("أمين السر غير مذكور.")),
    ):
        if not getattr(meeting, name):
            yield Lack(name, words, f"field-{name}")
