"""The list of issues as an Excel file: the same ones in the same order, one a row; nothing of the citizens."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.extensions import db
from tadamon.issues.listing import every, late, number_words
from tadamon.issues.referrals import Referral
from tadamon.issues.routes import category_names, state_words
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


def answer(filters):
    name = _("موضوعات المواطنين")
    return sheets.answer(f"{name} - {today().isoformat()}.xlsx", name, columns(), rows(filters))


def columns() -> list[Column]:
    return [
        Column(_("الرقم"), 10),
        Column(_("الموضوع"), 50),
        Column(_("الفئة"), 28),
        Column(_("الحالة"), 20),
        Column(_("متأخر"), 8),
        Column(_("طُرح في"), 16),
        Column(_("موعد الرد"), 13),
        Column(_("تاريخ الرد"), 13),
        Column(_("أيام انتظار المواطن"), 10),
        Column(_("عدد من طرحوه"), 10),
        Column(_("دقة العدد"), 12),
        Column(_("الوحدة المسجِّلة"), 32),
        Column(_("الإدارة"), 28),
        Column(_("محال إلى"), 32),
        Column(_("التفاصيل"), 40),
        Column(_("الرد"), 40),
    ]


def rows(filters) -> Iterator[list | str]:
    """The newest MOST of them; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (each for part in every(filters) for each in _part(part, units, category_names()))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s موضوع. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _part(found, units: dict, categories: dict) -> Iterator[list]:
    sent = referred([row.id for row in found])
    for row in found:
        yield [
            number_words(row),
            row.subject,
            categories[row.category_id],
            _("في الأرشيف") if row.archived_at else state_words(row),
            _("نعم") if late(row) else "",
            show_date(row.raised_on, row.raised_precision),
            row.due_on,
            row.replied_on,
            row.paused_days or None,
            row.people_count,
            str(COUNT_PRECISIONS[row.people_precision]) if row.people_count else "",
            units[row.unit_id],
            units.get(row.administration_id, ""),
            _("، ").join(sent.get(row.id, ())),
            row.details,
            row.reply,
        ]


def referred(ids: list[int]) -> dict[int, list[str]]:
    found: dict = {}
    query = select(Referral.record_id, Referral.body).where(Referral.record_id.in_(ids), Referral.removed_at.is_(None))
    for id, body in db.session.execute(query.order_by(Referral.id)):
        found.setdefault(id, []).append(body)
    return found
