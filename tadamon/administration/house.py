"""The checklist of approval, and the few settings of the whole house."""

from flask import Blueprint, flash, redirect, render_template, url_for

from tadamon.access import allow
from tadamon.accounts import acts
from tadamon.administration.editing import changes, refused, stamp
from tadamon.administration.forms import ChecklistForm, NurseryListsForm, SettingsForm
from tadamon.extensions import db
from tadamon.language import _
from tadamon.meetings.checklist import CHECKS, level
from tadamon.nurseries.checklists import STANDARD, written
from tadamon.records import settings

checklist_bp = Blueprint("checklist", __name__, url_prefix="/checklist")
nurseries_bp = Blueprint("nursery_lists", __name__, url_prefix="/nursery-lists")
settings_bp = Blueprint("settings", __name__, url_prefix="/preferences")
SINGLE = ("idle_minutes", "help")


@checklist_bp.get("")
@allow("administration")
def checklist():
    return _checklist(ChecklistForm(formdata=None, data=levels()))


@checklist_bp.post("")
@allow("administration")
def update_checklist():
    settings.lock()
    form = ChecklistForm(data=levels())
    if status := refused(form):
        return _checklist(form, status)
    if changed := changes(form):
        settings.put("checklist", {code: form[field(code)].data for code in CHECKS})
        acts.note("checklist-changed", detail=changed)
    db.session.commit()
    flash(_("حُفظت شروط الاعتماد."), "done")
    return redirect(url_for(".checklist"), 303)


@nurseries_bp.get("")
@allow("administration")
def nursery_lists():
    return _nursery_lists(NurseryListsForm(formdata=None, data={key: written(key) for key in STANDARD}))


@nurseries_bp.post("")
@allow("administration")
def update_nursery_lists():
    settings.lock()
    form = NurseryListsForm(data={key: written(key) for key in STANDARD})
    if status := refused(form):
        return _nursery_lists(form, status)
    if changed := changes(form):
        for key in STANDARD:
            settings.put(key, form[key].data)
        acts.note("nursery-lists-changed", detail=changed)
    db.session.commit()
    flash(_("حُفظت القوائم."), "done")
    return redirect(url_for(".nursery_lists"), 303)


@settings_bp.get("")
@allow("administration")
def show():
    return _settings(SettingsForm(formdata=None, data=present()))


@settings_bp.post("")
@allow("administration")
def update():
    settings.lock()
    form = SettingsForm(data=present())
    if status := refused(form):
        return _settings(form, status)
    if changed := changes(form):
        for key in SINGLE:
            settings.put(key, form[key].data)
        acts.note("settings-changed", detail=changed)
    db.session.commit()
    flash(_("حُفظت الإعدادات."), "done")
    return redirect(url_for(".show"), 303)


def field(code: str) -> str:
    return code.replace("-", "_")


def levels() -> dict:
    return {field(code): level(code) for code in CHECKS}


def present() -> dict:
    return {key: settings.setting(key) for key in SINGLE}


def _checklist(form, status=200):
    return render_template("administration/checklist.html", form=form, stamp=stamp(form)), status


def _nursery_lists(form, status=200):
    return render_template("administration/nursery_lists.html", form=form, stamp=stamp(form)), status


def _settings(form, status=200):
    return render_template("administration/settings.html", form=form, stamp=stamp(form)), status
