"""What a query finds among the records a person may see, whatever their type: the rooms are not known here by name."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app, url_for
from flask_login import current_user
from sqlalchemy import func, inspect, select

from tadamon.access import can
from tadamon.activities.models import Activity
from tadamon.extensions import db
from tadamon.followup import finding as outcomes
from tadamon.language import _, ngettext, reader
from tadamon.language.directions import mostly
from tadamon.language.marking import Piece, excerpt, marked, wanted
from tadamon.records import search
from tadamon.records.base import Record
from tadamon.records.search import Saying
from tadamon.web.addresses import PAGES, page_of
from tadamon.web.listing import CAP, Listing, found_listing
from tadamon.web.navigation import room_name

FACETS = ("axis", "governorate", "kind", "category", "ours")


@dataclass
class Result:
    record: Record
    title: list[Piece]
    about: list[Piece]
    type_name: str
    url: str

    @property
    def when(self) -> str | None:
        return getattr(self.record, "when", None)

    @property
    def direction(self) -> str:
        """Of what stands around the words found."""
        return mostly("".join(piece.text for piece in self.about))


@dataclass
class Answer:
    page: Listing
    types: dict[str, int] = field(default_factory=dict)
    many: bool = False
    outcomes: int = 0


def types() -> dict[str, str]:
    """{type: the name of its room} of the records that have a page which this person may open."""
    known = inspect(Record).polymorphic_map
    return {
        type: str(room_name(endpoint))
        for type, endpoint in PAGES.items()
        if type in known and (view := current_app.view_functions.get(endpoint)) and can(view.allowed)
    }


def groups(offered: dict[str, str]) -> dict[str, tuple]:
    """{name: types}: what is searched together."""
    known = inspect(Record).polymorphic_map
    return {"activity": tuple(type for type in offered if issubclass(known[type].class_, Activity))}


def facets(given: dict, offered: dict[str, str]) -> dict:
    """What a search is narrowed by beside the words; always by what the person may see."""
    seen = {} if current_user.sees_every_office else {"seen": (current_user.office_id, "all")}
    own = {name: given[name] for name in FACETS if name in given}
    office = {"office": given["unit"]} if "unit" in given else {}
    asked = given.get("type")
    type = groups(offered).get(asked) or ((asked,) if asked else tuple(offered))
    return seen | own | office | {"stands": "yes", "type": type}


def answer(given: dict, words: str | list) -> Answer:
    """A page of what the words and the filters find, newest first, with how many there are of each type."""
    offered = types()
    first = given["from"].first if "from" in given else None
    end = given["to"].last + timedelta(days=1) if "to" in given else None
    found = search.having(facets(given, offered), words, first, end)
    page = found_listing(found, select(Record.id, Record.type), Record.id, counted)
    stems = wanted(words) if isinstance(words, str) else frozenset(form for group in words for form in group)
    page.rows = results(page.rows, stems, offered)
    every, capped = found, page.capped
    if "type" in given:
        every = search.having(facets({n: v for n, v in given.items() if n != "type"}, offered), words, first, end)
        capped = every.count(CAP + 1) > CAP
    counts = by_type(every, capped)
    owed = 0
    if words and can("assignments.read"):
        seen = {} if current_user.sees_every_office else {"seen": current_user.office_id}
        owed = outcomes.having(seen | {"state": "standing"}, words, first, end).count(CAP)
    return Answer(page, counts, capped, owed)


def by_type(found, many: bool) -> dict[str, int]:
    """{type: how many} of the newest CAP matches, so that a common word costs no more."""
    newest = found.newest(CAP, many=many)
    query = select(Record.type, func.count()).join(newest, newest.c.record_id == Record.id).group_by(Record.type)
    return dict(db.session.execute(query).all())


def results(rows: list, stems: frozenset, offered: dict[str, str]) -> list[Result]:
    """The records of these rows in their order, with the words that were found marked; what is not seen is left out."""
    records = loaded(rows)
    sayings = dict(db.session.execute(select(Saying.record_id, Saying.text).where(Saying.record_id.in_(records))).all())
    found = []
    for row in rows:
        if record := records.get(row.id):
            title = title_of(record)
            rest = " · ".join(line for line in sayings.get(row.id, "").split("\n") if line.strip() not in ("", title))
            url = page_of(record.type, record.id)
            found.append(Result(record, marked(title, stems), excerpt(rest, stems), offered[record.type], url))
    return found


def loaded(rows: list) -> dict[int, Record]:
    """{id: record} of those that the person sees, each type read in one statement."""
    ids: dict = {}
    for row in rows:
        ids.setdefault(row.type, []).append(row.id)
    found = {}
    for type, mine in ids.items():
        model = inspect(Record).polymorphic_map[type].class_
        query = select(model).where(model.id.in_(mine), model.visible_to(current_user))
        found |= {record.id: record for record in db.session.scalars(query).unique()}
    return found


def title_of(record: Record) -> str:
    """In the reader's language, as far as it is written."""
    english = getattr(record, "title_en", "") or getattr(record, "name_en", "") if reader().language == "en" else ""
    return english or record.label()


def suggestions(typed: str, most: int) -> list[tuple[str, str]]:
    """[(title, type)] of the newest records that hold the words, the last of which may only have begun."""
    offered, groups = types(), search.begun(typed)
    if not groups:
        return []
    found = search.having(facets({}, offered), groups).newest(most, many=True)
    rows = db.session.execute(
        select(Record.id, Record.type).join(found, found.c.record_id == Record.id).order_by(found.c.place.desc())
    ).all()
    records = loaded(rows)
    return [(title_of(records[row.id]), offered[row.type]) for row in rows if row.id in records]


def finds(words: str | list) -> bool:
    """Whether the person would find anything by these words."""
    return bool(words) and search.having(facets({}, types()), words).count(1) > 0


def offers() -> dict[str, str]:
    return {"activity": _("كل الأنشطة")} | types()


def counted(many: int) -> str:
    return ngettext("نتيجة واحدة", "%(num)s نتائج", many)


def register_url(typed: str) -> str:
    return url_for("assignments.index", q=typed, state="all")
