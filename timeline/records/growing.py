"""The timeline as an edition has it that is still being written: what stands in its language, and no more.

An event is in it when its title and its summary are written; whatever else is in it, these events use. So whoever makes
pages, lists and feeds of a timeline needs not ask what lacks: in the timeline of a growing edition it is not there. A
lesser text that lacks is borrowed from another language, as anywhere (`edition.Edition.text`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.records import mentions, pictures
from timeline.records.facets import Key
from timeline.records.schema import Event, Lesson, Site
from timeline.records.validate import Entry

if TYPE_CHECKING:
    from timeline.records.timeline import Timeline


def written(record: Event | Lesson, code: str, site: Site) -> bool:
    """Whether an event, or a path, has a page in the edition of a language as far as its own texts go."""
    return code not in site.growing or all(text.get(code, "").strip() for text in (record.title, record.summary))


def grown(timeline: Timeline, code: str) -> Timeline:
    """A timeline -> the same as the growing edition of a language has it: the events that are written in it, the
    records that these use, and the paths that are written and lead to these events alone."""
    events = dict(_events(timeline, code))
    lessons = {
        id: entry
        for id, entry in timeline.lessons.items()
        if written(entry.record, code, timeline.site) and met(entry.record) <= events.keys()
    }
    used = {key for entry in events.values() for key in mentions.used(entry.record)}
    used |= {("sources", id) for id in _of_pictures(timeline, used, (entry.record for entry in lessons.values()))}
    # One that has a fault is not there, and `status` tells of the rest all the same.
    sources = (timeline.sources[id].record for kind, id in used if kind == "sources" and id in timeline.sources)
    used |= {("source_kinds", source.kind) for source in sources}
    kinds = {
        kind: {id: entry for id, entry in entries.items() if (kind, id) in used}
        for kind, entries in timeline.kinds.items()
    }
    kinds |= {"events": events, "paths": lessons}
    elsewhere = {
        kind: {id: entry for id, entry in entries.items() if id not in kinds[kind]}
        for kind, entries in ({**timeline.kinds, "events": timeline.heads}).items()
    }
    return replace(timeline, kinds=kinds, growing=code, elsewhere=elsewhere)


def _of_pictures(timeline: Timeline, used: Iterable[Key], lessons: Iterable[Lesson]) -> set[str]:
    """The sources of pictures that paths and sources show, among these the sources that are there for that alone."""
    found: set[str] = set()
    waiting = {id for kind, id in used if kind == "sources"}.union(*map(pictures.sources, lessons))
    while waiting:
        id = waiting.pop()
        if id not in found and id in timeline.sources:
            waiting |= pictures.sources(timeline.sources[id].record)
        found.add(id)
    return found


def _events(timeline: Timeline, code: str) -> Iterator[tuple[str, Entry[Event]]]:
    """The events that are written in a language, in order of time. Where the next one is not, no sentence leads to it
    in the story."""
    following = [*list(timeline.events.values())[1:], None]
    for entry, next in zip(timeline.events.values(), following, strict=True):
        if written(entry.record, code, timeline.site):
            leads = entry.record.transition is None or next and written(next.record, code, timeline.site)
            record = entry.record if leads else entry.record.model_copy(update={"transition": None})
            yield entry.id, replace(entry, record=record)


def met(path: Lesson) -> set[str]:
    """The events that a path leads to or whose passages its questions look at."""
    asked = (*path.questions, *(question for step in path.steps for question in step.questions))
    looked_at = {where.partition("#")[0] for question in asked for where in question.look_at}
    return {step.event for step in path.steps} | looked_at - {""}
