"""The axis: every event to scale, as shapes and words with their places, for a template to write as SVG.

Geometry only: no markup, no language but the one handed in, and no look at the direction except in
`_Sheet.at`, where the line is turned to run from the right or downwards. Events that are too many
to be named become a density: how many there are in each stretch of years, leading to those years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline import advances, routes, views, wording
from timeline.dates import Date
from timeline.languages import Language
from timeline.scale import Part, Stroke, Tick, scale, stroke, ticks

NAMED = 60  # events; more cannot be told apart by name on one sheet
LANES = 14

# Units are pixels of the drawing at its full size.
WIDE, NARROW = 1152, 344
SIZE, LINE = 15, 19  # of a label
BAR, HEAD, GAP = 4, 30, 10  # half a bar's height, the room above for years, the room between two things
NAMES, LABEL = 232, 208  # for lanes' names at the start, as wide as the page's margin; for a label at the end
TRACK = 11  # from one track of a narrow sheet to the next
TARGET = 30  # the least side of what can be pressed: 24 pixels (WCAG 2.2, 2.5.8) where the sheet is drawn at its smallest
OVERHANG = {"firm": 0, "soft": 18, "open": 12, "unknown": 20}


class Happening(NamedTuple):
    """An event as the axis needs it. `lane` is the topic it stands under, `emphasis` what of its title is a figure."""

    card: views.Card
    date: Date
    lane: str
    emphasis: tuple[str, ...] = ()


def lanes(
    happenings: Sequence[Happening], names: Mapping[str, str], others: str
) -> tuple[Sequence[Happening], dict[str, str]]:
    """The lanes that have an event, in the order of the topics; of more than `LANES` the rarest share one, `others`."""
    used = Counter(h.lane for h in happenings)
    kept = set(used) if len(used) <= LANES else {id for id, _ in used.most_common(LANES - 1)}
    found = {id: name for id, name in names.items() if id in kept}
    if len(kept) < len(used):
        found[""] = others
        happenings = [h if h.lane in kept else h._replace(lane="") for h in happenings]
    return happenings, found


def axes(happenings: Sequence[Happening], names: Mapping[str, str], language: Language) -> tuple[views.Axis, ...]:
    """The same axis twice: wide, with its lanes one above another, and narrow, running down. None without events."""
    if not happenings:
        return ()
    happenings, names = lanes(happenings, names, language.words["axis_others"])
    if len(happenings) > NAMED:
        return _density_wide(happenings, names, language), _density_narrow(happenings, language)
    return _wide(happenings, names, language), _narrow(happenings, names, language)


def legend(axes: Sequence[views.Axis], language: Language) -> tuple[views.Sign, ...]:
    """The signs that stand on an axis, each drawn once more, with what it means."""
    used = {kind for axis in axes for mark in axis.marks for shape in mark.shapes for kind in shape.kind.split()}
    named = any(mark.lines for axis in axes if axis.kind == "wide" for mark in axis.marks)
    sheet = _Sheet(28, False, language.direction == "rtl")
    samples = {
        "point": Stroke((Part("point", 14, 14),), "firm", "firm", False),
        "within": Stroke((Part("within", 1, 27),), "firm", "firm", False),
        "span": Stroke((Part("span", 1, 27),), "firm", "firm", False),
        "soft": Stroke((Part("within", 19, 27),), "soft", "firm", False),
        "open": Stroke((Part("span", 1, 15),), "firm", "open", False),
        "unknown": Stroke((Part("span", 1, 8),), "firm", "unknown", False),
        "doubtful": Stroke((Part("within", 1, 27),), "firm", "firm", True),
    }
    return tuple(
        views.Sign(_shapes(sheet, sample, 0, 6), language.words[f"axis_{kind}"])
        for kind, sample in samples.items()
        if kind in used and named
    )


@dataclass(frozen=True)
class _Sheet:
    """Turns a place along the line and across it into x and y."""

    width: float
    down: bool  # time runs down the page, else along the line
    mirrored: bool  # the reading direction is from the right

    def at(self, along: float, across: float) -> str:
        x, y = (across, along) if self.down else (along, across)
        return f"{self.x(x)} {_round(y)}"

    def x(self, x: float) -> str:
        return _round(self.width - x if self.mirrored else x)

    def line(self, *points: tuple[float, float]) -> str:
        return "M" + "L".join(self.at(*point) for point in points)

    def bar(self, start: float, end: float, across: float, half: float) -> str:
        corners = ((start, across - half), (end, across - half), (end, across + half), (start, across + half))
        return self.line(*corners) + "Z"

    def box(self, x: float, y: float, width: float, height: float) -> views.Box:
        left = self.width - x - width if self.mirrored else x
        return views.Box(*map(_round, (left, y, width, height)))


def _round(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _shapes(sheet: _Sheet, drawn: Stroke, offset: float, across: float) -> tuple[views.Shape, ...]:
    """The paths of a date, each with what it means as its class."""
    found: dict[str, str] = {}

    def add(kind: str, path: str) -> None:
        found[kind] = found.get(kind, "") + path

    for part in drawn.parts:
        start, end = part.start + offset, part.end + offset
        if part.kind == "point":
            middle, far = (start + end) / 2, BAR + 1.5
            add(
                "point",
                sheet.line(
                    (middle - far, across), (middle, across - far), (middle + far, across), (middle, across + far)
                )
                + "Z",
            )
        else:
            add(part.kind, sheet.bar(start, end, across, BAR - (part.kind == "within") * 0.5))
    first, last = drawn.extent
    for where, outward, kind in ((first + offset, -1, drawn.start), (last + offset, 1, drawn.end)):
        if kind == "soft":  # like an engraver: strokes that thin out
            for n, distance in enumerate((4, 8, 12.5, 17.5)):
                half = BAR * (1 - n * 0.2)
                place = where + outward * distance
                add("soft", sheet.line((place, across - half), (place, across + half)))
        elif kind == "open":
            tip = where + outward * OVERHANG["open"]
            add("open", sheet.line((where, across - BAR - 1.5), (tip, across), (where, across + BAR + 1.5)) + "Z")
        elif kind == "unknown":
            for near, far in ((5, 10), (14, 19)):
                add("unknown", sheet.line((where + outward * near, across), (where + outward * far, across)))
    return tuple(views.Shape(f"{kind} doubtful" if drawn.uncertain else kind, path) for kind, path in found.items())


def _reach(drawn: Stroke) -> tuple[float, float]:
    """From where to where a date's shapes go, its ends' strokes included."""
    first, last = drawn.extent
    return first - OVERHANG[drawn.start] - BAR, last + OVERHANG[drawn.end] + BAR


def _lines(happening: Happening, width: float) -> tuple[tuple[views.Run, ...], ...]:
    """A title in lines of at most `width`, its figures set apart."""
    title = views.plain(happening.card.title)
    for figure in happening.emphasis:
        title = title.replace(figure, figure.replace(" ", "\u00a0"))
    found = []
    for line in advances.wrap(title, width / SIZE):
        for figure in happening.emphasis:
            before, figure, after = line.partition(figure.replace(" ", "\u00a0"))
            if figure:
                found.append(
                    tuple(views.Run(*run) for run in ((before, False), (figure, True), (after, False)) if run[0])
                )
                break
        else:
            found.append((views.Run(line, False),))
    return tuple(found)


def _mark(
    sheet: _Sheet, happening: Happening, lane: str, shapes, lines, x: float, y: float, box: views.Box
) -> views.Mark:
    card = happening.card
    set_lines = tuple(views.Written(sheet.x(x), _round(y + LINE * n), runs) for n, runs in enumerate(lines))
    return views.Mark(card.id, card.path, f"{card.date.text}: {card.title} ({lane})", shapes, set_lines, box)


def _tick(sheet: _Sheet, tick: Tick, offset: float, language: Language, start: float, end: float) -> views.Tick:
    text = wording.year(tick.year, language) if tick.month < 2 else language.months[tick.month - 1]
    along = tick.at + offset
    place = (start, along - 4) if sheet.down else (along, start)  # a year stands on its line
    line = sheet.line((along, start), (along, end)) if tick.at else ""
    return views.Tick(text, sheet.x(place[0]), _round(place[1]), line, tick.month > 1)


def _tracks(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """For each stretch the first track on which it touches none before it."""
    ends: list[float] = []
    found = []
    for start, end in reaches:
        track = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[track : track + 1] = [end]
        found.append(track)
    return found


def _wide(happenings: Sequence[Happening], names: Mapping[str, str], language: Language) -> views.Axis:
    """One lane under another, each of as many rows as its labels need: a label stands under its own bar."""
    sheet = _Sheet(WIDE, False, language.direction == "rtl")
    time = scale((h.date for h in happenings), WIDE - NAMES - LABEL)
    marks: dict[str, views.Mark] = {}
    shown, y = [], HEAD + GAP
    for lane, name in names.items():
        own = [h for h in happenings if h.lane == lane]
        strokes = [stroke(h.date, time) for h in own]
        labels = [_lines(h, LABEL) for h in own]
        reaches = []
        for drawn, lines in zip(strokes, labels, strict=True):
            first, last = _reach(drawn)
            words = max(advances.width("".join(run.text for run in line)) * SIZE for line in lines)
            reaches.append((first, max(last, drawn.extent[0] + words, first + TARGET) + GAP))
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
                _shapes(sheet, strokes[n], NAMES, top + BAR),
                labels[n],
                max(strokes[n].extent[0], 0) + NAMES,
                top + 2 * BAR + LINE,
                sheet.box(NAMES + first, top - 4, reaches[n][1] - first - GAP / 2, max(height + 4, TARGET)),
            )
        lines = advances.wrap(name, (NAMES - 3 * GAP) / SIZE)
        words = tuple(
            views.Written(sheet.x(0), _round(y + BAR + 5 + LINE * n), (views.Run(line, False),))
            for n, line in enumerate(lines)
        )
        bottom = y + max(sum(depth), LINE * len(lines) + GAP)
        shown.append(views.Lane(lane, name, words, sheet.line((0, bottom), (WIDE, bottom))))
        y = bottom + GAP
    found = tuple(_tick(sheet, tick, NAMES, language, HEAD - 10, y - GAP) for tick in ticks(time, 70))
    shown[-1] = shown[-1]._replace(rule="")
    return views.Axis("wide", _round(WIDE), _round(y), found, tuple(shown), tuple(marks[h.card.id] for h in happenings))


def _narrow(happenings: Sequence[Happening], names: Mapping[str, str], language: Language) -> views.Axis:
    """Time runs down; the lanes are tracks beside one column of labels, each led to its bar by a hairline."""
    sheet = _Sheet(NARROW, True, language.direction == "rtl")
    years = max(advances.width(wording.year(h.date.anchor[0], language)) for h in happenings) * SIZE + GAP
    # Tracks do not depend on the length by more than the shortest bar, so a first length serves to count them.
    trial = scale((h.date for h in happenings), 100 * len(happenings))
    columns, column = {}, years + TRACK
    shown = []
    for number, (lane, name) in enumerate(names.items(), 1):
        own = [h for h in happenings if h.lane == lane]
        tracks = _tracks([_reach(stroke(h.date, trial)) for h in own])
        columns |= {h.card.id: column + TRACK * track for h, track in zip(own, tracks, strict=True)}
        middle = column + TRACK * max(tracks) / 2
        label = language.shown(str(number))
        heading = views.Written(sheet.x(middle), _round(LINE - 4), (views.Run(label, False),))
        shown.append(views.Lane(lane, name, (heading,), ""))
        column += TRACK * (max(tracks) + 1) + 5
    start = column + 2 * GAP
    labels = {h.card.id: _lines(h, NARROW - start - 2) for h in happenings}
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
        shapes = (views.Shape("lead", lead), *_shapes(sheet, drawn, HEAD, columns[id]))
        box = sheet.box(start - 4, top - 3, NARROW - start + 4, height + 4)
        marks.append(_mark(sheet, happening, names[happening.lane], shapes, labels[id], start, top + LINE - 5, box))
    height = max(free, time.length + HEAD + GAP)
    found = tuple(_tick(sheet, tick, HEAD, language, 0, column) for tick in ticks(time, 90))
    return views.Axis("narrow", _round(NARROW), _round(height), found, tuple(shown), tuple(marks))


class _Bin(NamedTuple):
    """A stretch of `step` years from `year` on, with how many events of each lane begin in it."""

    year: int
    words: str
    counts: Mapping[str, int]
    mark: views.Mark  # without its shapes, lines and box


def _bins(happenings: Sequence[Happening], language: Language, most: int) -> tuple[list[_Bin], int]:
    """At most `most` stretches of a round number of years, those without events left out."""
    years = [h.date.anchor[0] for h in happenings]
    step = next(n for n in _round_years() if (max(years) // n - min(years) // n) < most)
    counts: dict[int, dict[str, int]] = {}
    for happening, year in zip(happenings, years, strict=True):
        counted = counts.setdefault(year // step * step, {})
        counted[happening.lane] = counted.get(happening.lane, 0) + 1
    found = []
    for year, counted in sorted(counts.items()):
        own = [n for n in sorted(set(years)) if year <= n < year + step]
        ends = [wording.year(n, language) for n in dict.fromkeys((year, year + step - 1))]
        words = language.range.replace("{0}", ends[0]).replace("{1}", ends[-1]) if step > 1 else ends[0]
        path = routes.year(language.code, own[0])
        if step > 1:
            path = routes.year_in_list(language.code, own[0])
        name = f"{words}: {language.count('events', sum(counted.values()))}"
        found.append(
            _Bin(year, words, counted, views.Mark(f"y{year}", path, name, (), (), views.Box("0", "0", "0", "0")))
        )
    return found, step


def _round_years():
    size = 1
    while True:
        yield from (size, size * 2, size * 5)
        size *= 10


def _density_wide(happenings: Sequence[Happening], names: Mapping[str, str], language: Language) -> views.Axis:
    """A row of columns for each lane, one height for a number in all of them; what is pressed is the stretch of years."""
    sheet, row = _Sheet(WIDE, False, language.direction == "rtl"), 46
    bins, step = _bins(happenings, language, (WIDE - NAMES) // TARGET)
    first, last = bins[0].year, bins[-1].year + step
    width = (WIDE - NAMES) / ((last - first) / step)
    width, tallest = min(width, 4 * TARGET), max(n for b in bins for n in b.counts.values())
    shown, feet = [], {}
    for number, (lane, name) in enumerate(names.items()):
        foot = feet[lane] = HEAD + GAP + (number + 1) * row
        lines = advances.wrap(name, (NAMES - GAP) / SIZE)[:2]
        words = tuple(
            views.Written(sheet.x(0), _round(foot - LINE * (len(lines) - 1 - n) - 3), (views.Run(line, False),))
            for n, line in enumerate(lines)
        )
        shown.append(views.Lane(lane, name, words, sheet.line((0, foot), (WIDE, foot))))
    bottom = HEAD + GAP + len(names) * row
    marks, labelled = [], -1e9
    found = []
    for b in bins:
        start = NAMES + (b.year - first) / step * width
        columns = "".join(
            sheet.bar(start + 1, start + width - 1, feet[lane] - height / 2, height / 2)
            for lane, n in b.counts.items()
            if (height := max(1.5, n / tallest * (row - 12)))
        )
        box = sheet.box(start, HEAD, width, bottom - HEAD)
        marks.append(b.mark._replace(shapes=(views.Shape("span", columns),), box=box))
        text = wording.year(b.year, language)
        if start >= labelled:  # a year's number where there is room for it
            found.append(
                views.Tick(
                    text, sheet.x(start + 1), _round(HEAD - 10), sheet.line((start, HEAD - 6), (start, bottom)), False
                )
            )
            labelled = start + advances.width(text) * SIZE + GAP
    return views.Axis("wide", _round(WIDE), _round(bottom + GAP), tuple(found), tuple(shown), tuple(marks))


def _density_narrow(happenings: Sequence[Happening], language: Language) -> views.Axis:
    """A line for each stretch of years, as long as it has events."""
    sheet = _Sheet(NARROW, False, language.direction == "rtl")
    bins, _ = _bins(happenings, language, 40)
    totals = [sum(b.counts.values()) for b in bins]
    start = max(advances.width(b.words) for b in bins) * SIZE + GAP
    room = NARROW - start - advances.width(language.number(max(totals))) * SIZE - GAP
    marks, found = [], []
    for n, (b, total) in enumerate(zip(bins, totals, strict=True)):
        top, length = n * TARGET, max(1.5, total / max(totals) * room)
        count = views.Written(
            sheet.x(start + length + 5), _round(top + 17), (views.Run(language.number(total), False),)
        )
        shape = views.Shape("span", sheet.bar(start, start + length, top + TARGET / 2, 6))
        marks.append(b.mark._replace(shapes=(shape,), lines=(count,), box=sheet.box(0, top, NARROW, TARGET)))
        found.append(views.Tick(b.words, sheet.x(0), _round(top + 17), "", False))
    return views.Axis("narrow", _round(NARROW), _round(len(bins) * TARGET), tuple(found), (), tuple(marks))
