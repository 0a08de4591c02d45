"""What events can be filtered by: the words an event carries for it, and the choices with their numbers.

A choice names the page that shows the same events, so a filter is a link before a script makes more of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.records.resolve import Timeline

FACETS = ("topic", "actor", "place", "kind", "standing")  # that a reader can filter by


def rows(timeline: Timeline, edition: Edition, cards: Iterable[views.Card]) -> tuple[views.Listed, ...]:
    """Events as lists show them that can be filtered: `topic:courts actor:twitter`, first and last day as `20160113`."""
    found = []
    for card in cards:
        date, facets = timeline.events[card.id].record.date, timeline.facets[card.id]
        words = " ".join(f"{name}:{id}" for name in FACETS for id in facets[name])
        first, last = (str(d[0] * 10000 + d[1] * 100 + d[2]) if d else "" for d in (date.earliest, date.latest))
        found.append(views.Listed(card, words, first, last))
    return tuple(found)


def filters(edition: Edition) -> views.Filters:
    """The facets of an edition's events, each choice with the number of events that have it."""
    language = edition.language
    found = {
        "topic": edition.terms["topics"],
        "actor": edition.terms["actors"],
        "place": edition.terms["places"],
        "kind": edition.kind_terms,
        "standing": edition.standing_terms,
    }
    facets = []
    for name, terms in found.items():
        used = Counter(id for facet in edition.timeline.facets.values() for id in facet[name])
        options = tuple(
            views.Option(id, term.name, term.path, language.number(used[id])) for id, term in terms.items() if used[id]
        )
        if options:
            facets.append(views.Facet(name, language.words[f"filter_{name}"], options))
    years = tuple(year.year for year in edition.years.values())
    total, digits = language.number(len(edition.events)), language.shown("0123456789")
    return views.Filters(tuple(facets), years, language.showing, total, digits)
