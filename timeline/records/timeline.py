"""The timeline as a value: every record by kind and id, in order, each id in it leading somewhere.

It knows no language's words and no pages: whatever a page, a download or a status needs of content/ is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from timeline.faults.diagnostic import tell
from timeline.records import facets, growing, mentions, periods, whereabouts
from timeline.records.compared import Compared
from timeline.records.facets import Facets, Key
from timeline.records.field_types import COMMON_KINDS, RelationKind
from timeline.records.languages import Language
from timeline.records.media import Media
from timeline.records.mentions import Mentions
from timeline.records.passages import passages
from timeline.records.periods import Fall
from timeline.records.schema import Event, Lesson, Measure, Period, Question, Record, Site, Source, SourceKind
from timeline.records.validate import Entry
from timeline.records.whereabouts import Whereabouts
from timeline.records.yaml_file import File
from timeline.records.yaml_file import Path as Place
from timeline.text import edtf

# Kinds whose records have a page, hence a permanent address.
ADDRESSED = ("events", "sources", "paths", "topics", "actors", "places", "periods", "source_kinds")
SINGULAR = {
    "events": tell("event"),
    "sources": tell("source"),
    "paths": tell("path"),
    "topics": tell("topic"),
    "actors": tell("actor"),
    "places": tell("place"),
    "periods": tell("period"),
    "measures": tell("measure"),
    "source_kinds": tell("source kind"),
}


@dataclass(frozen=True)
class Timeline:
    """All records by kind and id; events and sources in order of time, the others as their files have them."""

    site: Site
    languages: Mapping[str, Language]
    kinds: Mapping[str, Mapping[str, Entry[Any]]]
    pages: Mapping[tuple[str, str], File]
    cards: Mapping[str, bytes]  # language -> the picture of its edition, where it has one
    aliases: Mapping[tuple[str, str], str]  # (kind, former id) -> id
    # event id -> (relation, whether it is this event that says so, the other event's id)
    related: Mapping[str, tuple[tuple[RelationKind, bool, str], ...]] = field(default_factory=dict)
    site_entry: Entry[Site] | None = None  # `site` with its place
    changed: Mapping[str, str] = field(default_factory=dict)  # file -> when a commit last changed it
    media: Mapping[str, Media] = field(default_factory=dict)  # the pictures of content/media/, by their files' names
    # Of the timeline as a growing edition has it: the edition's language, and by kind and id what is not in it yet (of
    # events the head alone).
    growing: str = ""
    elsewhere: Mapping[str, Mapping[str, Entry[Any]]] = field(default_factory=dict)

    @cached_property
    def editions(self) -> Mapping[str, Timeline]:
        """By language, the timeline as its edition has it: a growing one has what is written in it."""
        if self.growing:
            return {self.growing: self}
        return {code: growing.grown(self, code) if code in self.site.growing else self for code in self.languages}

    @property
    def complete(self) -> str:
        """The first language in which nothing lacks: what an edition does not have leads there."""
        return self.site.languages[0]

    @cached_property
    def facets(self) -> Facets:
        return facets.facets(self.events, self.sources)

    @cached_property
    def by_term(self) -> Mapping[Key, tuple[str, ...]]:
        return facets.by_term(self.facets)

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        return mentions.mentions(self)

    @cached_property
    def heads(self) -> Mapping[str, Entry[Event]]:
        return mentions.heads(self.events)

    @cached_property
    def lessons_of(self) -> Mapping[str, tuple[str, ...]]:
        """The paths that have an event as a step, by the event."""
        found: dict[str, list[str]] = {}
        for id, entry in self.lessons.items():
            for event in dict.fromkeys(step.event for step in entry.record.steps):
                found.setdefault(event, []).append(id)
        return {event: tuple(lessons) for event, lessons in found.items()}

    @cached_property
    def whereabouts(self) -> Mapping[str, Whereabouts]:
        return whereabouts.whereabouts(self.kinds["places"], self.events, self.sources)

    @property
    def located(self) -> list[str]:
        """The places that a map can show."""
        return whereabouts.located(self.kinds["places"], self.whereabouts)

    @cached_property
    def spoken_in(self) -> Mapping[str, tuple[str, ...]]:
        """The events in which an actor speaks, by the actor, in order of time."""
        found: dict[str, list[str]] = {}
        for id, entry in self.events.items():
            said_by = (passage.said_by for passage in passages(entry.record))
            for actor in dict.fromkeys(name for name in said_by if isinstance(name, str)):
                found.setdefault(actor, []).append(id)
        return {actor: tuple(events) for actor, events in found.items()}

    @cached_property
    def during(self) -> Mapping[str, tuple[Fall, ...]]:
        """The periods in which an event falls, by the event; nothing of one that falls in none."""
        return periods.of_events(self.events, self.periods)

    @cached_property
    def happened(self) -> Mapping[str, tuple[Fall, ...]]:
        """The events that fall in a period, by the period, in order of time."""
        found: dict[str, list[Fall]] = {}
        for event, fallen in self.during.items():
            for period, wholly in fallen:
                found.setdefault(period, []).append(Fall(event, wholly))
        return {period: tuple(events) for period, events in found.items()}

    def beside(self, id: str) -> tuple[str | None, str | None]:
        """The events before and after one, in order of time."""
        return self.mentions[id].before, self.mentions[id].after

    def compared(self, id: str) -> tuple[Compared, ...]:
        """The figures of other events that are set beside an event's own."""
        return self.mentions[id].compared

    @property
    def events(self) -> Mapping[str, Entry[Event]]:
        return self.kinds["events"]

    @property
    def sources(self) -> Mapping[str, Entry[Source]]:
        return self.kinds["sources"]

    @property
    def lessons(self) -> Mapping[str, Entry[Lesson]]:
        return self.kinds["paths"]

    @property
    def periods(self) -> Mapping[str, Entry[Period]]:
        return self.kinds["periods"]

    @property
    def measures(self) -> Mapping[str, Entry[Measure]]:
        return self.kinds["measures"]

    @cached_property
    def source_kinds(self) -> Mapping[str, SourceKind]:
        """The kinds that sources are of: the common ones as the languages name them, then the project's own, all of
        them, of which one may stand in for a common one."""
        found: dict[str, SourceKind] = {}
        used = {entry.record.kind for entry in self.sources.values()}
        for id, cited_as in COMMON_KINDS.items():
            if id not in used:
                continue
            name = {code: language.source_kinds[id] for code, language in self.languages.items()}
            found[id] = SourceKind(name=name, cited_as=cited_as, aliases=[])
        return {**found, **{id: entry.record for id, entry in self.kinds["source_kinds"].items()}}

    def version(self, entry: Entry[Record]) -> str:
        """A record -> its last change, `2026-11-27T08:18:00Z`: as it says itself or git does; else nothing."""
        updated = getattr(entry.record, "updated", None)
        if updated is None:
            return self.changed.get(entry.file.path, "")
        return "{:04d}-{:02d}-{:02d}T00:00:00Z".format(*updated.earliest)

    @cached_property
    def extent(self) -> tuple[int, int]:
        """The first and the last day of the years of which events tell (`edtf.day_number`)."""
        return edtf.years(entry.record.date for entry in self.events.values()) if self.events else (0, 0)

    @cached_property
    def latest(self) -> str:
        """When the last of all changes was; nothing where no change is known."""
        entries = (entry for kind in self.kinds.values() for entry in kind.values())
        return max((*map(self.version, entries), *self.changed.values()), default="")


def places_to_look(path: Lesson) -> Iterator[tuple[Place, str, str]]:
    """Where each question of a path leads: where that is written, the event of its step or nothing, and the passage."""
    asked: list[tuple[Place, str, Sequence[Question]]] = [
        ((), "", path.questions),
        *((("steps", n), step.event, step.questions) for n, step in enumerate(path.steps)),
    ]
    for above, own, questions in asked:
        for m, question in enumerate(questions):
            for k, passage in enumerate(question.look_at):
                yield (*above, "questions", m, "look_at", k), own, passage
