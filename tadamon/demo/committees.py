"""The standing joint committee that was agreed on in Luxor (B8), and an example of Aswan's."""

from datetime import date

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.activities.sequels import follow
from tadamon.committees.models import Committee, Member
from tadamon.directory.linking import link
from tadamon.events.models import Event
from tadamon.extensions import db
from tadamon.records.history import acting_as

SOURCE = (
    "اتُّفق على تشكيل اللجنة كما ورد في بوابة الوفد، أكتوبر 2025. ولم يذكر المصدر أعضاءها ولا قرار تشكيلها ولا يوم الاتفاق؛"
    " والجهتان هنا كما وردتا."
)
COMMITTEES = (
    {
        "by": "luxor",
        "title": "لجنة المتابعة المشتركة الدائمة بين مديرية التضامن الاجتماعي بالأقصر وهيئة التأمين الصحي الشامل",
        "title_en": "Standing joint follow-up committee of the Luxor directorate and the Universal Health Insurance Authority",
        "kind": "standing",
        "mandate": "إزالة المعوقات التي تواجه المواطنين في الحصول على خدمات التأمين الصحي الشامل.",
        "notes": SOURCE,
        "agreed": date(2025, 10, 31),
        "came_of": "ورشة عمل مكثفة",
        "agreed_note": "خلال شهر أكتوبر 2025؛ ولم يُذكر اليوم.",
        "members": (
            ("ممثل المديرية (لم يُسمَّ)", "مديرية التضامن الاجتماعي — الأقصر"),
            ("ممثل الهيئة (لم يُسمَّ)", "هيئة التأمين الصحي الشامل"),
        ),
    },
    {
        "by": "aswan",
        "title": "لجنة للتجربة (مثال)",
        "title_en": "Example committee",
        "kind": "temporary",
        "mandate": "سجل للتجربة فقط.",
        "decision": "قرار للتجربة رقم 1 لسنة 2025",
        "decided_on": date(2025, 10, 1),
        "decided_by": "مدير المديرية (مثال)",
        "agreed": date(2025, 10, 1),
        "agreed_note": "",
        "members": (("عضو للتجربة", "مديرية التضامن الاجتماعي — أسوان"),),
    },
)
OWN = ("title", "title_en", "kind", "mandate", "decision", "decided_on", "decided_by", "notes")


def add_committees(people: dict[str, User]) -> None:
    for told in COMMITTEES:
        by = people[told["by"]]
        with acting_as(by.id):
            record = Committee(
                created_by_id=by.id, unit=by.unit, state="agreed", **{n: told[n] for n in OWN if n in told}
            )
            db.session.add(record)
            db.session.flush()
            record.agree(by, told["agreed"], told["agreed_note"])
            if record.decision:
                record.form(by, record.decided_on, record.decision)
            if "came_of" in told:
                earlier = db.session.scalars(select(Event).where(Event.title.contains(told["came_of"]))).one()
                follow(earlier, record, by)
            for place, (name, body) in enumerate(told["members"], 1):
                row = Member(record=record, position=place, name=name, body=body)
                link([row])
                db.session.add(row)
            db.session.flush()
