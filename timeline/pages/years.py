"""The years: each with the events that begin in it and those that last into it, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.edition import dates_in_words
from timeline.edition.views import Card
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.records.timeline import Timeline
from timeline.target import Target

SECTION = Section("years", lambda timeline: timeline.events)


class YearLink(NamedTuple):
    number: int
    text: str
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Year(NamedTuple):
    year: YearLink
    cards: tuple[Card, ...]
    continuing: tuple[Card, ...]
    previous: YearLink | None
    next: YearLink | None
    record: str = ""  # where the whole record has it


class YearList(NamedTuple):
    years: tuple[YearLink, ...]


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "years.html", _list, m.event_files)
    for number in numbers(m.timeline):
        path, section = addresses.year(m.code, number), SECTION.path(m.code)
        yield m.page(path, "year.html", _year, number, type="CollectionPage", section=section)


def _list(m: Maker) -> YearList:
    return YearList(tuple(year.year for year in m.once(years).values()))


def _year(m: Maker, number: int) -> Shown:
    year = m.once(years)[number]._replace(record=addresses.year(m.code, number, "record"))
    return Shown(year.year.text, f"{year.year.text}: {year.year.count}. {m.edition.tagline}", year)


def numbers(timeline: Timeline) -> list[int]:
    """The years in which events begin, in order."""
    return sorted({entry.record.date.anchor[0] for entry in timeline.events.values()})


def years(m: Maker) -> dict[int, Year]:
    """The years in which events begin, each with those that began earlier and last into it."""
    cards, dates = m.edition.cards, {id: entry.record.date for id, entry in m.timeline.events.items()}
    by_year: dict[int, list[Card]] = {number: [] for number in numbers(m.timeline)}
    for id, date in dates.items():
        by_year[date.anchor[0]].append(cards[id])
    spans = [(date, cards[id]) for id, date in dates.items() if date.end is not None and date.latest is not None]
    links = [
        YearLink(n, dates_in_words.year(n, m.language), addresses.year(m.code, n), m.language.count("events", len(own)))
        for n, own in by_year.items()
    ]
    return {
        link.number: Year(
            year=link,
            cards=tuple(by_year[link.number]),
            continuing=tuple(
                card for date, card in spans if date.latest and date.anchor[0] < link.number <= date.latest[0]
            ),
            previous=before,
            next=after,
        )
        for before, link, after in zip([None, *links], links, [*links[1:], None], strict=False)
    }
