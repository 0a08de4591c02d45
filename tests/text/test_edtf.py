"""Dates as authors write them: what is read, what is refused and how, and the days that they mean."""

from __future__ import annotations

import calendar
import datetime
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from timeline.text.edtf import DateError, Open, Point, Unknown, month_length, parse

TABLE = json.loads((PROJECT / "tests/edtf.json").read_text("utf-8"))


def fault(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


def marked(text: str) -> str:
    """The part of the text that the fault marks."""
    error = fault(text)
    return text[error.offset : error.offset + error.length]


def written(day: tuple[int, int, int] | None) -> str | None:
    return None if day is None else f"{'-' * (day[0] < 0)}{abs(day[0]):04}-{day[1]:02}-{day[2]:02}"


def bounds(text: str) -> tuple[str | None, str | None]:
    return written(parse(text).earliest), written(parse(text).latest)


# Every date of levels 0 and 1 that this project reads, for this file and for test_wording.


def _spelled(year: int) -> str:
    return f"{'-' * (year < 0)}{abs(year):04}" if abs(year) < 10_000 else f"Y{year}"


YEARS = st.integers(-9999, 9999)
_MONTHS = st.tuples(YEARS, st.integers(1, 12))
_DAYS = _MONTHS.flatmap(lambda ym: st.tuples(st.just(ym[0]), st.just(ym[1]), st.integers(1, month_length(*ym))))
PLAIN_DAYS = _DAYS.map(lambda d: f"{_spelled(d[0])}-{d[1]:02}-{d[2]:02}")
PLAIN_MONTHS = _MONTHS.map(lambda d: f"{_spelled(d[0])}-{d[1]:02}")
PLAIN_YEARS = st.one_of(YEARS, st.integers(10_000, 999_999_999), st.integers(-999_999_999, -10_000)).map(_spelled)
SEASONS = st.tuples(YEARS, st.integers(21, 24)).map(lambda d: f"{_spelled(d[0])}-{d[1]}")
UNSPECIFIED_YEARS = st.tuples(YEARS.map(_spelled), st.integers(1, 4)).map(lambda d: d[0][: -d[1]] + "X" * d[1])
UNSPECIFIED = st.one_of(
    UNSPECIFIED_YEARS,
    st.tuples(UNSPECIFIED_YEARS, st.sampled_from(("-XX", "-XX-XX"))).map("".join),
    PLAIN_MONTHS.map(lambda m: f"{m}-XX"),
    st.tuples(YEARS.map(_spelled), st.sampled_from(("-XX", "-XX-XX"))).map("".join),
)
POINTS = st.tuples(
    st.one_of(PLAIN_DAYS, PLAIN_MONTHS, PLAIN_YEARS, SEASONS, UNSPECIFIED), st.sampled_from(("", "", "~", "?", "%"))
).map("".join)
_ZONES = st.sampled_from(("", "Z", "+03", "+04:30", "-05:00", "-12:00", "+14:00"))
TIMES = st.builds(lambda d, t, z: f"{d}T{t:%H:%M:%S}{z}", PLAIN_DAYS, st.times(), _ZONES)


def _forward(first: str, second: str) -> str:
    one, other = parse(first), parse(second)
    return f"{first}/{second}" if one.earliest <= other.latest else f"{second}/{first}"


CLOSED = st.builds(_forward, POINTS, POINTS)
HALF_OPEN = st.tuples(POINTS, st.sampled_from(("{}/..", "../{}", "{}/", "/{}"))).map(lambda d: d[1].format(d[0]))
DATES = st.one_of(POINTS, TIMES, CLOSED, HALF_OPEN, st.just("../.."))


@pytest.mark.parametrize("row", TABLE, ids=[row["edtf"] for row in TABLE])
def test_the_table(row):
    """Every string of the published suites is read or refused as the table decides, with its bounds."""
    if row["valid"]:
        assert bounds(row["edtf"]) == (row["earliest"], row["latest"])
    else:
        assert fault(row["edtf"]).message


def test_the_table_gives_reasons():
    """Where the published parsers disagree, the table says why it decides as it does; each string stands once."""
    assert all(row["decided"] == "agreed" or row["why"] for row in TABLE)
    assert len({row["edtf"] for row in TABLE}) == len(TABLE) == 256


@pytest.mark.parametrize(
    "text, code, part, help",
    [
        ("2016-13", "bad-month", "13", "01 to 12"),
        ("2016-20-05", "bad-month", "20", "21, 22, 23 and 24 are spring"),
        ("2016/2017-13", "bad-month", "13", "01 to 12"),
        ("2016-04-31", "bad-day", "31", "01 to 30, or the month alone: `2016-04`"),
        ("2015-02-29", "bad-day", "29", "01 to 28"),
        ("2016-XX-05", "bad-day", "05", "leave the day out"),
        ("2016-21-05", "bad-day", "05", "leave the day out"),
        ("٢٠١٦", "date-digits", "٢", "0 to 9"),
        ("2016-٠٢-05", "date-digits", "٠", "0 to 9"),
        ("2014/2015/2016", "bad-date", "/", "START/END"),
        ("5/2/2016", "bad-date", "/", "START/END"),
        ("02/25/2016", "bad-date", "/", "START/END"),
        ("2016/2/5", "bad-date", "/", "START/END"),
        ("Y२०१६१", "bad-date", "Y२०१६१", "EDTF"),
        ("2016.02", "bad-date", "2016.02", "EDTF"),
        ("20160205", "bad-date", "20160205", "EDTF"),
        ("2016–02–05", "bad-date", "2016–02–05", "EDTF"),
        ("2016-2-5", "bad-date", "2016-2-5", "EDTF"),
        ("2016-02-5", "bad-date", "2016-02-5", "EDTF"),
        ("circa 1985", "bad-date", "circa 1985", "EDTF"),
        ("1990s", "bad-date", "1990s", "EDTF"),
        ("201u", "bad-date", "201u", "EDTF"),
        ("20??", "bad-date", "20??", "EDTF"),
        ("19", "bad-date", "19", "EDTF"),
        ("762", "bad-date", "762", "EDTF"),
        ("12345", "bad-date", "12345", "EDTF"),
        ("2016/open", "bad-date", "open", "EDTF"),
        ("unknown/2016", "bad-date", "unknown", "EDTF"),
        ("2016~?", "bad-date", "2016~?", "EDTF"),
        ("[2014,2016]", "bad-date", "[2014,2016]", "EDTF"),
        ("2016/...", "bad-date", "...", "EDTF"),
        ("201X-05", "bad-date", "05", "`201X`"),
        (" 2016", "bad-date", " 2016", "EDTF"),
        ("2016/ 2017", "bad-date", " 2017", "EDTF"),
        ("2016-02-05\n", "bad-date", "2016-02-05\n", "EDTF"),
        ("2016\u200f", "bad-date", "2016\u200f", "EDTF"),
        ("2014-2016", "bad-date", "2014-2016", "EDTF"),
        ("2014 – 2016", "bad-date", "2014 – 2016", "EDTF"),
        ("2016-02-05/06", "bad-date", "06", "both ends in full"),
        ("2015/2014", "end-before-start", "2014", "`2014/2015`"),
        ("2016-02-05/2016-02-04", "end-before-start", "2016-02-04", "`2016-02-04/2016-02-05`"),
        ("2016-02-05T10:00", "bad-time", "10:00", "T23:20:30"),
        ("2016-02-05T24:00:01", "bad-time", "24:00:01", "T23:20:30"),
        ("2016-02-05T10:00:00+15", "bad-time", "10:00:00+15", "-12:00 to +14:00"),
        ("2016-02-05T10:00:00-00:00", "bad-time", "10:00:00-00:00", "-12:00 to +14:00"),
        ("2016-02-XXT10:00:00", "bad-time", "10:00:00", "leave the time out"),
        ("2016-02-05T10:00:00~", "bad-time", "10:00:00", "leave the time out"),
        ("2016-02-05T10:00:00/2016-02-06", "bad-time", "T10:00:00", "`2016-02-05`"),
        ("2016-02-05/2016-02-06T10:00:00Z", "bad-time", "T10:00:00Z", "`2016-02-06`"),
        ("/", "bad-date", "", "at least one side"),
        ("../", "bad-date", "", "at least one side"),
        ("Y2016", "bad-date", "Y2016", "EDTF"),
        ("Y00762", "bad-date", "Y00762", "`0762`"),
        ("Y170002-12", "bad-month", "12", "`Y170002`"),
        ("-0000", "bad-date", "-0000", "`0000`"),
        ("Feb 2016", "bad-date", "Feb 2016", "EDTF"),
        ("", "bad-date", "", "EDTF"),
    ],
)
def test_what_is_no_date(text, code, part, help):
    """A text that is no date is refused with a code, the faulty part marked, and a help that mends it."""
    error = fault(text)
    assert (error.code, marked(text)) == (code, part)
    assert help in error.help


def test_a_bad_day_names_the_length_of_its_month():
    """The message says how many days the month has, so that the author need not look it up."""
    assert fault("2015-02-29").message == "`29` is no day of `2015-02`, which has 28 days"


@pytest.mark.parametrize(
    "text", ["2016" * 100_000, "/" * 100_000, "٢" * 100_000, "2016-02-05T" + "0" * 100_000, "9" * 61]
)
def test_absurdly_long_text(text):
    """A text of any length is refused at once, with a message that does not repeat it."""
    error = fault(text)
    assert (
        len(error.message) < 200
        and len(error.help) < 200
        and ("longer" in error.message or error.code == "date-digits")
    )
    assert 0 <= error.offset <= error.offset + error.length <= len(text)


@pytest.mark.parametrize(
    "text, earliest, latest",
    [
        ("0762", "0762-01-01", "0762-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("Y170000002", "170000002-01-01", "170000002-12-31"),
        ("Y-12345", "-12345-01-01", "-12345-12-31"),
        ("2015-21", "2015-03-01", "2015-05-31"),
        ("2015-22", "2015-06-01", "2015-08-31"),
        ("2015-23", "2015-09-01", "2015-11-30"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("-0001-24", "-0001-12-01", "0000-02-29"),
        ("9999-24", "9999-12-01", "10000-02-29"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("XXXX", "0000-01-01", "9999-12-31"),
        ("-019X", "-0199-01-01", "-0190-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("2016-02-XX", "2016-02-01", "2016-02-29"),
        ("2016-XX-XX", "2016-01-01", "2016-12-31"),
        ("2016/..", "2016-01-01", None),
        ("../2016", None, "2016-12-31"),
        ("2016/", "2016-01-01", None),
        ("/2016", None, "2016-12-31"),
        ("2016-02-10/2016-02", "2016-02-10", "2016-02-29"),
        ("201X/2012", "2010-01-01", "2012-12-31"),
        ("../..", None, None),
        ("2016-02-05T23:20:30-12:00", "2016-02-05", "2016-02-05"),
        ("2016-02-05T24:00:00", "2016-02-05", "2016-02-05"),
    ],
)
def test_what_a_date_can_mean(text, earliest, latest):
    """A date's bounds are the first and the last day that it can mean, in astronomical years."""
    assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    "mark, approximate, uncertain", [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)]
)
def test_qualifiers(mark, approximate, uncertain):
    """`~` says about, `?` uncertain and `%` both; none of them widens the bounds."""
    for text in ("2016", "2016-02", "2016-02-05", "2016-21", "201X", "2016-XX"):
        point = parse(text + mark).start
        assert (point.approximate, point.uncertain) == (approximate, uncertain)
        assert bounds(text + mark) == bounds(text)


def test_open_is_not_unknown():
    """An end that has not come and an end that nobody knows are told apart."""
    assert isinstance(parse("2016/..").end, Open) and isinstance(parse("../2016").start, Open)
    assert isinstance(parse("2016/").end, Unknown) and isinstance(parse("/2016").start, Unknown)


@pytest.mark.parametrize(
    "text, precision",
    [
        ("2016-02-05", "day"),
        ("2016-02-05T10:00:00Z", "day"),
        ("2016-02", "month"),
        ("2016-24", "season"),
        ("2016", "year"),
        ("Y12345", "year"),
        ("201X", "decade"),
        ("20XX", "century"),
        ("2XXX", "millennium"),
        ("XXXX", "any-year"),
        ("201X-XX", "decade"),
        ("2016-XX", "some-month"),
        ("2016-02-XX", "some-day"),
        ("2016-XX-XX", "some-day"),
    ],
)
def test_precision(text, precision):
    """A point knows how precise it is."""
    assert parse(text).start.precision == precision


def test_is_day():
    """Only one whole, unqualified day is a day."""
    assert [
        text
        for text in (
            "2016-02-05",
            "2016-02-05T10:00:00",
            "2016-02-05~",
            "2016-02-05?",
            "2016-02",
            "2016-02-XX",
            "2016-02-05/2016-02-05",
            "2016-02-05/..",
            "/2016-02-05",
            "../..",
        )
        if parse(text).is_day
    ] == ["2016-02-05", "2016-02-05T10:00:00"]


def test_order():
    """Dates sort by year, then by the middle of what their start can mean: a month stands among its days, a year among its months."""
    order = [
        "Y-12345",
        "-0043",
        "0000",
        "0762",
        "2014",
        "2014/2015",
        "2014/..",
        "2014-12~",
        "../2015",
        "2015/2016-02",
        "2016-01-01",
        "2016-01-02/2016-01-03",
        "2016-01",
        "2016-01/2016-02",
        "2016-02",
        "2016",
        "2016/",
        "Y12345",
    ]
    assert sorted(reversed(order), key=lambda text: parse(text).sort_key) == order


@given(st.one_of(st.text(max_size=80), st.text("0123456789XY-/.~?%T:Z+ ٢u[(", max_size=24)))
@example("\ud800")
@example("2016\x00")
def test_any_text(text):
    """Any text either parses or is refused with a message, a help and a mark inside it; nothing else happens."""
    try:
        assert parse(text).text == text
    except DateError as error:
        assert error.message and error.help and error.code
        assert 0 <= error.offset <= error.offset + error.length <= len(text)


@given(DATES)
def test_every_date_is_read(text):
    """Every date of levels 0 and 1 parses; its bounds are real days, and in order."""
    date = parse(text)
    known = [day for day in (date.earliest, date.latest) if day]
    assert all(1 <= month <= 12 and 1 <= day <= month_length(year, month) for year, month, day in known)
    assert sorted(known) == known
    assert date.anchor in known or text == "../.."


@given(CLOSED)
def test_an_interval_contains_its_ends(text):
    """An interval runs from the first day of its start to the last day of its end."""
    date = parse(text)
    start, end = map(parse, text.split("/"))
    assert date.earliest == start.earliest and date.latest == end.latest
    assert isinstance(date.start, Point) and (date.start, date.end) == (start.start, end.start)


@given(st.lists(DATES, min_size=2, max_size=5))
def test_sorting_is_total(texts):
    """Any dates can be compared, in whatever order they come, and none stands before one of an earlier year."""
    found = sorted(map(parse, texts), key=lambda date: date.sort_key)
    again = sorted(map(parse, reversed(texts)), key=lambda date: date.sort_key)
    assert [date.sort_key for date in found] == [date.sort_key for date in again]
    assert [date.anchor[0] for date in found] == sorted(date.anchor[0] for date in found)


@given(st.dates())
def test_ordinary_days(day):
    """A day of the years 1 to 9999 is the day that Python's own calendar has."""
    date = parse(day.isoformat())
    assert date.is_day and datetime.date(*date.earliest) == datetime.date(*date.latest) == day


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_day_is_read_exactly_where_it_exists(year, month, day):
    """A day that the calendar has is read, and one that it has not is a bad day."""
    text = f"{year:04}-{month:02}-{day:02}"
    if day <= calendar.monthrange(year, month)[1]:
        assert parse(text).earliest == (year, month, day)
    else:
        assert fault(text).code == "bad-day"


def test_month_lengths():
    """Every month of the years 1 to 9999 has the days that the standard library gives it."""
    assert all(
        month_length(year, month) == calendar.monthrange(year, month)[1]
        for year in range(1, 10_000)
        for month in range(1, 13)
    )


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("-13800000000", "`Y-13800000000`"),
        ("-12345~", "`Y-12345`"),
        ("12000 BC", "`Y-11999`"),
        ("12,000 BCE", "`Y-11999`"),
        ("10000 BC", "`-9999`"),
        ("13800000000 ق.م", "`Y-13799999999`"),
        ("2014/-12000", "`Y-12000`"),
        ("Y-138000000000", "eleven digits at most"),
        ("138000000000", "eleven digits at most"),
        ("Y" + "9" * 50, "eleven digits at most"),
    ],
)
def test_far_years_are_told_how_they_are_written(text, help):
    """A year of many digits that is not written as EDTF has it, and one beyond those that there are."""
    assert fault(text).code == "bad-date" and help in fault(text).help


def test_years_reach_as_far_as_the_world():
    """Eleven digits: the first light of the universe has a date."""
    assert parse("Y-13799999999").earliest == (-13799999999, 1, 1)
    assert parse("Y99999999999").latest == (99999999999, 12, 31)
