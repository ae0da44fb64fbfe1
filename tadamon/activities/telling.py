"""What every activity tells of itself in a report."""

from datetime import timedelta

from sqlalchemy import and_, func, or_

from tadamon.activities.participants import GROUP_PRECISIONS
from tadamon.language import _, reader
from tadamon.language.agreement import counted, on, series, the
from tadamon.language.dates import show_range
from tadamon.language.repetition import repeated

HERE = ("present", "deputising", "guest")
NAMED = 0.8  # so much of a group's name in the title, and it is not named again
REACH = {"day": 0, "month": 30, "quarter": 91, "year": 365}


def within(model):
    """The activities of a period by the days as reported; one known only by its month may lie on any day of it."""

    def of(first, last):
        ended = func.coalesce(model.ends_on, model.starts_on)
        still = (and_(model.date_precision == each, ended >= first - timedelta(days)) for each, days in REACH.items())
        return and_(model.starts_on <= last, or_(*still))

    return of


def arabic(text: str) -> str:
    """The first paragraph of what was written in Arabic alone; nothing in English."""
    return "" if reader().language == "en" else text.partition("\n\n")[0].strip()


def when(activity) -> str:
    if activity.ends_on and activity.ends_on != activity.starts_on:
        days = show_range(activity.starts_on, activity.ends_on, activity.date_precision)
        return f"on {days}" if reader().language == "en" and activity.date_precision == "day" else days
    return on(activity.starts_on, activity.date_precision)


def people(activity) -> str:
    """Who was there with the title of that day, as far as they were written down."""
    here = (row for row in activity.attendances if row.presence in HERE)
    rows = (row for row in here if row.person_title or repeated(row.name, activity.title) <= NAMED)
    return series([arabic(_("، ").join(filter(None, (row.name, row.person_title)))) for row in rows])


def bodies(activity, *roles: str) -> str:
    """Those that had part in it besides ourselves."""
    ours = {name for unit in (activity.unit, activity.office) for name in (unit.name_ar, unit.name_en)}
    rows = (row for row in activity.participants if (not roles or row.role in roles) and row.name_now not in ours)
    return series([_body(row) for row in rows])


def _body(row) -> str:
    """The name; of a group with its number as it was said: «نحو ٢٧ جمعية أهلية», «عدة شركات»."""
    if not row.is_group:
        return the(row.name_now)
    if row.precision == "several" or not row.count:
        return f"{GROUP_PRECISIONS['several']} {row.name_now}"
    many = counted(row.count, row.name_now)
    return many if row.precision == "exactly" else f"{GROUP_PRECISIONS[row.precision]} {many}"
