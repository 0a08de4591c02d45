"""One date as people write it without EDTF: figures in any order, months by name, seasons, centuries, eras.

Each form is a row: how it looks, and what it means. A text is spelled plainly before it comes here (`date_hints`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from timeline.faults.diagnostic import Told, tell
from timeline.text import date_words as words
from timeline.text import dates, edtf

_AS_THE_SOURCE_HAS_IT = tell("write it as the source has it, with its calendar's name: `{date}`; pages show both")


class Meant(NamedTuple):
    """What somebody meant: the date in EDTF, empty where no single one says it, and what they are told."""

    date: str
    help: Told


def sound(date: str) -> bool:
    """Whether a text is a date with at least one end that is known."""
    try:
        parsed = dates.parse(date)
    except edtf.DateError:
        return False
    return parsed.earliest is not None or parsed.latest is not None


def told(date: str, help: Told) -> Meant | None:
    """A date with its help, in which it stands as `{date}`; None where it is no date."""
    return Meant(date, tell(help.template, date=date)) if sound(date) else None


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """EDTF of a year as astronomers count it, with a month and a day where they are not 0."""
    whole = f"{'-' if year < 0 else ''}{abs(year):04}"
    return whole + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def read(text: str) -> Meant | None:
    """What a plain text means as a date without a word of doubt, of before or of after; None where nobody can tell."""
    for pattern, meaning in _ROWS:
        if (found := pattern.fullmatch(text)) and (meant := meaning(found)):
            return meant
    return None


def _year(digits: str) -> int:
    """A year as it is written; of two digits the one that is nearer to our time."""
    digits = digits.lstrip("'’")
    return int(digits) + (0 if len(digits) != 2 else 2000 if int(digits) < 40 else 1900)


def _year_first(found: re.Match[str]) -> Meant | None:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if month > 12 and month not in edtf.SEASONS:
        return told(iso(year, day, month), tell("the month stands before the day: `{date}`"))
    if not month or not day:
        return told(iso(year, month), tell("what is not known is left out: `{date}`"))
    if set(found[0]) & set("./ "):
        return told(iso(year, month, day), tell("hyphens join the parts of a date: `{date}`"))
    return told(iso(year, month, day), tell("write months and days with two digits: `{date}`"))


def _compact(found: re.Match[str]) -> Meant | None:
    date = iso(int(found["y"]), int(found["m"]), int(found["d"] or 0))
    return told(date, tell("hyphens join the parts of a date: `{date}`"))


def _year_and_month(found: re.Match[str]) -> Meant | None:
    """`2016/2`, `2016-2`, `2/2016`; and `2011/12`, which may be two years."""
    year, month = int(found["y"]), int(found["m"])
    date, following = iso(year, month), year // 100 * 100 + month
    if not month:
        return told(date, tell("what is not known is left out: `{date}`"))
    if "/" in found[0] and len(found["m"]) == 2 and following > year and found.start("y") == 0 and month <= 12:
        years = f"{iso(year)}/{iso(following)}"
        return Meant("", tell("write `{month}` for the month, `{years}` for the years", month=date, years=years))
    if set(found[0]) & set("./ ") or found.start("y"):
        return told(date, tell("the year comes first, and a hyphen joins the parts: `{date}`"))
    return told(date, tell("write months and days with two digits: `{date}`"))


def _year_last(found: re.Match[str]) -> Meant | None:
    year, one, other = _year(found["y"]), int(found["d"]), int(found["m"])
    if one == 0 or other == 0:
        return None
    first, second = iso(year, other, one), iso(year, one, other)
    if not (sound(first) or sound(second)):
        return Meant("", tell("write the year first, then the month and the day: `2016-02-05`"))
    if first == second or not (sound(first) and sound(second)):
        return told(first if sound(first) else second, tell("write the year first, then the month: `{date}`"))
    if len(found["y"]) == 4:
        help = tell(
            "write the year first: `{first}` if the day stood first, `{second}` if the month did",
            first=first,
            second=second,
        )
    else:
        help = tell(
            "write the year first and in full: `{first}` if the day stood first, `{second}` if the month did, and "
            "{year} is the year",
            first=first,
            second=second,
            year=year,
        )
    return Meant("", help)


def _named(found: re.Match[str]) -> Meant | None:
    """`5 February 2016` in any order, with or without a day; of a Hijri month, when that was."""
    parts = found.groupdict()
    month, too, day = parts["month"], parts["too"], int(parts.get("d") or 0)
    for calendar, months in _OTHER_MONTHS.items():
        if month in months:
            return _other(calendar, int(parts["y"]), months[month], day) if len(parts["y"]) > 2 else None
    year, number = _year(parts["y"]), words.MONTHS[month]
    if too and words.MONTHS.get(too) != number:
        return None  # two months are two dates
    days, date = edtf.month_length(year, number), iso(year, number, day)
    if day > days:
        help = tell("that month has {days} days; without a day it is `{date}`", days=days, date=iso(year, number))
        return Meant("", help)
    if len(parts["y"]) < 4:
        return told(date, tell("write the year in full, and the month as a number: `{date}`"))
    return told(date, tell("write the month as a number, the year first: `{date}`"))


def _season(found: re.Match[str]) -> Meant | None:
    name = found["season"]
    number = words.SEASONS[name if name in words.SEASONS else name.removeprefix("ال")]
    date = f"{iso(_year(found['y']))}-{number}"
    return told(date, tell("seasons are written as months 21 to 24, from spring to winter: `{date}`"))


def _century(found: re.Match[str]) -> Meant | None:
    parts = found.groupdict()
    nth, era = parts["n"], parts.get("era") or ""
    number = words.ORDINALS.get(nth) or words.roman(nth) or int(re.sub("[^0-9]", "", nth) or 0)
    if not 1 <= number <= 99:
        return None
    if era and era in words.HIJRI:
        return told(f"hijri:{number - 1:02}XX", _AS_THE_SOURCE_HAS_IT)
    digits = f"{'-' if era and era in words.BEFORE_CHRIST else ''}{number - 1:02}"
    if tens := parts.get("tens"):
        date = f"{digits}{words.DECADES[tens.removeprefix('ال')]}X"
        return told(date, tell("a decade has an `X` in place of its last digit: `{date}`"))
    return told(f"{digits}XX", tell("a century has `XX` in place of its years, and the first is 00: `{date}`"))


def _decade(found: re.Match[str]) -> Meant | None:
    return told(f"{found['decade']}X", tell("a decade has an `X` in place of its last digit: `{date}`"))


def _unspecified(found: re.Match[str]) -> Meant | None:
    date = found["digits"] + "X" * len(found["open"])
    return told(date, tell("write unspecified digits as `X`: `{date}`"))


def _serial(found: re.Match[str]) -> Meant | None:
    """A spreadsheet's number for a day: days from 30 December 1899."""
    day = iso(*edtf.day_at(edtf.day_number((1899, 12, 30)) + int(found["n"])))
    help = tell(
        "{number} is a spreadsheet's number for a day: write the day, `{date}`; as a year it would be `Y{number}`",
        number=found["n"],
        date=day,
    )
    return Meant(day, help) if sound(day) else None


def _long_year(found: re.Match[str]) -> Meant | None:
    return told(f"Y{found['n']}", tell("a year of more than four digits has a `Y` before it: `{date}`"))


def _short_year(found: re.Match[str]) -> Meant | None:
    """`762`; `19`, which may be a century."""
    year, date = int(found["n"]), iso(int(found["n"]))
    if len(found["n"]) == 2:
        help = tell(
            "a year has four digits: `{year}`, `{date}`; for a century write `{century}XX`",
            year=iso(_year(found["n"])),
            date=date,
            century=found["n"],
        )
        return Meant("", help)
    if year == 0:
        return told(date, tell("the year 1 BCE is `{date}`, 2 BCE is `-0001`"))
    return told(date, tell("a year has four digits: `{date}`"))


def _week(found: re.Match[str]) -> Meant | None:
    year, number = int(found["y"]), int(found["n"])
    fourth = edtf.day_number((year, 1, 4))  # is always in the first week
    monday = fourth - (fourth + 2) % 7 + (number - 1) * 7
    if not 1 <= number <= 53:
        return None
    days = f"{iso(*edtf.day_at(monday))}/{iso(*edtf.day_at(monday + 6))}"
    return told(days, tell("EDTF has no weeks: write the days from Monday to Sunday, `{date}`"))


def _minus(found: re.Match[str]) -> Meant | None:
    return _before_christ(int(found["n"]), "")


def _era(found: re.Match[str]) -> Meant | None:
    """A date with its era: the year in it is as it is written, be it of one digit."""
    parts = found.groupdict()
    era, rest = (parts["before"] or parts["after"]).strip(), parts["rest"].strip(" ,")
    last = re.search(r"(?<![0-9])[0-9]{1,4}(?=[^0-9]*$)", rest)
    first = re.match(r"[0-9]{3,4}(?=[-./ ]|$)", rest)
    year = first or last
    if year is None:
        return None
    padded = f"{rest[: year.start()]}{int(year[0]):04}{rest[year.end() :]}"
    inner = Meant(padded, tell("write `{date}`", date=padded)) if sound(padded) else read(padded)
    if inner and ":" in inner.date:
        return inner  # such a month says which calendar it is by itself
    if inner is None or not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", inner.date):
        return None
    numbers = [int(part) for part in inner.date.split("-")]
    for calendar, names in _OTHER_ERAS.items():
        if era in names:
            return _other(calendar, *numbers)
    if era in words.BEFORE_CHRIST:
        return _before_christ(numbers[0], inner.date[4:])
    return told(inner.date, tell("the common era needs no word: `{date}`"))


def _before_christ(year: int, rest: str) -> Meant | None:
    if not 1 <= year <= 9999:
        return None
    help = tell("EDTF counts a year 0, which is 1 BCE; so {year} BCE is `{date}`")
    date = f"{iso(1 - year)}{rest}"
    return Meant(date, tell(help.template, year=year, date=date)) if sound(date) else None


def _other(calendar: str, year: int, month: int = 0, day: int = 0) -> Meant | None:
    return told(f"{calendar}:{iso(year, month, day)}", _AS_THE_SOURCE_HAS_IT)


def _millennium(found: re.Match[str]) -> Meant | None:
    number = words.ORDINALS.get(found["n"]) or words.roman(found["n"]) or int(re.sub("[^0-9]", "", found["n"]) or 0)
    first = -1000 * number + 1 if found["era"] in words.BEFORE_CHRIST else 1000 * (number - 1)
    years = f"{iso(first)}/{iso(first + 999)}"
    return told(years, tell("an interval is its two ends with a slash between them: `{date}`"))


def _roman_month(found: re.Match[str]) -> Meant | None:
    """`5.II.2016`, as archives number months."""
    date = iso(_year(found["y"]), words.roman(found["month"]), int(found["d"]))
    return told(date, tell("write the month as a number, the year first: `{date}`")) if len(date) == 10 else None


def _without_year(_: re.Match[str]) -> Meant | None:
    return Meant("", tell("the year is missing: write it first, as in `2016-02-05`"))


_D, _M, _Y, _YY = "(?P<d>[0-9]{1,2})", "(?P<m>[0-9]{1,2})", "(?P<y>[0-9]{4})", "(?P<y>[0-9]{4}|['’]?[0-9]{2})"
_OTHER_MONTHS = {"hijri": words.HIJRI_MONTHS, "persian": words.PERSIAN_MONTHS}
_OTHER_ERAS = {"hijri": words.HIJRI, "persian": words.PERSIAN, "julian": words.JULIAN}
_DTH = rf"{_D}(?:st|nd|rd|th)?"
_TOO = rf"(?: ?/ ?(?P<too>{words.any_of(words.MONTHS)}))?"  # «شباط/فبراير»: one month by two of its names
_MONTH = rf"(?P<month>{words.any_of({**words.MONTHS, **words.HIJRI_MONTHS, **words.PERSIAN_MONTHS})})\.?{_TOO}"
_SEASON = f"(?P<season>(?:ال)?{words.any_of(words.SEASONS)})"
_NTH = f"(?P<n>{words.any_of(words.ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th)?|[ivx]+(?=th|[ -]|$))"
_TENS = f"(?P<tens>(?:ال)?{words.any_of(words.DECADES)})"
_ERAS = words.any_of(words.BEFORE_CHRIST | words.OF_CHRIST | words.HIJRI | words.PERSIAN | words.JULIAN)
_OF_ERA = f"(?: (?P<era>{_ERAS}|قبل الميلاد|الميلادي))?"

_ROWS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Meant | None]], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (rf"{_Y}[-./ ]{_M}[-./ ]{_D}", _year_first),
        (rf"{_D}[-./ ]{_M}[-./ ]{_YY}", _year_last),
        (rf"{_D}[-./ ](?P<month>[ivx]{{1,4}})[-./ ]{_YY}", _roman_month),
        (r"(?P<y>[12][0-9]{3})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])?", _compact),
        (rf"{_Y}[-./ ]{_M}", _year_and_month),
        (rf"{_M}[-./]{_Y}", _year_and_month),
        (rf"{_DTH}[-./ ]*(?:of |من )?{_MONTH}(?:[-./, ]+|(?=['’])|(?=[0-9]{{4}}$)){_YY}", _named),
        (rf"{_MONTH}[-./, ]*{_DTH}[-, ]+{_YY}", _named),
        (rf"{_MONTH}[-./, ]*(?:of |من )?{_YY}", _named),
        (rf"{_Y}[-., ]*{_MONTH}(?:[-. ]*{_DTH})?", _named),
        (rf"(?:{_DTH}[-. ]*)?{_MONTH}(?:[-. ]*[0-9]{{1,2}}(?:st|nd|rd|th)?)?", _without_year),
        (rf"{_SEASON}[-, ]*(?:of |من )?{_YY}(?:[-/](?:[0-9]{{2}}){{1,2}})?", _season),
        (rf"{_Y}[-, ]*{_SEASON}", _season),
        (rf"{_NTH}(?:th)?[- ](?:century|centuries|cent\.|cent|c\.|c){_OF_ERA}", _century),
        (rf"{_NTH}(?:th)?[- ]millennium{_OF_ERA}", _millennium),
        (rf"(?:{_TENS} )?(?:القرن|قرن|سده) (?:ال(?=[0-9]))?{_NTH}(?: الميلادي| للميلاد| ميلادي)?{_OF_ERA}", _century),
        (r"(?P<decade>[0-9]{3})0['’]?s", _decade),
        (r"(?P<digits>[0-9]{1,3})(?P<open>[ux?_*-]{1,3})", _unspecified),
        (r"(?P<n>[1-9][0-9]{4})(?:[.,][0-9]+)?", _serial),
        (r"y?(?P<n>[1-9][0-9]{4,9})", _long_year),
        (r"y?(?P<n>[0-9]{1,3})", _short_year),
        (r"y0*(?P<n>[0-9]{4})", _short_year),
        (r"-(?P<n>[0-9]{1,3})", _minus),
        (rf"{_Y}-?w(?P<n>[0-9]{{1,2}})", _week),
        (rf"(?P<before>{_ERAS}) ?(?P<after>)(?P<rest>[^ ].*)", _era),
        (rf"(?P<before>)(?P<rest>.+?) ?(?P<after>{_ERAS})", _era),
    )
)
