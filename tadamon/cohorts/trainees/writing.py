"""Many trainees at once: rows straight into the table, with all that follows from them.

No line of history for each: the cohort's history tells of the whole, and every row says which import it came with.
"""

from sqlalchemy import func, insert, select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import Trainee, derive
from tadamon.extensions import db
from tadamon.records import search
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
    rows = [derive(BLANK | common | {name: each[name] for name in FIELDS if name in each}) for each in told]
    ids = _write(rows)
    learn(rows)
    return ids


def _write(rows: list[dict]) -> list[int]:
    """On SQLite, where whoever writes is alone, we number them ourselves: it would tell ids row by row only.

    RETURNING puts many rows into one statement; SQLite writes its index of words out after each statement.
    """
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        query = insert(TABLE).returning(TABLE.c.id, sort_by_parameter_order=True)
        return list(connection.execute(query, rows).scalars())
    last = connection.scalar(select(func.max(TABLE.c.id))) or 0
    ids = list(range(last + 1, last + 1 + len(rows)))
    numbered = [row | {"id": id} for row, id in zip(rows, ids, strict=True)]
    connection.execute(insert(TABLE).returning(TABLE.c.id), numbered)
    return ids


def learn(rows: list[dict]) -> None:
    """The words of the names, so that what begins like them finds them."""
    search.learn({word for row in rows for word in row["text"].split() if "0" not in word})
