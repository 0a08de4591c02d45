"""Our own CSV: each plain field in its column, each language in its own."""

from __future__ import annotations

import csv
import io

import pytest

from timeline.importing import csv_rows, our_csv
from timeline.records.yaml_file import File

LANGUAGES = ["en", "ar", "zh-Hant"]
ROW = {
    "id": "2016-02-05-a",
    "date": "2014-12~/2016-02-05",
    "title_en": "A title",
    "title_ar": "عنوان",
    "title_zh-Hant": "標題",
    "summary_en": "A summary; with a semicolon, and a comma.",
    "summary_ar": "موجز",
    "body_en": "One.\n\n- **two**",
    "transition_ar": "ثم",
    "topics": "t; u",
    "actors": "a;b",
    "places": "p",
    "about_places": "q; r",
    "sources": "s@¶2, ¶3; s2; s3@p. 9\\; p. 10",
    "aliases": "old",
}


def drafted(**changes: str):
    """The event of a row, and the codes and columns of its faults."""
    row = {name: text for name, text in {**ROW, **changes}.items() if text is not None}
    stream = io.StringIO()
    csv.writer(stream).writerows([list(row), list(row.values())])
    sheet, _ = csv_rows.read(File("f.csv", stream.getvalue()))
    assert our_csv.is_ours(sheet, LANGUAGES) and our_csv.unknown(sheet, LANGUAGES) == []
    made, faults = our_csv.draft(sheet.rows[0], LANGUAGES)
    return made, [(fault.code, fault.span.column) for fault in faults]


def test_every_plain_field_is_carried():
    """As the schema names them; a language that is not there is a place to fill."""
    made, faults = drafted()
    assert faults == [] and made.id == "2016-02-05-a" and set(ROW) <= set(our_csv.names(LANGUAGES))
    assert made.data == {
        "date": "2014-12~/2016-02-05",
        "title": {"en": "A title", "ar": "عنوان", "zh-Hant": "標題"},
        "summary": {"en": ROW["summary_en"], "ar": "موجز", "zh-Hant": None},
        "body": {"en": "One.\n\n- **two**"},
        "transition": {"ar": "ثم"},
        "topics": ["t", "u"],
        "actors": ["a", "b"],
        "places": ["p"],
        "about_places": ["q", "r"],
        "sources": [{"id": "s", "at": "¶2, ¶3"}, {"id": "s2"}, {"id": "s3", "at": "p. 9; p. 10"}],
        "aliases": ["old"],
    }


@pytest.mark.parametrize("date", ["hijri:1437-05", "julian:1187-10-02/..", "persian:1394~"])
def test_a_date_in_another_calendar_stays_as_it_is(date):
    """It is carried as it stands in the cell, not as what it becomes."""
    made, faults = drafted(date=date)
    assert faults == [] and made.data["date"] == date


def test_what_is_not_said_stays_to_be_written():
    """A topic, a source; other lists may be left out."""
    made, _ = drafted(topics=None, sources="", actors=None, body_en=None, id=None)
    assert made.id == "" and made.data["topics"] is made.data["sources"] is None
    assert made.data["actors"] == made.data["body"] == []


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"id": "No Id"}, "bad-id", 1),
        ({"id": "index"}, "bad-id", 1),
        ({"date": "2016-13"}, "bad-month", 14),
        ({"date": ""}, "bad-date", 14),
        ({"date": "../.."}, "boundless-date", 14),
        ({"date": "5 February 2016"}, "bad-date", 14),
        ({"date": "hijri:1437-13"}, "bad-month", 14),
        ({"date": "hijri:../.."}, "boundless-date", 14),
        ({"title_en": "", "title_ar": "", "title_zh-Hant": ""}, "missing-key", 34),
    ],
)
def test_what_cannot_be_an_event_is_an_error_at_its_cell(changes, code, column):
    """An id that is none, a date that is none, no title at all."""
    _, faults = drafted(**changes)
    assert faults == [(code, column)]


def test_columns_that_nothing_reads_are_named_with_a_near_match():
    """Where they hold something, at their header."""
    sheet, _ = csv_rows.read(File("f.csv", "date,title_en,sumary_en,title_fr,x\n2016,a,b,c,\n"))
    faults = our_csv.unknown(sheet, ["en", "ar"])
    assert [(fault.code, fault.span.line, fault.span.column) for fault in faults] == [
        ("not-carried", 1, 15),
        ("not-carried", 1, 25),
    ]
    assert faults[0].help == "say what it is: `--column sumary_en=summary_en`"


def test_cells_beyond_the_header_are_reported():
    """A comma that was meant as part of a text shifts all that follows."""
    sheet, _ = csv_rows.read(File("f.csv", "date,title_en\n2016,One, two\n"))
    made, (fault,) = our_csv.draft(sheet.rows[0], ["en"])
    assert made and fault.code == "not-carried" and "`two`" in fault.message


def test_what_is_given_out_beside_is_passed_over():
    """Columns that follow from others, and the addresses of pages, are no fault of the file's."""
    names = ",".join((*our_csv.names(LANGUAGES), *our_csv.ADDED, *(f"page_{code}" for code in LANGUAGES)))
    sheet, _ = csv_rows.read(File("f.csv", f"{names}\n{','.join('x' for _ in names.split(','))}\n"))
    assert our_csv.unknown(sheet, LANGUAGES) == []
