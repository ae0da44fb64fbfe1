"""The trainees of a cohort by name, and of all cohorts by what they are searched by.

A cohort's list walks its own index, whatever else it is narrowed by: its length does not grow with the ministry.
Across the cohorts everything is asked of the search index; unnarrowed, the office's latest are read.
"""

from collections.abc import Iterator

from flask_login import current_user
from sqlalchemy import select

from tadamon.cohorts.models import Cohort
from tadamon.cohorts.trainees.models import TRAINEES, Trainee
from tadamon.cohorts.words import STANDING
from tadamon.extensions import db
from tadamon.language import ngettext, words
from tadamon.language.digits import to_ascii
from tadamon.records import search
from tadamon.web.listing import Listing, found_listing, in_turn, listing

t = Trainee.__table__.c
LISTED = (
    *(t.id, t.record_id, t.name, t.name_key, t.national_id, t.last4, t.sex, t.phone, t.state, t.group_id),
    *(t.administration_id, t.workplace, t.forgotten_at, t.office_id),
)
EXPORTED = (
    *(*LISTED, t.born_on, t.qualification, t.faculty, t.graduation_year, t.graduation_round, t.residence),
    *(t.placed_from, t.placed_to, t.notes),
)


def of_cohort(cohort: Cohort, given: dict) -> Listing:
    return listing([within(select(*LISTED), cohort, given)], t.name_key, t.id, counted)


def every_of(cohort: Cohort, given: dict) -> Iterator[list]:
    """All of the cohort's list, part by part."""
    return in_turn([within(select(*EXPORTED), cohort, given)], t.name_key, t.id)


def within(query, cohort: Cohort, given: dict):
    query = query.where(t.record_id == cohort.id, t.removed_at.is_(None))
    if given.get("state") != "transferred":
        query = query.where(t.state != "transferred")
    if given.get("state") == "standing":
        query = query.where(t.state.in_(STANDING))
    elif "state" in given:
        query = query.where(t.state == given["state"])
    for name, column in (("group", t.group_id), ("administration", t.administration_id), ("sex", t.sex)):
        if given.get(name) == NONE:
            query = query.where(column.is_(None))
        elif name in given:
            query = query.where(column == given[name])
    if "q" in given:
        found = sought(given["q"], {"cohort": cohort.id})
        query = query.where(t.id.in_(select(found.found.subquery().c.record_id)) if found else db.false())
    return query


NONE = 0  # of those for whom it is not known


def everywhere(given: dict) -> Listing:
    """Of all cohorts that the person may see, the latest first."""
    wanted = {name: given[name] for name in ("state", "sex") if name in given}
    wanted |= {"seen": given["unit"]} if "unit" in given else {}
    wanted |= {} if current_user.sees_every_office else {"seen": current_user.office_id}
    if wanted.get("state") == "standing":
        wanted["state"] = STANDING
    query = select(*LISTED, *COHORT).join(cohorts, cohorts.c.id == t.record_id)
    if "q" in given or set(wanted) - {"seen"}:
        found = sought(given["q"], wanted) if "q" in given else search.having(wanted, shelf=TRAINEES)
        return found_listing(found, query, t.id, counted)
    query = query.where(t.removed_at.is_(None))
    if "seen" in wanted:
        # Ordered by the office too, which is no order to PostgreSQL where it is one: it would walk everybody's.
        query = query.where(t.office_id.between(wanted["seen"], wanted["seen"])).order_by(t.office_id.desc())
    return listing([query], t.id, t.id, counted)


cohorts = Cohort.__table__.alias("held")
COHORT = (cohorts.c.title, cohorts.c.title_en)


def sought(typed: str, facets: dict):
    """By the last four digits of the national number, when that is what was typed; else by words of the name."""
    digits = to_ascii(typed).strip()
    if is_last_four(typed):
        return search.having(facets | {"last": digits}, shelf=TRAINEES)
    groups = search.begun(typed) or words.terms(typed)
    # Of whole words the form itself: nothing is written before a name without a space.
    groups = [*(forms[:1] for forms in groups[:-1]), *groups[-1:]]
    return search.having(facets, groups, shelf=TRAINEES) if groups else None


def is_last_four(typed: str) -> bool:
    digits = to_ascii(typed).strip()
    return len(digits) == 4 and digits.isascii() and digits.isdigit()


def counted(many: int) -> str:
    return ngettext("متدرب واحد", "%(num)s متدربين", many)
