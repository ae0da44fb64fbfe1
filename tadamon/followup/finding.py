"""The words and facets every outcome is found by, in the order of the register: the day it falls on, then its number."""

from functools import cache

from sqlalchemy import ForeignKey, Table, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.followup.models import OPEN, OWED, Outcome
from tadamon.language import words
from tadamon.records import search
from tadamon.records.base import Record


class OutcomeText(db.Model):
    __tablename__ = "outcome_texts"
    place: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    outcome_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"), unique=True)
    text: Mapped[str] = mapped_column(db.Text)


o = Outcome.__table__.c
OUTCOMES = search.Shelf(OutcomeText, "outcome_id", "search_index_outcomes")


def having(facets: dict, typed: str | list = "", first=None, end=None):
    """The outcomes that hold every facet {name: value} and every word; None when there are words but none to look for."""
    if typed and isinstance(typed, str) and not words.terms(typed):
        return None
    return search.having(facets, typed, first, end, OUTCOMES)


def facets(row: Outcome, seen: set, archived: bool) -> dict[str, set]:
    """`seen`: the offices that see its record. What an office was assigned is between it and who gave it."""
    mine = {row.office_id, row.owner_office_id}
    return {
        "seen": {each for each in (mine if row.kind == "assignment" else mine | seen) if each},
        "kind": {row.kind},
        "office": {row.office_id} - {None},
        "owner": {row.owner_unit_id, row.owner_office_id} - {None},
        "priority": {row.priority},
        "state": {"archived"}
        if archived
        else {
            "standing",
            row.state,
            *(["still-open"] if row.state in OPEN else []),
            *(["owed"] if row.state in OWED else []),
        },
    }


def standing(query):
    """Of what was neither removed nor set aside with its record."""
    query = query.where(o.removed_at.is_(None))
    for table in shelves():
        gone = select(1).where(table.c.id == o.record_id, table.c.archived_at.is_not(None))
        query = query.where(~gone.exists())
    return query


@cache
def shelves() -> list[Table]:
    """The tables that say what was set aside, of the kinds of record that list outcomes: each is asked for every row."""
    mappers = [each for each in inspect(Record).self_and_descendants if "archived_at" in each.columns]
    holders = [each for each in mappers if any(listed.mapper.class_ is Outcome for listed in each.relationships)]
    return sorted({each.columns["archived_at"].table for each in holders}, key=lambda table: table.name)


def write(records: list[Record]) -> None:
    """The search rows of all outcomes of these records; of what was removed there is none."""
    held = {record.id: record for record in records}
    outcomes = {row.id: row for row in db.session.scalars(select(Outcome).where(Outcome.record_id.in_(held)))}
    if not outcomes:
        return
    kept = {
        row.outcome_id: row
        for row in db.session.scalars(select(OutcomeText).where(OutcomeText.outcome_id.in_(outcomes)))
    }
    for id, row in outcomes.items():
        text, record = kept.get(id), held[row.record_id]
        if row.removed_at:
            if text:
                db.session.delete(text)
            continue
        seen, archived = set(record.facets().get("seen", ())), bool(getattr(record, "archived_at", None))
        place, said = search.place(row.falls_on, id), fresh_text(row, seen, archived)
        if text is None:
            db.session.add(OutcomeText(outcome_id=id, place=place, text=said))
        elif (text.place, text.text) != (place, said):
            text.place, text.text = place, said


def fresh_text(row: Outcome, seen: set, archived: bool) -> str:
    """Its facets, its number and its words; nothing of the record, which not all who see it may know."""
    marks = sorted(
        search.facet(name, value) for name, values in facets(row, seen, archived).items() for value in values
    )
    said = words.index_text(f"{row.id} {row.text} {row.owner} {row.owner_person}")
    return " ".join((*marks, said)).strip()


search.also.append(write)
