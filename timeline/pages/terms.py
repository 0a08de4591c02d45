"""Topics, actors and places: each with its events and what it says, and the list of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, get_args

from timeline import addresses
from timeline.downloads import feeds
from timeline.edition.views import Card, Link, Said, Term
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.passage_lists import said
from timeline.records.schema import ActorKind
from timeline.target import Target

SECTIONS = (
    Section("topics", lambda timeline: timeline.kinds["topics"]),
    Section("actors", lambda timeline: timeline.kinds["actors"]),
    Section("places", lambda timeline: timeline.kinds["places"]),
)


class TermGroup(NamedTuple):
    name: str
    terms: tuple[Term, ...]


class TermList(NamedTuple):
    groups: tuple[TermGroup, ...]


class TermPage(NamedTuple):
    term: Term
    cards: tuple[Card, ...]
    said: Sequence[Said]
    said_heading: str
    follow: tuple[Link, ...] = ()  # its feeds


def pages(m: Maker) -> Iterator[Target]:
    for section in SECTIONS:
        kind = section.name
        yield from m.section(section, "terms.html", partial(_list, kind=kind), m.event_files)
        for id in m.timeline.kinds[kind]:
            path, within = addresses.record(m.code, kind, id), section.path(m.code)
            yield m.page(path, "term.html", _term, kind, id, type="CollectionPage", section=within, about=(kind, id))


def _list(m: Maker, kind: str) -> TermList:
    """By kind of actor, in the order of kinds that all editions have; those without a kind all in one group."""
    order = (*(m.language.actor_kinds[kind].many for kind in get_args(ActorKind)), "")
    groups: dict[str, list[Term]] = {name: [] for name in order}
    for term in m.edition.terms[kind].values():
        groups[term.group].append(term)
    return TermList(tuple(TermGroup(name, tuple(terms)) for name, terms in groups.items() if terms))


def _term(m: Maker, kind: str, id: str) -> Shown:
    term, topic = m.edition.terms[kind][id], id if kind == "topics" else ""
    page = TermPage(
        term=term,
        cards=m.edition.cards_of.get((kind, id), ()),
        said=said(m, kind, id) if kind == "actors" else (),
        said_heading=m.words["what_they_say"],
        follow=feeds.links(m.edition, topic) if topic else (),
    )
    return Shown(term.name, term.summary, page, {"offers": feeds.offers(m.edition, topic) if topic else ()})
