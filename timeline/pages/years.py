"""The years: each with the events that begin in it and those that last into it, and the list of them all."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition import dates_in_words
from timeline.edition.views import Link
from timeline.pages import event_axis, stretches
from timeline.pages.event_axis import EventAxis, Placed
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Excerpt, Stretch, StretchLink, StretchPage
from timeline.records.timeline import Timeline
from timeline.target import Target
from timeline.text import edtf

SECTION = Section("years", lambda timeline: timeline.events)


class YearLink(NamedTuple):
    number: int
    text: str
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Year(NamedTuple):
    """A year; of more events than a page lists the ways to its parts, and to the years in which began what lasts."""

    year: YearLink
    axis: EventAxis
    continuing: tuple[Placed, ...]
    previous: YearLink | None
    next: YearLink | None
    record: str = ""  # where the whole record has it
    stretches: tuple[StretchLink, ...] = ()
    begun: tuple[StretchLink, ...] = ()


class Held(NamedTuple):
    """What there is of a year, by the events' ids: those that begin in it, and those that began earlier and last."""

    year: YearLink
    events: tuple[str, ...]
    lasting: tuple[str, ...]
    previous: YearLink | None
    next: YearLink | None


class YearList(NamedTuple):
    years: tuple[YearLink, ...]


def pages(m: Maker) -> Iterator[Target]:
    section = SECTION.path(m.code)
    yield from m.section(SECTION, "years.html", _list, m.event_files)
    for number in numbers(m.timeline):
        path = addresses.year(m.code, number)
        page = partial(m.page, type="CollectionPage", section=section)
        yield page(path, "year.html", _year, number)
        for stretch in stretches.every(parts(m, number)):
            yield page(stretches.address(path, stretch), "stretch.html", _part, number, stretch)


def _list(m: Maker) -> YearList:
    return YearList(tuple(year.year for year in m.once(years).values()))


def _year(m: Maker, number: int) -> Shown:
    held = m.once(years)[number]
    links = stretches.links(m, held.year.path, parts(m, number))
    many = len(held.lasting) > stretches.MOST
    year = Year(
        year=held.year,
        axis=EventAxis() if links else event_axis.of(m, held.events),
        continuing=() if many else event_axis.placed(m, held.lasting),
        previous=held.previous,
        next=held.next,
        record=addresses.year(m.code, number, "record"),
        stretches=links,
        begun=tuple(_begun(m, held.lasting)) if many else (),
    )
    return Shown(held.year.text, f"{held.year.text}: {held.year.count}. {m.edition.tagline}", year)


def _begun(m: Maker, events: Iterable[str]) -> Iterator[StretchLink]:
    """The years in which events begin, each with how many of these."""
    for number, found in Counter(m.timeline.events[id].record.date.anchor[0] for id in events).items():
        year = m.once(years)[number].year
        yield StretchLink(year.text, year.path, m.language.count("events", found))


def parts(m: Maker, number: int, most: int = 0) -> tuple[Stretch, ...]:
    """The parts of a year that has too many events for a page."""
    return stretches.parted(m, m.once(years)[number].events, most)


def beside(m: Maker, number: int, kind: str) -> Iterator[StretchLink | None]:
    """The years before and after one, in a section that has a page for each."""
    year = m.once(years)[number]
    for link in (year.previous, year.next):
        yield link and StretchLink(link.text, addresses.year(m.code, link.number, kind), link.count)


def excerpt(m: Maker, number: int, stretch: Stretch, kind: str, most: int) -> Excerpt:
    """What the page of a part of a year says of that; `kind` is the section whose year it is."""
    whole = Link(m.once(years)[number].year.text, addresses.year(m.code, number, kind))
    return stretches.excerpt(m, whole, parts(m, number, most), stretch)


def _part(m: Maker, number: int, stretch: Stretch) -> Shown:
    """The events of a part of a year, or the ways to its own parts."""
    part = excerpt(m, number, stretch, "years", stretches.MOST)
    drawn = EventAxis() if stretch.parts else event_axis.of(m, stretch.events)
    shown = StretchPage(part, drawn, stretches.links(m, part.whole.path, stretch.parts))
    title = f"{m.words['nav_years']} · {part.text}"
    return Shown(title, f"{title}: {part.count}. {m.edition.tagline}", shown)


def numbers(timeline: Timeline) -> list[int]:
    """The years in which events begin, in order."""
    return sorted({entry.record.date.anchor[0] for entry in timeline.events.values()})


def _filed(m: Maker, dates: Iterable[edtf.Date]) -> str:
    """What stands over the events of a year: the year, and besides, or in its place, the decade or the century of which
    some are known to be, and of no year."""
    return m.language.join(dict.fromkeys(dates_in_words.filed(date, m.language) for date in dates))


def years(m: Maker) -> dict[int, Held]:
    """The years in which events begin."""
    dates = {id: entry.record.date for id, entry in m.timeline.events.items()}
    by_year: dict[int, list[str]] = {number: [] for number in numbers(m.timeline)}
    for id, date in dates.items():
        by_year[date.anchor[0]].append(id)
    known, lasting = list(by_year), {number: list[str]() for number in by_year}
    for id, date in dates.items():
        if date.end is not None and date.latest is not None:
            first, last = bisect_right(known, date.anchor[0]), bisect_right(known, date.latest[0])
            for number in known[first:last]:
                lasting[number].append(id)
    words = {n: _filed(m, (dates[id] for id in own)) for n, own in by_year.items()}
    links = [
        YearLink(n, words[n], addresses.year(m.code, n), m.language.count("events", len(own)))
        for n, own in by_year.items()
    ]
    return {
        link.number: Held(link, tuple(by_year[link.number]), tuple(lasting[link.number]), previous=before, next=after)
        for before, link, after in zip([None, *links], links, [*links[1:], None], strict=False)
    }
