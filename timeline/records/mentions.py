"""What an event may mention: all that its pages, and what it gives to lists and downloads, can say of other records.

That follows from the records alone, so whether any of it has changed is known without wording a single text: an
event's key is the digest of its record, of what it mentions, and of what every page is worded with. Whoever words an
event is handed no more than it mentions (`edition.extract`): what is forgotten here is an error there, and never a
page that stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from timeline.digest import digest
from timeline.records import compared, pictures
from timeline.records.compared import Compared
from timeline.records.facets import Key, filed
from timeline.records.passages import citations, passages
from timeline.records.schema import Event
from timeline.records.validate import Entry
from timeline.text import edtf

if TYPE_CHECKING:
    from timeline.records.timeline import Timeline

_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)")


class Head(NamedTuple):
    """What others may say of an event."""

    date: edtf.Date
    title: dict[str, str]
    summary: dict[str, str]


class Mentions(NamedTuple):
    """Of `events` the title, the date and the summary (`before` and `after` among them are its neighbours in time), of
    others the figures that are set beside its own and the date, of all other records everything, of pictures' files
    what is known of them; of the whole, over which years it extends."""

    before: str | None
    after: str | None
    events: tuple[str, ...]
    compared: tuple[Compared, ...]
    records: tuple[Key, ...]
    media: tuple[str, ...] = ()  # the pictures' files


def heads(events: Mapping[str, Entry[Event]]) -> dict[str, Entry[Event]]:
    """Events of which no more can be seen than others may say."""
    records = {id: Head(e.record.date, e.record.title, e.record.summary) for id, e in events.items()}
    return {id: Entry(id, cast(Event, records[id]), entry.file, entry.at) for id, entry in events.items()}


def mentions(timeline: Timeline) -> dict[str, Mentions]:
    """Of each event, in order of time."""
    order = [None, *timeline.events, None]
    found, figures = {}, compared.compared(timeline.events)
    entries = (((kind, id), entry) for kind, of_kind in timeline.kinds.items() for id, entry in of_kind.items())
    shown = {key: names for key, entry in entries if (names := tuple(pictures.files(entry.record)))}
    for before, id, after in zip(order, timeline.events, order[2:], strict=False):
        event = timeline.events[id].record
        related = (other for _, _, other in timeline.related.get(id, ()))
        elsewhere = timeline.elsewhere.get("events", {})
        told = (other for other in _referred(timeline, event) if other in timeline.events or other in elsewhere)
        beside = figures.get(id, ())
        events = dict.fromkeys(other for other in (before, after, *related, *told) if other)
        speakers = (("actors", row.figure.said_by) for row in beside if isinstance(row.figure.said_by, str))
        records = tuple(dict.fromkeys((*_records(timeline, id, event), *speakers)))
        named = (name for key in (("events", id), *records) for name in shown.get(key, ()))
        media = dict.fromkeys(name for name in named if name in timeline.media)
        found[id] = Mentions(before, after, events=tuple(events), compared=beside, records=records, media=tuple(media))
    return found


def _referred(timeline: Timeline, event: Event) -> Iterator[str]:
    """What a `[[reference]]` in its account leads to."""
    for text in (event.body or {}).values():
        for name in map(str.strip, _REFERENCE.findall(text)):
            yield timeline.aliases.get(("events", name), name)


def used(event: Event) -> Iterator[Key]:
    """All records that an event refers to besides other events, as kind and id."""
    yield from filed(event)
    yield from (("actors", actor) for passage in passages(event) for actor in passage.actors)
    yield from (("sources", citation.id) for citation in citations(event))
    yield from (("measures", figure.measure) for figure in event.figures.values())


def _records(timeline: Timeline, id: str, event: Event) -> Iterator[Key]:
    yield from used(event)
    kinds = (timeline.sources[citation.id].record.kind for citation in citations(event))
    yield from (("source_kinds", kind) for kind in kinds if kind in timeline.kinds["source_kinds"])
    yield from (("periods", period) for period, _ in timeline.during.get(id, ()))
    yield from (("paths", lesson) for lesson in timeline.lessons_of.get(id, ()))


class Keys(Mapping[str, str]):
    """Each event's key, in order of time, worked out when it is asked for; and that of the whole timeline."""

    def __init__(self, timeline: Timeline, besides: str = ""):
        """`besides` is the digest of whatever else a site is worded with."""
        self.timeline, self._made = timeline, dict[str, str]()
        languages = timeline.languages.items()
        spoken = (part for code, language in languages for part in (code, language.model_dump_json()))
        extent = repr(timeline.extent) if timeline.events else ""
        self._ground = digest(besides, timeline.site.model_dump_json(), extent, *spoken)
        self._heads: dict[str, str] = {}
        self._records: dict[Key, str] = {}
        # A growing edition has other neighbours, other years, other lessons.
        self._growing = [Keys(own, besides) for own in timeline.editions.values() if own is not timeline]

    def __getitem__(self, id: str) -> str:
        if id not in self._made:
            grown = (keys[id] for keys in self._growing if id in keys.timeline.events)
            self._made[id] = digest(*self._parts(id, self.timeline.mentions[id]), *grown)
        return self._made[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.timeline.events)

    def __len__(self) -> int:
        return len(self.timeline.events)

    def whole(self) -> str:
        """The digest of all that a timeline holds."""
        return self._whole

    @cached_property
    def _whole(self) -> str:
        others = ((kind, id) for kind, entries in self.timeline.kinds.items() if kind != "events" for id in entries)
        parts = [part for id, key in self.items() for part in (id, key)]
        parts += [part for key in others for part in (*key, self._record(key))]
        parts += map(repr, self.timeline.media.values())
        return digest(self._ground, self.timeline.latest, repr(self.timeline.aliases), *parts)

    def _parts(self, id: str, mentions: Mentions) -> Iterator[str]:
        """All that an event's pages can show."""
        entry = self.timeline.events[id]
        yield from (self._ground, id, entry.file.path, entry.record.model_dump_json(), self.timeline.version(entry))
        yield from (mentions.before or "", mentions.after or "", repr(self.timeline.related.get(id)))
        for event in mentions.events:
            yield from (event, self._head(event))
        for row in mentions.compared:
            yield from (row.event, row.name, row.date.text, row.figure.model_dump_json())
        for key in mentions.records:
            yield from (*key, self._record(key))
        yield from (repr(self.timeline.media[name]) for name in mentions.media)

    def _head(self, id: str) -> str:
        if id not in self._heads:
            entry = self.timeline.events.get(id) or self.timeline.elsewhere["events"][id]
            self._heads[id] = digest(*_head(entry.record))
        return self._heads[id]

    def _record(self, key: Key) -> str:
        if key not in self._records:
            entry = self.timeline.kinds[key[0]][key[1]]
            self._records[key] = digest(entry.record.model_dump_json(), self.timeline.version(entry))
        return self._records[key]


def _head(event: Event) -> Iterator[str]:
    """What others may say of an event."""
    yield event.date.text
    for texts in (event.title, event.summary):
        for code, text in texts.items():
            yield from (code, text)
