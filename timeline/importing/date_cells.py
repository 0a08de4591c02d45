"""The cells in which a slide of TimelineJS's has its date, as EDTF; or the one that is wrong, and how to write it.

There a year before the common era is a negative number, and -44 is shown as “44 BCE”; EDTF has a year 0, so that it
is -0043. `Month` may name a month. What people write into `Year` that is more than a year has a place in other cells,
and the fault says in which: nothing is guessed.
"""

from __future__ import annotations

import re

from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, joined, tell
from timeline.importing import html_to_markdown
from timeline.importing.dates_as_written import INVISIBLE, DateReader, End, Written, plain
from timeline.importing.timelinejs_reader import Slide, left_behind
from timeline.text import dates, edtf

_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]0+)?")
_DASH = re.compile("[\u2010-\u2015\u2212]")


def dated(slide: Slide, reader: DateReader, faults: list[Diagnostic]) -> str:
    """A slide's date as EDTF, what its displayed date says besides taken in where EDTF can say it. Raises `Fault`."""
    if own := slide.get("EDTF"):
        try:
            if (parsed := dates.parse(own)).earliest or parsed.latest:
                return own
        except edtf.DateError:
            pass  # the date is what the other fields say
    start, stop = _end(slide, "", reader, faults), _end(slide, "End ", reader, faults)
    date = start if stop in ("", start) else f"{start}/{stop}"
    try:
        edtf.parse(date)
    except edtf.DateError as fault:
        raise _backwards(slide, start, stop, fault) from None
    shown = " ".join(html_to_markdown.plain(slide.get("Display Date")).split())
    said = reader.said(shown, date)
    if said is None:
        message = tell("the date is shown as `{shown}`, and becomes `{date}`", shown=shown[:60], date=date)
        help = tell("look which of the two is right; `docs/dates.md` has a table of what a date can say")
        faults.append(Diagnostic("not-carried", message, slide.place("Display Date"), help, severity=WARNING))
    return said or date


def as_edtf(year: str, month: str = "", day: str = "", prefix: str = "", reader: DateReader | None = None) -> str:
    """A date of TimelineJS's as EDTF: `-44`, `3`, `15` is `-0043-03-15`. Raises `edtf.DateError`, whose code says
    which cell is wrong."""
    reader = reader or DateReader(())
    number = _number(year)
    if number is None:
        raise edtf.DateError("bad-date", tell("`{text}` is no number", text=year[:40]), _way_out(year, prefix, reader))
    if number == 0:
        help = tell("the year before 1 is -1 there, shown as 1 BCE")
        raise edtf.DateError("bad-date", tell("there is no year 0 in TimelineJS's count"), help)
    astronomical = number + (number < 0)
    if abs(astronomical) > edtf.FURTHEST:
        raise edtf.DateError("far-year", tell("`{year}` is further away than dates go", year=year[:20]), "")
    m, d = _month(month, reader), _number(day or "0")
    if not m and d:
        help = tell("give the month too, or take the day out")
        raise edtf.DateError("bad-day", tell("there is a day and no month"), help)
    if d is None or m and not 0 <= d <= edtf.month_length(astronomical, m):
        if d is None:
            help = tell(
                "days are 1 to 31; where it lasts for several, the last stands under `{column}`", column="End Day"
            )
        else:
            help = tell("that month has {days} days", days=edtf.month_length(astronomical, m))
        raise edtf.DateError("bad-day", tell("`{day}` is no day of that month", day=day[:20]), help)
    written = f"{astronomical:0{5 if astronomical < 0 else 4}}"
    if abs(astronomical) > 9999:
        return f"Y{written}"  # EDTF gives so long a year no month
    return written + (f"-{m:02}" if m else "") + (f"-{d:02}" if d else "")


def _end(slide: Slide, prefix: str, reader: DateReader, faults: list[Diagnostic]) -> str:
    """One end of a slide's date; empty where it has no such cells."""
    names = [f"{prefix}{part}" for part in ("Year", "Month", "Day")]
    year, month, day = (slide.get(name) for name in names)
    whole = f"{prefix or 'Start '}Date"
    try:
        if not year and slide.get(whole):
            names = [whole] * 3
            year, month, day = _parted(slide.get(whole), reader)
        if not year:
            if not prefix or month or day:
                help = tell("write the year; where it is not known, the event has no place on a timeline")
                raise edtf.DateError("bad-date", tell("`{name}` is empty", name=names[0]), help)
            return ""
        written = as_edtf(year, month, day, prefix, reader)
    except edtf.DateError as fault:
        name = {"bad-month": names[1], "bad-day": names[2]}.get(fault.code, names[0])
        raise Fault(Diagnostic(fault.code, fault.message, slide.place(name), fault.help)) from None
    if written.startswith("Y") and month:
        faults.append(left_behind(f"`{names[1]}`", slide.place(names[1])))
    return written


def _parted(text: str, reader: DateReader) -> tuple[str, str, str]:
    """The year, the month and the day of a date that stands in one cell, as the first TimelineJS had it: `2011,12,10`,
    `1/26/1999`. Raises `edtf.DateError` where it may be two dates, or none."""
    day, _, _ = plain(text).partition(" ") if re.search(r" [0-9]{1,2}:[0-9]{2}", text) else (plain(text), "", "")
    if _number(text) is not None:
        return text, "", ""
    if found := re.fullmatch(r"(-?[0-9]{1,10}),([0-9]{1,2})(?:,([0-9]{1,2}))?(?:,[0-9, ]*)?", day):
        return found[1], found[2], found[3] or ""
    read = reader.read(day)
    meant = [start for start, end in read.readings if end is None] if read and not (read.about or read.doubt) else []
    if len(meant) == 1:
        year, month, number = meant[0]
        return str((year or 0) - (year is not None and year <= 0)), str(month or ""), str(number or "")
    message = tell("`{text}` is no date", text=text[:40])
    help = tell("write the year first, then the month and the day: `1903-02-03`")
    if meant:
        message = tell("`{text}` may be two dates", text=text[:40])
        options = joined("{first} or {second}", [tell("`{date}`", date=_iso(end)) for end in meant])
        help = tell("write the one that is meant, the year first: {dates}", dates=options)
    raise edtf.DateError("bad-date", message, help)


def _iso(end: End) -> str:
    year, *rest = end
    return "-".join([f"{year or 0:04}", *(f"{part:02}" for part in rest if part)])


def _number(text: str) -> int | None:
    """A whole number as people and spreadsheets write it: `1,066`, `2016.0`, `٢٠١٦`, `−44`."""
    bare = _DASH.sub("-", re.sub(r"\s", "", plain(INVISIBLE.sub("", text))))
    found = _NUMBER.fullmatch(bare)
    return int(found[1]) if found and len(found[1]) <= 20 else None


def _month(text: str, reader: DateReader) -> int:
    """A month by its number or its name; 0 where there is none."""
    if not text or (number := _number(text)) == 0:
        return 0
    if number is None and (named := reader.month(text[:40])):
        return named
    if number is not None and 1 <= number <= 12:
        return number
    message = tell("`{month}` is no month", month=text[:20])
    help = tell("months are 1 to 12, or their names in English or a language of the site")
    if number is not None and number <= 31:
        help = tell("months are 1 to 12; look whether the day and the month changed places")
    elif number is None and (read := reader.read(text[:40])) and any(end for _, end in read.readings):
        help = tell("months are 1 to 12; where it lasts for several, the last stands under `End Month`")
    raise edtf.DateError("bad-month", message, help)


def _way_out(text: str, prefix: str, reader: DateReader) -> str:
    """How to write in cells what somebody wrote into `Year`, where it can be said."""
    year, shown = f"{prefix}Year", " ".join(text.split())[:40]
    read = reader.read(text) or Written()
    display = [(shown, "Display Date")] if read.about or read.doubt else []
    if read.years == 10:
        return _cells([(str(_counted(read.first)), year), (shown, "Display Date")])
    if read.years:
        span = [(str(_counted(read.first)), year), (str(_counted(read.first + read.years - 1)), "End Year")]
        return _cells(span if not prefix else span[1:])
    options = []
    for start, end in read.readings[:2]:
        named = _named(start, prefix) + (_named(end, "End ") if end else [])
        options.append(_cells([*named, *display]))
    if options:
        return joined("{first}; or {second}", options)
    return tell(
        "write the year alone, as a whole number: `1850`, or `-44` for 44 BCE; what else is known goes under `Month`, "
        "`Day`, `End Year` or `Display Date`"
    )


def _counted(year: int | None) -> int:
    """A year as TimelineJS counts it, without a year 0: -44 is 44 BCE. 0 where there is none."""
    return (year or 0) - (year is not None and year <= 0)


def _named(end: End, prefix: str) -> list[tuple[str, str]]:
    """The parts of a date, each with the column that it goes under."""
    year, month, day = end
    parts = ((_counted(year), "Year"), (month, "Month"), (day, "Day"))
    return [(str(value), f"{prefix}{name}") for value, name in parts if value]


def _cells(named: list[tuple[str, str]]) -> str:
    told = [tell("`{value}` under `{column}`", value=value, column=column) for value, column in named]
    return tell("write {cells}", cells=joined("{first}, {second}", told))


def _backwards(slide: Slide, start: str, stop: str, fault: edtf.DateError) -> Fault:
    """An end before its start, at the first cell in which it is earlier."""
    one, other = edtf.parse(start).points[0], edtf.parse(stop).points[0]
    names = [("End Year", "Year"), ("End Month", "Month"), ("End Day", "Day")]
    pairs = [(other.year, one.year), (other.month, one.month), (other.day, one.day)]
    late = next((n for n, (last, first) in enumerate(pairs) if last != first), 0)
    end, begin = names[late]
    if not slide.get(end):
        end, begin = ("End Date", "Start Date") if slide.get("End Date") else names[0]
    help = tell(
        "`{end}` is earlier than `{start}`: correct one of them, or exchange the start and the end",
        end=end,
        start=begin,
    )
    return Fault(Diagnostic(fault.code, fault.message, slide.place(end), help))
