"""What can be taken away: each file with its size, the archive of them all, and what each column of a table means."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from timeline.downloads import datasets, exports, ical
from timeline.downloads.columns import Dataset
from timeline.edition.edition import Edition
from timeline.edition.views import Dated, Link
from timeline.pages.page_maker import Maker, Section
from timeline.records.languages import Language
from timeline.target import Files, Target
from timeline.text import edtf

SECTION = Section("data", lambda timeline: True, "WebPage")


class DataFile(NamedTuple):
    """A file to take away; `language` is set where it is in one alone."""

    name: str
    path: str
    text: str
    size: str
    language: str = ""


class DataGroup(NamedTuple):
    name: str
    files: tuple[DataFile, ...]


class ColumnRow(NamedTuple):
    """A column's meaning; several names where each language has a column of its own."""

    names: tuple[str, ...]
    text: str


class ColumnGroup(NamedTuple):
    """The columns of a table, by the name of its file."""

    name: str
    rows: tuple[ColumnRow, ...]


class Data(NamedTuple):
    """What can be taken away. `version` is the day of the latest change; `archive` is None within the archive.
    `calendars` are there where entries in them can have addresses."""

    version: Dated | None
    groups: tuple[DataGroup, ...]
    archive: DataFile | None
    tables: tuple[ColumnGroup, ...]
    calendars: tuple[Link, ...] = ()


def pages(m: Maker, files: Files, archive: int | None, key: Callable[[], str]) -> list[Target]:
    """`files` are the downloads, made already, and `key` is the digest of all that they are made of; `archive` is the
    size of the archive where that stands beside the page."""
    return m.section(SECTION, "data.html", lambda m: _data(m, files, archive), key=lambda: f"{key()} {archive}")


def _data(m: Maker, files: Files, archive: int | None) -> Data:
    editions, latest = {code: maker.edition for code, maker in m.makers.items()}, m.timeline.latest
    groups: dict[str, list[DataFile]] = {}
    for export in (*exports.table(editions, bool(m.timeline.located)), exports.PACKAGE):
        groups.setdefault(m.words[export.group], []).append(_file(m, export, files.size(export.path)))
    return Data(
        version=m.edition.dated(edtf.parse(latest[:10])) if latest else None,
        groups=tuple(DataGroup(name, tuple(held)) for name, held in groups.items()),
        archive=None if archive is None else _file(m, exports.ARCHIVE, archive),
        tables=tuple(_columns(dataset, m.edition) for dataset in datasets.tables(m.timeline, editions)),
        calendars=ical.links(m.edition),
    )


def _file(m: Maker, export: exports.Export, bytes: int) -> DataFile:
    return DataFile(
        name=export.name,
        path=export.path,
        text=m.edition.mixed(m.words[export.words]),
        size=_size(m.language, bytes),
        language=m.timeline.languages[export.language].name if export.language else "",
    )


def _size(language: Language, bytes: int) -> str:
    """A file's size as people say it: whole kilobytes, and megabytes with one digit after the point."""
    if bytes < 1_000_000:
        return language.count("kilobytes", max(1, -(-bytes // 1000)))
    return language.count("megabytes", round(Decimal(bytes) / 1_000_000, 1))


def _columns(dataset: Dataset, edition: Edition) -> ColumnGroup:
    rows: dict[tuple[str, bool], list[str]] = {}
    for column in dataset.columns:
        rows.setdefault((column.words, bool(column.language)), []).append(column.name)
    return ColumnGroup(
        f"{dataset.name}.csv",
        tuple(
            ColumnRow(tuple(names), edition.mixed(edition.language.words[words])) for (words, _), names in rows.items()
        ),
    )
