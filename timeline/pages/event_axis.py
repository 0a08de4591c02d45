"""Some events to scale: on an axis with words where a page has room for them, and beside each event of a list.

The front page, a year, a topic, an actor and a place draw their own events, each page on a scale of its own: to follow
them is how a reader comes nearer without a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.drawing import axis, date_line
from timeline.drawing.axis_parts import Axis, Sign
from timeline.drawing.date_line import DateLine, Ruler
from timeline.edition.views import Card
from timeline.pages.page_maker import Maker
from timeline.text import edtf

# That the front page and the list of all events show; of more they lead to the years (others: `stretches.MOST`).
LISTED = 200


class Placed(NamedTuple):
    """An event of a list, and its date on the line that the list shares, where one is drawn."""

    card: Card
    line: DateLine | None = None


class EventAxis(NamedTuple):
    """Of a single event no more than its row: on an axis it would stand in the middle whenever it was. `ruler` and the
    lines of `rows` are what a list shares. On one that is `crowded` events are counted and not named."""

    axes: tuple[Axis, ...] = ()
    legend: tuple[Sign, ...] = ()
    ruler: Ruler | None = None
    rows: tuple[Placed, ...] = ()
    crowded: bool = False


def of(m: Maker, events: Sequence[str], topic: str = "", *, rows: bool = True) -> EventAxis:
    """The axis of some events, by id, in order of time; those of a topic's own page all stand in one lane. Without rows
    where the page lists none."""
    if len(events) < 2:
        return EventAxis(rows=tuple(Placed(m.edition.cards[id]) for id in events))
    names = {id: term.name for id, term in m.edition.terms["topics"].items()}
    crowded = len(events) > axis.NAMED
    if crowded:
        records = [m.timeline.events[id].record for id in events]
        counted = [(record.date.anchor[0], topic or record.topics[0]) for record in records]
        axes = axis.counted(counted, names, m.language)
    else:
        axes = (axis.named([_happening(m, id, topic) for id in events], names, m.language),)
    if len(events) > LISTED or not rows:
        return EventAxis(axes, crowded=crowded)
    dates = [m.timeline.events[id].record.date for id in events]
    scale = date_line.scale(edtf.extent(dates), m.language)
    lines = [date_line.line(date, scale, m.language) for date in dates]
    return EventAxis(
        axes=axes,
        legend=axis.legend(lines, m.language),
        ruler=date_line.ruler(scale, m.language),
        rows=tuple(Placed(m.edition.cards[id], line) for id, line in zip(events, lines, strict=True)),
        crowded=crowded,
    )


def _happening(m: Maker, id: str, topic: str) -> axis.Happening:
    """An event under the first of its topics, with the figures that its title names."""
    record = m.timeline.events[id].record
    values = [figure.value for figure in record.figures.values()]
    words = dict.fromkeys(text for n in values for text in (m.language.rounded(n), m.language.number(n)))
    return axis.Happening(m.edition.cards[id], record.date, topic or record.topics[0], tuple(words))
