"""The points of a visit, filled in on one page, and the assignments that come of those that failed.

GET  /nurseries/7/visits/3/points · POST                 every point with its result
GET  /nurseries/7/visits/3/points/9/assignment · POST    a point that failed, its owner and its day
"""

from datetime import timedelta

from flask import abort, flash, redirect, render_template, url_for

from tadamon.access import allow, load
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.nurseries.forms import DAY
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.routes import bp
from tadamon.nurseries.visits import RESULTS, Visit, VisitPoint
from tadamon.web import once
from tadamon.web.forms import Choice, DateField, Form, Line, Prose, posted_version

WITHIN = timedelta(days=30)


class AssignmentForm(Form):
    text = Prose(lazy("المطلوب"), required=True, longest=2000, rows=3)
    owner = Line(
        lazy("الجهة المسؤولة"), required=True, longest=250, among="body", hint=lazy("إدارة أو مديرية أو جهة أخرى")
    )
    owner_person = Line(lazy("الشخص المسؤول"), longest=150, among="person")
    due_on = DateField(lazy("موعد الاستحقاق"), required=True, hint=DAY)


@bp.get("/<id:id>/visits/<id:visit_id>/points")
@allow("nurseries.write")
def points(id, visit_id):
    visit = _visit(id, visit_id)
    return _checking(visit, _form(visit)(formdata=None, data=_data(visit)))


@bp.post("/<id:id>/visits/<id:visit_id>/points")
@allow("nurseries.write")
def check(id, visit_id):
    visit = _visit(id, visit_id)
    form = _form(visit)(data=_data(visit))
    if not form.validate():
        return _checking(visit, form, 422)
    found = {row.id: (form[f"result_{row.id}"].data, form[f"note_{row.id}"].data) for row in visit.points}
    visit.check(found, posted_version())
    db.session.commit()
    flash(_("حُفظت نتائج الزيارة."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"visits-{visit_id}"), 303)


@bp.get("/<id:id>/visits/<id:visit_id>/points/<id:point_id>/assignment")
@allow("nurseries.write")
def new_assignment(id, visit_id, point_id):
    point = _point(_visit(id, visit_id), point_id)
    owner = point.record.unit.name_ar
    data = {"text": f"{point.text}: {point.note}" if point.note else point.text, "owner": owner}
    return _assigning(point, AssignmentForm(formdata=None, data=data | {"due_on": today() + WITHIN}))


@bp.post("/<id:id>/visits/<id:visit_id>/points/<id:point_id>/assignment")
@allow("nurseries.write")
def assign(id, visit_id, point_id):
    point, form = _point(_visit(id, visit_id), point_id), AssignmentForm()
    if not form.validate():
        return _assigning(point, form, 422)
    if once.already_made() is None:
        row = point.assign(form.text.data, form.owner.data, form.owner_person.data, form.due_on.data)
        link([row])
        once.made(row)
        db.session.commit()
    flash(_("صار البند تكليفًا، وتجده في سجل المتابعة."), "done")
    return redirect(url_for(".show", id=id, _anchor=f"visits-{visit_id}"), 303)


def _visit(id: int, visit_id: int) -> Visit:
    record = load(Nursery, id, to="edit")
    record.refuse_if_frozen()
    visit = db.session.get(Visit, visit_id)
    if visit is None or visit.record_id != record.id or visit.removed_at:
        abort(404)
    return visit


def _point(visit: Visit, point_id: int) -> VisitPoint:
    return next((point for point in visit.points if point.id == point_id), None) or abort(404)


def _form(visit: Visit) -> type[Form]:
    """A result and a note for each point."""
    fields: dict = {}
    for point in visit.points:
        fields[f"result_{point.id}"] = Choice(point.words, RESULTS, empty=lazy("لم يُفحص"), required=False)
        fields[f"note_{point.id}"] = Line(lazy("ملاحظة"), longest=250)
    return type("PointsForm", (Form,), fields)


def _data(visit: Visit) -> dict:
    return {f"result_{row.id}": row.result for row in visit.points} | {
        f"note_{row.id}": row.note for row in visit.points
    }


def _checking(visit, form, status=200):
    return render_template("nurseries/visits/points.html", record=visit.record, visit=visit, form=form), status


def _assigning(point, form, status=200):
    return render_template(
        "nurseries/visits/assignment.html", record=point.record, point=point, form=form, once=once.fresh_key()
    ), status
