from collections import defaultdict

from sqlalchemy import select

from tadamon.approval.approvable import Approvable
from tadamon.approval.models import Approval, Counter
from tadamon.extensions import db
from tadamon.issues.models import Issue
from tadamon.keeping.checks.finding import Finding
from tadamon.records.base import Record
from tadamon.sessions.certificates.models import Certificate


def approvals(_everything):
    yield from _numbers()
    yield from _states()
    unkept = db.session.scalars(select(Approval.record_id).where(Approval.pdf_sha256.is_(None))).all()
    for id in unkept:
        yield Finding(f"the PDF of record {id} was not kept at its approval", fault=False)


def _numbers():
    """No gap and no double up to the counter; beyond it only numbers given by hand."""
    given, by_hand = defaultdict(list), set()
    for unit, kind, year, number, manual in db.session.execute(
        select(Approval.unit_id, Approval.kind, Approval.year, Approval.number, Approval.manual)
    ):
        given[unit, kind, year].append(number)
        if manual:
            by_hand.add((unit, kind, year, number))
    for kind, model in (("issue", Issue), ("certificate", Certificate)):
        for unit, year, number in db.session.execute(select(model.unit_id, model.year, model.number)):
            given[unit, kind, year].append(number)
    counted = {(row.unit_id, row.kind, row.year): row.last for row in db.session.scalars(select(Counter))}
    for (unit, kind, year), numbers in given.items():
        if len(numbers) != len(set(numbers)):
            yield Finding(f"a number of {kind} {year} of unit {unit} was given twice")
        for number in numbers:
            if number > counted.get((unit, kind, year), 0) and (unit, kind, year, number) not in by_hand:
                yield Finding(f"{kind} {number}/{year} of unit {unit} was not taken from its counter")
    for key, last in counted.items():
        for number in sorted(set(range(1, last + 1)) - set(given[key])):
            yield Finding(f"{key[1]} {number}/{key[2]} of unit {key[0]} is missing: nothing bears the number")


def _states():
    """A record is approved exactly when it has an approval, bears its number, and its print was frozen."""
    for model in (mapper.class_ for mapper in db.Model.registry.mappers):
        if not (issubclass(model, Approvable) and issubclass(model, Record)):
            continue
        for id, state, number, approved, year, frozen in db.session.execute(
            select(model.id, model.state, model.number, Approval.number, Approval.year, Approval.snapshot)
            .outerjoin(Approval, Approval.record_id == model.id)
            .where((model.state == "approved") | Approval.record_id.is_not(None))
        ):
            if state != "approved":
                yield Finding(f"record {id} has an approval, but its state is {state}")
            elif approved is None:
                yield Finding(f"record {id} says it is approved, but has no approval")
            elif number != f"{approved}/{year}":
                yield Finding(f"record {id} bears the number {number}, its approval {approved}/{year}")
            elif not frozen:
                yield Finding(f"the frozen print of record {id} is empty")
