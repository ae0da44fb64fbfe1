"""What goes by the day in a kind of record: how many stand in each state today, what ends soon, what to remind of.

A room makes its own known; the first page, the dashboard and the reminders ask all of them and name none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

SOON = 60  # days
TERMS: list["Terms"] = []


@dataclass(frozen=True)
class Due:
    """A day that an office is reminded of; `said` tells in the reader's language which, and never what stands there."""

    type: str
    id: int
    office_id: int
    unit_id: int
    said: Callable[[], str]


@dataclass(frozen=True)
class Terms:
    """`columns`: of the room's table; `state_sql`: from them and a day to one of `states`; `heading`, `label`: of both.

    `last`: the column's last day; `ends`: the condition that it comes within SOON days, which the list shows as
    `ending`; `tile` and `mark` say so. `due`: from days to what is to be reminded of on any of them.
    """

    room: str
    action: str
    columns: object
    state_sql: Callable
    states: dict
    heading: object
    label: object
    last: object
    ends: Callable
    ending: str
    tile: object
    mark: object
    due: Callable[[list[date]], Iterator[Due]]


def known(terms: Terms) -> None:
    TERMS.append(terms)
