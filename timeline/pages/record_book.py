"""The whole record as a book: every event in full, in order of time, from a title page to a list of the sources.

It is read off the views of an edition's events, and their passages keep their fragments behind the
event's id: `#some-event/statement-2`. Each year is a book of its own, too; a record of more events than a
browser prints in one go is nothing but these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import qr
from timeline.edition.views import Dated, Event, Prose, Words
from timeline.pages import stretches, years
from timeline.pages.page_maker import Maker, Shown
from timeline.pages.sources import SCOPES
from timeline.pages.standings import Explained, explained
from timeline.pages.stretches import Stretch, StretchLink, StretchPage
from timeline.pages.years import YearLink, YearList, numbers
from timeline.target import Target
from timeline.text import edtf

LIMIT = 200  # events of one book: 192 were 265 pages, and took Chromium 13 seconds
YEAR = 40  # events of a year's book, where the whole is nothing but these: it is read on a phone, too
_FRAGMENT = re.compile(r'(<a [^>]*?href="#)')  # of a link in a text, to another passage of its event


class Chapter(NamedTuple):
    year: YearLink
    events: Sequence[Event]


class Entry(NamedTuple):
    """A source in a list of sources, named in full."""

    path: str
    text: Prose


class Listing(NamedTuple):
    name: str
    entries: tuple[Entry, ...]


class Book(NamedTuple):
    chapters: tuple[Chapter, ...]
    count: str  # type: ignore[assignment]  # hides a method of tuples
    intro: Words
    standings: tuple[Explained, ...]
    sources: tuple[Listing, ...]
    version: Dated | None  # the day of its last change
    code: qr.Code | None  # its address, as a code to be read from paper
    previous: StretchLink | None  # the books beside it
    next: StretchLink | None
    pictures: bool = False  # whether it has any


def pages(m: Maker) -> Iterator[Target]:
    section = addresses.section(m.code, "record")
    page = partial(m.page, type="WebPage")
    for number in numbers(m.timeline):
        path, parts = _path(m, number), years.parts(m, number, _most(m))
        yield page(path, "stretch.html" if parts else "book.html", _year, number)
        for stretch in stretches.every(parts):
            template = "stretch.html" if stretch.parts else "book.html"
            yield page(stretches.address(path, stretch), template, _part, number, stretch)
    if len(m.timeline.events) <= LIMIT:
        yield page(section, "book.html", _whole)
    else:
        yield m.page(section, "years.html", _list, type="CollectionPage", files=m.event_files)


def _most(m: Maker) -> int:
    """The events of a year's book."""
    return YEAR if len(m.timeline.events) > LIMIT else LIMIT


def _path(m: Maker, number: int) -> str:
    """Where a year's own book is."""
    return addresses.year(m.code, number, "record")


def _year(m: Maker, number: int) -> Shown:
    year, path = m.once(years.years)[number], _path(m, number)
    title, description = f"{m.words['record']} · {year.year.text}", f"{year.year.text}: {year.year.count}"
    links = stretches.links(m, path, years.parts(m, number, _most(m)))
    before, after = years.beside(m, number, "record")
    book = StretchPage(stretches=links) if links else _book(m, path, [_chapter(m, number)])
    return Shown(title, f"{description}. {m.words['record_help']}", book._replace(previous=before, next=after))


def _part(m: Maker, number: int, stretch: Stretch) -> Shown:
    """The book of a part of a year, or the ways to its own parts."""
    part, path = years.excerpt(m, number, stretch, "record", _most(m)), _path(m, number)
    title = f"{m.words['record']} · {part.text}"
    description = f"{title}: {part.count}. {m.words['record_help']}"
    if links := stretches.links(m, path, stretch.parts):
        return Shown(title, description, StretchPage(part, stretches=links))
    year = m.once(years.years)[number].year._replace(text=part.text)
    book = _book(m, stretches.address(path, stretch), [(year, stretch.events)])
    return Shown(title, description, book._replace(previous=part.previous, next=part.next))


def _whole(m: Maker) -> Shown:
    book = _book(m, addresses.section(m.code, "record"), [_chapter(m, number) for number in numbers(m.timeline)])
    return Shown(m.words["record"], f"{book.count}. {m.words['record_help']}", book)


def _list(m: Maker) -> Shown:
    links = (year.year._replace(path=_path(m, number)) for number, year in m.once(years.years).items())
    return Shown(m.words["record"], m.words["record_help"], YearList(tuple(links)))


def _chapter(m: Maker, number: int) -> tuple[YearLink, Sequence[str]]:
    """A year and its events."""
    year = m.once(years.years)[number]
    return year.year, year.events


def _book(m: Maker, path: str, chapters: Sequence[tuple[YearLink, Sequence[str]]]) -> Book:
    """The events of some years, or of a part of one, at an address of their own."""
    within = [id for _, events in chapters for id in events]
    stands = {standing for id in within for standing in m.timeline.facets[id]["standing"]}
    latest, address = m.timeline.latest, m.timeline.site.address
    return Book(
        chapters=tuple(Chapter(year, m.gathered(events, partial(map, _within))) for year, events in chapters),
        count=m.language.count("events", len(within)),
        intro=m.edition.intro,
        standings=explained(m.language, stands),
        sources=tuple(_sources(m, within)),
        version=m.edition.dated(edtf.parse(latest[:10])) if latest else None,
        code=qr.Code(f"{address}{path}", m.words["qr_name"]) if address else None,
        previous=None,
        next=None,
        pictures=any(m.timeline.events[id].record.media for id in within),
    )


def _within(event: Event) -> Event:
    """An event whose text leads to passages of its own by their fragments in the book."""
    if not event.body:
        return event
    led = lambda prose: prose._replace(markup=_FRAGMENT.sub(rf"\g<1>{event.id}/", prose.markup))
    blocks = tuple(b._replace(before=led(b.before), after=led(b.after)) for b in event.body.blocks)
    return event._replace(body=event.body._replace(blocks=blocks))


def _sources(m: Maker, events: Iterable[str]) -> Iterator[Listing]:
    """What some events rest on: the documents, and what is from outside them."""
    cited = {source for id in events for source in m.timeline.facets[id]["source"]}
    for name, outside in SCOPES:
        found = [s for s in m.edition.sources.values() if s.id in cited and s.outside == outside]
        if found:
            yield Listing(m.words[name], tuple(Entry(s.path, m.edition.references[s.id]) for s in found))
