"""What minutes must have before they are submitted and approved, and what they had better have."""

from dataclasses import dataclass

from tadamon.language import _


@dataclass(frozen=True)
class Lack:
    """Something missing: its code, a sentence, the id on the sheet it leads to, and whether it blocks."""

    code: str
    words: str
    place: str
    blocks: bool


def lacks(meeting) -> list[Lack]:
    """The musts first."""
    found = [*_of_people(meeting), *_of_items(meeting), *_of_outcomes(meeting), *_of_facts(meeting)]
    return sorted(found, key=lambda lack: not lack.blocks)


def _of_people(meeting):
    if not any(row.presence in ("present", "deputising", "guest") for row in meeting.attendances):
        yield Lack("nobody", _("سجّل حاضرًا واحدًا على الأقل."), "attendance", True)


def _of_items(meeting):
    if not meeting.items:
        yield Lack("no-items", _("أضف بندًا واحدًا على الأقل."), "items", True)
    for item in meeting.items:
        if not item.discussion and not meeting.outcomes_of(item):
            words = _("اكتب ما دار في البند «%(item)s» أو ما خرج به.", item=item.title)
            yield Lack("empty-item", words, f"items-{item.id}", True)


def _of_outcomes(meeting):
    for row in meeting.outcomes:
        if row.kind != "assignment":
            continue
        if not (row.owner or row.owner_person):
            words = _("التكليف «%(text)s» بلا جهة مسؤولة.", text=row.text[:60])
            yield Lack("no-owner", words, f"outcomes-{row.id}", False)
        if row.due_on is None:
            words = _("التكليف «%(text)s» بلا موعد استحقاق.", text=row.text[:60])
            yield Lack("no-due-date", words, f"outcomes-{row.id}", False)


def _of_facts(meeting):
    if meeting.date_precision != "day":
        yield Lack("vague-date", _("يوم الاجتماع غير محدد."), "field-starts_on", False)
    for name, words in (
        ("venue", _("مكان الاجتماع غير مذكور.")),
        ("chaired_by", _("رئيس الاجتماع غير مذكور.")),
        ("secretary", _("أمين السر غير مذكور.")),
    ):
        if not getattr(meeting, name):
            yield Lack(name, words, f"field-{name}", False)
