"""Dates in other calendars: as precise as they were written, in the Gregorian days that they mean, or refused with help."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_edtf import DATES
from timeline.text import dates, edtf
from timeline.text.dates import CALENDARS, PATTERN
from timeline.text.edtf import DateError, Open, Point, Unknown


def fault(text: str) -> tuple[str, str, str]:
    """What is said of a text that is no date: the code, the help, and the part that is marked."""
    with pytest.raises(DateError) as caught:
        dates.parse(text)
    error = caught.value
    return error.code, str(error.help), text[error.offset : error.offset + error.length]


@st.composite
def written(draw, closed: bool = True) -> str:
    """A date in another calendar: a year, a month or a day, or an interval of these."""
    calendar = draw(st.sampled_from(sorted(CALENDARS)))
    own = CALENDARS[calendar]

    def point() -> str:
        year, month = draw(st.integers(own.first, own.last)), draw(st.integers(1, 12))
        day = draw(st.integers(1, own.month_length(year, month)))
        parts = [f"{'-' * (year < 0)}{abs(year):04d}", f"{month:02d}", f"{day:02d}"][: draw(st.integers(1, 3))]
        return "-".join(parts) + draw(st.sampled_from(("", "~", "?", "%")))

    one = point()
    match draw(st.sampled_from(("alone", "interval", "since", "until", "from", "to"))) if closed else "alone":
        case "interval":
            ends = [one, point()]
            one = "/".join(sorted(ends, key=lambda text: edtf.parse(text, own.month_length).earliest))
        case "since":
            one = f"{one}/.."
        case "until":
            one = f"../{one}"
        case "from":
            one = f"{one}/"
        case "to":
            one = f"/{one}"
    return f"{calendar}:{one}"


@given(DATES)
def test_edtf_is_read_as_ever(text):
    """A date without a calendar's name is EDTF."""
    assert dates.parse(text) == edtf.parse(text) and dates.parse(text).edtf == text


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "about", "as_edtf"),
    [
        ("hijri:1437-05-26", (2016, 3, 6), (2016, 3, 6), False, "2016-03-06"),
        ("hijri:1437-05", (2016, 2, 10), (2016, 3, 9), False, "[2016-02-10..2016-03-09]"),
        ("hijri:1437", (2015, 10, 14), (2016, 10, 1), False, "[2015-10-14..2016-10-01]"),
        ("hijri:1437-05?", (2016, 2, 10), (2016, 3, 9), False, "[2016-02-10?..2016-03-09?]"),
        # Before 1343 by rule, so about. Karbala; Saladin enters Jerusalem.
        ("hijri:0061-01-10", (680, 10, 13), (680, 10, 13), True, "0680-10-13~"),
        ("hijri:0583-07-27", (1187, 10, 9), (1187, 10, 9), True, "1187-10-09~"),
        ("hijri:0001-01-01", (622, 7, 19), (622, 7, 19), True, "0622-07-19~"),
        ("hijri:0583-07", (1187, 9, 13), (1187, 10, 12), True, "[1187-09-13~..1187-10-12~]"),
        ("julian:1187-10-02", (1187, 10, 9), (1187, 10, 9), False, "1187-10-09"),
        ("julian:1582-10-04", (1582, 10, 14), (1582, 10, 14), False, "1582-10-14"),
        ("julian:1917-10-25", (1917, 11, 7), (1917, 11, 7), False, "1917-11-07"),
        ("julian:-0043-03-15", (-43, 3, 13), (-43, 3, 13), False, "-0043-03-13"),
        ("julian:1500-02-29", (1500, 3, 10), (1500, 3, 10), False, "1500-03-10"),
        ("persian:1357-11-22", (1979, 2, 11), (1979, 2, 11), False, "1979-02-11"),
        ("persian:1394-11", (2016, 1, 21), (2016, 2, 19), False, "[2016-01-21..2016-02-19]"),
        # A set cannot be an interval's end in EDTF: about the month, or the year, in the middle.
        ("hijri:1437-05/1437-07", (2016, 2, 10), (2016, 5, 7), False, "2016-02~/2016-04~"),
        ("hijri:1437/..", (2015, 10, 14), None, False, "2016~/.."),
        ("hijri:/1437-05-26", None, (2016, 3, 6), False, "/2016-03-06"),
        ("hijri:143X", (2008, 12, 29), (2018, 9, 10), False, "[2008-12-29..2018-09-10]"),
    ],
)
def test_what_is_written_means_these_days(text, earliest, latest, about, as_edtf):
    """Known dates become the days that historians and ICU give them."""
    date = dates.parse(text)
    assert (date.earliest, date.latest, date.edtf) == (earliest, latest, as_edtf)
    assert any(point.approximate for point in date.points) == about
    assert date.text == text


@given(written())
def test_a_conversion_keeps_what_it_is_made_of(text):
    """There and back: each end has the days of the calendar's own date, its precision, and its doubts."""
    date = dates.parse(text)
    calendar = CALENDARS[date.original.calendar]
    assert date.text == text and date.original.date.text == text.partition(":")[2]
    for own, end in zip((date.original.date.start, date.original.date.end), (date.start, date.end), strict=True):
        if not isinstance(own, Point):
            assert own == end
            continue
        assert end.earliest == edtf.day_at(calendar.number(own.earliest))
        assert end.latest == edtf.day_at(calendar.number(own.latest))
        assert (end.precision == "day") == (own.precision == "day") and end.some_days == (own.precision != "day")
        assert end.uncertain == own.uncertain and end.approximate >= own.approximate


@given(written())
def test_days_are_the_calendars_own(text):
    """Except where the tables and the rule meet, each day of a conversion is called what it was written as."""
    date = dates.parse(text)
    calendar = CALENDARS[date.original.calendar]
    for own, end in zip(date.original.date.points, date.points, strict=True):
        if own.latest[:2] != (1342, 12) and own.earliest[:2] != (1342, 12):
            assert calendar.day(edtf.day_number(end.earliest)) == own.earliest
            assert calendar.day(edtf.day_number(end.latest)) == own.latest


@given(written())
def test_what_is_read_fits_the_pattern_of_editors(text):
    """An editor marks nothing that a build takes."""
    assert re.search(PATTERN, text)


@given(written(closed=False))
def test_a_point_as_edtf_has_its_days(text):
    """What other programs are given of a single date names its first and its last day, and no other."""
    date = dates.parse(text)
    named = re.findall("-?[0-9]{4}-[0-9]{2}-[0-9]{2}", date.edtf)
    assert [dates.edtf.parse(day).earliest for day in dict.fromkeys(named)] == list(
        dict.fromkeys((date.earliest, date.latest))
    )


@pytest.mark.parametrize(
    ("text", "code", "help", "marked"),
    [
        ("Hijri:1437", "unknown-calendar", "did you mean `hijri`?", "Hijri"),
        ("ah:1437", "unknown-calendar", "the calendars are", "ah"),
        ("هجري:1437", "unknown-calendar", "the calendars are", "هجري"),
        ("hijri: 1437", "bad-date", "`hijri:1437`", " 1437"),
        ("hijri:583-07-27", "bad-date", "`hijri:0583-07-27`", "583-07-27"),
        ("hijri:99~/0100", "bad-date", "`hijri:0099~/0100`", "99~/0100"),
        ("hijri:١٤٣٧-٠٥", "date-digits", "`hijri:1437-05`", "١"),
        ("hijri:1437-02-30", "bad-day", "from 01 to 29", "30"),
        ("hijri:1437-05/1437-13", "bad-month", "months are 01 to 12", "13"),
        ("julian:1501-02-29", "bad-day", "from 01 to 28", "29"),
        ("hijri:1437-21", "bad-date", "`hijri:1437-05`", "1437-21"),
        ("julian:1917-10-25T21:40:00", "bad-date", "`julian:1437`", "1917-10-25T21:40:00"),
        ("hijri:0000", "bad-date", "0001 to 9665", "0000"),
        ("hijri:-0010", "bad-date", "0001 to 9665", "-0010"),
        ("hijri:Y10000", "bad-date", "0001 to 9665", "Y10000"),
        ("persian:0900", "bad-date", "1178 to 1501", "0900"),
        ("hijri:1437-07/1437-05", "end-before-start", "turn it round", "1437-05"),
        ("hijri:/", "bad-date", "at least one side", ""),
        ("hijri:", "bad-date", "write EDTF", ""),
    ],
)
def test_what_is_no_date_is_told(text, code, help, marked):
    """The code, how to mend it, and the faulty part within the whole text."""
    found = fault(text)
    assert (found[0], found[2]) == (code, marked) and help in found[1]


@given(st.text(alphabet="hijrulanpes:0123456789-/.~?%XYT ", max_size=70))
def test_any_text_is_read_or_refused(text):
    """Nothing but a date or a fault that marks a part of the text."""
    try:
        assert isinstance(dates.parse(text), edtf.Date)
    except DateError as error:
        assert 0 <= error.offset <= error.offset + error.length <= len(text)


def test_no_end_is_kept():
    """What goes on, or ends nobody knows when, does so in any calendar."""
    assert isinstance(dates.parse("hijri:1437/..").end, Open) and isinstance(dates.parse("hijri:1437/").end, Unknown)
