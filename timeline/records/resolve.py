"""From records to the timeline: they are put in order, and what points at what is kept.

A record whose ids lead nowhere is a fault with its place (`timeline_checks`); all of them are found at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.faults.diagnostic import Diagnostic
from timeline.records import timeline_checks
from timeline.records.content import Folder
from timeline.records.field_types import RelationKind
from timeline.records.languages import Language
from timeline.records.schema import Event
from timeline.records.timeline import ADDRESSED, Timeline
from timeline.records.validate import Entry, Records


def resolve(
    records: Records, folder: Folder, languages: Mapping[str, Language]
) -> tuple[Timeline | None, list[Diagnostic]]:
    """Records, the folder that they are from and the site's languages -> the timeline, and every fault between them."""
    if records.site is None:
        return None, []
    kinds = dict(records.kinds)
    kinds["events"] = dict(sorted(kinds["events"].items(), key=lambda e: (e[1].record.date.sort_key, e[0])))
    kinds["sources"] = dict(sorted(kinds["sources"].items(), key=lambda e: (e[1].record.published.sort_key, e[0])))
    kinds["periods"] = dict(sorted(kinds["periods"].items(), key=lambda e: (e[1].record.date.sort_key, e[0])))
    timeline = Timeline(
        site=records.site.record,
        languages=languages,
        kinds=kinds,
        pages=folder.pages,
        cards=folder.cards,
        aliases=_aliases(kinds),
        related=_related(kinds["events"]),
        site_entry=records.site,
        media={name: media for name, media in folder.media.items() if media},
    )
    return timeline, timeline_checks.faults(timeline, folder)


def _aliases(kinds: Mapping[str, Mapping[str, Entry[Any]]]) -> dict[tuple[str, str], str]:
    """Kind and former id -> the id that has it now; the first of those that claim it."""
    former: dict[tuple[str, str], str] = {}
    for kind in ADDRESSED:
        for id, entry in kinds[kind].items():
            for alias in entry.record.aliases:
                if alias not in kinds[kind]:
                    former.setdefault((kind, alias), id)
    return former


def _related(events: Mapping[str, Entry[Event]]) -> dict[str, tuple[tuple[RelationKind, bool, str], ...]]:
    """Event -> the events that it names and that name it, each with the relation and whether itself says so."""
    both: dict[str, list[tuple[RelationKind, bool, str]]] = {}
    for id, entry in events.items():
        for relation in entry.record.related:
            if relation.event in events and relation.event != id:
                both.setdefault(id, []).append((relation.kind, True, relation.event))
                both.setdefault(relation.event, []).append((relation.kind, False, id))
    order = {id: n for n, id in enumerate(events)}
    return {id: tuple(sorted(set(rows), key=lambda r: (r[0], not r[1], order[r[2]]))) for id, rows in both.items()}
