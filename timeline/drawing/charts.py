"""Figures of one measure as bars: lengths from one real zero, and what their bounds leave open.

Numbers in, numbers out. A place is a whole number of hundredths of a percent of the frame's width,
counted from its left edge, so that a drawing has any width it is given and no text is ever scaled.
Where readers begin on the right, zero stands there and everything is mirrored.

A line across the end of a bar says that the number itself is meant. Without it the bar just
ends (given: the source says no more), fades (about) or goes on (more than); with it a bar may go on too (at least)
or be hollow (at most).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

FRAME = 10_000
TAIL = 450  # how far a bar goes on past a number that is not its end: kept free beyond the longest
_STROKES = 6  # of a fading end, as an engraver fades: each thinner than the one before
_TICKS = 4  # at most, so that their labels have room
_NEAR_END = 0.85  # of the frame: a label centred there would run out of it


def percent(place: int) -> str:
    """A place as SVG has it: `98.5%`."""
    return f"{place / 100:g}%"


class Bar(NamedTuple):
    """A figure drawn to scale. Places and widths are in hundredths of a percent, from the left."""

    bound: str
    filled: tuple[tuple[int, int], ...]  # left edge, width
    zero: int
    end: int
    goes_on: bool  # beyond its number
    hollow: bool
    closed: bool
    mirrored: bool


class Scale(NamedTuple):
    """From zero to `top`, with `tail` left over at the end."""

    top: Decimal
    mirrored: bool = False
    tail: int = TAIL

    def length(self, value: Decimal) -> int:
        return round(value * (FRAME - self.tail) / self.top) if self.top else 0

    def at(self, length: int) -> int:
        """The place that lies so far from zero."""
        return FRAME - length if self.mirrored else length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The left edge and the width of what reaches from one distance to another."""
        return min(self.at(start), self.at(end)), end - start

    def bar(self, value: Decimal, bound: str) -> Bar:
        end = self.length(value)
        soft = min(self.tail // 2, end) if bound == "about" else 0
        filled = [(0, end - soft)] if bound != "at-most" else []
        step = 2 * soft // _STROKES
        filled += [
            (end - soft + n * step + step // 4, end - soft + n * step + step // 4 + step * (_STROKES - n) // 8)
            for n in range(_STROKES)
        ]
        return Bar(
            bound=bound,
            filled=tuple(self.span(*ends) for ends in filled if ends[0] < ends[1]),
            zero=self.at(0),
            end=self.at(end),
            goes_on=bound in ("at-least", "more-than"),
            hollow=bound == "at-most",
            closed=bound in ("exactly", "at-least", "at-most"),
            mirrored=self.mirrored,
        )

    def ticks(self) -> list[tuple[Decimal, int, str]]:
        """Round numbers from zero on, the place of each and which edge of its label stands there."""
        if not self.top:
            return [(Decimal(0), self.at(0), "start")]
        magnitude = Decimal(1).scaleb((self.top / _TICKS).adjusted())
        step = next(step for n in (1, 2, 5, 10) if (step := n * magnitude) * _TICKS >= self.top)
        values = [Decimal(0), *(value for n in range(1, _TICKS + 1) if (value := n * step) <= self.top)]
        lengths = [self.length(value) for value in values]
        anchors = ["start", *("end" if length > FRAME * _NEAR_END else "middle" for length in lengths[1:])]
        return [(v, self.at(length), anchor) for v, length, anchor in zip(values, lengths, anchors, strict=True)]


def scale(values: Iterable[Decimal], mirrored: bool, tail: int = TAIL) -> Scale:
    """The one scale of a measure's figures."""
    return Scale(max(values), mirrored, tail)


def sample(bound: str, mirrored: bool) -> Bar:
    """How a bound is drawn, large enough to explain it by."""
    return Scale(Decimal(1), mirrored, FRAME // 5).bar(Decimal("0.8"), bound)
