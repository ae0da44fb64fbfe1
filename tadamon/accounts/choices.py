"""What forms of every room let one choose from: {code: words}."""

from flask_login import current_user

from tadamon.accounts.governorates import GOVERNORATES, governorate
from tadamon.accounts.models import Unit


def own_units() -> dict:
    """The person's unit and those directly under it."""
    return {unit.id: unit.name for unit in current_user.unit.below}


def offices_seen() -> dict:
    """Every office, or of a directorate its own alone: apart from what others invited it to."""
    office = current_user.unit.office
    return Unit.offices() if current_user.sees_every_office else {office.id: office.name}


def governorates() -> dict:
    return {code: governorate(code) for code in GOVERNORATES}
