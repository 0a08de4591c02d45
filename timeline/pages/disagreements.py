"""The disagreements: where sources tell a thing differently, from all events, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.edition.views import Card, Disagreement
from timeline.pages.page_maker import Maker, Section
from timeline.target import Target

SECTION = Section(
    "disagreements", lambda timeline: any(entry.record.disagreements for entry in timeline.events.values())
)


class DisagreementRow(NamedTuple):
    disagreement: Disagreement
    card: Card


class Disagreements(NamedTuple):
    rows: tuple[DisagreementRow, ...]


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "disagreements.html", _disagreements)


def _disagreements(m: Maker) -> Disagreements:
    events = m.edition.events.values()
    return Disagreements(tuple(DisagreementRow(d, event.card) for event in events for d in event.disagreements))
