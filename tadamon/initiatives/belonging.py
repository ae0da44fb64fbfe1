"""What of every room belongs to an initiative, on one time line, as far as the reader may see it."""

from dataclasses import dataclass
from datetime import date

from flask_login import current_user
from sqlalchemy import inspect, select
from sqlalchemy.orm import InstrumentedAttribute

from tadamon.directory.initiatives import record_initiatives
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import in_cairo, show_date
from tadamon.records.base import Record
from tadamon.web.addresses import PAGES, page_of
from tadamon.web.navigation import room_name

MOST = 300


@dataclass(frozen=True)
class Entry:
    on: date
    id: int
    when: str
    title: str
    kind: str
    url: str
    state: str = ""


def belonging(initiative, most: int = MOST) -> tuple[list[Entry], bool]:
    """(the newest records of any kind that belong to it, whether there are more); one statement for each kind."""
    tied = select(record_initiatives.c.record_id).where(record_initiatives.c.initiative_id == initiative.id)
    types = db.session.scalars(select(Record.type).where(Record.id.in_(tied)).distinct())
    known, found = inspect(Record).polymorphic_map, []
    for type in sorted(set(types) & set(PAGES)):
        found += [_entry(record) for record in _seen(known[type].class_, tied, most + 1)]
    found.sort(key=lambda entry: (entry.on, entry.id), reverse=True)
    return found[:most], len(found) > most


def _seen(model, tied, most: int) -> list:
    query = select(model).where(model.id.in_(tied), model.visible_to(current_user))
    if hasattr(model, "archived_at"):
        query = query.where(model.archived_at.is_(None))
    day = next(filter(_is_column, (model.listed_on, getattr(model, "starts_on", None))), model.id)
    return list(db.session.scalars(query.order_by(day.desc(), model.id.desc()).limit(most)).unique())


def _is_column(attribute) -> bool:
    return isinstance(attribute, InstrumentedAttribute)


def _said(record, on: date) -> str:
    """Its day in lists; where that is only the day it was written down, it says so."""
    written = in_cairo(record.created_at).date()
    return _("سُجّل في %(day)s", day=show_date(on)) if on == written else show_date(on)


def _entry(record) -> Entry:
    on = record.listed_on
    return Entry(
        on,
        record.id,
        getattr(record, "when", None) or _said(record, on),
        getattr(record, "name", None) or record.label(),
        getattr(record, "kind_name", None) or str(room_name(PAGES[record.type])),
        page_of(record.type, record.id),
        getattr(record, "state_words", "") or "",
    )
