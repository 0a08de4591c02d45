"""Home: what it is and why to trust it, two ways in, and the whole timeline at a glance: on an axis, and as a list by
year that on a phone or a tablet is the axis itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.edition.views import Link, Words
from timeline.pages import bars, browse, event_axis, filters, story
from timeline.pages.event_axis import LISTED, EventAxis
from timeline.pages.figures import FigureRow
from timeline.pages.filters import Filters, Listed
from timeline.pages.page_maker import Maker, Shown
from timeline.pages.years import YearLink, years
from timeline.records import fragments, schema
from timeline.target import Target


class YearGroup(NamedTuple):
    year: YearLink
    rows: tuple[Listed, ...]


class KeyFigures(NamedTuple):
    """Those of one measure; `path` leads to all of it. Only what counts the same stands together."""

    measure: Words
    path: str
    rows: tuple[FigureRow, ...]


class Home(NamedTuple):
    """`counts` are of events and of sources. `filters` are there where the events are few enough to be listed; else the
    years are."""

    intro: Words
    ways: tuple[Link, ...]
    counts: str
    key_figures: tuple[KeyFigures, ...]
    axis: EventAxis
    years: tuple[YearGroup, ...]
    filters: Filters | None
    pictured: bool  # whether any event of the list has a picture there


def pages(m: Maker) -> Iterator[Target]:
    path = addresses.home(m.code)
    yield m.page(path, "home.html", _home, type="WebSite", section=path)


def _home(m: Maker) -> Shown:
    listed = len(m.timeline.events) <= LISTED
    drawn = event_axis.of(m, tuple(m.timeline.events))
    rows = {row.card.id: row for row in filters.rows(m, drawn.rows)} if listed else {}
    home = Home(
        intro=m.edition.intro,
        ways=tuple(_ways(m)),
        counts=m.language.join(_counts(m)),
        key_figures=tuple(_key_figures(m)),
        axis=drawn._replace(rows=()),
        years=tuple(YearGroup(y.year, tuple(rows[id] for id in y.events if listed)) for y in m.once(years).values()),
        filters=filters.filters(m) if listed else None,
        pictured=any(row.thumbnail for row in rows.values()),
    )
    return Shown(m.edition.title, m.edition.tagline, home)


def _ways(m: Maker) -> Iterator[Link]:
    """The two ways in: to be told it, and to look for oneself."""
    for word, section in (("home_story", story.SECTION), ("home_browse", browse.SECTION)):
        if section.holds(m.timeline):
            yield Link(m.words[word], section.path(m.code))


def _counts(m: Maker) -> tuple[str, str]:
    """How many events there are, and how many sources they rest on."""
    used = sum(("sources", id) in m.timeline.by_term for id in m.timeline.kinds["sources"])
    return m.language.count("events", len(m.timeline.events)), m.language.count("sources", used)


def _key_figures(m: Maker) -> Iterator[KeyFigures]:
    """The figures that the site sets on its front, each named as `event-id#figure`, by what they count."""
    found: dict[tuple[str, Words], list[FigureRow]] = {}
    drawn: dict[tuple[str, Words], list[schema.Figure]] = {}
    for name in m.timeline.site.key_figures:
        id, _, fragment = name.partition("#")
        if not m.edition.has("events", id):
            continue
        event, record = m.edition.events[id], m.timeline.events[id].record
        for figure in event.figures:
            if figure.id == fragments.figure(fragment):
                measure = figure.measure_path, figure.measure
                found.setdefault(measure, []).append(FigureRow(figure, event.card))
                drawn.setdefault(measure, []).append(record.figures[fragment])
    for measure, rows in found.items():
        scaled = zip(rows, bars.of_measure(drawn[measure], m.language), strict=True)
        path, text = measure
        yield KeyFigures(text, path, tuple(row._replace(bar=bar) for row, bar in scaled))
