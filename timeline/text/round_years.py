"""Stretches of a round number of years, as people count them: 3000 to 2001 BCE, 1 to 999, 1000 to 1999.

Years are numbers with a 0 among them (it is 1 BCE), but nobody has a round year there: before the common era a stretch
begins with a year that is round to those who count backwards, and the first one of the era begins with 1 CE, so that it
is a year shorter. Stretches are numbered without a gap; those of a single year by the year.
"""

from __future__ import annotations

from collections.abc import Iterator


def number(year: int, width: int) -> int:
    """Which stretch of so many years a year lies in."""
    return year if width == 1 else (year if year > 0 else year - 1) // width


def first(number: int, width: int) -> int:
    """The year with which a stretch begins."""
    return number if width == 1 else number * width + (number <= 0)


def bounds(year: int, width: int) -> tuple[int, int]:
    """The first and the last year of the stretch in which a year lies."""
    own = number(year, width)
    return first(own, width), first(own + 1, width) - 1


def widths() -> Iterator[int]:
    """The round numbers of years: 1, 2, 5, 10 and so on."""
    size = 1
    while True:
        yield from (size, size * 2, size * 5)
        size *= 10
