"""The timeline as whoever words an event is handed it: that event, and of others what it mentions.

Whatever else is asked for is an error, so that an event's key (`mentions`) leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from timeline.records.compared import Compared
from timeline.records.facets import Facets, Key
from timeline.records.mentions import Mentions
from timeline.records.periods import Fall
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.records.whereabouts import Whereabouts


@dataclass(frozen=True)
class Extract(Timeline):
    """One event of a timeline, and what it mentions. What only the whole can answer, it does not."""

    own: tuple[str | None, str | None] = (None, None)  # the events before and after it
    figures: tuple[Compared, ...] = ()  # that are set beside its own
    span: tuple[int, int] = (0, 0)  # what the whole extends over

    def beside(self, id: str) -> tuple[str | None, str | None]:
        return self.own

    def compared(self, id: str) -> tuple[Compared, ...]:
        return self.figures

    @cached_property
    def extent(self) -> tuple[int, int]:
        return self.span

    @cached_property
    def facets(self) -> Facets:
        return self._asked_for_more("facets")

    @cached_property
    def by_term(self) -> Mapping[Key, tuple[str, ...]]:
        return self._asked_for_more("by_term")

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        return self._asked_for_more("mentions")

    @cached_property
    def editions(self) -> Mapping[str, Timeline]:
        return self._asked_for_more("editions")

    @cached_property
    def whereabouts(self) -> Mapping[str, Whereabouts]:
        return self._asked_for_more("whereabouts")

    @cached_property
    def spoken_in(self) -> Mapping[str, tuple[str, ...]]:
        return self._asked_for_more("spoken_in")

    @cached_property
    def happened(self) -> Mapping[str, tuple[Fall, ...]]:
        return self._asked_for_more("happened")

    @cached_property
    def latest(self) -> str:
        return self._asked_for_more("latest")

    def _asked_for_more(self, name: str) -> NoReturn:
        raise LookupError(f"an event does not say what it mentions of `{name}`")


def extract(timeline: Timeline, id: str) -> Extract:
    """An event of a timeline with what it mentions: of other events the head, of other records everything. Nothing
    where the timeline is that of a growing edition which does not have the event."""
    kinds: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in timeline.kinds}
    elsewhere: dict[str, Entry[Any]] = {}
    common: dict[str, Any] = {
        "site": timeline.site,
        "languages": timeline.languages,
        "kinds": kinds,
        "pages": {},
        "cards": {},
        "aliases": timeline.aliases,
        "growing": timeline.growing,
        "elsewhere": {"events": elsewhere},
    }
    if id not in timeline.events:
        return Extract(**common)
    mentioned, entry = timeline.mentions[id], timeline.events[id]
    for kind, other in mentioned.records:
        kinds[kind][other] = timeline.kinds[kind][other]
    for other in mentioned.events:
        if other in timeline.events:
            kinds["events"][other] = timeline.heads[other]
        else:
            elsewhere[other] = timeline.elsewhere["events"][other]
    kinds["events"][id] = entry
    stamp = timeline.changed.get(entry.file.path)
    return Extract(
        **common,
        related={id: timeline.related.get(id, ())},
        changed={entry.file.path: stamp} if stamp else {},
        media={name: timeline.media[name] for name in mentioned.media},
        own=(mentioned.before, mentioned.after),
        figures=mentioned.compared,
        span=timeline.extent,
    )
