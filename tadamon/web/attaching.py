"""Files attached to a sheet: the form that takes one, and the list they stand in."""

from flask import abort, current_app, request, send_file
from wtforms import ValidationError

from tadamon.access import load
from tadamon.language import _, lazy
from tadamon.records import files
from tadamon.web.forms import FileField, Form
from tadamon.web.rows import Rows

LARGEST_FILE = 20 * 1024 * 1024


class FileForm(Form):
    """A file is examined and stored while the form is validated: the bytes are safe before the row is."""

    file = FileField(lazy("ملف"), description=lazy("PDF أو صورة أو ملف Word أو Excel أو PowerPoint، حتى 20 ميجابايت."))

    def validate_file(self, field):
        upload = field.data
        if not getattr(upload, "filename", ""):
            raise ValidationError(_("اختر الملف الذي تريد إرفاقه."))
        try:
            self.filename = files.clean_filename(upload.filename)
            self.kind = files.inspect(self.filename, upload.stream)
            upload.stream.seek(0)
            self.stored = files.store_for(current_app.config["TADAMON_FILES"]).put(upload.stream, LARGEST_FILE)
        except files.FileRefused as refused:
            raise ValidationError(refused.sentence) from refused

    def put(self, row) -> None:
        row.name, row.media_type = self.filename, self.kind.media_type
        row.size, row.sha256 = self.stored.size, self.stored.sha256


class FileRows(Rows):
    """Reading a file's row is downloading it; its bytes are never edited."""

    in_list = takes_files = True
    adds = lazy("إرفاق ملف")
    VERBS = ("new", "create", "read", "position", "removal", "restoration")

    def read(self, id, row_id):
        row = self._row(load(self.owner, id), row_id)
        stored = files.store_for(current_app.config["TADAMON_FILES"])
        if not stored.exists(row.sha256):
            abort(404)
        answer = send_file(stored.path(row.sha256), mimetype=row.media_type, etag=row.sha256)
        answer.headers.update(files.headers(row.name, inline="download" not in request.args))
        return answer
