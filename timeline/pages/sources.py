"""The sources: each with what rests on it, the list of them all, and what rests on each kind of source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition import views, works
from timeline.edition.views import Link, Said, Source
from timeline.pages import pictures, stretches, terms
from timeline.pages.page_maker import Maker, More, Section, Shown
from timeline.pages.passage_lists import carrying, said
from timeline.pages.stretches import Excerpt, Stretch, StretchLink
from timeline.target import Target

SECTION = Section("sources", lambda timeline: timeline.sources)
SCOPES = (("documents", False), ("outside_sources", True))  # the word for it, and whether it is from outside


class SourceGroup(NamedTuple):
    name: str
    sources: tuple[Source, ...]


class SourceList(NamedTuple):
    groups: tuple[SourceGroup, ...]


class SourcePage(NamedTuple):
    """A source with what rests on it, or with the parts of that list; or one of these parts."""

    source: Source
    said: Sequence[Said]
    stretches: tuple[StretchLink, ...] = ()
    excerpt: Excerpt | None = None
    periods: tuple[Link, ...] = ()


def pages(m: Maker) -> Iterator[Target]:
    section = SECTION.path(m.code)
    yield from m.section(SECTION, "sources.html", _list, m.event_files)
    for id in m.timeline.sources:
        path = addresses.record(m.code, "sources", id)
        page = partial(m.page, template="source.html", type="WebPage", section=section, about=("sources", id))
        yield page(path, show=partial(_source, id=id))
        for stretch in stretches.every(stretches.parted(m, carrying(m, "sources", id))):
            yield page(stretches.address(path, stretch), show=partial(_part, id=id, stretch=stretch))
    for term in m.edition.kind_terms.values():
        yield from terms.term(m, term, "source_kinds", section)


def _list(m: Maker) -> SourceList:
    sources = m.edition.sources.values()
    groups = (SourceGroup(m.words[name], tuple(s for s in sources if s.outside == outside)) for name, outside in SCOPES)
    return SourceList(tuple(groups))


def _source(m: Maker, id: str) -> Shown:
    source, entry = m.edition.sources[id], m.timeline.sources[id]
    linked = entry.record.address or entry.record.archived  # without a link none is dead
    more: More = {
        "repository": m.repository(entry.file, "sources" if linked else "", id),
        "cite": works.cite(m.edition, "sources", id),
        **pictures.shared(source.pictures),
    }
    events = carrying(m, "sources", id)
    parts = stretches.links(m, source.path, stretches.parted(m, events))
    page = SourcePage(source, () if parts else said(m, "sources", id, events), parts, periods=_periods(m, id))
    return Shown(source.title, source.summary, page, more)


def _periods(m: Maker, id: str) -> tuple[Link, ...]:
    """The periods that rest on a source."""
    entries = m.timeline.periods.values()
    return tuple(
        m.edition.links["periods", entry.id]
        for entry in entries
        if any(cited.id == id for cited in entry.record.sources)
    )


def _part(m: Maker, id: str, stretch: Stretch) -> Shown:
    """What rests on a source in a stretch, or the ways to its own parts."""
    source, whole = m.edition.sources[id], stretches.parted(m, carrying(m, "sources", id))
    excerpt = stretches.excerpt(m, Link(source.title, source.path), whole, stretch)
    rows = () if stretch.parts else said(m, "sources", id, stretch.events)
    page = SourcePage(source, rows, stretches.links(m, source.path, stretch.parts), excerpt)
    return Shown(f"{views.plain(source.title)} · {excerpt.text}", source.summary, page)
