"""Calendars besides the Gregorian one: where each of their days lies in the count of days that all dates share.

A calendar gives the length of its months and the number of each of its days (`edtf.day_number`); the way back is
the same for all of them. What a language calls them and their months is the language's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from timeline.text.edtf import CalendarName, Day

JULIAN_DAY = 1721120  # the number of 1 March of the year 0 as astronomers count days; here it is 0


class Calendar(NamedTuple):
    """`first` and `last` are the years that it has here, `mean` the days of one; `exact` says of a year whether its
    days are certain, or such as a rule has them, from which what was observed may differ."""

    name: CalendarName
    first: int
    last: int
    mean: float
    month_length: Callable[[int, int], int]
    number: Callable[[Day], int]
    exact: Callable[[int], bool] = lambda year: True

    def day(self, number: int) -> Day | None:
        """The year, month and day that a day has in this calendar; None where it has none."""
        if (
            not self.number((self.first, 1, 1))
            <= number
            <= self.number((self.last, 12, self.month_length(self.last, 12)))
        ):
            return None
        passed = int((number - self.number((self.first, 1, 1))) / self.mean)
        year = max(self.first, self.first + passed - 2)
        while year < self.last and self.number((year + 1, 1, 1)) <= number:
            year += 1
        month = next(month for month in range(12, 0, -1) if self.number((year, month, 1)) <= number)
        return year, month, number - self.number((year, month, 1)) + 1


def _julian_length(year: int, month: int) -> int:
    return 29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def _julian_number(day: Day) -> int:
    year, month, of_month = day
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    # Two days later than the Gregorian one in the year 0, and every fourth year is a leap year.
    return year * 365 + year // 4 + (month * 153 + 2) // 5 + of_month - 3


def _persian_length(year: int, month: int) -> int:
    return 31 if month < 7 else 30 if month < 12 or (25 * year + 11) % 33 < 8 else 29


def _persian_number(day: Day) -> int:
    year, month, of_month = day
    months = 31 * (month - 1) if month < 8 else 30 * (month - 1) + 6
    return 1948319 - JULIAN_DAY + 365 * (year - 1) + (8 * year + 21) // 33 + months + of_month


# As far as their years lie within those of four digits.
JULIAN = Calendar(
    name="julian", first=-9998, last=9998, mean=365.25, month_length=_julian_length, number=_julian_number
)
# As far as the cycle of 33 years agrees with the sky, by which it is kept.
PERSIAN = Calendar(
    name="persian", first=1178, last=1501, mean=365.2425, month_length=_persian_length, number=_persian_number
)
