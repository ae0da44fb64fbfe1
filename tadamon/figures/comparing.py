"""What of a figure's values does not fit together: two of one period, parts that do not make the total."""

from dataclasses import dataclass
from decimal import Decimal

from tadamon.figures.models import Figure, FigureValue
from tadamon.language import _


@dataclass(frozen=True)
class Clash:
    """Values of one part and period that say different things; none takes the place of another."""

    when: str
    values: list[FigureValue]


@dataclass(frozen=True)
class Gap:
    """The parts of a period beside its total; `words` say by how much they miss it."""

    when: str
    words: str


def period(row: FigureValue) -> tuple:
    return row.basis, row.starts_on, row.date_precision, row.ends_on


def clashes(figure: Figure) -> list[Clash]:
    groups: dict = {}
    for row in figure.standing:
        groups.setdefault((row.part, *period(row)), []).append(row)
    return [
        Clash(rows[0].when, rows) for rows in groups.values() if len({(row.amount, row.precision) for row in rows}) > 1
    ]


def gaps(figure: Figure) -> list[Gap]:
    """Of each period that has one total and parts; shares of a whole are no parts to be added."""
    if figure.counts == "rate":
        return []
    groups: dict = {}
    for row in figure.standing:
        groups.setdefault(period(row), []).append(row)
    found = []
    for rows in groups.values():
        totals, parts = [row for row in rows if not row.part], [row for row in rows if row.part]
        if len(totals) == 1 and parts and (words := _missed(figure, totals[0], parts)):
            found.append(Gap(totals[0].when, words))
    return found


def _missed(figure: Figure, total: FigureValue, parts: list[FigureValue]) -> str:
    """By how much, when no number within the bounds of the parts could be the total."""
    low = sum((row.bounds[0] or Decimal(0) for row in parts), Decimal(0))
    highs = [row.bounds[1] for row in parts]
    high = None if None in highs else sum(highs, Decimal(0))
    least, most = total.bounds
    given = {"parts": figure.says(low), "total": total.words}
    if high is not None and least is not None and high < least:
        short = figure.says(least - high)
        return _("مجموع الأجزاء %(parts)s والإجمالي %(total)s: ينقص عنه %(gap)s لم تُذكر أجزاؤها.", gap=short, **given)
    if most is not None and low > most:
        return _(
            "مجموع الأجزاء %(parts)s والإجمالي %(total)s: يزيد عليه %(gap)s.", gap=figure.says(low - most), **given
        )
    return ""
