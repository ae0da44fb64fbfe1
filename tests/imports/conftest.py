import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.directory.organisations import Alias, Organisation
from tadamon.extensions import db
from tadamon.language.digits import to_ascii
from tadamon.records.history import acting
from tests.imports.making import xlsx

BASE = "/organisations/imports"


@pytest.fixture
def body(app, people):
    """body("جمعية الأورمان", number="12") → the id of an organisation of Luxor in the directory."""

    writer = people.writer.id

    def made(name, unit="EG-LX", aliases=(), registered=None, **fields):
        token = acting.set(writer)
        units = {each.code: each for each in db.session.scalars(select(Unit))}
        fields = {"kind": "ngo", "created_by_id": writer} | fields
        record = Organisation(name_ar=name, unit=units[unit], **fields)
        record.registered_with_id = units[registered].id if registered else None
        db.session.add(record)
        db.session.flush()
        for position, each in enumerate(aliases, 1):
            db.session.add(Alias(record=record, name=each, position=position))
        db.session.commit()
        acting.reset(token)
        id = record.id
        db.session.remove()
        return id

    return made


@pytest.fixture
def bring(app):
    """bring(person, rows…) uploads them as a workbook; the address of the import's page."""

    def brought(person, *rows, file=None, name="جهات.xlsx"):
        answer = person.post(BASE, {"file": (file or xlsx(*rows), name)})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer.location

    return brought


@pytest.fixture
def confirm():
    def confirmed(person, address):
        return person.send(person.get(address).page.form(f"{address}/completion"))

    return confirmed


@pytest.fixture
def named(app):
    """named("…") → the Organisation of that Arabic name, or None."""

    def found(name):
        db.session.rollback()
        return db.session.scalar(select(Organisation).where(Organisation.name_ar == name))

    return found


def counts(page) -> dict:
    """{what a tile says: its number, in 0-9}."""
    tiles = [each for each in page.root if "tile" in each.get("class").split()]
    return {each.text[len(each.all("b")[0].text) :].strip(): int(to_ascii(each.all("b")[0].text)) for each in tiles}
