"""The printed minutes and the one-page summary: a page for the browser, and the same page as a PDF."""

from flask import abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.access import allow, load
from tadamon.activities.counting import told
from tadamon.activities.reading import read_lists
from tadamon.approval import papers
from tadamon.approval.models import Recipient
from tadamon.extensions import db
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _, lazy, reader, speaking
from tadamon.language.dates import show_time
from tadamon.language.digits import number
from tadamon.language.reading import LANGUAGES
from tadamon.meetings.fitting import fitted
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.meetings.routes import SHEET, bp
from tadamon.web import printing

FORMS = {"minutes": lazy("محضر الاجتماع"), "summary": lazy("ملخص الاجتماع")}
PRINTED = (*SHEET, selectinload(Meeting.outcomes).joinedload(Outcome.owner_unit))
PRESENT = ("present", "deputising", "guest")


@bp.get("/<id:id>/print")
@allow("meetings.read")
def printed(id):
    form, language = asked()
    meeting = load(Meeting, id, options=PRINTED)
    with speaking(language, current_user.digits):
        return paper(meeting, form) if meeting.approval is None else frozen_paper(meeting, form)


@bp.get("/<id:id>.pdf")
@allow("meetings.read")
def pdf(id):
    form, language = asked()
    meeting = load(Meeting, id, options=PRINTED)
    approval = meeting.approval
    if approval and form == "minutes" and language == "ar" and not meeting.corrected_by:
        return papers.shown(approval, official_name(meeting), "meetings")
    with speaking(language, current_user.digits):
        html = frozen_paper(meeting, form, pdf=True) if approval else paper(meeting, form, pdf=True)
        name = f"{FORMS[form]} - {title(meeting)}.pdf"
    return printing.answer(html, name, url_for(".printed", id=id, form=form, lang=language))


def official_name(record: Meeting) -> str:
    return f"{FORMS['minutes']} {record.approval.number}-{record.approval.year}.pdf"


def freeze(record: Meeting, approval) -> dict[str, str]:
    """{"minutes/ar-arab": HTML, …}: every print of the record in every language, as it stands now."""
    frozen = {}
    for language, digits in (("ar", "arab"), ("ar", "latn"), ("en", "latn")):
        with speaking(language, digits):
            for form in FORMS:
                frozen[f"{form}/{language}-{digits}"] = paper(record, form, pdf=True, approval=approval)
    return frozen


def frozen_paper(record: Meeting, form: str, pdf: bool = False) -> str:
    """The frozen print, with what became known later: the correction, and who gets a copy."""
    who = reader()
    html = record.approval.snapshot[f"{form}/{who.language}-{who.digits}"]
    classes, body = printing.kept(html)
    later = {
        "corrected_by": record.corrected_by,
        "copies": comma().join(
            db.session.scalars(
                select(Recipient.name)
                .where(Recipient.record_id == record.id, Recipient.removed_at.is_(None))
                .order_by(Recipient.position)
            )
        ),
    }
    return render_template(
        "meetings/print/frozen.html",
        record=record,
        form=form,
        pdf=pdf,
        names=FORMS,
        title=title(record),
        classes=classes,
        body=body,
        **later,
    )


def asked() -> tuple[str, str]:
    """The document and the language the address asks for; anything unknown is no page of ours."""
    form = request.args.get("form", "minutes")
    language = request.args.get("lang", reader().language)
    if form not in FORMS or language not in LANGUAGES:
        abort(404)
    return form, language


def paper(record: Meeting, form: str, pdf: bool = False, approval=None) -> str:
    """The document as HTML, in the present reader's language."""
    context = print_context(record)
    if form == "summary":
        context |= fitted(record, [row for _name, row in context["outcomes"]], context["bodies_counted"])
    proof = approval and {"approval": approval, "qr": printing.qr(papers.address(approval))}
    return render_template(f"meetings/print/{form}.html", form=form, pdf=pdf, **context, **(proof or {}))


def print_context(record: Meeting) -> dict:
    """What both documents need: the record, who came, and every outcome with its name («قرار ١»)."""
    read_lists(record, items=AgendaItem)
    rows = record.attendances
    shown = record.shown_to(current_user, record.outcomes)
    return {
        "record": record,
        "title": title(record),
        "names": FORMS,
        "earlier": record.earlier_for(current_user),
        "corrects": record.corrects,
        "present": [row for row in rows if row.presence in PRESENT],
        "away": [row for row in rows if row.presence not in PRESENT],
        "counts": counts(rows),
        "invited": record.invited_words,
        "outcomes": [(f"{OUTCOME_KINDS[row.kind]} {number(n)}", row) for n, row in record.numbered() if row in shown],
        "bodies": record.participants,
        "bodies_counted": told(record.participants),
        "ordinals": ordinals(),
        "clock": show_time,
    }


def title(record: Meeting) -> str:
    return (reader().language == "en" and record.title_en) or record.title


def counts(rows) -> str:
    """«الحاضرون في القائمة: ٥٨، المعتذرون: ٢، الغائبون: ١»; a row may stand for a group, so no persons are counted."""
    here = sum(row.presence in PRESENT for row in rows)
    sorry, gone = (sum(row.presence == each for row in rows) for each in ("apologised", "absent"))
    said = [_("الحاضرون في القائمة: %(num)s", num=reader().number(here))]
    if sorry:
        said.append(_("المعتذرون: %(num)s", num=reader().number(sorry)))
    if gone:
        said.append(_("الغائبون: %(num)s", num=reader().number(gone)))
    return comma().join(said) + "."


def comma() -> str:
    return _("، ")


def ordinals() -> list[str]:
    return [_("أولًا"), _("ثانيًا"), _("ثالثًا"), _("رابعًا"), _("خامسًا")]
