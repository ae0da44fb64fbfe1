"""The ministry's working days: Sunday to Thursday, without the holidays of an editable table."""

from datetime import date, datetime, timedelta

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.extensions import Key, db
from tadamon.language import reader
from tadamon.language.dates import show_range
from tadamon.records.base import now

WEEKEND = (4, 5)  # Friday and Saturday, as date.weekday() counts
MOST = 1000


class Holiday(db.Model):
    """Days off, first to last, by a decree; one that was only foreseen has no decree yet."""

    __tablename__ = "holidays"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    name_ar: Mapped[str] = mapped_column(db.String(150))
    name_en: Mapped[str] = mapped_column(db.String(150), default="")
    decree: Mapped[str] = mapped_column(db.String(100), default="")
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(default=now)
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_holidays_starts_on", "starts_on"),)

    @property
    def days(self) -> str:
        return show_range(self.starts_on, self.ends_on)

    @property
    def name(self) -> str:
        return (self.name_en or self.name_ar) if reader().language == "en" else self.name_ar


def holidays(first: date, last: date) -> dict[date, Holiday]:
    """{day: its holiday} of the days off from `first` to `last`, both counted."""
    query = select(Holiday).where(Holiday.starts_on <= last, Holiday.ends_on >= first)
    return {
        day: holiday
        for holiday in db.session.scalars(query)
        for day in _days(max(first, holiday.starts_on), min(last, holiday.ends_on))
    }


def works(day: date, off) -> bool:
    return day.weekday() not in WEEKEND and day not in off


def after(day: date, count: int) -> date:
    """The working day `count` (1 to 1000) working days after this one, which need not be one itself."""
    if not 0 < count <= MOST:
        raise ValueError(count)
    last = day + timedelta(days=2 * count + 30)
    off = holidays(day, last)
    while count:
        day += timedelta(days=1)
        if day > last:
            last = day + timedelta(days=60)
            off = holidays(day, last)
        count -= works(day, off)
    return day


def between(first: date, last: date) -> int:
    """How many working days lie after `first` up to `last`, which counts; negative when `last` comes earlier."""
    if last < first:
        return -between(last, first)
    off = holidays(first, last)
    return sum(works(day, off) for day in _days(first + timedelta(days=1), last))


def next_working(day: date) -> date:
    """This day, or the first working day after it."""
    return day if works(day, holidays(day, day)) else after(day, 1)


def _days(first: date, last: date):
    return (first + timedelta(days=each) for each in range((last - first).days + 1))
