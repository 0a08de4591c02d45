"""The axis: every event to scale, as shapes and words with their places, for a template to write as SVG.

Geometry only: no markup, no language but the one handed in, no direction (`date_strokes` turns the line).
A label stands under its bar, in a row of its lane where there is room: what overlaps is moved, never left out. A phone
or a tablet has no room for that; there a list has each date on a line beside its event (`date_line`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.drawing import axis_parts, bands, crowded_axis, date_line, time_scale
from timeline.drawing.axis_parts import Axis, Box, Lane, Mark, Run, Shape, Sign, Written
from timeline.drawing.date_strokes import (
    BAR,
    GAP,
    HEAD,
    LINE,
    NAMES,
    SIZE,
    TARGET,
    WIDE,
    Sheet,
    reach,
    rounded,
    shapes,
)
from timeline.drawing.time_scale import Part, Stroke, Tick, stroke
from timeline.drawing.tracks import tracks
from timeline.edition import dates_in_words, views
from timeline.records.languages import Language
from timeline.text import edtf, widths

NAMED = 60  # events; more cannot be told apart by name on one sheet
LANES = 14
LABEL = 208  # the room for a label at the end of a sheet


class Happening(NamedTuple):
    """An event as the axis needs it. `lane` is the topic it stands under, `emphasis` what of its title is a figure."""

    card: views.Card
    date: edtf.Date
    lane: str
    emphasis: tuple[str, ...] = ()


def lanes(
    used: Sequence[str], names: Mapping[str, views.Words], others: str
) -> tuple[list[str], dict[str, views.Words]]:
    """The lane of each event, and the lanes that have one, in the order of the topics; of more than `LANES` the rarest
    share one, `others`."""
    counted = Counter(used)
    kept = set(counted) if len(counted) <= LANES else {id for id, _ in counted.most_common(LANES - 1)}
    found = {id: name for id, name in names.items() if id in kept}
    if len(kept) < len(counted):
        found[""] = others
    return [lane if lane in kept else "" for lane in used], found


def named(
    happenings: Sequence[Happening],
    names: Mapping[str, views.Words],
    language: Language,
    extent: tuple[int, int] | None = None,
    bounds: tuple[int, int] = time_scale.EVER,
    periods: Sequence[bands.Named] = (),
) -> Axis:
    """The axis of at most `NAMED` events, for a window that has room for their words. It holds the days of an extent,
    by default those of the events, and none beyond its bounds; behind them the periods that reach into it."""
    found, names = lanes([h.lane for h in happenings], names, language.words["axis_others"])
    happenings = [h._replace(lane=lane) for h, lane in zip(happenings, found, strict=True)]
    return _axis(happenings, names, language, extent or edtf.extent(h.date for h in happenings), bounds, periods)


def counted(
    events: Sequence[tuple[int, str]],
    names: Mapping[str, views.Words],
    language: Language,
    bounds: tuple[int, int] = crowded_axis.EVER,
    periods: Sequence[bands.Named] = (),
) -> tuple[Axis, ...]:
    """Of more events than can be named, each its year and its lane, how many begin in each stretch of years, for
    windows of three widths; none is said to go beyond the years that are its bounds. Of a single year that says
    nothing."""
    if len({year for year, _ in events}) == 1:
        return ()
    found, names = lanes([lane for _, lane in events], names, language.words["axis_others"])
    events = [(year, lane) for (year, _), lane in zip(events, found, strict=True)]
    wide = (crowded_axis.wide(format, events, names, language, bounds, periods) for format in crowded_axis.FORMATS)
    return (*wide, crowded_axis.narrow(events, language, bounds))


def legend(lines: Iterable[date_line.DateLine], language: Language) -> tuple[Sign, ...]:
    """The signs that dates are drawn with, each once more, with what it means."""
    shown = [{kind for part in [*line.bars, *line.signs] for kind in part[0].split()} for line in lines]
    used = set[str]().union(*shown)
    if any({"within", "span"} <= kinds for kinds in shown):
        used.add("ends")
    sheet = Sheet(28, language.direction == "rtl")
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
        if kind in used
    )


def _title(happening: Happening) -> str:
    """A title as it is written beside its mark: no figure of it parted."""
    title = views.plain(happening.card.title)
    for figure in happening.emphasis:
        title = title.replace(figure, figure.replace(" ", "\u00a0"))
    return title


@lru_cache(4096)  # an event stands on the axes of its year, its topics, its actors and its places
def _lines(sheet: Sheet, title: str, emphasis: tuple[str, ...]) -> list[tuple[Run, ...]]:
    """A title in lines, its figures set apart."""
    return sheet.lines(title, LABEL, [figure.replace(" ", "\u00a0") for figure in emphasis])


def _mark(
    sheet: Sheet,
    happening: Happening,
    lane: views.Words,
    shapes: tuple[Shape, ...],
    lines: Sequence[tuple[Run, ...]],
    x: float,
    y: float,
    box: Box,
) -> Mark:
    """Its name begins with what is written beside it, so that whoever speaks to a browser can say what they see."""
    card = happening.card
    set_lines = tuple(Written(sheet.x(x), rounded(y + LINE * n), runs) for n, runs in enumerate(lines))
    beside = f" ({lane})" if lane else ""
    return Mark(
        id=card.id,
        path=card.path,
        name=f"{_title(happening)}: {card.date.text}{beside}",
        shapes=shapes,
        lines=set_lines,
        box=box,
    )


def _told(tick: Tick, language: Language) -> str:
    """A tick in words: of the first its month with the year."""
    if not tick.month:
        return dates_in_words.year(tick.year, language)
    return dates_in_words.month(tick.year, tick.month, language) if tick.first else language.months[tick.month - 1]


def _ticks(
    sheet: Sheet, ticks: Sequence[Tick], offset: float, language: Language, bottom: float
) -> tuple[axis_parts.Tick, ...]:
    """The years over the lanes. Where the next has no room beside the first, that stands a line higher."""
    found, raised = [], _raised(ticks, language)
    for tick in ticks:
        x, top = tick.at + offset, HEAD - 10 + (0 if tick.first else raised)
        line = "" if tick.first else sheet.line((x, top), (x, bottom))
        text = _told(tick, language)
        minor = tick.month > 1 and not tick.first
        found.append(axis_parts.Tick(text=text, x=sheet.x(x), y=rounded(top), line=line, minor=minor))
    return tuple(found)


def _raised(ticks: Sequence[Tick], language: Language) -> int:
    """By how much the first tick stands above the others."""
    room = widths.width(_told(ticks[0], language)) * SIZE + GAP
    return LINE if len(ticks) > 1 and ticks[1].at < room else 0


def _axis(
    happenings: Sequence[Happening],
    names: Mapping[str, views.Words],
    language: Language,
    extent: tuple[int, int],
    bounds: tuple[int, int],
    periods: Sequence[bands.Named],
) -> Axis:
    """One lane under another, each of as many rows as its labels need: a label stands under its own bar. A single lane
    needs no name."""
    side = NAMES if len(names) > 1 else 0
    sheet = Sheet(WIDE, language.direction == "rtl")
    gap = max(time_scale.APART, date_line.widest_year(extent, language) * SIZE + GAP)
    time = time_scale.scale(extent, WIDE - side - LABEL, gap, bounds=bounds)
    ticks = time_scale.ticks(time)
    marks: dict[str, Mark] = {}
    shown: list[Lane] = []
    head = float(HEAD + GAP + _raised(ticks, language))
    heads = bands.heads(periods, time, sheet, side)
    y = head + heads.height
    for lane, name in names.items():
        lines = sheet.lines(views.plain(name), side - 3 * GAP) if side else []
        words = tuple(Written(sheet.x(0), rounded(y + BAR + 5 + LINE * n), line) for n, line in enumerate(lines))
        own = [h for h in happenings if h.lane == lane]
        strokes = [stroke(h.date, time) for h in own]
        labels = [_lines(sheet, _title(h), h.emphasis) for h in own]
        reaches = []
        for drawn, written in zip(strokes, labels, strict=True):
            start, end = reach(drawn)
            broad = max(widths.width("".join(run.text for run in line)) * SIZE for line in written)
            reaches.append((start, max(end, drawn.extent[0] + broad, start + TARGET) + GAP))
        order = sorted(range(len(own)), key=lambda n: reaches[n][0])
        rows = dict(zip(order, tracks([reaches[n] for n in order]), strict=True))
        depth = [0.0] * (max(rows.values()) + 1)  # what each row needs
        for n, track in rows.items():
            depth[track] = max(depth[track], 2 * BAR + 6 + LINE * len(labels[n]) + GAP)
        tops = [y + sum(depth[:track]) for track in range(len(depth))]
        for n, happening in enumerate(own):
            top, start = tops[rows[n]], reaches[n][0]
            height = depth[rows[n]] - GAP
            marks[happening.card.id] = _mark(
                sheet,
                happening,
                name if side else "",
                shapes(sheet, strokes[n], side, top + BAR),
                labels[n],
                max(strokes[n].extent[0], 0) + side,
                top + 2 * BAR + LINE,
                sheet.box(side + start, top - 4, reaches[n][1] - start - GAP / 2, max(height + 4, TARGET)),
            )
        bottom = y + max(sum(depth), LINE * len(lines) + GAP)
        shown.append(Lane(lane, name, words, sheet.line((0, bottom), (WIDE, bottom))))
        y = bottom + GAP
    shown[-1] = shown[-1]._replace(rule="")
    return Axis(
        kind="wide",
        width=rounded(WIDE),
        height=rounded(y),
        ticks=_ticks(sheet, ticks, side, language, y - GAP),
        lanes=(*bands.lane(heads, sheet, language.words["nav_periods"], head, side), *shown),
        marks=tuple(marks[h.card.id] for h in happenings),
        bands=bands.bands(heads, sheet, side, head, y - GAP),
    )
