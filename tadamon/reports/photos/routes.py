"""The photographs on the sheet: rows like others, and their bytes in the sizes of paper and of screens."""

from flask import abort, g, request, send_file

from tadamon.access import allow, load
from tadamon.language import _, lazy
from tadamon.records import files
from tadamon.reports.models import Report
from tadamon.reports.photos.choosing import at, last, offered, paired, shown
from tadamon.reports.photos.forms import NewPhotoForm, PhotoForm
from tadamon.reports.photos.models import ReportPhoto
from tadamon.reports.routes import LISTS, SHEET, bp
from tadamon.web import pictures
from tadamon.web.answers import again, wants_fragment
from tadamon.web.rows import Rows


class PhotoRows(Rows):
    takes_files = True
    adds = lazy("إضافة صورة")

    def blank(self, record):
        """`spot` in the address is where it was asked for."""
        form = g.pop("taken", None) or NewPhotoForm(data={"spot": request.args.get("spot")})
        return form.on(record)

    def create(self, id):
        """The picture is made small before the form is judged, and the record then loaded anew, with its lock."""
        form = self.blank(self._open(id))
        form.take()
        g.taken = form
        return super().create(id)

    def put(self, row, form) -> None:
        before = row.spot
        super().put(row, form)
        row.moved = row.version is None or before != row.spot

    def _done(self, record, row, said, **more):
        """One that came, or went elsewhere, is seen there at once: the page is loaded anew."""
        if getattr(row, "moved", False) and wants_fragment():
            return again(said, self._back(record, row))
        return super()._done(record, row, said, **more)

    def _row(self, record, row_id, removed=False):
        row = super()._row(record, row_id, removed)
        return row if removed or row in shown(record) else abort(404)


LISTS.photos = PhotoRows(
    bp,
    "photos",
    owner=Report,
    model=ReportPhoto,
    form=PhotoForm,
    action="reports.write",
    folder="reports/photos",
    heading=lazy("صورة في التقرير"),
)
bp.context_processor(lambda: {"photo_rows": LISTS.photos, "photos_at": at, "last_photos": last, "paired": paired})


@bp.get("/<id:id>/photos/<id:row_id>/<sha256>")
@allow("reports.read")
def photo(id, row_id, sha256):
    """Its bytes as they print, `small` for a screen. The hash is in the address, so a paper that names it cannot change."""
    record = load(Report, id)
    row = next((row for row in shown(record) if (row.id, row.sha256) == (row_id, sha256)), None) or abort(404)
    return jpeg(row.label(), row.sha256, pictures.store().path(sha256) if "small" not in request.args else None)


@bp.get("/<id:id>/photos/offers/<id:file_id>")
@allow("reports.write")
def offer(id, file_id):
    """A picture that one may choose, made small."""
    return jpeg(_("صورة"), offered(load(Report, id, to="edit", options=SHEET), file_id).sha256)


def jpeg(name: str, sha256: str, path=None):
    try:
        answer = send_file(path or pictures.thumbnail(sha256), mimetype="image/jpeg", etag=sha256[:40])
    except (FileNotFoundError, files.FileRefused):
        abort(404)
    answer.headers.update(files.headers(f"{name}.jpg", inline=True))
    return answer
