"""A date as content writes it: EDTF, or in the numbers of another calendar with its name before it, `hijri:1437-05`.

One text, as EDTF is, so that it is the same in a file, a table's cell and on the command line. What is written in
another calendar becomes the Gregorian days that it means, no more precise than it was: a day one day, a month or a year
any of its days (`Point.some_days`), and about, where the calendar's days are reckoned and not known. What the source
has stays beside that (`Date.original`): pages show both.
"""

from __future__ import annotations

import re

from timeline.faults.diagnostic import listed, tell
from timeline.faults.near import nearest, offer
from timeline.text import edtf
from timeline.text.calendars import JULIAN, PERSIAN, Calendar
from timeline.text.edtf import Date, DateError, Day, End, Original, Point
from timeline.text.hijri import HIJRI

CALENDARS: dict[str, Calendar] = {calendar.name: calendar for calendar in (HIJRI, JULIAN, PERSIAN)}
# For editors: all that `parse` accepts, and of the rest what takes more than looking.
_YEAR = "(?:-?[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
_ONE = f"{_YEAR}(?:-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?|XX(?:-XX)?))?[~?%]?"
PATTERN = rf"{edtf.PATTERN}|^(?:{'|'.join(CALENDARS)}):(?:{_ONE}|{_ONE}/(?:\.\.|{_ONE})?|(?:\.\.)?/{_ONE}|\.\./\.\.)$"
_NAMED = re.compile(r"([^\W\d_]{1,30}):(.*)", re.DOTALL)
_SHORT = re.compile(r"([0-9]{1,3})(-[0-9X]{2}){0,2}[~?%]?")


def parse(text: str) -> Date:
    """The date that `text` writes; raises `DateError` with what is wrong and how to mend it."""
    if not (named := _NAMED.fullmatch(text)):
        return edtf.parse(text)
    name, rest = named.groups()
    if not (calendar := CALENDARS.get(name)):
        raise DateError(
            "unknown-calendar",
            tell("`{name}` is no calendar that dates are written in", name=name),
            offer(found)
            if (found := nearest(name.lower(), CALENDARS))
            else tell(
                "the calendars are {known}; a Gregorian date stands without a name: `2016-02-05`",
                known=listed(CALENDARS),
            ),
            0,
            len(name),
        )
    if text != (latin := edtf.latin_digits(text)):
        raise edtf.foreign_digits(text, latin)
    before = len(name) + 1
    if rest != (bare := rest.strip()):
        raise DateError(
            "bad-date",
            tell("`{text}` has a space in it", text=text[:40]),
            tell("write it without: `{text}`", text=f"{name}:{bare[:40]}"),
            before,
            len(rest),
        )
    sides = rest.split("/")
    if len(sides) <= 2 and any(map(_SHORT.fullmatch, sides)) and (sides[0] in ("", "..") or _SHORT.fullmatch(sides[0])):
        pad = lambda found: f"{found[1]:0>4}{found[0][len(found[1]) :]}"
        padded = [_SHORT.sub(pad, side) if _SHORT.fullmatch(side) else side for side in sides]
        raise DateError(
            "bad-date",
            tell("a year in `{text}` has fewer than four digits", text=text[:40]),
            tell("write `{text}`", text=f"{name}:{'/'.join(padded)[:40]}"),
            before,
            len(rest),
        )
    try:
        own = edtf.parse(rest, calendar.month_length)
    except DateError as fault:
        raise DateError(fault.code, fault.message, fault.help, before + fault.offset, fault.length) from None
    for point in own.points:
        _check(point, calendar, own, before)
    start, end = (None if e is None else _converted(e, calendar) for e in (own.start, own.end))
    assert start is not None  # only an interval's end is missing
    return Date(text, start, end, Original(calendar.name, own))


def names_calendar(text: str) -> bool:
    """Whether a text is meant as a date in a calendar with a name, or one that there is not."""
    return bool(_NAMED.fullmatch(text))


def _check(point: Point, calendar: Calendar, own: Date, before: int) -> None:
    """Raises where another calendar has no such date, or this timeline does not read it."""
    if point.time or point.precision == "season":
        raise DateError(
            "bad-date",
            tell("`{text}` gives a season or a time of day in another calendar", text=own.text[:40]),
            tell("write a year, a month or a day: `{name}:1437`, `{name}:1437-05`", name=calendar.name),
            before,
            len(own.text),
        )
    begins = point.latest[0] if point.unspecified else point.earliest[0]  # the first century has a year 0, as if
    if not calendar.first <= begins <= point.latest[0] <= calendar.last:
        raise DateError(
            "bad-date",
            tell("`{text}` lies outside the years that this calendar has here", text=own.text[:40]),
            tell(
                "of `{name}` these are {first} to {last}; before and after them write the Gregorian date",
                name=calendar.name,
                first=f"{calendar.first:04d}",
                last=str(calendar.last),
            ),
            before,
            len(own.text),
        )


def _converted(end: End, calendar: Calendar) -> End:
    """An end in another calendar's numbers -> the Gregorian days that it means."""
    if not isinstance(end, Point):
        return end
    earliest = max(end.earliest, (calendar.first, 1, 1))
    first, last = (edtf.day_at(calendar.number(day)) for day in (earliest, end.latest))
    exact = calendar.exact(earliest[0]) and calendar.exact(end.latest[0])
    return _point(first, last, about=end.approximate or not exact, uncertain=end.uncertain)


def _point(first: Day, last: Day, *, about: bool = False, uncertain: bool = False) -> Point:
    """A day, or any from a first to a last."""
    day = first == last
    return Point(
        year=first[0],
        unspecified=0,
        month=first[1] if day else None,
        day=first[2] if day else None,
        time="",
        approximate=about,
        uncertain=uncertain,
        earliest=first,
        latest=last,
        some_days=not day,
    )


def in_hijri(date: Date) -> Date | None:
    """A date that names a day, or goes from one day to another, in Hijri numbers; about, where these are reckoned. None
    where it names none, or was a Hijri date before it was one of ours."""
    days = [point.earliest for point in date.points if point.is_day]
    if len(days) < (1 if date.end is None else 2) or date.original and date.original.calendar == HIJRI.name:
        return None
    found = [day for number in map(edtf.day_number, days) if (day := HIJRI.day(number))]
    if len(found) < len(days):
        return None
    about = not all(HIJRI.exact(day[0]) for day in found)
    points = [_point(day, day, about=about) for day in found]
    return Date("", points[0], points[1] if date.end else None)
