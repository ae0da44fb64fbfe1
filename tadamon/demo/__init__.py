"""The demo data: people of three offices, and what the two seed texts tell as records.

The comments (A9, B1 …) name the row of the seeds' coverage table that a fact comes from.
"""

from tadamon.accounts.models import User
from tadamon.demo import aswan, external_relations, luxor
from tadamon.demo.entering import enter
from tadamon.demo.issues import enter_issues
from tadamon.demo.people import add_people
from tadamon.extensions import db


def build(password: str) -> list[User]:
    """Add the demo users, all with this password, and their records; commits once. Returns the users.

    The reference data must be there, and no demo data yet.
    """
    people = add_people(password)
    told = (*external_relations.MEETINGS, *luxor.MEETINGS, *aswan.MEETINGS)
    enter_issues([enter(each, people[each["by"]]) for each in told], people)
    db.session.commit()
    return list(people.values())
