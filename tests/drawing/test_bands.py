"""Periods behind an axis: where their bands and names stand, how their ends look, and that nothing lies on another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edition.test_dates_in_words import AR, EN
from timeline.drawing import axis, bands, time_scale
from timeline.drawing.date_strokes import LINE, WIDE, Sheet
from timeline.edition import views
from timeline.text import dates, edtf

SCALE = time_scale.scale((edtf.day_number((2014, 1, 1)), edtf.day_number((2016, 12, 31))), 700)


def named(date: str, name: str = "A period", id: str = "r") -> bands.Named:
    worded = views.Dated(date, "")
    period = views.Period(
        id=id, path=f"en/periods/{id}.html", name=name, date=worded, summary="", count="", citations=()
    )
    return bands.Named(period, dates.parse(date))


def head(date: str, name: str = "A period", mirrored: bool = False) -> bands.Head:
    (found,) = bands.heads([named(date, name)], SCALE, Sheet(WIDE, mirrored), 232).all
    return found


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2015-02-01/2015-09-30", "firm", "firm"),
        ("2015-02~/2015-09-30", "soft", "firm"),
        ("2015-02-01/..", "firm", "open"),
        ("2015-02-01/", "firm", "unknown"),
        ("2013/2015-09-30", "cut", "firm"),
        ("2015/2018", "firm", "cut"),
        ("2000/2030", "cut", "cut"),
        ("2015", "firm", "firm"),
        ("2015~", "soft", "soft"),
    ],
)
def test_the_ends_of_a_band_say_how_well_they_are_known(date, start, end):
    """And what lies outside the axis runs on to its edge, without a sign, as what is open does with an arrow."""
    drawn = head(date).drawn
    assert (drawn.start, drawn.end) == (start, end)
    if start == "cut":
        assert drawn.extent[0] == 0
    if end == "cut":
        assert drawn.extent[1] == WIDE - 232
    if end == "open":
        assert drawn.extent[1] == WIDE - 232 - 12


def test_what_is_not_on_the_axis_has_no_band():
    assert bands.heads([named("2010/2013"), named("2018/..")], SCALE, Sheet(WIDE, False)).all == ()


def test_a_band_is_mirrored():
    """What begins at the left in one direction does so at the right in the other, as far from the edge."""
    xs = []
    for mirrored in (False, True):
        sheet = Sheet(WIDE, mirrored)
        (band,) = bands.bands(bands.heads([named("2015")], SCALE, sheet, 232), sheet, 232, 40, 400)
        numbers = [float(n) for n in re.findall(r"[MLH](-?[\d.]+)", band.tints[0].path)]
        xs.append(sorted(numbers if not mirrored else [WIDE - n for n in numbers]))
        assert float(band.lines[0].x) == (WIDE - xs[-1][0] if mirrored else xs[-1][0])
    assert xs[0] == pytest.approx(xs[1], abs=0.11)


def test_a_long_name_is_cut_and_said_in_full():
    """The lines that are drawn say that there is more; whoever has the page read out hears all."""
    name = "A period with a very long name, " * 5
    found = head("2015-02/2015-03", name)
    assert len(found.lines) == bands.LINES and found.lines[-1][-1].text.endswith("…")
    sheet = Sheet(WIDE, False)
    (band,) = bands.bands(bands.heads([named("2015", name)], SCALE, sheet), sheet, 0, 40, 400)
    assert band.name == f"{name}: 2015"


DAYS = st.integers(edtf.day_number((2012, 1, 1)), edtf.day_number((2019, 1, 1)))


def written(days: tuple[int, int], form: str) -> str:
    first, last = ("{:04}-{:02}-{:02}".format(*edtf.day_at(day)) for day in sorted(days))
    return form.format(first, last)


PERIODS = st.lists(
    st.tuples(
        st.builds(
            written, st.tuples(DAYS, DAYS), st.sampled_from(["{}/{}", "{}~/{}", "{}/{}~", "{}/..", "../{}", "{}/"])
        ),
        st.text("ab cd ثالث", min_size=1, max_size=90).filter(str.strip),
    ),
    max_size=12,
)


@given(PERIODS, st.booleans(), st.sampled_from([0, 232]))
def test_no_head_lies_on_another_or_off_the_sheet(periods, mirrored, side):
    """Whatever there is: bars, names and what can be pressed of two periods never touch, nor the years above."""
    sheet = Sheet(WIDE, mirrored)
    laid = bands.heads([named(date, name, f"r{n}") for n, (date, name) in enumerate(periods)], SCALE, sheet, side)
    for n, one in enumerate(laid.all):
        assert one.top >= 0 and one.top + one.height <= laid.height
        assert one.height >= len(one.lines) * LINE and 0 <= one.name <= WIDE - side
        for other in laid.all[:n]:
            apart = one.reach[1] <= other.reach[0] or other.reach[1] <= one.reach[0]
            below = one.top + one.height <= other.top or other.top + other.height <= one.top
            assert apart or below
    boxes = [band.box for band in bands.bands(laid, sheet, side, 40, 400)]
    assert all(float(box.y) >= 36 for box in boxes)


@pytest.mark.parametrize("language", [EN, AR])
def test_the_axis_of_counts_has_bands_too(language):
    """At the head of its columns, which begin below them; a phone's lines have none."""
    years = [(1900 + n % 100, "t") for n in range(100)]
    plain = axis.counted(years, {"t": "T"}, language)
    wide, medium, narrow = axis.counted(years, {"t": "T"}, language, periods=[named("1914/1918"), named("1950/..")])
    assert len(wide.bands) == len(medium.bands) == 2 and narrow.bands == ()
    assert float(wide.height) > float(plain[0].height)
    heads = max(float(band.box.y) + float(band.box.height) for band in wide.bands)
    assert all(float(mark.box.y) >= heads - 10 for mark in wide.marks)
