"""The whole timeline as one value of JSON: every record with what it points at, by id and by name.

A text in several languages is an object with a key for each; a date is EDTF, as it is written, with the first and
the last day that it can mean and its words in each language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from timeline import addresses
from timeline.downloads.datasets import Editions, limits, plain
from timeline.edition import dates_in_words
from timeline.records import schema
from timeline.records.resolve import Timeline
from timeline.records.validate import Entry
from timeline.text import edtf

Json = dict[str, object]


def as_json(timeline: Timeline, editions: Editions) -> bytes:
    """The whole timeline."""
    return (json.dumps(_Whole(timeline, editions).timeline_(), ensure_ascii=False, indent=1) + "\n").encode()


def as_lines(timeline: Timeline, editions: Editions) -> bytes:
    """The events, a line each, each saying its licence."""
    whole = _Whole(timeline, editions)
    lines = (whole.event(entry) | whole.rights() for entry in timeline.events.values())
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


class _Whole:
    def __init__(self, timeline: Timeline, editions: Editions):
        self.timeline, self.editions = timeline, editions

    def timeline_(self) -> Json:
        site = self.timeline.site
        return _said(
            {
                "title": site.title,
                "tagline": site.tagline,
                "intro": site.intro,
                "address": site.address,
                "version": self.timeline.latest[:10],
                **self.rights(),
                "credit": {code: edition.credit for code, edition in self.editions.items()},
                "languages": [
                    {"code": code, "name": edition.language.name, "direction": edition.language.direction}
                    for code, edition in self.editions.items()
                ],
            }
        ) | {
            "events": [self.event(entry) for entry in self.timeline.events.values()],
            "sources": self._all("sources", self.source),
            "actors": self._all("actors", self.term),
            "topics": self._all("topics", self.term),
            "places": self._all("places", self.term),
            "measures": self._all("measures", self.measure),
            "paths": self._all("paths", self.lesson),
        }

    def rights(self) -> Json:
        licence = self.timeline.site.licence
        return (
            {"licence": _said({"id": licence.spdx, "name": licence.name, "address": licence.address})}
            if licence
            else {}
        )

    def _all(self, kind: str, make: Callable[[str, Entry], Json]) -> list[Json]:
        return [make(kind, entry) for entry in self.timeline.kinds[kind].values()]

    # Records

    def event(self, entry: Entry) -> Json:
        event: schema.Event = entry.record
        return _said(
            {
                "id": entry.id,
                "pages": self.pages("events", entry.id),
                "kind": event.kind,
                "date": self.date(event.date),
                "title": event.title,
                "summary": event.summary,
                "body": event.body,
                "text": {
                    code: plain(body)
                    for code, e in self.editions.items()
                    if (body := e.events[entry.id].body) and not body.lang
                },
                "topics": [self.named("topics", id) for id in event.topics],
                "actors": [self.named("actors", id) for id in event.actors],
                "places": [self.named("places", id) for id in event.places],
                "figures": [self.figure(id, figure) for id, figure in event.figures.items()],
                "statements": [
                    {"id": s.id or str(n), "text": s.text, **self.said(s)} for n, s in enumerate(event.statements, 1)
                ],
                "other_dates": [
                    {"date": self.date(o.date), "note": o.note, "sources": self.cited(o.sources)}
                    for o in event.other_dates
                ],
                "disagreements": [
                    {
                        "id": d.id or str(n),
                        "about": d.about,
                        "accounts": [
                            {"text": a.text, "said_by": self.speaker(a.said_by), "sources": self.cited(a.sources)}
                            for a in d.accounts
                        ],
                        "note": d.note,
                    }
                    for n, d in enumerate(event.disagreements, 1)
                ],
                "related": [{"as": r.kind, "event": self.named("events", r.event)} for r in event.related],
                "sources": self.cited(event.sources),
                "aliases": event.aliases,
                "changed": self.timeline.version(entry)[:10],
            }
        )

    def figure(self, id: str, figure: schema.Figure) -> Json:
        return {
            "id": id,
            "measure": self.named("measures", figure.measure),
            "value": int(figure.value) if figure.value == int(figure.value) else float(figure.value),
            "bound": figure.bound,
            "words": {code: edition.words_of(figure) for code, edition in self.editions.items()},
            "label": figure.label,
            "period": self.date(figure.period),
            **self.said(figure),
        }

    def source(self, kind: str, entry: Entry) -> Json:
        source: schema.Source = entry.record
        return _said(
            {
                "id": entry.id,
                "pages": self.pages(kind, entry.id),
                "kind": source.kind,
                "scope": source.scope,
                "language": source.language,
                "title": source.title,
                "authors": [author.model_dump(exclude_none=True) for author in source.authors],
                "outlet": source.outlet,
                "published": self.date(source.published),
                "published_note": source.published_note,
                "summary": source.summary,
                "address": source.address,
                "address_note": source.address_note,
                "archived": source.archived,
                "aliases": source.aliases,
            }
        )

    def term(self, kind: str, entry: Entry) -> Json:
        term: schema.Term = entry.record
        own = {"kind": term.kind, "wikidata": term.wikidata} if isinstance(term, schema.Actor) else {}
        pages = {"pages": self.pages(kind, entry.id)}
        return _said(
            {"id": entry.id, **pages, **own, "name": term.name, "summary": term.summary, "aliases": term.aliases}
        )

    def measure(self, kind: str, entry: Entry) -> Json:
        return _said({"id": entry.id, "name": entry.record.name, "unit": entry.record.unit, "note": entry.record.note})

    def lesson(self, kind: str, entry: Entry) -> Json:
        lesson: schema.Lesson = entry.record
        asked = lambda questions, own="": [
            {
                "text": q.text,
                "look_at": [f"{own}{where}" if where[0] == "#" else where for where in q.look_at],
                "answer": q.answer,
            }
            for q in questions
        ]
        return _said(
            {
                "id": entry.id,
                "pages": self.pages(kind, entry.id),
                "title": lesson.title,
                "summary": lesson.summary,
                "body": lesson.body,
                "minutes": lesson.minutes and int(lesson.minutes),
                "steps": [
                    {"event": self.named("events", step.event), "text": step.text}
                    | {"questions": asked(step.questions, step.event)}
                    for step in lesson.steps
                ],
                "questions": asked(lesson.questions),
                "aliases": lesson.aliases,
                "changed": self.timeline.version(entry)[:10],
            }
        )

    # What records are made of

    def named(self, kind: str, id: str) -> Json:
        record = self.timeline.kinds[kind][id].record
        return {"id": id, "title": record.title} if kind in ("events", "sources") else {"id": id, "name": record.name}

    def pages(self, kind: str, id: str) -> Json:
        base = self.timeline.site.address or ""
        return {code: f"{base}{addresses.record(code, kind, id)}" for code in self.editions}

    def date(self, date: edtf.Date | None) -> Json | None:
        if date is None:
            return None
        earliest, latest = limits(date)
        words = {code: dates_in_words.date(date, edition.language) for code, edition in self.editions.items()}
        return {"edtf": date.text, "earliest": earliest, "latest": latest, "words": words}

    def said(self, passage: schema.Figure | schema.Statement) -> Json:
        return {
            "said_by": self.speaker(passage.said_by),
            "via": passage.via and self.named("actors", passage.via),
            "standing": passage.standing,
            "sources": self.cited(passage.sources),
        }

    def speaker(self, said_by: str | Mapping[str, str] | None) -> Json | None:
        return self.named("actors", said_by) if isinstance(said_by, str) else said_by and {"name": said_by}

    def cited(self, citations: Iterable[schema.Citation]) -> list[Json]:
        return [_said({**self.named("sources", c.id), "at": c.at}) for c in citations]


def _said(record: Mapping[str, object]) -> Json:
    """A record without what it does not say."""
    return {key: _trimmed(value) for key, value in record.items() if value not in (None, "", [], {})}


def _trimmed(value: object) -> object:
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    return _said(value) if isinstance(value, dict) else value
