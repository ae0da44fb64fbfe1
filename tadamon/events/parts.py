"""The rows of an event: whom we sent, which countries came, what came of it, and who tells of it."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.activities.models import a_day, named
from tadamon.activities.participants import GROUP_PRECISIONS, counted_words
from tadamon.directory.countries import country
from tadamon.directory.linking import Link
from tadamon.directory.people import Person
from tadamon.events.words import OUTPUT_KINDS, PARTS
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import lazy, ngettext, reader
from tadamon.language.digits import to_reader
from tadamon.records.attachments import Attachment
from tadamon.records.base import Part
from tadamon.records.history import Told


class Delegate(Part, db.Model):
    """A member of our delegation, in the order of protocol: the first is its head.

    `titles` are all that were held that day, one a line, and stay as they were.
    """

    __tablename__ = "delegates"
    name: Mapped[str] = mapped_column(db.String(150))
    name_en: Mapped[str] = mapped_column(db.String(150), default="")
    person_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    titles: Mapped[str] = mapped_column(db.Text, default="")
    titles_en: Mapped[str] = mapped_column(db.Text, default="")
    body: Mapped[str] = mapped_column(db.String(250), default="")
    organisation_id: Mapped[int | None] = mapped_column(Key, ForeignKey("organisations.id"), index=True)
    part: Mapped[str] = mapped_column(db.String(20), default="member")
    person = relationship(Person, foreign_keys=[person_id])
    links = (Link("name", "person_id", "person"), Link("body", "organisation_id", "organisation", ours=True))
    audited = {
        "name": Told(lazy("الاسم")),
        "name_en": Told(lazy("الاسم بالإنجليزية")),
        "titles": Told(lazy("الصفات")),
        "titles_en": Told(lazy("الصفات بالإنجليزية")),
        "body": Told(lazy("الجهة")),
        "part": Told(lazy("الدور في الفعالية"), named(PARTS)),
    }

    def label(self) -> str:
        return self.name

    @property
    def part_name(self) -> str:
        return str(PARTS[self.part])

    @property
    def printed_name(self) -> str:
        """As typed; in English as typed there, else as the directory has it."""
        if reader().language != "en":
            return self.name
        return self.name_en or (self.person and self.person.name_en) or self.name

    @property
    def title_list(self) -> list[str]:
        said = (reader().language == "en" and self.titles_en) or self.titles
        return [line.strip() for line in said.splitlines() if line.strip()]


class Nation(Part, db.Model):
    """A country that took part, with how many came from it, as far as it is told."""

    __tablename__ = "nations"
    code: Mapped[str] = mapped_column(db.String(2))
    count: Mapped[int | None]
    precision: Mapped[str] = mapped_column(db.String(20), default="exactly")
    note: Mapped[str] = mapped_column(db.String(250), default="")
    audited = {
        "code": Told(lazy("الدولة"), country),
        "count": Told(lazy("عدد المشاركين"), to_reader),
        "precision": Told(lazy("دقة العدد"), named(GROUP_PRECISIONS)),
        "note": Told(lazy("ملاحظة")),
    }

    def label(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return country(self.code)

    @property
    def count_words(self) -> str:
        """«نحو ٥ مشاركين»; "" when no number is told."""
        return counted_words(
            self.count, self.precision, lambda n: ngettext("مشارك واحد", "%(num)s مشاركين", n), lazy("عدة مشاركين")
        )

    @property
    def words(self) -> str:
        more = ", ".join(filter(None, (self.count_words, self.note)))
        return f"{self.name} ({more})" if more else self.name


class Output(Part, db.Model):
    """What came out of the event itself; it may have started an assignment, and records that follow (sequels)."""

    __tablename__ = "outputs"
    kind: Mapped[str] = mapped_column(db.String(20))
    title: Mapped[str] = mapped_column(db.String(300))
    title_en: Mapped[str] = mapped_column(db.String(300), default="")
    text: Mapped[str] = mapped_column(db.Text, default="")
    outcome_id: Mapped[int | None] = mapped_column(Key, ForeignKey("outcomes.id"), index=True)
    outcome = relationship(Outcome, foreign_keys=[outcome_id])
    audited = {
        "kind": Told(lazy("النوع"), named(OUTPUT_KINDS)),
        "title": Told(lazy("المخرج")),
        "title_en": Told(lazy("المخرج بالإنجليزية")),
        "text": Told(lazy("بيانه")),
    }

    def label(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return str(OUTPUT_KINDS[self.kind])


class Source(Part, db.Model):
    """Who tells of the event, under which headline, with the clipping; `merge_id`: a name it had before a merge."""

    __tablename__ = "event_sources"
    outlet: Mapped[str] = mapped_column(db.String(250), default="")
    headline: Mapped[str] = mapped_column(db.String(300), default="")
    link: Mapped[str] = mapped_column(db.String(500), default="")
    published_on: Mapped[date | None]
    clipping_id: Mapped[int | None] = mapped_column(Key, ForeignKey("attachments.id"), index=True)
    merge_id: Mapped[int | None] = mapped_column(Key, ForeignKey("merges.id"), index=True)
    clipping = relationship(Attachment, foreign_keys=[clipping_id])
    audited = {
        "outlet": Told(lazy("المصدر")),
        "headline": Told(lazy("العنوان الذي ورد به")),
        "link": Told(lazy("الرابط")),
        "published_on": Told(lazy("تاريخ النشر"), a_day),
    }

    def label(self) -> str:
        return self.headline or self.outlet
