"""A day by the Umm al-Qura calendar, the civil one of Saudi Arabia, beside a Gregorian date that names the day.

Other countries may be a day apart (1 Ramadan 1435, as it was proclaimed on 29 June 2014, is 2 Ramadan
here), so a page says which calendar it is. A month or a year has no such counterpart, nor has a
date that is not certain. The only importer of `hijridate`.
"""

from __future__ import annotations

from timeline.text.edtf import Date, Day, Point


def umm_al_qura(date: Date) -> Date | None:
    """The date in Hijri years, months and days, where it names a day or goes from one day to another."""
    days = [point.earliest for point in date.points if point.is_day]
    if len(days) < (1 if date.end is None else 2):
        return None
    from hijridate import Gregorian  # only now: few sites ask for it

    try:
        converted = [Gregorian(*day).to_hijri().datetuple() for day in days]
    except (OverflowError, ValueError):  # its tables go from 1343 to 1500
        return None
    return Date("", *(_point(whole) for whole in converted))


def gregorian(year: int, month: int = 0, day: int = 0) -> tuple[Day, Day] | None:
    """The first and the last Gregorian day of a Hijri year, month or day (0: the whole); None where the tables end."""
    from hijridate import Hijri

    try:
        first = Hijri(year, month or 1, day or 1)
        last = Hijri(year, month or 12, 1)
        last = last if day == 0 else first
        return first.to_gregorian().datetuple(), Hijri(
            last.year, last.month, day or last.month_length()
        ).to_gregorian().datetuple()
    except (OverflowError, ValueError):
        return None


def _point(day: Day) -> Point:
    """A whole day, and no more than that."""
    year, month, of_month = day
    return Point(
        year=year,
        unspecified=0,
        month=month,
        day=of_month,
        time="",
        approximate=False,
        uncertain=False,
        earliest=day,
        latest=day,
    )
