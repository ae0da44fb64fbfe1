"""The words and facets every outcome is found by, in the order of the register: the day it falls on, then its number."""

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from tadamon.extensions import Key, db
from tadamon.followup import summing
from tadamon.followup.correcting import aside
from tadamon.followup.models import OPEN, OWED, Outcome
from tadamon.language import words
from tadamon.records import search
from tadamon.records.base import Record
from tadamon.records.engines import Shelf


class OutcomeText(db.Model):
    __tablename__ = "outcome_texts"
    place: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    outcome_id: Mapped[int] = mapped_column(Key, ForeignKey("outcomes.id"), unique=True)
    text: Mapped[str] = mapped_column(db.Text)


o = Outcome.__table__.c
OUTCOMES = Shelf(OutcomeText, "outcome_id", "search_index_outcomes")


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
    return query.where(o.removed_at.is_(None), o.shelved_at.is_(None))


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
    shelve(outcomes.values(), held)
    marks = {}
    for id, row in outcomes.items():
        text, found = kept.get(id), facets_of(row, held[row.record_id])
        marks[id] = summing.mark(row, found)
        if row.removed_at:
            if text:
                db.session.delete(text)
            continue
        place, said = search.place(row.falls_on, id), with_words(row, found)
        if text is None:
            db.session.add(OutcomeText(outcome_id=id, place=place, text=said))
        elif (text.place, text.text) != (place, said):
            text.place, text.text = place, said
    summing.write(marks)


def shelve(outcomes, held: dict[int, Record]) -> None:
    """Note with each outcome whether its record was set aside."""
    for row in outcomes:
        at = aside(held[row.record_id])
        if row.shelved_at != at:
            # Not through the session: the outcome was not changed, and the commit goes on already.
            db.session.execute(update(Outcome.__table__).where(o.id == row.id).values(shelved_at=at))
            set_committed_value(row, "shelved_at", at)


def facets_of(row: Outcome, record: Record) -> dict[str, set]:
    """The facets of an outcome of this record."""
    return facets(row, set(record.facets().get("seen", ())), aside(record) is not None)


def with_words(row: Outcome, found: dict[str, set]) -> str:
    """Its facets, its number and its words; nothing of the record, which not all who see it may know."""
    marks = sorted(search.facet(name, value) for name, values in found.items() for value in values)
    said = words.index_text(f"{row.id} {row.text} {row.owner} {row.owner_person}")
    return " ".join((*marks, said)).strip()


search.also.append(write)
