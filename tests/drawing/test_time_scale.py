"""Time to scale: where days stand, which years are written, and how each kind of date is drawn."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawing.time_scale import SHORTEST, scale, stroke, ticks
from timeline.text import dates, edtf


def over(texts, length, *others):
    return scale(edtf.extent(map(edtf.parse, texts)), length, *others)


YEAR = over(["2015-01-01", "2016-12-31"], 1000)


def drawn(text: str, within=YEAR):
    found = stroke(edtf.parse(text), within)
    return [part.kind for part in found.parts], found.start, found.end


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("2015-06-05", (["point"], "firm", "firm")),
        ("2015-06", (["within"], "firm", "firm")),
        ("2015-22", (["within"], "firm", "firm")),
        ("2015", (["within"], "firm", "firm")),
        ("2015-XX-XX", (["within"], "firm", "firm")),
        ("2015-06~", (["within"], "soft", "soft")),
        ("2015-06-05~", (["point"], "soft", "soft")),
        ("2015-06-05/2015-08-09", (["span"], "firm", "firm")),
        ("2015-06/2015-10", (["within", "span", "within"], "firm", "firm")),
        ("2015-06~/2016-02-05", (["within", "span"], "soft", "firm")),
        ("2015/2015-06", (["within"], "firm", "firm")),
        ("2015-06-05/..", (["span"], "firm", "open")),
        ("2015-06/..", (["within", "span"], "firm", "open")),
        ("2015-06-05/", (["span"], "firm", "unknown")),
        ("../2015-06-05", (["span"], "open", "firm")),
        ("/2015-06", (["span", "within"], "unknown", "firm")),
    ),
)
def test_a_date_is_drawn_as_precisely_as_it_is_known(text, expected):
    """A day is a point, a month its length, an interval is filled only where it surely lasted; ends say what they are."""
    assert drawn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("hijri:1436-08-18", (["point"], "firm", "firm")),
        ("hijri:1436-08", (["within"], "firm", "firm")),
        ("hijri:1436", (["within"], "firm", "firm")),
        ("hijri:1436-03/1436-08", (["within", "span", "within"], "firm", "firm")),
        ("julian:2015-06-05~", (["point"], "soft", "soft")),
        ("hijri:1436-08/..", (["within", "span"], "firm", "open")),
        ("hijri:0583-07", (["within"], "soft", "soft")),  # by rule, so about
    ),
)
def test_what_was_converted_is_some_time_within_its_days(text, expected):
    """A month of another calendar is a hollow bar as long as its days, as one of ours is, and never a filled one."""
    date = dates.parse(text)
    found = stroke(date, scale(edtf.extent([date]), 1000))
    assert ([part.kind for part in found.parts], found.start, found.end) == expected


def test_uncertain_dates_say_so():
    assert stroke(edtf.parse("2015?"), YEAR).uncertain and not stroke(edtf.parse("2015~"), YEAR).uncertain


@given(st.dates(datetime.date(1, 1, 1)), st.dates(datetime.date(1, 1, 1)))
def test_days_are_counted_as_the_calendar_does(one, two):
    """The distance of two days is theirs in the proleptic Gregorian calendar."""
    count = [edtf.day_number((day.year, day.month, day.day)) for day in (one, two)]
    assert count[1] - count[0] == (two - one).days


def test_days_are_counted_before_the_common_era_too():
    """The year 0 is a leap year, and the days run on through it."""
    assert edtf.day_number((0, 3, 1)) - edtf.day_number((0, 2, 28)) == 2
    assert edtf.day_number((0, 1, 1)) - edtf.day_number((-1, 12, 31)) == 1
    assert edtf.day_number((-400, 1, 1)) - edtf.day_number((-800, 1, 1)) == 146_097


DAYS = st.builds(
    lambda y, m, d: f"{y:04d}-{m:02d}-{d:02d}" if y >= 0 else f"-{-y:04d}-{m:02d}-{d:02d}",
    st.integers(-9999, 9999).filter(lambda y: y != 0),
    st.integers(1, 12),
    st.integers(1, 28),
)


@given(st.lists(DAYS, min_size=1, max_size=20), st.floats(150, 5000))
def test_places_keep_the_order_of_days_and_stay_on_the_line(texts, length):
    """Whatever the dates, each lies within the line, and a later day never before an earlier one."""
    found = [edtf.parse(text) for text in texts]
    line = over(texts, length)
    places = [line.at(edtf.day_number(date.earliest)) for date in sorted(found, key=lambda d: d.earliest)]
    assert places == sorted(places) and 0 <= places[0] and places[-1] < length
    for date in found:
        first, last = stroke(date, line).extent
        assert last - first >= SHORTEST - 1e-6


@given(st.lists(DAYS, min_size=1, max_size=5), st.floats(200, 3000), st.floats(40, 120))
def test_ticks_never_crowd(texts, length, gap):
    """The first stands where the line begins; the others in order, at least nearly `gap` apart, and on the line."""
    line = over(texts, length, gap)
    first, *found = ticks(line)
    assert first.at == 0 and first.first and not any(tick.first for tick in found)
    assert all(0 < tick.at <= length for tick in found) and len(found) <= length / gap * 1.2 + 2
    # Months differ by three days.
    assert all(b.at - a.at >= gap * 0.9 - 1 for a, b in pairwise(found))


def test_a_year_is_never_far_off_to_find():
    """Even for a year of ten digits the line is drawn at once."""
    assert 1 <= len(ticks(over(["Y9999999999", "2014"], 1000))) < 20


def test_short_lines_are_told_in_months():
    """A record of a few weeks has months for ticks, one of centuries has rounded years, and begins with one."""
    weeks = ticks(over(["2014-09-02", "2014-12-05"], 1000))
    assert [(t.year, t.month) for t in weeks] == [(2014, 9), (2014, 10), (2014, 11), (2014, 12)]
    ages = ticks(over(["-0300", "2014"], 1000))
    assert [t.year for t in ages] == [-399, -199, 1, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000]
    assert not any(t.month for t in ages)


@pytest.mark.parametrize(
    ("first", "last", "length", "years"),
    [
        ("-2999", "2000", 700, [-2999, -1999, -999, 1, 1000, 2000]),  # 3000 BCE to 2000 CE
        ("-3000", "2000", 700, [-3999, -2999, -1999, -999, 1, 1000, 2000]),  # from 3001 BCE on
        ("-0043", "0014", 700, [-49, -39, -29, -19, -9, 1, 10]),
        ("-0005", "0006", 440, [-5, -3, -1, 1, 4, 6]),  # 2 CE stands too near to 1 CE
        ("0001", "1950", 700, [1, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800]),
        ("-11999", "-10999", 1000, None),
    ],
)
def test_years_are_round_to_those_who_count_them(first, last, length, years):
    """Before the common era, too: 3000 BCE is a tick, and not 3001; 1 CE stands between the eras, and no year 0."""
    first, last = (f"Y{text}" if len(text) > 5 else text for text in (first, last))
    found = [tick.year for tick in ticks(over([first, last], length))]
    if years is None:
        assert len(found) > 5 and all((1 - year) % 100 == 0 for year in found)
    else:
        assert found == years


@given(st.lists(DAYS, min_size=2, max_size=5), st.floats(200, 3000))
def test_a_tick_of_several_years_is_round_in_its_era(texts, length):
    """Whatever the dates, a tick is 1 CE or ends as the step does."""
    line = over(texts, length)
    if line.step >= 24:
        for tick in ticks(line):
            counted = tick.year if tick.year > 0 else 1 - tick.year
            assert tick.year != 0 and (tick.year == 1 or counted % (line.step // 12) == 0)


def test_a_whole_line_ends_with_a_month_or_a_year():
    """Where it is said where it ends, it ends there."""
    extent = edtf.extent([edtf.parse("2014-09-02"), edtf.parse("2016-11-05")])
    assert scale(extent, 1000, whole=True).last == edtf.day_number((2016, 12, 1))
    ages = edtf.extent([edtf.parse("0300"), edtf.parse("2016-03")])
    assert scale(ages, 1000, whole=True).last == edtf.day_number((2017, 1, 1))


def test_a_line_of_years_has_no_months_where_none_are_asked_for():
    years = ticks(over(["2014-09-02", "2016-12-05"], 1000, 36, 12))
    assert [(t.year, t.month) for t in years] == [(2014, 9), (2015, 0), (2016, 0)]
