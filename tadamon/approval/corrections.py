"""The correction of an approved record: a linked version of its own, which says why and is approved in its turn."""

import difflib

from sqlalchemy import ForeignKey, exists
from sqlalchemy.orm import Mapped, aliased, declared_attr, foreign, mapped_column, relationship, remote

from tadamon.approval.models import Step
from tadamon.extensions import Key, db
from tadamon.records.base import Record, Refused

ITS_OWN = {"id", "state", "number", "archived_at", "archived_by_id", "corrects_id", "unit_id", "office_id"}
AROUND = 12  # words of unchanged text shown beside a change


class Correctable:
    """A record whose approved version is corrected by another one; `copy_parts(new)` gives that one the rows of this,
    `telling()` all that it says as {heading: text}."""

    @declared_attr
    def corrects_id(cls) -> Mapped[int | None]:
        return mapped_column(Key, ForeignKey(f"{cls.__tablename__}.id"), index=True)

    @property
    def corrects(self):
        return self.corrects_id and db.session.get(type(self), self.corrects_id)

    @declared_attr
    def corrections(cls) -> Mapped[list["Correctable"]]:
        return relationship(lambda: cls, primaryjoin=lambda: remote(foreign(cls.corrects_id)) == cls.id, viewonly=True)

    @property
    def counted(self) -> bool:
        """Whether it stands for what took place: of a record and its corrections one does, the last that was approved."""
        if self.state != "approved":
            return self.corrects_id is None
        return all(each.state != "approved" for each in self.corrections)

    @property
    def corrected_by(self):
        """The approved record that corrects this one, if any; the newest."""
        return self._correction(type(self).state == "approved")

    @property
    def correction_under_way(self):
        """The correction that is not approved yet, if one was begun."""
        return self._correction(type(self).state != "approved", type(self).archived_at.is_(None))

    def _correction(self, *conditions):
        cls = type(self)
        query = db.select(cls).where(cls.corrects_id == self.id, *conditions)
        return db.session.scalars(query.order_by(cls.id.desc())).unique().first()

    @property
    def correction_step(self) -> Step | None:
        """Who began this correction, when and why."""
        return next((step for step in self.steps if step.action == "correction"), None)

    @classmethod
    def current(cls):
        """SQL: those that no approved correction replaces; a correction itself only once it is approved."""
        later = aliased(cls)
        corrected = exists().where(later.corrects_id == cls.id, later.state == "approved")
        return ~corrected & (cls.corrects_id.is_(None) | (cls.state == "approved"))

    def take_place_of(self, before) -> None:
        """This correction of `before` is about to be approved: what became of that one goes on here."""

    def refuse_correction(self) -> None:
        if self.state != "approved":
            raise Refused(str(self.said["not_yet"]))
        if later := self.corrected_by:
            raise Refused(self.said["corrected_before"] % {"number": later.approval.words})

    def correction(self, by, reason: str):
        """A copy of this approved record to be corrected and approved in its own right, linked to it."""
        self.refuse_correction()
        tables = (table for table in db.inspect(type(self)).tables if table is not Record.__table__)
        own = {column.key for table in tables for column in table.columns} - ITS_OWN
        new = type(self)(
            **{name: getattr(self, name) for name in own}, state="draft", created_by_id=by.id, unit=self.unit
        )
        new.corrects_id = self.id
        db.session.add_all([new, Step(record=new, action="correction", by=by, reason=reason)])
        self.copy_parts(new)
        return new


def changes(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, list]]:
    """[(heading, what `compare` found)] of the headings whose texts differ."""
    return [
        (label, compare(before.get(label, ""), after.get(label, "")))
        for label in {**before, **after}
        if before.get(label, "") != after.get(label, "")
    ]


def compare(before: str, after: str) -> list[tuple[str, str]]:
    """[("same" | "gone" | "new", words)]; a mark never splits a word, so Arabic letters stay joined."""
    old, new = before.split(), after.split()
    found = []
    for kind, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", shortened(old[i:j], first=not i, last=j == len(old))))
            continue
        found += [("gone", " ".join(old[i:j]))] if j > i else []
        found += [("new", " ".join(new[k:n]))] if n > k else []
    return found


def shortened(words: list[str], first: bool, last: bool) -> str:
    """Unchanged words as far as they stand beside a change."""
    before, after = words[: 0 if first else AROUND], words[len(words) if last else -AROUND :]
    return " ".join(words if len(words) <= 2 * AROUND else (*before, "…", *after))
