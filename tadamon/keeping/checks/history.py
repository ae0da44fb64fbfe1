from sqlalchemy import func, select

from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.records.base import Part, Record
from tadamon.records.history import Change


def history(_everything):
    """No record and no part is older than the newest change told of it."""
    own = Change.part.is_(None)
    for id, told, version in db.session.execute(_ahead(Record, Change.record_id == Record.id, own)):
        yield Finding(f"the history of record {id} tells of version {told}, the record is at {version}")
    for model in (mapper.class_ for mapper in db.Model.registry.mappers):
        if issubclass(model, Part):
            told_of = Change.part == model.__tablename__
            for id, told, version in db.session.execute(_ahead(model, Change.part_id == model.id, told_of)):
                yield Finding(f"the history of {model.__tablename__} {id} tells of version {told}, it is at {version}")


def _ahead(model, joined, which):
    """(id, newest version told, its version) of what stands behind its history."""
    table = model.__table__
    return (
        select(table.c.id, func.max(Change.version), table.c.version)
        .select_from(Change)
        .join(table, joined)
        .where(which)
        .group_by(table.c.id, table.c.version)
        .having(func.max(Change.version) > table.c.version)
    )
