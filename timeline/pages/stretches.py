"""A long list in parts: each a stretch of years, with a page of its own.

A page has to arrive on a cheap phone, however many events there are. A list of more than `MOST` is parted by round
stretches of time: centuries, say, where one of these holds too many its decades, its years, their months and days. The
bounds of a stretch are those of the calendar and not of what lies in it, so an event that is added moves no other to
another page; and a stretch that has grown too long keeps its page, as a list of its own parts. An event that no month
is known of stands in none: the first part of its year is of those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline.edition import dates_in_words
from timeline.edition.views import Link
from timeline.pages.event_axis import EventAxis
from timeline.pages.page_maker import Maker
from timeline.text import edtf, round_years

MOST = 100  # events that a page lists
When = tuple[int, ...]  # a year; a year and a month; these and a day. 0 where the month or the day is not known


def _years(width: int) -> Step:
    """Stretches of so many years."""

    def bounds(when: When) -> tuple[When, When]:
        first, last = round_years.bounds(when[0], width)
        return (first,), (last,)

    return bounds


def _days(parts: int) -> Step:
    """Months, which two numbers name, or days, which three do."""
    return lambda when: (when[:parts], when[:parts])


Step = Callable[[When], tuple[When, When]]  # when an event begins -> the first and the last of its stretch
_STEPS: tuple[Step, ...] = (*(_years(10**n) for n in range(9, -1, -1)), _days(2), _days(3))


class Stretch(NamedTuple):
    """Some time and the events of a list that begin in it, by id; `parts` where they are too many for a page."""

    first: When
    last: When
    events: tuple[str, ...]
    parts: tuple[Stretch, ...] = ()

    @property
    def pages(self) -> tuple[Stretch, ...]:
        """The stretches in it that list their events."""
        return tuple(page for part in self.parts for page in part.pages) or (self,)

    @property
    def all(self) -> Iterator[Stretch]:
        """Itself and all in it."""
        yield self
        for part in self.parts:
            yield from part.all


class StretchLink(NamedTuple):
    text: str
    path: str
    count: str  # type: ignore[assignment]  # hides a method of tuples


class Excerpt(NamedTuple):
    """What a page has to say of being a part of a list: its stretch, how many events begin in it, the way to the whole,
    and to its neighbours."""

    text: str
    count: str  # type: ignore[assignment]  # hides a method of tuples
    whole: Link
    previous: StretchLink | None
    next: StretchLink | None


class StretchPage(NamedTuple):
    """A part of a list that shows events; or one that leads to its own parts, as a whole year does that has no excerpt,
    but years before and after it."""

    excerpt: Excerpt | None = None
    axis: EventAxis = EventAxis()
    stretches: tuple[StretchLink, ...] = ()
    previous: StretchLink | None = None
    next: StretchLink | None = None


def parted(m: Maker, events: Sequence[str], most: int = 0) -> tuple[Stretch, ...]:
    """The parts of a list, in order of time; none where it has `most` events, by default `MOST`, or fewer."""
    most = most or MOST
    if len(events) <= most:
        return ()
    made, key = m.once(_made), (most, tuple(events))
    if key not in made:
        made[key] = _stretches(events, m.once(_begun), _STEPS, most)
    return made[key]


def _made(m: Maker) -> dict[tuple[int, tuple[str, ...]], tuple[Stretch, ...]]:
    """Lists that were parted: each page of a list asks for all of its parts."""
    return {}


def _begun(m: Maker) -> dict[str, When]:
    """When each event begins, as far as that is known."""
    return {id: when(entry.record.date) for id, entry in m.timeline.events.items()}


def when(date: edtf.Date) -> When:
    """The year under which a date is filed, and the month and the day of its beginning, where it says them."""
    point = date.start if isinstance(date.start, edtf.Point) else date.end
    known = point.precision if isinstance(point, edtf.Point) else ""
    month, day = date.anchor[1:]
    return (
        date.anchor[0],
        month if known in ("month", "some-day", "day") else 0,
        day if known == "day" else 0,
    )


def _ends(m: Maker) -> tuple[int, int]:
    """The first and the last year of the timeline."""
    years = [begun[0] for begun in m.once(_begun).values()]
    return min(years), max(years)


def _stretches(
    events: Sequence[str], begun: Mapping[str, When], steps: Sequence[Step], most: int
) -> tuple[Stretch, ...]:
    """The widest stretches that there are several of; none where events cannot be told apart."""
    for n, step in enumerate(steps):
        found: dict[tuple[When, When], list[str]] = {}
        for id in events:
            found.setdefault(step(begun[id]), []).append(id)
        if len(found) > 1:
            return tuple(
                Stretch(
                    first, last, tuple(ids), _stretches(ids, begun, steps[n + 1 :], most) if len(ids) > most else ()
                )
                for (first, last), ids in sorted(found.items())
            )
    return ()


def address(path: str, stretch: Stretch) -> str:
    """Where a part of the list at a path is: `1900-1999`, `2014`, `2014-03`; in `2014-xx` no month is known."""
    named = "-".join(map(_number, dict.fromkeys((stretch.first, stretch.last))))
    return f"{path.removesuffix('.html').removesuffix('/index')}/{named}.html"


def _number(when: When) -> str:
    year, *day = when
    return "-".join((f"{year:05d}" if year < 0 else f"{year:04d}", *(f"{n:02d}" if n else "xx" for n in day)))


def links(m: Maker, path: str, stretches: Sequence[Stretch]) -> tuple[StretchLink, ...]:
    """The ways to those parts of the list at a path that list their events."""
    return tuple(_link(m, path, page) for stretch in stretches for page in stretch.pages)


def _link(m: Maker, path: str, stretch: Stretch) -> StretchLink:
    return StretchLink(_words(m, stretch), address(path, stretch), m.language.count("events", len(stretch.events)))


def _words(m: Maker, stretch: Stretch) -> str:
    """A stretch in words, as far as the timeline reaches."""
    if len(stretch.first) > 1:
        return dates_in_words.date(edtf.parse(_number(stretch.first).upper()), m.language)
    ends = m.once(_ends)
    ends = max(stretch.first[0], ends[0]), min(stretch.last[0], ends[1])
    first, last = (dates_in_words.year(n, m.language) for n in ends)
    return first if first == last else m.language.range.replace("{0}", first).replace("{1}", last)


def excerpt(m: Maker, whole: Link, stretches: Sequence[Stretch], stretch: Stretch) -> Excerpt:
    """What the page of a stretch says of being a part of a list."""
    pages = [page for other in stretches for page in other.pages]
    inside = {id(page) for page in stretch.pages}
    beside = [page for page in pages if id(page) not in inside]
    before = next((page for page in reversed(beside) if page.last < stretch.first), None)
    after = next((page for page in beside if page.first > stretch.last), None)
    previous, next_ = (page and _link(m, whole.path, page) for page in (before, after))
    own = _link(m, whole.path, stretch)
    return Excerpt(text=own.text, count=own.count, whole=whole, previous=previous, next=next_)


def every(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Every stretch that has a page."""
    return (one for stretch in stretches for one in stretch.all)
