"""A drawing: places along a line and across it become x and y, and a date becomes paths.

The only place that knows which way time runs on the page: along the line or down it, from the left
or, mirrored, from the right. Whoever draws on a sheet thinks in one direction.
"""

from __future__ import annotations

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
    down: bool  # time runs down the page, else along the line
    mirrored: bool  # the reading direction is from the right

    def at(self, along: float, across: float) -> str:
        x, y = (across, along) if self.down else (along, across)
        return f"{self.x(x)} {rounded(y)}"

    def x(self, x: float) -> str:
        return rounded(self.width - x if self.mirrored else x)

    def line(self, *points: tuple[float, float]) -> str:
        return "M" + "L".join(self.at(*point) for point in points)

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
        left = self.width - x - width if self.mirrored else x
        return Box(*map(rounded, (left, y, width, height)))


def rounded(number: float) -> str:
    """A number as a drawing has it: a tenth of a unit is finer than can be seen."""
    return f"{number:.1f}".removesuffix(".0")


def shapes(sheet: Sheet, drawn: Stroke, offset: float, across: float) -> tuple[Shape, ...]:
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
    return tuple(Shape(f"{kind} doubtful" if drawn.uncertain else kind, path) for kind, path in found.items())


def reach(drawn: Stroke) -> tuple[float, float]:
    """From where to where a date's shapes go, its ends' strokes included."""
    first, last = drawn.extent
    return first - OVERHANG[drawn.start] - BAR, last + OVERHANG[drawn.end] + BAR
