import pytest
from sqlalchemy import select

from tadamon.accounts.acts import Act
from tadamon.extensions import db


@pytest.fixture
def acts(app):
    """acts() → [(action, subject, name of who did it)], oldest first."""

    def read():
        db.session.rollback()
        rows = db.session.scalars(select(Act).order_by(Act.id)).unique().all()
        found = [(row.action, row.subject, row.by.username if row.by else None) for row in rows]
        db.session.rollback()
        return found

    return read
