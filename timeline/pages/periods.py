"""Periods: each with what fell in it, wholly or in part, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from timeline.edition import works
from timeline.edition.views import Link, Period
from timeline.pages import event_axis, stretches
from timeline.pages.event_axis import EventAxis, Placed
from timeline.pages.page_maker import Maker, More, Section, Shown
from timeline.pages.stretches import Excerpt, Stretch, StretchLink
from timeline.target import Target

SECTION = Section("periods", lambda timeline: timeline.periods)


class PeriodList(NamedTuple):
    periods: tuple[Period, ...]


class PeriodPage(NamedTuple):
    """A period with the events that fall in it: `wholly`, and those that do so in part or perhaps; or with the parts of
    a list of them all that is too long for a page; or one of these parts."""

    period: Period
    axis: EventAxis = EventAxis()
    wholly: tuple[Placed, ...] = ()
    partly: tuple[Placed, ...] = ()
    stretches: tuple[StretchLink, ...] = ()
    excerpt: Excerpt | None = None


def pages(m: Maker) -> Iterator[Target]:
    section = SECTION.path(m.code)
    yield from m.section(SECTION, "periods.html", _list, m.event_files)
    for id, period in m.edition.periods.items():
        page = partial(m.page, template="period.html", type="CollectionPage", section=section, about=("periods", id))
        yield page(period.path, show=partial(_period, id=id))
        for stretch in stretches.every(stretches.parted(m, _events(m, id))):
            yield page(stretches.address(period.path, stretch), show=partial(_part, id=id, stretch=stretch))


def _list(m: Maker) -> PeriodList:
    return PeriodList(tuple(m.edition.periods.values()))


def _events(m: Maker, id: str) -> tuple[str, ...]:
    return tuple(fall.id for fall in m.timeline.happened.get(id, ()))


def _period(m: Maker, id: str) -> Shown:
    period, entry = m.edition.periods[id], m.timeline.periods[id]
    more: More = {"repository": m.repository(entry.file), "cite": works.cite(m.edition, "periods", id)}
    events = _events(m, id)
    parts = stretches.links(m, period.path, stretches.parted(m, events))
    if parts:
        page = PeriodPage(period, event_axis.of(m, events, period=id, rows=False), stretches=parts)
    else:
        page = _listed(m, id, events)
    return Shown(period.name, f"{period.date.text}. {period.summary}", page, more)


def _part(m: Maker, id: str, stretch: Stretch) -> Shown:
    """The events of a stretch, or the ways to its own parts."""
    period, whole = m.edition.periods[id], stretches.parted(m, _events(m, id))
    excerpt = stretches.excerpt(m, Link(period.name, period.path), whole, stretch)
    page = _listed(m, id, () if stretch.parts else stretch.events)
    page = page._replace(excerpt=excerpt, stretches=stretches.links(m, period.path, stretch.parts))
    return Shown(f"{period.name} · {excerpt.text}", period.summary, page)


def _listed(m: Maker, id: str, events: tuple[str, ...]) -> PeriodPage:
    """A period with some of its events."""
    axis = event_axis.of(m, events, period=id)
    wholly = {fall.id for fall in m.timeline.happened.get(id, ()) if fall.wholly}
    parted = ([], [])  # type: tuple[list[Placed], list[Placed]]
    for row in axis.rows:
        parted[row.card.id not in wholly].append(row)
    return PeriodPage(m.edition.periods[id], axis._replace(rows=()), tuple(parted[0]), tuple(parted[1]))
