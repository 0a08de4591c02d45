"""Which events fall in which periods, as far as the dates of both are known.

Nobody files an event under a period: it follows from the dates. Where an end is only about, or where an event may have
happened on either side of one, it is not said to lie within: it does so in part, or perhaps.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple

from timeline.records.schema import Event, Period
from timeline.records.validate import Entry
from timeline.text.edtf import Date, Open, Point, day_number

_FAR = 10**14  # days beyond every date


class Fall(NamedTuple):
    """That an event falls in a period: wholly, as far as is known, or else in part or perhaps. `id` is the event's for
    who asks of a period, and the period's for who asks of an event."""

    id: str
    wholly: bool


class Span(NamedTuple):
    """The days that a period takes up: at most from `first` to `last`, at least from `begun` to `over`."""

    date: Date
    first: int
    begun: int
    over: int
    last: int


def stretch(date: Date) -> Date:
    """A period's date with both of its ends: of a year that is named alone they are its first and its last day."""
    if date.end is not None or not isinstance(date.start, Point):
        return date
    start, end = (
        dataclasses.replace(date.start, unspecified=0, year=day[0], month=day[1], day=day[2], earliest=day, latest=day)
        for day in (date.start.earliest, date.start.latest)
    )
    return dataclasses.replace(
        date, start=dataclasses.replace(start, some_days=False), end=dataclasses.replace(end, some_days=False)
    )


def span(date: Date) -> Span:
    """The days of a period. What is about or uncertain it takes up for sure from behind its days."""
    whole = stretch(date)
    first, begun, over, last = -_FAR, -_FAR, _FAR, _FAR
    if isinstance(whole.start, Point):
        first = day_number(whole.start.earliest)
        begun = day_number(whole.start.latest) + 1 if _doubted(whole.start) else first
    if isinstance(whole.end, Point):
        last = day_number(whole.end.latest)
        over = day_number(whole.end.earliest) - 1 if _doubted(whole.end) else last
    if whole.start is not None and not isinstance(whole.start, Point | Open):
        begun = over if isinstance(whole.end, Point) else _FAR
    if not isinstance(whole.end, Point | Open):
        over = begun
    return Span(date=whole, first=first, begun=begun, over=over, last=last)


def _doubted(point: Point) -> bool:
    return point.approximate or point.uncertain


def falls(event: Date, period: Span) -> bool | None:
    """Whether an event lies within a period: wholly, in part or perhaps (False), or not at all (None)."""
    first, last = _days(event)
    if last < period.first or first > period.last:
        return None
    lasted = event.end is not None
    after = lasted and event.start == period.date.start or first - _margin(event.start) >= period.begun
    end = event.end if event.end is not None else event.start
    before = lasted and event.end == period.date.end or last + _margin(end) <= period.over
    return after and before


def _days(date: Date) -> tuple[int, int]:
    """The first and the last day that a date can mean."""
    earliest, latest = date.earliest, date.latest
    return day_number(earliest) if earliest else -_FAR, day_number(latest) if latest else _FAR


def _margin(end: object) -> int:
    """By how many days an end that is about may lie beside what it names: by as many as that has."""
    if not isinstance(end, Point) or not _doubted(end):
        return 0
    return day_number(end.latest) - day_number(end.earliest) + 1


def of_events(events: Mapping[str, Entry[Event]], periods: Mapping[str, Entry[Period]]) -> dict[str, tuple[Fall, ...]]:
    """The periods in which each event falls, both in order of time; events that fall in none are left out."""
    spans = [(id, span(entry.record.date)) for id, entry in periods.items()]
    found: dict[str, tuple[Fall, ...]] = {}
    for id, entry in events.items() if spans else ():
        first, last = _days(date := entry.record.date)
        near = ((other, held) for other, held in spans if last >= held.first and first <= held.last)
        if own := tuple(Fall(other, bool(falls(date, held))) for other, held in near):
            found[id] = own
    return found
