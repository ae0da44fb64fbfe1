"""A day something is due, as a day or as working days: «27 / 3 / 2025», «خلال 5 أيام عمل»."""

from datetime import date

from tadamon.directory import working_days
from tadamon.language import _, typed_days
from tadamon.language.dates import today
from tadamon.web.forms import DateField


class DueField(DateField):
    """`days` is how many working days were typed, if they were; counted from `put`'s day, else from today."""

    days: int | None = None

    def understand(self, typed):
        self.days = typed_days.working_days(typed)
        if self.days is None:
            return super().understand(typed)
        if not 0 < self.days <= working_days.MOST:
            raise ValueError(_("اكتب عدد أيام عمل بين 1 و1000."))
        return working_days.after(today(), self.days)

    def put(self, row, since: date | None = None) -> None:
        """Make the row due then; a day left as it was stays counted as it was."""
        if self.days:
            row.due_within(self.days, since or today())
        elif self.data != row.due_on or self.data is None:
            row.due(self.data)
