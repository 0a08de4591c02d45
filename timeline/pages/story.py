"""The story: the events one after another, on one page, or on a page for each year where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition.views import Card, Event, Figure, Link, Words
from timeline.pages import stretches, years
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Stretch, StretchPage
from timeline.pages.years import YearLink, YearList, numbers
from timeline.target import Target

SECTION = Section("story", lambda timeline: timeline.events, "WebPage")
LIMIT = 100  # events that one page tells; more are told by year


class Scene(NamedTuple):
    """An event as the story shows it; `previous` and `next` are named by the event they lead to."""

    card: Card
    figures: tuple[Figure, ...]
    number: int
    total: int
    place: str
    previous: Link | None
    next: Link | None
    text: Words = ""  # the thread, where a path tells the story
    questions: tuple[Words, ...] = ()


class Story(NamedTuple):
    count: str  # type: ignore[assignment]  # hides a method of tuples
    scenes: Sequence[Scene]
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

    def scene(event: Event) -> Scene:
        spot = spots[event.id]
        place = m.language.place.replace("{n}", m.language.number(spot.number))
        return Scene(
            card=event.card,
            figures=event.figures[:1],
            number=spot.number,
            total=total,
            place=place.replace("{total}", m.language.number(total)),
            previous=_way(event.previous, path, spot.before),
            next=_way(event.next, path, spot.after),
        )

    told = m.gathered(spots, lambda events: map(scene, events), spots, total)
    return Story(m.language.count("events", len(spots)), told)


def _way(card: Card | None, path: str, page: str | None) -> Link | None:
    """From the page at a path to a scene, which is on the same page or another."""
    if not card:
        return None
    return Link(card.title, f"{'' if page == path else f'{addresses.up(path)}{page}'}#{card.id}")
