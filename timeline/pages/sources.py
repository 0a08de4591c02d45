"""The sources: each with what rests on it, the list of them all, and what rests on each kind of source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline import addresses
from timeline.edition import works
from timeline.edition.views import Said, Source, Term
from timeline.pages.page_maker import Maker, More, Section, Shown
from timeline.pages.passage_lists import said
from timeline.pages.terms import TermPage
from timeline.target import Target

SECTION = Section("sources", lambda timeline: timeline.sources)
SCOPES = (("documents", False), ("outside_sources", True))  # the word for it, and whether it is from outside


class SourceGroup(NamedTuple):
    name: str
    sources: tuple[Source, ...]


class SourceList(NamedTuple):
    groups: tuple[SourceGroup, ...]


class SourcePage(NamedTuple):
    source: Source
    said: Sequence[Said]


def pages(m: Maker) -> Iterator[Target]:
    section = SECTION.path(m.code)
    yield from m.section(SECTION, "sources.html", _list, m.event_files)
    for id in m.timeline.sources:
        path = addresses.record(m.code, "sources", id)
        yield m.page(path, "source.html", _source, id, type="WebPage", section=section, about=("sources", id))
    for kind, term in m.edition.kind_terms.items():
        yield m.page(term.path, "term.html", _kind, kind, term, type="CollectionPage", section=section)


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
    }
    return Shown(source.title, source.summary, SourcePage(source, said(m, "sources", id)), more)


def _kind(m: Maker, kind: str, term: Term) -> Shown:
    page = TermPage(term, m.edition.cards_of["source-kinds", kind], said=(), said_heading="")
    return Shown(term.name, f"{term.name}. {term.summary}", page)
