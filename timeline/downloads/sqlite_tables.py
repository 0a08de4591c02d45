"""The tables of the database: every record is a row, and whatever it is part of or rests on is reached by its id.

They are the tables that are given out as CSV, without what has a table of its own here, and the rest of the record:
terms, measures, other dates, relations, citations, paths with their pictures and those of sources, former ids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

from timeline.downloads import datasets
from timeline.downloads.columns import (
    Cell,
    Column,
    Columns,
    Dataset,
    Editions,
    borrowed,
    in_language,
    of_passage,
    of_record,
    shown,
)
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.records import facets, schema
from timeline.records.passages import passages
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.text import folding, html_text
from timeline.text.coordinates import UNKNOWN, Coordinates

_PARTS = {
    "picture": "pictures",
    "figure": "figures",
    "statement": "statements",
    "other_date": "other_dates",
    "disagreement": "disagreements",
}
PAIRED: dict[str, list[tuple[str, ...]]] = {  # what is reached by several columns together, and in which table
    "sides": [("event", "disagreement", "disagreements")],
    "citations": [
        *(("event", part, whole) for part, whole in _PARTS.items()),
        ("event", "disagreement", "side", "sides"),
    ],
    "path_questions": [("path", "step", "path_steps")],
    "step_pictures": [("path", "step", "path_steps")],
    "path_passages": [("path", "question", "path_questions")],
}
_LISTS = ("topics", "actors", "places")


def tables(timeline: Timeline, editions: Editions) -> Iterator[Dataset]:
    """Every table, each after those that it points at."""
    columns = Columns(timeline, editions)
    yield _about(timeline, editions)
    for kind in (*_LISTS, "measures"):
        yield _terms(timeline, kind, columns)
    yield _source_kinds(timeline, columns)
    yield _without(datasets.sources(timeline, editions), ("datelines",))
    sent = tuple((id, place) for id, e in timeline.sources.items() for place in dict.fromkeys(e.record.datelines))
    yield _pairs("source_datelines", {"source": "sources", "place": "places"})._replace(items=sent)
    yield from of_events(timeline, editions)
    yield from _periods(timeline, editions, columns)
    yield from _paths(timeline, columns)
    yield _pictures("source_pictures", {"source": "sources"}, timeline.sources.values(), columns)
    yield _pictures("step_pictures", {"path": "paths"}, timeline.lessons.values(), columns)
    names = tuple(
        (kind, id, code, name)
        for kind in (*_LISTS, "periods")
        for id, entry in timeline.kinds[kind].items()
        for code, names in entry.record.other_names.items()
        for name in names
    )
    yield _pairs("other_names", {"kind": "", "id": "", "language": "", "name": ""})._replace(items=names)
    aliases = tuple((kind, was, now) for (kind, was), now in timeline.aliases.items())
    yield _pairs("aliases", {"kind": "", "former": "", "id": ""})._replace(key=("kind", "former"), items=aliases)


def of_events(timeline: Timeline, editions: Editions) -> Iterator[Dataset]:
    """The tables of events and of what is part of them."""
    columns = Columns(timeline, editions)
    yield _events(timeline, editions)
    for field, kind in facets.FILED.items():
        points = {"event": "events", kind[:-1]: kind}
        yield _pairs(f"event_{field}", points)._replace(each=partial(_belonging, field))
    points = {"event": "events", "relation": "", "other": "events"}
    yield _pairs("relations", points)._replace(each=_relations)
    yield _without(_pictures("pictures", {"event": "events"}, (), columns), ("sources",))
    for made in (datasets.figures, datasets.statements):
        yield _without(made(timeline, editions), ("sources",))
    yield _other_dates(columns)
    yield from _disagreements(columns)
    yield _citations(columns)


def contribution(editions: Editions, id: str) -> dict[str, list[list[str | int | float | None]]]:
    """The rows of an event, by table, as a database has their cells."""
    timeline = next(iter(editions.values())).timeline
    rows = {table.name: table.rows_of(timeline.events[id]) for table in of_events(timeline, editions)}
    return {name: [list(map(value, row)) for row in held] for name, held in rows.items()}


def value(cell: Cell) -> str | int | float | None:
    """A cell as a database has it."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == int(cell) else float(cell)
    return cell if cell != "" else None


def _belonging(kind: str, entry: Entry[schema.Event]) -> Iterable[tuple[str, ...]]:
    return dict.fromkeys((entry.id, other) for other in getattr(entry.record, kind))


def _relations(entry: Entry[schema.Event]) -> Iterable[tuple[str, ...]]:
    return dict.fromkeys((entry.id, related.kind, related.event) for related in entry.record.related)


def _key(name: str, points: str, get: Callable[[Any], str]) -> Column:
    return Column(name, get, needed=True, points=points)


def _item(n: int) -> Callable[[Sequence[object]], Any]:
    return lambda row: row[n]


def _pairs(name: str, points: Mapping[str, str]) -> Dataset:
    """A table of what belongs together, each pair once; `points` are its columns and what each points at."""
    columns = tuple(_key(column, at, _item(n)) for n, (column, at) in enumerate(points.items()))
    return Dataset(name, tuple(points), columns)


def _without(table: Dataset, names: Sequence[str]) -> Dataset:
    """A table without columns that others stand in for."""
    return table._replace(columns=tuple(column for column in table.columns if column.name not in names))


def _about(timeline: Timeline, editions: Editions) -> Dataset:
    """What the whole says of itself."""
    licence = timeline.site.licence
    rows = [("version", timeline.latest[:10]), ("address", timeline.site.address)]
    rows += [("licence", licence.spdx), ("licence_address", licence.address)] if licence else []
    if publisher := timeline.site.publisher:
        rows += [("publisher_address", publisher.address), ("corrections", publisher.corrections)]
        names = {code: edition.text(publisher.name) for code, edition in editions.items()}
        rows += [(f"publisher_{c}", views.plain(name)) for c, name in names.items() if not borrowed(name, editions[c])]
    for code, edition in editions.items():
        if not borrowed(edition.text(timeline.site.title), edition):
            rows.append((f"title_{code}", str(edition.title)))
        rows.append((f"credit_{code}", str(edition.credit)))
    return Dataset("about", ("key",), (_key("key", "", _item(0)), Column("value", _item(1))), rows)


def _terms(timeline: Timeline, kind: str, columns: Columns) -> Dataset:
    entries = tuple(timeline.kinds[kind].values())
    own = ("kind", "wikidata") if kind == "actors" else ()
    wanted = [_key("id", "", lambda entry: entry.id), *(Column(name, of_record(name)) for name in own)]
    for name in ("name", "note" if kind == "measures" else "summary"):
        wanted += columns.texts(name, "", of_record(name))
    if kind == "places":
        wanted += (Column(name, partial(_coordinate, name), kind="number") for name in Coordinates._fields)
        wanted += columns.texts("at_note", "", of_record("at_note"))
    if kind != "measures":
        model = schema.Actor if kind == "actors" else schema.Term
        wanted += columns.remarks(model, lambda entry: entry.record)
        wanted += columns.page(kind, lambda entry: (entry.id, ""), "", needed=False)
    return Dataset(kind, ("id",), tuple(wanted), entries)


def _coordinate(name: str, entry: Entry[schema.Place]) -> Decimal | None:
    number: Decimal | None = getattr(entry.record.at or UNKNOWN, name)
    return number


def _source_kinds(timeline: Timeline, columns: Columns) -> Dataset:
    """Every kind that a source is of, the common ones among them; those that have a page, with it."""
    page = columns.page("source_kinds", lambda kind: (kind[0], ""), "", needed=False)
    listed = next(iter(columns.editions.values())).kind_terms
    wanted = (
        _key("id", "", _item(0)),
        Column("cited_as", lambda kind: kind[1].cited_as, needed=True),
        *columns.texts("name", "", lambda kind: kind[1].name),
        *(column._replace(get=partial(_where, listed, column.get)) for column in page),
    )
    return Dataset("source_kinds", ("id",), wanted, tuple(timeline.source_kinds.items()))


def _where(listed: Collection[str], page: Callable[[Any], Cell], kind: tuple[str, schema.SourceKind]) -> Cell:
    return page(kind) if kind[0] in listed else None


def _events(timeline: Timeline, editions: Editions) -> Dataset:
    """Events without what has tables of its own; their texts as they are read, not as they are written."""
    columns = Columns(timeline, editions)
    elsewhere = (*facets.FILED, "sources", "aliases", *(f"body_{code}" for code in editions))
    table = _without(datasets.events(timeline, editions), elsewhere)

    def text(entry: Entry[schema.Event], edition: Edition) -> str:
        body = edition.events[entry.id].body if edition.has("events", entry.id) else None
        return html_text.paragraphs(body.markup) if body and not body.lang else ""

    def words(entry: Entry[schema.Event]) -> str:
        event = entry.record
        said = [in_language(t, code) for t in (event.title, event.summary) for code in editions]
        said += [in_language(statement.text, code) for statement in event.statements for code in editions]
        seen = [texts for picture in event.media for texts in (picture.alt, picture.caption) if isinstance(texts, dict)]
        said += [in_language(texts, code) for texts in seen for code in editions]
        said += facets.names(timeline.kinds, event)
        return folded(" ".join((*said, *(text(entry, edition) for edition in editions.values()))))

    return table._replace(columns=(*table.columns, *columns.each("text", "", text), Column("folded", words)))


def folded(text: str) -> str:
    """The words of a text as a search looks for them: each as it is folded, its stem, and, since SQLite does not
    fold what is asked, as most people spell it: without vowel marks, with its article and without."""
    tokens = dict.fromkeys((*folding.tokens(text), *folding.parted(text)))
    words = [w for token in tokens for w in (token, folding.bare(token), _stem(token))]
    words += [word for written in dict.fromkeys(folding.spelt(text)) for word in (written, folding.bare(written))]
    return " ".join(dict.fromkeys(words))


_stem = cache(folding.stem)  # texts repeat their words


def _periods(timeline: Timeline, editions: Editions, columns: Columns) -> Iterator[Dataset]:
    """Periods, what they rest on, and the events that fall in them: `wholly` is 1, or 0 for in part or perhaps."""
    left = ("sources", "aliases", *(f"other_names_{code}" for code in editions))
    yield _without(datasets.periods(timeline, editions), left)
    cited = tuple((entry.id, citation) for entry in timeline.periods.values() for citation in entry.record.sources)
    said = lambda row: row[1].at if isinstance(row[1].at, str) else None
    wanted = [
        _key("period", "periods", _item(0)),
        _key("source", "sources", lambda row: row[1].id),
        Column("at", said),
        *columns.each("at", "", lambda row, edition: _place(row[1].at, edition)),
    ]
    yield Dataset("period_sources", (), tuple(wanted), cited)
    fallen = tuple((fall.id, id, int(fall.wholly)) for id, own in timeline.happened.items() for fall in own)
    wanted = [_key("event", "events", _item(0)), _key("period", "periods", _item(1))]
    wanted += [Column("wholly", _item(2), kind="integer", needed=True)]
    yield Dataset("event_periods", ("event", "period"), tuple(wanted), fallen)


def _pictures(name: str, of: Mapping[str, str], entries: Iterable[Entry[Any]], columns: Columns) -> Dataset:
    """The pictures of a kind of record: of events those of each, of the others those of all."""
    ((key, kind),) = of.items()
    step = [Column("step", lambda shown: shown.step, kind="integer", needed=True)] if kind == "paths" else []
    record = _key(key, kind, lambda shown: shown.entry.id)
    wanted = (record, *step, *(column._replace(words="") for column in columns.pictured()))
    return Dataset(
        name,
        (key, *(column.name for column in step), "picture"),
        wanted,
        tuple(one for entry in entries for one in shown(kind, entry)),
        each=partial(shown, kind) if kind == "events" else None,
    )


def _other_dates(columns: Columns) -> Dataset:
    days = (column._replace(words="") for column in columns.limits(of_passage("date")))
    wanted = (
        _key("event", "events", lambda part: part.event.id),
        _key("other_date", "", lambda part: part.passage.name),
        _key("date", "", lambda part: part.passage.record.date.text),
        *days,
        *columns.texts("note", "", of_passage("note")),
        *columns.remarks(schema.OtherDate),
    )
    return Dataset("other_dates", ("event", "other_date"), wanted, each=partial(datasets.parts, "other_date"))


def _disagreements(columns: Columns) -> Iterator[Dataset]:
    """What each is about; and its sides."""
    sides = partial(datasets.parts, "disagreement")
    event = _key("event", "events", lambda part: part.event.id)
    name = _key("disagreement", "", lambda part: part.passage.name)
    whole = lambda field: lambda part: getattr(datasets.disagreement(part), field)
    wanted = [event, name, *columns.texts("about", "", whole("about")), *columns.texts("note", "", whole("note"))]
    wanted += columns.remarks(schema.Disagreement, datasets.disagreement)
    firsts = lambda entry: (part for part in sides(entry) if part.passage.side == 1)
    yield Dataset("disagreements", ("event", "disagreement"), tuple(wanted), each=firsts)
    side = Column("side", lambda part: part.passage.side, kind="integer", needed=True)
    wanted = [event, name, side, *columns.holder(), *columns.texts("text", "", of_passage("text"))]
    wanted += columns.remarks(schema.Account)
    yield Dataset("sides", ("event", "disagreement", "side"), tuple(wanted), each=sides)


class _Cited(NamedTuple):
    """A citation, and what it is of: an event as a whole, or one of its passages."""

    citation: schema.Citation
    event: str
    part: str = ""
    name: str | None = None
    side: int | None = None


def _citations(columns: Columns) -> Dataset:
    """What rests on which source, and where in it: an event as a whole, or one of its parts."""
    at = lambda cited: cited.citation.at if isinstance(cited.citation.at, str) else None

    wanted = (
        _key("source", "sources", lambda cited: cited.citation.id),
        Column("at", at),
        *columns.each("at", "", lambda cited, edition: _place(cited.citation.at, edition)),
        _key("event", "events", lambda cited: cited.event),
        *(Column(part, partial(_name_of, part)) for part in _PARTS),
        Column("side", lambda cited: cited.side, kind="integer"),
    )
    return Dataset("citations", (), wanted, each=_cited)


def _place(said: str | Mapping[str, str] | None, edition: Edition) -> str | None:
    """A place in a source, in words."""
    if isinstance(said, Mapping) and borrowed(edition.text(said), edition):
        return None
    return str(edition.locator(said)) if said else None


def _name_of(part: str, cited: _Cited) -> str | None:
    """The name of what is cited, where that is such a part of an event."""
    return cited.name if cited.part == part else None


def _cited(entry: Entry[schema.Event]) -> Iterator[_Cited]:
    yield from (_Cited(citation, entry.id) for citation in entry.record.sources)
    for passage in passages(entry.record):
        for citation in passage.record.sources:
            yield _Cited(citation, entry.id, part=passage.kind, name=passage.name, side=passage.side)


class _Asked(NamedTuple):
    """A question of a path, and the step that it belongs to; both are counted along the whole path, from 1."""

    path: str
    number: int
    question: schema.Question
    step: int | None = None
    event: str = ""  # the step's


def _paths(timeline: Timeline, columns: Columns) -> Iterator[Dataset]:
    """Paths with their steps and questions, and where each question is to look."""
    paths = tuple(timeline.lessons.values())
    path = _key("path", "paths", _item(0))
    wanted = [_key("id", "", lambda entry: entry.id), Column("minutes", of_record("minutes"), kind="integer")]
    for name in ("title", "summary", "body"):
        wanted += columns.texts(name, "", of_record(name))
    wanted += columns.page("paths", lambda entry: (entry.id, ""), "", needed=False)
    yield Dataset("paths", ("id",), tuple(wanted), paths)
    steps = tuple((entry.id, n, step) for entry in paths for n, step in enumerate(entry.record.steps, 1))
    wanted = [path, Column("step", _item(1), kind="integer", needed=True)]
    wanted += [_key("event", "events", lambda row: row[2].event), *columns.texts("text", "", lambda row: row[2].text)]
    yield Dataset("path_steps", ("path", "step"), tuple(wanted), steps)
    asked = tuple(question for entry in paths for question in _asked(entry))
    number = Column("question", _item(1), kind="integer", needed=True)
    wanted = [path, number, Column("step", lambda asked: asked.step, kind="integer")]
    wanted += columns.texts("text", "", lambda asked: asked.question.text)
    wanted += columns.texts("answer", "", lambda asked: asked.question.answer)
    yield Dataset("path_questions", ("path", "question"), tuple(wanted), asked)
    places = tuple(
        (one.path, one.number, event or one.event, passage)
        for one in asked
        for event, _, passage in (where.partition("#") for where in one.question.look_at)
    )
    wanted = [path, number, _key("event", "events", _item(2)), Column("passage", _item(3))]
    yield Dataset("path_passages", (), tuple(wanted), places)


def _asked(entry: Entry[schema.Lesson]) -> list[_Asked]:
    lesson = entry.record
    asked: list[tuple[schema.Question, int | None, str]]
    asked = [(q, n, step.event) for n, step in enumerate(lesson.steps, 1) for q in step.questions]
    asked += [(question, None, "") for question in lesson.questions]
    return [_Asked(entry.id, n, question, step=step, event=event) for n, (question, step, event) in enumerate(asked, 1)]
