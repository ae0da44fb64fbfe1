"""A unit as people write it in their lists: by what tells it from the others of its office."""

from functools import cache, lru_cache

from tadamon.accounts.models import Unit
from tadamon.language.words import tokens

BESIDE = ("إدارة", "الإدارة", "الاجتماعية", "اجتماعية", "التضامن", "الاجتماعي")


@lru_cache(20_000)
def unit_key(name: str) -> str:
    """«إدارة الأقصر الاجتماعية» and «الأقصر» alike."""
    return " ".join(word for word in tokens(name) if word not in _beside())


def units_by_name(office: Unit) -> dict[str, int]:
    """{key: id} of the units under an office, by both names."""
    return {unit_key(name): unit.id for unit in office.below[1:] for name in (unit.name_ar, unit.name_en)}


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for each in BESIDE for word in tokens(each))
