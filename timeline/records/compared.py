"""Which figures are set beside an event's own: those of the same measure in other events, the nearest in time.

So few that they are seen at a glance, and that an event's page depends on no more of a large timeline than it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from timeline.records.schema import Event, Figure
from timeline.records.validate import Entry
from timeline.text.edtf import Date

MOST = 6  # of each measure


class Compared(NamedTuple):
    """A figure of another event, by that event's id and the figure's name in it; and when that happened."""

    event: str
    name: str
    figure: Figure
    date: Date


def compared(events: Mapping[str, Entry[Event]]) -> dict[str, tuple[Compared, ...]]:
    """Of each event that has figures: what is set beside them, measure by measure, each in order of time."""
    rows: dict[str, list[Compared]] = {}
    own: dict[str, dict[str, range]] = {}  # event -> measure -> where its own stand among the rows of that
    for id, entry in events.items():
        for name, figure in entry.record.figures.items():
            of_measure = rows.setdefault(figure.measure, [])
            places = own.setdefault(id, {})
            begins = places[figure.measure].start if figure.measure in places else len(of_measure)
            places[figure.measure] = range(begins, len(of_measure) + 1)
            of_measure.append(Compared(id, name, figure, entry.record.date))
    return {
        id: tuple(row for measure, place in places.items() for row in _nearest(rows[measure], place))
        for id, places in own.items()
    }


def _nearest(rows: list[Compared], own: range) -> Iterator[Compared]:
    """Of all rows but an event's own as many before as after these, or more on one side where the other has fewer."""
    others = len(rows) - len(own)
    first = max(0, min(own.start - MOST // 2, others - MOST))
    for n in range(first, min(others, first + MOST)):
        yield rows[n if n < own.start else n + len(own)]
