"""Dates as sources give them: EDTF (Library of Congress), levels 0 and 1, with their limits.

A `Date` is parsed once, into parts: two ends, each a value with a precision, a qualifier and the
earliest and latest day it can mean. Sorting, drawing and wording all read those parts; nobody
looks at the text again. Days are (year, month, day) of the proleptic Gregorian calendar with an
astronomical year (0 is 1 BCE), because `datetime.date` ends at the year 1.

Where the published parsers and test suites disagree (tests/edtf.json), this one decides so:
29 February needs a leap year; an interval runs forward; a season is three whole months, winter
(24) running into the next year; a time's day is the day as written, whatever its offset, and only
a whole day outside an interval has one; a `Y` year stands alone; `/` with no date at either side
says nothing; two digits are not a century (`19XX` is); unspecified digits stand at the end of a
year, or for a whole month or day; a qualifier may follow them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from timeline.faults.diagnostic import tell

Day = tuple[int, int, int]
CalendarName = Literal["hijri", "julian", "persian"]  # those whose dates are converted to days of this one

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # spring, summer, autumn, winter: the first of their months
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# [0-9], not \d: \d also matches ٢. `fullmatch`, not `$`: `$` accepts a final newline.
_SHAPE = re.compile(
    r"(?P<year>Y-?[0-9]{5,11}|-?[0-9]{4}|-?(?:[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:T(?P<time>.+?))?)?)?"
    r"(?P<qualifier>[~?%]?)"
)
# The same as far as one pattern in JSON Schema's dialect (ECMA 262) can say it, for editors: it accepts all that
# `parse` does, and of the rest what takes more than looking (29 February, a time's offset, an end before its start).
FURTHEST = 99_999_999_999  # the year, before and after the common era
_YEAR = "(?:Y-?[1-9][0-9]{4,10}|-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX))"
_ANY_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31"
_ANY_TIME = "T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:Z|[-+][01][0-9](?::[0-5][0-9])?)?"
_ONE = f"{_YEAR}(?:-(?:(?:{_ANY_DAY})(?:{_ANY_TIME})?|(?:0[1-9]|1[0-2]|XX)(?:-XX)?|2[1-4]))?[~?%]?"
PATTERN = rf"^(?:{_ONE}|{_ONE}/(?:\.\.|{_ONE})?|(?:\.\.)?/{_ONE}|\.\./\.\.)$"
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
# A year of five digits or more as people write it, which is not EDTF; one without a sign may be a whole date.
_LONG_YEAR = re.compile(r"Y?(?P<minus>-?)(?P<digits>[0-9][0-9,]{4,50})(?: ?(?P<era>BCE?|ق\.? ?م\.?))?[~?%]?")
_PART = re.compile(r"[0-9]{2}(-[0-9]{2})?")  # the end of an interval as ISO 8601 abbreviates it
_ARABIC_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


class DateError(ValueError):
    """A text that is no date. `offset` and `length` mark the faulty part within the text."""

    def __init__(self, code: str, message: str, help: str, offset: int = 0, length: int = 0):
        super().__init__(message)
        self.code, self.message, self.help, self.offset, self.length = code, message, help, offset, length


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date, or the whole of it: a value, its precision and what it may mean.

    `year` is the first year it can mean, `unspecified` the number of `X` at the end of the year;
    `month` and `day` are None where the text gives none, 0 where it gives `XX`; a season is a
    month of 21 to 24. What another calendar's month or year becomes is `some_days`: any of the days
    from the earliest to the latest.
    """

    year: int
    unspecified: int
    month: int | None
    day: int | None
    time: str
    approximate: bool
    uncertain: bool
    earliest: Day
    latest: Day
    some_days: bool = False

    @property
    def precision(self) -> str:
        """`day`, `month`, `season`, `year`, `days`, or what is unspecified: `decade` and coarser, `some-month`,
        `some-day`."""
        if self.some_days:
            return "days"
        if self.unspecified:
            return ("decade", "century", "millennium", "any-year")[self.unspecified - 1]
        if self.month is None:
            return "year"
        if self.day == 0:
            return "some-day"
        if self.month == 0:
            return "some-month"
        if self.month > 12:
            return "season"
        return "month" if self.day is None else "day"

    @property
    def is_day(self) -> bool:
        """Whether it names exactly one day, without a qualifier."""
        return self.precision == "day" and not (self.approximate or self.uncertain)


@dataclass(frozen=True, slots=True)
class Open:
    """An end that has not come: `..`."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An end that nobody knows: nothing beside the slash."""


End = Point | Open | Unknown


@dataclass(frozen=True, slots=True)
class Original:
    """A date as its source has it, in the numbers of another calendar: those of its days are no Gregorian ones."""

    calendar: CalendarName
    date: Date


@dataclass(frozen=True, slots=True)
class Date:
    """A parsed date, as content writes it. `end` is None where it is no interval; `original` is what it was converted
    from (`dates`), where it is written in another calendar."""

    text: str
    start: End
    end: End | None = None
    original: Original | None = None

    @property
    def edtf(self) -> str:
        """It as EDTF, for other programs; what was converted as far as EDTF can say it."""
        if self.original is None:
            return self.text
        if self.end is None:
            return _end_as_edtf(self.start, alone=True)
        return f"{_end_as_edtf(self.start)}/{_end_as_edtf(self.end)}"

    @property
    def points(self) -> tuple[Point, ...]:
        """Those of its ends that are known."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))

    @property
    def earliest(self) -> Day | None:
        """The first day it can mean, qualifiers widening nothing; None without a known limit."""
        return self.start.earliest if isinstance(self.start, Point) else None

    @property
    def latest(self) -> Day | None:
        """The last day it can mean; None without a known limit."""
        last = self.start if self.end is None else self.end
        return last.latest if isinstance(last, Point) else None

    @property
    def anchor(self) -> Day:
        """The day under which it is filed: its earliest, or its latest where it has no start."""
        return self.earliest or self.latest or (0, 1, 1)

    @property
    def sort_key(self) -> tuple[int, int, bool, Day]:
        """Orders by the year it is filed under, then by the middle of what its start can mean, so
        that a month stands among its days and not before them; then by its end, no end coming last."""
        point = self.start if isinstance(self.start, Point) else self.end
        middle = _count(point.earliest) + _count(point.latest) if isinstance(point, Point) else 0
        return self.anchor[0], middle, self.latest is None, self.latest or self.anchor

    @property
    def is_day(self) -> bool:
        """Whether it names exactly one day, without a qualifier."""
        return self.end is None and isinstance(self.start, Point) and self.start.is_day


def _end_as_edtf(end: End, alone: bool = False) -> str:
    """An end of a date that was converted. Any of some days is a set (level 2), which no interval can have for an end:
    there it is about the month, or the year, in whose days its middle lies."""
    if not isinstance(end, Point):
        return ".." if isinstance(end, Open) else ""
    mark = ("", "~", "?", "%")[end.approximate + 2 * end.uncertain]
    first, last = (
        f"{'-' * (day[0] < 0)}{abs(day[0]):04d}-{day[1]:02d}-{day[2]:02d}" for day in (end.earliest, end.latest)
    )
    if not end.some_days:
        return first + mark
    if alone:
        return f"[{first}{mark}..{last}{mark}]"
    days = day_number(end.latest) - day_number(end.earliest)
    year, month = divmod((end.earliest[0] + end.latest[0]) * 6 + (end.earliest[1] + end.latest[1]) // 2 - 1, 12)
    middle = f"{'-' * (year < 0)}{abs(year):04d}"
    return f"{middle}{f'-{month + 1:02d}' if days < 32 else ''}{'%' if end.uncertain else '~'}"


def _count(day: Day) -> int:
    """A number that grows with the day; good for comparing, not for counting days."""
    return (day[0] * 12 + day[1]) * 31 + day[2]


def month_length(year: int, month: int) -> int:
    """Days in a month of the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def day_number(day: Day) -> int:
    """Days from 1 March of the year 0 to `day`, in the proleptic Gregorian calendar: what a scale counts in."""
    year, month, of_month = day
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)  # years that begin in March end in February
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + of_month - 1


def day_at(number: int) -> Day:
    """The day that `day_number` counts as `number`."""
    era, of_era = divmod(number, 146097)  # days in 400 years
    of_years = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (of_years * 365 + of_years // 4 - of_years // 100)
    month = (of_year * 5 + 2) // 153
    day = of_year - (month * 153 + 2) // 5 + 1
    return era * 400 + of_years + (month > 9), (month + 2) % 12 + 1, day


def extent(dates: Iterable[Date]) -> tuple[int, int]:
    """The first and the last day that the ends of some dates can mean, as `day_number` counts them."""
    days = [day_number(day) for date in dates for point in date.points for day in (point.earliest, point.latest)]
    return min(days), max(days)


def years(dates: Iterable[Date]) -> tuple[int, int]:
    """The same with the first and the last year whole: it stays as it is while events are added within."""
    found = [day[0] for date in dates for point in date.points for day in (point.earliest, point.latest)]
    return day_number((min(found), 1, 1)), day_number((max(found), 12, 31))


def meet(one: Date, other: Date) -> bool:
    """Whether two dates have a day in common, as far as their ends are known."""
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    return all(start is None or end is None or start <= end for start in starts for end in ends)


MonthLength = Callable[[int, int], int]  # the days of a month of a year


def parse(text: str, length: MonthLength = month_length) -> Date:
    """The date that `text` writes in EDTF level 0 or 1; raises `DateError` with what is wrong and how to mend it. With
    the months of another calendar, its numbers are that calendar's."""
    if text != (latin := latin_digits(text)):
        raise foreign_digits(text, latin)
    if len(text) > 60:
        raise DateError(
            "bad-date",
            tell("`{text}…` is far longer than any date", text=text[:40]),
            tell("write EDTF, for example `2016-02-05`"),
            0,
            len(text),
        )
    sides = text.split("/")
    if len(sides) > 2:
        raise DateError(
            "bad-date",
            tell("`{text}` has more than one `/`", text=text[:40]),
            tell("an interval is `START/END`, for example `2014-09-02/2014-09-03`"),
            text.index("/", text.index("/") + 1),
            1,
        )
    if len(sides) == 1:
        return Date(text, _point(text, 0, length))
    if _PART.fullmatch(sides[1]) and len(sides[1]) < len(sides[0]):
        raise DateError(
            "bad-date",
            tell("`{end}` is only part of a date", end=sides[1]),
            tell("write both ends in full, for example `2014-09-02/2014-09-03`"),
            len(sides[0]) + 1,
            len(sides[1]),
        )
    start, end = _end(sides[0], 0, length), _end(sides[1], len(sides[0]) + 1, length)
    if not isinstance(start, Point) and not isinstance(end, Point) and text != "../..":
        raise DateError(
            "bad-date",
            tell("`{text}` says nothing of either end", text=text),
            tell("give a date on at least one side of the `/`"),
        )
    if isinstance(start, Point) and isinstance(end, Point) and end.latest < start.earliest:
        raise DateError(
            "end-before-start",
            tell("the interval `{text}` ends before it starts", text=text),
            tell("turn it round if the ends were swapped: `{end}/{start}`", end=sides[1], start=sides[0]),
            len(sides[0]) + 1,
            len(sides[1]),
        )
    return Date(text, start, end)


def foreign_digits(text: str, latin: str) -> DateError:
    """What is wrong with a date in Arabic-Indic digits, and how it is written with the digits 0 to 9."""
    found = _ARABIC_DIGITS.search(text)
    help: str = tell(
        "write it with the digits 0 to 9: `{date}`; pages print each language's own digits", date=latin[:40]
    )
    if re.search(r"[^\W\d_XYTZ]", latin.partition(":")[2] or latin):  # a date in words, which is none with any digits
        help = _misshapen(text, 0).help
    return DateError(
        "date-digits",
        tell("`{text}` is written with Arabic-Indic digits", text=text[:40]),
        help,
        found.start() if found else 0,
        1,
    )


def _end(text: str, offset: int, length: MonthLength) -> End:
    if text in ("", ".."):
        return Open() if text else Unknown()
    point = _point(text, offset, length)
    if point.time:
        at = text.index("T")
        raise DateError(
            "bad-time",
            tell("an end of an interval has no time of day"),
            tell("leave the time out: `{day}`", day=text[:at]),
            offset + at,
            len(text) - at,
        )
    return point


@dataclass(frozen=True, slots=True)
class _Written:
    """One end as it is written: its text, where that begins in the whole, and its parts by `_SHAPE`'s names."""

    text: str
    offset: int
    parts: re.Match[str]

    def fault(self, code: str, message: str, help: str, part: str) -> DateError:
        start, stop = self.parts.span(part)
        return DateError(code, message, help, self.offset + start, stop - start)


def _point(text: str, offset: int, length: MonthLength) -> Point:
    """An end's text and where it begins in the whole -> the end; raises `DateError`."""
    parts = _SHAPE.fullmatch(text)
    if not parts:
        raise _long_year(text, offset) or _misshapen(text, offset)
    written = _Written(text, offset, parts)
    low, high = _years(written)
    month = _month(written)
    day = _day(written, low, month, length)
    time = _time(written, day)
    of_season = SEASONS.get(month or 0)
    first_month = of_season or month or 1
    last_month = of_season + 2 if of_season else month or 12
    last_year, last_month = high + (last_month > 12), (last_month - 1) % 12 + 1
    return Point(
        year=low,
        unspecified=parts["year"].count("X"),
        month=month,
        day=day,
        time=time,
        approximate=parts["qualifier"] in ("~", "%"),
        uncertain=parts["qualifier"] in ("?", "%"),
        earliest=(low, first_month, day or 1),
        latest=(last_year, last_month, day or length(last_year, last_month)),
    )


def _years(written: _Written) -> tuple[int, int]:
    """The first and the last year that an end can mean."""
    digits, month = written.parts["year"], written.parts["month"]
    bare = digits.lstrip("Y")
    if digits[0] == "Y" and (bare.lstrip("-")[0] == "0" or len(bare.lstrip("-")) < 5):
        raise written.fault(
            "bad-date",
            tell("`{year}` is no long year", year=digits),
            tell("`Y` is for years of five digits or more; write the others with four: `0762`, `-0043`"),
            "year",
        )
    if digits[0] == "Y" and month is not None:
        raise written.fault(
            "bad-month",
            tell("`{year}` is so long a year that it can have no month", year=digits),
            tell("write the year alone: `{year}`", year=digits),
            "month",
        )
    if digits == "-0000":
        raise written.fault(
            "bad-date", tell("there is no year `-0000`"), tell("the year 1 BCE is `0000`, 2 BCE is `-0001`"), "year"
        )
    if "X" in digits and month not in (None, "XX"):
        raise written.fault(
            "bad-date",
            tell("`{text}` leaves the year open but gives the month, which is EDTF level 2", text=written.text),
            tell("write the year in full, or only the year: `{year}`", year=digits),
            "month",
        )
    if digits[0] == "-" and "X" in digits:  # -01XX runs from 199 back to 100, -000X to 1
        return int(bare.replace("X", "9")), -(int(digits[1:].replace("X", "0")) or 1)
    return int(bare.replace("X", "0")), int(bare.replace("X", "9"))


def _month(written: _Written) -> int | None:
    """A month, a season, 0 for any month; None where there is none."""
    if (digits := written.parts["month"]) is None:
        return None
    month = 0 if digits == "XX" else int(digits)
    if digits != "00" and (0 <= month <= 12 or month in SEASONS):
        return month
    raise written.fault(
        "bad-month",
        tell("`{month}` is no month in `{text}`", month=digits, text=written.text),
        tell("months are 01 to 12; 21, 22, 23 and 24 are spring, summer, autumn and winter"),
        "month",
    )


def _day(written: _Written, year: int, month: int | None, length: MonthLength) -> int | None:
    """A day of a month, 0 for any day; None where there is none."""
    if (digits := written.parts["day"]) is None:
        return None
    day = 0 if digits == "XX" else int(digits)
    if month in SEASONS or month == 0 and day != 0:
        raise written.fault(
            "bad-day",
            tell("`{text}` gives a day of a season", text=written.text)
            if month
            else tell("`{text}` gives a day of an unknown month", text=written.text),
            tell("leave the day out: `{date}`", date=written.text[: written.parts.end("month")]),
            "day",
        )
    if month and digits != "XX" and not 1 <= day <= length(year, month):
        days, in_year, in_month = length(year, month), written.parts["year"], written.parts["month"]
        raise written.fault(
            "bad-day",
            tell(
                "`{day}` is no day of `{year}-{month}`, which has {days} days",
                day=digits,
                year=in_year,
                month=in_month,
                days=days,
            ),
            tell(
                "give a day from 01 to {days}, or the month alone: `{year}-{month}`",
                days=days,
                year=in_year,
                month=in_month,
            ),
            "day",
        )
    return day


def _time(written: _Written, day: int | None) -> str:
    """A time of a whole day, as it is written; empty where there is none."""
    if (time := written.parts["time"]) is None:
        return ""
    whole = written.text[: written.parts.start("time") - 1]
    if day == 0 or written.parts["qualifier"]:
        raise written.fault(
            "bad-time",
            tell("`{text}` gives a time of a day that is not certain", text=written.text),
            tell("leave the time out: `{day}`", day=whole),
            "time",
        )
    if not _is_time(time):
        raise written.fault(
            "bad-time",
            tell("`{time}` is no time in `{text}`", time=time[:40], text=written.text[:60]),
            tell(
                "a time is `T23:20:30`, with `Z` or an offset from -12:00 to +14:00 after it; a timeline rarely "
                "needs one: `{day}`",
                day=whole,
            ),
            "time",
        )
    return time


def _is_time(text: str) -> bool:
    parts = _TIME.fullmatch(text)
    if not parts:
        return False
    hour, minute, second = int(parts[1]), int(parts[2]), int(parts[3])
    offset = parts[4] or "+00"
    behind, offset_minute = offset[0] == "-", int(offset[4:] or 0)
    minutes = 0 if offset == "Z" else int(offset[1:3]) * 60 + offset_minute
    return (
        minute <= 59
        and second <= 59
        and (hour < 24 or hour == 24 and not (minute or second))
        and offset_minute <= 59
        and (0 < minutes <= 720 if behind else minutes <= 840)
    )


def latin_digits(text: str) -> str:
    """A text with the digits 0 to 9 in place of Arabic-Indic ones."""
    return "".join(str(int(c)) if _ARABIC_DIGITS.match(c) else c for c in text)


def _long_year(text: str, offset: int) -> DateError | None:
    """What is wrong with a year of five digits or more that is not written as EDTF has it; None of another text."""
    if not (found := _LONG_YEAR.fullmatch(text)):
        return None
    digits, era = found["digits"].replace(",", "").lstrip("0") or "0", found["era"]
    if len(digits) > 11:
        message = tell("`{year}` is further away than dates go", year=text[:40])
        help = tell("a year has eleven digits at most, from `Y-99999999999` to `Y99999999999`")
        return DateError("bad-date", message, help, offset, len(text))
    year = int(digits) - bool(era)
    if not (found["minus"] or era):
        return None
    message, written = tell("`{text}` is no date", text=text[:40]), f"{'Y' * (year > 9999)}-{year:04d}"
    if era:
        help = tell("write `{year}`: EDTF counts 1 BCE as `0000`, so that a year is one less in it", year=written)
    else:
        help = tell("a year of more than four digits has a `Y` before it: `{date}`", date=f"Y{-year}")
    return DateError("bad-date", message, help, offset, len(text))


def _misshapen(text: str, offset: int) -> DateError:
    help = tell("write EDTF: `2016-02-05`, `2016-02`, `2016`, `2014-12~` (about), `2015-06/2015-10`, `2016/..`")
    return DateError("bad-date", tell("`{text}` is no date", text=text[:40]), help, offset, len(text))
