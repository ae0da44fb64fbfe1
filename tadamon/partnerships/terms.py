"""Partnerships by the day: where they stand, which end within two months, of which to remind."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from tadamon.activities.terms import SOON, Due, Terms, known
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.states import STATES, expires_within, last, last_sql, state_sql

BEFORE = (30, 7, 0)  # days before its end, beside the notice agreed on
AHEAD = 730
p = Partnership.__table__.c


def due(days: list[date]) -> Iterator[Due]:
    """What ends: when its notice begins, a month and a week before, and on the day."""
    query = select(Partnership).where(expires_within(p, min(days), AHEAD), Partnership.archived_at.is_(None))
    for row in db.session.scalars(query):
        if any((last(row) - day).days in (row.notice_days, *BEFORE) for day in days):
            yield Due("partnership", row.id, row.office_id, row.unit_id, lambda row=row: _said(row))


def _said(row: Partnership) -> str:
    return _("شراكة رقم %(id)s، تنتهي مدتها في %(day)s", id=number(row.id), day=show_date(last(row)))


known(
    Terms(
        room="partnerships",
        action="partnerships.read",
        columns=p,
        state_sql=state_sql,
        states=STATES,
        heading=lazy("الشراكات اليوم حسب حالتها"),
        label=lazy("الشراكات حسب حالتها"),
        last=last_sql(p),
        ends=lambda: expires_within(p, today(), SOON),
        ending=f"expires-{SOON}",
        tile=lazy("شراكات تنتهي مدتها خلال ٦٠ يومًا"),
        mark=lazy("للتجديد"),
        due=due,
    )
)
