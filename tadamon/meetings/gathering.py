"""Attendance taken together: a pasted list, and "all present except"."""

from flask import flash, redirect, render_template, request, url_for

from tadamon.access import allow, load
from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import PRESENCE, Attendance
from tadamon.directory.linking import link
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.names import name_key
from tadamon.meetings.models import Meeting
from tadamon.meetings.paste import people
from tadamon.meetings.routes import bp
from tadamon.records.base import now
from tadamon.web import drafts, once


@bp.get("/<id:id>/attendance/paste")
@allow("meetings.write")
def paste(id):
    meeting, draft = opened(id), drafts.mine()
    pasted = draft.fields.get("people", [""])[0] if draft else ""
    return render_template("meetings/attendance/paste.html", record=meeting, pasted=pasted, found=None, draft=draft)


@bp.post("/<id:id>/attendance/paste")
@allow("meetings.write")
@drafts.drafted(lazy("لصق قائمة الحضور"))
def add_pasted(id):
    """First shows what was read, then, confirmed, adds whoever is not on the list yet."""
    meeting = opened(id)
    pasted = request.form.get("people", "")
    known = {name_key(row.name) for row in meeting.attendances}
    found = people(pasted)
    fresh = [person for person in found if name_key(person["name"]) not in known]
    if not fresh or "confirmed" not in request.form:
        problem = nothing_new(pasted, found) if not fresh else None
        return render_template(
            "meetings/attendance/paste.html",
            record=meeting,
            pasted=pasted[:200_000],
            found=fresh,
            passed_over=len(found) - len(fresh),
            problem=problem,
            once=once.fresh_key(),
        ), 422 if problem else 200
    last = max((row.position for row in meeting.attendances), default=0)
    rows = [
        Attendance(record=meeting, position=position, presence="present", **person)
        for position, person in enumerate(fresh, last + 1)
    ]
    link(rows)
    db.session.add_all(rows)
    Acquaintance.meet_all(meeting, rows, now())
    drafts.forget()
    db.session.commit()
    flash(ngettext("أُضيف شخص واحد إلى الحضور.", "أُضيف %(num)s أشخاص إلى الحضور.", len(fresh)), "done")
    return redirect(url_for(".show", id=id, _anchor="attendance"), 303)


def nothing_new(pasted: str, found: list) -> str:
    if not pasted.strip():
        return _("الصق القائمة هنا: سطر لكل شخص.")
    if found:
        return _("كل من في هذه القائمة مسجَّل في الحضور بالفعل.")
    return _("لم نجد أسماء في هذا النص. اكتب كل شخص في سطر: الاسم ثم الصفة ثم الجهة.")


@bp.get("/<id:id>/attendance/marks")
@allow("meetings.write")
def marks(id):
    return render_template("meetings/attendance/marks.html", record=opened(id), presence=PRESENCE)


@bp.post("/<id:id>/attendance/marks")
@allow("meetings.write")
def mark(id):
    """Everybody was present except those ticked, who were absent or apologised; guests stay guests."""
    meeting = opened(id)
    except_ids = set(request.form.getlist("except"))
    otherwise = "apologised" if request.form.get("presence") == "apologised" else "absent"
    for row in meeting.attendances:
        if str(row.id) in except_ids:
            row.presence = otherwise
        elif row.presence in ("absent", "apologised"):
            row.presence, row.note = "present", ""
    db.session.commit()
    flash(_("سُجّل الحضور."), "done")
    return redirect(url_for(".show", id=id, _anchor="attendance"), 303)


def opened(id) -> Meeting:
    meeting = load(Meeting, id, to="edit")
    meeting.refuse_if_frozen()
    return meeting
