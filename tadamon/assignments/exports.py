"""The register on paper and as an Excel file: the same rows in the same order."""

from collections.abc import Iterator
from itertools import islice
from types import SimpleNamespace

from flask import render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow
from tadamon.assignments.forms import FilterForm
from tadamon.assignments.listing import every, kind_names, origins, reasons
from tadamon.assignments.measures import measured
from tadamon.assignments.routes import bp, index, title, unit_names
from tadamon.followup.models import OUTCOME_STATES, OWED, PRIORITIES
from tadamon.followup.reminding import coming
from tadamon.language import _, speaking
from tadamon.language.dates import today
from tadamon.language.digits import number
from tadamon.web import printing, sheets
from tadamon.web.printing import asked
from tadamon.web.sheets import Column

MOST, MOST_PRINTED = 50_000, 500


@allow("assignments.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    name = _("سجل المتابعة")
    return sheets.answer(f"{name} - {today().isoformat()}.xlsx", name, columns(), rows(filters))


@allow("assignments.read")
def pdf():
    filters, language = FilterForm(formdata=request.args), asked()
    if not filters.validate():
        return index()
    with speaking(language, current_user.digits):
        html, name = paper(filters, pdf=True), _("سجل المتابعة") + f" - {today().isoformat()}.pdf"
    return printing.answer(
        html,
        name,
        url_for(
            "assignments.printed",
            **{name: value for name, value in request.args.items() if name in FilterForm.names()} | {"lang": language},
        ),
    )


@bp.get("/print")
@allow("assignments.read")
def printed():
    filters, language = FilterForm(formdata=request.args), asked()
    if not filters.validate():
        return index()
    with speaking(language, current_user.digits):
        return paper(filters)


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/assignments.xlsx", "assignments.xlsx", xlsx))
bp.record(lambda state: state.app.add_url_rule("/assignments.pdf", "assignments.pdf", pdf))


def columns() -> list[Column]:
    return [
        Column(_("الرقم"), 9),
        Column(_("النوع"), 12),
        Column(_("المطلوب"), 60),
        Column(_("المصدر"), 40),
        Column(_("الجهة المكلِّفة"), 30),
        Column(_("الجهة المسؤولة"), 30),
        Column(_("الشخص المسؤول"), 22),
        Column(_("الأولوية"), 10),
        Column(_("الموعد الأول"), 13),
        Column(_("الموعد الحالي"), 13),
        Column(_("مرات المد"), 9),
        Column(_("آخر سبب للمد"), 36),
        Column(_("الحالة"), 22),
        Column(_("متأخر"), 9),
        Column(_("نُفِّذ في"), 13),
        Column(_("ما نُفِّذ"), 40),
        Column(_("أُغلق في"), 13),
        Column(_("التذكير القادم"), 13),
    ]


def rows(filters) -> Iterator[list | str]:
    """The first MOST of them; if there are more, a last text says so."""
    one_by_one = (each for part in every(filters) for each in written(part))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أول %(many)s بند. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def written(part) -> Iterator[list]:
    records, moved, units, day = origins(part), reasons(part), unit_names(part), today()
    kinds = kind_names()
    for row in part:
        record = records.get(row.record_id)
        late = row.state in OWED and row.due_on is not None and row.due_on < day
        yield [
            row.id,
            kinds[row.kind],
            row.text,
            title(record) if record else "",
            units.get(row.office_id, ""),
            units.get(row.owner_unit_id, row.owner),
            row.owner_person,
            str(PRIORITIES[row.priority]),
            row.first_due_on,
            row.due_on,
            row.extensions,
            moved[row.id][-1].note if row.id in moved else "",
            str(OUTCOME_STATES[row.state]),
            _("متأخر") if late else "",
            row.done_on,
            row.done_note,
            row.closed_on,
            coming(row, day),
        ]


def paper(filters, pdf: bool = False) -> str:
    """The register as HTML, in the present reader's language."""
    one_by_one = (row for part in every(filters) for row in part)
    shown = list(islice(one_by_one, MOST_PRINTED))
    return render_template(
        "assignments/print.html",
        pdf=pdf,
        record=SimpleNamespace(unit=current_user.unit),
        rows=shown,
        more=next(one_by_one, None) is not None,
        day=today(),
        origins=origins(shown),
        units=unit_names(shown),
        kind_names=kind_names(),
        conditions=told(filters),
        measures=measured(filters.given),
        address={field.name: field.raw_data[0] for field in filters if field.data},
        owed=OWED,
    )


def told(filters) -> list[tuple[str, str]]:
    """[(label, words)] of what the list was narrowed to."""
    found = []
    for field in filters:
        if field.data:
            offers = getattr(field, "offers", None)
            found.append((field.label.text, str(offers[field.data]) if offers else field._value()))
    return found
