"""What a calendar shows besides activities: days that records of other kinds know of.

A room tells its own (`tells_days`); the calendar and its feeds ask all of them and name none.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tadamon.access import ROLES
from tadamon.accounts.models import Unit

SOURCES: list[tuple] = []


@dataclass(frozen=True)
class Occasion:
    """`key` names it for good; `version` rises with each change of it; `gone`: it was taken back.

    `type` and `id` are those of the record whose page it leads to.
    """

    key: str
    day: date
    title: str
    type: str
    id: int
    unit: Unit
    place: str
    kind_name: str
    version: int
    changed_at: datetime
    gone: bool = False
    title_en = ""
    starts_at = None


def tells_days(action: str):
    """Make known a function from (user, first day, last day, *where) to occasions, for those who hold `action`.

    Each of `where` is a function from the record's class to a condition.
    """

    def known(source):
        SOURCES.append((action, source))
        return source

    return known


def occasions(user, first: date, last: date, *where, gone: bool = False) -> list[Occasion]:
    """Those that the person sees and that stand, in the order of the days; with `gone` the others too."""
    asked = (source for action, source in SOURCES if action in ROLES[user.role])
    found = (each for source in asked for each in source(user, first, last, *where))
    return sorted((each for each in found if gone or not each.gone), key=lambda each: (each.day, each.key))
