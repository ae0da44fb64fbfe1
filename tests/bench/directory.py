"""Builds a directory of so many bodies beside a thousand meetings, as the import would have left it.

The rows are written straight into the tables, but what they hold to be found by (the key of the order, the
beginnings of names, the search text) is asked of the record itself.
"""

from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from sqlalchemy.orm.attributes import set_committed_value

from tadamon.directory.organisations import FIELDS_OF_WORK, Alias, Organisation
from tadamon.records import naming, search
from tests.bench import building
from tests.bench.building import People, held_by, prepare
from tests.bench.loading import Loader
from tests.bench.words import FIRST, WORDS

MEETINGS = 1_000  # the bodies' ids follow theirs
KNOWN, TIMES = 200, 6  # so many bodies came to so many meetings
FIRST_DAY = datetime(2019, 1, 1, 9)
KINDS = {
    "ngo": 70,
    "company": 10,
    "authority": 6,
    "university": 4,
    "international": 3,
    "other": 3,
    "bank": 2,
    "embassy": 1,
    "media": 1,
}
NAMES = {
    "ngo": (
        "جمعية {aim} ب{place}",
        "مؤسسة {person} الخيرية",
        "جمعية {person} ل{aim}",
        "مؤسسة {word} ل{aim}",
        "الجمعية الخيرية الإسلامية ب{place}",
        "جمعية {word} {word} الخيرية",
    ),
    "company": ("شركة {word} لل{word}", "شركة {person} وشركاه", "الشركة المصرية لل{word} وال{word}"),
    "authority": ("مجلس مدينة {place}", "الوحدة المحلية لقرية {place}", "هيئة {word} العامة", "إدارة {aim} ب{place}"),
    "university": ("جامعة {place}", "كلية {word} جامعة {place}", "معهد {word} العالي ب{place}"),
    "international": ("منظمة {word} الدولية ل{aim}", "الوكالة {word} للتعاون الدولي"),
    "other": ("نادي {place} الرياضي", "اتحاد {word} ب{place}"),
    "bank": ("بنك {word} و{word}", "صندوق {aim}"),
    "embassy": ("سفارة {word}",),
    "media": ("صحيفة {word}", "قناة {word} {word}"),
}
AIMS = {
    "تنمية المجتمع المحلي": "Local Community Development",
    "رعاية الأيتام": "Care of Orphans",
    "رعاية الأسرة والطفولة": "Family and Childhood",
    "تحسين الصحة": "Better Health",
    "التنمية الريفية": "Rural Development",
    "رعاية المسنين": "Care of the Elderly",
    "البر والتقوى": "Charity",
    "تأهيل ذوي الإعاقة": "Rehabilitation",
    "محو الأمية وتعليم الكبار": "Adult Education",
    "تنمية المرأة الريفية": "Rural Women",
    "حماية البيئة من التلوث": "Environment",
    "دعم الشباب": "Youth",
    "الخدمات الاجتماعية": "Social Services",
    "مساعدة مرضى الأورام": "Cancer Patients",
    "الأسر المنتجة": "Productive Families",
    "مكافحة التدخين والإدمان": "Prevention of Addiction",
}
VILLAGES = "كفر ميت منشأة نزلة عزبة شبرا بني أبو منية كوم تل الشيخ".split()
TABLES = {
    "records": "id type version created_at changed_at created_by_id",
    "organisations": "id unit_id office_id kind name_ar name_en sort_key number registered_with_id country phone email "
    "website address notes archived_at archived_by_id",
    "aliases": "id record_id position version name",
    "organisation_governorates": "organisation_id code",
    "organisation_fields": "organisation_id code",
    "name_starts": "record_id type key word",
    "participants": "id record_id position version name organisation_id role precision note",
    "changes": "id record_id at by_id action label version diff",
    "search_texts": "place record_id text",
}
TABLES = {table: columns.split() for table, columns in TABLES.items()}


def build(scale: int, say=print) -> None:
    """Fill the database of the current application up to `scale` bodies; does nothing when it is full."""
    building.build(MEETINGS, say)
    people, loader = prepare(), Loader(TABLES)
    done = max(0, loader.count("organisations") - MEETINGS)
    building.fill(loader, done, scale, lambda first, last: rows(first, last, people), "bodies", say)


def rows(first: int, last: int, people: People) -> dict[str, list[tuple]]:
    """{table: rows} of the bodies number first..last."""
    found: dict = {table: [] for table in TABLES}
    for number in range(first, last + 1):
        put(body(number, people), number, found)
    return found


def body(number: int, people: People) -> Organisation:
    """A body as the application would hold it, of no session."""
    draw = Random(f"body {number}")
    office, unit, code = held_by(draw, people)
    [kind] = draw.choices(list(KINDS), KINDS.values())
    moment = FIRST_DAY + timedelta(hours=number % 60_000)
    own = Organisation(
        id=MEETINGS + number,
        type="organisation",
        version=1,
        created_at=moment,
        changed_at=moment,
        created_by_id=people.writers[people.department],
        unit_id=unit,
        office_id=office,
        kind=kind,
        country="EG",
        phone=f"0100{draw.randint(10**6, 10**7 - 1)}",
        email="",
        website="",
        notes="",
        number="",
        name_en="",
        address=f"{draw.randint(1, 99)} شارع {draw.choice(FIRST)}",
    )
    aim = draw.choice(list(AIMS))
    own.name_ar = named(draw, draw.choice(NAMES[kind]), aim)
    if kind == "international" or draw.random() < 0.2:
        own.name_en = (
            f"{draw.choice(('Association', 'Foundation', 'Society'))} for {AIMS[aim]} no {draw.randint(1, 999)}"
        )
    offices = {code: (id, weight) for id, (code, weight) in people.offices.items()}
    if kind == "ngo":
        own.number = str(draw.randint(1, 9_999))
        own.registered_with_id = offices[code][0] if code else people.department
    elsewhere = draw.choices(list(offices), [weight for _id, weight in offices.values()], k=draw.choice((1, 1, 2)))
    own.governorates = [code or elsewhere[0], *elsewhere[1:]]
    own.fields = draw.choices(list(FIELDS_OF_WORK), [1 / rank for rank in range(1, len(FIELDS_OF_WORK) + 1)], k=2)
    others = [named(draw, draw.choice(NAMES[kind]), aim) for _each in range(draw.choice((0, 0, 0, 1, 1, 2)))]
    set_committed_value(own, "aliases", [Alias(name=name) for name in others])
    if draw.random() < 0.08:
        own.archived_at, own.archived_by_id = moment, own.created_by_id
    return own


_most = list(accumulate(1 / (rank + 20) for rank in range(len(WORDS))))


def named(draw: Random, pattern: str, aim: str) -> str:
    """A name by one of the NAMES: many share their aim, few their place."""
    while "{word}" in pattern:
        pattern = pattern.replace("{word}", draw.choices(WORDS, cum_weights=_most)[0], 1)
    place = f"{draw.choice(VILLAGES)} {draw.choices(WORDS, cum_weights=_most)[0]}"
    return pattern.format(aim=aim, place=place, person=" ".join(draw.choices(FIRST, k=2))).replace(" لال", " لل")


def put(own: Organisation, number: int, found: dict) -> None:
    """The rows of a body, as the application writes them when it is saved."""
    moment = written(own.created_at)
    found["records"].append((own.id, own.type, 1, moment, moment, own.created_by_id))
    found["organisations"].append(
        tuple(
            written(value) if isinstance(value := getattr(own, name), datetime) else value
            for name in TABLES["organisations"]
        )
    )
    for at, alias in enumerate(own.aliases, 1):
        found["aliases"].append((number * 10 + at, own.id, at, 1, alias.name))
    found["organisation_governorates"] += [(own.id, code) for code in own.governorates]
    found["organisation_fields"] += [(own.id, code) for code in own.fields]
    found["name_starts"] += [(own.id, own.type, *start) for start in sorted(naming.starts(own.names))]
    if number <= KNOWN:
        for at, meeting in enumerate(Random(number).sample(range(1, MEETINGS + 1), min(TIMES, MEETINGS)), 1):
            found["participants"].append(
                (number * 10 + at, meeting, number, 1, own.name_ar, own.id, "attended", "exactly", "")
            )
    label, by = own.name_ar[:200], own.created_by_id
    found["changes"].append(((MEETINGS + number) * 100, own.id, moment, by, "created", label, 1, "{}"))
    found["search_texts"].append((search.place(own.listed_on, own.id), own.id, search.fresh_text(own)))


def written(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds")
