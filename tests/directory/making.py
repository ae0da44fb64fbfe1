"""Records of the directory for tests."""

from tadamon.accounts.models import User
from tadamon.directory.organisations import Alias, Organisation
from tadamon.directory.people import Person, Post
from tadamon.extensions import db


def named(by: str, type: str, name: str, aliases=(), posts=(), **values) -> int:
    """The id of a new record; `posts` are columns of a Post; an organisation is an NGO unless it says otherwise."""
    by = User.named(by)
    model, more = (Organisation, {"kind": "ngo"}) if type == "organisation" else (Person, {})
    record = model(name_ar=name, unit=by.unit, created_by_id=by.id, **more | values)
    db.session.add(record)
    db.session.flush()
    for position, alias in enumerate(aliases, 1):
        db.session.add(Alias(record=record, position=position, name=alias))
    for position, post in enumerate(posts, 1):
        db.session.add(Post(record=record, position=position, **post))
    db.session.commit()
    id = record.id
    db.session.rollback()
    return id
