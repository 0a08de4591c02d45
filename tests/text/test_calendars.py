"""Other calendars: their days are those that ICU gives, each has one number, and numbers go on without a gap."""

from __future__ import annotations

import json
import math
import subprocess

import pytest
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import needs
from timeline.text.calendars import JULIAN, JULIAN_DAY
from timeline.text.dates import CALENDARS
from timeline.text.edtf import day_at, day_number
from timeline.text.hijri import HIJRI

ICU = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const form = new Intl.DateTimeFormat(`en-u-ca-${asked.calendar}`, {
  year: "numeric", month: "numeric", day: "numeric", era: "short", timeZone: "UTC" });
console.log(JSON.stringify(asked.days.map(day => {
  const parts = Object.fromEntries(form.formatToParts(day * 864e5).map(part => [part.type, part.value]));
  return [+parts.year, +parts.month, +parts.day];
})));
"""
EPOCH = day_number((1970, 1, 1))


def icu(calendar: str, numbers: list[int]) -> list[tuple[int, int, int]]:
    """What ICU, which is in Node, calls some days."""
    asked = json.dumps({"calendar": calendar, "days": [number - EPOCH for number in numbers]})
    done = subprocess.run([needs("node"), "-e", ICU], input=asked, capture_output=True, text=True, check=True)
    return [tuple(day) for day in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("name", "other", "first", "last"),
    [
        ("hijri", "islamic-civil", (622, 7, 19), (1924, 7, 31)),
        ("hijri", "islamic-umalqura", (2000, 1, 1), (2028, 12, 31)),  # of other years ICU has other tables
        ("hijri", "islamic-civil", (2077, 11, 17), (3000, 1, 1)),
        ("persian", "persian", (1799, 3, 21), (2123, 3, 20)),
    ],
)
def test_days_are_those_that_icu_gives(name, other, first, last):
    """Every 17th day of a calendar, with the first and the last."""
    calendar, ends = CALENDARS[name], (day_number(first), day_number(last))
    numbers = [*range(ends[0], ends[1], 17), ends[1]]
    assert [calendar.day(number) for number in numbers] == icu(other, numbers)


@given(st.integers(-4711, 9998), st.integers(1, 12), st.integers(1, 28))
def test_julian_days_are_those_that_astronomers_count(year, month, day):
    """As Meeus reckons them (Astronomical Algorithms, 7.1), which ICU has no calendar for."""
    y, m = (year - 1, month + 12) if month < 3 else (year, month)
    counted = math.floor(365.25 * (y + 4716)) + math.floor(30.6001 * (m + 1)) + day - 1524
    assert JULIAN.number((year, month, day)) == counted - JULIAN_DAY


@pytest.mark.parametrize("name", CALENDARS)
@given(data=st.data())
def test_a_day_has_one_number_and_a_number_one_day(name, data):
    """There and back is the same day, and after the last day of a month comes the first of the next."""
    calendar = CALENDARS[name]
    year, month = data.draw(st.integers(calendar.first, calendar.last)), data.draw(st.integers(1, 12))
    length = calendar.month_length(year, month)
    day = (year, month, data.draw(st.integers(1, length)))
    seam = name == "hijri" and (year, month) == (
        1342,
        12,
    )  # the rule's year 1342 is a day longer than the tables have it
    if not seam:
        assert calendar.day(calendar.number(day)) == day
        following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
        assert calendar.number(following) == calendar.number((year, month, 1)) + length


def test_outside_its_years_a_calendar_has_no_days():
    """None is made up before the first year, or after the last."""
    for calendar in CALENDARS.values():
        first = calendar.number((calendar.first, 1, 1))
        last = calendar.number((calendar.last, 12, calendar.month_length(calendar.last, 12)))
        assert calendar.day(first) == (calendar.first, 1, 1) and calendar.day(last)[:2] == (calendar.last, 12)
        assert calendar.day(first - 1) is None and calendar.day(last + 1) is None
        assert all(-9999 <= day_at(number)[0] <= 9999 for number in (first, last))


@given(st.integers(-4_000_000, 4_000_000))
def test_a_number_is_the_day_it_was_made_of(number):
    """`day_at` undoes `day_number`."""
    assert day_number(day_at(number)) == number


@given(st.integers(1343, 1500), st.integers(1, 12))
def test_tables_are_those_of_hijridate(year, month):
    """Where there are tables nothing is reckoned."""
    first = Hijri(year, month, 1)
    assert day_at(HIJRI.number((year, month, 1))) == first.to_gregorian().datetuple()
    assert HIJRI.month_length(year, month) == first.month_length()
    assert HIJRI.exact(year)
