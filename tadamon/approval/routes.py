from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select

from tadamon.access import allow, sees
from tadamon.approval import papers
from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.language.digits import to_ascii

bp = Blueprint("approval", __name__, template_folder="templates")
also: list = []  # functions from a code to the page about another kind of paper that carries it, or None


@bp.get("/verify")
@allow("open")
def find():
    """A code typed from paper."""
    code = clean(request.args.get("code", ""))
    if code:
        return redirect(url_for(".verify", code=code), 303)
    return render_template("approval/verify.html", approval=None, code="", title=None), 200


@bp.get("/verify/<code>")
@allow("open")
def verify(code):
    """Whether number, date and hash match the paper; the title only for who may see the record."""
    approval = db.session.scalar(select(Approval).where(Approval.code == clean(code)))
    if approval is None:
        for other in also:
            if page := other(clean(code)):
                return page
        return render_template("approval/verify.html", approval=None, code=clean(code), title=None), 404
    record = approval.record
    papers.look(approval)
    return render_template(
        "approval/verify.html",
        approval=approval,
        code=approval.code,
        title=record.title if sees(record) else None,
        url=f"/{approval.kind}s/{record.id}",
        corrected_by=record.corrected_by,
        corrects=record.corrects,
    )


def clean(code: str) -> str:
    return "".join(letter for letter in to_ascii(code[:40]).upper() if letter.isalnum() and letter.isascii())[:12]
