"""What the forms of the directory ask for beside plain lines: names, telephones, addresses of the web, codes."""

import re
from urllib.parse import urlsplit

from wtforms import SelectMultipleField
from wtforms.fields.choices import Choice as Option
from wtforms.validators import StopValidation

from tadamon.directory.phones import read_phone, show_phone
from tadamon.language import _, ngettext, words
from tadamon.language.digits import to_ascii
from tadamon.web.forms import Line, Typed

EMAIL = re.compile(r"[^@\s<>\"'(),;:\\]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+")
HOST = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})+(:[0-9]{1,5})?")
NUMBER = re.compile(r"[0-9]{1,9}([/-][0-9]{1,4})?")


class Name(Line):
    """A name with at least one letter or digit, so that it can be found again."""

    def pre_validate(self, form):
        super().pre_validate(form)
        if self.data and not words.name_key(self.data):
            raise StopValidation(_("اكتب اسمًا فيه حروف أو أرقام."))


class Short(Typed):
    """One line that must have a form of its own; `longest` characters as stored."""

    empty = ""

    def __init__(self, label, longest=200, **kwargs):
        super().__init__(label, **kwargs)
        self.longest = longest

    def process_data(self, value):
        self.data = value or ""

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


class Phone(Short):
    def understand(self, typed):
        return read_phone(typed)

    def show(self, value):
        return show_phone(value)


class Email(Short):
    def understand(self, typed):
        if not EMAIL.fullmatch(typed):
            raise ValueError(_("اكتب عنوان بريد كاملًا، مثل info@example.org."))
        return typed


class Website(Short):
    """An address of the web; what is written without https:// gets it."""

    def understand(self, typed):
        address = typed if "://" in typed else f"https://{typed}"
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if (
            parts.scheme.lower() not in ("http", "https")
            or not HOST.fullmatch(parts.netloc)
            or any(mark in address for mark in " \"'<>\\")
        ):
            raise ValueError(_("اكتب عنوان الموقع كما يظهر في المتصفح، مثل www.example.org."))
        return address


class Registration(Short):
    """The number an NGO was registered under, with its year if there is one: 1234 or 1234/2010."""

    def understand(self, typed):
        number = to_ascii(typed).replace(" ", "")
        if not NUMBER.fullmatch(number):
            raise ValueError(_("اكتب رقم الإشهار بالأرقام، مثل 1234 أو 1234/2010."))
        return number


class Codes(SelectMultipleField):
    """Any of a closed list {code: words}, drawn as check boxes."""

    def __init__(self, label, choices, told_as, hint="", **kwargs):
        super().__init__(label, description=hint, **kwargs)
        self.offers, self.told_as = choices, told_as

    def iter_choices(self):
        for code, said in (self.offers() if callable(self.offers) else self.offers).items():
            yield Option(code, str(said), code in self.data, {})

    def process_data(self, value):
        self.data = list(value or ())

    def process_formdata(self, valuelist):
        self.data = [each for each in valuelist[:500] if each]

    def pre_validate(self, form):
        if not set(self.data) <= set(self.offers() if callable(self.offers) else self.offers):
            raise StopValidation(_("اختر «%(label)s» من القائمة.", label=self.label.text))

    def plain(self):
        return sorted(set(self.data))
