"""A form of a new record that came of another one: `came_of` names that one, `output` what of it started this."""

from flask import abort, request
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import load_any
from tadamon.activities.sequels import follow
from tadamon.extensions import Base, db
from tadamon.records.base import Record


def came_of() -> dict:
    """{"record", "output"} of the address or the form; {} when none is named. What may not be changed is 403."""
    id = _given("came_of")
    if id is None:
        return {}
    record = load_any(id)
    if not record.editable_by(current_user):
        abort(403)
    return {"record": record, "output": _output(record)}


def tie(new: Record) -> None:
    """Tie the record that was made to the one it came of, if one is named."""
    if earlier := came_of():
        follow(earlier["record"], new, current_user, earlier["output"])


def _output(record: Record) -> int | None:
    outputs, id = Base.metadata.tables["outputs"].c, _given("output")
    standing = (outputs.id == id, outputs.record_id == record.id, outputs.removed_at.is_(None))
    return id and db.session.scalar(select(outputs.id).where(*standing))


def _given(name: str) -> int | None:
    typed = request.values.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 19 else None
