"""tadamon: the intranet of the External Relations General Department and the directorates."""

import logging

from flask import Flask, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

import tadamon.assignments.bulk
import tadamon.assignments.exports
import tadamon.assignments.measures
import tadamon.assignments.mine
import tadamon.assignments.verbs
import tadamon.calendar.feeds
import tadamon.cohorts.parts
import tadamon.cohorts.printing
import tadamon.cohorts.telling
import tadamon.cohorts.trainees.bulk
import tadamon.cohorts.trainees.file
import tadamon.cohorts.trainees.finding
import tadamon.cohorts.trainees.personal
import tadamon.committees.attending
import tadamon.committees.parts
import tadamon.committees.printing
import tadamon.committees.telling
import tadamon.directory.merging
import tadamon.directory.people
import tadamon.directory.working_days
import tadamon.events.creating
import tadamon.events.following
import tadamon.events.merges
import tadamon.events.panel
import tadamon.events.printing
import tadamon.events.rows
import tadamon.events.telling
import tadamon.figures.printing
import tadamon.figures.telling
import tadamon.figures.values
import tadamon.followup.steps
import tadamon.followup.tallying
import tadamon.home.dashboard
import tadamon.home.help
import tadamon.initiatives.printing
import tadamon.initiatives.telling
import tadamon.issues.desk
import tadamon.issues.handling
import tadamon.issues.panel
import tadamon.issues.personal
import tadamon.issues.printing
import tadamon.issues.tallying
import tadamon.issues.telling
import tadamon.meetings.approval
import tadamon.meetings.bodies
import tadamon.meetings.exports.routes
import tadamon.meetings.gathering
import tadamon.meetings.links
import tadamon.meetings.news
import tadamon.meetings.parts
import tadamon.meetings.printing
import tadamon.meetings.signing
import tadamon.meetings.tallying
import tadamon.meetings.telling
import tadamon.nurseries.campaign
import tadamon.nurseries.occasions
import tadamon.nurseries.parts
import tadamon.nurseries.printing
import tadamon.nurseries.telling
import tadamon.nurseries.terms
import tadamon.nurseries.visiting
import tadamon.organisations.printing
import tadamon.organisations.sheets
import tadamon.partnerships.freezing
import tadamon.partnerships.parts
import tadamon.partnerships.printing
import tadamon.partnerships.reporting
import tadamon.partnerships.signing
import tadamon.partnerships.telling
import tadamon.partnerships.terms
import tadamon.reports.approval
import tadamon.reports.exports
import tadamon.reports.paragraphs
import tadamon.reports.photos.routes
import tadamon.reports.printing
import tadamon.reports.quoting
import tadamon.sessions.certificates.completing
import tadamon.sessions.certificates.printing
import tadamon.sessions.certificates.sheets
import tadamon.sessions.making
import tadamon.sessions.panel
import tadamon.sessions.printing
import tadamon.sessions.reporting
import tadamon.sessions.rest
import tadamon.sessions.sheets
import tadamon.sessions.telling
from tadamon import commands, language
from tadamon.accounts import logos, own, sessions
from tadamon.accounts import routes as accounts
from tadamon.accounts.governorates import governorate
from tadamon.activities import routes as activities
from tadamon.administration import routes as administration
from tadamon.approval import routes as approval
from tadamon.assignments import routes as assignments
from tadamon.briefings import routes as briefings
from tadamon.calendar import routes as calendar
from tadamon.cohorts import routes as cohorts
from tadamon.cohorts.importing import routes as cohort_imports
from tadamon.cohorts.trainees import routes as trainees
from tadamon.committees import routes as committees
from tadamon.config import settings
from tadamon.directory import routes as directory
from tadamon.directory.phones import show_phone
from tadamon.events import routes as events
from tadamon.extensions import csrf, db, migrate
from tadamon.figures import routes as figures
from tadamon.home import routes as home
from tadamon.initiatives import routes as initiatives
from tadamon.issues import routes as issues
from tadamon.language import lazy
from tadamon.meetings import bulletin
from tadamon.meetings import routes as meetings
from tadamon.nurseries import routes as nurseries
from tadamon.nurseries.importing import routes as nursery_imports
from tadamon.organisations import people
from tadamon.organisations import routes as organisations
from tadamon.organisations.importing import routes as organisation_imports
from tadamon.partnerships import routes as partnerships
from tadamon.records import transactions
from tadamon.reports import routes as reports
from tadamon.search import routes as search
from tadamon.series import routes as series
from tadamon.series import within as in_series
from tadamon.sessions import attendance
from tadamon.sessions import routes as sessions_of_cohorts
from tadamon.sessions.certificates import routes as certificates
from tadamon.web import drafts, errors, guard, navigation, templating

# Every room with pages, in floor order: a room imports only the rooms before it.
ROOMS = (
    drafts,
    accounts,
    directory,
    activities,
    approval,
    meetings,
    partnerships,
    committees,
    cohorts,
    trainees,
    cohort_imports,
    nurseries,
    nursery_imports,
    events,
    figures,
    issues,
    bulletin,
    organisations,
    people,
    organisation_imports,
    assignments,
    calendar,
    initiatives,
    briefings,
    administration,
    series,
    in_series,
    sessions_of_cohorts,
    attendance,
    certificates,
    search,
    reports,
    home,
)
LINKS = (
    (None, lazy("الرئيسية"), "home.show", "open", 0),
    (None, lazy("لوحة المؤشرات"), "home.dashboard", "open", 1),
    (lazy("السجلات"), lazy("الاجتماعات والمحاضر"), "meetings.index", "meetings.read", 10),
    (lazy("السجلات"), lazy("الفعاليات والتعاون الدولي"), "events.index", "events.read", 15),
    (lazy("السجلات"), lazy("سلاسل الاجتماعات"), "series.index", "meetings.read", 12),
    (lazy("السجلات"), lazy("الشراكات والبروتوكولات"), "partnerships.index", "partnerships.read", 20),
    (lazy("السجلات"), lazy("الأرقام والمؤشرات"), "figures.index", "figures.read", 27),
    (lazy("السجلات"), lazy("اللجان"), "committees.index", "committees.read", 22),
    (lazy("السجلات"), lazy("الدفعات والمتدربون"), "cohorts.index", "cohorts.read", 24),
    (lazy("السجلات"), lazy("جلسات التدريب"), "sessions.index", "cohorts.read", 24),
    (lazy("السجلات"), lazy("سجل الشهادات"), "certificates.index", "cohorts.read", 24),
    (lazy("السجلات"), lazy("الحضانات"), "nurseries.index", "nurseries.read", 23),
    (lazy("السجلات"), lazy("موضوعات المواطنين"), "issues.index", "issues.read", 25),
    (lazy("المتابعة"), lazy("التقويم"), "calendar.index", "meetings.read", 8),
    (lazy("المتابعة"), lazy("أعمالي"), "assignments.mine", "assignments.read", 5),
    (lazy("المتابعة"), lazy("سجل المتابعة"), "assignments.index", "assignments.read", 6),
    (lazy("الدليل"), lazy("الجهات"), "organisations.index", "organisations.read", 30),
    (lazy("الدليل"), lazy("الأشخاص"), "people.index", "organisations.read", 31),
    (lazy("الدليل"), lazy("المبادرات والبرامج"), "initiatives.index", "organisations.read", 32),
    (lazy("الدليل"), lazy("موجزات الدول"), "briefings.index", "organisations.read", 33),
    (lazy("المتابعة"), lazy("تقارير الفترات"), "reports.index", "reports.read", 9),
    (lazy("السجلات"), lazy("نشرة الوزارة"), "bulletin.bulletin", "open", 40),
    (lazy("السجلات"), lazy("التحقق من ورقة"), "approval.find", "open", 50),
    (None, lazy("دليل الاستعمال"), "home.help", "open", 2),
    *administration.LINKS,
)


class Id(IntegerConverter):
    """A positive id that both engines can hold; anything else is no address of ours."""

    def __init__(self, map, **kwargs):
        super().__init__(map, min=1, max=2**63 - 1, **kwargs)

    regex = r"[0-9]{1,19}"


def create_app(overrides: dict | None = None) -> Flask:
    """The application; `overrides` replace settings of the environment (tests)."""
    app = Flask(__name__)
    app.config.from_mapping(settings(overrides))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    guard.init_app(app)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    app.url_map.converters["id"] = Id
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    db.init_app(app)
    app.teardown_appcontext(transactions.end)
    with app.app_context():
        transactions.prepare(db.engine)
    migrate.init_app(app, db, directory=str(templating.ROOT / "migrations"))
    sessions.init_app(app)
    app.before_request(read_reader)
    app.before_request(guard.check)
    csrf.init_app(app)
    own.init_app(app)
    errors.init_app(app)
    templating.init_app(app)
    app.jinja_env.globals["picture_of"] = logos.data_uri
    app.jinja_env.filters.update(phone=show_phone, governorate=governorate)
    commands.init_app(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    for link in LINKS:
        navigation.add_link(app, *link)
    return app


def read_reader() -> None:
    """The language of the cookie, else the person's; the person's digits."""
    person = current_user if current_user.is_authenticated else None
    chosen = request.cookies.get("lang") or (person.language if person else "ar")
    language.use(chosen, person.digits if person else "arab")
