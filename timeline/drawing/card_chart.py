"""The bars on a social card: a figure's own, strong, and under it faint ones of the same measure, each with its number.

One that stands alone has the numbers of its scale instead. All lie between two edges, whatever the words: bars leave
room for the widest label, labels that would take too much of it go without their year, and rows for which there is no
height are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from timeline.drawing import charts
from timeline.drawing.charts import FRAME, Bar, Scale
from timeline.records.languages import Language
from timeline.text.widths import width

MOST = 3  # rows of others
_OWN, _OTHER = 44, 20  # how high a bar stands, with what is empty above it and below
_ARROW = 30  # pixels that a bar's open end takes, and some air before its label
_SHARE = 0.4  # of the width, that labels may take


class Row(NamedTuple):
    """A figure to draw, and the year that it is of."""

    value: Decimal
    bound: str
    standing: str
    year: str


class CardBar(NamedTuple):
    """A bar in its frame, in pixels."""

    x: int
    y: int
    width: int
    height: int
    bar: Bar
    standing: str
    own: bool


class Label(NamedTuple):
    x: int
    y: int  # of its baseline
    text: str
    anchor: str


class CardChart(NamedTuple):
    size: int  # of its labels
    bars: tuple[CardBar, ...]
    labels: tuple[Label, ...]


class Room(NamedTuple):
    """Where a chart may stand: between two edges from a height on, in rows so high, its labels so large."""

    left: int
    width: int
    top: int
    line: int
    size: int


def height(line: int, others: int) -> int:
    """How much a chart takes below its top with so many others, or with its scale where there are none."""
    return _OWN + line * max(1, others)


def chart(own: Row, others: Sequence[Row], room: Room, language: Language) -> CardChart:
    """A figure's bar above those of some others; without those whose number has no room."""
    others = [row for row in others if width(language.rounded(row.value)) * room.size <= _SHARE * room.width]
    texts = _texts(others, room, language)
    frame = room.width - (_ARROW + ceil(max(map(width, texts)) * room.size) if texts else 0)
    mirrored = language.direction == "rtl"
    left = room.left + room.width - frame if mirrored else room.left
    scale = charts.scale([row.value for row in (own, *others)], mirrored)
    rows, below = [(own, room.top, _OWN)], room.top + _OWN
    rows += [(row, below + n * room.line + (room.line - _OTHER) // 2, _OTHER) for n, row in enumerate(others)]
    bars = []
    for row, y, high in rows:
        drawn, own_row = scale.bar(row.value, row.bound), row is own
        bars.append(CardBar(x=left, y=y, width=frame, height=high, bar=drawn, standing=row.standing, own=own_row))
    labels = [] if others else list(_numbers(scale, left, frame, room, language))
    for (_, y, _), beside, text in zip(rows[1:], bars[1:], texts, strict=True):
        end, out = left + frame * beside.bar.end // FRAME, -_ARROW if mirrored else _ARROW
        labels.append(Label(end + out, y + _OTHER // 2 + room.size * 7 // 20, text, "end" if mirrored else "start"))
    return CardChart(room.size, tuple(bars), tuple(labels))


def _texts(others: Sequence[Row], room: Room, language: Language) -> list[str]:
    """What stands at the end of each bar: the number, and the year where all have room for it."""
    numbers = [language.rounded(row.value) for row in others]
    dated = [f"{number} · {row.year}" if row.year else number for number, row in zip(numbers, others, strict=True)]
    return dated if all(width(text) * room.size <= _SHARE * room.width for text in dated) else numbers


def _numbers(scale: Scale, left: int, frame: int, room: Room, language: Language) -> Iterator[Label]:
    """The numbers of a scale under its bar, from zero on, as far as they have room."""
    anchors = {"start": "end", "middle": "middle", "end": "start"} if scale.mirrored else {}
    begins, free = {"start": 0.0, "middle": 0.5, "end": 1.0}, 0.0
    for value, at, anchor in scale.ticks():
        text, from_zero = language.rounded(value), FRAME - at if scale.mirrored else at
        wide = width(text) * room.size
        first = from_zero * frame / FRAME - begins[anchor] * wide
        if free <= first and first + wide <= frame:
            x = left + frame * at // FRAME
            yield Label(x, room.top + _OWN + room.size * 6 // 5, text, anchors.get(anchor, anchor))
            free = first + wide + room.size / 2
