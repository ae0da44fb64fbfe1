"""Who has reported on the days of a report, and who has not yet."""

from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.reports.models import Report


def replaced(record: Report) -> dict[int, Report]:
    """{id of a paragraph: the report that corrects the one it was quoted from}."""
    ids = {each.id for row in record.paragraphs for each in row.records if each.type == "report"}
    query = select(Report).where(Report.corrects_id.in_(ids), Report.state == "approved").order_by(Report.id)
    later = {each.corrects_id: each for each in db.session.scalars(query).unique()} if ids else {}
    return {row.id: later[each.id] for row in record.paragraphs for each in row.records if each.id in later}


def reported(record: Report) -> list[tuple[str, list[Report]]]:
    """(the name of a directorate, its reports that lie in the days of this one), those that reported nothing first."""
    if record.office.kind == "directorate":
        return []
    query = select(Report).where(
        Report.archived_at.is_(None),
        Report.current(),
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
