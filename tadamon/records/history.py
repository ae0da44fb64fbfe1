"""Who changed what, when, before → after: written by the flush itself, so nothing is forgotten.

A model lists what it tells in `audited = {attribute: Told(label, show)}`. Values are kept as
plain JSON; `show` turns one into words when the history is read.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import JSON, ForeignKey, Index, event, insert, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from tadamon.extensions import Key, db
from tadamon.language import _
from tadamon.records.base import Part, Record, now
from tadamon.records.transactions import writes

acting: ContextVar[int | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(user_id: int | None):
    """Whatever is written within is written in this person's name."""
    token = acting.set(user_id)
    try:
        yield
    finally:
        acting.reset(token)


@dataclass(frozen=True)
class Told:
    label: object
    show: Callable = str


class Change(db.Model):
    """One act on a record or on one of its parts."""

    __tablename__ = "changes"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    record_id: Mapped[int] = mapped_column(Key, ForeignKey("records.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(db.String(20))
    part: Mapped[str | None] = mapped_column(db.String(40))
    part_id: Mapped[int | None] = mapped_column(Key)
    label: Mapped[str] = mapped_column(db.String(200))
    version: Mapped[int]
    diff: Mapped[dict] = mapped_column(JSON)
    by = relationship("User")
    record: Mapped[Record] = relationship()
    __table_args__ = (Index("ix_changes_record_id_id", "record_id", "id"),)

    @property
    def model(self) -> type:
        """The class this act was on."""
        table = self.part or self.record.__tablename__
        return next(m.class_ for m in db.Model.registry.mappers if m.local_table.name == table)

    @property
    def sentence(self) -> str:
        """What was done, to follow the name of who did it, a noun in Arabic: «تعديل «المناقشة» في: …»."""
        fields = _("، ").join(label for label, _before, _after in self.told)
        on = _("«%(label)s»", label=self.label.replace("«", "“").replace("»", "”"))
        return {
            "created": _("إضافة %(on)s", on=on),
            "changed": _("تعديل %(fields)s في %(on)s", fields=fields, on=on),
            "removed": _("حذف %(on)s", on=on),
            "restored": _("استعادة %(on)s", on=on),
            "moved": _("تغيير ترتيب %(on)s", on=on),
            "archived": _("نقل %(on)s إلى الأرشيف", on=on),
            "unarchived": _("استعادة %(on)s من الأرشيف", on=on),
            "merged": _("دمج %(on)s في سجل آخر", on=on),
            "unmerged": _("التراجع عن دمج %(on)s", on=on),
            "took-in": _("ضمّ %(on)s إلى هذا السجل", on=on),
            "gave-back": _("إعادة %(on)s سجلًا مستقلًا", on=on),
            "marked": _("تسجيل الحضور جملةً %(on)s", on=on),
            "certified": _("إصدار شهادات %(on)s", on=on),
            "revoked": _("إلغاء الشهادة رقم %(on)s", on=on),
            "brought-in": _("استيراد من ملف %(on)s", on=on),
            "withdrew": _("التراجع عن استيراد %(on)s", on=on),
        }[self.action]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """(label, before, after) for every field, in words."""
        audited = self.model.audited
        return [
            (str(audited[field].label), words(audited[field], before), words(audited[field], after))
            for field, (before, after) in self.diff.items()
            if field in audited
        ]


def words(told: Told, value) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return _("، ").join(told.show(each) for each in value)
    return told.show(value)


def plain(value):
    """A value as JSON keeps it: dates in ISO form, objects by name, collections as lists."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | tuple | set):
        return sorted((plain(each) for each in value), key=str)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def difference(thing) -> dict:
    """{attribute: [before, after]} of what is about to be, or was just, flushed."""
    state, diff = inspect(thing), {}
    for name in (*thing.audited, "removed_at", "archived_at", "position"):
        if name not in state.attrs:
            continue
        past = state.attrs[name].history
        if not past.has_changes():
            continue
        if state.mapper.attrs[name].uselist if name in state.mapper.relationships else False:
            before = [*past.unchanged, *past.deleted]
            after = [*past.unchanged, *past.added]
        else:
            before = past.deleted[0] if past.deleted else None
            after = past.added[0] if past.added else None
        before, after = plain(before), plain(after)
        if before != after and not (before in (None, "", []) and after in (None, "", [])):
            diff[name] = [before, after]
    return diff


STATES = (
    ("removed_at", "removed", "restored"),
    ("archived_at", "archived", "unarchived"),
    ("merged_into_id", "merged", "unmerged"),
)


def action_of(thing, diff: dict, new: bool) -> str:
    if new:
        return "created"
    for column, gone, back in STATES:
        if column in diff:
            return gone if diff[column][1] else back
    return "moved" if set(diff) == {"position"} else "changed"


@event.listens_for(Session, "before_flush")
def touch(session, *_):
    """A change of a collection alone must still raise the record's version."""
    if not writes.get() and (session.new or session.deleted or any(map(session.is_modified, session.dirty))):
        raise RuntimeError("a request that may only read tried to write")
    for thing in session.dirty:
        if isinstance(thing, Record) and session.is_modified(thing) and difference(thing):
            thing.changed_at = now()
            flag_modified(thing, "changed_at")  # within one second the value is the same


@event.listens_for(Session, "after_flush")
def write_history(session, _context):
    rows = []
    for new, things in ((True, session.new), (False, session.dirty)):
        for thing in things:
            if isinstance(thing, Record | Part) and ((diff := difference(thing)) or new):
                rows.append(_row(thing, diff, new))
    if rows:
        session.execute(insert(Change), rows)


def _row(thing, diff: dict, new: bool) -> dict:
    part = isinstance(thing, Part)
    action = action_of(thing, diff, new)
    if new:
        diff = {name: pair for name, pair in diff.items() if name in thing.audited}
    return {
        "record_id": thing.record_id if part else thing.id,
        "at": now(),
        "by_id": acting.get(),
        "action": action,
        "part": thing.__tablename__ if part else None,
        "part_id": thing.id if part else None,
        "label": thing.label()[:200],
        "version": thing.version,
        "diff": diff,
    }


def tell(record, action: str, label: str) -> None:
    """Write down an act on the record that no field of its own shows."""
    told = {"record_id": record.id, "at": now(), "by_id": acting.get(), "action": action, "part": None, "part_id": None}
    db.session.execute(insert(Change), told | {"label": label[:200], "version": record.version, "diff": {}})


def since(thing, version: int) -> list[Change]:
    """What happened to this very record or part after `version`, oldest first."""
    part = isinstance(thing, Part)
    query = db.select(Change).where(
        Change.record_id == (thing.record_id if part else thing.id),
        Change.part == thing.__tablename__ if part else Change.part.is_(None),
        Change.part_id == thing.id if part else Change.part_id.is_(None),
        Change.version > version,
    )
    return list(db.session.scalars(query.order_by(Change.id)))
