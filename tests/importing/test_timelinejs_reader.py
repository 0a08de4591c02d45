"""TimelineJS3's JSON and its spreadsheet, in the forms that its documentation gives and in those that people make of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importing import csv_rows, timelinejs_json, timelinejs_reader
from timeline.records.yaml_file import File

HEADER = ",".join(timelinejs_reader.COLUMNS)
SLIDE = {
    "start_date": {"year": "2016", "month": 2, "day": 5, "hour": "9", "minute": "", "format": ""},
    "end_date": {"year": 2016.0, "month": None},
    "text": {"headline": "A <b>headline</b>", "text": "<p>A text.</p>"},
    "media": {
        "url": "https://x.example/a.jpg",
        "caption": "c",
        "credit": "d",
        "alt": "e",
        "link": "https://x.example/",
    },
    "group": "A group",
    "display_date": "Spring",
    "background": {"color": "#fff", "url": "https://x.example/b.jpg", "opacity": "50"},
    "autolink": True,
    "unique_id": "own",
}


def story(text: str) -> timelinejs_reader.Story:
    found, faults = timelinejs_json.from_json(File("f.json", text))
    assert faults == []
    return found


def sheet(text: str) -> timelinejs_reader.Story:
    rows, faults = csv_rows.read(File("f.csv", text))
    found, more = timelinejs_reader.from_sheet(rows)
    assert (faults, more) == ([], [])
    return found


def test_every_documented_field_of_the_json_is_read():
    """By the spreadsheet's names; what it has no column for is named, numbers are the text that they are."""
    text = json.dumps({"title": {"text": {"headline": "T"}}, "events": [SLIDE], "eras": [{}], "scale": "human"})
    found = story(text)
    assert found.title.cells == {"Headline": "T"} and len(found.eras) == 1
    (slide,) = found.events
    assert slide.cells == {
        "Year": "2016",
        "Month": "2",
        "Day": "5",
        "Time": "9",
        "End Year": "2016.0",
        "Display Date": "Spring",
        "Headline": "A <b>headline</b>",
        "Text": "<p>A text.</p>",
        "Media": "https://x.example/a.jpg",
        "Media Caption": "c",
        "Media Credit": "d",
        "Alt Text": "e",
        "Group": "A group",
        "Background": "https://x.example/b.jpg",
        "Unique ID": "own",
    }
    assert slide.others == ("media.link", "background.color")


def test_each_slide_of_the_json_knows_its_place():
    """Line and column of a field, or of the slide where it has no such field; the second of two is not the first."""
    found = story(json.dumps({"events": [SLIDE, SLIDE]}, indent=1))
    first, second = (slide.place("End Year") for slide in found.events)
    assert first.excerpt.strip().startswith('"year": 2016.0') and second.line > first.line
    assert found.events[1].place("Media Thumbnail").excerpt.strip().startswith('"media"')


def test_dates_may_say_themselves_how_they_are_shown():
    """The slide's own words stand for those of its dates."""
    date = {"year": "1", "display_date": "one"}
    slides = [{"start_date": date}, {"start_date": date, "display_date": "two"}, {"start_date": date, "end_date": date}]
    found = story(json.dumps({"events": slides}))
    assert [slide.get("Display Date") for slide in found.events] == ["one", "two", "one – one"]
    assert all(slide.others == () for slide in found.events)


def test_the_sheet_says_the_same_as_the_json():
    """A row under the documented header; a title row and an era are known as such, empty rows are none."""
    found = sheet(
        f"\ufeff{HEADER}\r\n".lstrip("\ufeff")
        + ",,,,,,,,,The title,,,,,,,title,,,\r\n,,,,,,,,,,,,,,,,,,,\r\n"
        + '2016,2,5,9:30,,,,,Spring,"A ""headline""","<p>A\ntext</p>",https://x.example/,,,,,,A group,#fff,\r\n'
        + "600,,,,650,,,,,An era,,,,,,,era,,,\r\n"
    )
    assert found.title.get("Headline") == "The title" and [era.get("End Year") for era in found.eras] == ["650"]
    (slide,) = found.events
    assert (slide.get("Headline"), slide.get("Text"), slide.get("Time")) == ('A "headline"', "<p>A\ntext</p>", "9:30")
    assert (slide.place("Text").line, slide.place("Group").line) == (4, 5)


def test_a_second_title_is_an_event_as_it_is_there():
    """Only one slide opens a story."""
    found = sheet("Year,Headline,Type\n,A,title\n2016,B,Title\n")
    assert found.title.get("Headline") == "A" and [slide.get("Headline") for slide in found.events] == ["B"]


@pytest.mark.parametrize("header", ["YEAR;headline;Tag", "year;HEAD LINE;group", " Year ;Head-line; Group "])
def test_a_header_may_be_written_in_other_ways(header):
    """Case, spaces, the older name of a group."""
    (slide,) = sheet(f"{header}\n2016;A;B\n").events
    assert (slide.get("Year"), slide.get("Headline"), slide.get("Group")) == ("2016", "A", "B")


def test_what_is_no_column_of_theirs_is_named():
    """Where it stands in the header, once; what no header is above, in each row."""
    rows, _ = csv_rows.read(File("f.csv", "Year,Headline,Notes,Empty\n2016,A,n,\n2017,B,m,,more\n"))
    _, faults = timelinejs_reader.from_sheet(rows)
    assert [(f.code, f.severity, f.span.line, f.span.column) for f in faults] == [
        ("not-carried", "warning", 1, 15),
        ("not-carried", "warning", 3, 1),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"events": [{"a": 1},]}', "json-syntax", 1, 21),
        ('{"events": [{"a": 1,}]}', "json-syntax", 1, 20),
        ('// mine\n{"events": []}', "json-syntax", 1, 1),
        ('{"events": [\n  {"a": 1}, /* b */ {"a": 2}]}', "json-syntax", 2, 13),
        ('{"events": [], # mine\n"eras": []}', "json-syntax", 1, 16),
        ("{'events': []}", "json-syntax", 1, 2),
        ("{events: []}", "json-syntax", 1, 2),
        ("{“events”: []}", "json-syntax", 1, 2),
        ('{"events": [{"a": True}]}', "json-syntax", 1, 19),
        ('{"events": [{"a": "b\nc"}]}', "json-syntax", 1, 21),
        ('{"events": [{"a": "C:\\dir"}]}', "json-syntax", 1, 22),
        ('{"events": [{"a": "b}]}', "json-syntax", 1, 19),
        ('{"events": [{"a": "b"}, {"a"\n\n', "json-syntax", 1, 28),
        ('{"a": 1}\n{"a": 2}\n', "bad-import", 2, 1),
        ('[{"start_date": {"year": 1}}]', "bad-import", 1, 1),
        ('{"events": {"a": 1}}', "bad-import", 1, 2),
        ('{"events": [\n{"name": "a", "begin": 1}, {"name": "b"}]}', "bad-import", 2, 1),
        ('{"events": [1, "a"]}', "bad-import", 1, 13),
        ('{"events": [\n{"a" 1}]}', "json-syntax", 2, 6),
        ('{"events": [', "json-syntax", 1, 12),
        ('{"events": []} x', "json-syntax", 1, 16),
        ("[]", "bad-import", 1, 1),
        ("var data = {}", "json-syntax", 1, 1),
        ('{"timeline": {"date": []}}', "bad-import", 1, 2),
        ('{"features": []}', "bad-import", 1, 1),
        ('{"events": [{"start_date": {"year": NaN}}]}', "json-syntax", 1, 37),
        ('{"events": [{"group": "a", "text": {}, "group": "b"}]}', "duplicate-key", 1, 40),
        ('{"events": [], "events": []}', "duplicate-key", 1, 16),
        ('{"events": [' + '{"a":' * 100_000, "too-deep", 1, 13),
        ('{"title": ' + "[" * 100_000, "too-deep", 1, 11),
    ],
)
def test_what_is_no_json_of_theirs_is_a_fault_with_a_place(text, code, line, column):
    """Comments, commas, other quotation marks, a file cut off, JSON Lines, other programs' forms, NaN, keys written
    twice, nesting without end: told once."""
    found, faults = timelinejs_json.from_json(File("f.json", text))
    fault = faults[-1]
    assert [f.severity for f in faults].count("error") == 1 and fault.help
    assert found is None and (fault.code, fault.span.line, fault.span.column) == (code, line, column)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(SLIDE) + ["year", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["events", "eras", "title", "x"]), ODD, max_size=4), st.sampled_from([None, 1]))
def test_any_json_gives_slides_or_a_fault(value, indent):
    """Whatever shape stands where a slide is expected."""
    found, faults = timelinejs_json.from_json(File("f.json", json.dumps(value, indent=indent)))
    assert found or faults
    for slide in (*found.events, *found.eras) if found else ():
        assert all(slide.place(name).line for name in (*timelinejs_reader.COLUMNS, *slide.others))


@given(st.text(alphabet='{}[]:," \n\\eventstl1-.', max_size=40))
def test_any_text_gives_slides_or_a_fault(text):
    """Never an exception."""
    found, faults = timelinejs_json.from_json(File("f.json", '{"events"' + text))
    assert found or faults


def test_events_of_another_program_are_told_by_what_they_have():
    """Once, however many they are; where only some have no date, each is a row with a fault of its own."""
    _, faults = timelinejs_json.from_json(File("f.json", json.dumps({"events": [{"name": "A", "begin": 1}] * 50})))
    assert [fault.message for fault in faults] == [
        "these events have no `start_date`; they have `name`, `begin`, so this is no file of TimelineJS"
    ]
    assert len(story(json.dumps({"events": [SLIDE, {"text": {"headline": "undated"}}]})).events) == 2


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag",
         {"Start Date": "1", "End Date": "2", "Headline": "3", "Text": "4", "Group": "10"}),
        ("start_date,Title,Media Thumb", {"Start Date": "1", "Headline": "2", "Media Thumbnail": "3"}),
        ("Year,Title,Headline", {"Year": "1", "Headline": "3"}),
    ],
)  # fmt: skip
def test_the_columns_of_the_first_timelinejs_are_known(header, cells):
    """A date in one cell, and other names; where a sheet has both, that of today is read."""
    rows, _ = csv_rows.read(File("f.csv", f"{header}\n{','.join(map(str, range(1, header.count(',') + 2)))}\n"))
    assert timelinejs_reader.is_sheet(rows)
    (slide,) = timelinejs_reader.from_sheet(rows)[0].events
    assert cells.items() <= slide.cells.items()


@pytest.mark.parametrize("text", ['"hello"', "5", "null", "true"])
def test_json_that_is_a_single_value_is_told_as_that(text):
    """It is no mistake in JSON, and no timeline."""
    story, (fault,) = timelinejs_json.from_json(File("f.json", text))
    assert story is None and (fault.code, fault.message) == ("bad-import", "this JSON is a single value")


def test_a_headline_and_a_text_that_lie_flat_are_read():
    """As some programs write them; what stands in its own place goes first."""
    data = '{"events": [{"start_date": {"year": "1905"}, "headline": "A", "text": "B", "media": {"url": "u"}}]}'
    story, faults = timelinejs_json.from_json(File("f.json", data))
    (slide,) = story.events
    assert (slide.get("Headline"), slide.get("Text"), slide.others, faults) == ("A", "B", (), [])


@pytest.mark.parametrize("kind", ["title", "start", "Start"])
def test_a_title_slide_is_known_by_its_older_name_too(kind):
    """It has no date, and is no event that lacks one."""
    sheet, _ = csv_rows.read(File("f.csv", f"Start Date,Headline,Type\n,A story,{kind}\n1905,A,\n"))
    story, faults = timelinejs_reader.from_sheet(sheet)
    assert story.title and story.title.get("Headline") == "A story" and len(story.events) == 1 and faults == []
