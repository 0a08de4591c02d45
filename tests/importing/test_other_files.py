"""Files that are no timeline are named by what they are, once; and a table is never taken for one of them."""

from __future__ import annotations

import pytest

from timeline.importing import other_files
from timeline.records.yaml_file import File


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!DOCTYPE html><html>", "HTML"),
        ("\n  <html lang='en'>", "HTML"),
        ('<?xml version="1.0"?>\n<!-- a -->\n<kml xmlns="x">', "`<kml>`"),
        ("<gpx>", "`<gpx>`"),
        ("<!-- a", "XML"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0", "iCalendar"),
        ("BEGIN:VCARD", "vCard"),
        ("0 HEAD\n1 GEDC", "GEDCOM"),
        ("{\\rtf1", "RTF"),
        ("@book{key,", "BibTeX"),
        ("TY  - BOOK", "RIS"),
        ("var data = {", "script"),
        ("storyjs_jsonp_data = {", "script"),
        ("callback({", "script"),
        ("---\nevents:", "YAML"),
    ],
)
def test_a_file_is_told_by_how_it_begins(text, name):
    """With its place and a way from there."""
    fault = other_files.told(File("f", text))
    assert fault.code == "bad-import" and name in fault.message and fault.help
    assert fault.span.excerpt[fault.span.column - 1 :].strip()


@pytest.mark.parametrize(
    "text", ["Year,Headline", "date;title_en", "{}", "[1]", "var,let\n1,2", "x", "---,a", "0,HEAD", "// a", "<", ""]
)
def test_a_table_is_none_of_them(text):
    """Nor is what may be JSON with a mistake in it."""
    assert other_files.told(File("f", text)) is None


@pytest.mark.parametrize("piece", ["<!--", "<?xml ", "a.", " ", "-->", "@book "])
def test_a_long_beginning_is_looked_at_once(piece):
    """Whatever it is made of."""
    other_files.told(File("f", piece * 200_000))
