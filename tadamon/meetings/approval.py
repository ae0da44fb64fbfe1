"""Minutes on their way to being official: submitted, returned, approved, signed, corrected, published."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_text
from tadamon.meetings import printing
from tadamon.meetings.forms import ApprovalForm
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import bp
from tadamon.records.base import Refused, now


@bp.get("/<id:id>/submission")
@allow("meetings.write")
def checking(id):
    """The checklist before submitting."""
    meeting = load(Meeting, id, to="edit", options=printing.PRINTED)
    meeting.refuse_if_frozen()
    return render_template("meetings/approval/submission.html", record=meeting, missing=meeting.missing())


@bp.post("/<id:id>/submission")
@allow("meetings.write")
def submit(id):
    meeting = load(Meeting, id, to="edit")
    meeting.submit(by=current_user)
    db.session.commit()
    return back(meeting, _("أُرسل المحضر للاعتماد. لا يُعدَّل ما دام قيد المراجعة، ويمكنك سحبه."))


@bp.post("/<id:id>/withdrawal")
@allow("meetings.write")
def withdraw(id):
    meeting = load(Meeting, id, to="edit")
    meeting.withdraw(by=current_user)
    db.session.commit()
    return back(meeting, _("سُحب المحضر من الاعتماد، ويمكنك تعديله الآن."))


@bp.get("/<id:id>/cancellation")
@allow("meetings.write")
def cancelling(id):
    """The page that asks why it does not take place."""
    meeting = load(Meeting, id, to="edit")
    meeting.refuse_if_frozen()
    return render_template("meetings/approval/cancellation.html", record=meeting, reason="", problem=None)


@bp.post("/<id:id>/cancellation")
@allow("meetings.write")
def cancel(id):
    meeting = load(Meeting, id, to="edit")
    reason = clean_text(request.form.get("reason", ""))[:2000]
    if not reason:
        problem = _("اكتب سبب إلغاء الاجتماع.")
        return render_template("meetings/approval/cancellation.html", record=meeting, reason="", problem=problem), 422
    meeting.cancel(by=current_user, reason=reason)
    db.session.commit()
    return back(meeting, _("أُلغي الاجتماع وبقي سجله مع سبب الإلغاء."))


@bp.post("/<id:id>/cancellation/removal")
@allow("meetings.write")
def reinstate(id):
    meeting = load(Meeting, id, to="edit")
    meeting.reinstate(by=current_user)
    db.session.commit()
    return back(meeting, _("أُعيد الاجتماع، ويمكنك تعديله الآن."))


@bp.get("/<id:id>/approval")
@allow("meetings.approve")
def reviewing(id):
    """The check page of the approver: what is missing, approve or return."""
    meeting = to_approve(id)
    if meeting.state != "submitted":
        raise Refused(_("هذا المحضر ليس قيد المراجعة الآن."))
    return review(meeting, ApprovalForm(formdata=None))


@bp.post("/<id:id>/approval")
@allow("meetings.approve")
def approve(id):
    meeting = to_approve(id)
    form = ApprovalForm()
    if not form.validate():
        return review(meeting, form, 422)
    approval = meeting.approve(by=current_user, freeze=printing.freeze, number=form.number.data, dated=form.dated.data)
    if form.publish.data:
        publish_now(approval)
    db.session.commit()
    printing.keep_pdf(approval)
    return back(
        meeting,
        _("اعتُمد المحضر برقم %(number)s. اطبعه ووقّعه ثم أرفق صورة الأصل الموقّع.", number=approval.words),
    )


@bp.post("/<id:id>/return")
@allow("meetings.approve")
def send_back(id):
    meeting = to_approve(id)
    reason = clean_text(request.form.get("reason", ""))[:2000]
    if not reason:
        return review(meeting, ApprovalForm(formdata=None), 422, _("اكتب سبب الإعادة ليعرف المحرّر ما يستكمله."))
    meeting.send_back(by=current_user, reason=reason)
    db.session.commit()
    return back(meeting, _("أُعيد المحضر إلى محرّره للاستكمال."))


@bp.post("/<id:id>/correction")
@allow("meetings.write")
def correct(id):
    meeting = load(Meeting, id, to="edit")
    if begun := meeting.correction_under_way:
        return back(begun, _("هذا محضر التصحيح الذي بدأ من قبل. أكمله ثم أرسله للاعتماد."))
    new = meeting.correction(by=current_user)
    db.session.commit()
    return back(
        new,
        _(
            "هذا محضر تصحيح للمحضر رقم %(number)s. عدّل فيه ما يلزم ثم أرسله للاعتماد.",
            number=meeting.approval.words,
        ),
    )


@bp.post("/<id:id>/publication")
@allow("meetings.approve")
def publish(id):
    meeting = to_approve(id)
    publish_now(approval_of(meeting))
    db.session.commit()
    return back(meeting, _("نُشر ملخص المحضر في نشرة الوزارة."))


@bp.post("/<id:id>/publication/removal")
@allow("meetings.approve")
def unpublish(id):
    meeting = to_approve(id)
    approval_of(meeting).published_at = None
    db.session.commit()
    return back(meeting, _("سُحب ملخص المحضر من النشرة."))


def to_approve(id) -> Meeting:
    meeting = load(Meeting, id, options=printing.PRINTED)
    if not meeting.approvable_by(current_user):
        abort(403)
    return meeting


def review(meeting, form, status=200, problem=None):
    steps = {"alone": current_user.id in meeting.authors(), "others": meeting.other_approvers(current_user)}
    return render_template(
        "meetings/approval/review.html",
        record=meeting,
        form=form,
        missing=meeting.missing(),
        problem=problem,
        reason=request.form.get("reason", ""),
        **steps,
    ), status


def publish_now(approval: Approval) -> None:
    approval.published_at, approval.published_by_id = now(), current_user.id


def approval_of(meeting) -> Approval:
    if meeting.approval is None:
        raise Refused(_("يُنشر الملخص بعد الاعتماد."))
    return meeting.approval


def back(meeting, sentence: str):
    flash(sentence, "done")
    return redirect(url_for("meetings.show", id=meeting.id), 303)
