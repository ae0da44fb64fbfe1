"""The print as a Word file. Of approved minutes, what was frozen; the mark says which copy is official."""

from tadamon.language import _
from tadamon.meetings import printing
from tadamon.meetings.models import Meeting
from tadamon.web import word


def answer(meeting: Meeting, form: str):
    """The document `form`, "minutes" or "summary", in the present reader's language."""
    approved = meeting.approval is not None
    paper = printing.frozen_paper if approved else printing.paper
    mark = _("نسخة للتحرير؛ النسخة المعتمدة هي المطبوعة من النظام") if approved else ""
    name = f"{printing.FORMS[form]} - {printing.title(meeting)}.docx"
    return word.answer(paper(meeting, form, pdf=True), name, mark)
