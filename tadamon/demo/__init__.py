"""The demo data: people of three offices, and what the two seed texts tell as records.

The comments (A9, B1 …) name the row of the seeds' coverage table that a fact comes from.
"""

from tadamon.accounts.models import User
from tadamon.demo import aswan, directory, external_relations, luxor
from tadamon.demo.cohorts import add_cohorts
from tadamon.demo.committees import add_committees
from tadamon.demo.entering import enter
from tadamon.demo.entering_events import add_events
from tadamon.demo.figures import add_figures
from tadamon.demo.initiatives import add_initiatives
from tadamon.demo.issues import enter_issues
from tadamon.demo.nurseries import add_nurseries
from tadamon.demo.partnerships import add_partnerships
from tadamon.demo.people import add_people
from tadamon.demo.reports import add_reports
from tadamon.demo.series import add_series
from tadamon.demo.sessions import add_sessions
from tadamon.extensions import db


def build(password: str) -> list[User]:
    """Add the demo users, all with this password, and their records; commits once. Returns the users.

    The reference data must be there, and no demo data yet.
    """
    people = add_people(password)
    directory.add_directory(people)
    told = (*external_relations.MEETINGS, *luxor.MEETINGS, *aswan.MEETINGS)
    entered = [enter(each, people[each["by"]]) for each in told]
    add_partnerships(people)
    add_events(people)
    add_initiatives(people)
    add_figures(people)
    enter_issues(entered, people)
    add_series(entered, people)
    add_committees(people)
    add_cohorts(people)
    add_sessions(people)
    add_nurseries(people)
    directory.link()
    add_reports(people)
    db.session.commit()
    return list(people.values())
