"""A date on a line of any length: places along it in percent, so that one drawing serves a phone and a desk.

What shows how long something lasted grows with the line; a diamond, an arrow or the strokes that say "about" keep their
size. `date_strokes` has the same for a drawing of one width, which has room for words.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.drawing import time_scale
from timeline.drawing.date_strokes import Sheet, classes, end, point, rounded
from timeline.drawing.time_scale import Scale, stroke
from timeline.edition import dates_in_words
from timeline.records.languages import Language
from timeline.text import edtf, widths

LENGTH = 320  # pixels of the shortest line, a phone's: what can be seen there can be seen on any
APART = 36  # of those, from the number of a year to the next
MONTHS = 90  # and from the name of a month
SIZE = 13  # of a tick's words
MIDDLE = 8  # pixels from the upper edge to the middle of a line


class Bar(NamedTuple):
    kind: str  # what it means, as a class
    x: str  # in percent of the line, from the left
    width: str


class Fixed(NamedTuple):
    """A shape whose size does not depend on the line, at a place on it."""

    kind: str
    x: str
    path: str


class DateLine(NamedTuple):
    bars: tuple[Bar, ...]
    signs: tuple[Fixed, ...]


class Tick(NamedTuple):
    """A year or a month that begins on a day (`edtf.day_number`), or has begun where the line begins."""

    text: str
    x: str
    day: int


class Ruler(NamedTuple):
    """What the lines of a list share: where they begin and end, in words, and the ticks between."""

    first: str
    last: str
    ticks: tuple[Tick, ...]


def scale(extent: tuple[int, int]) -> Scale:
    """The scale of lines that hold some days, with years for ticks, or months where there are hardly any years."""
    found = time_scale.scale(extent, LENGTH, APART, least=12)
    return found if len(time_scale.ticks(found)) > 2 else time_scale.scale(extent, LENGTH, MONTHS)


def ruler(scale: Scale, extent: tuple[int, int], language: Language) -> Ruler:
    """The ends of what lines hold, in words, and the ticks between."""
    worded = []
    for year, month in map(time_scale.month_of, extent):
        if scale.step < 24:
            worded.append(dates_in_words.month(year, month, language))
        else:
            worded.append(dates_in_words.year(year, language))
    start = _place(scale, language, 0)
    return Ruler(worded[0], worded[1], tuple(tick for tick in ticks(scale, language) if tick.x != start))


def ticks(scale: Scale, language: Language) -> tuple[Tick, ...]:
    """Years, or months, that have room for their words; the first stands where the line begins."""
    found, ends = [], []
    for tick in time_scale.ticks(scale):
        month = tick.month if scale.step < 12 and not tick.first else 0
        text = language.months[month - 1] if month else dates_in_words.year(tick.year, language)
        ends.append(tick.at + widths.width(text) * SIZE)
        day = edtf.day_number((tick.year, tick.month or 1, 1))
        found.append((tick.at, Tick(text, _place(scale, language, tick.at), day)))
    if len(found) > 1 and ends[0] > found[1][0]:
        found, ends = found[1:], ends[1:]
    return tuple(tick for (_, tick), end in zip(found, ends, strict=True) if end <= scale.length)


def line(date: edtf.Date, scale: Scale, language: Language) -> DateLine:
    """A date on a line."""
    drawn, sheet = stroke(date, scale), Sheet(0, language.direction == "rtl")
    bars, signs = [], []
    for part in drawn.parts:
        kind = classes(part.kind, drawn)
        if part.kind == "point":
            at = _place(scale, language, (part.start + part.end) / 2)
            signs.append(Fixed(kind, at, point(sheet, 0, MIDDLE)))
        else:
            far = part.end if sheet.mirrored else part.start
            width = rounded((part.end - part.start) / scale.length * 100)
            bars.append(Bar(kind, _place(scale, language, far), f"{width}%"))
    begins, ends = drawn.extent
    for where, outward, kind in ((begins, -1, drawn.start), (ends, 1, drawn.end)):
        if path := end(sheet, kind, 0, outward, MIDDLE):
            signs.append(Fixed(classes(kind, drawn), _place(scale, language, where), path))
    return DateLine(tuple(bars), tuple(signs))


def _place(scale: Scale, language: Language, at: float) -> str:
    """A place along the line, from the left."""
    share = at / scale.length * 100
    return f"{rounded(100 - share if language.direction == 'rtl' else share)}%"
