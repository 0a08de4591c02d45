"""Periods behind an axis: a band from start to end, as quiet as paper, with its name and its own bar at the head.

How well the ends are known shows by the signs that events have: hollow where an end lies somewhere within, strokes that
thin out for "about", an arrow where it goes on. A band whose end lies outside the axis runs on to its edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.drawing.axis_parts import Band, Lane, Run, Shape, Written
from timeline.drawing.date_strokes import BAR, GAP, LINE, OVERHANG, SIZE, TARGET, Sheet, rounded, shapes
from timeline.drawing.time_scale import Scale, Stroke, stroke
from timeline.drawing.tracks import tracks
from timeline.drawing.window import Window
from timeline.edition import views
from timeline.records import periods
from timeline.text import edtf, widths

NAME = 208  # the room for a name, where its band is no longer
LINES = 2  # of a name; what is longer is cut, and said in full to whoever has it read out
_CUT = "cut"  # an end that lies outside


class Named(NamedTuple):
    """A period as an axis needs it."""

    period: views.Period
    date: edtf.Date


class Head(NamedTuple):
    """A period laid out at the head of an axis, `top` below the first of them; places are along the scale."""

    period: views.Period
    drawn: Stroke
    lines: tuple[tuple[Run, ...], ...]
    name: float  # where the name begins
    reach: tuple[float, float]  # from where to where bar and name go
    top: float
    height: float


class Heads(NamedTuple):
    """All of them, and the room that they take up."""

    all: tuple[Head, ...]
    height: float


def shown(date: edtf.Date, scale: Scale) -> bool:
    """Whether anything of a period lies on a scale."""
    held = periods.span(date)
    return held.first < scale.last and held.last >= scale.first


def within(date: edtf.Date, scale: Scale) -> edtf.Date:
    """What of a period lies on a scale: to be drawn, not to be read."""
    window = Window(edtf.day_at(scale.first), edtf.day_at(scale.last - 1))
    return window.cut(periods.stretch(date))


def heads(found: Sequence[Named], scale: Scale, sheet: Sheet, side: float = 0) -> Heads:
    """Periods of which something lies on a scale that begins `side` from the start of a sheet, each on the first track
    where nothing of it touches another."""
    room = sheet.width - side
    laid = [_laid(named, scale, sheet, room) for named in found if shown(named.date, scale)]
    laid.sort(key=lambda head: head.reach[0])
    track = tracks([(head.reach[0], head.reach[1] + GAP) for head in laid])
    depth = [0.0] * (max(track, default=-1) + 1)
    for n, head in zip(track, laid, strict=True):
        depth[n] = max(depth[n], head.height)
    tops = [sum(depth[:n]) for n in range(len(depth))]
    placed = (head._replace(top=tops[n], height=depth[n]) for n, head in zip(track, laid, strict=True))
    return Heads(tuple(placed), sum(depth))


def _laid(named: Named, scale: Scale, sheet: Sheet, room: float) -> Head:
    drawn = _stroke(named.date, scale, room)
    begins, ends = drawn.extent
    limit = max(NAME, ends - begins)
    lines = _lines(views.plain(named.period.name), sheet, limit)
    broad = max(widths.width("".join(run.text for run in line)) * SIZE for line in lines)
    name = max(0.0, min(begins, room - broad))
    first, last = begins - OVERHANG.get(drawn.start, 0) - BAR, ends + OVERHANG.get(drawn.end, 0) + BAR
    reach = min(first, name), max(last, name + broad, name + TARGET)
    height = max(2 * BAR + 6 + LINE * len(lines) + GAP, TARGET + GAP)
    return Head(named.period, drawn, tuple(lines), name=name, reach=reach, top=0, height=height)


def _stroke(date: edtf.Date, scale: Scale, room: float) -> Stroke:
    """A period as it is drawn: what lies outside is cut, and what goes on does so to the edge."""
    held = periods.span(date)
    drawn = stroke(within(date, scale), scale)
    begins, ends = drawn.extent
    parts = list(drawn.parts)
    if isinstance(held.date.start, edtf.Point) and held.first < scale.first:
        drawn, parts[0] = drawn._replace(start=_CUT), parts[0]._replace(start=0)
    if isinstance(held.date.end, edtf.Point) and held.last >= scale.last:
        drawn, parts[-1] = drawn._replace(end=_CUT), parts[-1]._replace(end=max(ends, room))
    elif isinstance(held.date.end, edtf.Open):
        parts[-1] = parts[-1]._replace(end=max(begins + 2 * TARGET, room - OVERHANG["open"]))
    return drawn._replace(parts=tuple(parts))


def _lines(name: str, sheet: Sheet, limit: float) -> list[tuple[Run, ...]]:
    """A name in few lines, the last of which says that there is more."""
    whole = sheet.lines(name, limit)
    if len(whole) <= LINES:
        return whole
    words, fits = name.split(), sheet.lines("…", limit)
    while words:
        fits = sheet.lines(" ".join(words) + "…", limit)
        if len(fits) <= LINES:
            return fits
        words.pop()
    return [*whole[: LINES - 1], *sheet.lines("…", limit)]


def lane(laid: Heads, sheet: Sheet, name: str, top: float, side: float) -> tuple[Lane, ...]:
    """What sets their heads off from the lanes of events: their name at the start, where names have room, and a line
    below. None where there are no bands."""
    if not laid.all:
        return ()
    lines = sheet.lines(name, side - 3 * GAP)[:1] if side else []
    words = tuple(Written(sheet.x(0), rounded(top + BAR + 5), line) for line in lines)
    foot = top + laid.height - GAP
    return (Lane("", name, words, sheet.line((0, foot), (sheet.width, foot))),)


def bands(laid: Heads, sheet: Sheet, side: float, top: float, bottom: float) -> tuple[Band, ...]:
    """Their heads from `top` on, and the bands that go down from these to the foot of the axis."""
    found = []
    for head in laid.all:
        y = top + head.top
        words = tuple(
            Written(sheet.x(side + head.name), rounded(y + 2 * BAR + LINE * (n + 1)), line)
            for n, line in enumerate(head.lines)
        )
        first, last = head.reach
        found.append(
            Band(
                id=head.period.id,
                path=head.period.path,
                name=f"{views.plain(head.period.name)}: {head.period.date.text}",
                tints=_tints(head, sheet, side, y + BAR, bottom),
                shapes=shapes(sheet, head.drawn, side, y + BAR),
                lines=words,
                box=sheet.box(side + first, y - 4, last - first, max(head.height - GAP + 4, TARGET)),
            )
        )
    return tuple(found)


def _tints(head: Head, sheet: Sheet, side: float, top: float, bottom: float) -> tuple[Shape, ...]:
    """The band itself, paler where an end lies somewhere within, and lines down from those ends that are known."""
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    tints: dict[str, str] = {}
    for part in head.drawn.parts:
        kind = "pale" if part.kind == "within" else "full"
        tints[kind] = tints.get(kind, "") + sheet.bar(side + part.start, side + part.end, middle, half)
    begins, ends = head.drawn.extent
    firm = ((begins, head.drawn.start, head.drawn.parts[0]), (ends, head.drawn.end, head.drawn.parts[-1]))
    for where, kind, part in firm:
        if kind == "firm" and part.kind != "within" and not head.drawn.uncertain:
            tints["edge"] = tints.get("edge", "") + sheet.line((side + where, top), (side + where, bottom))
    return tuple(Shape(kind, path) for kind, path in tints.items())
