"""The timeline as a database: SQLite, with foreign keys that hold and a search that knows Arabic.

Every record is a row, whatever it is part of and rests on is reached by its id. `events_fts` finds what is written,
in any language, and in its column `folded` each word as `folding` has it, whichever way it was spelt.

The bytes are the same on every machine: pages of one size, one transaction, the search's index in one piece, and
in place of the number of the library that wrote it that of the oldest which can read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from timeline import addresses
from timeline.downloads import datasets
from timeline.downloads.datasets import Cell, Column, Dataset, Editions, held, in_each, limits
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.records import schema
from timeline.records.resolve import Timeline
from timeline.text import folding

if TYPE_CHECKING:
    import sqlite3

_OLDEST = 3_009_000  # SQLite 3.9, which brought FTS5
_PAGE = 4096
_STAMP = slice(96, 100)  # where a database says which library wrote it (https://sqlite.org/fileformat.html)


def made(timeline: Timeline, editions: Editions) -> bytes:
    """The database's file. Raises `Fault` where this Python cannot make one."""
    try:
        import sqlite3  # only now: some are built without it
    except ImportError:
        raise _lacking("sqlite3") from None
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if not database.execute(
            "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
        ).fetchall():
            raise _lacking("fts5")
        _write(database, timeline, editions)
        data = bytearray(database.serialize())
    finally:
        database.close()
    data[_STAMP] = _OLDEST.to_bytes(4, "big")
    return bytes(data)


def _lacking(what: str) -> Fault:
    message = tell(
        "`{path}` cannot be made, because this Python lacks `{what}`", path=addresses.data("timeline.sqlite"), what=what
    )
    help = tell("build with another; those of `python.org`, of `uv` and of Linux distributions have it")
    return Fault(Diagnostic("no-database", message, Span(addresses.data("timeline.sqlite")), help))


def _write(database: sqlite3.Connection, timeline: Timeline, editions: Editions) -> None:
    database.execute(f"PRAGMA page_size = {_PAGE}")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN")
    for table in _tables(timeline, editions):
        database.execute(_definition(table))
        marks = ", ".join("?" * len(table.columns))
        database.executemany(
            f"INSERT INTO {_name(table.name)} VALUES ({marks})", (tuple(map(_value, row)) for row in table.rows)
        )
        if table.name == "events":
            texts = [c.name for c in table.columns if c.name.startswith(("title_", "summary_", "text_"))]
            _index(database, [*texts, "folded"])
    database.execute("COMMIT")


def _index(database: sqlite3.Connection, columns: Sequence[str]) -> None:
    """The search over events. It holds no texts of its own: Datasette then offers it where it shows them."""
    named = ", ".join(map(_name, columns))
    database.execute(
        f"CREATE VIRTUAL TABLE events_fts USING fts5({named}, content=\"events\", tokenize='unicode61 remove_diacritics 2')"
    )
    database.execute("INSERT INTO events_fts(events_fts) VALUES ('rebuild')")
    database.execute("INSERT INTO events_fts(events_fts) VALUES ('optimize')")


def _definition(table: Dataset) -> str:
    types = {"number": "NUMERIC", "integer": "INTEGER"}
    lines = [
        f"{_name(c.name)} {types.get(c.kind, 'TEXT')}{' NOT NULL' if c.needed else ''}"
        + (f" REFERENCES {_name(c.points)} (id)" if c.points else "")
        for c in table.columns
    ]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))})")
    lines += [
        f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {_name(whole)} ({', '.join(columns)})"
        for *columns, whole in _PAIRED.get(table.name, ())
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(lines)})"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return int(cell) if cell == int(cell) else float(cell)
    return cell if cell != "" else None


# The tables, each after those that it points at

_PARTS = {"figure": "figures", "statement": "statements", "other_date": "other_dates", "disagreement": "disagreements"}
_PAIRED: dict[str, list[tuple[str, ...]]] = {  # what is reached by several columns together
    "sides": [("event", "disagreement", "disagreements")],
    "citations": [
        *(("event", part, whole) for part, whole in _PARTS.items()),
        ("event", "disagreement", "side", "sides"),
    ],
    "path_questions": [("path", "step", "path_steps")],
    "path_passages": [("path", "question", "path_questions")],
}
_LISTS = ("topics", "actors", "places")


def _tables(timeline: Timeline, editions: Editions) -> Iterable[Dataset]:
    codes = tuple(editions)
    yield _about(timeline, editions)
    for kind in (*_LISTS, "measures"):
        yield _terms(timeline, kind, codes)
    yield datasets.sources(timeline, editions)
    yield _events(timeline, editions)
    for kind in _LISTS:
        rows = ((id, other) for id, e in timeline.events.items() for other in getattr(e.record, kind))
        yield _pairs(f"event_{kind}", (_key("event", "events"), _key(kind[:-1], kind)), rows)
    related = ((id, r.kind, r.event) for id, e in timeline.events.items() for r in e.record.related)
    ends = _key("event", "events"), Column("relation", "", needed=True), _key("other", "events")
    yield _pairs("relations", ends, related)
    for made in (datasets.figures, datasets.statements):
        yield _without(made(timeline, editions), ("sources",))
    yield from _dates_and_disagreements(timeline, editions)
    yield _citations(timeline, editions)
    yield from _paths(timeline, codes)
    former = Column("kind", "", needed=True), Column("former", "", needed=True), Column("id", "", needed=True)
    yield Dataset("aliases", ("kind", "former"), former, tuple((*key, id) for key, id in timeline.aliases.items()))


def _key(name: str, points: str) -> Column:
    return Column(name, "", needed=True, points=points)


def _texts(name: str, codes: Iterable[str]) -> list[Column]:
    return [Column(f"{name}_{code}", "", language=code) for code in codes]


def _pairs(name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Dataset:
    """A table of what belongs together, each pair once."""
    return Dataset(name, tuple(c.name for c in columns), columns, tuple(dict.fromkeys(rows)))


def _without(table: Dataset, names: Sequence[str]) -> Dataset:
    """A table without columns that others stand in for."""
    kept = [n for n, column in enumerate(table.columns) if column.name not in names]
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    return table._replace(columns=tuple(table.columns[n] for n in kept), rows=rows)


def _about(timeline: Timeline, editions: Editions) -> Dataset:
    """What the whole says of itself."""
    licence = timeline.site.licence
    rows = [("version", timeline.latest[:10]), ("address", timeline.site.address)]
    rows += [("licence", licence.spdx), ("licence_address", licence.address)] if licence else []
    for code, edition in editions.items():
        rows += [(f"title_{code}", str(edition.title)), (f"credit_{code}", str(edition.credit))]
    return Dataset("about", ("key",), (Column("key", "", needed=True), Column("value", "")), tuple(rows))


def _terms(timeline: Timeline, kind: str, codes: Sequence[str]) -> Dataset:
    note, paged = ("note", False) if kind == "measures" else ("summary", True)
    own = ("kind", "wikidata") if kind == "actors" else ()
    columns = [Column("id", "", needed=True), *(Column(name, "") for name in own), *_texts("name", codes)]
    columns += [*_texts(note, codes), *(_texts("page", codes) if paged else ())]
    rows = (
        (
            id,
            *(getattr(entry.record, name) for name in own),
            *in_each(entry.record.name, codes),
            *in_each(getattr(entry.record, note), codes),
            *(datasets.pages(timeline, codes, kind, id) if paged else ()),
        )
        for id, entry in timeline.kinds[kind].items()
    )
    return Dataset(kind, ("id",), tuple(columns), tuple(rows))


def _events(timeline: Timeline, editions: Editions) -> Dataset:
    """Events without what has tables of its own; their texts as they are read, not as they are written."""
    codes = tuple(editions)
    bodies = [f"body_{code}" for code in codes]
    table = _without(datasets.events(timeline, editions), (*_LISTS, "sources", "aliases", *bodies))
    columns = (*table.columns, *_texts("text", codes), Column("folded", ""))
    rows = []
    for row, entry in zip(table.rows, timeline.events.values(), strict=True):
        views = [edition.events[entry.id].body for edition in editions.values()]
        texts = [datasets.plain(body) if body and not body.lang else "" for body in views]
        event: schema.Event = entry.record
        said = [text for texts in (event.title, event.summary) for text in in_each(texts, codes)]
        said += [text for statement in event.statements for text in in_each(statement.text, codes)]
        rows.append((*row, *texts, folded(" ".join((*said, *texts)))))
    return table._replace(columns=columns, rows=tuple(rows))


def folded(text: str) -> str:
    """The words of a text as a search looks for them: each as it is folded, its stem, and, since SQLite does not
    fold what is asked, as most people spell it: without vowel marks, with its article and without."""
    words = [w for token in dict.fromkeys(folding.tokens(text)) for w in (token, folding.bare(token), _stem(token))]
    words += [word for written in dict.fromkeys(folding.spelt(text)) for word in (written, folding.bare(written))]
    return " ".join(dict.fromkeys(words))


_stem = cache(folding.stem)  # texts repeat their words


def _dates_and_disagreements(timeline: Timeline, editions: Editions) -> Iterable[Dataset]:
    codes = tuple(editions)
    others, differ, sides = [], [], []
    for id, entry in timeline.events.items():
        event: schema.Event = entry.record
        for n, other in enumerate(event.other_dates, 1):
            others.append((id, str(n), other.date.text, *limits(other.date), *in_each(other.note, codes)))
        for n, d in enumerate(event.disagreements, 1):
            name = d.id or str(n)
            differ.append((id, name, *in_each(d.about, codes), *in_each(d.note, codes)))
            for m, side in enumerate(d.accounts, 1):
                said = *held(editions, side), *in_each(side.text, codes)
                sides.append((id, name, m, *said))
    event = _key("event", "events")
    days = Column("earliest", "", "date"), Column("latest", "", "date")
    columns = (
        event,
        Column("other_date", "", needed=True),
        Column("date", "", needed=True),
        *days,
        *_texts("note", codes),
    )
    yield Dataset("other_dates", ("event", "other_date"), columns, tuple(others))
    name = Column("disagreement", "", needed=True)
    columns = event, name, *_texts("about", codes), *_texts("note", codes)
    yield Dataset("disagreements", ("event", "disagreement"), columns, tuple(differ))
    spoken = Column("said_by", "", points="actors"), *_texts("speaker", codes)
    columns = event, name, Column("side", "", "integer", True), *spoken, *_texts("text", codes)
    yield Dataset("sides", ("event", "disagreement", "side"), columns, tuple(sides))


def _citations(timeline: Timeline, editions: Editions) -> Dataset:
    """What rests on which source, and where in it: an event as a whole, or one of its parts."""
    columns = _key("source", "sources"), Column("at", ""), *_texts("at", editions), _key("event", "events")
    columns += tuple(Column(part, "") for part in _PARTS) + (Column("side", "", "integer"),)
    rows: list[tuple[Cell, ...]] = []

    def cite(citations: Iterable[schema.Citation], id: str, side: int | None = None, **part: str) -> None:
        for c in citations:
            at = [str(edition.locator(c.at)) if c.at else None for edition in editions.values()]
            rows.append(
                (c.id, c.at if isinstance(c.at, str) else None, *at, id, *(part.get(name) for name in _PARTS), side)
            )

    for id, entry in timeline.events.items():
        event: schema.Event = entry.record
        cite(event.sources, id)
        for name, figure in event.figures.items():
            cite(figure.sources, id, figure=name)
        for n, statement in enumerate(event.statements, 1):
            cite(statement.sources, id, statement=statement.id or str(n))
        for n, other in enumerate(event.other_dates, 1):
            cite(other.sources, id, other_date=str(n))
        for n, d in enumerate(event.disagreements, 1):
            for m, side in enumerate(d.accounts, 1):
                cite(side.sources, id, m, disagreement=d.id or str(n))
    return Dataset("citations", (), columns, tuple(rows))


def _paths(timeline: Timeline, codes: Sequence[str]) -> Iterable[Dataset]:
    """Paths with their steps and questions, both counted along the whole path, and where each question is to look."""
    paths, steps, questions, passages = [], [], [], []
    for id, entry in timeline.kinds["paths"].items():
        lesson: schema.Lesson = entry.record
        texts = [text for part in (lesson.title, lesson.summary, lesson.body) for text in in_each(part, codes)]
        paths.append((id, lesson.minutes, *texts, *datasets.pages(timeline, codes, "paths", id)))
        asked: list[tuple[int | None, str, schema.Question]] = []
        for n, step in enumerate(lesson.steps, 1):
            steps.append((id, n, step.event, *in_each(step.text, codes)))
            asked += [(n, step.event, question) for question in step.questions]
        asked += [(None, "", question) for question in lesson.questions]
        for n, (step, own, question) in enumerate(asked, 1):
            questions.append((id, n, step, *in_each(question.text, codes), *in_each(question.answer, codes)))
            for where in question.look_at:
                event, _, passage = where.partition("#")
                passages.append((id, n, event or own, passage))
    path, step, question = _key("path", "paths"), Column("step", "", "integer"), Column("question", "", "integer", True)
    columns = Column("id", "", needed=True), Column("minutes", "", "integer")
    columns += tuple(column for name in ("title", "summary", "body", "page") for column in _texts(name, codes))
    yield Dataset("paths", ("id",), columns, tuple(paths))
    columns = path, step._replace(needed=True), _key("event", "events"), *_texts("text", codes)
    yield Dataset("path_steps", ("path", "step"), columns, tuple(steps))
    columns = path, question, step, *_texts("text", codes), *_texts("answer", codes)
    yield Dataset("path_questions", ("path", "question"), columns, tuple(questions))
    columns = path, question, _key("event", "events"), Column("passage", "")
    yield Dataset("path_passages", (), columns, tuple(passages))
