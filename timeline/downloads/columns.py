"""What a table is: items, and columns that each know how their cell is made of one.

A text has a column for each language of the site. What several tables have in common (who speaks, where it is
written, on which page it stands) is a few columns here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from timeline import addresses
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.records import pictures, schema
from timeline.records.passages import Passage
from timeline.records.schema import Citation, Record
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.text import edtf, table_cells

Editions = Mapping[str, Edition]
Cell = str | int | Decimal | None
Get = Callable[[Any], Cell]  # an item of a table -> its cell in a column


class Column(NamedTuple):
    """A column. `get` makes its cell of an item of the table; `words` is the key, among a language's words, of what it
    holds; `kind` what Table Schema calls its type; `points` the kind of record whose id it has; `language` the one
    that its texts are in."""

    name: str
    get: Get
    words: str = ""
    kind: str = "string"
    needed: bool = False
    points: str = ""
    language: str = ""


class Dataset(NamedTuple):
    """A table: a row for each item, a cell for each column. `key` are the columns that no two rows have alike. `each`
    gives the items of an event, in a table of events or of what is part of them; `items` are all that no event has."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    items: Sequence[Any] = ()
    each: Callable[[Entry[schema.Event]], Iterable[Any]] | None = None

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table that has nothing of events."""
        return self._of(self.items)

    def rows_of(self, event: Entry[schema.Event]) -> Iterator[tuple[Cell, ...]]:
        """The rows that an event contributes."""
        return self._of(self.each(event) if self.each else ())

    def _of(self, items: Iterable[Any]) -> Iterator[tuple[Cell, ...]]:
        getters = [column.get for column in self.columns]
        return (tuple(get(item) for get in getters) for item in items)


class Part(NamedTuple):
    """What a row about a part of an event is made of: the event's entry, and the passage."""

    event: Entry[Any]
    passage: Passage


class Shown(NamedTuple):
    """What a row about a picture is made of: the entry of the record that shows it, of a path the number of the step
    that does, and the picture with its number there."""

    kind: str
    entry: Entry[Any]
    step: int | None
    number: int
    picture: schema.Picture


def of_picture(name: str) -> Callable[[Shown], Any]:
    return lambda shown: getattr(shown.picture, name)


def of_record(name: str) -> Callable[[Entry[Any]], Any]:
    return lambda entry: getattr(entry.record, name)


def of_passage(name: str) -> Callable[[Part], Any]:
    return lambda part: getattr(part.passage.record, name)


def address(part: Part) -> tuple[str, str]:
    """The event's id and the passage's fragment, as `Columns.page` takes them."""
    return part.event.id, part.passage.fragment


class Columns:
    """Columns that several tables have, and those that there is one of for each language."""

    def __init__(self, timeline: Timeline, editions: Editions):
        self.timeline, self.editions, self.codes = timeline, editions, tuple(editions)
        licence = timeline.site.licence
        # As machines know it, else where it can be read.
        named = (licence.spdx or licence.address) if licence else None
        self.licence = Column("licence", lambda _: named, "column_licence")

    def each(self, name: str, words: str, get: Callable[[Any, Edition], Cell], needed: bool = False) -> list[Column]:
        """A column for each language; `get` makes a cell of an item and an edition. A growing edition may lack any."""
        growing = self.timeline.site.growing
        needs = {code: needed and code not in growing for code in self.editions}
        return [
            Column(f"{name}_{code}", partial(_in, get, edition), words, needed=needs[code], language=code)
            for code, edition in self.editions.items()
        ]

    def texts(
        self, name: str, words: str, of: Callable[[Any], Mapping[str, str] | None], needed: bool = False
    ) -> list[Column]:
        """A text in each language; empty where it lacks one."""
        return self.each(name, words, lambda item, e: in_language(of(item), e.code), needed)

    def remarks(
        self, model: type[Record], of: Callable[[Any], Record] = lambda part: part.passage.record
    ) -> list[Column]:
        """The texts of a record that the schema says are shown wherever the record is."""
        return [
            column
            for name, words in schema.remarks(model).items()
            for column in self.texts(name, words, partial(_of, of, name))
        ]

    def part(self, name: str) -> list[Column]:
        """Which passage of which event it is."""
        return [
            Column("event", lambda part: part.event.id, "column_event", needed=True, points="events"),
            Column(name, lambda part: part.passage.name, f"column_{name}", needed=True),
        ]

    def limits(self, of: Callable[[Any], edtf.Date | None]) -> list[Column]:
        """The first and the last day that a date can mean."""
        return [
            Column(name, partial(_limit, of, n), f"column_{name}", "date")
            for n, name in enumerate(("earliest", "latest"))
        ]

    def spoken(self) -> list[Column]:
        """What says whose words something is: who speaks, who passed it on, how well it stands, where it is written."""
        return [
            *self.speaker(lambda part, e: speaker(self.timeline, part.passage.said_by, e.code)),
            Column("via", of_passage("via"), "column_via", points="actors"),
            Column("standing", of_passage("standing"), "column_standing", needed=True),
            Column("sources", self.cited(lambda part: part.passage.record), "column_sources", needed=True),
        ]

    def holder(self) -> list[Column]:
        """Who holds a side: who speaks; where nobody is named, whoever published what it stands in, as on its page."""

        def name(part: Part, edition: Edition) -> str:
            side = part.passage
            if side.said_by:
                return speaker(self.timeline, side.said_by, edition.code)
            if not edition.has("events", part.event.id):
                return ""
            names = (citation.who for citation in edition.cited(side.record.sources))
            return ", ".join(views.plain(name) for name in names if not borrowed(name, edition))

        return self.speaker(name)

    def pictured(self) -> list[Column]:
        """What is said of a picture, and where its file is."""
        base, media = self.timeline.site.address or "", self.timeline.media
        largest = lambda name: lambda shown: getattr(media[shown.picture.file].largest, name)
        alt = lambda shown: shown.picture.alt if isinstance(shown.picture.alt, dict) else None
        own = lambda shown: isinstance(shown.picture.licence, schema.Licence)
        return [
            Column("picture", lambda shown: shown.picture.id or str(shown.number), "column_picture", needed=True),
            Column("file", of_picture("file"), "column_picture_file", needed=True),
            Column("address", lambda s: f"{base}{largest('path')(s)}", "column_picture_file", needed=True),
            Column("type", lambda shown: media[shown.picture.file].type, "column_picture_file", needed=True),
            *(
                Column(name, largest(name), "column_picture_file", "integer", needed=True)
                for name in ("width", "height")
            ),
            *self.texts("alt", "column_alt", alt),
            *self.texts("caption", "column_caption", of_picture("caption")),
            *self.texts("credit", "column_credit", of_picture("credit")),
            Column("made", lambda shown: shown.picture.date and shown.picture.date.text, "column_made"),
            *self.limits(of_picture("date")),
            Column("licence", lambda shown: _licence(shown.picture.licence), "column_picture_licence"),
            *self.texts("licence", "column_licence_name", lambda s: s.picture.licence.name if own(s) else None),
            *self.texts("reason", "column_reason", of_picture("reason")),
            *(Column(name, of_picture(name), "column_plays") for name in ("video", "sound")),
            *self.remarks(schema.Picture, lambda shown: shown.picture),
            Column("sources", self.cited(lambda shown: shown.picture), "column_sources", needed=True),
        ]

    def speaker(self, name: Callable[[Part, Edition], str]) -> list[Column]:
        """Who speaks: the id of an actor, if it is one, and the name in each language."""
        known = lambda part: part.passage.said_by if isinstance(part.passage.said_by, str) else None
        return [
            Column("said_by", known, "column_said_by", points="actors"),
            *self.each("speaker", "column_speaker", name),
        ]

    def cited(self, of: Callable[[Any], Any]) -> Get:
        """What a record rests on, in a cell, as an import reads it; of words in several languages, all."""
        return lambda item: table_cells.joined(table_cells.cited(c.id, self.place(c)) for c in of(item).sources)

    def place(self, citation: Citation) -> str:
        at = citation.at
        return at if isinstance(at, str) else " / ".join(filter(None, (in_language(at, code) for code in self.codes)))

    def page(
        self, kind: str, of: Callable[[Any], tuple[str, str]], words: str = "column_page", needed: bool = True
    ) -> list[Column]:
        """Where it stands in each edition, `of` saying its record's id and fragment: whole addresses where the site's
        own is known, else from its root."""
        base = self.timeline.site.address or ""

        def where(item: Any, edition: Edition) -> str:
            id, fragment = of(item)
            if not edition.has(kind, id):
                return ""
            return f"{base}{addresses.record(edition.code, kind, id)}{f'#{fragment}' if fragment else ''}"

        return self.each("page", words, where, needed)


def borrowed(words: views.Words, edition: Edition) -> bool:
    """Whether a text stands in for one that a growing edition lacks: in a table its cell stays empty."""
    return bool(edition.timeline.growing) and isinstance(words, views.Text)


def figure_words(figure: schema.Figure, edition: Edition) -> str:
    """A figure in words; empty where an edition does not have it, or its unit."""
    words = edition.words_of(figure) if edition.has("measures", figure.measure) else ""
    return "" if isinstance(words, views.Text) else words


def _in(get: Callable[[Any, Edition], Cell], edition: Edition, item: Any) -> Cell:
    return get(item, edition)


def speaker(timeline: Timeline, said_by: str | Mapping[str, str] | None, code: str) -> str:
    """A speaker's name in a language."""
    return in_language(timeline.kinds["actors"][said_by].record.name if isinstance(said_by, str) else said_by, code)


def in_language(texts: Mapping[str, str] | None, code: str) -> str:
    """A text in a language; empty where it lacks that."""
    return (texts or {}).get(code, "").strip()


def shown(kind: str, entry: Entry[Any]) -> Iterator[Shown]:
    """The pictures of a record, and of the steps that it has."""
    for at, media in pictures.placed(entry.record):
        step = int(at[1]) + 1 if at[0] == "steps" else None
        for number, picture in enumerate(media, 1):
            yield Shown(kind=kind, entry=entry, step=step, number=number, picture=picture)


def _licence(licence: schema.Licence | str | None) -> str | None:
    """As machines know it, else where it can be read."""
    return licence.spdx or licence.address if isinstance(licence, schema.Licence) else licence


def _of(of: Callable[[Any], Record], name: str, item: object) -> Any:
    """A field of the record that an item is about."""
    return getattr(of(item), name)


def _limit(of: Callable[[Any], edtf.Date | None], n: int, item: object) -> str | None:
    """The first (0) or the last (1) day that an item's date can mean, where it has one."""
    return limits(date)[n] if (date := of(item)) else None


def limits(date: edtf.Date) -> tuple[str | None, str | None]:
    """The first and the last day that a date can mean, as ISO 8601 has them."""
    return _iso(date.earliest), _iso(date.latest)


def _iso(day: edtf.Day | None) -> str | None:
    return f"{day[0]:0{4 + (day[0] < 0)}d}-{day[1]:02d}-{day[2]:02d}" if day else None
