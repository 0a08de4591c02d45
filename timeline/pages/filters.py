"""What events can be filtered by: the words an event carries for it, and the choices with their numbers.

A choice names the page that shows the same events, so a filter is a link before a script makes more of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline.drawing.date_line import DateLine
from timeline.edition.views import Card, PictureSize, Term, Words
from timeline.pages.event_axis import Placed
from timeline.pages.page_maker import Maker

FACETS = ("topic", "actor", "place", "kind", "standing")  # that a reader can filter by


class Listed(NamedTuple):
    """An event in a list that can be filtered: what it may be found by, and its first and last day."""

    card: Card
    facets: str  # `topic:courts actor:twitter …`
    first: str  # `20160113`, empty without a start
    last: str
    line: DateLine | None = None
    thumbnail: PictureSize | None = None


class Option(NamedTuple):
    """A value to filter by, and the page that shows the same without a script."""

    text: Words
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Facet(NamedTuple):
    name: str
    label: str
    options: tuple[Option, ...]


class Filters(NamedTuple):
    """What events can be filtered by: what most readers ask for, and what there is besides. `digits` are the language's
    own, for numbers that a script writes."""

    facets: tuple[Facet, ...]
    more: tuple[Facet, ...]
    showing: str  # with the gaps `{n}` and `{total}`, for a script to fill
    total: str
    digits: str


def rows(m: Maker, placed: Iterable[Placed]) -> tuple[Listed, ...]:
    """Events as lists with filters show them: `topic:courts actor:twitter`, first and last day as `20160113`."""
    found = []
    for card, line, thumbnail in placed:
        date, facets = m.timeline.events[card.id].record.date, m.timeline.facets[card.id]
        words = " ".join(f"{name}:{id}" for name in FACETS for id in facets[name])
        first, last = (str(d[0] * 10000 + d[1] * 100 + d[2]) if d else "" for d in (date.earliest, date.latest))
        found.append(Listed(card=card, facets=words, first=first, last=last, line=line, thumbnail=thumbnail))
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
    facets = {name: _facet(m, name, terms) for name, terms in found.items()}
    some = lambda names: tuple(facets[name] for name in names if facets[name].options)
    return Filters(
        facets=some(("topic", "actor", "standing")),
        more=some(("place", "kind")),
        showing=language.showing,
        total=language.number(len(m.timeline.events)),
        digits=language.shown("0123456789"),
    )


def _facet(m: Maker, name: str, terms: Mapping[str, Term]) -> Facet:
    """The choices that narrow something: one that all events have would leave them all."""
    used = Counter(id for facet in m.timeline.facets.values() for id in facet[name])
    options = (
        Option(term.name, term.path, m.language.number(used[id]))
        for id, term in terms.items()
        if 0 < used[id] < len(m.timeline.events)
    )
    return Facet(name, m.words[f"filter_{name}"], tuple(options))
