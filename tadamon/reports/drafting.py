"""The draft of a report: a paragraph for each record of the period, under its rarest axis."""

from collections import Counter

from sqlalchemy import select

from tadamon.activities.sequels import Sequel
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, speaking
from tadamon.records.base import Record
from tadamon.records.telling import TELLERS, grouped, of_period, said
from tadamon.reports.models import Report, ReportHeading, ReportParagraph, paragraph_records


def gather(report: Report) -> int:
    """Add a paragraph for every record of the period that no paragraph was written from yet; how many."""
    new = unread(report)
    place = max((row.position for row in report.paragraphs), default=0)
    pieces = grouped(new)
    common = Counter(axis for records in pieces for axis in axes_of(records[0]))
    rows = [paragraph(report, records, position, common) for position, records in enumerate(pieces, place + 1)]
    db.session.add_all(rows)
    add_headings(report, [row.axis for row in rows if row.axis])
    db.session.flush()
    db.session.expire(report, ["paragraphs", "headings"])
    return len(new)


def unread(report: Report) -> list[Record]:
    """The records of the period that no paragraph was written from, not even one that was removed."""
    written = select(paragraph_records.c.record_id).join(
        ReportParagraph, ReportParagraph.id == paragraph_records.c.paragraph_id
    )
    known = set(db.session.scalars(written.where(ReportParagraph.record_id == report.id)))
    return [row for row in of_period(report.office_id, report.starts_on, report.ends_on) if row.id not in known]


def paragraph(report: Report, records: list[Record], position: int, common: Counter) -> ReportParagraph:
    """Under the axis that fewest of the period have: the one that says most of the record."""
    row, record = ReportParagraph(record=report, position=position, records=records), records[0]
    row.told = row.text = now_told(row)
    row.text_en = now_told(row, "en")
    row.axis = min(axes_of(record), key=lambda axis: (common[axis], axis.position), default=None)
    teller = TELLERS[record.type]
    first, last = teller.held(record) if teller.held else (report.starts_on, report.ends_on)
    if reason := teller.left_out(record):
        row.place, row.reason = "left-out", reason
    elif last < report.starts_on or first > report.ends_on:
        row.place, row.reason, english = "outside", _outside(record, "ar"), _outside(record, "en")
        row.reason_en = english if english != row.reason else ""
    return row


def _outside(record: Record, language: str) -> str:
    with speaking(language):
        return TELLERS[record.type].outside(record) or _("وقع خارج أيام الفترة.")


def axes_of(record: Record) -> list[Axis]:
    """Its own, or those of the activity it came from."""
    return (
        getattr(record, "axes", None)
        or getattr(getattr(record, "activity", None), "axes", [])
        or came_of(record)
        or TELLERS[record.type].axes()
    )


def came_of(record: Record) -> list[Axis]:
    """The axes of what led to it: of a committee, the workshop that agreed on it."""
    ties = select(Sequel).where(Sequel.later_id == record.id).order_by(Sequel.id)
    return [axis for tie in db.session.scalars(ties) for axis in getattr(tie.earlier, "axes", [])]


def now_told(row: ReportParagraph, language: str = "ar") -> str:
    """What its records say today, in the order they are kept in: another order would look like a change."""
    records = sorted(row.records, key=lambda record: record.id)
    with speaking(language, "arab" if language == "ar" else None):
        return said(records, row.record.starts_on, row.record.ends_on)


def join(above: ReportParagraph, below: ReportParagraph) -> None:
    """Make one of two; when neither was told of anew, what both say together is no change either."""
    fresh = all(row.told == now_told(row) for row in (above, below) if row.told)
    above.take_in(below)
    above.told = now_told(above) if fresh and above.told else above.told


def add_headings(report: Report, axes: list[Axis]) -> None:
    """Called and ordered as in the last report of the office; axes that it did not have stand after those."""
    known, before = {row.axis_id for row in report.headings}, last_headings(report)
    for axis in {axis for axis in axes if axis.id not in known}:
        row = before.get(axis.id)
        new = ReportHeading(record=report, axis_id=axis.id, title=axis.name_ar, title_en=axis.name_en)
        new.position = row.position if row else len(before) + axis.position
        if row:
            new.title, new.title_en = row.title, row.title_en
        db.session.add(new)


def last_headings(report: Report) -> dict[int, ReportHeading]:
    """{axis_id: its heading in the newest report of the unit on days before those of this one}."""
    mine = (Report.unit_id == report.unit_id, Report.starts_on < report.starts_on, Report.archived_at.is_(None))
    query = select(Report).where(*mine, Report.current()).order_by(Report.starts_on.desc(), Report.id.desc())
    last = db.session.scalars(query.limit(1)).unique().first()
    return {row.axis_id: row for row in last.headings} if last else {}


def doubts(records) -> list[tuple[Record, str]]:
    """What the writer should know of the records behind the report: numbers that do not fit together."""
    told = sorted((record for record in records if record.type in TELLERS), key=lambda record: record.id)
    return [(record, words) for record in told for words in TELLERS[record.type].doubts(record)]


def governorates(report: Report) -> dict[str, int]:
    """{code: how many records that the report tells of lie there}."""
    told = {each.id: each for row in report.paragraphs if row.place == "axis" for each in row.records}
    return Counter(code for record in told.values() if (code := getattr(record, "governorate", None)))
