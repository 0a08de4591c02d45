"""What an event may mention: all that its pages, and what it gives to lists and downloads, can say of other records.

That follows from the records alone, so whether any of it has changed is known without wording a single text: an
event's key is the digest of its record, of what it mentions, and of what every page is worded with. Whoever words an
event is handed no more than it mentions (`edition.extract`): what is forgotten here is an error there, and never a
page that stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from timeline.digest import digest
from timeline.records.facets import Key
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
    all other records everything."""

    before: str | None
    after: str | None
    events: tuple[str, ...]
    records: tuple[Key, ...]


def heads(events: Mapping[str, Entry[Event]]) -> dict[str, Entry[Event]]:
    """Events of which no more can be seen than others may say."""
    records = {id: Head(e.record.date, e.record.title, e.record.summary) for id, e in events.items()}
    return {id: Entry(id, cast(Event, records[id]), entry.file, entry.at) for id, entry in events.items()}


def mentions(timeline: Timeline) -> dict[str, Mentions]:
    """Of each event, in order of time."""
    order = [None, *timeline.events, None]
    found = {}
    for before, id, after in zip(order, timeline.events, order[2:], strict=False):
        event = timeline.events[id].record
        related = (other for _, _, other in timeline.related.get(id, ()))
        told = (other for other in _referred(timeline, event) if other in timeline.events)
        events = dict.fromkeys(other for other in (before, after, *related, *told) if other)
        found[id] = Mentions(before, after, tuple(events), tuple(dict.fromkeys(_records(timeline, id, event))))
    return found


def _referred(timeline: Timeline, event: Event) -> Iterator[str]:
    """What a `[[reference]]` in its account leads to."""
    for text in (event.body or {}).values():
        for name in map(str.strip, _REFERENCE.findall(text)):
            yield timeline.aliases.get(("events", name), name)


def _records(timeline: Timeline, id: str, event: Event) -> Iterator[Key]:
    for kind in ("topics", "actors", "places"):
        yield from ((kind, term) for term in getattr(event, kind))
    yield from (("actors", actor) for passage in passages(event) for actor in passage.actors)
    yield from (("sources", citation.id) for citation in citations(event))
    yield from (("measures", figure.measure) for figure in event.figures.values())
    yield from (("paths", lesson) for lesson in timeline.lessons_of.get(id, ()))


class Keys(NamedTuple):
    """Each event's key, and that of the whole timeline."""

    events: Mapping[str, str]
    whole: str


def keys(timeline: Timeline, besides: str = "") -> Keys:
    """`besides` is the digest of whatever else a site is worded with."""
    mentioned = timeline.mentions
    site, languages = timeline.site.model_dump_json(), timeline.languages.items()
    spoken = (part for code, language in languages for part in (code, language.model_dump_json()))
    ground = digest(besides, site, *spoken)
    heads = {id: digest(*_head(entry.record)) for id, entry in timeline.events.items()}
    others = {
        (kind, id): digest(entry.record.model_dump_json(), timeline.version(entry))
        for kind, entries in timeline.kinds.items()
        if kind != "events"
        for id, entry in entries.items()
    }

    def parts(id: str, mentions: Mentions) -> Iterable[str]:
        entry = timeline.events[id]
        yield from (ground, id, entry.file.path, entry.record.model_dump_json(), timeline.version(entry))
        yield from (mentions.before or "", mentions.after or "", repr(timeline.related.get(id)))
        for event in mentions.events:
            yield from (event, heads[event])
        for kind, record in mentions.records:
            yield from (kind, record, others[kind, record])

    events = {id: digest(*parts(id, mentions)) for id, mentions in mentioned.items()}
    all = (part for id, key in (*events.items(), *others.items()) for part in (repr(id), key))
    return Keys(events, digest(ground, timeline.latest, repr(timeline.aliases), *all))


def _head(event: Event) -> Iterator[str]:
    """What others may say of an event."""
    yield event.date.text
    for texts in (event.title, event.summary):
        for code, text in texts.items():
            yield from (code, text)
