"""The story: the events one after another, on one page, or on a page for each year where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import date_line
from timeline.drawing.date_line import DateLine, Tick
from timeline.edition.views import Card, Event, Figure, Link, Picture, Words
from timeline.pages import event_axis, stretches, years
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Stretch, StretchPage
from timeline.pages.years import YearLink, YearList, numbers
from timeline.target import Target
from timeline.text import edtf

SECTION = Section("story", lambda timeline: timeline.events, "WebPage")
LIMIT = 100  # events that one page tells; more are told by year


class Scene(NamedTuple):
    """An event as the story shows it; `next` is named by the event that it leads to, which `lead` leads to in a
    sentence. `year` stands where one begins."""

    card: Card
    figures: tuple[Figure, ...]
    place: str
    next: Link | None
    lead: Words = ""
    year: str = ""
    text: Words = ""  # the thread, where a path tells the story
    questions: tuple[Words, ...] = ()
    picture: Picture | None = None


class LineTick(NamedTuple):
    """A year or a month on the line, and the first event of it that the page tells, where it tells one."""

    tick: Tick
    event: str


class StoryLine(NamedTuple):
    """What stays in sight: the events of the page on a line, each by its id; and how many have no place on it."""

    ticks: tuple[LineTick, ...]
    events: tuple[tuple[str, DateLine], ...]
    outside: str = ""


class Story(NamedTuple):
    """`previous` leads to where the story was told before, on another page. A path's slides lead `back` to it."""

    count: str  # type: ignore[assignment]  # hides a method of tuples
    scenes: Sequence[Scene]
    line: StoryLine | None = None
    previous: Link | None = None
    back: str = ""
    closing: tuple[Words, ...] = ()  # questions on the whole, on a screen of their own


def pages(m: Maker) -> Iterator[Target]:
    section = SECTION.path(m.code)
    if len(m.timeline.events) <= LIMIT:
        yield from m.section(SECTION, "story.html", lambda m: _story(m, section))
        return
    yield from m.section(SECTION._replace(type="CollectionPage"), "years.html", _list, m.event_files)
    page = partial(m.page, type="WebPage", section=section)
    for number in numbers(m.timeline):
        path, parts = addresses.year(m.code, number, "story"), years.parts(m, number, LIMIT)
        yield page(path, "stretch.html" if parts else "story.html", _year, path, number)
        for stretch in stretches.every(parts):
            template = "stretch.html" if stretch.parts else "story.html"
            yield page(stretches.address(path, stretch), template, _part, path, number, stretch)


def _list(m: Maker) -> YearList:
    return YearList(tuple(_links(m).values()))


def _year(m: Maker, path: str, number: int) -> Shown:
    year = m.once(years.years)[number].year
    description = f"{year.text}: {year.count}. {m.edition.tagline}"
    links = stretches.links(m, path, years.parts(m, number, LIMIT))
    before, after = years.beside(m, number, "story")
    told = StretchPage(stretches=links, previous=before, next=after) if links else _story(m, path)
    return Shown(f"{m.words['nav_story']} · {year.text}", description, told)


def _part(m: Maker, path: str, number: int, stretch: Stretch) -> Shown:
    part, links = years.excerpt(m, number, stretch, "story", LIMIT), stretches.links(m, path, stretch.parts)
    told = StretchPage(part, stretches=links) if links else _story(m, stretches.address(path, stretch))
    title = f"{m.words['nav_story']} · {part.text}"
    return Shown(title, f"{title}: {part.count}. {m.edition.tagline}", told)


def _links(m: Maker) -> dict[int, YearLink]:
    """The years, leading to their part of the story."""
    return {n: y.year._replace(path=addresses.year(m.code, n, "story")) for n, y in m.once(years.years).items()}


class _Scenes(NamedTuple):
    """Where the scenes are: by event the path of its page and its number, by path the events that it tells."""

    page: Mapping[str, str]
    number: Mapping[str, int]
    told: Mapping[str, Sequence[str]]


def _scenes(m: Maker) -> _Scenes:
    page = dict.fromkeys(m.timeline.events, SECTION.path(m.code))
    if len(page) > LIMIT:
        for number, link in _links(m).items():
            parts = [part for stretch in years.parts(m, number, LIMIT) for part in stretch.pages]
            page |= dict.fromkeys(m.once(years.years)[number].events, link.path)
            page |= {id: stretches.address(link.path, part) for part in parts for id in part.events}
    told: dict[str, list[str]] = {path: [] for path in page.values()}
    for id in m.timeline.events:
        told[page[id]].append(id)
    return _Scenes(page, {id: n for n, id in enumerate(m.timeline.events, 1)}, told)


class _Spot(NamedTuple):
    """What a scene is told of the whole: its number, and the pages on which those before and after it are."""

    number: int
    before: str | None
    after: str | None


def _story(m: Maker, path: str) -> Story:
    """What the page at a path tells."""
    scenes, total = m.once(_scenes), len(m.timeline.events)
    where = lambda id: id and scenes.page[id]
    spots = {id: _Spot(scenes.number[id], *map(where, m.timeline.beside(id))) for id in scenes.told[path]}

    begins = _years(m, spots)

    def scene(event: Event) -> Scene:
        spot = spots[event.id]
        place = m.language.place.replace("{n}", m.language.number(spot.number))
        return Scene(
            card=event.card,
            figures=event.figures[:1],
            place=place.replace("{total}", m.language.number(total)),
            next=_way(event.next, path, spot.after),
            lead=event.transition if event.next else "",
            year=begins.get(event.id, ""),
            picture=next(iter(event.pictures), None),
        )

    told = m.gathered(spots, lambda events: map(scene, events), spots, total, begins)
    first = next(iter(spots))
    before, _ = m.timeline.beside(first)
    previous = _way(m.edition.cards[before] if before else None, path, spots[first].before)
    return Story(m.language.count("events", len(spots)), told, _line(m, tuple(spots)), previous)


def _years(m: Maker, events: Iterable[str]) -> dict[str, str]:
    """The first of some events in each year, and that year."""
    found: dict[int, str] = {}
    for id in events:
        found.setdefault(m.timeline.events[id].record.date.anchor[0], id)
    return {id: m.once(years.years)[year].year.text for year, id in found.items()}


def _line(m: Maker, events: Sequence[str]) -> StoryLine | None:
    """Some events on a line of their own; a single one needs none. Its last year is whole, as is its first, unless the
    stretch that the site's axes show ends before."""
    if len(events) < 2:
        return None
    dates, extent, shown, outside = event_axis.drawn(m, events)
    first, last = (edtf.day_at(day)[0] for day in extent)
    years = edtf.day_number((first, 1, 1)), edtf.day_number((last, 12, 31))
    scale = date_line.scale(years, m.language, shown.days)
    ticks = date_line.ticks(scale, m.language)
    ends = [tick.day for tick in ticks[1:]] + [scale.last]
    begun = {id: edtf.day_number(date.anchor) for id, date in dates.items()}
    within = lambda first, end: next((id for id, day in begun.items() if first <= day < end), "")
    linked = tuple(LineTick(tick, within(tick.day, end)) for tick, end in zip(ticks, ends, strict=True))
    lines = tuple((id, date_line.line(date, scale, m.language)) for id, date in dates.items())
    return StoryLine(linked, lines, outside)


def _way(card: Card | None, path: str, page: str | None) -> Link | None:
    """From the page at a path to a scene, which is on the same page or another."""
    if not card:
        return None
    return Link(card.title, f"{'' if page == path else f'{addresses.up(path)}{page}'}#{card.id}")
