"""Whom an office has met, suggested when the name is typed again, together with the directory's people."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, false, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column, selectinload

from tadamon.activities.models import Activity, Attendance
from tadamon.directory.finding import Suggestion
from tadamon.directory.people import Person, Post
from tadamon.extensions import Key, db
from tadamon.language import _
from tadamon.language.words import name_key
from tadamon.records.naming import called


class Acquaintance(db.Model):
    """Someone an office has met, suggested when the name is typed again."""

    __tablename__ = "acquaintances"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    name_key: Mapped[str] = mapped_column(db.String(150))
    name: Mapped[str] = mapped_column(db.String(150))
    person_title: Mapped[str] = mapped_column(db.String(250))
    body: Mapped[str] = mapped_column(db.String(250))
    last_met: Mapped[datetime]
    __table_args__ = (UniqueConstraint("office_id", "name_key"),)

    @classmethod
    def meet(cls, activity: Activity, row: Attendance, at: datetime) -> None:
        cls.meet_all(activity, [row], at)

    @classmethod
    def meet_all(cls, activity: Activity, rows: list[Attendance], at: datetime) -> None:
        """Write down who was met, with the title held that day; another meeting may do so at the same moment."""
        met = {
            key: {
                "office_id": activity.office_id,
                "name_key": key,
                "name": row.name,
                "person_title": row.person_title or "",
                "body": row.body or "",
                "last_met": at,
            }
            for row in rows
            if (key := name_key(row.name)[:150])
        }
        if not met:
            return
        insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[db.engine.dialect.name](cls.__table__)
        newer = {name: insert.excluded[name] for name in ("name", "person_title", "body", "last_met")}
        known = insert.on_conflict_do_update(index_elements=["office_id", "name_key"], set_=newer)
        db.session.execute(known, [met[key] for key in sorted(met)])

    @classmethod
    def suggested(cls, office_id: int, typed: str, limit: int = 8) -> list["Acquaintance"]:
        """The people this office met whose name has a word that begins as typed."""
        key = name_key(typed)[:60].replace("%", "").replace("_", "")
        start = or_(cls.name_key.like(f"{key}%"), cls.name_key.like(f"% {key}%")) if key else false()
        return list(
            db.session.scalars(
                select(cls).where(cls.office_id == office_id, start).order_by(cls.last_met.desc()).limit(limit)
            )
        )


def people(office_id: int, typed: str, day: date, most: int = 8) -> list[Suggestion]:
    """The directory's people and those this office met, each once, with the title and body of that day."""
    met = {each.name_key: each for each in Acquaintance.suggested(office_id, typed, most)}
    found = []
    for person in _of_the_directory(typed, most):
        title, body = person.title_on(day)
        known = [met.pop(key) for key in {name_key(name)[:150] for name in person.names} if key in met]
        if not title and known:
            title, body = known[0].person_title, known[0].body
        found.append(_suggestion(person.id, person.printed_name, title, body))
    found += [_suggestion(None, each.name, each.person_title, each.body) for each in met.values()]
    return found[:most]


def _of_the_directory(typed: str, most: int) -> list[Person]:
    ids = called("person", typed)
    if ids is None:
        return []
    posts = selectinload(Person.posts)
    query = select(Person).where(Person.id.in_(ids)).order_by(Person.sort_key, Person.id).limit(most)
    return list(
        db.session.scalars(
            query.options(
                selectinload(Person.aliases), posts.joinedload(Post.organisation), posts.joinedload(Post.unit)
            )
        )
    )


def _suggestion(id, name: str, title: str, body: str) -> Suggestion:
    return Suggestion(id, name, _("، ").join(filter(None, (title, body))), title, body)
