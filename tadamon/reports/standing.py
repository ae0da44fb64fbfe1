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


def reported(record: Report) -> tuple[list[str], list[tuple[str, list[Report]]]]:
    """The directorates that reported nothing on the days of this report, by their governorates; and those that did:
    (its name, its reports).
    """
    if record.office.kind == "directorate":
        return [], []
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
    units = directorates.all()
    silent = [unit.name.rpartition(" — ")[2] for unit in units if unit.id not in found]
    return silent, [(unit.name, found[unit.id]) for unit in units if unit.id in found]
