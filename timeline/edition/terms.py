"""What events are found by, in one language: topics, actors, places, standings, kinds of source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline import addresses
from timeline.edition import views
from timeline.records.languages import Language
from timeline.records.validate import Entry
from timeline.text.coordinates import Coordinates

if TYPE_CHECKING:
    from timeline.edition.edition import Edition


def terms(edition: Edition, kind: str) -> dict[str, views.Term]:
    """Topics as their file orders them, actors and places by name as this language orders names."""
    terms = [_term(edition, kind, entry) for entry in edition.timeline.kinds[kind].values()]
    if kind != "topics":
        terms.sort(key=lambda term: (edition.language.sorting(views.plain(term.name)), term.id))
    return {term.id: term for term in terms}


def _term(edition: Edition, kind: str, entry: Entry[Any]) -> views.Term:
    record = entry.record
    at = getattr(record, "at", None)
    is_a = edition.language.actor_kinds[record.kind] if kind == "actors" else None
    return views.Term(
        id=entry.id,
        path=addresses.record(edition.code, kind, entry.id),
        name=edition.text(record.name),
        kind=is_a.one if is_a else "",
        group=is_a.many if is_a else "",
        summary=edition.text(record.summary),
        count=edition.counted(kind, entry.id),
        wikidata=getattr(record, "wikidata", None) or "",
        remarks=edition.remarks(record),
        where=where_in_words(at, edition.language) if at else "",
        where_note=edition.text(getattr(record, "at_note", None)),
        other_names=tuple(map(edition.mixed, record.other_names.get(edition.code, ()))),
    )


def where_in_words(at: Coordinates, language: Language) -> str:
    """Coordinates as a language says them: `40.73° N, 13.9° E, within 10 km`."""
    said = language.coordinates
    if at.latitude is None or at.longitude is None:
        return said.unknown
    put = lambda phrase, number: phrase.replace("{n}", language.number(abs(number)))
    latitude = put(said.south if at.latitude < 0 else said.north, at.latitude)
    longitude = put(said.west if at.longitude < 0 else said.east, at.longitude)
    point = said.point.replace("{latitude}", latitude).replace("{longitude}", longitude)
    return point if at.radius is None else put(said.within, at.radius).replace("{point}", point)


def found_by(edition: Edition, kind: str, id: str, name: views.Words, summary: str) -> views.Term:
    """A standing or a kind of source, as a term: a standing's words are the language's own."""
    called = edition.language.words[{"standings": "standings", "source_kinds": "source_kind"}[kind]]
    path = addresses.record(edition.code, kind, id)
    count = edition.counted(kind, id)
    return views.Term(id=id, path=path, name=name, kind=called, group="", summary=summary, count=count)
