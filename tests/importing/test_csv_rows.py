"""CSV as spreadsheets write it: rows, cells, and where each stands."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importing import csv_rows
from timeline.records.yaml_file import File


def read(text: str) -> csv_rows.Table:
    found, faults = csv_rows.read(File("f.csv", text))
    assert faults == []
    return found


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_dialect_is_read_and_each_cell_knows_its_place(separator, end):
    """Separators, line ends, quotation marks with both in them; a place is that of the cell in its file."""
    row = separator.join(["2016", f'"a ""b""{separator}{end}c"', "d"])
    sheet = read(end.join([separator.join(["Year", "Head line", "text"]), "", row, separator * 2, row]) + end)
    assert [[r.get("year"), r.get("headline"), r.get("text")] for r in sheet.rows] == [
        ["2016", f'a "b"{separator}{end}c', "d"]
    ] * 2
    span = sheet.rows[0].span("headline")
    assert (span.line, span.column, span.excerpt) == (3, 6, f'2016{separator}"a ""b""{separator}')
    assert (sheet.rows[0].span("text").line, sheet.rows[0].span("text").column) == (4, 4)


def test_excel_may_say_which_separator():
    """Its first line `sep=;` is no row."""
    sheet = read("sep=|\r\nYear|Text\r\n1|a,b;c\r\n")
    assert sheet.header == ["Year", "Text"] and sheet.rows[0].get("text") == "a,b;c"
    assert sheet.rows[0].span("text").line == 3


@pytest.mark.parametrize("name", ["End Year", "end_year", "ENDYEAR", " End-Year ", "End\u00a0Year", "\ufeffEnd Year"])
def test_columns_are_found_however_their_names_are_written(name):
    """Case, spaces, hyphens, what cannot be seen."""
    assert read(f"{name},x\n1,2\n").rows[0].get("endyear") == "1"


def test_rows_may_be_shorter_or_longer_than_the_header():
    """What is not there is empty; what no header is above is known as such."""
    sheet = read("a,b\n1\n1,2,3, ,4\n")
    assert [(row.get("b"), row.beyond()) for row in sheet.rows] == [("", ""), ("2", "3 4")]
    assert sheet.rows[0].span("b").line == 2  # a place, even for a cell that is not there


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('a,b\n1,2\n3,"open\n5,6\n', "csv-syntax", 3, 3),
        ("a,b,A\n1,2,3\n", "duplicate-key", 1, 5),
        ("a,b\n" + "x" * 200_000 + ",2\n", "csv-syntax", 0, 1),
    ],
)
def test_what_is_no_table_is_a_fault_with_a_place(text, code, line, column):
    """A quotation mark that is never closed, two columns of one name, a cell without end."""
    found, (fault,) = csv_rows.read(File("f.csv", text))
    assert found is None and (fault.code, fault.span.line, fault.span.column) == (code, line, column)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read_back(rows):
    """Any cells come back, and the text at a cell's place is the cell."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["k0", "k1", "k2", "k3"], *rows])
    file = File("f.csv", stream.getvalue())
    sheet, faults = csv_rows.read(file)
    assert faults == []
    full = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[row.get(f"k{n}") for n in range(4)] for row in sheet.rows] == [
        [*(cell.strip() for cell in row), *[""] * (4 - len(row))] for row in full
    ]
    for row, cells in zip(sheet.rows, full, strict=True):
        for n, cell in enumerate(cells):
            span = row.span(f"k{n}")
            start = file.lines()[span.line - 1][0] + span.column - 1
            assert file.text.startswith('"' + cell.replace('"', '""') + '"', start)


@given(st.text(alphabet='a",;\t\n\r =se', max_size=60))
def test_any_text_is_a_table_or_a_fault(text):
    """And every cell has a place in it."""
    sheet, faults = csv_rows.read(File("f.csv", text))
    assert (sheet is None) == bool(faults)
    for row in sheet.rows if sheet else ():
        for key in sheet.columns:
            assert row.span(key).line >= 1
