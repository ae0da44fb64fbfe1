"""The partnerships of the two seeds, as far as the texts know them, and an example of Aswan.

What a text does not state is not filled in: no signature, no term, no obligation is invented.
"""

from datetime import date

from sqlalchemy import or_, select, update

from tadamon.accounts.models import User
from tadamon.activities.models import Activity
from tadamon.demo.entering import coded
from tadamon.directory.models import Axis
from tadamon.directory.organisations import Alias, Organisation
from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.partnerships.acts import Act
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Party
from tadamon.records import naming
from tadamon.records.history import acting_as

ORGANISATIONS = (
    {"name_ar": "جمعية الأورمان", "name_en": "Orman Association", "kind": "ngo"},
    {
        "name_ar": "هيئة التأمين الصحي الشامل",
        "name_en": "Universal Health Insurance Authority",
        "kind": "authority",
    },
    {
        "name_ar": "الوكالة الألمانية للتعاون الدولي",
        "name_en": "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ)",
        "kind": "international",
        "country": "DE",
        "aliases": ("هيئة المعونة الألمانية", "GIZ"),
    },
    {
        "name_ar": "مكتب الأمم المتحدة المعني بالمخدرات والجريمة",
        "name_en": "United Nations Office on Drugs and Crime (UNODC)",
        "kind": "international",
        "country": "AT",
        "aliases": ("منظمة الأمم المتحدة للمخدرات والجريمة", "UNODC"),
    },
    {
        "name_ar": "صندوق مكافحة وعلاج الإدمان والتعاطي",
        "name_en": "Fund for Drug Control and Treatment of Addiction",
        "kind": "authority",
        "aliases": ("صندوق مكافحة وعلاج الإدمان",),
    },
)

ORMAN = {  # B9
    "by": "luxor",
    "kind": "informal",
    "title": "شراكة مستدامة مع جمعية الأورمان لخدمة الأسر الأولى بالرعاية",
    "title_en": "Sustainable partnership with Orman Association in support of the neediest families",
    "partners": (("جمعية الأورمان", "second"),),
    "axes": ("social-protection",),
    "governorates": ("EG-LX",),
    "beneficiaries": "الأسر الأولى بالرعاية والأسر الأكثر احتياجًا",
    "aims": (
        "تحقيق التنمية الشاملة ورفع مستوى معيشة الأسر الأكثر احتياجًا، من خلال لقاءات دورية لقيادات الطرفين.\n\n"
        "المصدر: بوابة الوفد، أكتوبر 2025. ولم يذكر المصدر نص الاتفاق ولا تاريخ توقيعه ولا مدته ولا التزامات الطرفين."
    ),
    "meetings": ("لقاءات دورية مع جمعية الأورمان لخدمة الأسر الأولى بالرعاية",),
}

HEALTH_INSURANCE = {  # B6-B8
    "by": "luxor",
    "kind": "informal",
    "title": "التعاون مع هيئة التأمين الصحي الشامل على وصول التغطية الصحية لمستفيدي «تكافل وكرامة»",
    "title_en": "Cooperation with Universal Health Insurance to bring health cover to Takaful and Karama families",
    "partners": (("هيئة التأمين الصحي الشامل", "second"),),
    "axes": ("social-protection",),
    "governorates": ("EG-LX",),
    "beneficiaries": "الفئات المستفيدة من برنامج «تكافل وكرامة»",
    "aims": (
        "ضمان وصول التغطية الصحية للفئات المستفيدة من برنامج «تكافل وكرامة» بإطار تنفيذي ميسَّر لقرار رئيس مجلس الوزراء"
        " رقم 4586 لسنة 2023.\n\n"
        "المصدر: بوابة الوفد، أكتوبر 2025. ولم يذكر المصدر اتفاقًا موقَّعًا ولا أعضاء اللجنة ولا قرار تشكيلها"
        " ولا موعده؛ والموعد هنا وضعته المديرية للمتابعة."
    ),
    "obligations": (
        (
            0,
            "تشكيل لجنة متابعة مشتركة دائمة مع هيئة التأمين الصحي، لتذليل أي عقبات أمام المواطنين.",
            date(2025, 12, 31),
            "",
        ),
    ),
}

SHE_IS_ONE_OF_US = {  # C1, C8
    "by": "hq",
    "kind": "informal",
    "title": "التعاون مع الوكالة الألمانية للتعاون الدولي في مبادرة «هي مِنا»",
    "title_en": "Cooperation with the German agency (GIZ) in the initiative “Hiya Minna”",
    "partners": (("الوكالة الألمانية للتعاون الدولي", "implementer"),),
    "axes": ("international-cooperation", "social-protection", "economic-empowerment"),
    "beneficiaries": "النساء، ومستفيدو برامج الحماية الاجتماعية",
    "aims": (
        "تعزيز وتوسيع الحماية الاجتماعية للمرأة والتمكين الاقتصادي عبر آليات مبتكرة ومستدامة؛ ومن أنشطتها ورش مختبر"
        " الابتكار الإبداعي المعني بتطوير نظم الحماية التأمينية وتوسيع التغطية.\n\n"
        "المصدر: بوابة الوفد، وقد سمّى الوكالة باسمين. ولم يذكر المصدر اتفاقًا موقَّعًا ولا مدته."
    ),
}

CHAMPS = {  # A12
    "by": "hq",
    "kind": "informal",
    "title": "تطبيق مبادرة CHAMPS لتعزيز أنظمة الوقاية الموجهة للأطفال",
    "title_en": "The CHAMPS initiative for stronger prevention systems for children",
    "partners": (
        ("مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "second"),
        ("صندوق مكافحة وعلاج الإدمان والتعاطي", "implementer"),
    ),
    "axes": ("addiction-prevention", "international-cooperation"),
    "beneficiaries": "الأطفال حتى 18 عامًا",
    "aims": (
        "اختيرت جمهورية مصر العربية أول دولة على مستوى العالم لتطبيق مبادرة تعزيز أنظمة الوقاية الموجهة للأطفال حتى 18"
        " عامًا.\n\n"
        "المصدر: تقرير شيماء سليمان عن الربع الأول من عام 2025. ولم يذكر المصدر اتفاقًا موقَّعًا ولا تاريخ الاختيار."
    ),
}

DEVICES = {  # A2
    "by": "hq",
    "kind": "lead",
    "title": "توفير تقنيات الأجهزة المساعدة لذوي الإعاقة في مصر وتطبيقات لتعليم لغة الإشارة",
    "title_en": "Assistive devices in Egypt and applications that teach sign language",
    "partners": (("شركات عالمية منتجة للأجهزة المساعدة (لم تُذكر أسماؤها)", "second"),),
    "abroad": True,
    "axes": ("disability", "international-cooperation"),
    "beneficiaries": "الأشخاص ذوو الإعاقة",
    "aims": (
        "بحث فرص التعاون المشترك لتوفير تقنيات الأجهزة المساعدة في مصر، وتطوير تطبيقات رقمية لتعليم لغة الإشارة.\n\n"
        "المصدر: تقرير شيماء سليمان عن الربع الأول من عام 2025. ولم يذكر المصدر أسماء الشركات ولا عددها."
    ),
}

SINGAPORE = {  # A13
    "by": "hq",
    "kind": "mou",
    "title": "مذكرة تفاهم بين مصر وسنغافورة",
    "title_en": "Memorandum of understanding between Egypt and Singapore",
    "partners": (("الجانب السنغافوري", "second"),),
    "abroad": True,
    "axes": ("international-cooperation",),
    "aims": (
        "تبعت مشاركة الوزيرة في مؤتمر «مجتمعات الفرص 2025».\n\n"
        "عُرف شهر التوقيع وحده: سبتمبر 2025. ولم يُعرف نص المذكرة ولا الجهة الموقِّعة ولا مدتها."
    ),
    "signed": (date(2025, 9, 1), date(2025, 9, 1)),
    "signed_precision": "month",
    "obligations": ((0, "متابعة تنفيذ مذكرة التفاهم (لم يُعرف التزام بعينه ولا موعد).", None, ""),),
}

ASWAN = {
    "by": "aswan",
    "kind": "protocol",
    "title": "بروتوكول تعاون — أسوان (مثال)",
    "title_en": "Cooperation protocol, Aswan (example)",
    "reference": "1/2026",
    "partners": (("جمعية للتجربة بأسوان", "second"),),
    "axes": ("civil-society",),
    "governorates": ("EG-ASN",),
    "aims": "سجل للتجربة فقط، لا يصف بروتوكولًا قائمًا. غايته أن يظهر توقيع الشراكة وتجديدها والتزاماتها، وأن كل مديرية ترى شراكاتها وحدها.",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
    "renewal": "agreement",
    "signed": (date(2025, 12, 14), date(2025, 12, 16)),
    "obligations": (
        (0, "إتاحة قاعة المديرية للقاءات الدورية (مثال).", None, ""),
        (
            1,
            "تقديم تقرير الربع الأول بما نُفِّذ (مثال).",
            date(2026, 3, 31),
            "",
            (date(2026, 4, 2), "قُدّم التقرير (مثال)."),
        ),
        (1, "تقديم تقرير بما نُفِّذ (مثال).", date(2026, 6, 30), "quarterly"),
    ),
}

PARTNERSHIPS = (ORMAN, HEALTH_INSURANCE, SHE_IS_ONE_OF_US, CHAMPS, DEVICES, SINGAPORE, ASWAN)
COLUMNS = (
    "kind",
    "title",
    "title_en",
    "reference",
    "aims",
    "beneficiaries",
    "starts_on",
    "ends_on",
    "renewal",
)


def add_partnerships(people: dict[str, User]) -> None:
    """The bodies they need, then the partnerships, each in the name of the one who would have typed it."""
    for told in ORGANISATIONS:
        organisation(people["hq"], **told)
    for told in PARTNERSHIPS:
        with acting_as(people[told["by"]].id):
            agree(told, people[told["by"]])


def organisation(by: User, name_ar: str, name_en: str, kind: str, country: str = "EG", aliases=()) -> Organisation:
    """The body of the directory with one of these names; made when there is none."""
    names = (name_ar, *aliases)
    same = select(Organisation).where(or_(Organisation.name_ar.in_(names), Organisation.name_en == name_en))
    known = db.session.scalars(same.limit(1)).first() or next(filter(None, map(Organisation.named, names)), None)
    if known:
        return known
    with acting_as(by.id):
        made = Organisation(
            unit=by.unit, created_by_id=by.id, kind=kind, name_ar=name_ar, name_en=name_en, country=country
        )
        db.session.add(made)
        for position, alias in enumerate(aliases, 1):
            db.session.add(Alias(record=made, name=alias, position=position))
        db.session.flush()
        db.session.refresh(made)
        naming.name(made)  # to be found before the commit writes the names of everything
    return made


def agree(told: dict, by: User) -> Partnership:
    """The record whole, in one flush: its history tells of nothing but its making."""
    record = Partnership(created_by_id=by.id, unit=by.unit, **{name: told[name] for name in COLUMNS if name in told})
    record.axes, record.codes = coded(Axis, told["axes"]), list(told.get("governorates", ()))
    record.our_signed_on, record.their_signed_on = told.get("signed", (None, None))
    record.our_signed_precision = record.their_signed_precision = told.get("signed_precision", "day")
    db.session.add(record)
    parties = [Party(record=record, position=1, role="first", side="ours", name=by.unit.name_ar, unit=by.unit)]
    for position, (name, role) in enumerate(told["partners"], 2):
        party = Party(record=record, position=position, role=role, side="theirs", abroad=told.get("abroad", False))
        with db.session.no_autoflush:
            party.call(name)
        parties.append(party)
    db.session.add_all(parties)
    for position, (who, *promised) in enumerate(told.get("obligations", ()), 1):
        db.session.add(promise(record, parties[who], position, *promised))
    db.session.flush()
    for action, day in zip(("ours", "theirs"), told.get("signed", ()), strict=False):
        db.session.add(Act(record_id=record.id, action=action, by=by, day=day, precision=record.our_signed_precision))
    if meetings := told.get("meetings"):
        # Not by way of the object: belonging to a file is no change of what a meeting says.
        hang = update(Activity.__table__).where(Activity.__table__.c.title.in_(meetings))
        db.session.execute(hang.values(file_id=record.id))
    return record


def promise(
    record: Partnership, party: Party, position: int, text: str, due: date | None, repeats: str, done=None
) -> Outcome:
    """What `party` owes; `done` is (on, note) of what was reported already."""
    row = Outcome(record=record, kind="obligation", party=party, text=text, repeats=repeats, position=position)
    row.owner, row.owner_unit = party.name, party.unit
    row.owner_organisation_id = party.organisation.id if party.organisation else None
    row.due(due)
    if done:
        row.state, (row.done_on, row.done_note) = "reported", done
    return row
