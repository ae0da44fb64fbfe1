"""The acts on an issue as pages: answer, refer, wait, resume, reopen; and what a body did with a referral."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from tadamon.access import allow, load
from tadamon.extensions import db
from tadamon.issues.forms import (
    AcceptanceForm,
    AnswerForm,
    CompletionForm,
    RecallForm,
    ReferralForm,
    RefusalForm,
    ReopeningForm,
    ResumptionForm,
    WaitingForm,
)
from tadamon.issues.models import Issue
from tadamon.issues.referrals import Referral
from tadamon.issues.routes import bp
from tadamon.language import lazy
from tadamon.language.dates import today
from tadamon.web import drafts


@dataclass(frozen=True)
class Doing:
    """One act: its form, what its page says, and what it does with (record, by, form[, referral])."""

    noun: str
    form: type
    heading: object
    lead: object
    button: object
    said: object
    do: Callable


OF_THE_ISSUE = (
    Doing(
        "answer",
        AnswerForm,
        lazy("الرد على المواطن"),
        lazy("يتوقف حساب المدة بتاريخ الرد، ويبقى نص الرد في السجل."),
        lazy("سجّل الرد"),
        lazy("سُجّل الرد على المواطن."),
        lambda record, by, form: record.answer(by, form.reply.data, form.on.data, form.there.data),
    ),
    Doing(
        "referral",
        ReferralForm,
        lazy("إحالة الموضوع"),
        lazy("تبقى المدة محسوبة على الرد على المواطن، لا على الإحالة."),
        lazy("أحِل الموضوع"),
        lazy("أُحيل الموضوع."),
        lambda record, by, form: record.refer(by, form.body.data, form.on.data, form.note.data),
    ),
    Doing(
        "waiting",
        WaitingForm,
        lazy("بانتظار المواطن"),
        lazy("يتوقف حساب المدة من هذا التاريخ إلى أن يقدّم المواطن المطلوب."),
        lazy("أوقف المدة"),
        lazy("أُوقف حساب المدة بانتظار المواطن."),
        lambda record, by, form: record.wait(by, form.on.data, form.note.data),
    ),
    Doing(
        "resumption",
        ResumptionForm,
        lazy("استئناف المدة"),
        lazy("تُضاف أيام الانتظار إلى موعد الرد."),
        lazy("استأنف المدة"),
        lazy("استُؤنف حساب المدة."),
        lambda record, by, form: record.resume(by, form.on.data, form.note.data),
    ),
    Doing(
        "reopening",
        ReopeningForm,
        lazy("إعادة فتح الموضوع"),
        lazy("يعود الموضوع مفتوحًا، ويُحسب موعد الرد كأنه لم يُغلق."),
        lazy("أعد فتح الموضوع"),
        lazy("أُعيد فتح الموضوع."),
        lambda record, by, form: record.reopen(by, form.on.data, form.note.data),
    ),
)


def settle(state: str) -> Callable:
    return lambda record, by, form, row: record.settle(row, by, state, form.on.data, form.note.data)


OF_A_REFERRAL = (
    Doing(
        "acceptance",
        AcceptanceForm,
        lazy("قبول الإحالة"),
        lazy("قبلت الجهة دراسة الموضوع، ولم تنجزه بعد."),
        lazy("سجّل القبول"),
        lazy("سُجّل قبول الجهة."),
        settle("accepted"),
    ),
    Doing(
        "refusal",
        RefusalForm,
        lazy("اعتذار الجهة"),
        lazy("يعود الموضوع إليك لإحالته إلى غيرها أو للرد على المواطن."),
        lazy("سجّل الاعتذار"),
        lazy("سُجّل اعتذار الجهة."),
        settle("refused"),
    ),
    Doing(
        "completion",
        CompletionForm,
        lazy("إنجاز الموضوع"),
        lazy("أنجزت الجهة المطلوب. بقي الرد على المواطن."),
        lazy("سجّل الإنجاز"),
        lazy("سُجّل إنجاز الجهة. بقي الرد على المواطن."),
        settle("done"),
    ),
    Doing(
        "recall",
        RecallForm,
        lazy("استرداد الإحالة"),
        lazy("تُغلق الإحالة ويعود الموضوع إليك."),
        lazy("استرد الإحالة"),
        lazy("استُردت الإحالة."),
        settle("recalled"),
    ),
)


def opened(id: int, row_id: int | None = None):
    """The issue, and the referral when it is about one, as the person may act on them."""
    if row_id is None:
        return load(Issue, id, to="edit"), None
    record, row = load(Issue, id), db.session.get(Referral, row_id)
    if row is None or row.record_id != id or row.removed_at:
        abort(404)
    if not record.answered_for_by(current_user, row):
        abort(403)
    return record, row


def add(doing: Doing, of_a_referral: bool) -> None:
    rule = f"/<id:id>/referrals/<id:row_id>/{doing.noun}" if of_a_referral else f"/<id:id>/{doing.noun}"

    def page(record, row, form, status=200, draft=None):
        action = url_for(f".{doing.noun}", id=record.id, **({"row_id": row.id} if row else {}))
        return render_template(
            "issues/acts/act.html", record=record, row=row, form=form, doing=doing, action=action, draft=draft
        ), status

    def ask(id, row_id=None):
        record, row = opened(id, row_id)
        record.refuse_if_frozen()
        form = doing.form(formdata=None, data={"on": today()})
        return page(record, row, form, draft=drafts.offered(form))

    def act(id, row_id=None):
        record, row = opened(id, row_id)
        form = doing.form()
        if "on" not in form.data or form.on.raw_data in (None, []):
            form.on.data = today()
        if not form.validate():
            return page(record, row, form, 422)
        doing.do(record, current_user, form, *([row] if row else []))
        drafts.forget()
        db.session.commit()
        flash(str(doing.said), "done")
        return redirect(url_for(".show", id=id), 303)

    view = drafts.drafted(doing.heading)(allow("issues.write")(act))
    bp.add_url_rule(rule, f"ask_{doing.noun}", allow("issues.write")(ask), methods=["GET"])
    bp.add_url_rule(rule, doing.noun, view, methods=["POST"])


for each in OF_THE_ISSUE:
    add(each, of_a_referral=False)
for each in OF_A_REFERRAL:
    add(each, of_a_referral=True)
