"""Which events are likely the same under another headline: by their words, their place and their days."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tadamon.directory.countries import HOME
from tadamon.events.models import Event
from tadamon.events.wordings import COMMON_IN_TITLES
from tadamon.extensions import db
from tadamon.language import lazy, words
from tadamon.language.dates import Vague, last_day
from tadamon.records import search

MOST, CANDIDATES, NEAR = 5, 40, timedelta(days=45)
LIKE, LITTLE = 0.5, 0.15
_common = frozenset(words.stem(word) for word in words.fold(COMMON_IN_TITLES).split())


@dataclass(frozen=True)
class Likely:
    """An event that is likely the same, how much so, and why in a word."""

    record: Event
    score: float
    why: object


@dataclass(frozen=True)
class Told:
    """What is known of an event that is being written."""

    title: str
    when: Vague | None
    last: date | None = None
    country: str | None = None
    city: str = ""


def likely(told: Told, besides: Event | None = None) -> list[Likely]:
    """The most likely first, of those the person may see."""
    if not words.terms(told.title) or told.when is None:
        return []
    found = (_compare(told, event) for event in _candidates(told) if event is not besides)
    return sorted((each for each in found if each.score >= LIKE), key=lambda each: -each.score)[:MOST]


def of(event: Event) -> list[Likely]:
    """Those that are likely the same as this one."""
    last = event.ends_on
    return likely(Told(event.title, event.date, last, event.country, event.city), besides=event)


def _candidates(told: Told) -> list[Event]:
    facets = {"type": "event", "state": "standing"} | Event.facets_seen_by(current_user)
    first, end = told.when.first - NEAR, max(told.when.last, told.last or told.when.last) + NEAR
    asked = [search.having(facets, told.title, first, end, any_word=True)]
    if told.country and told.country != HOME:
        asked.append(search.having(facets | {"country": told.country}, "", first, end))
    ids = {id for found in asked for id in db.session.scalars(select(found.newest(CANDIDATES).c.record_id))}
    query = select(Event).where(Event.id.in_(ids), Event.visible_to(current_user), Event.archived_at.is_(None))
    return list(db.session.scalars(query.options(selectinload(Event.sources))).unique())


def _compare(told: Told, event: Event) -> Likely:
    shared = max(_shared(told.title, headline) for headline in event.headlines)
    city = bool(told.city) and words.fold(told.city) == words.fold(event.city)
    named = bool(event.city) and words.fold(event.city) in words.fold(told.title)
    abroad = event.country not in (None, HOME) and told.country in (None, event.country)
    if abroad and (city or named) and _together(told, event):
        return Likely(event, max(shared, LIKE), lazy("المكان والأيام نفسها"))
    there = 0.2 if city or named or (abroad and told.country) else 0
    return Likely(event, shared + there if shared > there else 0, lazy("عنوان مشابه في الفترة نفسها"))


def _together(told: Told, event: Event) -> bool:
    """Whether their days meet, as far as they are known."""
    last = max(event.ends_on or event.starts_on, last_day(event.starts_on, event.date_precision))
    return told.when.first <= last and event.starts_on <= max(told.last or told.when.last, told.when.last)


def _shared(one: str, other: str) -> float:
    """The part of their words that two titles have in common; words of every title weigh little."""
    mine, theirs = _stems(one), _stems(other)
    weight = sum(map(_weight, mine)) + sum(map(_weight, theirs))
    return 2 * sum(map(_weight, mine & theirs)) / weight if weight else 0


def _stems(title: str) -> set[str]:
    return {words.stem(token) for token in words.tokens(words.fold(title))}


def _weight(stem: str) -> float:
    return LITTLE if stem in _common else 1.0
