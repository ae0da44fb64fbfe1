"""Who is reminded of what today: three days before, on the day, then every week; one message a person a day.

A message names kinds, numbers and days and leads to the pages: what stands in a record stays behind the sign-in.
"""

from datetime import date, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from tadamon.accounts.models import User
from tadamon.activities.terms import TERMS, Due
from tadamon.extensions import db
from tadamon.followup.finding import standing
from tadamon.followup.models import KINDS, OWED, Outcome
from tadamon.followup.reminding import BEFORE, falls
from tadamon.language import _, ngettext, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.reminders.models import Mail, Round
from tadamon.web.addresses import PAGES

MISSED, MOST = 7, 60


def compose() -> int | None:
    """Add today's messages; how many, or None when they were composed before. The caller commits."""
    day = today()
    since = db.session.scalar(select(func.max(Round.day)))
    try:
        with db.session.begin_nested():
            db.session.add(Round(day=day))
    except IntegrityError:
        return None
    days = [day - timedelta(days=each) for each in range(min((day - since).days, MISSED) if since else 1)]
    owed, ending = due(days), [each for terms in TERMS for each in terms.due(days)]
    made = 0
    for user in readers():
        lines = [row for row in owed if concerns(row, user)]
        terms = [
            row for row in ending if user.office_id == row.office_id and user.unit_id in (row.unit_id, row.office_id)
        ]
        if lines or terms:
            db.session.add(written(user, day, lines, terms))
            made += 1
    return made


def readers() -> list[User]:
    """Those who write, have an address and may sign in."""
    query = select(User).where(User.email != "", User.disabled_at.is_(None), User.role.in_(("writer", "approver")))
    return list(db.session.scalars(query.options(joinedload(User.unit)).order_by(User.id)))


def due(days: list[date]) -> list[Outcome]:
    query = (
        standing(select(Outcome))
        .where(Outcome.state.in_(OWED))
        .where(Outcome.falls_on <= max(days) + timedelta(days=BEFORE))
        .order_by(Outcome.falls_on, Outcome.id)
        .options(joinedload(Outcome.owner_unit), joinedload(Outcome.record))
    )
    return [row for row in db.session.scalars(query) if falls(row.due_on, days) or row.remind_on in days]


def concerns(row: Outcome, user: User) -> bool:
    """The person named, who writes for the unit that answers for it, and the heads of its office.

    What no unit of ours answers for is asked of those who assigned it.
    """
    office = row.owner_office_id or row.office_id
    if office != user.office_id:
        return False
    if user.role == "approver" or row.owner_person == user.full_name:
        return True
    return user.unit_id == (row.owner_unit_id or getattr(row.record, "unit_id", None))


def written(user: User, day: date, lines: list[Outcome], terms: list[Due]) -> Mail:
    with speaking(user.language, user.digits):
        late = sum(row.due_on < day for row in lines)
        many = len(lines) + len(terms)
        subject = ngettext("تذكير: موعد واحد", "تذكير: %(num)s مواعيد", many)
        if late:
            subject += _("، منها %(late)s متأخرة", late=number(late))
        body = [_("هذه المواعيد تنتظرك في نظام تضامن:"), ""]
        body += [_line(row, day) for row in lines[:MOST]]
        body += [_term(row) for row in terms[:MOST]]
        if (more := max(len(lines) - MOST, 0) + max(len(terms) - MOST, 0)) > 0:
            body.append(_("و%(num)s غيرها في صفحة أعمالي.", num=number(more)))
        body += ["", _("أعمالي: %(url)s", url=f"{current_app.config['TADAMON_URL']}/assignments/mine")]
        body += ["", _("هذه رسالة آلية. لإيقافها امسح بريدك من صفحة حسابي.")]
        return Mail(user_id=user.id, day=day, language=user.language, subject=subject, body="\n".join(body))


def _line(row: Outcome, day: date) -> str:
    kind = str(KINDS[row.kind])
    when = show_date(row.due_on)
    said = (
        _("%(kind)s رقم %(id)s، تأخر عن موعده %(day)s", kind=kind, id=number(row.id), day=when)
        if row.due_on and row.due_on < day
        else _("%(kind)s رقم %(id)s، موعده %(day)s", kind=kind, id=number(row.id), day=when)
    )
    return f"- {said}\n  {_address('outcome', row.id)}"


def _term(row: Due) -> str:
    return f"- {row.said()}\n  {_address(row.type, row.id)}"


def _address(type: str, id: int) -> str:
    return f"{current_app.config['TADAMON_URL']}/{PAGES[type].partition('.')[0]}/{id}"
