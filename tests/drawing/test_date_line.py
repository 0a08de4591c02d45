"""A date on a line of any length: places in percent, in both directions, and what the lines of a list share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.test_axis import ARABIC, DATES, ENGLISH, MIRRORED
from timeline.drawing import date_line
from timeline.text import edtf

DATED = st.lists(DATES, min_size=1, max_size=12).map(lambda texts: [edtf.parse(text) for text in texts])


def percent(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(DATED)
def test_every_date_lies_on_the_line(dates):
    """Bars neither begin before it nor end behind it; signs of a fixed size have their place on it."""
    scale = date_line.scale(edtf.extent(dates))
    for date in dates:
        line = date_line.line(date, scale, ENGLISH)
        assert line.bars or line.signs
        for bar in line.bars:
            assert -3 <= percent(bar.x) and percent(bar.x) + percent(bar.width) <= 103 and percent(bar.width) > 0
        assert all(-3 <= percent(sign.x) <= 103 for sign in line.signs)


@given(DATED)
def test_from_the_right_it_is_the_same_in_a_mirror(dates):
    scale = date_line.scale(edtf.extent(dates))
    for date in dates:
        line, turned = (date_line.line(date, scale, spoken) for spoken in (ENGLISH, MIRRORED))
        for bar, other in zip(line.bars, turned.bars, strict=True):
            assert percent(bar.x) + percent(bar.width) + percent(other.x) == pytest.approx(100, abs=0.21)
        for sign, other in zip(line.signs, turned.signs, strict=True):
            assert percent(sign.x) + percent(other.x) == pytest.approx(100, abs=0.11)


def test_precision_can_be_seen_there_too():
    """The same kinds as on the axis: an end that is drawn at a fixed size stands at its bar's end."""
    scale = date_line.scale(edtf.extent([edtf.parse("2014-01-01/2016-12-31")]))
    line = date_line.line(edtf.parse("2014-06~/.."), scale, ENGLISH)
    assert [bar.kind for bar in line.bars] == ["within", "span"]
    assert [sign.kind for sign in line.signs] == ["soft", "open"]
    assert percent(line.signs[0].x) == pytest.approx(percent(line.bars[0].x), abs=0.11)
    assert [sign.kind for sign in date_line.line(edtf.parse("2015-02-03?"), scale, ENGLISH).signs] == ["point doubtful"]


def test_the_ruler_says_where_the_lines_begin_and_end():
    """The months of the first and the last day, and the years between as far as they have room."""
    extent = edtf.extent([edtf.parse("2014-09-02"), edtf.parse("2017")])
    ruler = date_line.ruler(date_line.scale(extent), extent, ENGLISH)
    assert (ruler.first, ruler.last) == ("September 2014", "December 2017")
    assert [tick.text for tick in ruler.ticks] == ["2015", "2016", "2017"]
    assert [tick.day for tick in ruler.ticks] == [edtf.day_number((year, 1, 1)) for year in (2015, 2016, 2017)]
    arabic = date_line.ruler(date_line.scale(extent), extent, ARABIC)
    assert [percent(tick.x) for tick in arabic.ticks] == [100 - percent(tick.x) for tick in ruler.ticks]


def test_a_few_weeks_are_told_in_months():
    extent = edtf.extent([edtf.parse("2014-09-02"), edtf.parse("2014-11-20")])
    ruler = date_line.ruler(date_line.scale(extent), extent, ENGLISH)
    assert [tick.text for tick in ruler.ticks] == ["October", "November"]


def test_a_beginning_too_near_to_a_year_gives_way_to_it():
    """Both would be written over each other."""
    near, far = (
        date_line.scale(edtf.extent([edtf.parse(first), edtf.parse("2017-06")])) for first in ("2014-11", "2014-02")
    )
    assert [tick.text for tick in date_line.ticks(near, ENGLISH)] == ["2015", "2016", "2017"]
    assert [tick.text for tick in date_line.ticks(far, ENGLISH)] == ["2014", "2015", "2016", "2017"]
