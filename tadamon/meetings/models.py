from datetime import time

from sqlalchemy import ForeignKey, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.activities.models import Activity, Attendance, Citation, a_time, named
from tadamon.approval.approvable import Approvable
from tadamon.approval.models import STATES
from tadamon.directory.linking import Link
from tadamon.extensions import Key, db
from tadamon.followup import correcting
from tadamon.followup.models import OUTCOME_KINDS, Outcome
from tadamon.language import _, lazy
from tadamon.language.dates import show_date, show_time
from tadamon.language.digits import to_reader
from tadamon.meetings.checklist import Lack, lacks
from tadamon.meetings.said import SAID
from tadamon.records.base import Part
from tadamon.records.history import Told, plain, words
from tadamon.records.settings import Named, setting

ORIGINAL_KINDS = {
    "directorates": lazy("اجتماع تنسيقي مع المديريات"),
    "ngos": lazy("اجتماع تنسيقي مع الجمعيات الأهلية"),
    "partnership": lazy("اجتماع شراكة"),
    "committee": lazy("اجتماع لجنة"),
    "open-door": lazy("لقاء جماهيري"),
    "follow-up-visit": lazy("زيارة متابعة"),
    "bilateral": lazy("لقاء ثنائي"),
    "workshop": lazy("ورشة عمل"),
}
# Meetings of these kinds were recorded before events had a room of their own; new ones are not.
RETIRED = {"workshop"}
# As an administrator may have renamed them.
KINDS = {code: Named("kinds", code, words) for code, words in ORIGINAL_KINDS.items()}


def kinds_in_use(besides: str | None = None) -> dict:
    """The kinds offered for a meeting: those not hidden, and the one it has already."""
    return {
        code: words
        for code, words in KINDS.items()
        if code == besides or not (code in RETIRED or setting("kinds").get(code, {}).get("hidden"))
    }


class Meeting(Approvable, Activity):
    __tablename__ = "meetings"
    id: Mapped[int] = mapped_column(Key, ForeignKey("activities.id"), primary_key=True)
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    online_link: Mapped[str] = mapped_column(db.String(500), default="")
    called_by: Mapped[str] = mapped_column(db.String(200), default="")
    chaired_by: Mapped[str] = mapped_column(db.String(200), default="")
    secretary: Mapped[str] = mapped_column(db.String(200), default="")

    items = relationship(
        "AgendaItem",
        primaryjoin=lambda: and_(AgendaItem.record_id == Meeting.id, AgendaItem.removed_at.is_(None)),
        foreign_keys="AgendaItem.record_id",
        order_by="AgendaItem.position, AgendaItem.id",
        viewonly=True,
    )
    outcomes = relationship(
        Outcome,
        primaryjoin=lambda: and_(Outcome.record_id == Meeting.id, Outcome.removed_at.is_(None)),
        foreign_keys=[Outcome.record_id],
        order_by=[Outcome.position, Outcome.id],
        viewonly=True,
    )

    __mapper_args__ = {"polymorphic_identity": "meeting"}

    kinds = KINDS
    said, official = SAID, "minutes/ar-arab"
    audited = Activity.audited | {
        "kind": Told(lazy("النوع"), named(KINDS)),
        "state": Told(lazy("الحالة"), named(STATES)),
        "number": Told(lazy("رقم المحضر")),
        "starts_at": Told(lazy("ساعة البدء"), a_time),
        "ends_at": Told(lazy("ساعة الانتهاء"), a_time),
        "online_link": Told(lazy("رابط الاجتماع")),
        "called_by": Told(lazy("الداعي إلى الاجتماع")),
        "chaired_by": Told(lazy("رئيس الاجتماع")),
        "secretary": Told(lazy("أمين السر")),
    }

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def hours(self) -> str:
        """«من ١٠:٣٠ صباحًا إلى ١٢ ظهرًا», as far as known."""
        start, end = self.starts_at and show_time(self.starts_at), self.ends_at and show_time(self.ends_at)
        if start and end:
            return _("من %(start)s إلى %(end)s", start=start, end=end)
        return start or end or ""

    def counted_year(self) -> int:
        return self.starts_on.year

    def missing(self) -> list[Lack]:
        return lacks(self)

    def telling(self) -> dict[str, str]:
        """{heading: text} of all that the minutes say, for comparing two versions."""
        told = {
            str(told.label): words(told, plain(getattr(self, name)))
            for name, told in self.audited.items()
            if name not in ("state", "number")
        }
        told[_("الحضور")] = "؛ ".join(
            f"{row.name}، {row.person_title}، {row.body}، {row.presence_words}" for row in self.attendances
        )
        told[_("الجهات المشاركة")] = "؛ ".join(row.words for row in self.participants)
        told[_("المراجع القانونية")] = "؛ ".join(row.words for row in self.citations)
        for number, item in enumerate(self.items, 1):
            told[_("البند %(number)s", number=to_reader(number))] = f"{item.title}. {item.discussion}"
        for number, row in self.numbered():
            label = f"{OUTCOME_KINDS[row.kind]} {to_reader(number)}"
            due = show_date(row.due_on) if row.due_on else ""
            told[label] = " — ".join(filter(None, (row.text, row.owner_name, row.owner_person, due)))
        return {label: text for label, text in told.items() if text}

    def shown_to(self, user, outcomes: list[Outcome]) -> list[Outcome]:
        """Of these outcomes of the meeting, the ones this person reads; who is invited, not what others were assigned."""
        return outcomes if self.held_by(user) else [row for row in outcomes if row.shown_to(user.office_id)]

    def outcomes_of(self, item: "AgendaItem | None") -> list[Outcome]:
        """The standing outcomes under an item; with None, those under no item or a removed one."""
        if item is not None:
            return [row for row in self.outcomes if row.item_id == item.id]
        standing = {item.id for item in self.items}
        return [row for row in self.outcomes if row.item_id not in standing]

    def numbered(self) -> list[tuple[int, Outcome]]:
        """Every outcome with its number among those of its kind, in the order of the agenda."""
        ordered = [row for item in (*self.items, None) for row in self.outcomes_of(item)]
        seen = dict.fromkeys(OUTCOME_KINDS, 0)
        numbered = []
        for row in ordered:
            seen[row.kind] += 1
            numbered.append((seen[row.kind], row))
        return numbered

    def take_over(self, source: "Meeting") -> None:
        """Continue an earlier meeting: its axes, invited units, officers, people and bodies; linked to it."""
        self.axes, self.invited, self.earlier = list(source.axes), list(source.invited), [source]
        self.initiatives = list(source.initiatives)
        self.called_by, self.chaired_by, self.secretary = source.called_by, source.chaired_by, source.secretary
        for row in source.attendances:
            db.session.add(
                Attendance(
                    record=self,
                    position=row.position,
                    name=row.name,
                    person_title=row.person_title,
                    body=row.body,
                    person_id=row.person_id,
                    organisation_id=row.organisation_id,
                )
            )
        for row in source.participants:
            copy = row.copy_to(self)
            copy.role, copy.note = "attended", ""

    def copy_parts(self, new: "Meeting") -> None:
        """Give a correction all that these minutes hold."""
        new.axes, new.initiatives = list(self.axes), list(self.initiatives)
        new.invited, new.earlier = list(self.invited), list(self.earlier)
        items = {item.id: item.copy_to(new) for item in self.items}
        files = (file for file in self.attachments if file.purpose != "signed")  # it will be signed itself
        for row in (*self.attendances, *self.participants, *self.citations, *files):
            row.copy_to(new)
        db.session.flush()
        for row in self.outcomes:
            item = items.get(row.item_id)
            correcting.copy(row, new, item and item.id)

    def take_place_of(self, before: "Meeting") -> None:
        correcting.take_over(before, self)

    @property
    def counted(self) -> bool:
        return super().counted and self.state != "cancelled"

    def facets(self) -> dict:
        facets = super().facets()
        if self.state == "approved" and self.archived_at is None and self.signed_original is None:
            facets["state"] = [*facets["state"], "unsigned"]
        return facets

    def search_text(self) -> str:
        items = (f"{item.title} {item.presenter} {item.discussion}" for item in self.items)
        # Who was invited must not find it by what others were assigned; assignments are found on their own.
        told = (row for row in self.outcomes if not (self.invited and row.kind == "assignment"))
        outcomes = (f"{row.text} {row.owner} {row.owner_person}" for row in told)
        chairs = (self.number or "", self.kind_name, self.called_by, self.chaired_by, self.secretary)
        return "\n".join((super().search_text(), *chairs, *items, *outcomes))


class AgendaItem(Part, db.Model):
    """One subject of a meeting: what was said, and under it what came of it."""

    __tablename__ = "agenda_items"
    title: Mapped[str] = mapped_column(db.String(300))
    presenter: Mapped[str] = mapped_column(db.String(200), default="")
    presenter_id: Mapped[int | None] = mapped_column(Key, ForeignKey("people.id"), index=True)
    starts_at: Mapped[time | None]
    discussion: Mapped[str] = mapped_column(db.Text, default="")
    links = (Link("presenter", "presenter_id", "person"),)
    audited = {
        "title": Told(lazy("البند")),
        "presenter": Told(lazy("العارض")),
        "starts_at": Told(lazy("الوقت"), a_time),
        "discussion": Told(lazy("المناقشة")),
    }

    def label(self) -> str:
        return self.title

    def remove(self) -> None:
        """What came of the item goes with it."""
        super().remove()
        for outcome in self.came_of_it(Outcome.removed_at.is_(None)):
            outcome.removed_at = self.removed_at

    def restore(self) -> None:
        """And comes back with it, but not what had been removed before."""
        for outcome in self.came_of_it(Outcome.removed_at == self.removed_at):
            outcome.restore()
        super().restore()

    def came_of_it(self, condition) -> list[Outcome]:
        return list(db.session.scalars(db.select(Outcome).where(Outcome.item_id == self.id, condition)))


__all__ = ["KINDS", "AgendaItem", "Attendance", "Citation", "Meeting"]
