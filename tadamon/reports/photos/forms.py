from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, FileField, HiddenField

from tadamon.language import _, lazy
from tadamon.records import files
from tadamon.reports.models import Report
from tadamon.reports.photos.choosing import offers, spots
from tadamon.web import pictures
from tadamon.web.forms import Choice, Form, Line


class PhotoForm(Form):
    caption = Line(lazy("تعليق الصورة"), required=True)
    alt = Line(
        lazy("وصف الصورة"),
        required=True,
        hint=lazy("ما يظهر فيها، لمن لا يراها. مثال: موظفتان تسجلان طلبات المواطنين."),
    )
    caption_en = Line(lazy("التعليق بالإنجليزية"))
    alt_en = Line(lazy("الوصف بالإنجليزية"))
    spot = Choice(lazy("موضعها"), dict, empty=lazy("في آخر التقرير"), required=False)
    wide = BooleanField(lazy("بعرض الصفحة (وإلا صورتان في السطر)"))

    @classmethod
    def of(cls, thing, **data):
        return super().of(thing, **data).on(thing.record)

    def on(self, report: Report):
        self.spot.offered = lambda: spots(report)
        return self


class NewPhotoForm(PhotoForm):
    """A picture chosen among those of the records, or a new one; what was sent once is not asked for again.

    It is made small and stored while the form is validated: the bytes are safe before the row is.
    """

    source_id = Choice(lazy("من مرفقات السجلات"), dict, required=False, coerce=int)
    file = FileField(lazy("صورة جديدة"), description=lazy("JPG أو PNG أو WebP، حتى 20 ميجابايت."))
    kept = HiddenField()  # an upload that came with a form in which something else was wrong, signed
    photo = None  # (SHA-256, width, height)

    def on(self, report: Report):
        self.source_id.offered = lambda: offers(report)
        return super().on(report)

    def validate(self, *args, **kwargs) -> bool:
        self.take()
        return super().validate(*args, **kwargs) and self.photo is not None

    def take(self) -> None:
        """The picture; what is wrong with it will stand beside its field."""
        try:
            self.photo = self.sent() or self.chosen() or self.sent_before()
            trouble = None if self.photo else _("اختر صورة من مرفقات السجلات أو ارفع صورة جديدة.")
        except files.FileRefused as refused:
            trouble = refused.sentence
        except FileNotFoundError:
            trouble = _("لم يعد ملف هذه الصورة محفوظًا. اختر صورة غيرها.")
        self.file.process_errors = [trouble] if trouble else []

    def sent(self):
        upload = self.file.data
        if not getattr(upload, "filename", ""):
            return None
        pictures.accept(files.clean_filename(upload.filename), upload.stream)
        photo, self.source_id.data = _small(upload.stream), None
        self.kept.data = _signer().dumps(photo)
        return photo

    def chosen(self):
        source = self.source_id.offers.get(self.source_id.data)
        if source is None:
            self.source_id.data = None
            return None
        with pictures.store().open(source.sha256) as stream:
            pictures.accept(source.name, stream)
            return _small(stream)

    def sent_before(self):
        try:
            return self.kept.data and _signer().loads(self.kept.data)
        except BadSignature:
            return None

    def put(self, thing) -> None:
        del self.file, self.kept
        super().put(thing)
        thing.sha256, thing.width, thing.height = self.photo


def _small(stream) -> tuple[str, int, int]:
    photo = pictures.shrunk(stream)
    return pictures.keep(photo), photo.width, photo.height


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, "report-photo")
