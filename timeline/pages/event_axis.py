"""Some events to scale: on an axis with words where a page has room for them, and beside each event of a list.

The front page, a year, a topic, an actor and a place draw their own events, each page on a scale of its own: to follow
them is how a reader comes nearer without a script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.drawing import axis, date_line, window
from timeline.drawing.axis_parts import Axis, Sign
from timeline.drawing.date_line import DateLine, Ruler
from timeline.drawing.window import Window
from timeline.edition.views import Card, PictureSize
from timeline.pages import pictures
from timeline.pages.page_maker import Maker
from timeline.text import edtf

# That the front page and the list of all events show; of more they lead to the years (others: `stretches.MOST`).
LISTED = 200


class Placed(NamedTuple):
    """An event of a list, its date on the line that the list shares, where one is drawn, and its picture in small."""

    card: Card
    line: DateLine | None = None
    thumbnail: PictureSize | None = None


class EventAxis(NamedTuple):
    """Of a single event no more than its row: on an axis it would stand in the middle whenever it was. `ruler` and the
    lines of `rows` are what a list shares. On one that is `crowded` events are counted and not named. `outside` says
    how many lie before and after the time that the site's axes show."""

    axes: tuple[Axis, ...] = ()
    legend: tuple[Sign, ...] = ()
    ruler: Ruler | None = None
    rows: tuple[Placed, ...] = ()
    crowded: bool = False
    outside: str = ""


def of(m: Maker, events: Sequence[str], topic: str = "", *, rows: bool = True) -> EventAxis:
    """The axis of some events, by id, in order of time; those of a topic's own page all stand in one lane. Without rows
    where the page lists none."""
    if len(events) < 2:
        return EventAxis(rows=placed(m, events))
    names = {id: term.name for id, term in m.edition.terms["topics"].items()}
    dates, extent, shown, outside = drawn(m, events)
    crowded = len(dates) > axis.NAMED
    if crowded:
        counted = [(date.anchor[0], topic or m.timeline.events[id].record.topics[0]) for id, date in dates.items()]
        axes = axis.counted(counted, names, m.language, (shown.first[0], shown.last[0]))
    else:
        happenings = [_happening(m, id, date, topic) for id, date in dates.items()]
        axes = (axis.named(happenings, names, m.language, extent, shown.days),)
    if len(events) > LISTED or not rows:
        return EventAxis(axes, crowded=crowded, outside=outside)
    scale = date_line.scale(extent, m.language, shown.days)
    lines = {id: date_line.line(date, scale, m.language) for id, date in dates.items()}
    return EventAxis(
        axes=axes,
        legend=axis.legend(lines.values(), m.language),
        ruler=date_line.ruler(scale, m.language),
        rows=placed(m, events, lines),
        crowded=crowded,
        outside=outside,
    )


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
