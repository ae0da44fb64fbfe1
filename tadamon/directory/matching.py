"""Which records of the directory are likely the same: by name, other name, acronym or number.

The candidates come from the index of name beginnings, a bounded number for each word; only they are compared.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from tadamon.directory.merging import Distinct
from tadamon.directory.organisations import Organisation
from tadamon.extensions import db
from tadamon.language import lazy, words
from tadamon.language.lexicon import ARTICLE, COMMON_IN_NAMES
from tadamon.records.naming import LAST, NameStart, acronym, whole

MOST, MOST_WORDS, EACH = 5, 6, 40
LIKE, TYPO = 0.7, 0.86
LITTLE = 0.15  # what a word weighs that half the names have
_common = frozenset(words.stem(word) for word in words.fold(COMMON_IN_NAMES).split())


@dataclass(frozen=True)
class Likely:
    """A record that is likely the same, how much so (1 at the most), and why in a word."""

    record: object
    score: float
    why: object


def likely(
    model, name_ar: str = "", name_en: str = "", number: str = "", registered_with_id=None, besides=None
) -> list[Likely]:
    """The most likely first; without those told apart from `besides`, a record of the directory itself."""
    type = model.__mapper_args__["polymorphic_identity"]
    names = [name for name in (name_ar, name_en) if name and words.name_key(name)]
    if besides is not None:
        names += [alias.name for alias in besides.aliases[:3]]
    ids = _candidates(type, names)
    same_number = _numbered(number, registered_with_id) if number and model is Organisation else set()
    typed = [_Name(whole(name)) for name in names]
    best: dict[int, tuple[float, object]] = {}
    for id, key in db.session.execute(_names(type, (ids | same_number) - _apart(besides))):
        theirs = _Name(key)
        known = best.get(id) or ((0.99, lazy("رقم الإشهار نفسه")) if id in same_number else (0, ""))
        best[id] = max([known, *(_alike(mine, theirs) for mine in typed)], key=lambda pair: pair[0])
    first = sorted((-score, id) for id, (score, _why) in best.items() if score >= LIKE)[:MOST]
    query = select(model).where(model.id.in_([id for _score, id in first]))
    records = {each.id: each for each in db.session.scalars(query.options(selectinload(model.aliases)))}
    return [Likely(records[id], *best[id]) for _score, id in first]


def tell_apart(record, others: list, by) -> None:
    """Remember that the record is none of these, so that they are not shown again."""
    for other in others:
        other = getattr(other, "record", other)
        one, two = sorted((record.id, other.id))
        known = select(Distinct.id).where(Distinct.one_id == one, Distinct.other_id == two)
        if db.session.scalar(known) is None:
            db.session.add(Distinct(one_id=one, other_id=two, by_id=by.id))


def _candidates(type: str, names: list[str]) -> set[int]:
    found: set[int] = set()
    for name in names:
        key = words.name_key(name)[:120]
        parts = key.split()
        telling = sorted((part for part in parts if not _little(part)), key=len, reverse=True)[:MOST_WORDS]
        pairs = [" ".join(parts[at : at + 2]) for at in range(len(parts) - 1)][:MOST_WORDS]
        bare = [part.removeprefix(ARTICLE) for part in telling]
        begins = [key, *pairs, *telling, *bare, *(ARTICLE + part for part in bare)]
        begins += [part[:5] for part in telling if len(part) > 6]
        for begin in dict.fromkeys(begins):
            found |= set(db.session.scalars(_beginning(type, begin)))
        if short := acronym(name):
            found |= set(db.session.scalars(_beginning(type, short)))
    return found


def _beginning(type: str, key: str):
    begins = (NameStart.type == type, NameStart.key >= key, NameStart.key < key + LAST)
    return select(NameStart.record_id).where(*begins).order_by(NameStart.key).limit(EACH)


def _numbered(number: str, registered_with_id) -> set[int]:
    """Bodies with the number, unless both are known to be registered elsewhere."""
    where = [Organisation.number == number]
    if registered_with_id:
        where.append(
            or_(
                Organisation.registered_with_id == registered_with_id,
                Organisation.registered_with_id.is_(None),
            )
        )
    return set(db.session.scalars(select(Organisation.id).where(*where).limit(EACH)))


def _apart(record) -> set[int]:
    if record is None:
        return set()
    pairs = select(Distinct.one_id, Distinct.other_id).where(
        or_(Distinct.one_id == record.id, Distinct.other_id == record.id)
    )
    return {record.id, *(id for pair in db.session.execute(pairs) for id in pair)}


def _names(type: str, ids: set[int]):
    """SQL: (id, key) of every name of these; what was set aside has no name."""
    return select(NameStart.record_id, NameStart.key).where(
        NameStart.record_id.in_(sorted(ids)), NameStart.type == type, NameStart.word == 0
    )


class _Name:
    """A name by its key, with what it is compared by."""

    def __init__(self, key: str):
        self.key, self.short = key, acronym(key) if key.isascii() else ""
        self.stems = {words.stem(part) for part in key.split()}
        self.weight = sum(map(_weight, self.stems))
        self.telling = " ".join(part for part in key.split() if not _little(part)) or key

    @cached_property
    def matcher(self) -> SequenceMatcher:
        return SequenceMatcher(None, "", self.telling, autojunk=False)

    def spelt_like(self, other: "_Name") -> float:
        """How alike the letters are; 0 for what is seen at once to be less than a slip."""
        self.matcher.set_seq1(other.telling)
        if self.matcher.real_quick_ratio() < TYPO or self.matcher.quick_ratio() < TYPO:
            return 0
        return self.matcher.ratio()


def _alike(mine: _Name, theirs: _Name) -> tuple[float, object]:
    """How much two names are alike, and why."""
    if mine.key == theirs.key:
        return 1.0, lazy("الاسم نفسه")
    if mine.short in (theirs.key, theirs.short or 0) or theirs.short == mine.key:
        return 0.95, lazy("الاختصار نفسه")
    shared = 2 * sum(map(_weight, mine.stems & theirs.stems)) / (mine.weight + theirs.weight or 1)
    ratio = mine.spelt_like(theirs)
    if ratio == 1 or (shared >= LIKE and shared >= ratio):
        return min(max(shared, ratio), 0.94), lazy("كلمات مشتركة")
    return (min(ratio, 0.94), lazy("إملاء قريب")) if ratio >= TYPO else (shared, lazy("كلمات مشتركة"))


def _little(word: str) -> bool:
    return words.stem(word) in _common


def _weight(stem: str) -> float:
    return LITTLE if stem in _common else 1.0
