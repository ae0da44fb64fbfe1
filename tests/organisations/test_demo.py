"""The bodies and people of the seed texts are in the demo data, each once, and are found."""

from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.activities.models import Attendance
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tests.browser import Browser


def test_the_seeds_bodies(built):
    reader = Browser(built, "ar").enter(User.named("luxor-view"))
    for typed in ("هيئه المعونه الالمانيه", "GIZ", "الوكالة الألمانية للتعاون الدولي"):
        links = [
            link for link in reader.get(f"/organisations?q={typed}").page.find("list").all("a") if link.closest("td")
        ]
        assert [link.text for link in links] == ["الوكالة الألمانية للتعاون الدولي"], typed
    for name in (
        "UNODC",
        "جمعية الأورمان",
        "هيئة التأمين الصحي الشامل",
        "وزارة الخارجية",
        "وزارة الاتصالات",
        "UNOV",
    ):
        assert Organisation.named(name), name
    assert not Organisation.called("27 جمعية") and db.session.scalar(select(func.count(Organisation.id))) == 9
    karim = Person.named("المستشار كريم قلاوى")
    assert [post.title for post in karim.posts] == ["نائب رئيس مجلس الدولة", "المستشار القانوني للوزيرة"]
    orman = Organisation.named("الاورمان") or Organisation.named("جمعية الاورمان")
    assert db.session.scalar(select(func.count(Attendance.id)).where(Attendance.organisation_id == orman.id)) == 1
