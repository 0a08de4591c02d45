"""Bars to scale: real zero, true lengths, one mirror image, and a place for everything within the frame."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawing import charts
from timeline.drawing.charts import FRAME, TAIL
from timeline.records.field_types import Bound

BOUNDS = Bound.__args__
VALUES = st.one_of(
    st.decimals(0, 10**15, allow_nan=False, places=6), st.integers(0, 10**15).map(Decimal), st.just(Decimal(0))
)
FIGURES = st.lists(st.tuples(VALUES, st.sampled_from(BOUNDS)), min_size=1, max_size=8)


def drawn(figures, mirrored=False):
    scale = charts.scale([value for value, _ in figures], mirrored)
    return scale, [scale.bar(value, bound) for value, bound in figures]


def places(bar):
    """Every place at which a bar has ink."""
    yield from (bar.zero, bar.end)
    yield from (edge for left, width in bar.filled for edge in (left, left + width))


@given(FIGURES, st.booleans())
def test_zero_is_real_and_lengths_are_proportional(figures, mirrored):
    """Every bar of a chart begins at the same zero, and its length is to the longest as its number is to the largest."""
    _scale, bars = drawn(figures, mirrored)
    top = max(value for value, _ in figures)
    for (value, _), bar in zip(figures, bars, strict=True):
        assert bar.zero == (FRAME if mirrored else 0)
        wanted = value / top * (FRAME - TAIL) if top else 0
        assert abs(abs(bar.end - bar.zero) - wanted) <= Decimal("0.51")


@given(FIGURES, st.booleans())
def test_nothing_is_outside_the_frame(figures, mirrored):
    """Bars, their open ends and the ticks all lie within the frame, and nothing has a negative width."""
    scale, bars = drawn(figures, mirrored)
    for bar in bars:
        assert all(0 <= place <= FRAME for place in places(bar))
        assert all(width > 0 for _, width in bar.filled)
    assert all(0 <= place <= FRAME for _, place, _ in scale.ticks())


@given(FIGURES)
def test_right_to_left_is_the_exact_mirror_image(figures):
    """From the right everything lies as far from the right edge as it does from the left otherwise."""
    (scale, bars), (other, mirrored) = drawn(figures), drawn(figures, mirrored=True)
    for bar, image in zip(bars, mirrored, strict=True):
        assert image.filled == tuple((FRAME - left - width, width) for left, width in bar.filled)
        assert [image.zero, image.end] == [FRAME - bar.zero, FRAME - bar.end]
        assert image.goes_on == bar.goes_on
        assert (image.hollow, image.closed, image.mirrored) == (bar.hollow, bar.closed, not bar.mirrored)
    assert other.ticks() == [(value, FRAME - place, anchor) for value, place, anchor in scale.ticks()]


@given(FIGURES)
def test_longer_is_more(figures):
    """Bars are in the order of their numbers, and equal numbers end at one place whatever bounds them."""
    _, bars = drawn(figures)
    for (a, _), one in zip(figures, bars, strict=True):
        for (b, _), other in zip(figures, bars, strict=True):
            assert one.end <= other.end if a <= b else one.end >= other.end


@given(FIGURES)
def test_ticks_are_few_round_and_even(figures):
    """Zero and at most four multiples of 1, 2 or 5 times a power of ten, as many as the scale holds."""
    scale, _ = drawn(figures)
    values = [value for value, _, _ in scale.ticks()]
    top = max(value for value, _ in figures)
    assert values[0] == 0 and values == sorted(set(values)) and values[-1] <= top
    if top:
        step = values[1]
        assert str(step.normalize().as_tuple().digits[0]) in "125" and len(step.normalize().as_tuple().digits) == 1
        assert 2 <= len(values) <= 5 and values == [n * step for n in range(len(values))] and values[-1] + step > top


@given(VALUES, st.booleans())
def test_each_bound_is_drawn_in_its_own_way(value, mirrored):
    """A line across the end where the number itself is meant, an open end where it may be more, no body where less."""
    scale = charts.scale([value, Decimal(1)], mirrored)
    bars = {bound: scale.bar(value, bound) for bound in BOUNDS}
    shapes = {bound: (bar.goes_on, bar.hollow, bar.closed) for bound, bar in bars.items()}
    assert shapes == {
        "given": (False, False, False),
        "exactly": (False, False, True),
        "about": (False, False, False),
        "at-least": (True, False, True),
        "more-than": (True, False, False),
        "at-most": (False, True, True),
    }
    assert bars["at-most"].filled == () and len(bars["exactly"].filled) <= 1
    assert bars["given"].filled == bars["exactly"].filled  # only `about` fades


def test_about_fades_across_the_number():
    """A soft end is solid before the number and thins out beyond it."""
    bar = charts.scale([Decimal(10)], mirrored=False).bar(Decimal(10), "about")
    body, *strokes = bar.filled
    assert body[1] < bar.end < strokes[-1][0] < bar.end + TAIL
    assert [width for _, width in strokes] == sorted((width for _, width in strokes), reverse=True)
    assert all(a + wide < b for (a, wide), (b, _) in zip(bar.filled, bar.filled[1:], strict=False))


@pytest.mark.parametrize(
    ("top", "want"),
    [("350000", "0 100000 200000 300000"), ("14.5", "0 5 10"), ("80", "0 20 40 60 80"), ("1", "0 0.5 1.0"), ("0", "0")],
)
def test_round_numbers(top, want):
    assert [format(value, "f") for value, _, _ in charts.scale([Decimal(top)], False).ticks()] == want.split()


def test_labels_stay_within_the_frame():
    """Zero's label begins at zero; one near the end ends at its tick; the rest are centred."""
    assert [anchor for _, _, anchor in charts.scale([Decimal(300)], True).ticks()] == [
        "start",
        "middle",
        "middle",
        "end",
    ]


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_sample_is_drawn_like_the_rest(bound):
    """The explanation of a bound has the shape that the bound has in a chart."""
    sample, bar = charts.sample(bound, False), charts.scale([Decimal(3)], False).bar(Decimal(3), bound)
    assert (sample.hollow, sample.closed, sample.goes_on) == (bar.hollow, bar.closed, bar.goes_on)
    assert len(sample.filled) == len(bar.filled) and all(0 <= place <= FRAME for place in places(sample))
