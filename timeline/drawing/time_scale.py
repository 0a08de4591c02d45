"""Time to scale: days become places along a line, and a date becomes the strokes that say how well it is known.

Places are measured along the reading direction, in the drawing's units; which way that runs on the
page, and whether across or down it, is the business of whoever draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.text.edtf import Date, Day, Open, Point, day_number

_MONTH_STEPS = (1, 3, 6, 12, 24, 60)  # then 10, 20, 50, 100 … years
SHORTEST = 7  # a bar of a few days can still be seen


class Scale(NamedTuple):
    """The days from `first` to `last` (`edtf.day_number`) drawn over `length` units."""

    first: int
    last: int
    length: float

    def at(self, day: float) -> float:
        return (day - self.first) / (self.last - self.first) * self.length


class Part(NamedTuple):
    """A piece of a date, from `start` to `end`. `kind`: `point` (a day, or so few that they are one here), `span` (it
    lasted) or `within` (it happened at some time in it)."""

    kind: str
    start: float
    end: float


class Stroke(NamedTuple):
    """A date as it is drawn. Its two ends are `firm`, `soft` (about), `open` (`..`) or `unknown`."""

    parts: tuple[Part, ...]
    start: str
    end: str
    uncertain: bool

    @property
    def extent(self) -> tuple[float, float]:
        return self.parts[0].start, self.parts[-1].end


class Tick(NamedTuple):
    at: float
    year: int
    month: int  # 0 where the tick stands for a whole year or more


def scale(dates: Iterable[Date], length: float) -> Scale:
    """A scale that holds some dates, with a little room at both sides."""
    days = [day_number(day) for date in dates for day in (date.earliest, date.latest) if day]
    first, last = min(days), max(days) + 1
    room = max(3, (last - first) * 0.015)
    return Scale(first - round(room), last + round(room), length)


def ticks(scale: Scale, gap: float) -> tuple[Tick, ...]:
    """Months or years at round distances of at least `gap` units; a year that has begun before the
    line does stands at its start, where there is room for it."""
    months = (scale.last - scale.first) / 30.44
    smallest = gap / scale.length * months
    step = next(n for n in _steps() if n >= smallest)
    first_year, found = _year_of(scale.first), []
    month = (first_year * 12) // step * step
    while (number := day_number((month // 12, month % 12 + 1, 1))) < scale.last:
        if number >= scale.first:
            found.append(Tick(scale.at(number), month // 12, month % 12 + 1 if step < 12 else 0))
        month += step
    if step <= 12 and not (found and found[0].month < 2 and found[0].at <= gap * 0.7):
        if found and found[0].at <= gap * 0.7:
            found.pop(0)  # a month so near gives way to its year
        found.insert(0, Tick(0, first_year, 0))
    return tuple(found)


def _steps() -> Iterator[int]:
    yield from _MONTH_STEPS
    size = 120
    while True:
        yield from (size, size * 2, size * 5)
        size *= 10


def _year_of(number: int) -> int:
    """The year in which a day lies."""
    year = number * 400 // 146097 - 1
    while day_number((year + 1, 1, 1)) <= number:
        year += 1
    return year


def stroke(date: Date, scale: Scale) -> Stroke:
    """How a date is drawn. An imprecise end is drawn as the time within which it lies, so that
    nothing looks more precise than it is."""
    start, end = date.start, date.start if date.end is None else date.end
    if isinstance(start, Point) and isinstance(end, Point):
        if date.end is None:
            exact = start.precision == "day"
            parts = [Part("point" if exact else "within", *_limits(start.earliest, start.latest, scale))]
        else:
            parts = _lasting(start, end, scale)
    elif isinstance(start, Point):
        parts = [Part("within", *_limits(start.earliest, start.latest, scale))] if start.precision != "day" else []
        begin = scale.at(day_number(start.latest))
        parts.append(Part("span", begin, scale.length if isinstance(end, Open) else begin + 2 * SHORTEST))
    else:
        assert isinstance(end, Point), "an event without any bound in time is a fault: `boundless-date`"
        finish = scale.at(day_number(end.earliest) + 1)
        parts = [Part("span", 0 if isinstance(start, Open) else max(0, finish - 2 * SHORTEST), finish)]
        parts += [Part("within", *_limits(end.earliest, end.latest, scale))] if end.precision != "day" else []
    return Stroke(tuple(parts), _end(start), _end(end), any(point.uncertain for point in date.points))


def _lasting(start: Point, end: Point, scale: Scale) -> list[Part]:
    first, last = _limits(start.earliest, end.latest, scale)
    if start.precision == end.precision == "day" and last - first <= SHORTEST:
        return [Part("point", first, last)]
    begun, over = scale.at(day_number(start.latest)), scale.at(day_number(end.earliest) + 1)
    if begun >= over:  # its ends may lie anywhere: 2015/2015-06
        return [Part("within", first, last)]
    imprecise = [Part("within", first, begun)] if start.earliest != start.latest else []
    rest = [Part("within", over, last)] if end.earliest != end.latest else []
    return [*imprecise, Part("span", begun if imprecise else first, over if rest else last), *rest]


def _limits(earliest: Day, latest: Day, scale: Scale) -> tuple[float, float]:
    """From the first day to the end of the last, at least as long as can be seen."""
    start, end = scale.at(day_number(earliest)), scale.at(day_number(latest) + 1)
    short = max(0.0, SHORTEST - (end - start)) / 2
    return start - short, end + short


def _end(end: object) -> str:
    if isinstance(end, Point):
        return "soft" if end.approximate else "firm"
    return "open" if isinstance(end, Open) else "unknown"
