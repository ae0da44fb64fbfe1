"""A briefing on a country, a body or an event, put together from what the reader may see of the records."""

from dataclasses import dataclass, field, replace

from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from tadamon.access import can
from tadamon.activities.models import Activity
from tadamon.briefings.owing import Owed, owed
from tadamon.directory.countries import country
from tadamon.directory.initiatives import Initiative, InitiativeBody, record_initiatives
from tadamon.directory.organisations import FIELDS_OF_WORK, Organisation
from tadamon.events.models import Event
from tadamon.events.parts import Nation, Output
from tadamon.events.words import KINDS as EVENT_KINDS
from tadamon.extensions import db
from tadamon.figures import reading
from tadamon.language import _, ngettext
from tadamon.language.dates import show_date
from tadamon.organisations import file
from tadamon.organisations.file import Entry
from tadamon.organisations.printing import who
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party
from tadamon.web.addresses import page_of

BODIES, ENTRIES, READ = 6, 7, 20
AGREEMENTS, OWED, PEOPLE, FIGURES = 5, 5, 7, 5


@dataclass
class Briefing:
    """`about`: paragraphs; `agreements`: (name, kind, state, since, until, aims); `people`: (name, post, body);
    `figures`: (name, value as it was said, when, source)."""

    title: str
    kind: str
    back: str
    unit: object
    facts: list[tuple[str, str]] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    agreements: list[tuple] = field(default_factory=list)
    ours: list[Owed] = field(default_factory=list)
    theirs: list[Owed] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=list)
    figures: list[tuple[str, str, str, str]] = field(default_factory=list)
    initiatives: list[str] = field(default_factory=list)
    more: bool = False

    @property
    def letters(self) -> int:
        texts = [
            *self.about,
            *(text for _label, text in self.facts),
            *(each.text for each in (*self.ours, *self.theirs)),
        ]
        texts += [text for each in self.entries for _kind, text, *_rest in each.outcomes] + self.initiatives
        texts += [aims[:160] for *_rest, aims in self.agreements]
        lines = len(self.agreements) + len(self.entries) + len(self.people) + len(self.figures)
        return sum(min(len(text), 400) for text in texts) + 110 * lines + 60 * (len(self.ours) + len(self.theirs))


def of_organisation(body: Organisation) -> Briefing:
    comma = _("، ")
    made = Briefing(body.name, _("موجز عن جهة"), page_of("organisation", body.id), current_user.unit)
    made.facts = [
        (_("النوع"), body.kind_name),
        (_("أسماء أخرى"), comma.join(row.name for row in body.aliases[:5])),
        (_("الدولة"), country(body.country)),
        (_("مجالات العمل"), comma.join(str(FIELDS_OF_WORK[code]) for code in body.fields)),
    ]
    made.about = [body.notes]
    return _filled(made, [body], file.activities(body, READ))


def of_country(code: str) -> Briefing:
    bodies = list(db.session.scalars(_bodies(code).limit(BODIES + 1)))
    made = Briefing(country(code), _("موجز عن دولة"), "", current_user.unit)
    named = _("، ").join(body.name for body in bodies[:BODIES])
    made.facts = [(_("الجهات"), named + (_(" وغيرها") if len(bodies) > BODIES else ""))]
    bodies = bodies[:BODIES]
    made.about = [body.notes for body in bodies[:2]]
    there = [_event_entry(each) for each in db.session.scalars(_events(code).limit(READ))]
    found = {entry.id: entry for entry in there}
    for body in bodies:
        found |= {entry.id: entry for entry in file.activities(body, READ)}
    return _filled(made, bodies, list(found.values()))


def of_event(event: Event) -> Briefing:
    comma = _("، ")
    made = Briefing(event.name, event.kind_name, page_of("event", event.id), event.unit)
    made.facts = [
        (_("التاريخ كما ورد") if event.verified_on else _("التاريخ"), event.when),
        (_("التاريخ المتحقق منه"), event.verified_words),
        (_("المكان"), event.place),
        (_("السلسلة"), event.series_words),
        (_("دورنا"), event.role_name),
        (_("الجهات"), comma.join(f"{row.name} ({row.role_words})" for row in event.participants[:8])),
        (_("الدول المشاركة"), comma.join(row.words for row in event.nations)),
        (_("المخرجات"), comma.join(row.name for row in event.outputs[:5])),
    ]
    made.about = [event.summary, event.aims]
    made.people = [(row.printed_name, comma.join(row.title_list), row.part_name) for row in event.delegates]
    ids = {row.organisation_id for row in event.participants if row.organisation_id}
    bodies = list(db.session.scalars(select(Organisation).where(Organisation.id.in_(ids)).limit(BODIES)))
    found: dict[int, Entry] = {}
    for body in bodies:
        found |= {entry.id: entry for entry in file.activities(body, READ)}
    found.pop(event.id, None)
    hung = select(Activity.id).where(Activity.file_id == event.id, Activity.archived_at.is_(None))
    return _filled(made, bodies, list(found.values()), [event.id, *db.session.scalars(hung)])


def _filled(made: Briefing, bodies: list[Organisation], entries: list[Entry], own=()) -> Briefing:
    ids = [body.id for body in bodies]
    partnerships = _partnerships(ids)
    entries.sort(key=lambda entry: (entry.on, entry.id), reverse=True)
    records = [*own, *(each.id for each in partnerships), *(entry.id for entry in entries)]
    made.agreements = [_agreement(each) for each in partnerships[:AGREEMENTS]]
    ours, theirs = owed(ids, records)
    made.ours, made.theirs = ours[:OWED], theirs[:OWED]
    made.entries = _told(entries[:ENTRIES])
    made.people = [*made.people, *((name, post, body.name) for body in bodies for name, post, _phone in who(body))]
    made.people = made.people[:PEOPLE]
    initiatives = _initiatives(ids, records)
    made.initiatives = [_initiative(each) for each in initiatives][:6]
    if can("figures.read"):
        made.figures = _figures([each.id for each in initiatives])
    late = sum(each.late for each in (*ours, *theirs))
    made.more = len(entries) > ENTRIES or len(partnerships) > AGREEMENTS or max(len(ours), len(theirs)) > OWED
    counts = [ngettext("شراكة واحدة", "%(num)s شراكات", len(partnerships)) if partnerships else ""]
    counts += [ngettext("نشاط واحد", "%(num)s أنشطة", len(entries)) if entries else ""]
    counts += [ngettext("التزام متأخر", "%(num)s التزامات متأخرة", late) if late else ""]
    made.facts = [
        (label, text) for label, text in (*made.facts, (_("بيننا"), _("، ").join(filter(None, counts)))) if text
    ]
    made.about = [text for text in made.about if text]
    return made


def _bodies(code: str):
    standing = (Organisation.archived_at.is_(None), Organisation.merged_into_id.is_(None))
    return select(Organisation).where(Organisation.country == code, *standing).order_by(Organisation.sort_key)


def _events(code: str):
    came = select(Nation.record_id).where(Nation.code == code, Nation.removed_at.is_(None))
    query = select(Event).where(or_(Event.country == code, Event.id.in_(came)), Event.visible_to(current_user))
    query = query.where(Event.archived_at.is_(None), Event.state != "not-ours")
    return query.order_by(Event.starts_on.desc(), Event.id.desc())


def _event_entry(event: Event) -> Entry:
    kind = str(EVENT_KINDS.get(event.kind, ""))
    return Entry(event.starts_on, event.id, event.when, event.name, page_of("event", event.id), kind, event.place)


def _partnerships(bodies: list[int]) -> list[Partnership]:
    party_to = select(Party.record_id).where(Party.organisation_id.in_(bodies), Party.removed_at.is_(None))
    query = select(Partnership).where(
        Partnership.id.in_(party_to), Partnership.archived_at.is_(None), Partnership.visible_to(current_user)
    )
    return list(db.session.scalars(query.order_by(Partnership.listed_on.desc(), Partnership.id.desc()).limit(READ)))


def _agreement(each: Partnership) -> tuple:
    day = each.our_signed_on or each.starts_on
    precision = each.our_signed_precision if each.our_signed_on else each.starts_precision
    since = show_date(day, precision) if day else ""
    return each.name, each.kind_name, each.state_words, since, each.end_words, each.aims


def _told(entries: list[Entry]) -> list[Entry]:
    """The newest of what happened, each with what came out of it before what was decided there."""
    outputs: dict[int, list] = {}
    query = select(Output).where(Output.record_id.in_([entry.id for entry in entries]), Output.removed_at.is_(None))
    for row in db.session.scalars(query.order_by(Output.position, Output.id)):
        outputs.setdefault(row.record_id, []).append((row.kind_name, row.name, "", False))
    return [replace(entry, outcomes=[*outputs.get(entry.id, ()), *entry.outcomes][:3]) for entry in entries]


def _initiative(each: Initiative) -> str:
    """The name, since when, and for whom."""
    since = _("منذ %(day)s", day=each.began_words) if each.began_on else ""
    more = _("، ").join(filter(None, (since, each.audience)))
    return f"{each.name} ({more})" if more else each.name


def _initiatives(bodies: list[int], records: list[int]) -> list[Initiative]:
    tied = select(record_initiatives.c.initiative_id).where(record_initiatives.c.record_id.in_(records))
    inside = select(InitiativeBody.record_id).where(
        InitiativeBody.organisation_id.in_(bodies), InitiativeBody.removed_at.is_(None)
    )
    query = select(Initiative).where(or_(Initiative.id.in_(tied), Initiative.id.in_(inside)))
    query = query.where(Initiative.archived_at.is_(None)).order_by(Initiative.sort_key).limit(READ)
    return list(db.session.scalars(query.options(selectinload(Initiative.aliases))))


def _figures(initiatives: list[int]) -> list[tuple[str, str, str, str]]:
    if not initiatives:
        return []
    found = [each.figure for each in reading.figures(current_user, initiatives=initiatives) if each.values]
    latest = [(figure, figure.latest) for figure in found[:FIGURES]]
    return [(figure.name, value.words, value.when, value.source_words) for figure, value in latest]
