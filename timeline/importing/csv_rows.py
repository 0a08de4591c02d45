"""A CSV file as rows of named cells, each of which knows where in the file it stands.

Reads what spreadsheets write (RFC 4180): commas, semicolons or tabs, whichever parts the first row into
most cells; quotation marks with line ends within; Excel's line `sep=;`. A cell is text and nothing else.
Places are not kept: a row is read once more when the first of them is asked for.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from timeline.faults.diagnostic import Diagnostic, Span, tell
from timeline.importing.any_text import MOST_EVENTS, too_many
from timeline.importing.column_names import key
from timeline.records.yaml_file import File

_SEPARATORS = ",;\t"
_DECLARED = re.compile(r"\s*sep=(.)\s*(?:\n|\r\n?|$)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Row:
    """A row under its header. `start` and `stop` are where its text stands in the file."""

    table: Table
    start: int
    stop: int
    values: list[str]

    def get(self, column: str) -> str:
        """A cell by the key of its column (see `key`); empty where the row or the table has none."""
        index = self.table.columns.get(column)
        return self.values[index].strip() if index is not None and index < len(self.values) else ""

    def span(self, column: str = "") -> Span:
        """Where a cell stands; without one, where the row begins."""
        return self.at(self.table.columns.get(column, 0))

    def at(self, index: int) -> Span:
        """Where the cell of a number stands; where the row begins, if it has not so many."""
        places, _ = _places(self.table.file.text, self.start, self.stop, self.table.separator)
        begin, end = places[index] if index < len(places) else places[0]
        return self.table.file._at(begin, max(end, begin + 1))

    def beyond(self) -> str:
        """What stands in cells that no header is above."""
        return " ".join(value.strip() for value in self.values[len(self.table.header) :] if value.strip())


@dataclass(eq=False)
class Table:
    """`header` are the columns' names as they are written, `columns` where each stands, by its key."""

    file: File
    separator: str
    header: list[str]
    columns: dict[str, int]
    head: tuple[int, int]  # where the header's text stands
    rows: list[Row] = field(default_factory=list)

    def span(self, index: int = 0) -> Span:
        """Where the name of a column stands."""
        return Row(self, *self.head, self.header).at(index)


def read(file: File) -> tuple[Table | None, list[Diagnostic]]:
    """The table in a text, without its empty rows; None, with the fault, where there is none."""
    text, begin = file.text, 0
    if declared := _DECLARED.match(text):
        separator, begin = declared[1], declared.end()
    else:
        separator = _separator(text)
    records = _records(text, begin, separator)
    try:
        start, stop, header = next(records, (0, 0, []))
        columns: dict[str, int] = {}
        table = Table(file, separator, header, columns, head=(start, stop))
        for index, name in enumerate(header):
            if key(name) in columns:
                message = tell("two columns have the name `{name}`", name=name.strip()[:40])
                where = table.span(index)
                return None, [Diagnostic("duplicate-key", message, where, tell("keep one, or rename it"))]
            if key(name):
                columns[key(name)] = index
        table.rows += (Row(table, *record) for record in islice(records, MOST_EVENTS))
        if beyond := next(records, None):
            return None, [too_many(Row(table, *beyond).span(), MOST_EVENTS)]
    except csv.Error:
        message = tell("a cell is longer than {limit} characters", limit=f"{csv.field_size_limit():,}")
        help = tell("look whether a quotation mark is opened and never closed")
        return None, [Diagnostic("csv-syntax", message, Span(file.path), help)]
    last = table.rows[-1] if table.rows else Row(table, start, stop, header)
    places, open_ = _places(text, last.start, last.stop, separator)
    if open_:
        message = tell("a quotation mark is opened here and never closed")
        help = tell("close it, or double it where it belongs to the text")
        return None, [Diagnostic("csv-syntax", message, file._at(places[-1][0], places[-1][0] + 1), help)]
    return table, []


def _separator(text: str) -> str:
    """The sign that parts the first row into most cells; the comma where none does better."""

    def cells(sign: str) -> int:
        try:
            return len(next(_records(text, 0, sign), (0, 0, []))[2])
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=cells)


def _records(text: str, begin: int, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Every record that is not empty, and where its text begins and ends. Raises `csv.Error`."""
    start = stop = begin

    def lines() -> Iterator[str]:
        nonlocal stop
        for line in io.StringIO(text[begin:], newline=""):
            stop += len(line)
            yield line

    # A line is asked for when a record needs it, so what was given out is where the record ends.
    for values in csv.reader(lines(), delimiter=separator, skipinitialspace=True):
        if any(value.strip() for value in values):
            yield start, stop, values
        start = stop


def _places(text: str, start: int, stop: int, separator: str) -> tuple[list[tuple[int, int]], bool]:
    """Where each cell of a record begins and ends, and whether its last is left open."""
    places, begin, quoted, fresh, n = [], start, False, True, start
    while n < stop:
        sign = text[n]
        if quoted:
            if sign == '"' and text[n + 1 : n + 2] == '"':
                n += 1
            elif sign == '"':
                quoted = False
        elif sign == '"' and fresh:
            quoted, fresh, begin = True, False, n
        elif sign == separator:
            places.append((begin, n))
            begin, fresh = n + 1, True
        elif sign in "\r\n":
            break
        elif sign != " ":
            if fresh:
                begin = n
            fresh = False
        n += 1
    return [*places, (begin, n)], quoted
