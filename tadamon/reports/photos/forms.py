from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, FileField, HiddenField

from tadamon.extensions import db
from tadamon.language import _, lazy
from tadamon.records import files
from tadamon.reports.models import Report
from tadamon.reports.photos.choosing import offers, spots
from tadamon.web import pictures
from tadamon.web.forms import Choice, Form, Line

NOTHING = lazy("اختر صورة من مرفقات السجلات أو ارفع صورة جديدة.")


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
        self.spot.offered, self.spot.told_as = lambda: spots(report), "stands"
        return self


class NewPhotoForm(PhotoForm):
    """A picture chosen among those of the records, or a new one; what was sent once is not asked for again.

    It is made small and stored by `take`, before the form is validated: the bytes are safe before the row is.
    """

    source_id = Choice(lazy("من مرفقات السجلات"), dict, required=False, coerce=int)
    file = FileField(lazy("صورة جديدة"), description=lazy("JPG أو PNG أو WebP، حتى 20 ميجابايت."))
    kept = HiddenField()  # an upload that came with a form in which something else was wrong, signed
    photo = trouble = None  # (SHA-256, width, height), or what is wrong with what was sent

    def on(self, report: Report):
        self.source_id.offered = lambda: offers(report)
        return super().on(report)

    def validate(self, *args, **kwargs) -> bool:
        self.file.process_errors = [] if self.photo else [self.trouble or NOTHING]
        return super().validate(*args, **kwargs) and self.photo is not None

    def take(self) -> None:
        """The picture, or what will be said of it beside its field. What the request has locked is let go: making a
        picture small takes seconds.
        """
        source = None if self.sent else self.source_id.offered().get(self.source_id.data)
        chosen = source and (source.name, source.sha256)
        db.session.rollback()
        self.source_id.data = source and self.source_id.data
        try:
            self.photo = self.from_upload() if self.sent else from_store(*chosen) if chosen else self.sent_before()
        except files.FileRefused as refused:
            self.trouble = refused.sentence
        except FileNotFoundError:
            self.trouble = _("لم يعد ملف هذه الصورة محفوظًا. اختر صورة غيرها.")

    @property
    def sent(self) -> bool:
        return bool(getattr(self.file.data, "filename", ""))

    def from_upload(self):
        upload = self.file.data
        pictures.accept(files.clean_filename(upload.filename), upload.stream)
        photo = _small(upload.stream)
        self.kept.data = _signer().dumps(photo)
        return photo

    def sent_before(self):
        try:
            return self.kept.data and _signer().loads(self.kept.data)
        except BadSignature:
            return None

    def put(self, thing) -> None:
        del self.file, self.kept
        super().put(thing)
        thing.sha256, thing.width, thing.height = self.photo


def from_store(name: str, sha256: str) -> tuple[str, int, int]:
    with pictures.store().open(sha256) as stream:
        pictures.accept(name, stream)
        return _small(stream)


def _small(stream) -> tuple[str, int, int]:
    photo = pictures.shrunk(stream)
    return pictures.keep(photo), photo.width, photo.height


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, "report-photo")
