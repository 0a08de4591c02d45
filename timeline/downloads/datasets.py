"""The timeline as flat tables: what an event, a figure, a statement, a source is as one row of plain cells.

The one place that says which columns there are, and under which of a language's words each is explained; the
CSV files, the database, the package's description and the page that explains them all read it. The columns of
events are those that an import reads (`importing.our_csv`), and then what follows from them.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from timeline import addresses
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.records import schema
from timeline.records.resolve import Timeline
from timeline.records.validate import Entry
from timeline.text import cells, edtf

Editions = Mapping[str, Edition]
Cell = str | int | Decimal | None


class Column(NamedTuple):
    """A column. `words` is the key, among a language's words, of what it holds; `kind` what Table Schema calls its
    type; `points` the kind of record whose id it has; `language` the one that its texts are in."""

    name: str
    words: str
    kind: str = "string"
    needed: bool = False
    points: str = ""
    language: str = ""


class Dataset(NamedTuple):
    """A table; `key` are the columns that no two rows have alike. Rows may be worked out while they are read, once."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


def tables(timeline: Timeline, editions: Editions) -> Iterator[Dataset]:
    """Every table that is given out as a file."""
    yield from (make(timeline, editions) for make in (events, figures, statements, disagreements, sources))


def events(timeline: Timeline, editions: Editions) -> Dataset:
    codes = tuple(editions)
    wanted = [
        Column("id", "column_event_id", needed=True),
        Column("date", "column_date", needed=True),
        *(c for name in cells.TEXTS for c in _each(name, f"column_{name}", codes, name == "title")),
        *(Column(name, f"column_{name}") for name in ("topics", "actors", "places")),
        Column("sources", "column_event_sources", needed=True),
        Column("aliases", "column_aliases"),
        Column("earliest", "column_earliest", "date"),
        Column("latest", "column_latest", "date"),
        Column("changed", "column_changed", "date"),
        *_each("page", "column_page", codes, True),
        Column("licence", "column_licence"),
    ]

    def row(entry: Entry) -> Iterable[Cell]:
        event: schema.Event = entry.record
        yield from (entry.id, event.date.text)
        for texts in (event.title, event.summary, event.body):
            yield from in_each(texts, codes)
        yield from map(cells.joined, (event.topics, event.actors, event.places))
        yield from (sources_of(event.sources, codes), cells.joined(event.aliases))
        yield from (*limits(event.date), timeline.version(entry)[:10] or None)
        yield from pages(timeline, codes, "events", entry.id)
        yield licence(timeline)

    return Dataset("events", ("id",), tuple(wanted), (tuple(row(e)) for e in timeline.events.values()))


def figures(timeline: Timeline, editions: Editions) -> Dataset:
    codes = tuple(editions)
    wanted = [
        Column("event", "column_event", needed=True, points="events"),
        Column("figure", "column_figure", needed=True),
        Column("measure", "column_measure", needed=True, points="measures"),
        *_each("measure", "column_measure_name", codes),
        Column("value", "column_value", "number", needed=True),
        Column("bound", "column_bound", needed=True),
        *_each("words", "column_words", codes, True),
        *_each("label", "column_label", codes),
        Column("period", "column_period"),
        Column("earliest", "column_earliest", "date"),
        Column("latest", "column_latest", "date"),
        *_spoken(codes),
        *_each("page", "column_passage", codes, True),
        Column("licence", "column_licence"),
    ]

    def row(id: str, name: str, figure: schema.Figure) -> Iterable[Cell]:
        measure = timeline.kinds["measures"][figure.measure].record
        yield from (id, name, figure.measure, *in_each(measure.name, codes))
        yield from (figure.value, figure.bound, *(e.words_of(figure) for e in editions.values()))
        yield from (*in_each(figure.label, codes), figure.period and figure.period.text)
        yield from limits(figure.period) if figure.period else (None, None)
        yield from said(timeline, figure, codes)
        yield from pages(timeline, codes, "events", id, f"figure-{name}")
        yield licence(timeline)

    rows = (row(id, *pair) for id, entry in timeline.events.items() for pair in entry.record.figures.items())
    return Dataset("figures", ("event", "figure"), tuple(wanted), map(tuple, rows))


def statements(timeline: Timeline, editions: Editions) -> Dataset:
    codes = tuple(editions)
    wanted = [
        Column("event", "column_event", needed=True, points="events"),
        Column("statement", "column_statement", needed=True),
        *_each("text", "column_text", codes),
        *_spoken(codes),
        *_each("page", "column_passage", codes, True),
        Column("licence", "column_licence"),
    ]

    def row(id: str, name: str, statement: schema.Statement) -> Iterable[Cell]:
        yield from (id, name, *in_each(statement.text, codes), *said(timeline, statement, codes))
        yield from pages(timeline, codes, "events", id, f"statement-{name}")
        yield licence(timeline)

    rows = (
        row(id, statement.id or str(n), statement)
        for id, entry in timeline.events.items()
        for n, statement in enumerate(entry.record.statements, 1)
    )
    return Dataset("statements", ("event", "statement"), tuple(wanted), map(tuple, rows))


def disagreements(timeline: Timeline, editions: Editions) -> Dataset:
    """A row for each side of each: what a disagreement is about stands in all of its rows."""
    codes = tuple(editions)
    wanted = [
        Column("event", "column_event", needed=True, points="events"),
        Column("disagreement", "column_disagreement", needed=True),
        *_each("about", "column_about", codes),
        Column("side", "column_side", needed=True),
        Column("said_by", "column_said_by", points="actors"),
        *_each("speaker", "column_speaker", codes),
        *_each("text", "column_side_text", codes),
        Column("sources", "column_sources", needed=True),
        *_each("note", "column_note", codes),
        *_each("page", "column_passage", codes, True),
        Column("licence", "column_licence"),
    ]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for id, entry in timeline.events.items():
            for n, whole in enumerate(entry.record.disagreements, 1):
                name = whole.id or str(n)
                about, note = in_each(whole.about, codes), in_each(whole.note, codes)
                where = *pages(timeline, codes, "events", id, f"disagreement-{name}"), licence(timeline)
                for m, side in enumerate(whole.accounts, 1):
                    said = *held(editions, side), *in_each(side.text, codes)
                    yield (id, name, *about, str(m), *said, sources_of(side.sources, codes), *note, *where)

    return Dataset("disagreements", ("event", "disagreement", "side"), tuple(wanted), rows())


def sources(timeline: Timeline, editions: Editions) -> Dataset:
    codes = tuple(editions)
    wanted = [
        Column("id", "column_source_id", needed=True),
        Column("kind", "column_kind", needed=True),
        Column("scope", "column_scope", needed=True),
        Column("language", "column_language", needed=True),
        Column("title", "column_own_title"),
        *_each("title", "column_title", codes, True),
        *_each("author", "column_author", codes),
        *_each("outlet", "column_outlet", codes),
        Column("published", "column_published", needed=True),
        *_each("published_note", "column_published_note", codes),
        Column("earliest", "column_earliest", "date"),
        Column("latest", "column_latest", "date"),
        *_each("summary", "column_summary", codes, True),
        Column("address", "column_address"),
        *_each("address_note", "column_address_note", codes),
        Column("archived", "column_archived"),
        *_each("page", "column_page", codes, True),
        Column("licence", "column_licence"),
    ]

    def row(entry: Entry) -> Iterable[Cell]:
        source: schema.Source = entry.record
        yield from (entry.id, source.kind, source.scope, source.language, source.title.get(source.language, ""))
        yield from in_each(source.title, codes)
        yield from (editions[code].names(source.authors) for code in codes)
        yield from in_each(source.outlet, codes)
        yield from (source.published.text, *in_each(source.published_note, codes), *limits(source.published))
        yield from in_each(source.summary, codes)
        yield from (source.address, *in_each(source.address_note, codes), source.archived)
        yield from pages(timeline, codes, "sources", entry.id)
        yield licence(timeline)

    return Dataset("sources", ("id",), tuple(wanted), (tuple(row(e)) for e in timeline.kinds["sources"].values()))


def _each(name: str, words: str, codes: Iterable[str], needed: bool = False) -> list[Column]:
    """A column for each language."""
    return [Column(f"{name}_{code}", words, needed=needed, language=code) for code in codes]


def _spoken(codes: Iterable[str]) -> list[Column]:
    """What says whose words something is."""
    return [
        Column("said_by", "column_said_by", points="actors"),
        *_each("speaker", "column_speaker", codes),
        Column("via", "column_via", points="actors"),
        Column("standing", "column_standing", needed=True),
        Column("sources", "column_sources", needed=True),
    ]


# Cells


def said(timeline: Timeline, passage: schema.Figure | schema.Statement, codes: Sequence[str]) -> Iterator[Cell]:
    """The cells of `_spoken`."""
    yield from speaker(timeline, passage.said_by, codes)
    yield from (passage.via, passage.standing, sources_of(passage.sources, codes))


def speaker(timeline: Timeline, said_by: str | Mapping[str, str] | None, codes: Sequence[str]) -> Iterator[Cell]:
    """Who speaks: the id of an actor, if it is one, and the name in each language."""
    known = said_by if isinstance(said_by, str) else None
    yield known
    yield from in_each(timeline.kinds["actors"][known].record.name if known else said_by, codes)


def held(editions: Editions, side: schema.Account) -> Iterator[Cell]:
    """Who holds a side: who speaks; where nobody is named, whoever published what it stands in, as its page has it."""
    timeline = next(iter(editions.values())).timeline
    said = tuple(speaker(timeline, side.said_by, tuple(editions)))
    published = (", ".join(c.who for c in edition.cited(side.sources)) for edition in editions.values())
    yield from said if side.said_by else (None, *published)


def sources_of(citations: Iterable[schema.Citation], codes: Sequence[str]) -> str:
    """Some citations in a cell, as an import reads them; of words in several languages, all."""
    places = (
        (c.id, c.at if isinstance(c.at, str) else " / ".join(filter(None, in_each(c.at, codes)))) for c in citations
    )
    return cells.joined(cells.cited(id, at) for id, at in places)


def in_each(texts: Mapping[str, str] | None, codes: Sequence[str]) -> list[str]:
    """A text in each language; empty where it lacks one."""
    return [(texts or {}).get(code, "").strip() for code in codes]


def limits(date: edtf.Date) -> tuple[str | None, str | None]:
    """The first and the last day that a date can mean, as ISO 8601 has them."""
    return tuple(
        day and f"{day[0]:0{4 + (day[0] < 0)}d}-{day[1]:02d}-{day[2]:02d}" for day in (date.earliest, date.latest)
    )


def pages(timeline: Timeline, codes: Iterable[str], kind: str, id: str, fragment: str = "") -> Iterator[str]:
    """Where a record stands in each edition: whole addresses where the site's own is known, else from its root."""
    base, place = timeline.site.address or "", f"#{fragment}" if fragment else ""
    yield from (f"{base}{addresses.record(code, kind, id)}{place}" for code in codes)


def licence(timeline: Timeline) -> str | None:
    """The licence as machines know it, else its address."""
    licence = timeline.site.licence
    return licence and (licence.spdx or licence.address)


def plain(body: views.Body | None) -> str:
    """An event's text without its markup, a line between its parts."""
    if body is None:
        return ""
    apart = re.sub(r"</(?:p|li|h\d|blockquote)>", "\n\n", body.markup)
    text = html.unescape(re.sub(r"<[^>]*>", "", apart))
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


# Files


def as_csv(dataset: Dataset, mark: str = "") -> bytes:
    """A table as CSV (RFC 4180); `mark` stands before everything."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.name for column in dataset.columns)
    writer.writerows([_cell(cell) for cell in row] for row in dataset.rows)
    return (mark + stream.getvalue()).encode()


def _cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cells.guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
