"""Browse: topics, actors, places, periods and years on one page, each with the number of its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.edition.views import Words
from timeline.pages import periods, terms, years
from timeline.pages.page_maker import Maker, Section
from timeline.target import Target

SECTION = Section("browse", lambda timeline: timeline.events)
MOST = 60  # of a kind; of more those with the most events, and the way to all


class Entry(NamedTuple):
    text: Words
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Shelf(NamedTuple):
    """What events are found by, of one kind; `part` where `entries` are only some of them."""

    name: str
    path: str
    entries: tuple[Entry, ...]
    part: bool


class Browse(NamedTuple):
    shelves: tuple[Shelf, ...]
    map: str = ""  # where a place has coordinates


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "browse.html", _browse, m.event_files)


def _browse(m: Maker) -> Browse:
    shelves = []
    for section in terms.SECTIONS:
        kind, terms_of = section.name, m.edition.terms[section.name].items()
        counted = ((len(m.timeline.by_term.get((kind, id), ())), term.name, term.path) for id, term in terms_of)
        shelves.append(_shelf(m, section, counted))
    fallen = ((len(m.timeline.happened.get(id, ())), p.name, p.path) for id, p in m.edition.periods.items())
    shelves.append(_shelf(m, periods.SECTION, fallen, empty=True))
    held = m.once(years.years).values()
    shelves.append(_shelf(m, years.SECTION, ((len(year.events), year.year.text, year.year.path) for year in held)))
    where = addresses.section(m.code, "map") if m.timeline.located else ""
    return Browse(tuple(shelf for shelf in shelves if shelf.entries), where)


def _shelf(m: Maker, section: Section, rows: Iterable[tuple[int, Words, str]], empty: bool = False) -> Shelf:
    """Those that have events, and with `empty` the others, too; of too many the most frequent, in the order of them
    all."""
    all = [row for row in rows if row[0] or empty]
    kept = {path for _, _, path in sorted(all, key=lambda row: -row[0])[:MOST]}
    entries = tuple(Entry(text, path, m.language.number(count)) for count, text, path in all if path in kept)
    return Shelf(m.words[f"nav_{section.name}"], section.path(m.code), entries, len(all) > MOST)
