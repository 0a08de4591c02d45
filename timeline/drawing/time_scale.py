"""Time to scale: days become places along a line, and a date becomes the strokes that say how well it is known.

Places are measured along the reading direction, in the drawing's units; which way that runs on the
page is the business of whoever draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.text import round_years
from timeline.text.edtf import Date, Day, Open, Point, day_at, day_number

_MONTH_STEPS = (1, 3, 6, 12, 24, 60)  # then 10, 20, 50, 100 … years
SHORTEST = 7  # a bar of a few days can still be seen
APART = 70  # units between ticks, where whoever draws does not say otherwise
EVER = (-(10**18), 10**18)  # days between which everything lies


class Scale(NamedTuple):
    """The days from `first` to before `last` (`edtf.day_number`) over `length` units, with a tick every `step` months,
    at least nearly `gap` units from the next."""

    first: int
    last: int
    length: float
    step: int
    gap: float

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
    """The beginning of a year (`month` is 0) or of a month; `first` where the line begins."""

    at: float
    year: int
    month: int
    first: bool = False


def scale(
    extent: tuple[int, int],
    length: float,
    gap: float = APART,
    least: int = 1,
    *,
    whole: bool = False,
    bounds: tuple[int, int] = EVER,
) -> Scale:
    """A scale that holds the days from the first to the last (`edtf.extent`). It begins with a month, or where ticks
    stand for several years with one that has one: so that it can be said where it begins. It ends with a little room,
    or where that is to be said, too, and it is `whole`, with a month or a year. Neither goes beyond the months of the
    days that are its `bounds` (`window.Window.days`). Ticks are `gap` units apart, or more, and stand for `least`
    months, or more."""
    earliest, latest = _beginning(bounds[0], 1), _end_of(bounds[1], 1)
    for step in _steps():
        first, last = _beginning(extent[0], step), _end_of(extent[1], step) if whole else extent[1] + 1
        last += 0 if whole else max(3, round((last - extent[0]) * 0.015))
        first, last = max(first, earliest), min(last, latest)
        if step >= max(least, gap / length * (last - first) / 30.44):
            return Scale(first=first, last=last, length=length, step=step, gap=gap)
    raise AssertionError("steps have no end")


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """Where the line begins, then months or years at round distances. A month too near to the beginning for both to be
    written is left out; a year never is."""
    year, month = month_of(scale.first)
    found = [Tick(0, year, month if month > 1 else 0, first=True)]
    if scale.step >= 24:
        return (*found, *_round_years(scale, year))
    number = (year * 12 + month - 1) // scale.step * scale.step
    while (day := day_number((number // 12, number % 12 + 1, 1))) < scale.last:
        tick = Tick(scale.at(day), number // 12, number % 12 + 1 if scale.step < 12 and number % 12 else 0)
        if day > scale.first and (tick.month == 0 or tick.at >= scale.gap * 0.9):
            found.append(tick)
        number += scale.step
    return tuple(found)


def _round_years(scale: Scale, begun: int) -> Iterator[Tick]:
    """The round years after that with which a scale begins. Between the eras stands 1 CE, and as nobody counts a year
    before it, what comes next may be too near to it, and is left out."""
    width = scale.step // 12
    number, last = round_years.number(begun, width) + 1, -scale.gap
    while (day := day_number((year := round_years.first(number, width), 1, 1))) < scale.last:
        if (at := scale.at(day)) - last >= scale.gap * 0.9:
            yield Tick(at, year, 0)
            last = at
        number += 1


def _beginning(day: int, step: int) -> int:
    """The beginning of the month in which a day lies, or of a year that has a tick where these stand for several."""
    year, month = month_of(day)
    return day_number((year, month, 1) if step < 24 else (round_years.bounds(year, step // 12)[0], 1, 1))


def _end_of(day: int, step: int) -> int:
    """The day after the month in which a day lies, or after its year."""
    year, month = month_of(day)
    return day_number((year, month + 1, 1) if step < 24 and month < 12 else (year + 1, 1, 1))


def _steps() -> Iterator[int]:
    yield from _MONTH_STEPS
    size = 120
    while True:
        yield from (size, size * 2, size * 5)
        size *= 10


def month_of(number: int) -> tuple[int, int]:
    """The year and the month in which a day lies."""
    return day_at(number)[:2]


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
        least = begin + 2 * SHORTEST
        parts.append(Part("span", begin, max(scale.length, least) if isinstance(end, Open) else least))
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
