"""A date on a line of any length: places in percent, in both directions, and what the lines of a list share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.test_axis import ARABIC, DATES, ENGLISH, MIRRORED
from timeline.drawing import date_line, window
from timeline.text import edtf, widths

DATED = st.lists(DATES, min_size=1, max_size=12).map(lambda texts: [edtf.parse(text) for text in texts])


def percent(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(DATED)
def test_every_date_lies_on_the_line(dates):
    """Bars neither begin before it nor end behind it; signs of a fixed size have their place on it."""
    scale = date_line.scale(edtf.extent(dates), ENGLISH)
    for date in dates:
        line = date_line.line(date, scale, ENGLISH)
        assert line.bars or line.signs
        for bar in line.bars:
            assert -3 <= percent(bar.x) and percent(bar.x) + percent(bar.width) <= 105 and percent(bar.width) > 0
        assert all(-3 <= percent(sign.x) <= 105 for sign in line.signs)


@given(DATED)
def test_from_the_right_it_is_the_same_in_a_mirror(dates):
    scale = date_line.scale(edtf.extent(dates), ENGLISH)
    for date in dates:
        line, turned = (date_line.line(date, scale, spoken) for spoken in (ENGLISH, MIRRORED))
        for bar, other in zip(line.bars, turned.bars, strict=True):
            assert percent(bar.x) + percent(bar.width) + percent(other.x) == pytest.approx(100, abs=0.21)
        for sign, other in zip(line.signs, turned.signs, strict=True):
            assert percent(sign.x) + percent(other.x) == pytest.approx(100, abs=0.11)


def test_precision_can_be_seen_there_too():
    """The same kinds as on the axis: an end that is drawn at a fixed size stands at its bar's end."""
    scale = date_line.scale(edtf.extent([edtf.parse("2014-01-01/2016-12-31")]), ENGLISH)
    line = date_line.line(edtf.parse("2014-06~/.."), scale, ENGLISH)
    assert [bar.kind for bar in line.bars] == ["within", "span"]
    assert [sign.kind for sign in line.signs] == ["soft", "open"]
    assert percent(line.signs[0].x) == pytest.approx(percent(line.bars[0].x), abs=0.11)
    assert [sign.kind for sign in date_line.line(edtf.parse("2015-02-03?"), scale, ENGLISH).signs] == ["point doubtful"]


def ruled(*dates: str, spoken=ENGLISH, extent=edtf.extent):
    scale = date_line.scale(extent(list(map(edtf.parse, dates))), spoken)
    return scale, date_line.ruler(scale, spoken)


def test_the_ruler_says_where_the_lines_begin_and_end():
    """With a month, or where ticks stand for many years with a year; between them as many years as have room."""
    _, ruler = ruled("2014-09-02", "2017")
    assert (ruler.first, ruler.last) == ("September 2014", "December 2017")
    assert [tick.text for tick in ruler.ticks] == ["2015", "2016", "2017"]
    assert [tick.day for tick in ruler.ticks] == [edtf.day_number((year, 1, 1)) for year in (2015, 2016, 2017)]
    _, arabic = ruled("2014-09-02", "2017", spoken=ARABIC)
    places = zip(arabic.ticks, ruler.ticks, strict=True)
    assert all(percent(one.x) + percent(other.x) == pytest.approx(100, abs=0.11) for one, other in places)
    scale, ages = ruled("1599", "2016")
    assert (ages.first, ages.last) == ("1500", "2016") and scale.first == edtf.day_number((1500, 1, 1))
    scale, day = ruled("2016-02-05", "2016-02-05")
    assert (day.first, day.last) == ("February 2016", "February 2016") and scale.last - scale.first == 29


def test_a_few_weeks_are_told_in_months():
    _, ruler = ruled("2014-09-02", "2014-11-20")
    assert [tick.text for tick in ruler.ticks] == ["October", "November"]


def test_a_tick_stands_where_its_year_begins():
    """A line that begins amid a year does not call that its beginning; one of whole years does."""
    scale, _ = ruled("2014-09", "2017-06")
    assert [tick.text for tick in date_line.ticks(scale, ENGLISH)] == ["2015", "2016", "2017"]
    scale, _ = ruled("2014-09", "2017-06", extent=edtf.years)
    assert [tick.text for tick in date_line.ticks(scale, ENGLISH)] == ["2014", "2015", "2016", "2017"]
    scale, _ = ruled("2015-12-31", "2016-01-01")
    assert [tick.text for tick in date_line.ticks(scale, ENGLISH)] == ["December", "2016"]


def stretch(*dates: str, bounds: str, spoken=ENGLISH):
    """The scale of some dates within bounds."""
    shown = window.of(edtf.parse(bounds))
    return date_line.scale(edtf.extent(list(map(edtf.parse, dates))), spoken, shown.days)


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ("1450/1950", ["1450", "1500", "1600", "1700", "1800", "1900"]),
        ("1487/1950", ["1500", "1600", "1700", "1800", "1900"]),  # less round than the next, and too near to it
        ("1437/1905", ["1437", "1500", "1600", "1700", "1800", "1900"]),  # 1900 has room before its place
    ],
)
def test_within_a_stretch_a_line_ends_where_that_does(bounds, told):
    """Not at the round year before it, nor at a year after it; the last round year is told."""
    first, last = bounds.split("/")
    scale = stretch(*bounds.split("/"), bounds=bounds)
    ruler = date_line.ruler(scale, ENGLISH)
    assert (ruler.first, ruler.last) == (first, last)
    ticks = date_line.ticks(scale, ENGLISH)
    assert [tick.text for tick in ticks] == told
    assert [tick.text for tick in ruler.ticks][-1] == told[-1] and "1500" in {tick.text for tick in ruler.ticks}
    assert ticks[-1].before == (last == "1905")
    # Where both have no room on a phone, the second has its words on longer lines only.
    assert [tick.text for tick in ticks if tick.tight] == (["1500"] if first == "1450" else [])


def test_a_stretch_may_begin_amid_a_year():
    scale = stretch("1914-08", "1918-11", bounds="1914-07-28/1918-11-11")
    ruler = date_line.ruler(scale, ENGLISH)
    assert (ruler.first, ruler.last) == ("August 1914", "November 1918")
    assert [tick.text for tick in ruler.ticks] == ["1915", "1916", "1917", "1918"]


@given(DATED)
def test_ticks_never_run_into_each_other(dates):
    """Nor out of the line; with years before the common era, too."""
    scale = date_line.scale(edtf.extent([*dates, edtf.parse("-0500")]), ENGLISH)
    ends = 0.0
    for tick in date_line.ticks(scale, ENGLISH):
        if tick.tight:
            continue
        at, width = percent(tick.x) / 100 * scale.length, widths.width(tick.text) * date_line.SIZE
        assert at - width * tick.before >= ends - 0.4
        ends = at + width * (not tick.before)
    assert ends <= scale.length + 0.4
