"""What events can be filtered by: the words an event carries for it, and the choices with their numbers.

A choice names the page that shows the same events, so a filter is a link before a script makes more of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from timeline.edition.views import Card, Words
from timeline.pages.page_maker import Maker
from timeline.pages.years import YearLink, years

FACETS = ("topic", "actor", "place", "kind", "standing")  # that a reader can filter by


class Listed(NamedTuple):
    """An event in a list that can be filtered: what it may be found by, and its first and last day."""

    card: Card
    facets: str  # `topic:courts actor:twitter …`
    first: str  # `20160113`, empty without a start
    last: str


class Option(NamedTuple):
    """A value to filter by, and the page that shows the same without a script."""

    value: str
    text: Words
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Facet(NamedTuple):
    name: str
    label: str
    options: tuple[Option, ...]


class Filters(NamedTuple):
    """What events can be filtered by. `digits` are the language's own, for numbers that a script writes."""

    facets: tuple[Facet, ...]
    years: tuple[YearLink, ...]  # what a range of dates comes down to without a script
    showing: str  # with the gaps `{n}` and `{total}`, for a script to fill
    total: str
    digits: str


def rows(m: Maker, cards: Iterable[Card]) -> tuple[Listed, ...]:
    """Events as lists with filters show them: `topic:courts actor:twitter`, first and last day as `20160113`."""
    found = []
    for card in cards:
        date, facets = m.timeline.events[card.id].record.date, m.timeline.facets[card.id]
        words = " ".join(f"{name}:{id}" for name in FACETS for id in facets[name])
        first, last = (str(d[0] * 10000 + d[1] * 100 + d[2]) if d else "" for d in (date.earliest, date.latest))
        found.append(Listed(card, words, first, last))
    return tuple(found)


def filters(m: Maker) -> Filters:
    """The facets of an edition's events, each choice with the number of events that have it."""
    edition, language = m.edition, m.language
    found = {
        "topic": edition.terms["topics"],
        "actor": edition.terms["actors"],
        "place": edition.terms["places"],
        "kind": edition.kind_terms,
        "standing": edition.standing_terms,
    }
    facets = []
    for name, terms in found.items():
        used = Counter(id for facet in m.timeline.facets.values() for id in facet[name])
        options = tuple(
            Option(id, term.name, term.path, language.number(used[id])) for id, term in terms.items() if used[id]
        )
        if options:
            facets.append(Facet(name, language.words[f"filter_{name}"], options))
    return Filters(
        facets=tuple(facets),
        years=tuple(year.year for year in m.once(years).values()),
        showing=language.showing,
        total=language.number(len(m.timeline.events)),
        digits=language.shown("0123456789"),
    )
