"""How many people a cohort has, by administration, sex and state; and whether that is what was meant or told.

People are counted here, each once. Who moved to another cohort is counted there.
"""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import func, select

from tadamon.cohorts.models import Cohort, Target
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.words import STATUSES
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.digits import number

t = Trainee.__table__.c


@dataclass
class Line:
    """The people of one administration; `None` of those whose administration is not known."""

    administration_id: int | None
    sexes: Counter = field(default_factory=Counter)
    states: Counter = field(default_factory=Counter)

    @property
    def whole(self) -> int:
        return self.sexes.total()


@dataclass
class Numbers:
    lines: list[Line]
    groups: Counter
    left: int  # moved to another cohort

    @property
    def whole(self) -> int:
        return sum(line.whole for line in self.lines)

    @property
    def sexes(self) -> Counter:
        return sum((line.sexes for line in self.lines), Counter())

    @property
    def states(self) -> list[tuple[str, int]]:
        found = sum((line.states for line in self.lines), Counter())
        return [(code, found[code]) for code in STATUSES if found[code]]

    def of(self, target: Target) -> int:
        """How many there are of those a target is about."""
        lines = [line for line in self.lines if target.administration_id in (None, line.administration_id)]
        return sum(line.sexes[target.sex] if target.sex else line.whole for line in lines)


def numbers(cohort: Cohort) -> Numbers:
    query = (
        select(t.administration_id, t.sex, t.state, t.group_id, func.count().label("many"))
        .where(t.record_id == cohort.id, t.removed_at.is_(None))
        .group_by(t.administration_id, t.sex, t.state, t.group_id)
    )
    lines, groups, left = {}, Counter(), 0
    for row in db.session.execute(query):
        if row.state == "transferred":
            left += row.many
            continue
        line = lines.setdefault(row.administration_id, Line(row.administration_id))
        line.sexes[row.sex] += row.many
        line.states[row.state] += row.many
        groups[row.group_id] += row.many
    order = sorted(lines.values(), key=lambda line: (line.administration_id is None, line.administration_id or 0))
    return Numbers(order, groups, left)


def doubts(targets: list[Target]) -> list[str]:
    """What does not add up among the numbers that were told: the parts against their whole."""
    whole = next((row.number for row in targets if row.administration_id is None and row.sex is None), None)
    if whole is None:
        return []
    found = []
    for parts, what in (
        ([row.number for row in targets if row.administration_id and row.sex is None], _("أعداد الإدارات")),
        ([row.number for row in targets if row.administration_id is None and row.sex], _("أعداد الإناث والذكور")),
    ):
        if len(parts) and sum(parts) != whole:
            values = {"what": what, "sum": number(sum(parts)), "whole": number(whole)}
            if sum(parts) > whole:
                found.append(_("مجموع %(what)s %(sum)s، وهو أكثر من إجمالي الدفعة %(whole)s.", **values))
            else:
                rest = number(whole - sum(parts))
                found.append(
                    _("مجموع %(what)s %(sum)s من %(whole)s؛ لم يُذكر توزيع الباقي وهو %(rest)s.", rest=rest, **values)
                )
    return found
