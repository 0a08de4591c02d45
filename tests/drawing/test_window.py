"""The stretch of time that axes show: what lies within it, and as much of the rest as reaches into it."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.text.test_edtf import DATES
from timeline.drawing import window
from timeline.text import dates

SHOWN = window.of(dates.parse("1450/1950-06"))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("1449-12-31", -1),
        ("1450", 0),
        ("1950-06-30", 0),
        ("1950-07-01", 1),
        ("14XX", 0),  # may lie within
        ("-0043/1449", -1),
        ("1300/1500", 0),
        ("1300/2000", 0),
        ("1300/..", 0),  # goes on into it
        ("1300/", -1),  # nobody knows
        ("../1400", -1),
        ("../2000", 0),
        ("2000/..", 1),
        ("/2000", 1),
        ("hijri:0583-07", -1),
        ("hijri:1300", 0),
    ],
)
def test_where_a_date_lies(text, side):
    """Before, after, or with something of it within."""
    assert SHOWN.side(dates.parse(text)) == side


@given(DATES.map(dates.parse).filter(lambda date: date.points))
def test_what_is_cut_lies_within(date):
    """No end of it is outside, and of what is within already nothing is changed."""
    cut = SHOWN.cut(date)
    days = [day for point in cut.points for day in (point.earliest, point.latest)]
    assert all(SHOWN.first <= day <= SHOWN.last for day in days) and len(days) == 2 * len(date.points)
    if all(SHOWN.first <= day <= SHOWN.last for point in date.points for day in (point.earliest, point.latest)):
        assert cut == date


def test_an_open_stretch_has_one_end():
    """`1450/..` goes on for ever; without one nothing is cut."""
    shown = window.of(dates.parse("1450/.."))
    assert shown.side(dates.parse("Y99999999999")) == 0 and shown.side(dates.parse("1449")) == -1
    assert window.of(None) is None
