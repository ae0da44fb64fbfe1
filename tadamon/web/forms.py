"""Form fields that forgive how Arabic is typed, and say beside the field what to do.

A form class is the whitelist of what may be changed. `of(thing)` fills it from a record,
`put(thing)` writes it back, `only(name)` keeps one field for editing in place.
"""

from functools import cached_property

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from markupsafe import escape
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import BooleanField, FileField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import Choice as Option
from wtforms.validators import StopValidation
from wtforms.widgets import Select, TextArea

from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.clean import clean_line, clean_text
from tadamon.language.dates import Vague, parse_date, parse_time, show_date, show_time
from tadamon.language.digits import to_ascii, to_reader
from tadamon.records.history import plain

BIGGEST_ID = 2**63 - 1


class Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect checks every request; one token on the page is enough

        def wrap_formdata(self, form, formdata):
            """What was posted: texts for every field, files for the fields of files alone, never JSON."""
            if formdata is not _Auto:
                return formdata
            if request.method != "POST":
                return None
            taking = {field.name for field in form if isinstance(field, FileField)}
            files = MultiDict((name, file) for name, file in request.files.items(multi=True) if name in taking)
            return CombinedMultiDict((files, request.form))

    @classmethod
    def of(cls, thing, **data):
        """The form as the record stands, or as it was just posted."""
        form = cls(data={name: getattr(thing, name, None) for name in cls.names()} | data)
        form.thing = thing
        return form

    thing = None

    @classmethod
    def names(cls) -> list[str]:
        return [name for name in dir(cls) if hasattr(getattr(cls, name), "field_class")]

    @classmethod
    def labels(cls) -> dict:
        return {name: getattr(cls, name).args[0] for name in cls.names()}

    def only(self, name: str) -> "Form":
        for other in list(self._fields):
            if other != name:
                del self[other]
        return self

    def put(self, thing) -> None:
        self.populate_obj(thing)

    def at(self, place: str) -> "Form":
        """The same form with ids of its own, so that several can be open on a page."""
        for field in self:
            field.id = f"{place}-{field.name}"
        return self


class Typed(StringField):
    """A field that keeps what was typed when it cannot be understood."""

    def __init__(self, label, required=False, hint="", missing=None, **kwargs):
        super().__init__(label, description=hint, **kwargs)
        self.required, self.missing, self.typed = required, missing, None

    def understand(self, typed: str):
        """The value of a non-empty text; raises ValueError with a sentence."""
        return typed

    empty = None

    def process_formdata(self, valuelist):
        if not valuelist:
            return
        self.typed = clean_line(valuelist[0][:400])
        try:
            self.data = self.understand(self.typed) if self.typed else self.empty
        except ValueError as misunderstood:
            raise ValueError(str(misunderstood.args[0])) from misunderstood

    def pre_validate(self, form):
        if self.process_errors:
            raise StopValidation()
        if self.required and self.data in (None, ""):
            raise StopValidation(str(self.missing or _("اكتب %(label)s.", label=self.label.text)))

    def show(self, value) -> str:
        return str(value)

    def _value(self):
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.show(self.data)

    def plain(self):
        return plain(self.data)


class Line(Typed):
    """One line of text, at most `longest` characters; `among`: the names that are suggested (pieces/pick)."""

    empty = ""
    clean = staticmethod(clean_line)

    def __init__(self, label, longest=300, among="", **kwargs):
        super().__init__(label, **kwargs)
        self.longest, self.among = longest, among

    def process_data(self, value):
        self.data = value or ""

    def process_formdata(self, valuelist):
        if valuelist:
            self.data = self.clean(valuelist[0])

    def pre_validate(self, form):
        super().pre_validate(form)
        if len(self.data) > self.longest:
            raise StopValidation(
                ngettext(
                    "اختصر «%(label)s» إلى حرف واحد.",
                    "اختصر «%(label)s» إلى %(num)s حرفًا على الأكثر.",
                    self.longest,
                    label=self.label.text,
                )
            )


class Prose(Line):
    """Paragraphs of plain text."""

    widget = TextArea()
    clean = staticmethod(clean_text)

    def __init__(self, label, longest=50_000, rows=6, **kwargs):
        super().__init__(label, longest=longest, render_kw={"rows": rows}, **kwargs)


class Link(Line):
    """An http(s) address."""

    def pre_validate(self, form):
        super().pre_validate(form)
        if self.data and not self.data.lower().startswith(("https://", "http://")):
            raise StopValidation(_("اكتب الرابط كاملًا كما يبدأ في المتصفح: https://…"))
        if any(mark in self.data for mark in " \"'<>\\"):
            raise StopValidation(_("انسخ الرابط من المتصفح كما هو، دون مسافات أو علامات اقتباس."))


class DateField(Typed):
    """A whole day."""

    def understand(self, typed):
        vague = parse_date(typed)
        if vague.precision != "day":
            raise ValueError(_("اكتب اليوم والشهر والسنة، مثل: 27 / 3 / 2025."))
        return vague.first

    def show(self, value):
        return f"{value.day}/{value.month}/{value.year}"


class VagueDateField(Typed):
    """A day, a month, a quarter or a year, as precisely as it is known; `of` is the record's name for it."""

    def __init__(self, label, of="date", **kwargs):
        super().__init__(label, **kwargs)
        self.of = of

    def understand(self, typed):
        return parse_date(typed)

    def show(self, value: Vague):
        return show_date(value.first, value.precision)

    def populate_obj(self, obj, name):
        setattr(obj, self.of, self.data)

    def plain(self):
        return plain(self.data and self.data.first)


class TimeField(Typed):
    def understand(self, typed):
        return parse_time(typed)

    def show(self, value):
        return show_time(value)


class NumberField(Typed):
    """A whole number between `least` and `most`."""

    def __init__(self, label, least=0, most=BIGGEST_ID, **kwargs):
        super().__init__(label, **kwargs)
        self.least, self.most = least, most

    def understand(self, typed):
        typed = to_ascii(typed)
        if not (typed.isascii() and typed.isdigit() and len(typed) < 20 and self.least <= int(typed) <= self.most):
            raise ValueError(
                _("اكتب رقمًا بين %(least)s و%(most)s.", least=to_reader(self.least), most=to_reader(self.most))
            )
        return int(typed)


class Drawn(Select):
    """As WTForms draws it, but every option at a fraction of the cost."""

    @classmethod
    def render_option(cls, choice, **kwargs):
        selected = " selected" if choice.selected else ""
        return f'<option value="{escape(choice.value)}"{selected}>{escape(choice.label)}</option>'


class Choice(SelectField):
    """One of a closed list: {code: words}, or a function that gives it."""

    widget = Drawn()

    def __init__(self, label, choices, empty=None, hint="", required=True, **kwargs):
        coerce = kwargs.pop("coerce", str)
        super().__init__(label, coerce=lambda v: self._coerced(coerce, v), description=hint, **kwargs)
        self.offered, self.empty, self.required = choices, empty, required

    @staticmethod
    def _coerced(coerce, value):
        if value in (None, "", "None"):
            return None
        try:
            value = coerce(value)
        except ValueError:
            return ""
        return "" if isinstance(value, int) and not 0 <= value <= BIGGEST_ID else value

    @cached_property
    def offers(self) -> dict:
        return self.offered() if callable(self.offered) else self.offered

    def iter_choices(self):
        if self.empty is not None:
            yield Option("", str(self.empty), self.data is None, {})
        for code, words in self.offers.items():
            yield Option(code, str(words), code == self.data, {})

    def pre_validate(self, form):
        if self.data is None and not self.required:
            return
        if self.data not in self.offers:
            raise StopValidation(_("اختر «%(label)s» من القائمة.", label=self.label.text))

    def plain(self):
        return self.data


class Choices(SelectMultipleField):
    """Any of a closed list of records, drawn as check boxes; the data are their ids.

    What is chosen already and no longer offered stays: an axis in the archive is still the activity's.
    """

    def __init__(self, label, model, choices, hint="", **kwargs):
        super().__init__(label, coerce=int, description=hint, **kwargs)
        self.model, self.offered = model, choices

    @cached_property
    def offers(self) -> dict:
        return self.offered()

    def iter_choices(self):
        for id, words in self.offers.items():
            yield Option(id, str(words), id in self.data, {})

    def process_data(self, value):
        self.standing = self.data = [getattr(each, "id", each) for each in value or ()]

    def process_formdata(self, valuelist):
        try:
            self.data = [self.coerce(each) for each in valuelist[:500] if each]
        except ValueError:
            self.data = [None]

    def pre_validate(self, form):
        if not set(self.data) <= {*self.offers, *self.standing}:
            raise StopValidation(_("اختر «%(label)s» من القائمة.", label=self.label.text))

    def chosen(self) -> list:
        ids = {*self.data, *(id for id in self.standing if id not in self.offers)}
        query = db.select(self.model).where(self.model.id.in_(ids)).order_by(self.model.position)
        return list(db.session.scalars(query))

    def populate_obj(self, obj, name):
        setattr(obj, name, self.chosen())

    def plain(self):
        return plain(self.chosen())


def posted_version() -> int:
    """The version the person saw when the form was opened; 0 when it is missing or not a number."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


__all__ = [
    "BooleanField",
    "Choice",
    "Choices",
    "DateField",
    "FileField",
    "Form",
    "Line",
    "Link",
    "NumberField",
    "PasswordField",
    "Prose",
    "TimeField",
    "VagueDateField",
    "posted_version",
]
