"""The list of events as an Excel file: the same ones in the same order, one a row."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit
from tadamon.directory.countries import country
from tadamon.events.listing import every, title
from tadamon.events.words import KINDS, OUR_ROLES, STATES
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_range, today
from tadamon.language.digits import number
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


def answer(filters):
    name = _("الفعاليات والتعاون الدولي")
    return sheets.answer(f"{name} - {today().isoformat()}.xlsx", name, columns(), rows(filters))


def columns() -> list[Column]:
    return [
        Column(_("الفعالية"), 50),
        Column(_("النوع"), 20),
        Column(_("التاريخ كما ورد"), 26),
        Column(_("نص التاريخ في المصدر"), 24),
        Column(_("التاريخ المتحقق منه"), 26),
        Column(_("أول يوم"), 13),
        Column(_("الدولة"), 18),
        Column(_("المدينة"), 18),
        Column(_("المكان"), 30),
        Column(_("المحافظة"), 16),
        Column(_("دورنا"), 20),
        Column(_("السلسلة"), 30),
        Column(_("رقمها في السلسلة"), 10),
        Column(_("المحاور"), 36),
        Column(_("الوحدة"), 32),
        Column(_("الحالة"), 18),
        Column(_("سبب عدم الاحتساب"), 36),
        Column(_("أعضاء الوفد"), 10),
        Column(_("المخرجات"), 10),
    ]


def rows(filters) -> Iterator[list | str]:
    """The newest MOST of them; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (each for part in every(filters) for each in _part(*part, units))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s فعالية. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _part(found, axes: dict, delegates: dict, outputs: dict, units: dict) -> Iterator[list]:
    for row in found:
        yield [
            title(row),
            str(KINDS[row.kind]),
            show_range(row.starts_on, row.ends_on, row.date_precision),
            row.reported_date,
            show_range(row.verified_on, row.verified_ends_on, row.verified_precision) if row.verified_on else "",
            row.starts_on,
            country(row.country) if row.country else "",
            row.city,
            row.venue,
            governorate(row.governorate),
            str(OUR_ROLES[row.our_role]) if row.our_role else "",
            row.series,
            row.edition,
            _("، ").join(axis.name for axis in axes.get(row.id, ())),
            units[row.unit_id],
            _("في الأرشيف") if row.archived_at else str(STATES[row.state]),
            row.state_reason,
            delegates.get(row.id, 0),
            outputs.get(row.id, 0),
        ]
