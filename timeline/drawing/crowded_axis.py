"""Events too many to be named: how many begin in each stretch of years, leading to those years.

The same lanes and the same sheets as the axis; what can be pressed is a stretch of years, never so
narrow that a finger misses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import bands
from timeline.drawing.axis_parts import Axis, Box, Lane, Mark, Run, Shape, Tick, Written
from timeline.drawing.date_strokes import GAP, HEAD, LINE, NAMES, NARROW, SIZE, TARGET, WIDE, Sheet, rounded
from timeline.drawing.time_scale import Scale
from timeline.edition import dates_in_words
from timeline.edition.views import Words, plain
from timeline.records.languages import Language
from timeline.text import edtf, round_years, widths

Event = tuple[int, str]  # the year in which it begins, and its lane
EVER = (-(10**12), 10**12)  # years between which everything lies


class Format(NamedTuple):
    """A size in which a sheet is drawn. `side` is the room for lanes' names at the start of their rows; without it a
    name stands above its lane."""

    kind: str
    width: int
    side: int


FORMATS = (Format("wide", WIDE, NAMES), Format("medium", 760, 0))  # for a desk; for a tablet


class _Bin(NamedTuple):
    """A stretch of so many years, by its number, from `year` on, with how many events of each lane begin in it."""

    number: int
    years: int
    year: int
    words: str
    counts: Mapping[str, int]
    mark: Mark  # without its shapes, lines and box


def _bins(events: Sequence[Event], language: Language, most: int, bounds: tuple[int, int]) -> list[_Bin]:
    """At most `most` stretches of a round number of years, those without events left out. The first and the last may
    be cut by the bounds."""
    years = [year for year, _ in events]
    ends = min(years), max(years)
    step = next(
        n for n in round_years.widths() if round_years.number(ends[1], n) - round_years.number(ends[0], n) < most
    )
    counts: dict[int, dict[str, int]] = {}
    for year, lane in events:
        counted = counts.setdefault(round_years.number(year, step), {})
        counted[lane] = counted.get(lane, 0) + 1
    found = []
    for number, counted in sorted(counts.items()):
        year, last = round_years.bounds(round_years.first(number, step), step)
        year, last = max(year, bounds[0]), min(last, bounds[1])
        own = next(n for n in sorted(set(years)) if year <= n <= last)
        words = dates_in_words.year(year, language)
        path = addresses.year(language.code, own)
        if last > year:
            words = language.range.replace("{0}", words).replace("{1}", dates_in_words.year(last, language))
        if step > 1:
            path = addresses.year_in_list(language.code, own)
        name = f"{words}: {language.count('events', sum(counted.values()))}"
        found.append(
            _Bin(
                number=number,
                years=step,
                year=year,
                words=words,
                counts=counted,
                mark=Mark(id=f"y{year}", path=path, name=name, shapes=(), lines=(), box=Box("0", "0", "0", "0")),
            )
        )
    return found


def wide(
    format: Format,
    events: Sequence[Event],
    names: Mapping[str, Words],
    language: Language,
    bounds: tuple[int, int] = EVER,
    periods: Sequence[bands.Named] = (),
) -> Axis:
    """A row of columns for each lane, one height for a number in all of them; what is pressed is a stretch of years,
    and at the head the name of a period."""
    kind, width, side = format
    side = side if len(names) > 1 else 0
    sheet, above = Sheet(width, language.direction == "rtl"), LINE if len(names) > 1 and not side else 0
    row = 46 + above
    bins = _bins(events, language, (width - side) // TARGET, bounds)
    first, last = bins[0].number, bins[-1].number + 1
    column = min((width - side) / (last - first), 4 * TARGET)
    heads = bands.heads(periods, _scale(bins, column), sheet, side)
    head = HEAD + heads.height
    tallest = max(n for b in bins for n in b.counts.values())
    shown, feet = [], {}
    for number, (lane, name) in enumerate(names.items()):
        foot = feet[lane] = head + GAP + (number + 1) * row
        lines = sheet.lines(plain(name), side - GAP)[:2] if side else sheet.lines(plain(name), width)[: above // LINE]
        top = foot - LINE * (len(lines) - 1) - 3 if side else foot - row + LINE
        words = tuple(Written(sheet.x(0), rounded(top + LINE * n), line) for n, line in enumerate(lines))
        shown.append(Lane(lane, name, words, sheet.line((0, foot), (width, foot))))
    bottom = head + GAP + len(names) * row
    marks, labelled = [], -1e9
    found = []
    for b in bins:
        start = side + (b.number - first) * column
        columns = "".join(
            sheet.bar(start + 1, start + column - 1, feet[lane] - height / 2, height / 2)
            for lane, n in b.counts.items()
            if (height := max(1.5, n / tallest * (row - above - 12)))
        )
        box = sheet.box(start, head, column, bottom - head)
        marks.append(b.mark._replace(shapes=(Shape("span", columns),), box=box))
        text = dates_in_words.year(b.year, language)
        if start >= labelled:  # a year's number where there is room for it
            found.append(
                Tick(
                    text=text,
                    x=sheet.x(start + 1),
                    y=rounded(HEAD - 10),
                    line=sheet.line((start, HEAD - 6), (start, bottom)),
                    minor=False,
                )
            )
            labelled = start + widths.width(text) * SIZE + GAP
    return Axis(
        kind=kind,
        width=rounded(width),
        height=rounded(bottom + GAP),
        ticks=tuple(found),
        lanes=(*bands.lane(heads, sheet, language.words["nav_periods"], HEAD + GAP, side), *shown),
        marks=tuple(marks),
        bands=bands.bands(heads, sheet, side, HEAD + GAP, bottom),
    )


def _scale(bins: Sequence[_Bin], column: float) -> Scale:
    """The days of all stretches, each as long as a column is wide."""
    first, last, years = bins[0].number, bins[-1].number + 1, bins[0].years
    begins, ends = (edtf.day_number((round_years.first(n, years), 1, 1)) for n in (first, last))
    return Scale(first=begins, last=ends, length=(last - first) * column, step=12 * years, gap=column)


def narrow(events: Sequence[Event], language: Language, bounds: tuple[int, int] = EVER) -> Axis:
    """A line for each stretch of years, as long as it has events."""
    sheet = Sheet(NARROW, language.direction == "rtl")
    bins = _bins(events, language, 40, bounds)
    totals = [sum(b.counts.values()) for b in bins]
    start = max(widths.width(b.words) for b in bins) * SIZE + GAP
    room = NARROW - start - widths.width(language.number(max(totals))) * SIZE - GAP
    marks, found = [], []
    for n, (b, total) in enumerate(zip(bins, totals, strict=True)):
        top, length = n * TARGET, max(1.5, total / max(totals) * room)
        count = Written(sheet.x(start + length + 5), rounded(top + 17), (Run(language.number(total), False),))
        shape = Shape("span", sheet.bar(start, start + length, top + TARGET / 2, 6))
        # The number is in the name as it is written beside it: Arabic counts one and two events without one.
        number = language.number(total)
        name = b.mark.name if number in language.count("events", total) else f"{b.mark.name} ({number})"
        box = sheet.box(0, top, NARROW, TARGET)
        marks.append(b.mark._replace(name=name, shapes=(shape,), lines=(count,), box=box))
        found.append(Tick(text=b.words, x=sheet.x(0), y=rounded(top + 17), line="", minor=False))
    return Axis(
        kind="narrow",
        width=rounded(NARROW),
        height=rounded(len(bins) * TARGET),
        ticks=tuple(found),
        lanes=(),
        marks=tuple(marks),
    )
