"""The disagreements: where sources tell a thing differently, from all events, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.edition.views import Card, Disagreement, Event
from timeline.pages.page_maker import Maker, Section
from timeline.target import Target

SECTION = Section(
    "disagreements", lambda timeline: any(entry.record.disagreements for entry in timeline.events.values())
)


class DisagreementRow(NamedTuple):
    disagreement: Disagreement
    card: Card


class Disagreements(NamedTuple):
    rows: Sequence[DisagreementRow]


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "disagreements.html", _disagreements)


def _disagreements(m: Maker) -> Disagreements:
    events = (id for id, entry in m.timeline.events.items() if entry.record.disagreements)
    return Disagreements(m.gathered(events, _rows))


def _rows(events: Iterable[Event]) -> Iterator[DisagreementRow]:
    return (DisagreementRow(d, event.card) for event in events for d in event.disagreements)
