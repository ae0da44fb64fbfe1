"""What waits for the person who has just come in: each line leads to where it is done."""

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_login import current_user
from sqlalchemy import select

from tadamon.access import can
from tadamon.activities.models import Activity
from tadamon.activities.terms import TERMS, Terms
from tadamon.assignments import mine
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_date, today
from tadamon.language.digits import number
from tadamon.meetings.listing import branches
from tadamon.records import search
from tadamon.records.base import Record
from tadamon.web.addresses import page_of
from tadamon.web.drafts import Draft
from tadamon.web.listing import newest

SHOWN = 5
WEEK = timedelta(days=7)
MANY = 99


@dataclass
class Todo:
    """One line: `mark` says in a word why it is here."""

    mark: str
    tone: str
    title: str
    url: str
    when: str = ""


@dataclass
class Tile:
    count: int
    words: str
    url: str
    bad: bool = False

    @property
    def count_text(self) -> str:
        return f"{number(MANY)}+" if self.count > MANY else number(self.count)


class Work:
    """Everything of the first page, read in a fixed number of statements."""

    def __init__(self):
        self.todo: list[Todo] = []
        self.tiles: list[Tile] = []
        self._assigned()
        if can("meetings.approve"):
            self._steps("submitted", _("للاعتماد"), "warn", _("تنتظر اعتمادك"))
        if can("meetings.write"):
            self._steps("returned", _("أُعيد لاستكماله"), "bad")
            self._drafts()
        for terms in TERMS:
            if can(terms.action):
                self._ending(terms)
        self.week = week()

    def _assigned(self) -> None:
        marks = {
            "overdue": (_("متأخر"), "bad"),
            "week": (_("هذا الأسبوع"), ""),
            "reported": (_("ينتظر تأكيدنا"), "warn"),
        }
        for section in mine.read("office"):
            if section.code in marks:
                self.tiles.append(
                    Tile(
                        section.count,
                        section.heading,
                        section.more or url_for("assignments.mine"),
                        section.code == "overdue" and section.count > 0,
                    )
                )
                self.todo += [
                    Todo(*marks[section.code], row.text, url_for("assignments.show", id=row.id), show_date(row.due_on))
                    for row in section.rows[:SHOWN]
                ]

    def _steps(self, state: str, mark: str, tone: str, words: str = "") -> None:
        """Records of whatever type in this state of their approval, within the office."""
        found = search.having({"office": current_user.office_id, "state": state, "stands": "yes"})
        if words:
            self.tiles.append(Tile(found.count(MANY + 1), words, url_for("meetings.index", state=state, **_own_unit())))
        places = found.newest(SHOWN)
        ids = select(Record).join(places, places.c.record_id == Record.id).order_by(places.c.place.desc())
        for record in db.session.scalars(ids):
            self.todo.append(
                Todo(mark, tone, record.label(), page_of(record.type, record.id), getattr(record, "when", ""))
            )

    def _drafts(self) -> None:
        own = select(Draft).where(Draft.user_id == current_user.id).order_by(Draft.at.desc(), Draft.id.desc())
        for draft in db.session.scalars(own.limit(SHOWN)):
            if draft.editor:
                title = _(": ").join(filter(None, (draft.heading, draft.about)))
                self.todo.append(Todo(_("مسودة"), "", title, draft.editor, draft.when))

    def _ending(self, terms: Terms) -> None:
        """What comes to its end within two months, the first to end first."""
        c = terms.columns
        query = select(c.id, c.title, terms.last.label("last")).where(c.archived_at.is_(None), terms.ends())
        if not current_user.sees_every_office:
            query = query.where(c.office_id == current_user.office_id)
        found = db.session.execute(query.order_by(terms.last, c.id).limit(MANY + 1)).all()
        self.tiles.append(Tile(len(found), str(terms.tile), url_for(f"{terms.room}.index", state=terms.ending)))
        for row in found[:SHOWN]:
            url, when = url_for(f"{terms.room}.show", id=row.id), show_date(row.last)
            self.todo.append(Todo(str(terms.mark), "warn", row.title, url, when))


def _own_unit() -> dict:
    return {"unit": current_user.office_id} if current_user.sees_every_office else {}


def week() -> list:
    """The activities of the coming seven days, the nearest first."""
    a = Activity.__table__.c
    query = select(a.id, a.starts_on, a.date_precision, a.title, Record.type).join_from(
        Activity.__table__, Record.__table__, Record.id == a.id
    )
    query = query.where(a.archived_at.is_(None), a.starts_on >= today(), a.starts_on < today() + WEEK)
    return list(reversed(db.session.execute(newest(branches(query), a.starts_on, a.id, 20)).all()))
