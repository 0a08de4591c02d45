"""What can be taken away from the timeline as a whole: the table of downloads, one row each.

A row says how the file is called under `data/`, what it is to a machine and in words, and how its bytes are made, piece
by piece, when somebody asks for them. The page that explains the files is made of the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from timeline import addresses
from timeline.downloads import (
    datapackage,
    datasets,
    geojson_file,
    json_file,
    json_ld,
    sqlite_file,
    sqlite_tables,
    timelinejs_file,
)
from timeline.downloads.columns import Dataset, Editions
from timeline.edition import citation_files, works
from timeline.edition.contributions import Made, Whole
from timeline.records.timeline import Timeline
from timeline.target import Files, Target

_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    **{ending: media for _, ending, media, _ in citation_files.FORMATS},
}


class Export(NamedTuple):
    """A download. `words` is the key, among a language's words, of the sentence that says what it is; `group` that
    of the heading it stands under; `language` the one that it is in, where it is in one alone."""

    name: str
    group: str
    words: str
    make: Callable[[Whole], Iterable[bytes]]
    language: str = ""

    @property
    def path(self) -> str:
        return addresses.data(self.name)

    @property
    def media(self) -> str:
        """Its media type, by the end of its name."""
        return _MEDIA[self.name.partition(".")[2]]


def table(editions: Iterable[str], places: bool = True) -> list[Export]:
    """Every download but their description, in the order in which the data page explains them, group by group; that of
    places where some have coordinates.

    For whoever makes one, `timeline.site.address` is the address under which the site is published, with its slash;
    nothing where that is not known.
    """
    return [
        Export("events.csv", "data_tables", "data_events", _csv(datasets.events)),
        Export("events-excel.csv", "data_tables", "data_excel", _csv(datasets.events, mark="\ufeff")),
        Export("figures.csv", "data_tables", "data_figures", _csv(datasets.figures)),
        Export("statements.csv", "data_tables", "data_statements", _csv(datasets.statements)),
        Export("disagreements.csv", "data_tables", "data_disagreements", _csv(datasets.disagreements)),
        Export("pictures.csv", "data_tables", "data_pictures", _csv(datasets.pictures)),
        Export("sources.csv", "data_tables", "data_sources", _csv(datasets.sources)),
        Export("periods.csv", "data_tables", "data_periods", _csv(datasets.periods)),
        Export("timeline.json", "data_whole", "data_json", _encoded(json_file.as_json)),
        Export("events.jsonl", "data_whole", "data_jsonl", _encoded(json_file.as_lines)),
        Export("timeline.jsonld", "data_programs", "data_jsonld", _encoded(json_ld.as_file)),
        Export("timeline.sqlite", "data_whole", "data_sqlite", sqlite_file.made),
        *(
            [Export("places.geojson", "data_programs", "data_geojson", _encoded(geojson_file.as_json))]
            if places
            else ()
        ),
        *(
            Export(
                f"timeline-{code}.{ending}", "data_programs", f"data_{ending[:3]}", _works(code, ending), language=code
            )
            for _, ending, _, _ in citation_files.FORMATS
            for code in editions
        ),
        *(
            Export(f"timelinejs-{code}.json", "data_programs", "data_timelinejs", _slides(code), language=code)
            for code in editions
        ),
    ]


# Made of all the others, so they are not of the table.
ARCHIVE = Export("site.zip", "data_archive", "data_site", lambda _: ())
PACKAGE = Export("datapackage.json", "data_programs", "data_package", lambda _: ())


def contributions(editions: Iterable[str]) -> dict[str, Made]:
    """What each event contributes to the downloads."""
    made: dict[str, Made] = {
        "json": Made(json_file.contribution),
        "jsonld": Made(json_ld.contribution),
        "sqlite": Made(sqlite_tables.contribution),
    }
    for table in datasets.OF_EVENTS:
        made[f"csv-{table.__name__}"] = Made(partial(datasets.contribution, table))
    for code in editions:
        made[f"works-{code}"] = Made(partial(_entries, code), code)
        made[f"slide-{code}"] = Made(partial(_slide, code), code)
    return made


def _encoded(make: Callable[[Whole], Iterable[str]]) -> Callable[[Whole], Iterator[bytes]]:
    return lambda whole: (text.encode() for text in make(whole))


def _csv(make: Callable[[Timeline, Editions], Dataset], mark: str = "") -> Callable[[Whole], Iterator[bytes]]:
    return _encoded(lambda whole: datasets.as_csv(make(whole.timeline, whole.editions), whole, mark))


def _entries(code: str, editions: Editions, id: str) -> dict[str, str]:
    return citation_files.entries(works.work(editions[code], "events", id))


def _works(code: str, ending: str) -> Callable[[Whole], Iterator[bytes]]:
    """Every event and every source of an edition, as a citation manager takes them in."""

    def made(whole: Whole) -> Iterator[str]:
        edition = whole.editions[code]
        sources = (citation_files.entries(works.work(edition, "sources", id)) for id in edition.timeline.sources)
        entries = (entry[ending] for entry in chain(whole.each(f"works-{code}"), sources))
        return citation_files.file(ending, entries, edition.credit)

    return _encoded(made)


def _slide(code: str, editions: Editions, id: str) -> str:
    return timelinejs_file.contribution(editions[code], id)


def _slides(code: str) -> Callable[[Whole], Iterator[bytes]]:
    return _encoded(lambda whole: timelinejs_file.as_json(whole.editions[code], whole.each(f"slide-{code}")))


def _held(whole: Whole) -> list[Export]:
    return table(whole.editions, bool(whole.timeline.located))


def targets(whole: Whole, key: Callable[[], str]) -> list[Target]:
    """The files themselves, none of them made yet. `key` is the digest of all that they are made of."""
    return [Target(export.path, data=partial(export.make, whole), key=key) for export in _held(whole)]


def package(whole: Whole, key: Callable[[], str], files: Files) -> Target:
    """Their description, once they are made."""

    def made() -> bytes:
        described = ((e.name, e.media, e.words, files.pieces(e.path)) for e in _held(whole))
        return datapackage.made(whole, described)

    return Target(PACKAGE.path, data=made, key=key)
