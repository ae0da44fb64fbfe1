"""The acts on a partnership as pages: sign, renew, end, amend; and its signed text."""

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.language import _
from tadamon.partnerships.forms import EndingForm, RenewalForm, SignatureForm
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.routes import bp
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused
from tadamon.web.attaching import FileForm


@bp.get("/<id:id>/signature")
@allow("partnerships.write")
def signing(id):
    record = load(Partnership, id, to="edit")
    return _signing(record, _unsigned(record, SignatureForm(formdata=None)))


@bp.post("/<id:id>/signature")
@allow("partnerships.write")
def sign(id):
    record = load(Partnership, id, to="edit")
    form = _unsigned(record, SignatureForm())
    if not form.validate():
        return _signing(record, form, 422)
    record.sign(by=current_user, ours=form.given("our_signed_on"), theirs=form.given("their_signed_on"))
    db.session.commit()
    return _back(record, _("سُجّل التوقيع، وجُمّد نص الشراكة. أرفق صورة النص الموقّع."))


def _unsigned(record, form):
    """Only the dates that are still missing; a signature is not written twice."""
    if record.our_signed_on and record.their_signed_on:
        raise Refused(_("سُجّل هذا التوقيع من قبل، ولا رجوع فيه."))
    for name in ("our_signed_on", "their_signed_on"):
        if getattr(record, name):
            del form[name]
    return form


def _signing(record, form, status=200):
    return render_template("partnerships/acts/signature.html", record=record, form=form, needs=record.needs()), status


@bp.get("/<id:id>/renewal")
@allow("partnerships.write")
def renewing(id):
    return _act(load(Partnership, id, to="edit"), RenewalForm(formdata=None), "renewal")


@bp.post("/<id:id>/renewal")
@allow("partnerships.write")
def renew(id):
    record, form = load(Partnership, id, to="edit"), RenewalForm()
    if not form.validate():
        return _act(record, form, "renewal", 422)
    record.renew(by=current_user, until=form.until.data, reason=form.reason.data)
    db.session.commit()
    return _back(record, _("سُجّل تجديد الشراكة."))


@bp.get("/<id:id>/ending")
@allow("partnerships.write")
def ending(id):
    return _act(load(Partnership, id, to="edit"), EndingForm(formdata=None), "ending")


@bp.post("/<id:id>/ending")
@allow("partnerships.write")
def end(id):
    record, form = load(Partnership, id, to="edit"), EndingForm()
    if not form.validate():
        return _act(record, form, "ending", 422)
    record.end(by=current_user, on=form.on.data, reason=form.reason.data)
    db.session.commit()
    return _back(record, _("سُجّل إنهاء الشراكة."))


@bp.post("/<id:id>/amendment")
@allow("partnerships.write")
def amend(id):
    record = load(Partnership, id, to="edit")
    new = record.amend(by=current_user)
    db.session.commit()
    return _back(
        new,
        _("هذا تعديل مرتبط بالشراكة الأصلية. غيّر فيه ما يلزم ثم سجّل توقيعه؛ ويبقى الأصل ساريًا حتى ذلك الحين."),
    )


@bp.get("/<id:id>/signed-text")
@allow("partnerships.write")
def attaching(id):
    return render_template("partnerships/acts/signed_text.html", record=_signed(id), form=FileForm(formdata=None))


@bp.post("/<id:id>/signed-text")
@allow("partnerships.write")
def attach(id):
    record, form = _signed(id), FileForm()
    if not form.validate():
        return render_template("partnerships/acts/signed_text.html", record=record, form=form), 422
    scan = Attachment(record=record, purpose="signed")
    form.put(scan)
    db.session.add(scan)
    db.session.commit()
    return _back(record, _("حُفظت صورة النص الموقّع."))


def _signed(id) -> Partnership:
    record = load(Partnership, id, to="edit")
    if not (record.our_signed_on or record.their_signed_on):
        raise Refused(_("يُرفق النص الموقّع بعد تسجيل التوقيع."))
    return record


def _act(record, form, name: str, status=200):
    return render_template(f"partnerships/acts/{name}.html", record=record, form=form), status


def _back(record, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("partnerships.show", id=record.id), 303)
