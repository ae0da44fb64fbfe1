"""Columns of their own: an exact amount, and a date as precisely as it is known."""

from decimal import Decimal

from sqlalchemy import BigInteger
from sqlalchemy.types import TypeDecorator

from tadamon.language.dates import Vague
from tadamon.language.digits import number


class Money(TypeDecorator):
    """An amount to the hundredth, kept as a whole number of hundredths: exact on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value, dialect):
        return None if value is None else Decimal(value) / 100


def vague(on: str, precision: str) -> property:
    """A date of the record as precisely as it is known; an end is kept as the last day of its period."""

    def get(self) -> Vague | None:
        day = getattr(self, on)
        return day and Vague(day, getattr(self, precision))

    def put(self, period: Vague | None) -> None:
        setattr(self, on, period and (period.last if on.startswith("end") else period.first))
        setattr(self, precision, period.precision if period else "day")

    return property(get, put)


def amount(value: Decimal) -> str:
    """The number without empty hundredths."""
    return number(int(value) if value == value.to_integral_value() else value.quantize(Decimal("0.01")))
