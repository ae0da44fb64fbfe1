"""What forms of every room let one choose from: {code: words}."""

from flask_login import current_user

from tadamon.accounts.governorates import GOVERNORATES, governorate


def own_units() -> dict:
    """The person's unit and those directly under it."""
    return {unit.id: unit.name for unit in current_user.unit.below}


def governorates() -> dict:
    return {code: governorate(code) for code in GOVERNORATES}
