"""A long list in parts: each a stretch of years, with a page of its own.

A page has to arrive on a cheap phone, however many events there are. A list of more than `MOST` is parted by round
stretches of time: centuries, say, where one of these holds too many its decades, and then its years. The bounds of a
stretch are those of the calendar and not of what lies in it, so an event that is added moves no other to another page;
and a stretch that has grown too long keeps its page, as a list of its own parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.edition import dates_in_words
from timeline.edition.views import Link
from timeline.pages.page_maker import Maker

MOST = 100  # events that a page lists
_WIDTHS = tuple(10**n for n in range(9, -1, -1))  # of stretches, in years


class Stretch(NamedTuple):
    """Some years and the events of a list that begin in them, by id; `parts` where they are too many for a page."""

    first: int
    last: int
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


def parted(m: Maker, events: Sequence[str]) -> tuple[Stretch, ...]:
    """The parts of a list, in order of time; none where it is short enough for one page."""
    if len(events) <= MOST:
        return ()
    made, ids = m.once(_made), tuple(events)
    if ids not in made:
        made[ids] = _stretches(ids, m.once(_years), _WIDTHS)
    return made[ids]


def _made(m: Maker) -> dict[tuple[str, ...], tuple[Stretch, ...]]:
    """Lists that were parted: each page of a list asks for all of its parts."""
    return {}


def _years(m: Maker) -> dict[str, int]:
    """By event, the year under which it is filed."""
    return {id: entry.record.date.anchor[0] for id, entry in m.timeline.events.items()}


def _ends(m: Maker) -> tuple[int, int]:
    """The first and the last of these years."""
    years = m.once(_years).values()
    return min(years), max(years)


def _stretches(events: Sequence[str], years: dict[str, int], widths: Sequence[int]) -> tuple[Stretch, ...]:
    """The stretches of the greatest width that there are several of; `events` are in order of time."""
    first, last = years[events[0]], years[events[-1]]
    width = next((width for width in widths if first // width != last // width), widths[-1])
    narrower = [other for other in widths if other < width]
    found: dict[int, list[str]] = {}
    for id in events:
        found.setdefault(years[id] // width * width, []).append(id)
    stretches = []
    for first, ids in sorted(found.items()):
        parts = _stretches(ids, years, narrower) if len(ids) > MOST and narrower else ()
        stretches.append(Stretch(first, first + width - 1, tuple(ids), parts))
    return tuple(stretches)


def address(path: str, stretch: Stretch) -> str:
    """Where a part of the list at a path is."""
    years = (f"{n:05d}" if n < 0 else f"{n:04d}" for n in dict.fromkeys((stretch.first, stretch.last)))
    return f"{path.removesuffix('.html').removesuffix('/index')}/{'-'.join(years)}.html"


def links(m: Maker, path: str, stretches: Sequence[Stretch]) -> tuple[StretchLink, ...]:
    """The ways to those parts of the list at a path that list their events."""
    return tuple(_link(m, path, page) for stretch in stretches for page in stretch.pages)


def _link(m: Maker, path: str, stretch: Stretch) -> StretchLink:
    return StretchLink(_words(m, stretch), address(path, stretch), m.language.count("events", len(stretch.events)))


def _words(m: Maker, stretch: Stretch) -> str:
    """A stretch in words, as far as the timeline reaches."""
    ends = m.once(_ends)
    ends = max(stretch.first, ends[0]), min(stretch.last, ends[1])
    first, last = (dates_in_words.year(n, m.language) for n in ends)
    return first if first == last else m.language.range.replace("{0}", first).replace("{1}", last)


def excerpt(m: Maker, whole: Link, stretches: Sequence[Stretch], stretch: Stretch) -> Excerpt:
    """What the page of a stretch says of being a part of a list."""
    pages = [page for other in stretches for page in other.pages]
    before = next((page for page in reversed(pages) if page.last < stretch.first), None)
    after = next((page for page in pages if page.first > stretch.last), None)
    previous, next_ = (page and _link(m, whole.path, page) for page in (before, after))
    own = _link(m, whole.path, stretch)
    return Excerpt(text=own.text, count=own.count, whole=whole, previous=previous, next=next_)


def every(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Every stretch that has a page."""
    return (one for stretch in stretches for one in stretch.all)
