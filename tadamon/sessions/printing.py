"""The sheet that is signed by hand, the scan of it, and the grid as Excel."""

from collections.abc import Iterator
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.access import allow, load
from tadamon.accounts import acts
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import names_of
from tadamon.cohorts.trainees.routes import OFFICE
from tadamon.cohorts.words import SEXES
from tadamon.directory.national_id import masked
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.records.attachments import Attachment
from tadamon.sessions import roll
from tadamon.sessions.attendance import bp
from tadamon.sessions.models import Session
from tadamon.sessions.routes import SHEET, opened
from tadamon.sessions.routes import bp as sessions
from tadamon.sessions.words import CAME, MARKS, MISSED
from tadamon.web import sheets
from tadamon.web.attaching import FileForm
from tadamon.web.papers import paper_routes
from tadamon.web.sheets import Column


def narrowed() -> dict:
    return {"group": group} if (group := request.args.get("group", "")[:20]) else {}


def paper(record: Session, pdf: bool = False) -> str:
    """Everyone who should come, by name, with room to sign; of one group if the address names one."""
    group = next((each for each in record.cohort.groups if str(each.id) == narrowed().get("group")), None)
    rows = list(roll.everyone(record.cohort, [record], group)) if record.by_name else []
    return render_template(
        "sessions/print_sheet.html",
        record=record,
        pdf=pdf,
        rows=rows,
        group=group,
        args=narrowed(),
        masked=masked,
        administrations=names_of({row.administration_id for row in rows}),
    )


paper_routes(
    sessions,
    "cohorts.read",
    partial(load, Session, options=SHEET),
    paper,
    lambda record: f"{_('كشف حضور')} - {record.name}",
    page="/<id:id>/sheet",
    file="/<id:id>/sheet",
    called=("sheet", "sheet_pdf", "sheet_docx"),
    more=narrowed,
    home=lambda record: url_for("sessions.show", id=record.id),
)


@sessions.get("/<id:id>/signed-sheet")
@allow("cohorts.write")
def scanning(id):
    return render_template("sessions/scan.html", record=opened(id), form=FileForm(formdata=None))


@sessions.post("/<id:id>/signed-sheet")
@allow("cohorts.write")
def scan(id):
    record, form = opened(id), FileForm()
    if not form.validate():
        return render_template("sessions/scan.html", record=record, form=form), 422
    row = Attachment(record=record, purpose="signed")
    form.put(row)
    db.session.add(row)
    db.session.commit()
    flash(_("حُفظت صورة كشف الحضور الموقّع."), "done")
    return redirect(url_for("sessions.show", id=id), 303)


@bp.get("/<id:id>/attendance.xlsx")
@allow("cohorts.read")
def xlsx(id):
    """The whole grid, with masked numbers."""
    return _workbook(load(Cohort, id, options=OFFICE), whole=False)


@bp.post("/<id:id>/attendance.xlsx")
@allow("cohorts.personal")
def disclosed_xlsx(id):
    """With whole national numbers; noted like every other look at them."""
    cohort = load(Cohort, id, to="edit", options=OFFICE)
    acts.note("trainees-exported", cohort.title)
    db.session.commit()
    return _workbook(cohort, whole=True)


def _workbook(cohort: Cohort, whole: bool):
    query = select(Session).where(Session.cohort_id == cohort.id, Session.archived_at.is_(None))
    query = query.where(Session.state != "cancelled", Session.counting == "names")
    query = query.order_by(Session.starts_on, Session.starts_at, Session.id).options(selectinload(Session.groups))
    held, name = list(db.session.scalars(query)), _("الحضور")
    title = f"{name} - {cohort.title[:60]} - {today().isoformat()}.xlsx"
    return sheets.answer(title, name, columns(held), lines(cohort, held, whole))


def columns(held: list[Session]) -> list[Column]:
    return [
        *(Column(_("الاسم"), 34), Column(_("الرقم القومي"), 18), Column(_("ذكر أو أنثى"), 12)),
        *(Column(_("الإدارة"), 28), Column(_("المجموعة"), 16)),
        *(Column(f"{each.name} {show_date(each.starts_on, each.date_precision)}", 16) for each in held),
        *(Column(_("مرات الحضور"), 10), Column(_("مرات الغياب"), 10)),
    ]


def lines(cohort: Cohort, held: list[Session], whole: bool) -> Iterator[list]:
    groups = {group.id: group.name for group in cohort.groups}
    administrations = names_of({unit.id for unit in cohort.office.below})
    words = {code: str(said) for code, said in MARKS.items()}
    for row in roll.everyone(cohort, held):
        states = [row.marks[each.id][0] if each.id in row.marks else "" for each in held]
        yield [
            row.name,
            row.national_id if whole else masked(row.national_id),
            str(SEXES[row.sex]) if row.sex else "",
            administrations.get(row.administration_id, ""),
            groups.get(row.group_id, ""),
            *(words.get(state, "") for state in states),
            sum(state in CAME for state in states),
            sum(state in MISSED for state in states),
        ]
