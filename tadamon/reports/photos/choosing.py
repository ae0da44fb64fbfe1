"""Which photographs a writer may choose from, where they may stand, and who may see them."""

from functools import partial
from textwrap import shorten

from flask import abort, g
from sqlalchemy import select

from tadamon.access import visible
from tadamon.extensions import db
from tadamon.language import _
from tadamon.records.attachments import Attachment
from tadamon.reports.models import Report
from tadamon.reports.photos.models import ReportPhoto
from tadamon.web.pictures import PHOTOS

MOST = 60
_short = partial(shorten, placeholder="…")


def offers(report: Report) -> dict[int, Attachment]:
    """{id: a picture attached to a record that the report tells of and the reader may see}, by record."""
    seen = visible({each.id for row in report.paragraphs for each in row.records})
    pictures = select(Attachment).where(
        Attachment.record_id.in_(seen),
        Attachment.media_type.in_(PHOTOS),
        Attachment.purpose == "file",
        Attachment.removed_at.is_(None),
    )
    rows = db.session.scalars(pictures.order_by(Attachment.record_id, Attachment.position, Attachment.id).limit(MOST))
    return {row.id: row for row in rows}


def offered(report: Report, id: int) -> Attachment:
    return offers(report).get(id) or abort(404)


def spots(report: Report) -> dict[str, str]:
    """{the code of a spot: its words}, in the order of the report."""
    found, headings = {}, {row.axis_id: row.title for row in report.headings}
    told = [row for row in report.paragraphs if row.place == "axis"]
    for axis in [*headings, *sorted({row.axis_id for row in told} - set(headings), key=str)]:
        under = [row for row in told if row.axis_id == axis]
        name = headings.get(axis) or _("أنشطة أخرى")
        found |= {f"paragraph-{row.id}": _after(name, row) for row in under}
        found |= {f"axis-{axis}": _("في آخر محور «%(axis)s»", axis=name)} if axis and under else {}
    outside = [row for row in report.paragraphs if row.place == "outside"]
    return found | {f"paragraph-{row.id}": _after(_("خارج الفترة"), row) for row in outside}


def _after(name: str, row) -> str:
    return _("%(axis)s — بعد: %(text)s", axis=_short(name, 36), text=_short(row.text, 44))


def shown(report: Report) -> list[ReportPhoto]:
    """The photographs of the report that the reader may see: not those of a record that is closed to them."""
    if report.approval:
        return [photo for photo in report.photos if photo.sha256 in report.approval.snapshot["report/ar-arab"]]
    known = g.setdefault("photos_seen", {})
    sources = {photo.source.record_id for photo in report.photos if photo.source} - set(known)
    seen = visible(sources)
    known.update({id: id in seen for id in sources})
    return [photo for photo in report.photos if not photo.source or known[photo.source.record_id]]


def at(report: Report, spot: str) -> list[ReportPhoto]:
    return [photo for photo in shown(report) if photo.spot == spot]


def last(report: Report) -> list[ReportPhoto]:
    """At the end of the report: those that stand nowhere else, also when their paragraph or axis has gone."""
    rows = report.paragraphs
    spots = {f"paragraph-{row.id}" for row in rows} | {f"axis-{row.axis_id}" for row in rows if row.place == "axis"}
    return [photo for photo in shown(report) if photo.spot not in spots]


def paired(photos: list[ReportPhoto]) -> list[list[ReportPhoto]]:
    """As they print: two beside each other, the wide ones alone."""
    lines: list[list[ReportPhoto]] = []
    for photo in photos:
        if lines and len(lines[-1]) == 1 and not photo.wide and not lines[-1][0].wide:
            lines[-1].append(photo)
        else:
            lines.append([photo])
    return lines
