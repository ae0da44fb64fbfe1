"""The rows that failed as a workbook: exactly those, as they stood, each with its reason beside the cell."""

from tadamon.language import _
from tadamon.language.dates import today
from tadamon.web import sheets
from tadamon.web.imports.models import Import
from tadamon.web.imports.targets import Target
from tadamon.web.sheets import Column
from tadamon.web.workbooks.cells import unpack


def answer(doing: Import, target: type[Target]):
    """The workbook to be saved; it can be mended and brought in as it is."""
    title = _("صفوف لم تُستورد")
    columns, rows = written(doing, target)
    return sheets.answer(f"{title} - {today().isoformat()}.xlsx", title, columns, rows)


def written(doing: Import, target: type[Target]) -> tuple[list[Column], list[list]]:
    """The original number, then the columns of the file, a reason right after each column that has any."""
    failed = doing.rows("error")
    places = {name: int(place) for place, name in doing.columns.items()}
    faulty = {places.get(problem[0], -1) for row in failed for problem in row.problems if problem[3]}
    columns = [Column(_("رقم الصف في الملف"), 10)]
    for place, heading in enumerate(doing.headings):
        columns.append(Column(heading, 24))
        if place in faulty:
            columns.append(Column(_("سبب الخطأ في «%(heading)s»", heading=heading), 44))
    if -1 in faulty:
        columns.append(Column(_("سبب الخطأ في الصف"), 44))
    return columns, [_row(row, len(doing.headings), places, faulty, target) for row in failed]


def _row(row, width: int, places: dict, faulty: set, target: type[Target]) -> list:
    reasons: dict = {}
    for problem in row.problems:
        if problem[3]:
            reasons.setdefault(places.get(problem[0], -1), []).append(target.sentence(problem))
    cells = [*map(unpack, row.cells), *[None] * (width - len(row.cells))]
    values = [row.number]
    for place, cell in enumerate(cells):
        values.append(cell)
        if place in faulty:
            values.append(" ".join(reasons.get(place, ())))
    return values + ([" ".join(reasons.get(-1, ()))] if -1 in faulty else [])
