"""The axis: every event to scale, as shapes and words with their places, for a template to write as SVG.

Geometry only: no markup, no language but the one handed in, no direction (`date_strokes` turns the line).
On a wide sheet a label stands under its bar, in a row of its lane where there is room; on a narrow one
time runs down and labels stand in one column, led to their bars. What overlaps is moved, never left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from timeline.drawing import axis_parts, crowded_axis
from timeline.drawing.axis_parts import Axis, Box, Lane, Mark, Run, Shape, Sign, Written
from timeline.drawing.date_strokes import (
    BAR,
    GAP,
    HEAD,
    LINE,
    NAMES,
    NARROW,
    SIZE,
    TARGET,
    WIDE,
    Sheet,
    reach,
    rounded,
    shapes,
)
from timeline.drawing.time_scale import Part, Stroke, Tick, scale, stroke, ticks
from timeline.edition import dates_in_words, views
from timeline.records.languages import Language
from timeline.text import widths
from timeline.text.edtf import Date

NAMED = 60  # events; more cannot be told apart by name on one sheet
LEAST = 120  # units beside the tracks of a narrow axis, for labels to be read
LANES = 14
LABEL = 208  # the room for a label at the end of a wide sheet
TRACK = 11  # from one track of a narrow sheet to the next
_BESIDE = "\u2002"  # between the number of a lane and a title


class Happening(NamedTuple):
    """An event as the axis needs it. `lane` is the topic it stands under, `emphasis` what of its title is a figure."""

    card: views.Card
    date: Date
    lane: str
    emphasis: tuple[str, ...] = ()


def lanes(
    happenings: Sequence[Happening], names: Mapping[str, views.Words], others: str
) -> tuple[Sequence[Happening], dict[str, views.Words]]:
    """The lanes that have an event, in the order of the topics; of more than `LANES` the rarest share one, `others`."""
    used = Counter(h.lane for h in happenings)
    kept = set(used) if len(used) <= LANES else {id for id, _ in used.most_common(LANES - 1)}
    found = {id: name for id, name in names.items() if id in kept}
    if len(kept) < len(used):
        found[""] = others
        happenings = [h if h.lane in kept else h._replace(lane="") for h in happenings]
    return happenings, found


def axes(happenings: Sequence[Happening], names: Mapping[str, views.Words], language: Language) -> tuple[Axis, ...]:
    """The same axis twice: wide, with its lanes one above another, and narrow, running down. None without events."""
    if not happenings:
        return ()
    happenings, names = lanes(happenings, names, language.words["axis_others"])
    if len(happenings) > NAMED:
        counted = [(h.date.anchor[0], h.lane) for h in happenings]
        return crowded_axis.wide(counted, names, language), crowded_axis.narrow(counted, language)
    narrow = _narrow(happenings, names, language)
    if narrow is None:  # one event long before the others makes a crowd of these, each on a track of its own
        narrow = crowded_axis.narrow([(h.date.anchor[0], h.lane) for h in happenings], language)
    return _wide(happenings, names, language), narrow


def legend(axes: Sequence[Axis], language: Language) -> tuple[Sign, ...]:
    """The signs that stand on an axis, each drawn once more, with what it means."""
    used = {kind for axis in axes for mark in axis.marks for shape in mark.shapes for kind in shape.kind.split()}
    if any({"within", "span"} <= {shape.kind for shape in mark.shapes} for axis in axes for mark in axis.marks):
        used.add("ends")
    named = any(mark.lines for axis in axes if axis.kind == "wide" for mark in axis.marks)
    sheet = Sheet(28, False, language.direction == "rtl")
    samples = {
        "point": Stroke((Part("point", 14, 14),), "firm", "firm", False),
        "within": Stroke((Part("within", 1, 27),), "firm", "firm", False),
        "span": Stroke((Part("span", 1, 27),), "firm", "firm", False),
        "ends": Stroke((Part("within", 1, 7), Part("span", 7, 20), Part("within", 20, 27)), "firm", "firm", False),
        "soft": Stroke((Part("within", 19, 27),), "soft", "firm", False),
        "open": Stroke((Part("span", 1, 15),), "firm", "open", False),
        "unknown": Stroke((Part("span", 1, 8),), "firm", "unknown", False),
        "doubtful": Stroke((Part("within", 1, 27),), "firm", "firm", True),
    }
    return tuple(
        Sign(shapes(sheet, sample, 0, 6), language.words[f"axis_{kind}"])
        for kind, sample in samples.items()
        if kind in used and named
    )


def _title(happening: Happening, number: str) -> str:
    """A title as it is written beside its mark: no figure of it parted, before it the number of its lane, if any."""
    title = views.plain(happening.card.title)
    for figure in happening.emphasis:
        title = title.replace(figure, figure.replace(" ", "\u00a0"))
    return f"{number}{_BESIDE}{title}" if number else title


def _lines(sheet: Sheet, happening: Happening, width: float, number: str = "") -> list[tuple[Run, ...]]:
    """A title in lines of at most `width`, its figures set apart."""
    figures = [figure.replace(" ", "\u00a0") for figure in happening.emphasis]
    return sheet.lines(_title(happening, number), width, figures)


def _mark(
    sheet: Sheet,
    happening: Happening,
    lane: views.Words,
    shapes: tuple[Shape, ...],
    lines: Sequence[tuple[Run, ...]],
    x: float,
    y: float,
    box: Box,
    number: str = "",
) -> Mark:
    """Its name begins with what is written beside it, so that whoever speaks to a browser can say what they see."""
    card = happening.card
    set_lines = tuple(Written(sheet.x(x), rounded(y + LINE * n), runs) for n, runs in enumerate(lines))
    return Mark(
        id=card.id,
        path=card.path,
        name=f"{_title(happening, number)}: {card.date.text} ({lane})",
        shapes=shapes,
        lines=set_lines,
        box=box,
    )


def _tick(sheet: Sheet, tick: Tick, offset: float, language: Language, start: float, end: float) -> axis_parts.Tick:
    text = dates_in_words.year(tick.year, language) if tick.month < 2 else language.months[tick.month - 1]
    along = tick.at + offset
    place = (start, along - 4) if sheet.down else (along, start)  # a year stands on its line
    line = sheet.line((along, start), (along, end)) if tick.at else ""
    return axis_parts.Tick(text=text, x=sheet.x(place[0]), y=rounded(place[1]), line=line, minor=tick.month > 1)


def _tracks(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """For each stretch the first track on which it touches none before it."""
    ends: list[float] = []
    found = []
    for start, end in reaches:
        track = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[track : track + 1] = [end]
        found.append(track)
    return found


def _wide(happenings: Sequence[Happening], names: Mapping[str, views.Words], language: Language) -> Axis:
    """One lane under another, each of as many rows as its labels need: a label stands under its own bar."""
    sheet = Sheet(WIDE, False, language.direction == "rtl")
    time = scale((h.date for h in happenings), WIDE - NAMES - LABEL)
    marks: dict[str, Mark] = {}
    shown: list[Lane] = []
    y: float = HEAD + GAP
    for lane, name in names.items():
        own = [h for h in happenings if h.lane == lane]
        strokes = [stroke(h.date, time) for h in own]
        labels = [_lines(sheet, h, LABEL) for h in own]
        reaches = []
        for drawn, lines in zip(strokes, labels, strict=True):
            first, last = reach(drawn)
            broad = max(widths.width("".join(run.text for run in line)) * SIZE for line in lines)
            reaches.append((first, max(last, drawn.extent[0] + broad, first + TARGET) + GAP))
        order = sorted(range(len(own)), key=lambda n: reaches[n][0])
        tracks = dict(zip(order, _tracks([reaches[n] for n in order]), strict=True))
        depth = [0.0] * (max(tracks.values()) + 1)  # what each row needs
        for n, track in tracks.items():
            depth[track] = max(depth[track], 2 * BAR + 6 + LINE * len(labels[n]) + GAP)
        tops = [y + sum(depth[:track]) for track in range(len(depth))]
        for n, happening in enumerate(own):
            top, first = tops[tracks[n]], reaches[n][0]
            height = depth[tracks[n]] - GAP
            marks[happening.card.id] = _mark(
                sheet,
                happening,
                name,
                shapes(sheet, strokes[n], NAMES, top + BAR),
                labels[n],
                max(strokes[n].extent[0], 0) + NAMES,
                top + 2 * BAR + LINE,
                sheet.box(NAMES + first, top - 4, reaches[n][1] - first - GAP / 2, max(height + 4, TARGET)),
            )
        lines = sheet.lines(views.plain(name), NAMES - 3 * GAP)
        words = tuple(Written(sheet.x(0), rounded(y + BAR + 5 + LINE * n), line) for n, line in enumerate(lines))
        bottom = y + max(sum(depth), LINE * len(lines) + GAP)
        shown.append(Lane(lane, name, words, sheet.line((0, bottom), (WIDE, bottom))))
        y = bottom + GAP
    found = tuple(_tick(sheet, tick, NAMES, language, HEAD - 10, y - GAP) for tick in ticks(time, 70))
    shown[-1] = shown[-1]._replace(rule="")
    return Axis(
        kind="wide",
        width=rounded(WIDE),
        height=rounded(y),
        ticks=found,
        lanes=tuple(shown),
        marks=tuple(marks[h.card.id] for h in happenings),
    )


def _narrow(happenings: Sequence[Happening], names: Mapping[str, views.Words], language: Language) -> Axis | None:
    """Time runs down; the lanes are tracks beside one column of labels, each led to its bar by a hairline. None where
    the tracks leave too little room for words."""
    sheet = Sheet(NARROW, True, language.direction == "rtl")
    years = max(widths.width(dates_in_words.year(h.date.anchor[0], language)) for h in happenings) * SIZE + GAP
    # Tracks do not depend on the length by more than the shortest bar, so a first length serves to count them.
    trial = scale((h.date for h in happenings), 100 * len(happenings))
    columns: dict[str, float] = {}
    column = years + TRACK
    shown = []
    for n, (lane, name) in enumerate(names.items(), 1):
        own = [h for h in happenings if h.lane == lane]
        tracks = _tracks([reach(stroke(h.date, trial)) for h in own])
        columns |= {h.card.id: column + TRACK * track for h, track in zip(own, tracks, strict=True)}
        middle = column + TRACK * max(tracks) / 2
        label = language.shown(str(n))
        heading = Written(sheet.x(middle), rounded(LINE - 4), (Run(label, False),))
        shown.append(Lane(lane, name, (heading,), ""))
        column += TRACK * (max(tracks) + 1) + 5
    start = column + 2 * GAP
    if NARROW - start < LEAST:
        return None
    numbers = {lane: language.shown(str(n)) for n, lane in enumerate(names, 1)}
    labels = {h.card.id: _lines(sheet, h, NARROW - start - 2, numbers[h.lane]) for h in happenings}
    needed = sum(max(len(lines) * LINE, TARGET) + GAP for lines in labels.values())
    time = scale((h.date for h in happenings), max(needed * 1.04, 160))
    marks, free = [], float(HEAD)
    for happening in happenings:
        id, drawn = happening.card.id, stroke(happening.date, time)
        begins = drawn.parts[0]
        middle = min(max((begins.start + begins.end) / 2, 0), time.length) + HEAD
        height = max(len(labels[id]) * LINE, TARGET)
        top = max(middle - LINE / 2, free)
        free = top + height + GAP
        elbow = (top + LINE / 2, start - 5)
        lead = sheet.line((middle, columns[id] + BAR + 3), (middle, column), elbow)
        drawing = (Shape("lead", lead), *shapes(sheet, drawn, HEAD, columns[id]))
        box = sheet.box(start - 4, top - 3, NARROW - start + 4, height + 4)
        name, number = names[happening.lane], numbers[happening.lane]
        marks.append(_mark(sheet, happening, name, drawing, labels[id], start, top + LINE - 5, box, number))
    depth = max(free, time.length + HEAD + GAP)
    found = tuple(_tick(sheet, tick, HEAD, language, 0, column) for tick in ticks(time, 90))
    return Axis(
        kind="narrow",
        width=rounded(NARROW),
        height=rounded(depth),
        ticks=found,
        lanes=tuple(shown),
        marks=tuple(marks),
    )
