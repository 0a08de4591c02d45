"""A date on a line of any length: places along it in percent, so that one drawing serves a phone and a desk.

What shows how long something lasted grows with the line; a diamond, an arrow or the strokes that say "about" keep their
size. `date_strokes` has the same for a drawing of one width, which has room for words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.drawing import time_scale
from timeline.drawing.date_strokes import Sheet, classes, end, point, rounded
from timeline.drawing.time_scale import Scale, stroke
from timeline.edition import dates_in_words
from timeline.records.languages import Language
from timeline.text import edtf, widths

LENGTH = 320  # pixels of the shortest line, a phone's: what can be seen there can be seen on any
APART = 36  # of those, from the number of a year to the next, or more where it is longer
SIZE, BETWEEN = 13, 6  # of a tick's words, and pixels to the next
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
    """A year or a month that begins on a day (`edtf.day_number`)."""

    text: str
    x: str
    day: int
    before: bool = False  # its words stand before its place and end there: behind it they have no room
    tight: bool = False  # its words have room on a line of twice the shortest length


class Place(NamedTuple):
    """Where an event stands in the whole, on a line, with its neighbours in time."""

    ticks: tuple[Tick, ...]
    own: DateLine
    beside: tuple[DateLine, ...]


class Ruler(NamedTuple):
    """What the lines of a list share: with what month, or year, they begin and end, and the ticks between."""

    first: str
    last: str
    ticks: tuple[Tick, ...]


def scale(extent: tuple[int, int], language: Language, bounds: tuple[int, int] = time_scale.EVER) -> Scale:
    """The scale of lines that hold some days, within bounds, with years for ticks, or months where there are hardly any
    years."""
    gap = max(APART, widest_year(extent, language) * SIZE + BETWEEN)
    found = time_scale.scale(extent, LENGTH, gap, least=12, whole=True, bounds=bounds)
    if len(time_scale.ticks(found)) > 2:
        return found
    return time_scale.scale(extent, LENGTH, max(map(_room, language.months)), whole=True, bounds=bounds)


def widest_year(extent: tuple[int, int], language: Language) -> float:
    """How wide the number of a year is at most, in em: it is longest at the ends, where eras are far."""
    return max(widths.width(dates_in_words.year(time_scale.month_of(day)[0], language)) for day in extent)


def _room(text: str) -> float:
    return widths.width(text) * SIZE + BETWEEN


def ruler(scale: Scale, language: Language) -> Ruler:
    """The ends of lines in words, and the ticks between."""
    worded = []
    for year, month in map(time_scale.month_of, (scale.first, scale.last - 1)):
        if scale.step < 24:
            worded.append(dates_in_words.month(year, month, language))
        else:
            worded.append(dates_in_words.year(year, language))
    return Ruler(worded[0], worded[1], _worded(time_scale.ticks(scale)[1:], scale, language))


def ticks(scale: Scale, language: Language) -> tuple[Tick, ...]:
    """Years, or months, where one begins and its words have room. Where the year with which a line begins is too near
    to the next, that has words on long lines alone if the first is half as round (1450 before 1500), else the first has
    none (1487)."""
    first, *others = time_scale.ticks(scale)
    if not others or first.month and scale.step >= 12 or others[0].at >= _room(_text(first, language)):
        return _worded((first, *others), scale, language)
    if first.year * 12 % (scale.step / 2):
        return _worded(others, scale, language)
    begins, *rest = _worded((first, *others[1:]), scale, language)
    tight = (tick._replace(tight=True) for tick in _worded(others[:1], scale, language))
    return (begins, *tight, *rest)


def _text(tick: time_scale.Tick, language: Language) -> str:
    return language.months[tick.month - 1] if tick.month else dates_in_words.year(tick.year, language)


def _worded(ticks: Sequence[time_scale.Tick], scale: Scale, language: Language) -> tuple[Tick, ...]:
    """Those ticks whose words have room, behind their place or, at the end of the line, before it."""
    found: list[Tick] = []
    free = 0.0
    for tick in ticks:
        if tick.month and scale.step >= 12:
            continue  # the line begins amid a year
        text = _text(tick, language)
        width = widths.width(text) * SIZE
        if before := tick.at + width > scale.length:
            width = -width
        if free <= min(tick.at, tick.at + width):
            day = edtf.day_number((tick.year, tick.month or 1, 1))
            found.append(Tick(text, _place(scale, language, tick.at), day, before))
            free = max(tick.at, tick.at + width) + BETWEEN
    return tuple(found)


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
