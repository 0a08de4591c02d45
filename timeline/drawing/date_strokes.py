"""A drawing: places along a line and across it become x and y, and a date becomes paths.

A sheet knows from which side time runs on it: from the left or, mirrored, from the right. Whoever draws on one thinks
in one direction; so does `date_line`, which has shares of a line in place of units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.drawing.axis_parts import Box, Run, Shape
from timeline.drawing.time_scale import Stroke
from timeline.text import bidi, widths

# Units are pixels of the drawing at its full size.
WIDE, NARROW = 1152, 344
NAMES = 232  # for lanes' names at the start of a wide sheet: as wide as the page's margin
SIZE, LINE = 15, 19  # of a label
BAR, HEAD, GAP = 4, 30, 10  # half a bar's height, the room above for years, the room between two things
TARGET = (
    30  # the least side of what can be pressed: 24 pixels (WCAG 2.2, 2.5.8) where the sheet is drawn at its smallest
)
OVERHANG = {"firm": 0, "soft": 18, "open": 12, "unknown": 20}  # how far an end's strokes go beyond the date


@dataclass(frozen=True)
class Sheet:
    """Turns a place along the line and across it into x and y."""

    width: float
    mirrored: bool  # the reading direction is from the right

    def at(self, along: float, across: float) -> str:
        return f"{self.x(along)} {rounded(across)}"

    def x(self, x: float) -> str:
        return rounded(self.width - x if self.mirrored else x)

    def line(self, *points: tuple[float, float]) -> str:
        """From point to point; where one of its two numbers stays, the other is enough."""
        path: list[str] = []
        before = ("", "")
        for along, across in points:
            x, y = self.x(along), rounded(across)
            path.append(f"V{y}" if x == before[0] else f"H{x}" if y == before[1] else f"{'L' if path else 'M'}{x} {y}")
            before = x, y
        return "".join(path)

    def bar(self, start: float, end: float, across: float, half: float) -> str:
        corners = ((start, across - half), (end, across - half), (end, across + half), (start, across + half))
        return self.line(*corners) + "Z"

    def lines(self, text: str, width: float, figures: Sequence[str] = ()) -> list[tuple[Run, ...]]:
        """A text in lines of at most `width`, a figure in each set apart, and what is of another direction marked."""
        found = []
        for line in widths.wrap(bidi.CONTROLS.sub("", text), width / SIZE):
            line = bidi.marked(line, self.mirrored)
            figure = next((figure for figure in figures if figure in line), "")
            before, figure, after = line.partition(figure) if figure else (line, "", "")
            runs = ((before, False), (figure, True), (after, False))
            found.append(tuple(Run(*run) for run in runs if run[0]))
        return found

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """What can be pressed, in whole units: nobody sees its edges, and a page has many."""
        first, last = round(x), round(x + width)  # as neighbours round theirs
        left = round(self.width) - last if self.mirrored else first
        return Box(*map(str, (left, math.floor(y), last - first, math.ceil(height))))


def rounded(number: float) -> str:
    """A number as a drawing has it: a tenth of a unit is finer than can be seen."""
    return f"{number:.1f}".removesuffix(".0")


def point(sheet: Sheet, middle: float, across: float) -> str:
    """A day, as a path: a diamond."""
    far = BAR + 1.5
    corners = ((middle - far, across), (middle, across - far), (middle + far, across), (middle, across + far))
    return sheet.line(*corners) + "Z"


def end(sheet: Sheet, kind: str, where: float, outward: int, across: float) -> str:
    """What stands beyond the end of a date, as a path; `outward` is 1 at its later end, -1 at its earlier one."""
    if kind == "soft":  # like an engraver: strokes that thin out
        strokes = [(where + outward * far, BAR * (1 - n * 0.2)) for n, far in enumerate((4, 8, 12.5, 17.5))]
        return "".join(sheet.line((place, across - half), (place, across + half)) for place, half in strokes)
    if kind == "open":
        tip = where + outward * OVERHANG["open"]
        return sheet.line((where, across - BAR - 1.5), (tip, across), (where, across + BAR + 1.5)) + "Z"
    if kind == "unknown":
        dashes = ((where + outward * near, where + outward * far) for near, far in ((5, 10), (14, 19)))
        return "".join(sheet.line((near, across), (far, across)) for near, far in dashes)
    return ""


def shapes(sheet: Sheet, drawn: Stroke, offset: float, across: float) -> tuple[Shape, ...]:
    """The paths of a date, each with what it means as its class."""
    found: dict[str, str] = {}
    for part in drawn.parts:
        first, last = part.start + offset, part.end + offset
        if part.kind == "point":
            path = point(sheet, (first + last) / 2, across)
        else:
            path = sheet.bar(first, last, across, half(part.kind))
        found[part.kind] = found.get(part.kind, "") + path
    begins, ends = drawn.extent
    for where, outward, kind in ((begins + offset, -1, drawn.start), (ends + offset, 1, drawn.end)):
        if path := end(sheet, kind, where, outward, across):
            found[kind] = found.get(kind, "") + path
    return tuple(Shape(classes(kind, drawn), path) for kind, path in found.items())


def half(kind: str) -> float:
    """Half of the height of a bar, its outline included."""
    return BAR - (kind == "within") * 0.5


def classes(kind: str, drawn: Stroke) -> str:
    """What a shape of a date means, as the classes of a stylesheet."""
    return f"{kind} doubtful" if drawn.uncertain else kind


def reach(drawn: Stroke) -> tuple[float, float]:
    """From where to where a date's shapes go, its ends' strokes included."""
    first, last = drawn.extent
    return first - OVERHANG[drawn.start] - BAR, last + OVERHANG[drawn.end] + BAR
