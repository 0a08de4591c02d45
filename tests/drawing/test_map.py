"""The map as geometry: what it shows of the world, what stands on it, and that nothing of it touches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.drawing import map as drawing
from timeline.drawing import map_frame, map_layout, outlines
from timeline.drawing.map_frame import WIDTH, Box

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([0.0, 0.0, 0.5, 5.0]))


def place(n: int, latitude: float, longitude: float, reach: float = 0.0, **changes) -> map_layout.Place:
    base = map_layout.Place(
        id=f"p{n}",
        path=f"en/places/p{n}.html",
        name="Constantinople of the East"[: 5 + 7 * n % 22],
        told="told",
        number="3",
        count=1 + n % 9,
        kind=map_layout.KINDS[n % 3],
        latitude=latitude,
        longitude=longitude,
        reach=reach,
    )
    return base._replace(**changes)


PLACES = st.lists(POINTS, min_size=1, max_size=25).map(lambda points: [place(n, *p) for n, p in enumerate(points)])
# Close to each other, as places are.
CROWDS = st.lists(st.tuples(st.floats(30, 36), st.floats(30, 40)), min_size=2, max_size=40).map(
    lambda points: [place(n, *p) for n, p in enumerate(points)]
)


def at(block: map_layout.Block, width: float) -> Box:
    """Where a block is on a sheet of a width; `bottom` is its upper edge, as y runs down."""
    scale = width / WIDTH
    x, y = block.x * scale, block.y * scale
    return Box(x + block.left, y + block.top, x + block.right, y + block.bottom)


@settings(max_examples=40, deadline=None)
@given(PLACES | CROWDS, st.booleans(), st.floats(0, 1))
def test_nothing_touches_at_any_width(places, mirrored, between):
    """Names and marks are apart from each other and within the sheet, at each width that it is laid out for."""
    frame = drawing.framed(places)
    for format in (*drawing.FORMATS, *drawing.PHONE):
        layout = map_layout.Layout(places, frame, format, mirrored)
        spots = list(layout.spots())
        assert [spot.id for spot in spots] == [p.id for p in places]
        width = format.narrowest + between * (format.widest - format.narrowest)
        sheet = Box(0, 0, width, frame.height * width / WIDTH)
        apart(sheet, width, layout.marks, layout.labels)
        apart(sheet, width, layout.inked, layout.labels, layout.ties)


def apart(sheet, width, *laid_out):
    """Blocks of different places are apart, each within the sheet."""
    own = [(key.partition(" ")[0], at(block, width)) for blocks in laid_out for key, block in blocks.items()]
    for n, (id, box) in enumerate(own):
        assert sheet.holds(box)
        for other_id, other in own[n + 1 :]:
            shrunk = Box(box.left + 1e-6, box.bottom + 1e-6, box.right - 1e-6, box.top - 1e-6)
            assert id == other_id or not shrunk.meets(other), (id, other_id)


@given(PLACES)
@settings(max_examples=60, deadline=None)
def test_the_frame_has_all_places_and_is_no_strip(places):
    frame = drawing.framed(places)
    assert WIDTH / 2.55 < frame.height <= WIDTH
    assert -90.5 <= frame.box.bottom and frame.box.top <= 90.5
    for one in places:
        x, y = frame.at(frame.nearest(one.longitude), one.latitude)
        assert -1e-6 <= x <= WIDTH + 1e-6 and -1e-6 <= y <= frame.height + 1e-6


def test_ice_and_sea_are_shown_for_places_alone():
    """A map that is wide because of its places is no higher than two fifths of that, and of what lies beyond the
    inhabited latitudes it has what places there need."""
    wide = drawing.framed([place(0, 18, -77), place(1, 51, 0), place(2, 35, 139)])
    assert wide.height == WIDTH / 2.5 and wide.box.top <= 72.1 and wide.box.bottom >= -56.1
    north = drawing.framed([place(0, 78.2, 15.6), place(1, 40, -100), place(2, 35, 139)])
    assert 78.2 < north.box.top < 90


def test_the_pacific_is_no_edge():
    """Fiji and Samoa lie beside each other, on either side of the 180th meridian."""
    frame = map_frame.round_about([(-17.7, 178.0, 0.0), (-13.8, -171.8, 0.0)])
    assert 175 < frame.longitude < 190 and frame.box.right - frame.box.left < 40
    assert frame.at(frame.nearest(178.0), -17.7)[0] < frame.at(frame.nearest(-171.8), -13.8)[0]


def test_a_single_place_has_a_coast():
    """Wherever it is: of a place far from the sea so much is shown that one knows where it lies."""
    for latitude, longitude in ((35.95, 39.01), (47.9, 106.9), (46.8, 90.0), (0.0, -30.0), (-89.0, 0.0)):
        assert outlines.has_coast(drawing.framed([place(0, latitude, longitude)]))


@given(st.floats(-200, 200), st.floats(-90, 80), st.floats(1, 100), st.floats(1, 60))
@settings(max_examples=40, deadline=None)
def test_what_is_clipped_is_within(left, bottom, wide, high):
    box = Box(left, bottom, left + wide, bottom + high)
    for points in outlines.clipped(box):
        for x, y in points:
            assert box.left - 1e-9 <= x <= box.right + 1e-9 and box.bottom - 1e-9 <= y <= box.top + 1e-9


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3, max_size=12))
def test_a_ring_within_a_box_stays_and_one_outside_goes(points):
    assert outlines.within(points, Box(-10.0, -10.0, 10.0, 10.0)) == points
    assert outlines.within(points, Box(20.0, 20.0, 30.0, 30.0)) == []


def test_simplifying_keeps_the_corners():
    square = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert outlines.simplified(square, 1.0) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert len(outlines.simplified(square, 1e9)) == 3


def test_the_outlines_are_light():
    """As a file of the project, and as part of a page; of the whole world, too."""
    assert outlines._FILE.stat().st_size < 200_000
    assert "Natural Earth" in outlines._FILE.read_text("utf-8")[:200]
    world = drawing.framed([place(0, 70, -160), place(1, -50, 0), place(2, 20, 150)])
    assert 2_000 < len(outlines.land(world)) < 16_000


def test_a_mark_that_has_no_room_stands_beside_its_place():
    """With a line to it; of many at one spot those that find none are dots, and all are in the list."""
    sheet = drawing.drawn([place(n, 31.95, 35.93 + n / 1000) for n in range(100)], False).sheets[0]
    assert [spot.leader for spot in sheet.spots if spot.shape].count("") == 1
    assert sum(not spot.shape for spot in sheet.spots) > 20
    assert all(spot.press is None and not spot.lines for spot in sheet.spots if not spot.shape)


def test_area_grows_with_the_count():
    """A mark of four events is twice as wide as one of one, and none is larger than the largest."""
    radius = lambda spot: float(re.search(r"a([\d.]+) ", spot.shape)[1])
    one, four = drawing.drawn([place(0, 0, 0, count=1), place(3, 9, 30, count=4)], False).sheets[0].spots
    assert radius(four) == pytest.approx(2 * radius(one), abs=0.2)
    small, large = drawing.drawn([place(0, 0, 0, count=1), place(3, 9, 30, count=900)], False).sheets[0].spots
    assert radius(large) == pytest.approx(24, abs=0.2) and radius(small) >= 3


def test_what_can_be_pressed_is_large_enough():
    for sheet in drawing.drawn([place(n, 31 + n, 35 - n) for n in range(9)], True).sheets:
        assert all(float(spot.press[2]) >= 24 for spot in sheet.spots if spot.shape)
    lonely = drawing.drawn([place(0, 31.95, 35.93)], False)
    assert {spot.press[2] for sheet in lonely.sheets for spot in sheet.spots} == {"44"}


def test_a_region_is_a_circle_on_the_ground():
    """So it is wider than high away from the equator; the key explains it."""
    drawn = drawing.drawn([place(0, 60.0, 10.0, reach=2.0), place(3, 60.0, 25.0)], False)
    (region,) = drawn.regions
    assert float(region.rx) == pytest.approx(float(region.ry), rel=0.05)  # the middle is as far north
    assert ("region", "") in drawn.signs
    assert not drawing.drawn([place(0, 60.0, 10.0, reach=0.01), place(3, 0.0, 25.0)], False).regions


def test_a_region_goes_on_beyond_the_edge_of_the_world():
    """Of a map that goes round the world, what one edge cuts off stands at the other; one at a pole can be drawn."""
    around = [place(n, 0, -165 + 60 * n, reach=35.0) for n in range(6)]
    drawn = drawing.drawn(around, False).regions
    cut = [region for region in drawn if not float(region.rx) <= float(region.x) <= WIDTH - float(region.rx)]
    assert cut and all(
        any(abs(float(one.x) - float(other.x)) == WIDTH and one[2:] == other[2:] for other in drawn) for one in cut
    )
    (pole,) = drawing.drawn([place(0, 90, 0, reach=5.0), place(3, 60, 25)], False).regions
    assert float(pole.rx) < 3 * WIDTH


def test_a_name_without_room_beside_its_mark_stands_farther_off():
    """Tied to it by a line, which crosses neither marks nor names (above); only what finds no room there has none."""
    near = [place(0, 33.5, 36.3, name="Damascus"), place(3, 33.3, 44.4, name="Baghdad")]
    near += [
        place(6, 31.2, 29.9, name="Alexandria"),
        place(9, 37.9, 40.2, name="Amid"),
        place(12, 26, 32, name="Egypt"),
    ]
    far = [place(15, 18, -77), place(18, 35.7, 139.7)]
    for mirrored in (False, True):
        spots = drawing.drawn([*near, *far], mirrored).sheets[0].spots
        assert all(spot.lines for spot in spots)
    crowd = [place(3 * n, 31.95 + n % 4 / 10, 35.93 + n // 4 / 10) for n in range(16)]
    tied = [spot for sheet in drawing.drawn(crowd, False).sheets for spot in sheet.spots if spot.tie]
    assert tied and all(spot.lines for spot in tied)


def test_a_phone_has_the_sheet_on_which_its_names_have_room():
    """As wide as a phone where that is enough, else wider, as long as it is no higher than a phone shows."""
    few = drawing.drawn([place(0, 30, 30), place(3, 34, 36)], False).sheets[-1]
    assert (few.kind, few.least, few.rest) == ("narrow", 0, "")
    close = [place(3 * n, 30 + n * 7 % 20, n * 4, name="Damascus") for n in range(12)]
    across = drawing.drawn([*close, place(36, 35, 139), place(39, 18, -77)], False)
    phone = across.sheets[-1]
    assert phone.least > 320 and phone.least * across.height / WIDTH <= 440
    named = lambda sheet: sum(bool(spot.lines) for spot in sheet.spots)
    all = [*close, place(36, 35, 139), place(39, 18, -77)]
    narrow = drawing._sheet(all, drawing.framed(all), drawing.PHONE[0], False)
    assert named(phone) >= 12 > named(narrow)
    shown = 100 - float(phone.rest[:-1])
    first = [float(spot.x[:-1]) for spot in phone.spots[:12]]
    assert sum(shown <= x <= shown + 32000 / phone.least for x in first) >= 10
    mirrored = drawing.drawn([*close, place(36, 35, 139), place(39, 18, -77)], True).sheets[-1]
    assert float(mirrored.rest[:-1]) == pytest.approx(shown + 32000 / mirrored.least, abs=40)


def test_the_same_places_give_the_same_map():
    places = [place(n, 20 + n * 1.7 % 30, n * 7.3 % 50) for n in range(60)]
    assert drawing.drawn(places, False) == drawing.drawn(places, False)


def test_names_in_a_language_from_the_right_begin_on_the_right():
    spots = {m: drawing.drawn([place(0, 31.95, 35.93)], m).sheets[0].spots[0] for m in (False, True)}
    assert float(spots[False].at) > 0 > float(spots[True].at)
    assert spots[False].anchor == spots[True].anchor == "start"
