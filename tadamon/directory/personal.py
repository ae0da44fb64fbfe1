"""Data that belong to a person: shown masked, whole only to who may, and each time it is written into the log.

The rooms that hold such data keep to one way: the page shows masks; a POST of its own, which notes the act,
answers with the form that shows everything; the form is saved upon exactly what was seen; nothing of it is
kept in drafts, in the history or in the search.
"""

from tadamon.directory.national_id import holds_one, masked, read_national_id
from tadamon.directory.phones import read_phone
from tadamon.language import _
from tadamon.language.digits import to_reader
from tadamon.web.forms import Form, Line, Typed

SHOWN_OF_PHONE = 3


def masks(name: str = "", national_id: str = "", phone: str = "") -> dict[str, str]:
    """What may be said of each without telling it: the first letters, the last digits."""
    initials = " ".join(f"{word[0]}•••" for word in name.split())
    hidden = "•" * max(0, len(phone) - SHOWN_OF_PHONE) + to_reader(phone[-SHOWN_OF_PHONE:]) if phone else ""
    said = {"name": initials, "national_id": masked(national_id), "phone": hidden}
    return {name: words for name, words in said.items() if words}


class NationalIdField(Typed):
    """A national number, kept as its fourteen digits; `warnings` say what may be wrong with it."""

    empty = ""
    warnings: list = []
    read = None

    def process_data(self, value):
        self.data = value or ""

    def understand(self, typed):
        self.read = read_national_id(typed)
        self.warnings = self.read.warnings()
        return self.read.digits


class PhoneField(Typed):
    empty = ""

    def process_data(self, value):
        self.data = value or ""

    def understand(self, typed):
        return read_phone(typed)


class Impersonal(Form):
    """No national number strays into a text that everyone reads."""

    PERSONAL: tuple[str, ...] = ()

    def validate(self, extra_validators=None) -> bool:
        right = super().validate(extra_validators)
        for field in self:
            if isinstance(field, Line) and field.name not in self.PERSONAL and holds_one(field.data):
                field.errors = [
                    *field.errors,
                    _("احذف الرقم القومي من هذا النص: لا يُكتب إلا في خانته، حيث لا يراه إلا المختصون."),
                ]
                right = False
        return right


def fill(form: Form, saved: dict) -> None:
    """Show in the form what is saved: {name of the field: its value}."""
    for name, value in saved.items():
        form[name].process(None, value)
        form[name].typed = None


def beside(form: Form, saved: dict) -> None:
    """A colleague was faster: what is saved now stands beside each field that differs."""
    for name, value in saved.items():
        if value != (form[name].data or ("" if isinstance(value, str) else None)):
            form[name].errors = [_("المحفوظ الآن: %(value)s", value=form[name].show(value) if value else "—")]
    form.form_errors.append(
        _("تغيّرت هذه البيانات بعد أن فتحت الصفحة. راجع المحفوظ الآن بجانب كل خانة ثم احفظ ما تريد.")
    )
