from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.accounts.models import Unit, User
from tadamon.activities.models import Activity
from tadamon.administration import listing
from tadamon.administration.editing import changes, find, refused, stamp
from tadamon.administration.forms import LogoForm, NewUnitForm, UnitForm
from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.records.base import Refused, now
from tadamon.web import once

bp = Blueprint("units", __name__, url_prefix="/units")


@bp.get("")
@allow("administration")
def index():
    units = db.session.scalars(select(Unit).order_by(Unit.position, Unit.id)).all()
    under: dict = {}
    for unit in units:
        under.setdefault(unit.parent_id, []).append(unit)
    people = dict(
        db.session.execute(
            select(User.unit_id, func.count()).where(User.disabled_at.is_(None)).group_by(User.unit_id)
        ).all()
    )
    return render_template("administration/units/index.html", under=under, people=people)


@bp.get("/new")
@allow("administration")
def new():
    typed = request.args.get("under", "")
    parent = above(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0)
    return _new(parent, NewUnitForm.under(parent, formdata=None))


@bp.post("")
@allow("administration")
def create():
    typed = request.form.get("under", "")
    parent = above(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0)
    form = NewUnitForm.under(parent)
    if not form.validate():
        return _new(parent, form, 422)
    earlier = once.already_made()
    if earlier is None:
        unit = made(parent, form)
        once.made(unit)
        acts.note("unit-added", unit.name_ar)
        db.session.commit()
        earlier = unit.id
        flash(_("أُضيفت «%(unit)s». راجع رأس مطبوعاتها.", unit=unit.name), "done")
    return redirect(url_for(".show", id=earlier), 303)


@bp.get("/<id:id>")
@allow("administration")
def show(id):
    unit = find(Unit, id)
    return _edit(unit, UnitForm.of(unit))


@bp.post("/<id:id>")
@allow("administration")
def update(id):
    unit = find(Unit, id)
    form = UnitForm.of(unit)
    if status := refused(form):
        return _edit(unit, form, status=status)
    changed = changes(form)
    form.put(unit)
    if changed:
        acts.note("unit-changed", unit.name_ar, changed)
    db.session.commit()
    flash(_("حُفظت بيانات «%(unit)s».", unit=unit.name), "done")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/logo")
@allow("administration")
def update_logo(id):
    unit = find(Unit, id)
    form = LogoForm()
    if not form.validate():
        return _edit(unit, UnitForm.of(unit), logo=form, status=422)
    unit.logo_sha256 = form.sha256
    acts.note("unit-logo", unit.name_ar)
    db.session.commit()
    flash(_("سيظهر الشعار في المطبوعات من الآن."), "done")
    return redirect(url_for(".show", id=id, _anchor="logo-now"), 303)


@bp.post("/<id:id>/logo/removal")
@allow("administration")
def remove_logo(id):
    unit = find(Unit, id)
    if unit.logo_sha256:
        unit.logo_sha256 = None
        acts.note("unit-logo", unit.name_ar)
    db.session.commit()
    flash(_("أُزيل الشعار. المحاضر المعتمدة تبقى كما طُبعت."), "done")
    return redirect(url_for(".show", id=id, _anchor="logo-now"), 303)


@bp.post("/<id:id>/position")
@allow("administration")
def position(id):
    unit = find(Unit, id)
    direction = request.form.get("direction")
    if direction not in ("up", "down"):
        abort(400)
    siblings = db.session.scalars(
        select(Unit).where(Unit.parent_id == unit.parent_id).order_by(Unit.position, Unit.id)
    ).all()
    if unit in siblings and listing.place(siblings, unit, direction):
        acts.note("unit-moved", unit.name_ar)
    db.session.commit()
    return redirect(url_for(".index", _anchor=f"unit-{id}"), 303)


@bp.post("/<id:id>/archive")
@allow("administration")
def archive(id):
    unit = find(Unit, id)
    if unit.archived_at is None:
        refuse_if_used(unit)
        unit.archived_at = now()
        acts.note("unit-archived", unit.name_ar)
    db.session.commit()
    flash((_("نُقلت «%(unit)s» إلى الأرشيف.", unit=unit.name), url_for(".restore", id=id)), "undo")
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/restore")
@allow("administration")
def restore(id):
    unit = find(Unit, id)
    if unit.parent is not None and unit.parent.archived_at is not None:
        raise Refused(_("«%(unit)s» التي تتبعها في الأرشيف. استعدها أولًا.", unit=unit.parent.name))
    if unit.archived_at is not None:
        unit.archived_at = None
        acts.note("unit-restored", unit.name_ar)
    db.session.commit()
    flash(_("أُعيدت «%(unit)s» من الأرشيف.", unit=unit.name), "done")
    return redirect(url_for(".show", id=id), 303)


def above(id: int) -> Unit:
    """The unit in use that a new one is put under."""
    parent = db.session.get(Unit, id) or abort(404)
    if parent.archived_at is not None:
        raise Refused(_("«%(unit)s» في الأرشيف. استعدها أولًا.", unit=parent.name))
    return parent


def made(parent: Unit, form: NewUnitForm) -> Unit:
    """A new unit, standing last under its parent, with a code and a letterhead of its own."""
    office = None if parent.kind == "ministry" else parent.office
    db.session.refresh(office or parent, with_for_update=True)
    last = db.session.scalar(select(func.max(Unit.position)).where(Unit.parent_id == parent.id)) or 0
    unit = Unit(
        code=free_code(office or parent),
        kind="administration" if office else form.kind.data,
        parent=parent,
        governorate=office.governorate if office else form.governorate.data,
        position=last + 1,
        name_ar=form.name_ar.data,
        name_en=form.name_en.data,
        letterhead_ar=f"{parent.letterhead_ar}\n{form.name_ar.data}",
        letterhead_en=f"{parent.letterhead_en}\n{form.name_en.data}",
    )
    db.session.add(unit)
    db.session.flush()
    unit.office = office or unit
    db.session.flush()
    return unit


def free_code(office: Unit) -> str:
    """EG-LX-8 after EG-LX-7."""
    taken = set(db.session.scalars(select(Unit.code).where(Unit.code.startswith(f"{office.code}-"))))
    number = len(taken) + 1
    while f"{office.code}-{number}" in taken:
        number += 1
    return f"{office.code}-{number}"


def refuse_if_used(unit: Unit) -> None:
    """A unit that people work in, or that units or open records belong to, stays."""
    people = select(func.count()).select_from(User).where(User.unit_id == unit.id, User.disabled_at.is_(None))
    units = select(func.count()).select_from(Unit).where(Unit.parent_id == unit.id, Unit.archived_at.is_(None))
    a = Activity.__table__.c
    still_open = a.archived_at.is_(None), a.state != "approved"
    records = select(func.count()).select_from(Activity.__table__).where(a.unit_id == unit.id, *still_open)
    counted = [
        ngettext("مستخدم واحد يعمل فيها", "%(num)s مستخدمين يعملون فيها", n)
        if (n := db.session.scalar(people))
        else "",
        ngettext("وحدة واحدة تتبعها", "%(num)s وحدات تتبعها", n) if (n := db.session.scalar(units)) else "",
        ngettext("سجل واحد مفتوح", "%(num)s سجلات مفتوحة", n) if (n := db.session.scalar(records)) else "",
    ]
    if any(counted):
        hanging = _("، ").join(filter(None, counted))
        raise Refused(_("لا تُنقل «%(unit)s» إلى الأرشيف وفيها: %(what)s. انقلها أولًا.", unit=unit.name, what=hanging))


def _new(parent, form, status=200):
    return render_template("administration/units/new.html", parent=parent, form=form, once=once.fresh_key()), status


def _edit(unit, form, logo=None, status=200):
    wrong = logo if logo is not None and logo.errors else form
    return render_template(
        "administration/units/show.html",
        unit=unit,
        fields=form,
        form=wrong,
        logo=logo or LogoForm(formdata=None),
        stamp=stamp(form),
    ), status
