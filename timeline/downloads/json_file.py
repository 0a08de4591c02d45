"""The whole timeline as one value of JSON: every record with what it points at, by id and by name.

A record's fields are those of the schema, in its order, so that a new one is there by itself; what follows from
them stands beside them. A text in several languages is an object with a key for each; a date is EDTF, as it is
written, with the first and the last day that it can mean and its words in each language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from timeline import addresses
from timeline.downloads.columns import Editions, figure_words, limits
from timeline.edition import dates_in_words, terms
from timeline.edition.contributions import Whole
from timeline.records import schema
from timeline.records.schema import Record
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.text import edtf, html_text, pieces
from timeline.text.coordinates import Coordinates

Json = dict[str, object]

_KINDS = (
    "events",
    "sources",
    "actors",
    "topics",
    "places",
    "periods",
    "measures",
    "source_kinds",
    "paths",
)  # in this order


def as_json(whole: Whole) -> Iterator[str]:
    """The whole timeline, a line a record."""
    made = _Json(whole.timeline, whole.editions)
    yield json.dumps(made.about(), ensure_ascii=False, indent=1).removesuffix("\n}")
    for kind in _KINDS:
        entries = whole.timeline.kinds[kind].values()
        lines = whole.each("json") if kind == "events" else (_line(made.entry(kind, entry)) for entry in entries)
        if kind == "source_kinds":  # the common ones among them, which are no records
            lines = (_line(made.source_kind(id)) for id in whole.timeline.source_kinds)
        if entries or kind == "source_kinds":
            yield f',\n "{kind}": [\n  '
            yield from pieces.joined(",\n  ", lines)
            yield "\n ]"
    yield "\n}\n"


def as_lines(whole: Whole) -> Iterator[str]:
    """The events, a line each, each saying its licence."""
    rights = _line(_Json(whole.timeline, whole.editions).rights())[1:-1]
    return (f"{line[:-1]}{f', {rights}' if rights else ''}}}\n" for line in whole.each("json"))


def contribution(editions: Editions, id: str) -> str:
    """The line of an event."""
    timeline = next(iter(editions.values())).timeline
    return _line(_Json(timeline, editions).entry("events", timeline.events[id]))


def _line(record: Json) -> str:
    return json.dumps(record, ensure_ascii=False)


class _Json:
    def __init__(self, timeline: Timeline, editions: Editions):
        self.timeline, self.editions = timeline, editions

    def about(self) -> Json:
        """What the whole says of itself."""
        site = self.timeline.site
        about = {
            "title": site.title,
            "tagline": site.tagline,
            "intro": site.intro,
            "address": site.address,
            "version": self.timeline.latest[:10],
            **self.rights(),
            "publisher": self.fields(site.publisher) if site.publisher else None,
            "credit": {code: edition.credit for code, edition in self.editions.items()},
            "languages": [
                {"code": code, "name": edition.language.name, "direction": edition.language.direction}
                for code, edition in self.editions.items()
            ],
        }
        return _said(about)

    def source_kind(self, id: str) -> Json:
        listed = id in next(iter(self.editions.values())).kind_terms
        pages = self.pages("source_kinds", id) if listed else {}
        return _said({"id": id, "pages": pages, **self.fields(self.timeline.source_kinds[id])})

    def rights(self) -> Json:
        licence = self.timeline.site.licence
        named = licence and {"id": licence.spdx, "name": licence.name, "address": licence.address}
        return {"licence": _said(named)} if named else {}

    def entry(self, kind: str, entry: Entry[Any]) -> Json:
        """A record of its own: what it is, where it stands and when it was changed, and what it says."""
        record = entry.record
        made: Json = {"id": entry.id}
        if kind != "measures":  # they have no pages
            made["pages"] = self.pages(kind, entry.id)
        first = [name for name in ("kind", "wikidata") if name in type(record).model_fields]
        made |= {name: getattr(record, name) for name in first}
        for name, value in self.fields(record).items():
            made[name] = value
            if kind == "events" and name == "body":
                made["text"] = self.text(entry.id)
        if kind == "periods":
            made["events"] = [
                {**self.named("events", fall.id), "wholly": fall.wholly}
                for fall in self.timeline.happened.get(entry.id, ())
            ]
        if made.pop("updated", None) or kind in ("events", "paths"):
            made["changed"] = self.timeline.version(entry)[:10]
        return _said(made)

    def having(self, kind: str, id: str) -> Editions:
        """The editions that have a record: a growing one may lack it."""
        return {code: edition for code, edition in self.editions.items() if edition.has(kind, id)}

    def text(self, id: str) -> Json:
        """An event's account without its markup, in the languages that it is written in."""
        bodies = {code: edition.events[id].body for code, edition in self.having("events", id).items()}
        return {code: html_text.paragraphs(body.markup) for code, body in bodies.items() if body and not body.lang}

    # What records are made of

    def fields(self, record: Record) -> Json:
        """What a record says, field by field."""
        made: Json = {}
        points = schema.points_at(type(record))
        for name in type(record).model_fields:
            made[name] = self.value(getattr(record, name), points.get(name, ""))
            if isinstance(record, schema.Figure) and name == "bound":
                made["words"] = {code: figure_words(record, edition) for code, edition in self.editions.items()}
            if isinstance(record, schema.Picture) and name == "file":
                made |= self.file(record.file)
        return made

    def file(self, name: str) -> Json:
        """Where a picture's file is, in each size that the site has."""
        media, base = self.timeline.media[name], self.timeline.site.address or ""
        sizes = [{"address": f"{base}{size.path}", "width": size.width, "height": size.height} for size in media.sizes]
        return {"type": media.type, "sizes": sizes}

    def value(self, value: object, points: str) -> Any:
        """A field's value; `points` is the kind of record whose id it is, if it is one."""
        match value:
            case schema.Citation():
                return _said({**self.named("sources", value.id), "at": value.at})
            case schema.Relation():
                return {"as": value.kind, "event": self.named("events", value.event)}
            case schema.Step():
                return self.fields(value) | {"questions": [self.question(q, value.event) for q in value.questions]}
            case schema.Question():
                return self.question(value)
            case Record():
                return self.fields(value)
            case edtf.Date():
                return self.date(value)
            case Coordinates():
                return self.where(value)
            case Decimal():
                return int(value) if value == int(value) else float(value)
            case str() if points:
                return self.named(points, value)
            case list():
                return self.listed(value, points)
            case dict() if points:  # a speaker whom the source leaves unnamed
                return {"name": value}
            case dict() if any(isinstance(item, Record) for item in value.values()):
                return [{"id": id, **self.fields(item)} for id, item in value.items()]
        return value

    def listed(self, items: list[Any], points: str) -> list[Any]:
        """The items of a list; those that have an address and may be without a name have their number, from 1."""
        made = [self.value(item, points) for item in items]
        for n, item in enumerate(items, 1):
            if isinstance(item, schema.Statement | schema.Disagreement | schema.Picture):
                made[n - 1]["id"] = item.id or str(n)
        return made

    def question(self, question: schema.Question, own: str = "") -> Json:
        """A question; where it looks at a passage of the step's own event, that is named."""
        look_at = [f"{own}{where}" if where[0] == "#" else where for where in question.look_at]
        return self.fields(question) | {"look_at": look_at}

    def named(self, kind: str, id: str) -> Json:
        record = self.timeline.kinds[kind][id].record
        return {"id": id, "title": record.title} if kind in ("events", "sources") else {"id": id, "name": record.name}

    def pages(self, kind: str, id: str) -> Json:
        base = self.timeline.site.address or ""
        return {code: f"{base}{addresses.record(code, kind, id)}" for code in self.having(kind, id)}

    def where(self, at: Coordinates) -> Json:
        words = {code: terms.where_in_words(at, edition.language) for code, edition in self.editions.items()}
        numbers = {"latitude": at.latitude, "longitude": at.longitude, "radius_km": at.radius}
        known = {name: self.value(number, "") for name, number in numbers.items() if number is not None}
        return {"written": at.text, **known, "words": words}

    def date(self, date: edtf.Date) -> Json:
        earliest, latest = limits(date)
        words = {code: dates_in_words.date(date, edition.language) for code, edition in self.editions.items()}
        written = {"written": date.text} if date.original else {}
        return {"edtf": date.edtf, **written, "earliest": earliest, "latest": latest, "words": words}


def _said(record: Mapping[str, object]) -> Json:
    """A record without what it does not say."""
    return {key: _trimmed(value) for key, value in record.items() if value not in (None, "", [], {})}


def _trimmed(value: object) -> object:
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    return _said(value) if isinstance(value, dict) else value
