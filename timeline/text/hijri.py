"""The Hijri calendar: Umm al-Qura, the civil one of Saudi Arabia, as far as its tables go, and beyond them by rule.

Other countries may be a day apart (1 Ramadan 1435, as it was proclaimed on 29 June 2014, is 2 Ramadan here), so a page
says which calendar it is. Before 1 August 1924 (1343) and after 1500 the days are those of the tabular calendar: thirty
years of twelve months of 30 and 29 days in turn, eleven of which have a day more, counted from Friday 16 July 622 of
the Julian calendar (CLDR's `islamic-civil`). A month that began when its moon was seen may be a day or two from that,
so such a day is never given but as about. The only importer of `hijridate`.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.text.calendars import JULIAN_DAY, Calendar

_EPOCH = 1948440 - JULIAN_DAY  # 1 Muharram of the year 1
_TABLES = range(1343, 1501)


@lru_cache(1024)
def _begin(year: int, month: int) -> int:
    """The number of the first day of a month."""
    if year in _TABLES:
        from hijridate import Hijri  # only now: few sites ask for it

        return Hijri(year, month, 1).to_julian() - JULIAN_DAY
    return _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


def _month_length(year: int, month: int) -> int:
    if year in _TABLES:
        from hijridate import Hijri

        return Hijri(year, month, 1).month_length()
    return 30 if month % 2 or month == 12 and (11 * year + 14) % 30 < 11 else 29


HIJRI = Calendar(
    name="hijri",
    first=1,
    last=9665,  # whose end lies in the last Gregorian year of four digits
    mean=354.3667,
    month_length=_month_length,
    number=lambda day: _begin(day[0], day[1]) + day[2] - 1,
    exact=_TABLES.__contains__,
)
