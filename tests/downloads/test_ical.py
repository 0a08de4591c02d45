"""Calendars, as a calendar program reads them: known days only, yearly again, and lines of 75 octets."""

from __future__ import annotations

from datetime import date, datetime

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both, build, event
from timeline.downloads import ical
from timeline.text import edtf

TITLE = "Commas, semicolons; a \\ backslash\n and “quotes” \U0001f600"


def parsed(root, path: str) -> dict[str, icalendar.Event]:
    """The events of a calendar by the day they start on."""
    raw = (root / "site" / path).read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(raw)
    assert icalendar.Calendar.from_ical(calendar.to_ical()) == calendar
    return {str(e.decoded("dtstart")): e for e in calendar.walk("VEVENT")}


def test_known_days_are_events_of_whole_days(world):
    """A day, and days from one to another; not a month, nothing that is about, nothing before the common era."""
    given = {
        "d": event(date="2016-02-05", title=both(TITLE, "يحدث أمر")),
        "i": event(date="2014-09-02/2014-09-03", updated="2020-01-02"),
        "y": event(date="2015-12-31"),
        "m": event(date="2016-03"),
        "a": event(date="2016-03-01~"),
        "q": event(date="2016-03-02?"),
        "o": event(date="2016-04-01/.."),
        "old": event(date="1187-10-02"),
        "older": event(date="0762-07-30/0762-07-31"),
        "written": event(date="julian:1187-10-02"),
        "hijri": event(date="hijri:1437-05-26"),
        "reckoned": event(date="hijri:0583-07-27"),
        "bce": event(date="-0043-03-15"),
        "zero": event(date="0000-12-31/0001-01-02"),
    }
    root = world(
        **{f"content/events/{id}.yaml": e for id, e in given.items()}, **{"content/events/e.yaml": event(date="2013")}
    )
    assert not build(root).failed
    found = parsed(root, "en/calendar.ics")
    assert set(found) == (
        {"2016-02-05", "2014-09-02", "2015-12-31", "1187-10-02", "0762-07-30", "1187-10-09", "2016-03-06"}
    )
    assert found["0762-07-30"].decoded("dtend") == date(762, 8, 1)
    assert found["2016-02-05"].decoded("dtend") == date(2016, 2, 6)
    assert found["2014-09-02"].decoded("dtend") == date(2014, 9, 4)
    assert found["2015-12-31"].decoded("dtend") == date(2016, 1, 1)
    assert " ".join(str(found["2016-02-05"]["summary"]).split()) == " ".join(TITLE.split())
    assert str(found["2016-02-05"]["url"]) == "https://record.example/en/events/d.html"
    assert found["2014-09-02"].decoded("dtstamp").isoformat() == "2020-01-02T00:00:00+00:00"
    arabic = parsed(root, "ar/calendar.ics")["2016-02-05"]
    assert str(arabic["summary"]) == "يحدث أمر" and arabic["summary"].params["LANGUAGE"] == "ar"
    assert len({str(e["uid"]) for e in found.values()}) == 7


def test_the_same_day_comes_again_every_year(world):
    """On this day: yearly, with the year in the name; 29 February is the last of its month in common years."""
    root = world(
        **{
            "content/events/e.yaml": event(date="2016-02-29"),
            "content/events/f.yaml": event(date="2014-09-02/2014-09-03"),
            "content/events/g.yaml": event(date="0762-07-30"),
        }
    )
    build(root)
    found = parsed(root, "en/on-this-day.ics")
    leap = found["2016-02-29"]
    again = rrulestr(
        leap["rrule"].to_ical().decode(),
        dtstart=datetime(2016, 2, 29),
    )
    assert [day.strftime("%Y-%m-%d") for day in again[:5]] == [
        "2016-02-29",
        "2017-02-28",
        "2018-02-28",
        "2019-02-28",
        "2020-02-29",
    ]
    assert str(leap["summary"]).endswith("(2016)")
    old = found["0762-07-30"]
    again = rrulestr(old["rrule"].to_ical().decode(), dtstart=datetime(762, 7, 30))
    assert again.after(datetime(2026, 1, 1)) == datetime(2026, 7, 30) and str(old["summary"]).endswith("(762 CE)")
    assert found["2014-09-02"].decoded("dtend") == date(2014, 9, 3)
    assert not {str(e["uid"]) for e in found.values()} & {
        str(e["uid"]) for e in parsed(root, "en/calendar.ics").values()
    }


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2016-02-05", ((2016, 2, 5), (2016, 2, 6))),
        ("2015-12-31", ((2015, 12, 31), (2016, 1, 1))),
        ("2016-02-28/2016-02-29", ((2016, 2, 28), (2016, 3, 1))),
        ("1582-10-15", ((1582, 10, 15), (1582, 10, 16))),
        ("0001-01-01", ((1, 1, 1), (1, 1, 2))),
        ("0000-12-31", None),
        ("0000-12-31/0001-01-02", None),
        ("9999-12-31", None),
        ("2016-02-XX", None),
        ("2014-09-02/2014-10", None),
        ("-0043-03-15", None),
    ],
)
def test_which_days_a_calendar_can_hold(text, known):
    """The first day and the one after the last, where both are known and within reach."""
    assert ical.days(edtf.parse(text)) == known


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_any_text_comes_back_from_its_folded_line(words):
    """A line is cut between letters, and a program puts it together as it was."""
    line = ical.folded(ical.text("SUMMARY", words))
    assert all(len(part) <= 75 for part in line.split(b"\r\n"))
    (parsed,) = icalendar.parser.Contentlines.from_ical(line)[:1]
    name, _, value = parsed.parts()
    assert (name, str(icalendar.prop.vText.from_ical(value))) == ("SUMMARY", words)


def test_the_page_of_data_says_what_calendars_hold(world):
    """From which year on, in both languages; nothing where there is no calendar."""
    root = world()
    assert not build(root).failed
    for code, year in (("en", "from the year 1 of the common era"), ("ar", "من السنة 1 م")):
        page = (root / f"site/{code}/data/index.html").read_text("utf-8")
        assert year in page and page.count("on-this-day.ics") > 1
    worlds.write(root, {"content/events/e.yaml": event(date="-0043-03-15")})
    assert not build(root).failed
    assert "on-this-day" not in (root / "site/en/data/index.html").read_text("utf-8")
