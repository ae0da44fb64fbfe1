"""The bodies and the people that the two seed texts name (DOMAIN.md, section 7).

Only what the texts say, and the sources' own words where they are all that is known. Groups that are
counted but not named («27 جمعية», device makers) are no bodies; they stand at the meetings as such.
"""

from sqlalchemy import select

from tadamon.accounts.models import Unit, User
from tadamon.activities.models import Attendance
from tadamon.directory.organisations import Alias, Organisation
from tadamon.directory.people import Person, Post
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.meetings.models import AgendaItem
from tadamon.records import naming
from tadamon.records.history import acting_as

MINISTRY = "وزارة التضامن الاجتماعي"
SEED_A = "تقرير شيماء سليمان عن الربع الأول من عام 2025"
SEED_B = "بوابة الوفد، أكتوبر 2025"

ORGANISATIONS = (
    {
        "by": "hq",
        "kind": "international",
        "name_ar": "الوكالة الألمانية للتعاون الدولي",  # C1, and under its second name C8
        "name_en": "Deutsche Gesellschaft für Internationale Zusammenarbeit",
        "aliases": ("هيئة المعونة الألمانية", "GIZ"),
        "country": "DE",
        "fields": ("protection",),
        "notes": f"نفّذت ورشة «مختبر الابتكار الإبداعي» في أنقرة ضمن مبادرة «هي مِنا». المصدر: {SEED_B}؛ ذكرها باسمين.",
    },
    {
        "by": "hq",
        "kind": "international",
        "name_ar": "مكتب الأمم المتحدة المعني بالمخدرات والجريمة",  # A11, A12
        "name_en": "United Nations Office on Drugs and Crime",
        "aliases": ("UNODC",),
        "country": "AT",
        "fields": ("addiction", "childhood"),
        "notes": f"اختيرت مصر أول دولة في العالم لمبادرة CHAMPS لحماية الأطفال حتى 18 سنة. المصدر: {SEED_A}.",
    },
    {
        "by": "hq",
        "kind": "international",
        "name_ar": "مكتب الأمم المتحدة في فيينا",  # A11
        "name_en": "United Nations Office at Vienna",
        "aliases": ("UNOV",),
        "country": "AT",
        "notes": f"عُقدت فيه الدورة 68 التي شارك فيها صندوق مكافحة الإدمان. المصدر: {SEED_A}.",
    },
    {
        "by": "hq",
        "kind": "bank",
        "name_ar": "صندوق مكافحة وعلاج الإدمان والتعاطي",  # A11
        "name_en": "Fund for Drug Control and Treatment of Addiction",
        "aliases": ("صندوق مكافحة الإدمان",),
        "fields": ("addiction",),
    },
    {
        "by": "hq",
        "kind": "authority",
        "name_ar": "وزارة الخارجية",  # A4
        "name_en": "Ministry of Foreign Affairs",
        "fields": ("environment",),
    },
    {
        "by": "hq",
        "kind": "authority",
        "name_ar": "وزارة الاتصالات وتكنولوجيا المعلومات",  # A5
        "name_en": "Ministry of Communications and Information Technology",
        "aliases": ("وزارة الاتصالات",),
        "fields": ("digital",),
    },
    {
        "by": "luxor",
        "kind": "ngo",
        "name_ar": "جمعية الأورمان",  # B9
        "name_en": "Orman Association",
        "governorates": ("EG-LX",),
        "fields": ("care", "development"),
        "notes": f"شراكة مستدامة مع مديرية الأقصر لخدمة الأسر الأولى بالرعاية. المصدر: {SEED_B}، ولم يذكر رقم الإشهار.",
    },
    {
        "by": "luxor",
        "kind": "authority",
        "name_ar": "الهيئة العامة للتأمين الصحي الشامل",  # B6, B8
        "name_en": "Universal Health Insurance Authority",
        "aliases": ("هيئة التأمين الصحي الشامل",),
        "governorates": ("EG-LX",),
        "fields": ("health", "protection"),
    },
    {
        "by": "aswan",
        "kind": "ngo",
        "name_ar": "جمعية رعاية الأسرة بأسوان (مثال)",
        "name_en": "Family Care Association, Aswan (example)",
        "governorates": ("EG-ASN",),
        "fields": ("childhood",),
        "notes": "سجل للتجربة فقط، لا يصف جمعية بعينها.",
    },
)
PEOPLE = (
    ("hq", "د.", "مايا مرسي", "Maya Morsy", (("وزيرة التضامن الاجتماعي", MINISTRY),)),
    ("hq", "م.", "مرجريت صاروفيم", "Margret Saroufim", (("نائب وزيرة التضامن الاجتماعي", MINISTRY),)),
    (  # C2
        "hq",
        "",
        "رأفت شفيق",
        "Raafat Shafik",
        (("مساعد الوزيرة لشؤون الحماية الاجتماعية وشبكات الأمان والتمكين الاقتصادي", MINISTRY),),
    ),
    (
        "hq",
        "المستشار",
        "كريم قلاوي",
        "Karim Qallawi",
        (("نائب رئيس مجلس الدولة", "مجلس الدولة"), ("المستشار القانوني للوزيرة", MINISTRY)),
    ),
    ("hq", "", "حسام الزمر", "Hossam El-Zomor", (("المدير المالي لبرنامج «تكافل وكرامة»", MINISTRY),)),
    (
        "hq",
        "",
        "مدحت عبد الرشيد",
        "Medhat Abdel Rashid",
        (("استشاري التمكين الاقتصادي والاجتماعي ببرنامج «تكافل وكرامة»", MINISTRY),),
    ),
    (  # B5
        "hq",
        "د.",
        "أحمد عبد الرحمن",
        "Ahmed Abdel Rahman",
        (("رئيس الإدارة المركزية للحماية الاجتماعية", MINISTRY),),
    ),
    (  # B0
        "luxor",
        "",
        "محمد محمود جمعة",
        "Mohamed Mahmoud Gomaa",
        (("وكيل الوزارة، مدير المديرية", "مديرية التضامن الاجتماعي — الأقصر"),),
    ),
    (  # B1
        "luxor",
        "",
        "بستاني عبد العزيز",
        "Bostany Abdel Aziz",
        (("مدير الإدارة العامة للتنمية", "مديرية التضامن الاجتماعي — الأقصر"),),
    ),
    ("luxor", "م.", "عبد المطلب عمارة", "Abdel Muttalib Emara", (("محافظ الأقصر", "محافظة الأقصر"),)),
)


def add_directory(users: dict[str, User]) -> None:
    """The bodies and the people, each in the name of the one who would have typed them; flushed."""
    for told in ORGANISATIONS:
        enter_organisation(dict(told), users[told["by"]])
    db.session.flush()
    index_names()
    for told in PEOPLE:
        enter_person(*told, users=users)
    db.session.flush()


def enter_organisation(told: dict, by: User) -> Organisation:
    aliases, lists = (
        told.pop("aliases", ()),
        {name: told.pop(name, ()) for name in ("governorates", "fields")},
    )
    del told["by"]
    with acting_as(by.id):
        record = Organisation(created_by_id=by.id, unit=by.unit, **told)
        record.governorates, record.fields = lists["governorates"], lists["fields"]
        db.session.add(record)
        db.session.add_all(Alias(record=record, position=at, name=name) for at, name in enumerate(aliases, 1))
        db.session.flush()
        return record


def enter_person(by, titles, name_ar, name_en, posts, users) -> Person:
    by = users[by]
    with acting_as(by.id):
        record = Person(created_by_id=by.id, unit=by.unit, titles=titles, name_ar=name_ar, name_en=name_en)
        db.session.add(record)
        for position, (title, body) in enumerate(posts, 1):
            unit = Unit.named(body)
            organisation = None if unit else Organisation.named(body)
            row = Post(record=record, position=position, title=title, body=body, unit=unit, organisation=organisation)
            db.session.add(row)
        db.session.flush()
        return record


def link() -> None:
    """Tie what the meetings say to the directory: the rows whose names are known, and no others."""
    index_names()
    for row in db.session.scalars(select(Attendance)):
        row.person_id = row.person_id or _id(Person, row.name)
        row.organisation_id = row.organisation_id or _id(Organisation, row.body)
    for row in db.session.scalars(select(Outcome).where(Outcome.owner_unit_id.is_(None))):
        row.owner_organisation_id = row.owner_organisation_id or _id(Organisation, row.owner)
    for row in db.session.scalars(select(AgendaItem)):
        row.presenter_id = row.presenter_id or _id(Person, row.presenter)


def index_names() -> None:
    """The names are found by their index, which is otherwise written at the commit."""
    for model in (Organisation, Person):
        for record in db.session.scalars(select(model)):
            naming.name(record)


def _id(model, name: str) -> int | None:
    found = model.named(name) if name else None
    return found and found.id
