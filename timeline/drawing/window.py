"""The stretch of time that a site lets its axes show, so that one early event does not press all others together.

What lies outside is on no axis; what reaches into it is drawn as far as it does. Lists have every event.
"""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from timeline.text import edtf
from timeline.text.edtf import Date, Day, End, Open, Point

_FAR = 10**12  # beyond every year


class Window(NamedTuple):
    """From a first day to a last one."""

    first: Day
    last: Day

    def side(self, date: Date) -> int:
        """-1 for a date that is over before, 1 for one that begins after, 0 for one of which something lies within."""
        *_, last = first, *_ = date.points
        if last.latest < self.first and not isinstance(date.end, Open):
            return -1
        return int(first.earliest > self.last and not isinstance(date.start, Open))

    def cut(self, date: Date) -> Date:
        """What of a date lies within: to be drawn, not to be read."""
        return dataclasses.replace(date, start=self._end(date.start), end=date.end and self._end(date.end))

    @property
    def days(self) -> tuple[int, int]:
        """Its first and its last day, as `edtf.day_number` counts them: beyond these no scale goes."""
        return edtf.day_number(self.first), edtf.day_number(self.last)

    def of_all(self, extent: tuple[int, int]) -> tuple[int, int]:
        """From where to where an axis of the whole goes, by what its events take up: from one end of the stretch to the
        other, be there events or not, and where it is open as far as these reach."""
        first, last = self.days
        return first if self.first[0] > -_FAR else extent[0], last if self.last[0] < _FAR else extent[1]

    def _end(self, end: End) -> End:
        if not isinstance(end, Point):
            return end
        earliest, latest = (min(max(day, self.first), self.last) for day in (end.earliest, end.latest))
        return dataclasses.replace(end, earliest=earliest, latest=latest)


EVER = Window((-_FAR, 1, 1), (_FAR, 12, 31))


def of(axis: Date | None) -> Window | None:
    """The stretch that an interval names, which may be open at an end; None where none is named."""
    return Window(axis.earliest or EVER.first, axis.latest or EVER.last) if axis else None
