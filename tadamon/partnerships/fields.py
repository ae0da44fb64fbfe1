"""Fields that only an agreement has: an amount, several governorates, a last day."""

import re
from decimal import Decimal
from functools import cached_property

from wtforms import SelectMultipleField
from wtforms.fields.choices import Choice as Option
from wtforms.validators import StopValidation

from tadamon.language import _
from tadamon.language.digits import to_ascii
from tadamon.records.history import plain
from tadamon.web.forms import Typed, VagueDateField

AMOUNT = re.compile(r"\d{1,13}(\.\d{1,2})?")


class AmountField(Typed):
    """A sum of money, with or without thousands marks and hundredths."""

    def understand(self, typed):
        said = re.sub(r"[٬,،'\s]", "", to_ascii(typed)).replace("٫", ".")
        if not (said.isascii() and AMOUNT.fullmatch(said)):
            raise ValueError(_("اكتب المبلغ بالأرقام فقط، مثل 1,500,000 أو 2500.50."))
        return Decimal(said)

    def show(self, value):
        return f"{value:,.2f}".removesuffix(".00")


class LastDayField(VagueDateField):
    """The end of a term: of a month or a year it is the last day."""

    def plain(self):
        return plain(self.data and self.data.last)


class Codes(SelectMultipleField):
    """Any of a closed list {code: words}, drawn as check boxes."""

    def __init__(self, label, choices, hint="", of=None, **kwargs):
        super().__init__(label, coerce=str, description=hint, **kwargs)
        self.offered, self.of = choices, of

    @cached_property
    def offers(self) -> dict:
        return self.offered()

    def iter_choices(self):
        for code, words in self.offers.items():
            yield Option(code, str(words), code in self.data, {})

    def process_data(self, value):
        self.data = [str(each) for each in value or ()]

    def process_formdata(self, valuelist):
        self.data = [each for each in valuelist[:100] if each]

    def pre_validate(self, form):
        if not set(self.data) <= set(self.offers):
            raise StopValidation(_("اختر «%(label)s» من القائمة.", label=self.label.text))

    def populate_obj(self, obj, name):
        setattr(obj, self.of, self.data)

    def plain(self):
        return plain(self.data)
