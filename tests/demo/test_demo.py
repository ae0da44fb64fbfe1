"""What the two seeds tell is there to be read and to be found, and no wall between offices leaks it."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import Unit, User, password_matches
from tadamon.activities.acquaintances import Acquaintance
from tadamon.activities.models import Activity
from tadamon.directory.initiatives import Initiative, record_initiatives
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.figures.models import Figure
from tadamon.keeping.checks import CHECKS
from tadamon.language.dates import last_day, today
from tadamon.nurseries.models import Nursery
from tadamon.records import search
from tadamon.records.history import Change
from tadamon.reports.models import Report
from tests.demo.filled import PASSWORD

USERS = {
    "admin": ("administrator", "ER"),
    "hq": ("writer", "ER"),
    "head": ("approver", "ER"),
    "luxor": ("writer", "EG-LX"),
    "luxor-head": ("approver", "EG-LX"),
    "luxor-view": ("reader", "EG-LX"),
    "aswan": ("writer", "EG-ASN"),
}
TALKS, CLIMATE, DIGITAL = "ممثلي الشركات العالمية", "تغير المناخ", "التطوير المؤسسي الرقمي"
COORDINATION, OPEN_DOOR, VISIT = "وكلاء ومديري مديريات", "سياسة الباب المفتوح", "زيارة رئيس الإدارة المركزية"
LECTURE = "لدفعة التجربة (مثال)"
SESSIONS = ("زواج الأقارب وفحوص", "التدريبي الأول", "التدريبي الثاني", "التدريبي الثالث", "الميسّرات")
WORKSHOP, ORMAN, ASWAN = "رقم 4586 لسنة 2023", "جمعية الأورمان لخدمة", "أسوان (مثال)"
EXPO, VIENNA, SINGAPORE, ANKARA = "إكسبو أصحاب الهمم", "الدورة 68", "مجتمعات الفرص", "الورشة الإقليمية الثانية"
NUNS, CAMPAIGN, POLIO, EXAMPLE = "الفرنسيسكانيات", "لا للإدمان", "شلل الأطفال", "ورشة عمل للتجربة"

# The row of the coverage table, the record it is in, and what must be read in that record.
COVERAGE = (
    ("A2", TALKS, "دبي", "مرجريت صاروفيم", "لتوفير هذه التقنيات في مصر", "تطبيقات رقمية لتعليم لغة الإشارة"),
    ("A3", TALKS, "الإتاحة للأشخاص ذوي الإعاقة", "البيئة العمرانية", "الخدمات الرقمية"),
    (
        "A4",
        CLIMATE,
        "وزارة الخارجية",
        "27 جمعية أهلية",
        "بناء قدرات",
        "مفاوضات المناخ",
        "رأي عام داعم",
        "المبادرات البيئية",
    ),
    (
        "A5",
        DIGITAL,
        "د. مايا مرسي",
        "وزارة الاتصالات",
        "البنية التحتية",
        "الذكاء الاصطناعي",
        "جودة الخدمات",
        "الإدارة الذكية",
    ),
    ("A9", COORDINATION, "عدة اجتماعات", "متابعة تنفيذ السياسات", "تبادل أفضل الممارسات"),
    ("A10", COORDINATION, "منظمات المجتمع المدني", "التمكين الاقتصادي والرعاية الاجتماعية والتدريب المهني"),
    ("B1", OPEN_DOOR, "بستاني عبد العزيز", "مدير الإدارة العامة للتنمية", "الشفافية والتواصل المباشر"),
    ("B2", OPEN_DOOR, "إيقاف عدد من بطاقات المساعدات", "إجراءات «تكافل وكرامة»", "المتعلقة بذوي الإعاقة"),
    ("B3", OPEN_DOOR, "دراسة جميع الشكاوى"),
    ("B4", OPEN_DOOR, "الأحد من كل أسبوع"),
    ("B5", VISIT, "أحمد عبد الرحمن", "المركز الدولي للمؤتمرات", "الحل الفوري", "رؤساء أقسام الضمان"),
    (
        "B6",
        WORKSHOP,
        "غير القادرين",
        "أعباء ومساهمات",
        "مدير المديرية",
        "مندوبون من هيئة التأمين الصحي الشامل",
    ),
    ("B7", WORKSHOP, "إطار تنفيذي مُيسَّر", "تكافل وكرامة"),
    ("B8", WORKSHOP, "لجنة متابعة مشتركة دائمة", "متفق على تشكيلها ولم تُشكَّل بعد"),
    ("A1", EXPO, "مرجريت صاروفيم", "نائب وزيرة التضامن", "دبي", "الإمارات"),
    ("A11", VIENNA, "فيينا", "صندوق مكافحة وعلاج الإدمان", "لجنة المخدرات", "النمسا", "Commission on Narcotic Drugs"),
    ("A12", VIENNA, "CHAMPS", "أول دولة على مستوى العالم", "حتى 18 عامًا"),
    ("A13", SINGAPORE, "مايا مرسي", "سنغافورة", "تفاوت الدخل", "الحراك الاجتماعي", "النمو المجتمعي"),
    ("C1", ANKARA, "أنقرة", "هي مِنا", "هيئة المعونة الألمانية", "GIZ", "Creative Innovation Lab"),
    ("C2", ANKARA, "رأفت شفيق", "نائب رئيس مجلس الدولة", "المستشار القانوني", "حسام الزمر", "مدحت عبد الرشيد"),
    ("C3", ANKARA, "الضمان الاجتماعي", "التأمينات الاجتماعية والمعاشات", "العمالة غير المنتظمة"),
    ("C4", ANKARA, "الحملة القومية لرفع الوعي التأميني", "تطبيق الهاتف الذكي", "Smartphone application"),
    ("C5", ANKARA, "خبراء دوليون"),
    ("C6", ANKARA, "الأردن", "تونس", "المغرب", "تركيا"),
    ("C7", ANKARA, "القطاع غير الرسمي", "الدعم النقدي", "مخططات التغطية المالية"),
    ("C8", ANKARA, "تقدير الوفد المصري", "الوكالة الألمانية للتعاون الدولي"),
    ("C9", ANKARA, "متابعة تنفيذ النموذجين"),
    ("headlines", ANKARA, "بورش مختبر الابتكار", "تستعرض تجربة مصر"),
    ("B9", ORMAN, "لقاءات دورية لقيادات الطرفين", "التنمية الشاملة", "الأسر الأكثر احتياجًا"),
)
# First and last possible day, precision, and the date as reported where its words differ.
FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28), "month", "فبراير الماضي")
QUARTER = (date(2025, 1, 1), date(2025, 3, 31), "quarter", "")
SUNDAY = (date(2025, 10, 5), date(2025, 10, 5), "day", "")
OCTOBER = (date(2025, 10, 1), date(2025, 10, 31), "month", "منذ بداية شهر أكتوبر الجاري")
# The record, its kind, its office, its date.
WHEN = (
    (TALKS, "bilateral", "ER", FEBRUARY),
    (CLIMATE, "workshop", "ER", QUARTER),
    (DIGITAL, "workshop", "ER", QUARTER),
    (COORDINATION, "directorates", "ER", QUARTER),
    (OPEN_DOOR, "open-door", "EG-LX", SUNDAY),
    (VISIT, "follow-up-visit", "EG-LX", OCTOBER),
    (WORKSHOP, "workshop", "EG-LX", OCTOBER),
    (ORMAN, "partnership", "EG-LX", OCTOBER),
    (EXPO, "expo", "ER", FEBRUARY),
    (VIENNA, "session", "ER", QUARTER),
)
# What a person types, and the only records of the demo that may answer.
SEARCHES = (
    ("لقاء جماهيري الاقصر", {OPEN_DOOR}),
    ("الاقصر الباب المفتوح", {OPEN_DOOR}),
    ("4586", {WORKSHOP}),
    ("٤٥٨٦", {WORKSHOP}),
    ("decree 4586", {WORKSHOP}),
    ("الاورمان", {ORMAN}),
    ("Orman", {ORMAN}),
    ("لغه الاشاره", {TALKS}),
    ("المناخ", {CLIMATE}),
    ("بستانى", {OPEN_DOOR}),
    ("اسوان", {ASWAN, EXAMPLE, LECTURE}),
    ("هيئه المعونه الالمانيه", {ANKARA}),
    ("GIZ", {ANKARA}),
    ("الوكالة الألمانية للتعاون الدولي", {ANKARA}),
    ("Singapore", {SINGAPORE}),
)


def the(words: str) -> Activity:
    return db.session.scalars(select(Activity).where(Activity.title.contains(words))).one()


def titles(statement) -> set[str]:
    return set(db.session.scalars(statement))


def found(query: str) -> set[str]:
    found = search.matching(query).newest(1000)
    return titles(select(Activity.title).where(Activity.id.in_(select(found.c.record_id))))


def seen_by(username: str) -> set[str]:
    return titles(select(Activity.title).where(Activity.visible_to(User.named(username))))


def read(meeting: Activity) -> str:
    """All that the sheet of this record says."""
    outcomes = [f"{row.text} {row.owner_name} {row.owner_person}" for row in meeting.outcomes]
    return "\n".join((meeting.search_text(), meeting.reported_date, *outcomes))


@pytest.mark.parametrize(
    ("id", "record", "facts"),
    [pytest.param(id, record, facts, id=id) for id, record, *facts in COVERAGE],
)
def test_every_fact_is_in_its_record_and_finds_it(built, id, record, facts):
    meeting = the(record)
    for fact in facts:
        assert fact in read(meeting), f"{id}: «{fact}» is not said"
        assert meeting.title in found(fact), f"{id}: «{fact}» does not find its record"


@pytest.mark.parametrize(("record", "kind", "office", "when"), WHEN)
def test_dates_are_as_precise_as_the_source(built, record, kind, office, when):
    meeting = the(record)
    assert (meeting.kind, meeting.office.code) == (kind, office)
    last = last_day(meeting.starts_on, meeting.date_precision)
    assert (meeting.starts_on, last, meeting.date_precision, meeting.reported_date) == when
    assert meeting.title_en and meeting.axes


@pytest.mark.parametrize(("query", "records"), SEARCHES)
def test_search_finds(built, query, records):
    assert found(query) == {the(record).title for record in records}


def test_luxor_without_hamza_finds_every_record_of_luxor(built):
    luxor = titles(select(Activity.title).where(Activity.office_id == User.named("luxor").office_id))
    assert luxor and luxor <= found("الاقصر")
    assert the(OPEN_DOOR).title in found("Luxor")


def test_complaints_are_the_directorates_to_study_within_the_days_it_set_itself(built):
    meeting = the(OPEN_DOOR)
    [task] = [row for row in meeting.outcomes if row.kind == "assignment"]
    assert (task.owner_unit.code, task.due_days, task.due_from, task.state) == ("EG-LX", 15, meeting.starts_on, "open")
    assert "المدة وضعتها المديرية" in meeting.items[-1].discussion, "and it is said that the source names none"


def test_the_decree_is_cited_by_kind_number_and_year(built):
    decree, law = the(WORKSHOP).citations
    assert (decree.kind, decree.number, decree.year) == ("cabinet", "4586", 2023)
    assert (law.kind, law.number, law.year) == ("law", "", None)


def test_the_directives_have_owners_and_are_recommendations(built):
    first, second = the(COORDINATION).outcomes
    assert {first.kind, second.kind} == {"recommendation"}
    assert first.owner_unit.code == "ER"
    assert second.owner_unit is None and "مديريات" in second.owner
    assert first.due_on == second.due_on == date(2025, 6, 30)
    assert "وضعته الإدارة" in the(COORDINATION).items[-1].discussion, "and it is said that the source names none"


def test_the_prototypes_have_an_owner_and_a_day(built):
    [task] = the(ANKARA).outcomes
    assert (task.kind, task.owner_unit.code, task.due_on) == ("assignment", "ER", date(2025, 12, 31))
    assert "وضعتهما الإدارة" in the(ANKARA).summary, "and it is said that the source names none"


def test_all_directorates_are_invited_to_the_coordination_and_see_it(built):
    coordination = the(COORDINATION)
    assert {unit.kind for unit in coordination.invited} == {"directorate"} and len(coordination.invited) == 27
    for person in ("luxor", "luxor-head", "luxor-view", "aswan"):
        assert coordination.title in seen_by(person)


def test_a_directorate_sees_its_own_and_never_anothers(built):
    luxor = {the(record).title for record in (OPEN_DOOR, VISIT, WORKSHOP, ORMAN, NUNS, CAMPAIGN, POLIO, *SESSIONS)}
    aswan = {the(ASWAN).title, the(EXAMPLE).title, the(LECTURE).title}
    assert seen_by("luxor") - luxor == seen_by("aswan") - aswan == {the(COORDINATION).title}
    assert luxor <= seen_by("luxor-view") and not luxor & seen_by("aswan") and not aswan & seen_by("luxor")
    assert luxor | aswan <= seen_by("hq") == seen_by("head") == seen_by("admin")


def test_the_example_says_that_it_is_one(built):
    assert "مثال" in the(ASWAN).title and "للتجربة" in the(ASWAN).summary


def test_both_dates_of_the_expo_stand_and_singapore_is_outside_the_period_with_its_reason(built):
    expo, singapore = the(EXPO), the(SINGAPORE)
    assert (expo.verified_on, expo.verified_ends_on) == (date(2025, 10, 6), date(2025, 10, 8))
    assert expo.dates_differ and not singapore.dates_differ
    assert (singapore.state, singapore.starts_on, singapore.ends_on) == (
        "out-of-period",
        date(2025, 4, 29),
        date(2025, 4, 30),
    )
    assert "الربع الأول" in singapore.state_reason


def test_what_is_not_ours_says_why(built):
    reasons = {
        event.title: event.state_reason for event in db.session.scalars(select(Event)) if event.state == "not-ours"
    }
    assert len(reasons) == 5 and all(reasons.values())


def test_the_delegation_to_ankara_has_four_lines_and_both_titles_of_the_counsellor(built):
    members = the(ANKARA).delegates
    assert [row.person.name_ar for row in members] == ["رأفت شفيق", "كريم قلاوي", "حسام الزمر", "مدحت عبد الرشيد"]
    assert members[1].title_list == ["نائب رئيس مجلس الدولة", "المستشار القانوني لوزيرة التضامن الاجتماعي"]


def test_vague_counts_are_kept_as_they_were_said(built):
    [_ministry, ngos] = the(CLIMATE).participants
    [makers] = the(EXPO).participants
    assert (ngos.count, ngos.precision, makers.count, makers.precision) == (27, "exactly", None, "several")


def test_users_are_those_of_the_contract(built):
    people = {user.username: (user.role, user.unit.code) for user in db.session.scalars(select(User))}
    assert people == USERS
    assert all(password_matches(user.password_hash, PASSWORD) for user in db.session.scalars(select(User)))


def test_its_records_and_papers_agree_with_their_index_their_sums_and_their_numbers(built):
    asked = ("search index", "trainees", "names", "sums", "register", "approvals", "history")
    assert [each for name in asked for each in CHECKS[name](False) if each.fault] == []


def test_reports_are_written_by_those_whose_they_are(built):
    for id, writer in db.session.execute(select(Report.id, Report.created_by_id)).all():
        assert set(db.session.scalars(select(Change.by_id).where(Change.record_id == id))) == {writer}


def test_history_names_who_would_have_typed_it(built):
    for record, username in ((OPEN_DOOR, "luxor"), (COORDINATION, "hq"), (ASWAN, "aswan")):
        meeting, author = the(record), User.named(username)
        authors = titles(select(Change.by_id).where(Change.record_id == meeting.id))
        assert authors == {author.id} == {meeting.created_by_id}
        assert meeting.unit == author.unit


def test_each_row_was_written_once(built):
    """A record is created whole: its history tells of no change, only of what was made."""
    assert titles(select(Change.action).join(Activity, Activity.id == Change.record_id)) == {"created"}
    assert set(db.session.scalars(select(Activity.version))) == {1}


def test_named_people_are_suggested_from_now_on_and_groups_are_not(built):
    luxor = User.named("luxor").office_id
    assert [one.name for one in Acquaintance.suggested(luxor, "بستاني")] == ["بستاني عبد العزيز"]
    assert not Acquaintance.suggested(luxor, "مندوبون")
    assert db.session.scalar(select(func.count()).select_from(Acquaintance)) == 4


def test_every_record_carries_its_governorate_or_none(built):
    places = select(Unit.code, Activity.governorate).join(Unit, Unit.id == Activity.office_id)
    codes = {tuple(row) for row in db.session.execute(places)}
    assert codes == {("ER", None), ("EG-LX", "EG-LX"), ("EG-ASN", "EG-ASN")}


# The row of the coverage table, a record of the directory or a figure, and what finds it.
TOLD = (
    ("A6", "الأسر المستفيدة", "نحو ٤٫٧ مليون أسرة", "Families reached by Takaful", "تكافل وكرامه"),
    ("A7", "موازنة «تكافل وكرامة»", "أكثر من ٤١ مليار جنيه سنويًا", "Budget of Takaful", "تكافل"),
    ("B11", "الطاقة الاستيعابية", "", "Capacity of nurseries", "حضانات الاقصر"),
    ("B15", "حضور ندوة", "٣٦٥ مرة حضور", "Attendances at the seminar", "الزغروطه"),
    ("B16", "مكلفو الخدمة العامة", "١٬٥٤٠ مكلَّفًا", "Public-service assignees", "مكلفو"),
    ("headlines", "المبادرات الرقمية", "مبادرتان رقميتان", "Digital initiatives launched", "المبادرات الرقميه"),
)


@pytest.mark.parametrize(("fact", "name", "words", "english", "typed"), TOLD, ids=[each[0] for each in TOLD])
def test_every_figure_is_told_as_it_was_said(built, fact, name, words, english, typed):
    figure = db.session.scalars(select(Figure).where(Figure.name_ar.contains(name))).one()
    assert (figure.latest.words if figure.latest else "") == words
    for query in (english, typed):
        places = search.matching(query, {"type": "figure"}).newest(50)
        assert figure.id in db.session.scalars(select(places.c.record_id)).all(), query


def test_nurseries_stand_at_every_step_of_the_campaign(built):
    """B10, B12, B14: the text names none, so each says it is an example."""
    rows = db.session.scalars(select(Nursery)).all()
    assert {row.state for row in rows} >= {"unlicensed", "applied", "ending", "refused", "closed"}
    assert all("مثال" in row.title and "لم يسمِّ المصدر" in row.notes for row in rows)
    [handed] = [row for row in rows if row.handed_on]
    assert handed.received_on > handed.handed_on and handed.handed_by and handed.received_by
    assert [each.name_ar for each in handed.initiatives] == ["حياة كريمة"]
    [ending] = [row for row in rows if row.state == "ending"]
    assert (ending.licence_until - today()).days <= 30 and len(ending.visits[0].failed) == 1 == len(ending.outcomes)


def test_initiatives_stand_once_with_what_belongs_to_them(built):
    champs, takaful = (Initiative.named(name) for name in ("CHAMPS", "تكافل وكرامة"))
    assert (champs.began_on, champs.began_precision) == (date(2024, 10, 1), "month") and "18" in champs.audience  # A12
    assert Initiative.named("هي منا").name_ar == "هي مِنا" and Initiative.named("كمل الزغروطة")
    tied = select(record_initiatives.c.record_id).where(record_initiatives.c.initiative_id == champs.id)
    assert the(VIENNA).id in db.session.scalars(tied).all()
    assert "كفاءة آليات الصرف" in takaful.about  # A8
