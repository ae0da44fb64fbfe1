"""Telephone numbers as people here write them, stored one way: +201001234567, or a short number such as 16528."""

import re

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

from tadamon.language import lazy
from tadamon.language.digits import to_ascii

REGION = "EG"
SHORT = re.compile(r"1[0-9]{2}|1[5-9][0-9]{3}")  # emergencies and hotlines


def read_phone(typed: str) -> str:
    """The number as stored; raises ValueError with a sentence when it is none.

    Any digits will do, with or without the country's code; the zero that Excel drops is given back.
    """
    text = to_ascii(typed).strip()
    if SHORT.fullmatch(text):
        return text
    try:
        number = parse(text, REGION)
    except NumberParseException as error:
        raise ValueError(lazy("اكتب رقم هاتف واحدًا، مثل 01001234567 أو 16528.")) from error
    if number.extension:
        raise ValueError(lazy("اكتب الرقم وحده، ورقم التحويلة في الملاحظات."))
    if not is_valid_number(number):
        raise ValueError(lazy("هذا الرقم ناقص أو زائد. اكتبه بكود المحافظة أو الدولة، مثل 0952374455 أو +4961961790."))
    return format_number(number, PhoneNumberFormat.E164)


def show_phone(stored: str) -> str:
    """The number as it is dialled here: 010 01234567, +49 6196 1790, 16528. To be shown left-to-right."""
    if not stored.startswith("+"):
        return stored
    number = parse(stored)
    here = number.country_code == 20
    return format_number(number, PhoneNumberFormat.NATIONAL if here else PhoneNumberFormat.INTERNATIONAL)
