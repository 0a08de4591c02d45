"""Some events to scale: on an axis with words where a page has room for them, and beside each event of a list.

The front page, a year, a topic, an actor and a place draw their own events, each page on a scale of its own: to follow
them is how a reader comes nearer without a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import axis, bands, date_line, window
from timeline.drawing.axis_parts import Axis, Sign
from timeline.drawing.date_line import DateLine, Ruler
from timeline.drawing.window import Window
from timeline.edition.views import Card, Link, Period, PictureSize
from timeline.pages import pictures
from timeline.pages.page_maker import Maker
from timeline.records import periods
from timeline.text import edtf

# That the front page and the list of all events show; of more they lead to the years (others: `stretches.MOST`).
LISTED = 200
BANDS = 12  # periods behind an axis; of more nobody could tell which is which


class Placed(NamedTuple):
    """An event of a list, its date on the line that the list shares, where one is drawn, and its picture in small."""

    card: Card
    line: DateLine | None = None
    thumbnail: PictureSize | None = None


class PlacedPeriod(NamedTuple):
    """A period that the axis has, and its date on the line that its list shares."""

    period: Period
    line: DateLine


class EventAxis(NamedTuple):
    """Of a single event no more than its row: on an axis it would stand in the middle whenever it was. `ruler` and the
    lines of `rows` are what a list shares. On one that is `crowded` events are counted and not named. `outside` says
    how many lie before and after the time that the site's axes show. `periods` are those that the line of a list has,
    and `banded` is the way to all of them, where the axis has bands."""

    axes: tuple[Axis, ...] = ()
    legend: tuple[Sign, ...] = ()
    ruler: Ruler | None = None
    rows: tuple[Placed, ...] = ()
    crowded: bool = False
    outside: str = ""
    periods: tuple[PlacedPeriod, ...] = ()
    banded: Link | None = None


def of(m: Maker, events: Sequence[str], topic: str = "", *, rows: bool = True, period: str = "") -> EventAxis:
    """The axis of some events, by id, in order of time; those of a topic's own page all stand in one lane. Without rows
    where the page lists none. On the page of a period it holds the whole of that."""
    if len(events) < (1 if period else 2):
        return EventAxis(rows=placed(m, events))
    names = {id: term.name for id, term in m.edition.terms["topics"].items()}
    dates, extent, shown, outside = drawn(m, events)
    if period:
        own = edtf.extent([periods.stretch(m.timeline.periods[period].record.date)])
        extent = min(extent[0], max(own[0], shown.days[0])), max(extent[1], min(own[1], shown.days[1]))
    named = _periods(m, events, extent, period)
    crowded = len(dates) > axis.NAMED
    if crowded:
        counted = [(date.anchor[0], topic or m.timeline.events[id].record.topics[0]) for id, date in dates.items()]
        axes = axis.counted(counted, names, m.language, (shown.first[0], shown.last[0]), named)
    else:
        happenings = [_happening(m, id, date, topic) for id, date in dates.items()]
        axes = (axis.named(happenings, names, m.language, extent, shown.days, named),)
    banded = None
    if any(drawn.bands for drawn in axes):
        banded = Link(m.words["axis_periods"], addresses.section(m.code, "periods"))
    if len(events) > LISTED or not rows:
        return EventAxis(axes, crowded=crowded, outside=outside, banded=banded)
    scale = date_line.scale(extent, m.language, shown.days)
    lines = {id: date_line.line(date, scale, m.language) for id, date in dates.items()}
    below = tuple(
        PlacedPeriod(period, date_line.line(bands.within(date, scale), scale, m.language))
        for period, date in named
        if bands.shown(date, scale)
    )
    return EventAxis(
        axes=axes,
        legend=axis.legend([*lines.values(), *(period.line for period in below)], m.language),
        ruler=date_line.ruler(scale, m.language),
        rows=placed(m, events, lines),
        crowded=crowded,
        outside=outside,
        periods=below,
        banded=banded,
    )


def _periods(m: Maker, events: Sequence[str], extent: tuple[int, int], own: str) -> list[bands.Named]:
    """The periods behind an axis: on that of all events all that lie there, on another those in which one of its events
    falls, on a period's own page that one; of too many the longest."""
    if own:
        ids = [own]
    elif len(events) == len(m.timeline.events):
        ids = list(m.timeline.periods)
    else:
        fallen = {fall.id for event in events for fall in m.timeline.during.get(event, ())}
        ids = [id for id in m.timeline.periods if id in fallen]
    spans = {id: periods.span(m.timeline.periods[id].record.date) for id in ids}
    lasting = {id: min(held.last, extent[1]) - max(held.first, extent[0]) for id, held in spans.items()}
    kept = sorted((id for id in ids if lasting[id] >= 0), key=lambda id: -lasting[id])[:BANDS]
    return [bands.Named(m.edition.periods[id], m.timeline.periods[id].record.date) for id in ids if id in kept]


def placed(m: Maker, events: Iterable[str], lines: Mapping[str, DateLine] | None = None) -> tuple[Placed, ...]:
    """The rows of a list of events."""
    found = lines or {}
    return tuple(Placed(m.edition.cards[id], found.get(id), pictures.thumbnail(m.timeline, id)) for id in events)


class Drawn(NamedTuple):
    """What an axis draws of some events' dates, the days that it holds, the stretch beyond which it does not go, and in
    words how many events it leaves out."""

    dates: Mapping[str, edtf.Date]
    extent: tuple[int, int]
    shown: Window = window.EVER
    outside: str = ""


def drawn(m: Maker, events: Sequence[str]) -> Drawn:
    """What an axis draws of some events: it leaves none out where it would have none to draw beside another. That of
    all events goes from one end to the other of the stretch that the site names."""
    dates = {id: m.timeline.events[id].record.date for id in events}
    all_of_them = Drawn(dates, edtf.extent(dates.values()))
    if not (shown := window.of(m.timeline.site.axis)):
        return all_of_them
    sides = {id: shown.side(date) for id, date in dates.items()}
    if list(sides.values()).count(0) > axis.NAMED:  # they are counted by when they begin
        sides = {id: side or -(dates[id].anchor < shown.first) for id, side in sides.items()}
    within = {id: shown.cut(date) for id, date in dates.items() if not sides[id]}
    if len(within) < 2:
        return all_of_them
    extent = edtf.extent(within.values())
    if len(events) == len(m.timeline.events):
        extent = shown.of_all(extent)
    left_out, told = Counter(sides.values()), ((-1, "events_before"), (1, "events_after"))
    outside = m.language.join([m.language.count(name, left_out[side]) for side, name in told if left_out[side]])
    return Drawn(within, extent, shown, outside)


def _happening(m: Maker, id: str, date: edtf.Date, topic: str) -> axis.Happening:
    """An event under the first of its topics, with the figures that its title names."""
    record = m.timeline.events[id].record
    values = [figure.value for figure in record.figures.values()]
    words = dict.fromkeys(text for n in values for text in (m.language.rounded(n), m.language.number(n)))
    return axis.Happening(m.edition.cards[id], date, topic or record.topics[0], tuple(words))
