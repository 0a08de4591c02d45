"""What each event is found by, and which events each term has: the same in every language.

Lists, filters and counts all read it here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.records.passages import citations, passages
from timeline.records.schema import Event, Source, Term
from timeline.records.validate import Entry

Key = tuple[str, str]  # a kind and an id
Facets = Mapping[str, Mapping[str, tuple[str, ...]]]  # event id -> topic, actor, place, source, kind, standing -> ids

_KINDS = {
    "topic": "topics",
    "actor": "actors",
    "place": "places",
    "source": "sources",
    "kind": "source_kinds",
    "standing": "standings",
}


# The fields of an event that name what it is filed under, each with the kind that it names.
FILED = {"topics": "topics", "actors": "actors", "places": "places", "about_places": "places"}


def filed(event: Event) -> Iterator[Key]:
    """What an event is filed under, as kind and id: the places that it is about behind those where it happened."""
    yield from ((kind, id) for field, kind in FILED.items() for id in getattr(event, field))


def facets(events: Mapping[str, Entry[Event]], sources: Mapping[str, Entry[Source]]) -> Facets:
    """For each event the ids of its topics, actors, places and sources, their kinds, and its standings. It is found by
    where it happened and by what places it is about."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for id, entry in events.items():
        event = entry.record
        cited = _once(citation.id for citation in citations(event))
        found[id] = {
            "topic": _once(event.topics),
            "actor": _once(event.actors),
            "place": _once((*event.places, *event.about_places)),
            "source": cited,
            "kind": _once(sources[source].record.kind for source in cited),
            "standing": _once(part.standing for part in passages(event) if part.standing),
        }
    return found


def by_term(facets: Facets) -> dict[Key, tuple[str, ...]]:
    """The ids of the events of each topic, actor, place, source, kind of source and standing, in order of time."""
    found: dict[Key, list[str]] = {}
    for id, facet in facets.items():
        for name, terms in facet.items():
            for term in terms:
                found.setdefault((_KINDS[name], term), []).append(id)
    return {key: tuple(ids) for key, ids in found.items()}


def names(kinds: Mapping[str, Mapping[str, Entry[Any]]], event: Event) -> list[str]:
    """All that an event's topics, actors, places and speakers are called, in every language: it is found by each."""
    terms = [*filed(event)]
    terms += [("actors", part.said_by) for part in passages(event) if isinstance(part.said_by, str)]
    return [name for kind, id in dict.fromkeys(terms) for name in called(kinds[kind][id].record)]


def called(record: Term) -> Iterator[str]:
    """What a topic, an actor or a place is called, in every language."""
    yield from record.name.values()
    yield from (name for names in record.other_names.values() for name in names)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
