"""The register of certificates as Excel, in the order of the register."""

from collections.abc import Iterator

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.language.digits import number
from tadamon.sessions.certificates.routes import STATES, FilterForm, bp, c, index, narrowed
from tadamon.sessions.hours import show_hours
from tadamon.web.papers import workbook_route
from tadamon.web.sheets import Column

MOST = 50_000


def columns() -> list[Column]:
    return [
        *(Column(_("رقم الشهادة"), 10), Column(_("السنة"), 8), Column(_("تاريخها"), 13), Column(_("الاسم"), 34)),
        *(Column(_("الدفعة"), 44), Column(_("الوحدة"), 32), Column(_("عدد الجلسات"), 10), Column(_("عدد الساعات"), 16)),
        *(Column(_("الحالة"), 10), Column(_("رمز التحقق"), 14)),
    ]


def rows(given: dict) -> Iterator[list | str]:
    offices = Unit.offices()
    query = narrowed(given).add_columns(c.code).order_by(c.number.desc(), c.id.desc()).limit(MOST + 1)
    for place, row in enumerate(db.session.execute(query)):
        if place == MOST:
            yield _("هذه آخر %(many)s شهادة. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))
        else:
            yield _line(row, offices)


def _line(row, offices: dict) -> list:
    said = row.said
    return [
        row.number,
        str(row.year),
        row.dated,
        said["name"],
        said["cohort"],
        offices.get(row.office_id, ""),
        said["sessions"],
        show_hours(said["minutes"]) if said["minutes"] else "",
        str(STATES["revoked" if row.revoked_at else "standing"]),
        row.code,
    ]


workbook_route(
    bp, "cohorts.read", FilterForm, index, lazy("سجل الشهادات"), columns, lambda filters: rows(filters.given)
)
