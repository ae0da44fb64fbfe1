from datetime import date

from sqlalchemy import ForeignKey, Index, and_, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from tadamon.activities.models import PRECISIONS, Activity, a_day, named
from tadamon.directory.countries import HOME, country
from tadamon.directory.organisations import Organisation
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.events.words import KINDS, OUR_ROLES, STATES
from tadamon.extensions import Key, db
from tadamon.followup.models import Outcome
from tadamon.language import _, lazy, reader, speaking
from tadamon.language.dates import Vague, last_day, show_date, show_range
from tadamon.language.digits import to_reader
from tadamon.records.base import Refused
from tadamon.records.history import Told


def _rows(model):
    return relationship(
        model,
        primaryjoin=lambda: and_(model.record_id == Event.id, model.removed_at.is_(None)),
        foreign_keys=[model.record_id],
        order_by=[model.position, model.id],
        viewonly=True,
    )


class Event(Activity):
    """A conference, a workshop, an expo, a visit. Its dates stand as reported, and beside them as verified."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(Key, ForeignKey("activities.id"), primary_key=True)
    series: Mapped[str] = mapped_column(db.String(200), default="")
    edition: Mapped[int | None]
    country: Mapped[str | None] = mapped_column(db.String(2))
    city: Mapped[str] = mapped_column(db.String(120), default="")
    city_en: Mapped[str] = mapped_column(db.String(120), default="")
    our_role: Mapped[str | None] = mapped_column(db.String(20))
    state_reason: Mapped[str] = mapped_column(db.Text, default="")
    verified_on: Mapped[date | None]
    verified_ends_on: Mapped[date | None]
    verified_precision: Mapped[str] = mapped_column(db.String(10), default="day")
    verified_how: Mapped[str] = mapped_column(db.String(300), default="")
    aims: Mapped[str] = mapped_column(db.Text, default="")
    topics: Mapped[str] = mapped_column(db.Text, default="")
    travel_decision: Mapped[str] = mapped_column(db.String(120), default="")
    travel_decided_on: Mapped[date | None]
    travels_on: Mapped[date | None]
    returns_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(Key, ForeignKey("events.id"))

    delegates, outputs, sources, nations = map(_rows, (Delegate, Output, Source, Nation))
    outcomes = _rows(Outcome)
    merged_into = relationship("Event", remote_side=[id], foreign_keys=[merged_into_id])

    __mapper_args__ = {"polymorphic_identity": "event", "inherit_condition": id == Activity.id}
    __table_args__ = (
        Index(
            "ix_events_merged_into_id",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
    )

    kinds = KINDS
    audited = Activity.audited | {
        "kind": Told(lazy("النوع"), named(KINDS)),
        "state": Told(lazy("الاحتساب"), named(STATES)),
        "state_reason": Told(lazy("سبب عدم الاحتساب")),
        "series": Told(lazy("السلسلة")),
        "edition": Told(lazy("رقمها في السلسلة"), to_reader),
        "country": Told(lazy("الدولة"), lambda code: country(code)),
        "city": Told(lazy("المدينة")),
        "city_en": Told(lazy("المدينة بالإنجليزية")),
        "our_role": Told(lazy("دورنا"), named(OUR_ROLES)),
        "verified_on": Told(lazy("التاريخ المتحقق منه"), a_day),
        "verified_ends_on": Told(lazy("تاريخ الانتهاء المتحقق منه"), a_day),
        "verified_precision": Told(lazy("دقة التاريخ المتحقق منه"), named(PRECISIONS)),
        "verified_how": Told(lazy("مصدر التحقق")),
        "aims": Told(lazy("الأهداف")),
        "topics": Told(lazy("الموضوعات المطروحة")),
        "travel_decision": Told(lazy("قرار السفر")),
        "travel_decided_on": Told(lazy("تاريخ قرار السفر"), a_day),
        "travels_on": Told(lazy("السفر"), a_day),
        "returns_on": Told(lazy("العودة"), a_day),
        "merged_into_id": Told(lazy("دُمجت في"), lambda id: _title_of(id)),
    }

    def __init__(self, **given):
        super().__init__(**{"state": "counted"} | given)

    @property
    def verified(self) -> Vague | None:
        return self.verified_on and Vague(self.verified_on, self.verified_precision)

    @verified.setter
    def verified(self, vague: Vague | None) -> None:
        self.verified_on, self.verified_precision = (vague.first, vague.precision) if vague else (None, "day")

    @property
    def verified_words(self) -> str:
        """When it was in truth, as far as that was found out."""
        if self.verified_on is None:
            return ""
        return show_range(self.verified_on, self.verified_ends_on, self.verified_precision)

    @property
    def held(self) -> tuple[date, date, str]:
        """As verified, once it was; else as reported."""
        if self.verified_on is None:
            return super().held
        last = self.verified_ends_on or last_day(self.verified_on, self.verified_precision)
        return self.verified_on, last, self.verified_precision

    @property
    def dates_differ(self) -> bool:
        """Whether the verified date lies outside what was reported."""
        (first, last, _vague), (reported, reported_last, _precision) = self.held, super().held
        return first < reported or last > reported_last

    @property
    def name(self) -> str:
        return (self.title_en or self.title) if reader().language == "en" else self.title

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def role_name(self) -> str:
        return str(OUR_ROLES[self.our_role]) if self.our_role else ""

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def country_name(self) -> str:
        return country(self.country) if self.country else ""

    @property
    def abroad(self) -> bool:
        return bool(self.country and self.country != HOME)

    @property
    def city_name(self) -> str:
        return (self.city_en or self.city) if reader().language == "en" else self.city

    @property
    def places(self) -> list[str]:
        """The venue, the city, the country, as far as they are known, each once."""
        near = self.governorate_name if self.governorate and not self.abroad else ""
        return list(dict.fromkeys(filter(None, (self.venue, self.city_name, near, self.country_name))))

    @property
    def place(self) -> str:
        """«أنقرة، تركيا»; for where no markup can keep the names apart."""
        return _("، ").join(self.places)

    @property
    def series_words(self) -> str:
        """«ورش مختبر الابتكار الإبداعي — رقم ٢ في السلسلة»."""
        number = _("رقم %(number)s في السلسلة", number=to_reader(self.edition)) if self.edition else ""
        return " — ".join(filter(None, (self.series, number)))

    @property
    def topic_list(self) -> list[str]:
        return [line.strip(" -•\t") for line in self.topics.splitlines() if line.strip(" -•\t")]

    @property
    def travel_words(self) -> str:
        """The decision to travel with its day, and the days of travel."""
        decided = self.travel_decided_on and _("بتاريخ %(day)s", day=show_date(self.travel_decided_on))
        number = " ".join(filter(None, (self.travel_decision, decided or "")))
        days = show_range(self.travels_on, self.returns_on) if self.travels_on else show_date(self.returns_on)
        return _("، ").join(filter(None, (number, days)))

    def classify(self, state: str, reason: str) -> None:
        """Whether it counts in its period; what does not says why."""
        if state != "counted" and not reason:
            raise Refused(_("اكتب سبب عدم الاحتساب."))
        self.state, self.state_reason = state, reason if state != "counted" else ""

    def unarchive(self) -> None:
        if self.merged_into_id:
            raise Refused(_("دُمجت هذه الفعالية في غيرها. تراجع عن الدمج لتعود كما كانت."))
        super().unarchive()

    def shown_to(self, user, outcomes: list[Outcome]) -> list[Outcome]:
        """Of these outcomes, the ones this person reads; who is invited, not what others were assigned."""
        return outcomes if self.held_by(user) else [row for row in outcomes if row.shown_to(user.office_id)]

    @property
    def headlines(self) -> list[str]:
        """Every name it is told under: its titles, and the headlines of its sources."""
        told = (self.title, self.title_en, *(row.headline for row in self.sources))
        return list(dict.fromkeys(filter(None, told)))

    def facets(self) -> dict[str, list]:
        places = {self.country, *(row.code for row in self.nations)} - {None}
        return super().facets() | {
            "state": ["merged" if self.merged_into_id else "archived"]
            if self.archived_at
            else ["standing", self.state],
            "country": sorted(places),
            "role": [self.our_role] if self.our_role else [],
        }

    def search_text(self) -> str:
        people = (f"{row.name} {row.name_en} {row.titles} {row.titles_en} {row.body}" for row in self.delegates)
        outputs = (f"{row.kind_name} {row.title} {row.title_en} {row.text}" for row in self.outputs)
        sources = (f"{row.outlet} {row.headline}" for row in self.sources)
        # Who was invited must not find it by what others were assigned.
        told = (row for row in self.outcomes if not (self.invited and row.kind == "assignment"))
        outcomes = (f"{row.text} {row.owner} {row.owner_person}" for row in told)
        bodies = (" ".join(body.names) for body in _bodies(self.participants))
        places = [self.country_name, *(row.name for row in self.nations)]
        own = (
            self.kind_name,
            self.role_name,
            self.series,
            self.city,
            self.city_en,
            self.aims,
            self.topics,
            self.travel_decision,
        )
        with speaking("en"):  # the words that every event has of ours, in the other language too
            english = [self.kind_name, self.country_name, *(row.name for row in self.nations)]
            english += [row.kind_name for row in self.outputs]
        return "\n".join(
            (super().search_text(), *own, *places, *english, *people, *outputs, *sources, *outcomes, *bodies)
        )


def _bodies(participants) -> list[Organisation]:
    """The bodies of the directory among them, read together with their other names."""
    ids = {row.organisation_id for row in participants} - {None}
    query = select(Organisation).where(Organisation.id.in_(ids)).options(selectinload(Organisation.aliases))
    return list(db.session.scalars(query)) if ids else []


def _title_of(id: int) -> str:
    event = db.session.get(Event, id)
    return event.title if event else str(id)
