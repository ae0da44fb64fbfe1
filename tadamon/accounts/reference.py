"""The ministry's tree: the department, the 27 directorates, and the administrations we know of."""

from sqlalchemy import select

from tadamon.accounts.governorates import GOVERNORATES
from tadamon.accounts.models import Unit
from tadamon.extensions import db

MINISTRY_AR, MINISTRY_EN = "وزارة التضامن الاجتماعي", "Ministry of Social Solidarity"
DEPARTMENT_AR, DEPARTMENT_EN = "الإدارة العامة للعلاقات الخارجية", "External Relations General Department"
ADMINISTRATIONS = {
    "EG-LX": (
        ("إدارة الأقصر الاجتماعية", "Luxor Social Administration"),
        ("إدارة إسنا الاجتماعية", "Esna Social Administration"),
        ("إدارة أرمنت الاجتماعية", "Armant Social Administration"),
        ("إدارة الطود الاجتماعية", "El-Tod Social Administration"),
        ("إدارة القرنة الاجتماعية", "El-Qurna Social Administration"),
        ("إدارة الزينية الاجتماعية", "El-Zeiniya Social Administration"),
        ("إدارة البياضية الاجتماعية", "El-Bayadiya Social Administration"),
    ),
    "EG-ASN": (
        ("إدارة أسوان الاجتماعية", "Aswan Social Administration"),
        ("إدارة إدفو الاجتماعية", "Edfu Social Administration"),
        ("إدارة كوم أمبو الاجتماعية", "Kom Ombo Social Administration"),
    ),
}


def ensure_units() -> None:
    """Add the units that are missing; what exists is left as it is."""
    known = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    for order, (code, parent, office, values) in enumerate(units()):
        if code in known:
            continue
        unit = Unit(code=code, position=order, parent=known.get(parent), **values)
        db.session.add(unit)
        db.session.flush()
        unit.office = known.get(office) or unit
        known[code] = unit


def units():
    """(code, code of the parent, code of the office, values), parents first."""
    yield "MOSS", None, None, _unit("ministry", MINISTRY_AR, MINISTRY_EN)
    yield "ER", "MOSS", None, _unit("department", DEPARTMENT_AR, DEPARTMENT_EN)
    for code, (arabic, english, _birth) in GOVERNORATES.items():
        values = _unit(
            "directorate",
            f"مديرية التضامن الاجتماعي — {arabic}",
            f"Social Solidarity Directorate, {english}",
            letterhead=(
                f"مديرية التضامن الاجتماعي بمحافظة {arabic}",
                f"Social Solidarity Directorate, {english} Governorate",
            ),
        )
        yield code, "MOSS", None, values | {"governorate": code}
    for office, names in ADMINISTRATIONS.items():
        for number, (arabic, english) in enumerate(names, 1):
            yield (
                f"{office}-{number}",
                office,
                office,
                _unit("administration", arabic, english) | {"governorate": office},
            )


def _unit(kind: str, arabic: str, english: str, letterhead=None) -> dict:
    own_ar, own_en = letterhead or (arabic, english)
    return {
        "kind": kind,
        "name_ar": arabic,
        "name_en": english,
        "letterhead_ar": f"جمهورية مصر العربية\n{MINISTRY_AR}" + (f"\n{own_ar}" if kind != "ministry" else ""),
        "letterhead_en": f"Arab Republic of Egypt\n{MINISTRY_EN}" + (f"\n{own_en}" if kind != "ministry" else ""),
    }
