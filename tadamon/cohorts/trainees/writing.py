"""Many trainees at once: rows straight into the table, with all that follows from them.

No line of history for each: the cohort's history tells of the whole, and every row says which import it came with.
"""

from sqlalchemy import func, select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee, derive
from tadamon.extensions import db
from tadamon.records import adding, search
from tadamon.records.base import now

TABLE = Trainee.__table__
BLANK = {
    **{"group_id": None, "national_id": "", "sex": None, "born_on": None, "phone": "", "qualification": ""},
    **{"faculty": "", "graduation_year": None, "graduation_round": None, "residence": "", "administration_id": None},
    **{"workplace": "", "placed_from": None, "placed_to": None, "state": "registered", "notes": ""},
}
FIELDS = ("name", *BLANK)


def add(cohort: Cohort, told: list[dict], by_id: int | None, import_id: int | None = None) -> list[int]:
    """Write people into a cohort, each as {column: value}; their ids, in that order."""
    if not told:
        return []
    common = {
        **{"record_id": cohort.id, "office_id": cohort.office_id, "position": 0, "version": 1},
        **{"import_id": import_id, "created_at": now(), "created_by_id": by_id},
    }
    ids = _ids(len(told))
    given = (
        {"id": id} | {name: each[name] for name in FIELDS if name in each} for id, each in zip(ids, told, strict=True)
    )
    rows = [derive(BLANK | common | each) for each in given]
    adding.add_rows(TABLE, rows)
    learn(rows)
    return ids


def _ids(many: int) -> list[int]:
    """The next ids; on SQLite whoever writes is alone, and the table itself tells."""
    if db.engine.dialect.name == "sqlite":
        last = db.session.scalar(select(func.max(TABLE.c.id))) or 0
        return list(range(last + 1, last + 1 + many))
    following = select(func.nextval(f"{TABLE.name}_id_seq")).select_from(func.generate_series(1, many))
    return list(db.session.scalars(following))


def learn(rows: list[dict]) -> None:
    """The words of the names, so that what begins like them finds them."""
    search.learn({word for row in rows for word in row["text"].split() if "0" not in word})
