"""Nurseries by the day: where they stand, which licences end within two months, of what to remind."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from tadamon.activities.terms import Due, Terms, known
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.nurseries.listing import n
from tadamon.nurseries.models import Nursery
from tadamon.nurseries.states import ALERTS, DECIDE, STATES, state_sql


def due(days: list[date]) -> Iterator[Due]:
    """Whose temporary licence ends 60, 30 or 7 days later or on the day, and whose application waits that long."""
    open_ = Nursery.archived_at.is_(None), n.closed_on.is_(None), n.licensed_on.is_(None)
    ends = n.licence_until.in_({day + timedelta(days=left) for day in days for left in (*ALERTS, 0)})
    asked = n.applied_on.in_({day + timedelta(days=left) - DECIDE for day in days for left in (7, 0)})
    waits = asked & n.licence_until.is_(None) & n.refused_on.is_(None)
    for row in db.session.scalars(select(Nursery).where(*open_, ends | waits).order_by(n.id)):
        yield Due("nursery", row.id, row.office_id, row.unit_id, lambda row=row: _said(row))


def _said(row: Nursery) -> str:
    if row.licence_until:
        day = show_date(row.licence_until)
        return _("حضانة رقم %(id)s، ينتهي ترخيصها المؤقت في %(day)s", id=number(row.id), day=day)
    day = show_date(row.applied_on + DECIDE)
    return _("حضانة رقم %(id)s، يُبت في طلبها حتى %(day)s", id=number(row.id), day=day)


known(
    Terms(
        room="nurseries",
        action="nurseries.read",
        columns=n,
        state_sql=state_sql,
        states=STATES,
        heading=lazy("الحضانات اليوم حسب حالتها"),
        label=lazy("الحضانات حسب حالتها"),
        last=n.licence_until,
        ends=lambda: state_sql(n, today()) == "ending",
        ending="ending",
        tile=lazy("تراخيص حضانات مؤقتة تنتهي خلال ٦٠ يومًا"),
        mark=lazy("ينتهي ترخيصها"),
        due=due,
    )
)
