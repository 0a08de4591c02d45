"""How long ago something was, as people write it where years are many: `66 million years ago`, `13.8 Ga`, `10 ka BP`.

Such a number is round, and so is what is offered: about a year, of which nobody knows the last digits.
"""

from __future__ import annotations

import re
from decimal import Decimal

from timeline.faults.diagnostic import tell
from timeline.text import date_words as words
from timeline.text.date_forms import Meant, told

_MULTIPLES = {
    **dict.fromkeys(("thousand", "kyr", "kya", "ka", "k", "الف", "هزار"), 10**3),
    **dict.fromkeys(("million", "myr", "mya", "ma", "mn", "m", "مليون", "ميليون"), 10**6),
    **dict.fromkeys(("billion", "gyr", "bya", "gya", "ga", "bn", "b", "مليار", "بليون", "ميليارد"), 10**9),
}
_AGO_ITSELF = ("kya", "ka", "mya", "ma", "bya", "gya", "ga")
_AGO = "years ago|year ago|years bp|years before present|before present|ago|bp|ya|سنة مضت|سنه مضت|عام مضت|سال پيش"
_BEFORE = f"(?P<bc>{words.any_of(words.BEFORE_CHRIST)})"
_LONG_AGO = re.compile(
    rf"(?P<before>قبل |منذ )?(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}|[0-9]{{1,11}}(?:\.[0-9]{{1,6}})?) ?"
    rf"(?P<times>{words.any_of(_MULTIPLES)})?(?: ?(?P<years>{_AGO}|سنة|سنه|عام|years)| ?{_BEFORE})?"
)


def read(text: str) -> Meant | None:
    """What a plain text means as a time that long ago, or that many years before the common era; None for others."""
    found = _LONG_AGO.fullmatch(text)
    if not found:
        return None
    times, years = found["times"] or "", found["years"] or ""
    ago = times in _AGO_ITSELF or years and (found["before"] or years not in ("سنة", "سنه", "عام", "years"))
    number = int(Decimal(found["n"].replace(",", "")) * _MULTIPLES.get(times, 1))
    if not (ago or found["bc"] and (times or number > 9999)):
        return None
    year = 1 - number if found["bc"] or number >= 10**6 else 2000 - number
    written = f"{'Y' * (abs(year) > 9999)}{'-' * (year < 0)}{abs(year):04}"
    if not (ago or times):
        return told(written, tell("a year of more than four digits has a `Y` before it: `{date}`"))
    return told(f"{written}~", tell("a time so long ago is about a year, counted from 1 BCE as 0: `{date}`"))
