"""The timeline as flat tables: what an event, a figure, a statement, a source is as one row of plain cells.

The one place that says which columns there are, what each holds and under which of a language's words it is
explained; the CSV files, the database, the package's description and the page that explains them all read it. The
columns of events are those that an import reads (`importing.our_csv`), and then what follows from them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain

from timeline.downloads.columns import (
    Cell,
    Column,
    Columns,
    Dataset,
    Editions,
    Part,
    address,
    borrowed,
    figure_words,
    of_passage,
    of_record,
    shown,
)
from timeline.edition import views
from timeline.edition.contributions import Whole
from timeline.edition.edition import Edition
from timeline.records import facets, schema
from timeline.records.passages import passages
from timeline.records.schema import Event, Period, Source
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.text import table_cells


def tables(timeline: Timeline, editions: Editions) -> list[Dataset]:
    """Every table that is given out as a file."""
    return [*of_events(timeline, editions), sources(timeline, editions), periods(timeline, editions)]


def of_events(timeline: Timeline, editions: Editions) -> list[Dataset]:
    """Those of events and of what is part of them."""
    return [make(timeline, editions) for make in OF_EVENTS]


def contribution(make: Callable[[Timeline, Editions], Dataset], editions: Editions, id: str) -> list[list[str]]:
    """The rows of an event in one of these, as CSV has their cells."""
    timeline = next(iter(editions.values())).timeline
    return [list(map(_cell, row)) for row in make(timeline, editions).rows_of(timeline.events[id])]


def events(timeline: Timeline, editions: Editions) -> Dataset:
    columns = Columns(timeline, editions)
    texts = {name: f"column_{name}" for name in table_cells.TEXTS} | schema.remarks(Event)
    listed = lambda name: lambda entry: table_cells.joined(getattr(entry.record, name))
    return Dataset(
        "events",
        ("id",),
        (
            Column("id", lambda entry: entry.id, "column_event_id", needed=True),
            Column("date", lambda entry: entry.record.date.text, "column_date", needed=True),
            *(
                column
                for name, words in texts.items()
                for column in columns.texts(name, words, of_record(name), needed=name == "title")
            ),
            *(Column(name, listed(name), f"column_{name}") for name in facets.FILED),
            Column("sources", columns.cited(lambda entry: entry.record), "column_event_sources", needed=True),
            Column("aliases", listed("aliases"), "column_aliases"),
            *columns.limits(lambda entry: entry.record.date),
            Column("changed", lambda entry: timeline.version(entry)[:10] or None, "column_changed", "date"),
            *columns.page("events", lambda entry: (entry.id, "")),
            columns.licence,
        ),
        each=lambda entry: (entry,),
    )


def figures(timeline: Timeline, editions: Editions) -> Dataset:
    columns = Columns(timeline, editions)
    measured = lambda part: timeline.measures[part.passage.record.measure].record.name
    return Dataset(
        "figures",
        ("event", "figure"),
        (
            *columns.part("figure"),
            Column("measure", of_passage("measure"), "column_measure", needed=True, points="measures"),
            *columns.texts("measure", "column_measure_name", measured),
            Column("value", of_passage("value"), "column_value", "number", needed=True),
            Column("bound", of_passage("bound"), "column_bound", needed=True),
            *columns.each("words", "column_words", lambda part, e: figure_words(part.passage.record, e), needed=True),
            *columns.texts("label", "column_label", of_passage("label")),
            Column(
                "period", lambda part: part.passage.record.period and part.passage.record.period.text, "column_period"
            ),
            *columns.limits(of_passage("period")),
            *columns.remarks(schema.Figure),
            *columns.spoken(),
            *columns.page("events", address, "column_passage"),
            columns.licence,
        ),
        each=partial(parts, "figure"),
    )


def statements(timeline: Timeline, editions: Editions) -> Dataset:
    columns = Columns(timeline, editions)
    return Dataset(
        "statements",
        ("event", "statement"),
        (
            *columns.part("statement"),
            *columns.texts("text", "column_text", of_passage("text")),
            *columns.remarks(schema.Statement),
            *columns.spoken(),
            *columns.page("events", address, "column_passage"),
            columns.licence,
        ),
        each=partial(parts, "statement"),
    )


def disagreements(timeline: Timeline, editions: Editions) -> Dataset:
    """A row for each side of each: what a disagreement is about stands in all of its rows."""
    columns = Columns(timeline, editions)
    whole = lambda name: lambda part: getattr(disagreement(part), name)
    return Dataset(
        "disagreements",
        ("event", "disagreement", "side"),
        (
            *columns.part("disagreement"),
            *columns.texts("about", "column_about", whole("about")),
            Column("side", lambda part: str(part.passage.side), "column_side", needed=True),
            *columns.holder(),
            *columns.texts("text", "column_side_text", of_passage("text")),
            *columns.remarks(schema.Account),
            Column("sources", columns.cited(lambda part: part.passage.record), "column_sources", needed=True),
            *columns.texts("note", "column_note", whole("note")),
            *columns.remarks(schema.Disagreement, disagreement),
            *columns.page("events", address, "column_passage"),
            columns.licence,
        ),
        each=partial(parts, "disagreement"),
    )


def pictures(timeline: Timeline, editions: Editions) -> Dataset:
    """The pictures of events, and then those of sources and of paths' steps."""
    columns = Columns(timeline, editions)
    of = lambda kind: lambda shown: shown.entry.id if shown.kind == kind else None
    keys = {"event": "events", "source": "sources", "path": "paths"}
    besides = [(kind, entry) for kind in ("sources", "paths") for entry in timeline.kinds[kind].values()]
    return Dataset(
        "pictures",
        (*keys, "step", "picture"),
        (
            *(Column(name, of(kind), "column_shown_by", points=kind) for name, kind in keys.items()),
            Column("step", lambda shown: shown.step, "column_shown_by", "integer"),
            *columns.pictured(),
        ),
        tuple(one for kind, entry in besides for one in shown(kind, entry)),
        each=partial(shown, "events"),
    )


def sources(timeline: Timeline, editions: Editions) -> Dataset:
    columns = Columns(timeline, editions)
    title = lambda entry: entry.record.title.get(entry.record.language, "")
    return Dataset(
        "sources",
        ("id",),
        (
            Column("id", lambda entry: entry.id, "column_source_id", needed=True),
            Column("kind", of_record("kind"), "column_kind", needed=True, points="source_kinds"),
            *columns.texts("kind", "column_kind_name", lambda entry: timeline.source_kinds[entry.record.kind].name),
            *(Column(name, of_record(name), f"column_{name}", needed=True) for name in ("scope", "language")),
            Column("title", title, "column_own_title"),
            *columns.texts("title", "column_title", of_record("title"), needed=True),
            *columns.each("author", "column_author", _named("authors")),
            *columns.each("editor", "column_editor", _named("editors")),
            *columns.each("translator", "column_translator", _named("translators")),
            *columns.texts("container", "column_container", of_record("container")),
            *(Column(name, of_record(name), f"column_{name}") for name in ("volume", "issue", "pages")),
            *columns.texts("edition", "column_edition", of_record("edition")),
            *columns.texts("outlet", "column_outlet", of_record("outlet")),
            *columns.texts("published_in", "column_published_in", of_record("published_in")),
            Column("published", lambda entry: entry.record.published.text, "column_published", needed=True),
            *columns.texts("published_note", "column_published_note", of_record("published_note")),
            Column("datelines", lambda entry: table_cells.joined(entry.record.datelines), "column_datelines"),
            *columns.limits(of_record("published")),
            *columns.texts("summary", "column_summary", of_record("summary"), needed=True),
            *columns.texts("repository", "column_repository", of_record("repository")),
            *(Column(name, of_record(name), f"column_{name}") for name in ("shelfmark", "isbn", "doi")),
            Column("address", of_record("address"), "column_address"),
            *columns.texts("address_note", "column_address_note", of_record("address_note")),
            Column("archived", of_record("archived"), "column_archived"),
            *columns.remarks(Source, lambda entry: entry.record),
            *columns.page("sources", lambda entry: (entry.id, "")),
            columns.licence,
        ),
        tuple(timeline.sources.values()),
    )


def periods(timeline: Timeline, editions: Editions) -> Dataset:
    columns = Columns(timeline, editions)
    others = lambda entry, e: table_cells.joined(entry.record.other_names.get(e.code, ()))
    return Dataset(
        "periods",
        ("id",),
        (
            Column("id", lambda entry: entry.id, "column_period_id", needed=True),
            Column("date", lambda entry: entry.record.date.text, "column_period_date", needed=True),
            *columns.texts("name", "column_name", of_record("name"), needed=True),
            *columns.each("other_names", "column_other_names", others),
            *columns.texts("summary", "column_summary", of_record("summary"), needed=True),
            Column("sources", columns.cited(lambda entry: entry.record), "column_sources", needed=True),
            Column("aliases", lambda entry: table_cells.joined(entry.record.aliases), "column_aliases"),
            *columns.limits(of_record("date")),
            *columns.remarks(Period, lambda entry: entry.record),
            *columns.page("periods", lambda entry: (entry.id, "")),
            columns.licence,
        ),
        tuple(timeline.periods.values()),
    )


def _named(people: str) -> Callable[[Entry[Source], Edition], str]:
    """Those whom a field of a source names, in an edition's language alone."""

    def cell(entry: Entry[Source], edition: Edition) -> str:
        names = edition.names(getattr(entry.record, people))
        return "" if borrowed(names, edition) else views.plain(names)

    return cell


OF_EVENTS = (events, figures, statements, disagreements, pictures)


def disagreement(part: Part) -> schema.Disagreement:
    """The disagreement that a passage is a side of."""
    whole: schema.Disagreement = part.event.record.disagreements[part.passage.at[1]]
    return whole


def parts(kind: str, entry: Entry[Event]) -> Iterator[Part]:
    """The passages of a kind that an event has."""
    return (Part(entry, passage) for passage in passages(entry.record) if passage.kind == kind)


def rows(table: Dataset, whole: Whole) -> Iterable[Sequence[str]]:
    """All rows of a table, as CSV has their cells."""
    of_events = (row for rows in whole.each(f"csv-{table.name}") for row in rows) if table.each else ()
    return chain(of_events, (list(map(_cell, row)) for row in table.rows))


def as_csv(table: Dataset, whole: Whole, mark: str = "") -> Iterator[str]:
    """A table as CSV (RFC 4180), line by line; `mark` stands before everything."""
    writer = csv.writer(_Line())
    yield mark
    yield writer.writerow(column.name for column in table.columns)
    yield from map(writer.writerow, rows(table, whole))


class _Line:
    """A file for `csv` that hands each line back to whoever writes it."""

    def write(self, line: str) -> str:
        return line


def _cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return table_cells.guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
