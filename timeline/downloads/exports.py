"""What can be taken away from the timeline as a whole: the table of downloads, one row each.

A row says how the file is called under `data/`, what it is to a machine and in words, and how its bytes are
made. They are made when somebody asks for them, and the page that explains the files is made of the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.downloads import datapackage, datasets, json_file, json_ld, sqlite_file, timelinejs_file
from timeline.downloads.columns import Dataset
from timeline.edition import citation_files, citation_styles, works
from timeline.edition.edition import Edition
from timeline.records.timeline import Timeline
from timeline.target import Target

Editions = Mapping[str, Edition]


_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
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
    make: Callable[[Timeline, Editions], bytes]
    language: str = ""

    @property
    def path(self) -> str:
        return addresses.data(self.name)

    @property
    def media(self) -> str:
        """Its media type, by the end of its name."""
        return _MEDIA[self.name.partition(".")[2]]


def table(editions: Iterable[str]) -> list[Export]:
    """Every download but their description, in the order in which the data page explains them, group by group.

    For whoever makes one, `timeline.site.address` is the address under which the site is published, with its slash;
    nothing where that is not known.
    """
    return [
        Export("events.csv", "data_tables", "data_events", _csv(datasets.events)),
        Export("events-excel.csv", "data_tables", "data_excel", _csv(datasets.events, mark="\ufeff")),
        Export("figures.csv", "data_tables", "data_figures", _csv(datasets.figures)),
        Export("statements.csv", "data_tables", "data_statements", _csv(datasets.statements)),
        Export("disagreements.csv", "data_tables", "data_disagreements", _csv(datasets.disagreements)),
        Export("sources.csv", "data_tables", "data_sources", _csv(datasets.sources)),
        Export("timeline.json", "data_whole", "data_json", json_file.as_json),
        Export("events.jsonl", "data_whole", "data_jsonl", json_file.as_lines),
        Export("timeline.jsonld", "data_programs", "data_jsonld", json_ld.as_file),
        Export("timeline.sqlite", "data_whole", "data_sqlite", sqlite_file.made),
        *(
            Export(
                f"timeline-{code}.{ending}", "data_programs", f"data_{ending[:3]}", _works(code, make), language=code
            )
            for _, ending, _, make in citation_files.FORMATS
            for code in editions
        ),
        *(
            Export(f"timelinejs-{code}.json", "data_programs", "data_timelinejs", _slides(code), language=code)
            for code in editions
        ),
    ]


# Made of all the others, so they are not of the table.
ARCHIVE = Export("site.zip", "data_archive", "data_site", lambda *_: b"")
PACKAGE = Export("datapackage.json", "data_programs", "data_package", lambda *_: b"")


def _csv(make: Callable[[Timeline, Editions], Dataset], mark: str = "") -> Callable[[Timeline, Editions], bytes]:
    return lambda timeline, editions: datasets.as_csv(make(timeline, editions), mark)


def _works(code: str, make: Callable[[Iterable[citation_styles.Work]], str]) -> Callable[[Timeline, Editions], bytes]:
    """Every event and every source of an edition, as a citation manager takes them in."""

    def made(timeline: Timeline, editions: Editions) -> bytes:
        edition = editions[code]
        named = [(kind, id) for kind in ("events", "sources") for id in timeline.kinds[kind]]
        cited = [works.work(edition, *name) for name in named]
        if make is citation_files.bibtex:  # the one of these formats in which a file can say whose it is
            return citation_files.bibtex(cited, edition.credit).encode()
        return make(cited).encode()

    return made


def _slides(code: str) -> Callable[[Timeline, Editions], bytes]:
    return lambda _, editions: timelinejs_file.as_json(editions[code])


def targets(timeline: Timeline, editions: Editions) -> list[Target]:
    """The files themselves, none of them made yet."""
    exports = table(editions)
    files = [Target(export.path, data=partial(export.make, timeline, editions)) for export in exports]

    def package() -> bytes:
        made = ((e.name, e.media, e.words, file.data) for e, file in zip(exports, files, strict=True))
        return datapackage.made(timeline, editions, made)

    return [*files, Target(PACKAGE.path, data=package)]
