"""The values of a figure: rows of its sheet; approved, they are changed no more."""

from flask import flash, redirect, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.figures.forms import ValueForm
from tadamon.figures.models import Figure, FigureValue
from tadamon.figures.routes import LISTS, SHEET, bp, told
from tadamon.language import _, lazy
from tadamon.web.rows import Rows


class ValueRows(Rows):
    in_table = True
    columns = 6
    adds = lazy("إضافة قيمة")
    VERBS = tuple(verb for verb in Rows.VERBS if verb != "position")  # they stand in the order of time

    def blank(self, record):
        return self.form().among(record)

    def make(self, record, form):
        row = super().make(record, form)
        row.entered_by_id = current_user.id
        return row

    def edit(self, id, row_id):
        self._row(load(Figure, id, to="edit"), row_id).refuse_if_approved()
        return super().edit(id, row_id)

    def update(self, id, row_id):
        self._row(load(Figure, id, to="edit"), row_id).refuse_if_approved()
        return super().update(id, row_id)

    def removal(self, id, row_id):
        self._row(load(Figure, id, to="edit"), row_id).refuse_if_approved()
        return super().removal(id, row_id)

    def _context(self, record, row=None) -> dict:
        db.session.expire(record, ["values"])
        return super()._context(record, row) | told(record)

    def _new_context(self, record, form, adding) -> dict:
        return super()._new_context(record, form.among(record), adding)


LISTS["values"] = ValueRows(
    bp,
    "values",
    owner=Figure,
    model=FigureValue,
    form=ValueForm,
    action="figures.write",
    folder="figures/values",
    heading=lazy("القيم"),
)


def _value(id, row_id) -> FigureValue:
    record = load(Figure, id, to="edit", options=SHEET)
    record.refuse_if_frozen()
    return LISTS["values"]._row(record, row_id)


def _back(row: FigureValue, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("figures.show", id=row.record_id, _anchor=f"values-{row.id}"), 303)


@bp.post("/<id:id>/values/<id:row_id>/approval")
@allow("figures.approve")
def approve(id, row_id):
    row = _value(id, row_id)
    row.approve(by=current_user)
    db.session.commit()
    return _back(row, _("اعتُمدت القيمة: %(what)s", what=row.label()))


@bp.post("/<id:id>/values/<id:row_id>/approval/withdrawal")
@allow("figures.approve")
def withdraw(id, row_id):
    row = _value(id, row_id)
    row.withdraw(by=current_user)
    db.session.commit()
    return _back(row, _("سُحب اعتماد القيمة: %(what)s", what=row.label()))
