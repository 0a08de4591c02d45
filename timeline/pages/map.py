"""The map: every place that has coordinates, what it is to the events, and the same as a list.

A place is where something happened, or is only spoken of, or is only named by a dateline; it never passes for more than
it is. Whatever the drawing has no room for, and whatever nobody knows the place of, stands in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.drawing import map as drawing
from timeline.drawing import map_layout
from timeline.drawing.map import Map
from timeline.edition import views
from timeline.edition.views import Card, Dated, Term
from timeline.pages import event_axis
from timeline.pages.event_axis import EventAxis
from timeline.pages.page_maker import Maker, Section
from timeline.records.whereabouts import Whereabouts
from timeline.target import Target

SECTION = Section("map", lambda timeline: timeline.located)
LISTED = 100  # events below the map; of more, only the places list them


class PlaceRow(NamedTuple):
    """A place in the list: its number of events, or else of reports, what it is, and from when to when."""

    term: Term
    kind: str
    what: str
    number: str
    first: Dated | None = None
    last: Dated | None = None


class EventRow(NamedTuple):
    card: Card
    places: str  # their ids, with a space between them


class Sign(NamedTuple):
    kind: str
    shape: str
    meaning: str


class MapPage(NamedTuple):
    """`unplaced` are the places that no map can show; `axis` has the events that are listed."""

    map: Map
    signs: tuple[Sign, ...]
    rows: tuple[PlaceRow, ...]
    unplaced: tuple[PlaceRow, ...]
    events: tuple[EventRow, ...]
    axis: EventAxis


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "map.html", _map, m.event_files)


def _map(m: Maker) -> MapPage:
    named, shown = m.timeline.whereabouts, set(m.timeline.located)
    terms = [term for id, term in m.edition.terms["places"].items() if id in named]  # as the language orders names
    places = [_place(m, term, named[term.id]) for term in terms if term.id in shown]
    drawn = drawing.drawn(places, m.language.direction == "rtl")
    rows = [_row(m, term, named[term.id]) for term in terms]
    events = tuple(_events(m, shown))
    return MapPage(
        map=drawn,
        signs=tuple(Sign(kind, shape, m.words[f"map_{kind}"]) for kind, shape in drawn.signs),
        rows=tuple(row for row in rows if row.term.id in shown),
        unplaced=tuple(row for row in rows if row.term.id not in shown),
        events=events,
        axis=event_axis.of(m, [row.card.id for row in events])._replace(rows=(), ruler=None),
    )


def beside(m: Maker, id: str) -> Map | None:
    """The small map of a place's own page; nothing where the map lacks the place."""
    if id not in m.timeline.located:
        return None
    return drawing.alone(_place(m, m.edition.terms["places"][id], m.timeline.whereabouts[id]))


def _place(m: Maker, term: Term, named: Whereabouts) -> map_layout.Place:
    at = m.timeline.kinds["places"][term.id].record.at
    latitude, longitude = at.point
    name, number = views.plain(term.name), m.language.number(named.count) if named.count else ""
    counted = term.count if named.count else m.language.count("sources", len(named.sent))
    seen = f"{name} {number}".strip()  # the name begins with what is written, so that one can say what one sees
    return map_layout.Place(
        id=term.id,
        path=term.path,
        name=name,
        told=f"{seen}: {counted}, {m.words[f'map_{named.part}']}",
        number=number,
        count=named.count,
        kind=named.part,
        latitude=latitude,
        longitude=longitude,
        reach=at.degrees,
    )


def _row(m: Maker, term: Term, named: Whereabouts) -> PlaceRow:
    if ids := [id for id in m.timeline.events if id in {*named.happened, *named.about}]:
        dates = [m.edition.cards[id].date for id in (ids[0], ids[-1])]
    else:
        published = sorted((m.timeline.sources[id].record.published.anchor, id) for id in named.sent)
        dates = [m.edition.sources[id].published for _, id in (published[0], published[-1])]
    return PlaceRow(
        term=term,
        kind=named.part,
        what=m.words[f"map_{named.part}"],
        number=term.count if ids else m.language.count("sources", len(named.sent)),
        first=dates[0],
        last=dates[1] if dates[1] != dates[0] else None,
    )


def _events(m: Maker, shown: set[str]) -> Iterator[EventRow]:
    """The events of the places that the map shows, in order of time."""
    of: dict[str, list[str]] = {}
    for place, named in m.timeline.whereabouts.items():
        if place in shown:
            for id in (*named.happened, *named.about):
                of.setdefault(id, []).append(place)
    if len(of) <= LISTED:
        yield from (EventRow(m.edition.cards[id], " ".join(of[id])) for id in m.timeline.events if id in of)
