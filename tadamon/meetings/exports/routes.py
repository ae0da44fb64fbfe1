from flask import request
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.activities import calendar_file
from tadamon.language import speaking
from tadamon.meetings import printing
from tadamon.meetings.exports import sheets, word
from tadamon.meetings.forms import FilterForm
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import SHEET, bp, index


@bp.get("/<id:id>.docx")
@allow("meetings.read")
def docx(id):
    form, language = printing.asked()
    meeting = load(Meeting, id, options=printing.PRINTED)
    with speaking(language, current_user.digits):
        return word.answer(meeting, form)


@bp.get("/<id:id>.ics")
@allow("meetings.read")
def ics(id):
    meeting = load(Meeting, id, options=SHEET)
    return calendar_file.answer(meeting, printing.title(meeting))


@allow("meetings.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    return sheets.answer(filters) if filters.validate() else index()


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/meetings.xlsx", "meetings.xlsx", xlsx))
