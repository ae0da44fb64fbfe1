"""The bodies at a meeting: their rows, a pasted list, and which of those invited attended."""

from flask import flash, redirect, render_template, request, url_for

from tadamon.access import allow, load
from tadamon.activities.counting import told
from tadamon.activities.forms import ParticipantForm
from tadamon.activities.participants import PARTICIPATION, Participant
from tadamon.activities.rows import NamedRows
from tadamon.directory.linking import Known, link
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.names import name_key
from tadamon.meetings.gathering import opened
from tadamon.meetings.models import Meeting
from tadamon.meetings.paste import bodies
from tadamon.meetings.routes import LISTS, bp
from tadamon.web import drafts
from tadamon.web.answers import fragment_or_page, wants_fragment


class ParticipantRows(NamedRows):
    keep_adding = in_table = True
    columns = 5

    def put(self, row, form) -> None:
        super().put(row, form)
        with db.session.no_autoflush:
            row.find_place()


LISTS.participants = ParticipantRows(
    bp,
    "participants",
    owner=Meeting,
    model=Participant,
    form=ParticipantForm,
    action="meetings.write",
    folder="meetings/participants",
    heading=lazy("الجهات المشاركة"),
)


@bp.get("/<id:id>/participants/counts")
@allow("meetings.read")
def counts(id):
    """How many there are, for the sheet to refresh after a row was saved."""
    meeting = load(Meeting, id)
    if not wants_fragment():
        return redirect(back(id), 303)
    return fragment_or_page("meetings/participants/_counts.html", record=meeting, counted=told(meeting.participants))


@bp.get("/<id:id>/participants/paste")
@allow("meetings.write")
def paste_bodies(id):
    meeting, draft = opened(id), drafts.mine()
    pasted = draft.fields.get("bodies", [""])[0] if draft else ""
    return pasting(meeting, pasted, draft=draft)


@bp.post("/<id:id>/participants/paste")
@allow("meetings.write")
@drafts.drafted(lazy("لصق قائمة الجهات"))
def add_pasted_bodies(id):
    """First shows what was read and what of it the directory knows, then, confirmed, adds what is not listed yet."""
    meeting = opened(id)
    pasted = request.form.get("bodies", "")
    role = request.form.get("role", "attended")
    listed = {name_key(row.name) for row in meeting.participants}
    found = bodies(pasted)
    fresh = [each for each in found if name_key(each["name"]) not in listed]
    if role not in PARTICIPATION:
        return pasting(meeting, pasted, problem=_("اختر «%(label)s» من القائمة.", label=_("المشاركة")))
    if not fresh:
        return pasting(meeting, pasted, role, problem=nothing_new(pasted, found))
    last = max((row.position for row in meeting.participants), default=0)
    rows = [
        Participant(position=position, role=role, precision="exactly", **each)
        for position, each in enumerate(fresh, last + 1)
    ]
    if "confirmed" not in request.form:
        return pasting(meeting, pasted, role, found=rows, known=Known(rows), passed_over=len(found) - len(fresh))
    link(rows)
    for row in rows:
        row.find_place()
        row.record = meeting
    db.session.add_all(rows)
    drafts.forget()
    db.session.commit()
    flash(ngettext("أُضيفت جهة واحدة.", "أُضيفت %(num)s جهات.", len(rows)), "done")
    return redirect(back(id), 303)


def pasting(meeting, pasted: str, role: str = "attended", problem=None, **more):
    return render_template(
        "meetings/participants/paste.html",
        record=meeting,
        pasted=pasted[:200_000],
        role=role,
        roles=PARTICIPATION,
        problem=problem,
        **more,
    ), 422 if problem else 200


def nothing_new(pasted: str, found: list) -> str:
    if not pasted.strip():
        return _("الصق القائمة هنا: سطر لكل جهة.")
    if found:
        return _("كل الجهات في هذه القائمة مسجَّلة بالفعل.")
    return _("لم نجد أسماء في هذا النص. اكتب كل جهة في سطر: الاسم ثم المحافظة.")


@bp.get("/<id:id>/participants/marks")
@allow("meetings.write")
def body_marks(id):
    return render_template("meetings/participants/marks.html", record=opened(id), roles=PARTICIPATION)


@bp.post("/<id:id>/participants/marks")
@allow("meetings.write")
def mark_bodies(id):
    """Those ticked attended; of the others, who was to come did not, or apologised. Groups stay as they are."""
    meeting = opened(id)
    came = set(request.form.getlist("came"))
    otherwise = "apologised" if request.form.get("role") == "apologised" else "absent"
    for row in meeting.participants:
        if row.count:
            continue
        if str(row.id) in came:
            row.role = "attended"
        elif row.role in ("attended", "invited"):
            row.role = otherwise
    db.session.commit()
    flash(_("سُجّل حضور الجهات."), "done")
    return redirect(back(id), 303)


def back(id: int) -> str:
    return url_for(".show", id=id, _anchor="participants")
