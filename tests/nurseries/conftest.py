import pytest

from tadamon.extensions import db
from tadamon.nurseries.models import Nursery
from tadamon.records.history import acting


@pytest.fixture
def nursery(app, people):
    """The id of an unlicensed nursery on the ground floor, with forty children."""
    token, by = acting.set(people.writer.id), people.writer
    record = Nursery(title="حضانة الأمل", village="نجع الطود", unit=by.unit, created_by_id=by.id)
    record.floor, record.children = "ground", 40
    db.session.add(record)
    db.session.commit()
    acting.reset(token)
    id = record.id
    db.session.remove()
    return id
