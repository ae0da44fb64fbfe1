"""My work: what one person, their unit or their whole office still owes, and what waits for them."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_login import current_user
from sqlalchemy import Date, bindparam, case, func, literal_column, or_, select, text

from tadamon.access import allow
from tadamon.accounts import sessions
from tadamon.assignments.listing import LISTED, WEEK, kind_names, o, origins
from tadamon.assignments.routes import bp, unit_names
from tadamon.extensions import db
from tadamon.followup.acting import IN_HAND
from tadamon.followup.finding import standing
from tadamon.followup.models import OPEN, OUTCOME_STATES, OWED
from tadamon.language import _, lazy
from tadamon.language.dates import today
from tadamon.language.digits import number
from tadamon.web import navigation
from tadamon.web.listing import newest

SCOPES = {"office": lazy("الجهة كلها"), "unit": lazy("وحدتي"), "me": lazy("باسمي")}
SHOWN, CAP, OWNERS = 8, 99, 40
DEEPEST = 300  # rows that the table of owners looks at


@dataclass
class Section:
    code: str
    heading: str
    rows: list
    count: int
    more: str | None

    @property
    def count_text(self) -> str:
        return number(CAP) + "+" if self.count > CAP else number(self.count)


@bp.get("/mine")
@allow("assignments.read")
def mine():
    scope = request.args.get("scope", "")
    scope = scope if scope in SCOPES else "office"
    sections = list(read(scope))
    rows = [row for section in sections for row in section.rows]
    owners = by_owner() if scope == "office" else []
    units = unit_names([*rows, *owners])
    return render_template(
        "assignments/mine.html",
        scope=scope,
        scopes=SCOPES,
        sections=sections,
        owners=owners,
        deepest=DEEPEST if sum(row.open for row in owners) >= DEEPEST else 0,
        units=units,
        day=today(),
        origins=origins(rows),
        kind_names=kind_names(),
        states={code: str(words) for code, words in OUTCOME_STATES.items()},
        can_confirm=current_user.role != "reader",
    )


def read(scope: str):
    """The sections, each with its first rows and a count that stops at CAP."""
    day, office = today(), current_user.office_id
    owed = standing(select(*LISTED)).where(o.owner_office_id == office)
    if scope == "unit":
        owed = owed.where(o.owner_unit_id == current_user.unit_id)
    if scope == "me":
        owed = owed.where(o.owner_person == current_user.full_name)
    given = standing(select(*LISTED)).where(o.office_id == office)
    elsewhere = given.where(or_(o.owner_office_id != office, o.owner_office_id.is_(None)))

    def more(**filters):
        return url_for("assignments.index", **filters)

    yield section("overdue", _("متأخر علينا"), owed.where(o.falls_on < day), OWED, more(state="overdue", owner=office))
    yield section(
        "week",
        _("يستحق خلال أسبوع"),
        owed.where(o.falls_on >= day, o.falls_on < day + WEEK),
        OWED,
        more(state="week", owner=office),
    )
    # Nothing to walk but what was returned: an index of states would lead through all that is owed.
    back = owed.where(o.returned_on.is_not(None), (o.state + "").in_(IN_HAND))
    yield section("returned", _("أُعيد إلينا لاستكماله"), back, None, None)
    if scope != "me":
        yield section("reported", _("ينتظر تأكيدنا"), given, ("reported",), more(state="reported", unit=office))
        yield section(
            "elsewhere",
            _("متأخر لدى غيرنا"),
            elsewhere.where(o.falls_on < day),
            OWED,
            more(state="overdue", unit=office),
        )


def section(code: str, heading: str, query, states: tuple | None, more: str | None) -> Section:
    queries = [query.where(o.state == state) for state in states] if states else [query]
    rows = db.session.execute(newest(queries, o.falls_on, o.id, SHOWN + 1, rising=True)).all()
    count = len(rows)
    if count > SHOWN:
        ids = newest(
            [each.with_only_columns(o.id, o.falls_on) for each in queries], o.falls_on, o.id, CAP + 1, rising=True
        )
        count = db.session.scalar(select(func.count()).select_from(ids.subquery()))
    return Section(code, heading, rows[:SHOWN], count, more)


def by_owner() -> list:
    """How much of the office's own records lies with each owner: (unit or name, open, late, waiting for confirmation)."""
    query = standing(select(o.id, o.falls_on, o.state, o.owner_unit_id, o.owner)).where(
        o.office_id == current_user.office_id
    )
    rows = (
        newest([query.where(o.state == state) for state in OPEN], o.falls_on, o.id, DEEPEST, rising=True).subquery().c
    )
    late = case((rows.state.in_(OWED) & (rows.falls_on < today()), 1))
    name = case((rows.owner_unit_id.is_(None), rows.owner), else_="").label("owner")
    counted = select(
        rows.owner_unit_id,
        name,
        literal_column("NULL").label("office_id"),
        func.count().label("open"),
        func.count(late).label("late"),
        func.count(case((rows.state == "reported", 1))).label("reported"),
    ).group_by(rows.owner_unit_id, name)
    return db.session.execute(counted.order_by(func.count(late).desc(), func.count().desc()).limit(OWNERS)).all()


# Beside the navigation link: what the person's office owes and is late, read in the statement that loads the person.
LATE = """(SELECT count(*) FROM (SELECT 1 FROM outcomes WHERE removed_at IS NULL AND shelved_at IS NULL AND state IN ('open', 'started', 'submitted')
AND owner_office_id = (SELECT office_id FROM units AS mine WHERE mine.id = users.unit_id) AND falls_on < :late_day LIMIT 100) AS late)"""
sessions.beside["late"] = lambda: text(LATE).bindparams(bindparam("late_day", callable_=today, type_=Date))


def late() -> int:
    return db.session.info.get("beside", {}).get("late") or 0


navigation.counts["assignments.mine"] = late
