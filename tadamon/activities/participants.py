"""The bodies at an activity."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit
from tadamon.activities.models import named
from tadamon.directory.linking import Link
from tadamon.directory.organisations import Organisation
from tadamon.extensions import Key, db
from tadamon.language import _, lazy, ngettext, reader
from tadamon.language.digits import to_reader
from tadamon.records.base import Part
from tadamon.records.history import Told

PARTICIPATION = {
    "attended": lazy("حضرت"),
    "invited": lazy("دُعيت"),
    "apologised": lazy("اعتذرت"),
    "absent": lazy("لم تحضر"),
}
# What a body did at an event, beside coming to it.
EVENT_ROLES = {
    "organiser": lazy("منظِّم"),
    "co-organiser": lazy("شريك في التنظيم"),
    "host": lazy("مستضيف"),
    "implementer": lazy("منفِّذ"),
    "funder": lazy("مموِّل"),
    "umbrella": lazy("مبادرة مظلة"),
    "attended": lazy("مشارك"),
}
ROLES = EVENT_ROLES | PARTICIPATION
COUNT_PRECISIONS = {
    "exactly": lazy("بالضبط"),
    "about": lazy("نحو"),
    "at-least": lazy("على الأقل"),
    "more-than": lazy("أكثر من"),
}
# Of a group that nobody counted.
GROUP_PRECISIONS = COUNT_PRECISIONS | {"several": lazy("عدة")}


class Participant(Part, db.Model):
    """A body at an activity, or a group of bodies known by their number alone («27 جمعية»).

    `count` bodies when it is a group, with how sure the number is; a group may be partly named by
    rows of its own, so a group's number is never added to them.
    """

    __tablename__ = "participants"
    name: Mapped[str] = mapped_column(db.String(250))
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(db.String(20), default="attended")
    governorate: Mapped[str | None] = mapped_column(db.String(10))
    count: Mapped[int | None]
    precision: Mapped[str] = mapped_column(db.String(20), default="exactly")
    note: Mapped[str] = mapped_column(db.String(250), default="")
    organisation = relationship(Organisation, foreign_keys=[organisation_id])
    links = (Link("name", "organisation_id", "organisation", ours=True),)
    audited = {
        "name": Told(lazy("الجهة")),
        "role": Told(lazy("المشاركة"), named(ROLES)),
        "governorate": Told(lazy("المحافظة"), lambda code: governorate(code)),
        "count": Told(lazy("العدد"), to_reader),
        "precision": Told(lazy("دقة العدد"), named(GROUP_PRECISIONS)),
        "note": Told(lazy("ملاحظة")),
    }

    def label(self) -> str:
        return self.name

    @property
    def name_now(self) -> str:
        """As it was written in Arabic; in English the directory's name for it."""
        return self.organisation.name if self.organisation and reader().language == "en" else self.name

    @property
    def place(self) -> str:
        return governorate(self.governorate)

    @property
    def count_words(self) -> str:
        """«نحو ٢٧ جهة» of a group; "" of a body by name."""
        return counted_words(
            self.count, self.precision, lambda n: ngettext("جهة واحدة", "%(num)s جهات", n), lazy("عدد لم يُذكر")
        )

    @property
    def is_group(self) -> bool:
        """Whether it stands for bodies known by their number, or known to be several."""
        return bool(self.count) or self.precision == "several"

    @property
    def role_words(self) -> str:
        """«حضرت», «اعتذرت: لسفر رئيسها»."""
        said = str(ROLES[self.role])
        return f"{said}{_(': ')}{self.note}" if self.note else said

    @property
    def words(self) -> str:
        """The body with all that is said of it, in one line."""
        said = (self.name, self.count_words, self.place, self.role_words)
        return _("، ").join(filter(None, said))

    def find_place(self) -> None:
        """The governorate of a body that works in one only, or of a unit of ours, unless another is given."""
        if self.governorate or self.is_group:
            return
        body = self.organisation_id and db.session.get(Organisation, self.organisation_id)
        if body:
            self.governorate = body.governorates[0] if len(body.governorates) == 1 else None
        elif unit := Unit.named(self.name):
            self.governorate = unit.governorate


def counted_words(count: int | None, precision: str, many, several) -> str:
    """The number as it was said: «أكثر من ٥ …», `several` of a group that nobody counted; "" without one."""
    if precision == "several":
        return str(several)
    if not count:
        return ""
    said = many(count)
    return said if precision == "exactly" else f"{GROUP_PRECISIONS[precision]} {said}"
