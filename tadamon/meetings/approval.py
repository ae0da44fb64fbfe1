"""The approval of minutes: its steps are those of every record; and what minutes alone have, cancelled or published."""

from flask import render_template, request
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.approval.models import Approval
from tadamon.approval.steps import Approving, approval_routes
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_text
from tadamon.meetings import printing
from tadamon.meetings.forms import ApprovalForm
from tadamon.meetings.models import Meeting
from tadamon.meetings.routes import bp
from tadamon.records.base import Refused

MINUTES = Approving(Meeting, printing.freeze, printing.official_name, printing.PRINTED, ApprovalForm)
approval_routes(bp, MINUTES)


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
    return MINUTES.back(meeting, _("أُلغي الاجتماع وبقي سجله مع سبب الإلغاء."))


@bp.post("/<id:id>/cancellation/removal")
@allow("meetings.write")
def reinstate(id):
    meeting = load(Meeting, id, to="edit")
    meeting.reinstate(by=current_user)
    db.session.commit()
    return MINUTES.back(meeting, _("أُعيد الاجتماع، ويمكنك تعديله الآن."))


@bp.post("/<id:id>/publication")
@allow("meetings.approve")
def publish(id):
    meeting = MINUTES.to_approve(id)
    approval_of(meeting).publish(by=current_user)
    db.session.commit()
    return MINUTES.back(meeting, _("نُشر ملخص المحضر في نشرة الوزارة."))


@bp.post("/<id:id>/publication/removal")
@allow("meetings.approve")
def unpublish(id):
    meeting = MINUTES.to_approve(id)
    approval_of(meeting).published_at = None
    db.session.commit()
    return MINUTES.back(meeting, _("سُحب ملخص المحضر من النشرة."))


def approval_of(meeting) -> Approval:
    if meeting.approval is None:
        raise Refused(_("يُنشر الملخص بعد الاعتماد."))
    return meeting.approval
