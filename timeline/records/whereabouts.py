"""What a place is to the events: where some of them happened, what some are about, where a report was sent from.

A dateline is no place where something happened, and a place that is spoken of is none either; whoever lists, counts or
draws places reads here which of these a place is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from timeline.records.schema import Event, Place, Source
from timeline.records.validate import Entry

Part = Literal["happened", "about", "dateline"]


class Whereabouts(NamedTuple):
    """The ids of the events that happened at a place and of those that are about it alone, in order of time, and of the
    sources whose dateline names it."""

    happened: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()

    @property
    def part(self) -> Part:
        """What it is first of all."""
        return "happened" if self.happened else "about" if self.about else "dateline"

    @property
    def count(self) -> int:  # type: ignore[override]  # hides a method of tuples
        """The number of its events."""
        return len(self.happened) + len(self.about)


def whereabouts(
    places: Mapping[str, Entry[Place]], events: Mapping[str, Entry[Event]], sources: Mapping[str, Entry[Source]]
) -> dict[str, Whereabouts]:
    """Of each place that an event or a dateline names, in the order of their file."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {id: ([], [], []) for id in places}
    for id, entry in events.items():
        here = dict.fromkeys(entry.record.places)
        for place in here:
            found[place][0].append(id)
        for place in dict.fromkeys(entry.record.about_places):
            if place not in here:
                found[place][1].append(id)
    for id, source in sources.items():
        for place in dict.fromkeys(source.record.datelines):
            if place in found:  # of a growing edition, what its events use
                found[place][2].append(id)
    return {id: Whereabouts(*map(tuple, lists)) for id, lists in found.items() if any(lists)}


def located(places: Mapping[str, Entry[Place]], named: Mapping[str, Whereabouts]) -> list[str]:
    """The places with coordinates that something names: those that a map can show."""
    return [id for id in named if (at := places[id].record.at) and at.known]
