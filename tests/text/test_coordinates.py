"""Where a place is: what is read, what is refused, and what somebody meant who wrote it otherwise."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import coordinate_hints, coordinates
from timeline.text.coordinates import CoordinateError, Coordinates

DEGREES = lambda most: st.decimals(-most, most, places=4, allow_nan=False)
RADII = st.none() | st.decimals(1, 5000, places=1)
PLACES = st.builds(Coordinates, DEGREES(90), DEGREES(180), RADII)


def meant(text: str) -> str:
    """The help that somebody gets who writes this."""
    with pytest.raises(CoordinateError) as fault:
        coordinate_hints.read(text)
    return str(fault.value.help)


def test_a_point_a_region_and_what_nobody_knows():
    assert coordinates.parse("40.73, 13.9") == (Decimal("40.73"), Decimal("13.9"), None)
    assert coordinates.parse("35.9,39 ± 100 km") == (Decimal("35.9"), 39, 100)
    assert coordinates.parse("unknown") == coordinates.UNKNOWN
    assert not coordinates.UNKNOWN.known and coordinates.parse("0, 0").known


@given(PLACES)
def test_what_is_written_is_read_again(place):
    """With all its decimals: they say how well it is known."""
    assert coordinates.parse(place.text) == place
    assert coordinates.parse(place.text).text == place.text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("35°57′N 39°1′E", "35.95, 39.02"),
        ("35° 57' 30\" N, 39° 1' 2\" E", "35.9583, 39.0172"),
        ("33°52'S, 151°12'", "-33.87, 151.20"),
        ("N 40.73 E 13.9", "40.73, 13.9"),
        ("13.9E 40.73N", "40.73, 13.9"),
        ("40.73N 13.9W", "40.73, -13.9"),
        ("40.73 13.9", "40.73, 13.9"),
        ("(40.73; 13.9)", "40.73, 13.9"),
        ("lat: 40.73, lon: 13.9", "40.73, 13.9"),
        ("40,73; 13,9", "40.73, 13.9"),
        ("40,73, 13,9", "40.73, 13.9"),
        ("٤٠٫٧٣، ١٣٫٩", "40.73, 13.9"),
        ("٤٠٫٧٣ ش ١٣٫٩ ق", "40.73, 13.9"),
        ("40.73° شمالًا، 13.9° غربًا", "40.73, -13.9"),
        ("40.73° جنوبا و13.9° شرقا", "-40.73, 13.9"),
        ("−40.73, 13.9", "-40.73, 13.9"),
        ("139.7, 35.7", "35.7, 139.7"),
        ("40.73, 213.9", "40.73, -146.1"),
        ("geo:40.7,13.9;u=1000", "40.7, 13.9 ± 1 km"),
        ("https://maps.example/@40.7312345,13.9012,12z", "40.7312, 13.9012"),
        ("https://maps.example/place/X/@1,2,9z/data=!3d40.73!4d13.9", "40.73, 13.9"),
        ("https://maps.example/#map=12/40.73/13.9", "40.73, 13.9"),
        ("https://maps.example/?q=40.73,13.9", "40.73, 13.9"),
        ("POINT(13.9 40.73)", "40.73, 13.9"),
        ("35.9, 39 +/- 100 km", "35.9, 39 ± 100 km"),
        ("35.9, 39 ± 100", "35.9, 39 ± 100 km"),
        ("35.9, 39 ± ١٠٠ كم", "35.9, 39 ± 100 km"),
        ("35.9, 39 ± 60 miles", "35.9, 39 ± 96.6 km"),
        ("مجهول", "unknown"),
        ("?", "unknown"),
        ("Unknown", "unknown"),
    ],
)
def test_what_people_write_is_told_as_it_should_be(written, read):
    assert f"`{read}`" in meant(written)


@pytest.mark.parametrize(
    "text", ["", "Rome", "40.73", "1, 2, 3", "N 1 N 2", "40°73′N 13°E", "91, 200", "35.9, 39 ± 9 parsecs"]
)
def test_where_nobody_can_tell_nothing_is_offered(text):
    assert "`40.73, 13.9`" in meant(text) or meant(text) == "the latitude stands first"


def test_lists_and_mappings_are_told_as_texts():
    assert "`40.73, 13.9`" in coordinate_hints.of_list(["13.9", "40.73"])
    assert "`40.73, 13.9`" in coordinate_hints.of_mapping({"lat": "40.73", "lng": "13.9"})
    assert "`40.73, 13.9`" in coordinate_hints.of_mapping({"type": "Point", "coordinates": ["13.9", "40.73"]})
    assert not coordinate_hints.of_list(["a", {}]) and not coordinate_hints.of_mapping({1: 2})


@given(st.text(alphabet="0123456789.,-°′″NSEW ±kmش،٫geo:@()[]", max_size=80) | st.text(max_size=60))
def test_any_text_is_read_or_answered(text):
    """Nothing but a place or our own fault, and what is offered can be read."""
    try:
        assert coordinate_hints.read(text).text
    except CoordinateError as fault:
        told = getattr(fault.help, "gaps", {}).get("text")
        assert told is None or coordinates.parse(str(told))


@pytest.mark.parametrize("text", ["1 " * 299, "-" * 600, "9" * 600, "N" * 600, "1," * 290, "@" * 600, "°′″ " * 150])
def test_long_texts_are_answered_at_once(text):
    start = time.perf_counter()
    assert coordinate_hints.meant_by(text) == ""
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lat 30.04 lon 31.24", "30.04, 31.24"),
        ("Latitude 30.04, Longitude 31.24", "30.04, 31.24"),
        ("lon 31.24 lat 30.04", "30.04, 31.24"),
        ("longitude: -73.9, latitude: 40.73", "40.73, -73.9"),
        ("latitude=30.04&longitude=31.24", "30.04, 31.24"),
        ("خط العرض 30.04، خط الطول 31.24", "30.04, 31.24"),
        ("خط الطول 31.24 وخط العرض 30.04", "30.04, 31.24"),
        ("+30.04, +31.24", "30.04, 31.24"),
        ("https://yandex.com/maps/?ll=31.24%2C30.04&z=10", "30.04, 31.24"),
        ("https://yandex.ru/maps/?z=10&ll=31.24,30.04", "30.04, 31.24"),
        ("30.04, 31.24 ± 0 km", "30.04, 31.24"),
    ],
)
def test_numbers_are_told_by_what_they_are_called(text, meant):
    with pytest.raises(coordinates.CoordinateError) as fault:
        coordinate_hints.read(text)
    assert f"`{meant}`" in fault.value.help


@pytest.mark.parametrize("text", ["lat 30 lat 31", "lon 30, long 31", "latitude 30 E, 31 E"])
def test_two_numbers_of_one_kind_are_no_place(text):
    with pytest.raises(coordinates.CoordinateError) as fault:
        coordinate_hints.read(text)
    assert "30" not in fault.value.help


@pytest.mark.parametrize("latitude", ["0", "9.5", "89.999999", "90", "90.0", "90.1", "91", "-90", "-99"])
@pytest.mark.parametrize("longitude", ["0", "99", "099", "179.9", "180", "180.00", "180.1", "181", "-180", "999"])
@pytest.mark.parametrize("reach", ["", " ± 0 km", " ± 0.0 km", " ± 0.1 km", " ± 5000 km", " ± 5000.1 km", " ± 5001 km"])
def test_editors_refuse_what_a_check_refuses(latitude, longitude, reach):
    text = f"{latitude}, {longitude}{reach}"
    try:
        coordinates.parse(text)
        sound = True
    except coordinates.CoordinateError:
        sound = False
    assert bool(re.search(coordinates.PATTERN, text)) == sound
