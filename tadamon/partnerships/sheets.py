"""The list of partnerships as an Excel file: the same ones in the same order, one a row."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit
from tadamon.activities.participants import COUNT_PRECISIONS
from tadamon.directory.organisations import ORGANISATION_KINDS
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.partnerships import states
from tadamon.partnerships.listing import axes_of, every, places_of, title
from tadamon.partnerships.words import CURRENCIES, KINDS, RENEWALS
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


def answer(filters):
    name = _("الشراكات والبروتوكولات")
    return sheets.answer(f"{name} - {today().isoformat()}.xlsx", name, columns(), rows(filters))


def columns() -> list[Column]:
    return [
        Column(_("الشراكة"), 50),
        Column(_("النوع"), 22),
        Column(_("رقم الاتفاق أو مرجعه"), 16),
        Column(_("الحالة"), 24),
        Column(_("الطرف الشريك"), 40),
        Column(_("نوع الشريك"), 24),
        Column(_("الوحدة"), 32),
        Column(_("المحافظات"), 28),
        Column(_("المحاور"), 36),
        Column(_("توقيعنا"), 16),
        Column(_("توقيع الطرف الشريك"), 16),
        Column(_("البدء"), 16),
        Column(_("الانتهاء"), 16),
        Column(_("آخر يوم"), 13),
        Column(_("التجديد"), 20),
        Column(_("القيمة"), 16),
        Column(_("دقة القيمة"), 12),
        Column(_("العملة"), 14),
        Column(_("المستفيدون"), 36),
        Column(_("التزامات مفتوحة"), 12),
        Column(_("التزامات متأخرة"), 12),
    ]


def rows(filters) -> Iterator[list | str]:
    """The newest MOST of them; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    one_by_one = (each for part in every(filters) for each in _part(*part, units))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أحدث %(many)s شراكة. ضيّق الفترة أو الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _part(found, partners: dict, late: dict, still_open: dict, units: dict) -> Iterator[list]:
    ids, day = [row.id for row in found], today()
    axes, places = axes_of(ids), places_of(ids)
    for row in found:
        them = partners.get(row.id, [])
        kinds = dict.fromkeys(str(ORGANISATION_KINDS[each.organisation.kind]) for each in them if each.organisation)
        yield [
            title(row),
            str(KINDS[row.kind]),
            row.reference,
            _("في الأرشيف") if row.archived_at else states.words(row, day),
            _("، ").join(each.name_now for each in them),
            _("، ").join(kinds),
            units[row.unit_id],
            _("، ").join(map(governorate, places.get(row.id, ()))),
            _("، ").join(axis.name for axis in axes.get(row.id, ())),
            show_date(row.our_signed_on, row.our_signed_precision),
            show_date(row.their_signed_on, row.their_signed_precision),
            show_date(row.starts_on, row.starts_precision),
            show_date(row.ends_on, row.ends_precision) or (_("مفتوحة المدة") if row.open_ended else ""),
            states.present_end(row, day),
            str(RENEWALS[row.renewal]),
            float(row.value) if row.value is not None else None,
            str(COUNT_PRECISIONS[row.value_precision]) if row.value is not None else "",
            str(CURRENCIES[row.currency]) if row.value is not None else "",
            row.beneficiaries,
            still_open.get(row.id, 0),
            late.get(row.id, 0),
        ]
