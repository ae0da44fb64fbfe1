"""A form of administration: whether a colleague was faster, and what it changes, told to the log."""

import json
from hashlib import sha256

from flask import abort, request

from tadamon.extensions import db
from tadamon.language import _
from tadamon.records.history import plain
from tadamon.web.forms import Choice, Form


def find(model, id):
    """The row, or 404; locked until the commit when it is about to be changed."""
    return db.session.get(model, id, with_for_update=request.method == "POST") or abort(404)


def stamp(form: Form) -> str:
    """A short digest of the values the form was filled from: another one means they changed meanwhile."""
    before = {field.name: _blank(plain(field.object_data)) for field in form}
    return sha256(json.dumps(before, sort_keys=True).encode()).hexdigest()[:16]


def refused(form: Form) -> int | None:
    """The status of a posted form that cannot be taken, with the reasons put into it; None when it can."""
    if not form.validate():
        return 422
    if request.form.get("stamp") == stamp(form):
        return None
    form.form_errors.append(
        _("تغيّرت هذه البيانات بعد أن فتحت الصفحة. راجع المحفوظ الآن بجانب كل خانة ثم احفظ ما تريد.")
    )
    for field in form:
        if _differs(field):
            field.errors = [
                *field.errors,
                _("المحفوظ الآن: %(value)s", value=words(field, field.object_data) or "—"),
            ]
    return 409


def changes(form: Form) -> dict:
    """{field: [before, after]} of what the form is about to change; of closed lists the codes, else words."""
    return {field.name: [kept(field, field.object_data), kept(field, field.data)] for field in form if _differs(field)}


def kept(field, value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    coded = isinstance(field, Choice) and not callable(field.offered)
    return str(value or "") if coded else words(field, value)


def words(field, value) -> str:
    if isinstance(field, Choice) and value is not None:
        return str(field.offers.get(value, value))
    if isinstance(value, bool):
        return _("نعم") if value else _("لا")
    return "" if value is None else str(value)


def _differs(field) -> bool:
    return _blank(plain(field.data)) != _blank(plain(field.object_data))


def _blank(value):
    return None if value in ("", []) else value
