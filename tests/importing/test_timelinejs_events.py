"""A slide as an event: its date no more and no less precise, its HTML as Markdown, its picture as a link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importing.spoken import TONGUES
from timeline.faults.diagnostic import ERROR, Span
from timeline.importing import date_cells, timelinejs_events
from timeline.importing.timelinejs_reader import COLUMNS, Slide
from timeline.text import edtf


def draft(**cells: str):
    """An event, and the codes and places of what was said of it; `End_Year` stands for `End Year`."""
    named = {"Year": "2016", "Headline": "H"} | {name.replace("_", " "): text for name, text in cells.items()}
    assert set(named) <= set(COLUMNS)
    slide = Slide({name: text for name, text in named.items() if text}, lambda name: Span(name))
    made, faults = timelinejs_events.draft(slide, "en", TONGUES)
    assert (made is None) == any(fault.severity == ERROR for fault in faults)
    return made, [(fault.code, fault.span.path) for fault in faults]


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ({"Year": "2016"}, "2016"),
        ({"Year": "2016", "Month": "2"}, "2016-02"),
        ({"Year": "2016", "Month": "02", "Day": "05"}, "2016-02-05"),
        ({"Year": "2016.0", "Month": "2.0", "Day": "5,0"}, "2016-02-05"),
        ({"Year": "1,066"}, "1066"),
        ({"Year": " 2016 ", "Month": "0", "Day": "0"}, "2016"),
        ({"Year": "٢٠١٦", "Month": "٢"}, "2016-02"),
        ({"Year": "602"}, "0602"),
        ({"Year": "-44", "Month": "3", "Day": "15"}, "-0043-03-15"),
        ({"Year": "\u221244"}, "-0043"),
        ({"Year": "-1"}, "0000"),
        ({"Year": "-5", "Month": "2", "Day": "29"}, "-0004-02-29"),
        ({"Year": "-10000"}, "-9999"),
        ({"Year": "-10001"}, "Y-10000"),
        ({"Year": "1914", "End_Year": "1918"}, "1914/1918"),
        ({"Year": "-58", "End_Year": "-50"}, "-0057/-0049"),
        ({"Year": "1943", "Month": "7", "End_Year": "1946"}, "1943-07/1946"),
        ({"Year": "1943", "Month": "7", "End_Year": "1943", "End_Month": "7"}, "1943-07"),
    ],
)
def test_a_date_keeps_its_precision_and_its_era(cells, date):
    """A year stays a year; -44 is 44 BCE, EDTF's -0043; an end that says the same is none."""
    made, faults = draft(**cells)
    assert (made.data["date"], faults) == (date, []) and edtf.parse(date)


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"Year": ""}, "bad-date", "Year"),
        ({"Year": "44 BC"}, "bad-date", "Year"),
        ({"Year": "2016-02-05"}, "bad-date", "Year"),
        ({"Year": "2016.5"}, "bad-date", "Year"),
        ({"Year": "0"}, "bad-date", "Year"),
        ({"Year": "-138000000000"}, "far-year", "Year"),
        ({"Year": "9" * 5000}, "bad-date", "Year"),
        ({"Month": "Oktember"}, "bad-month", "Month"),
        ({"Month": "6-7"}, "bad-month", "Month"),
        ({"Month": "4", "Day": "31"}, "bad-day", "Day"),
        ({"Month": "4", "Day": "5-10"}, "bad-day", "Day"),
        ({"Month": "13"}, "bad-month", "Month"),
        ({"Month": "21"}, "bad-month", "Month"),
        ({"Month": "-2"}, "bad-month", "Month"),
        ({"Month": "2", "Day": "30"}, "bad-day", "Day"),
        ({"Day": "5"}, "bad-day", "Day"),
        ({"End_Month": "3"}, "bad-date", "End Year"),
        ({"End_Year": "2015"}, "end-before-start", "End Year"),
        ({"Month": "5", "End_Year": "2016", "End_Month": "4"}, "end-before-start", "End Month"),
        (
            {"Month": "5", "Day": "9", "End_Year": "2016", "End_Month": "5", "End_Day": "8"},
            "end-before-start",
            "End Day",
        ),
        ({"End_Year": "2017", "End_Month": "14"}, "bad-month", "End Month"),
        ({"Headline": ""}, "missing-key", "Headline"),
        ({"Text": "[" * 30_000}, "too-long", "Text"),
    ],
)
def test_what_cannot_be_an_event_is_an_error_at_its_cell(cells, code, place):
    """Dates that are none, rows that say nothing."""
    made, faults = draft(**cells)
    assert made is None and faults == [(code, place)]


@pytest.mark.parametrize(
    ("year", "shown", "date"),
    [
        ("1815", "c. 1815", "1815~"),
        ("1815", "ca 1815", "1815~"),
        ("1815", "About 1815", "1815~"),
        ("1815", "~1815", "1815~"),
        ("1815", "نحو 1815", "1815~"),
        ("1815", "1815?", "1815?"),
        ("1815", "c. 1815?", "1815%"),
        ("-8000", "c. 8,000 BCE", "-7999~"),
        ("1810", "1810s", "181X"),
        ("1815", "1815", "1815"),
        ("1815", "<b>1815</b> AD", "1815"),
        ("-44", "44 BCE", "-0043"),
    ],
)
def test_what_the_shown_date_says_of_the_date_is_kept(year, shown, date):
    """About, perhaps, a decade; and what says nothing more."""
    made, faults = draft(Year=year, Display_Date=shown)
    assert (made.data["date"], faults) == (date, [])


@pytest.mark.parametrize("shown", ["February 5, 2016", "5 Feb. 2016", "2016-02-05", "Feb 5th 2016"])
def test_a_day_shown_in_words_is_the_same_day(shown):
    """The month's name is its number."""
    assert draft(Month="2", Day="5", Display_Date=shown)[1] == []


@pytest.mark.parametrize(
    "shown", ["Spring 2016", "February 2016", "5 March 2016", "6 February 2016", "2015", "1820s", "soon", "2016–2018"]
)
def test_a_shown_date_that_says_something_else_is_reported(shown):
    """The date stays what it is, and a person decides."""
    made, faults = draft(Month="2", Day="5", Display_Date=shown)
    assert made.data["date"] == "2016-02-05" and faults == [("not-carried", "Display Date")]


def test_times_and_looks_are_reported_together():
    """What an event of ours has no place for, in one line at its first cell."""
    _, faults = draft(Time="9:30", Background="#fff", Media_Thumbnail="https://x.example/t.jpg", Alt_Text="a")
    assert faults == [("not-carried", "Time")]


def test_texts():
    """The title without its tags, the first sentence as summary, all of it as body; the other language still to be written."""
    made, _ = draft(
        Headline="A <i>headline</i>",
        Text="<p>One sentence that is quite by itself long enough to be a summary. Another.</p><p>More <b>words</b>.</p>",
    )
    assert made.data["title"] == {"en": "A headline", "ar": None}
    assert made.data["summary"] == {
        "en": "One sentence that is quite by itself long enough to be a summary.",
        "ar": None,
    }
    assert made.data["body"] == {
        "en": "One sentence that is quite by itself long enough to be a summary. Another.\n\nMore **words**."
    }


def test_a_text_that_the_summary_holds_is_no_body():
    """Nor is one that is not there; the headline then says all."""
    assert draft(Text="Short.")[0].data["body"] == [] and draft(Text="Short.")[0].data["summary"]["en"] == "Short."
    assert draft()[0].data["body"] == [] and draft()[0].data["summary"]["en"] == "H"
    assert draft(Text="A <a href='https://x.example/'>link</a>.")[0].data["body"] == {
        "en": "A [link](https://x.example/)."
    }


@pytest.mark.parametrize(
    ("cells", "body"),
    [
        ({"Media": "https://x.example/a.jpg"}, "[x.example](https://x.example/a.jpg)"),
        (
            {"Media": "https://x.example/a.jpg", "Media_Caption": "A *picture*", "Media_Credit": "By <b>me</b>"},
            "[A \\*picture\\*](https://x.example/a.jpg) (By **me**)",
        ),
        (
            {"Media": "//www.x.example/a b.jpg", "Media_Caption": "By <a href='https://y.example/'>me</a>"},
            "[x.example](https://www.x.example/a%20b.jpg): By [me](https://y.example/)",
        ),
        ({"Media": "<blockquote>Words <cite>Who</cite></blockquote>"}, "> Words Who"),
        (
            {"Media": "https://www.google.com/maps/place/U/@39.9,-75.1,17z/d=!3m1!4b1"},
            "[google.com](https://www.google.com/maps/place/U/@39.9,-75.1,17z/d=!3m1!4b1)",
        ),
    ],
)
def test_media_are_links_with_caption_and_credit(cells, body):
    """And a quotation is a quotation."""
    made, faults = draft(**cells)
    assert (made.data["body"], faults) == ({"en": body}, [])


@pytest.mark.parametrize(
    "media", ["<iframe src='https://x.example/'></iframe>", "javascript:alert(1)", "a.jpg", "data:image/png;base64,x"]
)
def test_media_that_are_no_address_are_reported(media):
    """Frames, scripts and files that are not there are never carried."""
    made, faults = draft(Media=media)
    assert made.data["body"] == [] and faults == [("not-carried", "Media")]


@pytest.mark.parametrize(
    ("cells", "body"),
    [
        ({"Text": "<img src='https://x.example/a.jpg'>"}, None),
        ({"Media_Caption": "In the *square*"}, "In the \\*square\\*"),
    ],
)
def test_a_picture_or_a_caption_alone_is_something_that_happened(cells, body):
    """What cannot be carried over is said, and the event has its headline still to be written."""
    made, faults = draft(Headline="", **cells)
    assert made.data["title"] == {"en": None, "ar": None} and made.data["body"] == ({"en": body} if body else [])
    assert faults == ([] if body else [("not-carried", "Text")])


def test_an_id_of_ours_comes_back_and_another_does_not():
    """A `unique_id` with a date first is an event's id; TimelineJS's own say nothing."""
    assert draft(Unique_ID="2016-02-05-a")[0].id == "2016-02-05-a"
    assert draft(Unique_ID="ada-lovelace")[0].id == draft(Unique_ID="2016 B")[0].id == ""


@given(st.integers(-10_500, 12_000).filter(bool), st.integers(0, 12), st.integers(0, 31))
def test_a_date_is_what_it_was_there(year, month, day):
    """Year, month and day of what EDTF reads, the era counted back; or it is no date."""
    try:
        point = edtf.parse(date_cells.as_edtf(str(year), str(month), str(day))).start
    except edtf.DateError:
        assert day > 28 or day and not month
        return
    assert point.year - (point.year <= 0) == year
    if -9999 <= point.year <= 9999:
        assert (point.month or 0, point.day or 0) == (month, day if month else 0)
