"""Stretches of years: none is lost, each is round to those who count in its era."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import round_years

WIDTHS = st.sampled_from(tuple(islice(round_years.widths(), 20)))


@pytest.mark.parametrize(
    ("year", "width", "ends"),
    [
        (1966, 1000, (1000, 1999)),
        (1, 1000, (1, 999)),
        (0, 1000, (-999, 0)),  # 1000 BCE to 1 BCE
        (-999, 1000, (-999, 0)),
        (-1000, 1000, (-1999, -1000)),  # 2000 BCE to 1001 BCE
        (-43, 10, (-49, -40)),  # 50 BCE to 41 BCE
        (0, 1, (0, 0)),
        (1, 1, (1, 1)),
        (2, 2, (2, 3)),
        (1, 2, (1, 1)),
    ],
)
def test_bounds(year, width, ends):
    assert round_years.bounds(year, width) == ends


@given(st.integers(-(10**10), 10**10), WIDTHS)
def test_each_year_lies_in_one_stretch_and_they_follow_each_other(year, width):
    """A stretch has its own years, begins after the one before it, and is as wide as it is to be but around 1 CE."""
    own = round_years.number(year, width)
    first, last = round_years.bounds(year, width)
    assert first <= year <= last and last - first + 1 == width - (first == 1 and width > 1)
    assert round_years.number(first, width) == round_years.number(last, width) == own
    assert round_years.number(first - 1, width) == own - 1 and round_years.number(last + 1, width) == own + 1
