"""Who has reported on the days of a report, and who has not yet."""

from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.reports.models import Report


def reported(record: Report) -> list[tuple[str, list[Report]]]:
    """(the name of a directorate, its reports that lie in the days of this one), those that reported nothing first."""
    if record.office.kind == "directorate":
        return []
    query = select(Report).where(
        Report.archived_at.is_(None),
        Report.office_id != record.office_id,
        Report.starts_on >= record.starts_on,
        Report.ends_on <= record.ends_on,
    )
    found: dict[int, list[Report]] = {}
    for each in db.session.scalars(query.order_by(Report.starts_on, Report.id)).unique():
        found.setdefault(each.office_id, []).append(each)
    directorates = db.session.scalars(
        select(Unit).where(Unit.kind == "directorate", Unit.id != record.office_id).order_by(Unit.position, Unit.id)
    )
    rows = [(unit.name, found.get(unit.id, [])) for unit in directorates]
    return sorted(rows, key=lambda row: bool(row[1]))
