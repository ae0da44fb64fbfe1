"""What reports read: the figures of a unit, of some axes and of a period, the approved ones first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.directory.initiatives import record_initiatives
from tadamon.extensions import db
from tadamon.figures.models import Figure, FigureValue, figure_axes

MOST = 200


@dataclass(frozen=True)
class Reading:
    """A figure with the values that belong to the period; of those that stand, what is approved comes first."""

    figure: Figure
    values: list[FigureValue]

    @property
    def approved(self) -> bool:
        return bool(self.values) and all(row.approval for row in self.values)


def figures(
    user, office_id: int | None = None, axes=(), first: date | None = None, last: date | None = None, initiatives=()
) -> list[Reading]:
    """Of what the person may see: `office_id` narrows to one office, `axes` and `initiatives` to any of these ids;
    values whose period touches `first`…`last`. A figure without a value in the period comes last, without values."""
    query = select(Figure).where(Figure.visible_to(user), Figure.archived_at.is_(None))
    if office_id:
        query = query.where(Figure.office_id == office_id)
    if axes:
        under = select(figure_axes.c.figure_id).where(figure_axes.c.axis_id.in_(list(axes)))
        query = query.where(Figure.id.in_(under))
    if initiatives:
        tied = select(record_initiatives.c.record_id).where(record_initiatives.c.initiative_id.in_(list(initiatives)))
        query = query.where(Figure.id.in_(tied))
    query = query.options(selectinload(Figure.values), selectinload(Figure.axes)).order_by(Figure.id).limit(MOST)
    found = [Reading(each, touching(each, first, last)) for each in db.session.scalars(query)]
    return sorted(found, key=lambda reading: (not reading.values, not reading.approved, reading.figure.id))


def touching(figure: Figure, first: date | None, last: date | None) -> list[FigureValue]:
    """The values that stand and whose day or period touches these days; approved, then newest."""
    rows = [row for row in figure.standing if (not last or row.starts_on <= last) and (not first or row.last >= first)]
    return sorted(rows, key=lambda row: (row.approval is None, -row.starts_on.toordinal(), row.position))
