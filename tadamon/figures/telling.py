"""What figures tell of themselves in a report: as said, of which day, by which source, and what they count."""

from sqlalchemy import func, select

from tadamon.activities.telling import arabic
from tadamon.figures.comparing import clashes, gaps
from tadamon.figures.models import Figure, FigureValue
from tadamon.language import _, lazy
from tadamon.language.agreement import on, series
from tadamon.language.folding import fold
from tadamon.records.telling import tells

SENTENCES = {"": lazy("{name}: {value}[، منهم {parts}][ ({proof})][. والمقصود: {counts}].")}


def within(first, last):
    ended = func.coalesce(FigureValue.ends_on, FigureValue.starts_on)
    told = select(FigureValue.record_id).where(
        FigureValue.removed_at.is_(None), FigureValue.starts_on <= last, ended >= first
    )
    return Figure.id.in_(told)


def doubts(figure: Figure) -> list[str]:
    """Values that contradict each other, and parts that do not make the total."""
    told = [_("قيم مختلفة لفترة واحدة (%(when)s)", when=each.when) for each in clashes(figure)]
    return [*told, *(each.words for each in gaps(figure))]


def proof(value: FigureValue) -> str:
    """Of which day and by which source; the day once, when the source names it."""
    when, source = value.when, value.source_words
    told = _("المصدر: %(source)s", source=source) if source else ""
    return told if fold(when) in fold(source) else _("؛ ").join(filter(None, (when, told)))


@tells(
    "figure",
    Figure,
    SENTENCES,
    within,
    doubts=doubts,
    called=lazy("الأرقام والمؤشرات"),
    rank=2,
    more=("when", "source"),
)
def tell(figure: Figure) -> dict[str, str]:
    latest = figure.latest
    parts = (row for row in figure.standing if row.part and latest and row.starts_on == latest.starts_on)
    return {
        "name": figure.name,
        "value": latest.words if latest else "",
        "parts": series(
            [_("%(words)s في %(part)s", words=row.words, part=row.part) for row in parts if row is not latest]
        ),
        "proof": proof(latest) if latest else "",
        "when": on(latest.starts_on, latest.date_precision) if latest else "",
        "source": latest.source_words if latest else "",
        "counts": arabic(figure.definition),
    }
