"""The list of bodies as an Excel file: the same in the same order, one a row, with all their names."""

from collections.abc import Iterator
from itertools import islice

from flask import request
from sqlalchemy import select

from tadamon.access import allow
from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit
from tadamon.directory.countries import countries
from tadamon.directory.organisations import FIELDS_OF_WORK, ORGANISATION_KINDS
from tadamon.directory.phones import show_phone
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import today
from tadamon.language.digits import number, to_reader
from tadamon.organisations import listing
from tadamon.organisations.forms import FilterForm
from tadamon.organisations.routes import bp, index
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


@allow("organisations.read")
def xlsx():
    """The list, narrowed as its address says; a filter that cannot be read is answered by the list itself."""
    filters = FilterForm(formdata=request.args)
    if not filters.validate():
        return index()
    title = _("الجهات")
    return sheets.answer(f"{title} - {today().isoformat()}.xlsx", title, columns(), rows(filters))


# Beside the blueprint's addresses, not under them.
bp.record(lambda state: state.app.add_url_rule("/organisations.xlsx", "organisations.xlsx", xlsx))


def columns() -> list[Column]:
    return [
        Column(_("الاسم"), 44),
        Column(_("أسماء أخرى"), 40),
        Column(_("الاسم بالإنجليزية"), 36),
        Column(_("النوع"), 24),
        Column(_("رقم الإشهار"), 14),
        Column(_("جهة الإشهار"), 32),
        Column(_("الدولة"), 16),
        Column(_("محافظات العمل"), 36),
        Column(_("مجالات العمل"), 36),
        Column(_("الهاتف"), 18),
        Column(_("البريد الإلكتروني"), 28),
        Column(_("الموقع الإلكتروني"), 30),
        Column(_("عنوان المقر"), 36),
        Column(_("الوحدة المعنية بها"), 32),
        Column(_("الحالة"), 16),
    ]


def rows(filters) -> Iterator[list | str]:
    """The first MOST by name; if there are more, a last text says so."""
    units = {unit.id: unit.name for unit in db.session.scalars(select(Unit))}
    kinds = {code: str(words) for code, words in ORGANISATION_KINDS.items()}
    fields = {code: str(words) for code, words in FIELDS_OF_WORK.items()}
    one_by_one = (line for part in listing.every(filters) for line in lines(part, units, kinds, fields))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هذه أول %(many)s جهة بالاسم. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def lines(part: list, units: dict, kinds: dict, fields: dict) -> Iterator[list]:
    ids, comma = [row.id for row in part], _("، ")
    aliases, places, work = (
        listing.grouped(query, ids) for query in (listing.ALIASES, listing.GOVERNORATES, listing.FIELDS)
    )
    for row in part:
        yield [
            row.name_ar,
            comma.join(aliases.get(row.id, ())),
            row.name_en,
            kinds[row.kind],
            to_reader(row.number),
            units.get(row.registered_with_id, ""),
            countries().get(row.country, row.country),
            comma.join(governorate(code) for code in places.get(row.id, ())),
            comma.join(fields[code] for code in work.get(row.id, ())),
            show_phone(row.phone),
            row.email,
            row.website,
            row.address,
            units[row.unit_id],
            _("في الأرشيف") if row.archived_at else _("دُمجت في غيرها") if row.merged_into_id else "",
        ]
