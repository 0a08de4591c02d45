"""What an axis is drawn of: ticks, lanes, marks, bands, as places on a drawing. Numbers come as text, rounded once."""

from __future__ import annotations

from typing import NamedTuple

from timeline.edition.views import Words


class Run(NamedTuple):
    """A piece of a line; `strong` where it is a figure."""

    text: str
    strong: bool


class Written(NamedTuple):
    """A line of words on the axis."""

    x: str  # where it starts, in the reading direction
    y: str  # its baseline
    runs: tuple[Run, ...]


class Shape(NamedTuple):
    kind: str  # what it means, as a class
    path: str


class Box(NamedTuple):
    x: str
    y: str
    width: str
    height: str


class Mark(NamedTuple):
    """What can be pressed: an event, or a stretch of years with its number of events."""

    id: str
    path: str
    name: str
    shapes: tuple[Shape, ...]
    lines: tuple[Written, ...]
    box: Box


class Tick(NamedTuple):
    text: str
    x: str
    y: str
    line: str
    minor: bool


class Lane(NamedTuple):
    id: str
    name: Words
    lines: tuple[Written, ...]
    rule: str


class Sign(NamedTuple):
    """A shape of the axis and what it means."""

    shapes: tuple[Shape, ...]
    meaning: str


class Band(NamedTuple):
    """A period: `tints` go down behind the lanes; what can be pressed is its head."""

    id: str
    path: str
    name: str
    tints: tuple[Shape, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Written, ...]
    box: Box


class Axis(NamedTuple):
    kind: str  # `wide`; where events are only counted, `medium` and `narrow`, too
    width: str
    height: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]  # in order of time
    bands: tuple[Band, ...] = ()
