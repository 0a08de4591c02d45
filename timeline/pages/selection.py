"""What a reader's own selection is shown and exported from: each event ready to print, found by its id.

A selection is an address: `/en/selection/#title=My%20lesson&events=ID,ID`. A browser that opens it loads,
of the thousands of events there may be, the few files that hold these. Which file holds an id is
counted from the id itself, here and in templates/js/selection.js alike. A former id stands there too, and
says what the event is called now.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from timeline import addresses
from timeline.edition import citation_files, views, works
from timeline.edition.contributions import Whole
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import OnDemand
from timeline.edition.views import Link
from timeline.pages.page_maker import Maker, Shown
from timeline.pages.script_data import Packets, as_json, forms, packet
from timeline.target import Target

FEW = 8  # events in a file, at most and on average
COLUMNS = ("id", "date", "title", "summary", "sources", "address")

_PLACE, _TAG = re.compile("<bdi>(.*?)</bdi>"), re.compile("<(?!/?bdi)[^>]*>")
_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


class Selection(NamedTuple):
    """Where a reader's own selection is put together. `index` is where the script begins, which words a count by
    `counted` and an event's place by `place`; `ways` are sections to find events by."""

    index: str  # type: ignore[assignment]  # hides a method of tuples
    counted: tuple[tuple[str, str], ...]  # plural category, phrase
    place: str  # with the gaps `{n}` and `{total}`
    ways: tuple[Link, ...]


def pages(m: Maker) -> Iterator[Target]:
    if m.frame.selection:
        yield m.page(m.frame.selection, "selection.html", _page, type="WebPage")


def _page(m: Maker) -> Shown:
    index, _ = m.packed["selection"][m.code]
    names = ("paths", "search") if m.timeline.lessons else ("search",)
    selection = Selection(
        index=index,
        counted=forms(m.language.counts["events"]),
        place=m.language.place,
        ways=tuple(Link(m.words[f"nav_{name}"], addresses.section(m.code, name)) for name in names),
    )
    return Shown(m.words["selection"], m.words["selection_help"], selection)


def contribution(code: str, editions: Mapping[str, Edition], id: str) -> list[Any]:
    """What an event contributes to the selections of an edition."""
    return _row(editions[code], id)


def shelves(whole: Whole) -> Packets:
    """Each edition's files, made when they are asked for."""
    return OnDemand(whole.editions, lambda code: shelf(code, whole))


def shelf(code: str, whole: Whole) -> tuple[str, dict[str, bytes]]:
    """The path of the file that names the others, and all files of an edition by path."""
    edition = whole.editions[code]
    files: dict[str, bytes] = {}

    def put(kind: str, value: object) -> str:
        name, data = packet("timelineSelection", kind, as_json(value))
        files[addresses.selection(code, name)] = data
        return name

    rows: list[list[Any]] = list(whole.each(f"selection-{code}"))
    rows += [[former, id] for (kind, former), id in whole.timeline.aliases.items() if kind == "events"]
    held: list[list[list[Any]]] = [[] for _ in range(_files(len(rows)))]
    for row in rows:
        held[place(row[0], len(held))].append(row)
    main = {
        "path": addresses.record(code, "events", "{id}"),
        "foreign": edition.foreign[edition.language.direction],
        "columns": line(COLUMNS),
        "events": [put("events", rows) for rows in held],
    }
    return addresses.selection(code, put("index", main)), files


def place(id: str, files: int) -> int:
    """The number of the file that holds an id."""
    total = 0
    for letter in id:
        total = (total * 31 + ord(letter)) % 1_000_003
    return total % files


def _files(rows: int) -> int:
    """How many files: a power of two, so that one more event hardly ever moves the others about."""
    files = 1
    while files * FEW < rows:
        files *= 2
    return files


def _row(edition: Edition, id: str) -> list[Any]:
    """An event: its id, date, title, summary, sources, itself as a line of CSV and as an entry of BibTeX, and the note
    that names its sources in full."""
    timeline, card = edition.timeline, edition.cards[id]
    record = timeline.events[id].record
    cited = edition.cited(record.sources)
    sources = [_at(views.pieces(c.name), c.at) for c in cited]
    named = "; ".join(f"{views.plain(c.name)} {c.at}".strip() for c in cited)
    address = f"{timeline.site.address or ''}{card.path}"
    texts = (id, record.date.text, views.plain(card.title), views.plain(card.summary), named, address)
    entry = citation_files.bibtex((works.work(edition, "events", id),))
    return [
        id,
        card.date.text,
        views.pieces(card.title),
        views.pieces(card.summary),
        sources,
        line(texts),
        entry,
        _note(edition.events[id]),
    ]


def _at(name: list[str], place: str) -> list[str]:
    """A source's name in pieces, and the place in it: that is in the page's own language, whatever the name ends in."""
    *before, last = name
    return [*before, f"{last} {place}".rstrip()]


def _note(event: views.Event) -> list[str]:
    """An event's first note, in pieces: what it rests on as a whole. Places in sources are not of another direction."""
    (note, *_) = event.notes
    return views.parted(_TAG.sub("", _PLACE.sub(r"\1", note.text.markup)))


def line(cells: Iterable[str]) -> str:
    """Cells as a line of CSV (RFC 4180). One that a spreadsheet would run as a formula begins with an apostrophe."""
    text = io.StringIO()
    csv.writer(text).writerow(f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells)
    return text.getvalue().removesuffix("\r\n")
