"""Topics, actors and places: each with its events and what it says, and the list of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, get_args

from timeline import addresses
from timeline.downloads import feeds
from timeline.drawing.map import Map
from timeline.edition import views
from timeline.edition.views import Link, Said, Source, Term
from timeline.pages import event_axis, passage_lists, stretches
from timeline.pages import map as places_map
from timeline.pages.event_axis import EventAxis, Placed
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Excerpt, Stretch, StretchLink
from timeline.records.field_types import ActorKind
from timeline.records.whereabouts import Whereabouts
from timeline.target import Target

SECTIONS = (
    Section("topics", lambda timeline: timeline.kinds["topics"]),
    Section("actors", lambda timeline: timeline.kinds["actors"]),
    Section("places", lambda timeline: timeline.kinds["places"]),
)


_SAID = {"standings": "{}: {}", "source_kinds": "{}. {}"}  # what such a page says of itself


class TermGroup(NamedTuple):
    name: str
    terms: tuple[Term, ...]


class TermList(NamedTuple):
    groups: tuple[TermGroup, ...]
    map: str = ""  # where places have one


class Listing(NamedTuple):
    """Events of a place under what they are to it; `id` is the address of the list on the page."""

    id: str
    heading: str
    rows: tuple[Placed, ...]
    help: str = ""


class TermPage(NamedTuple):
    """A term with its events and what it says, or with the parts of that list; or one of these parts."""

    term: Term
    axis: EventAxis = EventAxis()
    said: Sequence[Said] = ()
    said_heading: str = ""
    listings: tuple[Listing, ...] = ()
    sent: tuple[Source, ...] = ()  # what names it as the place that it was sent from
    map: Map | None = None  # of a place that has coordinates, and where all of them are shown
    map_path: str = ""
    follow: tuple[Link, ...] = ()  # its feeds
    stretches: tuple[StretchLink, ...] = ()
    excerpt: Excerpt | None = None


def pages(m: Maker) -> Iterator[Target]:
    for section in SECTIONS:
        kind = section.name
        yield from m.section(section, "terms.html", partial(_list, kind=kind), m.event_files)
        for id in m.timeline.kinds[kind]:
            yield from term(m, m.edition.terms[kind][id], kind, section.path(m.code))


def term(m: Maker, term: Term, kind: str, section: str) -> Iterator[Target]:
    """The page of a topic, an actor, a place, a standing or a kind of source, and those of its parts."""
    about = (kind, term.id) if term.id in m.timeline.kinds.get(kind, ()) else None
    page = partial(m.page, template="term.html", type="CollectionPage", section=section, about=about)
    yield page(term.path, show=partial(_term, term=term, kind=kind))
    for stretch in stretches.every(stretches.parted(m, _events(m, kind, term.id))):
        yield page(stretches.address(term.path, stretch), show=partial(_part, term=term, kind=kind, stretch=stretch))


def _list(m: Maker, kind: str) -> TermList:
    """By kind of actor, in the order of kinds that all editions have; those without a kind all in one group."""
    order = (*(m.language.actor_kinds[kind].many for kind in get_args(ActorKind)), "")
    groups: dict[str, list[Term]] = {name: [] for name in order}
    for term in m.edition.terms[kind].values():
        groups[term.group].append(term)
    held = tuple(TermGroup(name, tuple(terms)) for name, terms in groups.items() if terms)
    shown = kind == "places" and m.timeline.located
    return TermList(held, addresses.section(m.code, "map") if shown else "")


def _term(m: Maker, term: Term, kind: str) -> Shown:
    topic, events = term.id if kind == "topics" else "", _events(m, kind, term.id)
    parts = stretches.links(m, term.path, stretches.parted(m, events))
    page = _listed(m, term, kind, () if parts else events)
    if parts and kind != "standings":  # they list the events; the axis of all of these leads into the years
        page = page._replace(axis=event_axis.of(m, m.timeline.by_term.get((kind, term.id), ()), topic, rows=False))
    if kind == "places":
        sent = tuple(m.edition.sources[id] for id in _named(m, term.id).sent)
        page = page._replace(listings=() if parts else tuple(_listings(m, term.id, page.axis)), sent=sent)
        page = page._replace(map=places_map.beside(m, term.id), map_path=places_map.SECTION.path(m.code))
    page = page._replace(stretches=parts, follow=feeds.links(m.edition, topic) if topic else ())
    text = _SAID[kind].format(term.name, term.summary) if kind in _SAID else term.summary
    return Shown(term.name, text, page, {"offers": feeds.offers(m.edition, topic) if topic else ()})


def _listings(m: Maker, place: str, axis: EventAxis) -> Iterator[Listing]:
    """The events of a place: those that happened there, and those that are about it."""
    happened = _named(m, place).happened
    if here := tuple(row for row in axis.rows if row.card.id in happened):
        yield Listing("events", m.words["happened_here"], here)
    if about := tuple(row for row in axis.rows if row.card.id not in happened):
        yield Listing("about", m.words["about_here"], about, m.words["about_here_help"])


def _named(m: Maker, place: str) -> Whereabouts:
    return m.timeline.whereabouts.get(place, Whereabouts())


def _part(m: Maker, term: Term, kind: str, stretch: Stretch) -> Shown:
    """The events of a stretch, or the ways to its own parts."""
    whole = stretches.parted(m, _events(m, kind, term.id))
    page = _listed(m, term, kind, () if stretch.parts else stretch.events)
    excerpt = stretches.excerpt(m, Link(term.name, term.path), whole, stretch)
    page = page._replace(excerpt=excerpt, stretches=stretches.links(m, term.path, stretch.parts))
    return Shown(f"{views.plain(term.name)} · {excerpt.text}", term.summary, page)


def _events(m: Maker, kind: str, id: str) -> tuple[str, ...]:
    """The events that a term's page lists, or of which it lists what is said there, in order of time."""
    listed, carrying = m.timeline.by_term.get((kind, id), ()), passage_lists.carrying(m, kind, id)
    if kind != "actors" or not set(carrying) - set(listed):
        return listed
    either = {*listed, *carrying}
    return tuple(event for event in m.timeline.events if event in either)


def _listed(m: Maker, term: Term, kind: str, events: Sequence[str]) -> TermPage:
    """A term with some of its events."""
    listed = set(m.timeline.by_term.get((kind, term.id), ())) if kind != "standings" else set()
    carrying = set(passage_lists.carrying(m, kind, term.id)) if kind in ("actors", "standings") else set()
    return TermPage(
        term=term,
        axis=event_axis.of(m, [id for id in events if id in listed], term.id if kind == "topics" else ""),
        said=passage_lists.said(m, kind, term.id, (id for id in events if id in carrying)),
        said_heading=m.words["what_they_say" if kind == "actors" else "events"],
    )
