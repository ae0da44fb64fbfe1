"""Issues like the one being typed that the office has not answered yet, so that nothing is raised twice unseen."""

from flask_login import current_user
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.issues.models import Issue
from tadamon.language import words
from tadamon.records import search

CANDIDATES, MOST, SHORTEST = 40, 5, 3
i = Issue.__table__.c


def similar(subject: str, category_id: int | None, besides: int | None = None) -> list:
    """Those that share the most words with the subject; of another category, at least two of them."""
    asked = stems(subject)
    facets = {"type": "issue", "seen": current_user.office_id, "still": "open"}
    found = search.sharing(subject, facets) if asked else None
    if found is None:
        return []
    ids = select(found.newest(CANDIDATES).c.record_id)
    rows = db.session.execute(
        select(
            i.id, i.year, i.number, i.subject, i.state, i.on_the_spot, i.category_id, i.raised_on, i.raised_precision
        ).where(i.id.in_(ids))
    ).all()
    weighed = [
        (len(asked & stems(row.subject)) + (row.category_id == category_id), row) for row in rows if row.id != besides
    ]
    likely = [(weight, row) for weight, row in weighed if weight >= 2]
    return [row for _weight, row in sorted(likely, key=lambda each: (-each[0], each[1].raised_on, each[1].id))[:MOST]]


def stems(text: str) -> set[str]:
    return {stem for stem in words.index_text(text).split() if len(stem) >= SHORTEST}
