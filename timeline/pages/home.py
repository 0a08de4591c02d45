"""Home: the whole timeline at a glance, on an axis and as a list by year, with the figures that the site sets first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import axis
from timeline.drawing.axis_parts import Axis, Sign
from timeline.edition.views import Words
from timeline.pages import filters
from timeline.pages.figures import FigureRow
from timeline.pages.filters import Filters, Listed
from timeline.pages.page_maker import Maker, Shown
from timeline.pages.years import YearLink, years
from timeline.records import fragments
from timeline.target import Target

LISTED = 200  # events that the page lists; of more it lists the years


class YearGroup(NamedTuple):
    year: YearLink
    rows: tuple[Listed, ...]


class Home(NamedTuple):
    intro: Words
    count: str  # type: ignore[assignment]  # hides a method of tuples
    axes: tuple[Axis, ...]
    legend: tuple[Sign, ...]
    key_figures: tuple[FigureRow, ...]
    years: tuple[YearGroup, ...]
    listed: bool  # whether the years' events stand on the page, or are too many for one
    filters: Filters | None


def pages(m: Maker) -> Iterator[Target]:
    yield m.page(addresses.home(m.code), "home.html", _home, type="WebSite")


def _home(m: Maker) -> Shown:
    topics = {id: term.name for id, term in m.edition.terms["topics"].items()}
    axes = axis.axes(_happenings(m), topics, m.language)
    listed = len(m.timeline.events) <= LISTED
    home = Home(
        intro=m.edition.intro,
        count=m.language.count("events", len(m.timeline.events)),
        axes=axes,
        legend=axis.legend(axes, m.language),
        key_figures=tuple(_key_figures(m)),
        years=tuple(
            YearGroup(y.year, filters.rows(m, map(m.edition.cards.__getitem__, y.events)) if listed else ())
            for y in m.once(years).values()
        ),
        listed=listed,
        filters=filters.filters(m) if listed else None,
    )
    return Shown(m.edition.title, m.edition.tagline, home)


def _happenings(m: Maker) -> list[axis.Happening]:
    """Each event under the first of its topics, with the figures that its title names."""
    found = []
    for id, entry in m.timeline.events.items():
        values = [figure.value for figure in entry.record.figures.values()]
        words = dict.fromkeys(text for n in values for text in (m.language.rounded(n), m.language.number(n)))
        found.append(axis.Happening(m.edition.cards[id], entry.record.date, entry.record.topics[0], tuple(words)))
    return found


def _key_figures(m: Maker) -> Iterator[FigureRow]:
    """The figures that the site sets on its front, each named as `event-id#figure`."""
    for name in m.timeline.site.key_figures:
        id, _, figure = name.partition("#")
        event = m.edition.events[id]
        yield from (FigureRow(f, event.card) for f in event.figures if f.id == fragments.figure(figure))
