"""The disagreements: where sources tell a thing differently, from all events, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.edition.views import Card, Disagreement, Event, Link
from timeline.pages import stretches
from timeline.pages.page_maker import Maker, Section, Shown
from timeline.pages.stretches import Excerpt, Stretch, StretchLink
from timeline.target import Target

SECTION = Section(
    "disagreements", lambda timeline: any(entry.record.disagreements for entry in timeline.events.values())
)


class DisagreementRow(NamedTuple):
    disagreement: Disagreement
    card: Card


class Disagreements(NamedTuple):
    """All of them, or the parts of that list; or one of these parts."""

    rows: Sequence[DisagreementRow]
    stretches: tuple[StretchLink, ...] = ()
    excerpt: Excerpt | None = None


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "disagreements.html", _all)
    path = SECTION.path(m.code)
    for stretch in stretches.every(stretches.parted(m, _events(m))):
        address = stretches.address(path, stretch)
        yield m.page(address, "disagreements.html", _part, stretch, type="CollectionPage", section=path)


def _events(m: Maker) -> tuple[str, ...]:
    return tuple(id for id, entry in m.timeline.events.items() if entry.record.disagreements)


def _all(m: Maker) -> Disagreements:
    events = _events(m)
    parts = stretches.links(m, SECTION.path(m.code), stretches.parted(m, events))
    return Disagreements(m.gathered(() if parts else events, _rows), parts)


def _part(m: Maker, stretch: Stretch) -> Shown:
    path, name = SECTION.path(m.code), m.words[f"nav_{SECTION.name}"]
    excerpt = stretches.excerpt(m, Link(name, path), stretches.parted(m, _events(m)), stretch)
    rows = m.gathered(() if stretch.parts else stretch.events, _rows)
    shown = Disagreements(rows, stretches.links(m, path, stretch.parts), excerpt)
    return Shown(f"{name} · {excerpt.text}", m.words[f"{SECTION.name}_help"], shown)


def _rows(events: Iterable[Event]) -> Iterator[DisagreementRow]:
    return (DisagreementRow(d, event.card) for event in events for d in event.disagreements)
