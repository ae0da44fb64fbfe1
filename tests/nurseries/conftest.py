import pytest

from tadamon.extensions import db
from tadamon.nurseries.models import Nursery
from tadamon.records.history import acting_as


@pytest.fixture
def nursery(app, people):
    """The id of an unlicensed nursery on the ground floor, with forty children."""
    by = people.writer
    with acting_as(people.writer.id):
        record = Nursery(title="حضانة الأمل", village="نجع الطود", unit=by.unit, created_by_id=by.id)
        record.floor, record.children = "ground", 40
        db.session.add(record)
        db.session.commit()
    id = record.id
    db.session.remove()
    return id
