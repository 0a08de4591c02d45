"""A map: a part of the world with its land, and sheets of places for windows of different widths, for a template to
write as SVG.

Each sheet serves a range of widths (`map_layout`). That of a phone is as wide as its names need, and is moved sideways
within its box where this is more than a phone has: it begins where most places are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.drawing import map_frame, outlines
from timeline.drawing.map_frame import WIDTH, Frame
from timeline.drawing.map_layout import KINDS, SMALL, Format, Layout, Place, Spot, shape

_STEPS = (1, 2, 5, 10, 15, 30)  # degrees between two lines of the net


FORMATS = (
    Format(kind="wide", narrowest=940, widest=1152, label=180, named=50),
    Format(kind="medium", narrowest=640, widest=950, label=150, named=30),
)
# On a phone: the first on which every name has room, of those that are no higher than it shows at once.
PHONE = (
    Format(kind="narrow", narrowest=280, widest=680, label=110, named=12),
    Format(kind="narrow", narrowest=480, widest=680, label=120, named=20),
    Format(kind="narrow", narrowest=640, widest=680, label=130, named=30),
    Format(kind="narrow", narrowest=800, widest=800, label=130, named=30),
)
_SHOWN, _HIGHEST = 320, 440  # pixels that a phone has across, and how high a map may be there


class Sheet(NamedTuple):
    """`least` is the width in pixels below which it is moved sideways, nought where that is never so; `rest` how much
    of it, in percent, lies behind the edge at which it begins."""

    kind: str
    spots: tuple[Spot, ...]
    least: int = 0
    rest: str = ""


class Region(NamedTuple):
    """How far a place reaches, in units of the land: a circle on the ground."""

    kind: str
    x: str
    y: str
    rx: str
    ry: str


class Map(NamedTuple):
    """`land` and `net` are paths in units of `width` by `height`; `high` is a map that is not much wider than high."""

    width: int
    height: int
    land: str
    net: str
    regions: tuple[Region, ...]
    sheets: tuple[Sheet, ...]
    high: bool
    signs: tuple[tuple[str, str], ...]  # for the key: each kind of mark that occurs, and its shape


def drawn(places: Sequence[Place], mirrored: bool) -> Map:
    """The map of some places, in the order in which they are to be read. `mirrored` is of a language from the right."""
    frame = framed(places)
    kinds = [kind for kind in KINDS if any(place.kind == kind for place in places)]
    regions = tuple(_regions(places, frame))
    signs = [(kind, shape(kind, SMALL + 1, 0, 0)) for kind in kinds]
    return Map(
        width=WIDTH,
        height=frame.height,
        land=outlines.land(frame),
        net=_net(frame),
        regions=regions,
        sheets=(*(_sheet(places, frame, format, mirrored) for format in FORMATS), _phone(places, frame, mirrored)),
        high=frame.height > WIDTH * 0.7,
        signs=tuple(signs) + ((("region", ""),) if regions else ()),
    )


def _sheet(places: Sequence[Place], frame: Frame, format: Format, mirrored: bool) -> Sheet:
    return Sheet(format.kind, tuple(Layout(places, frame, format, mirrored).spots()))


def _phone(places: Sequence[Place], frame: Frame, mirrored: bool) -> Sheet:
    """The sheet of a phone: the narrowest that has all names, else the one that has most of them."""
    fitting = [format for format in PHONE[1:] if format.narrowest * frame.height <= _HIGHEST * WIDTH]
    best, most = Sheet("", ()), -1
    for format in (PHONE[0], *fitting):
        sheet = _sheet(places, frame, format, mirrored)
        if (named := sum(bool(spot.lines) for spot in sheet.spots)) > most:
            best, most = sheet._replace(least=format.narrowest), named
        if named == len(places):
            break
    if best.least <= _SHOWN:
        return best._replace(least=0)
    return best._replace(rest=_rest(places, frame, best.least, mirrored))


def _rest(places: Sequence[Place], frame: Frame, wide: int, mirrored: bool) -> str:
    """How much of a sheet is left from the edge of the part that shows the most places at once, those in its middle."""
    part = _SHOWN / wide
    at = sorted(frame.at(frame.nearest(place.longitude), place.latitude)[0] / WIDTH for place in places)
    groups = [[x for x in at if first <= x <= first + part * 0.8] for first in at]  # a name beside the last has room
    best = max(groups, key=len)
    left = min(max((best[0] + best[-1] - part) / 2, 0.0), 1 - part)
    return f"{(left + part if mirrored else 1 - left) * 100:.1f}%"


def alone(place: Place) -> Map:
    """The surroundings of a single place, with its mark and without a word: for a page that is the place's own."""
    frame = framed([place])
    x, y = frame.at(frame.nearest(place.longitude), place.latitude)
    spot = Spot(
        id=place.id,
        path="",
        told="",
        kind=place.kind,
        x=f"{x / WIDTH * 100:.2f}%",
        y=f"{y / frame.height * 100:.2f}%",
        shape=shape(place.kind, SMALL + 1, 0, 0),
    )
    return Map(
        width=WIDTH,
        height=frame.height,
        land=outlines.land(frame),
        net="",
        regions=tuple(_regions([place], frame)),
        sheets=(Sheet("alone", (spot,)),),
        high=True,
        signs=(),
    )


def framed(places: Sequence[Place]) -> Frame:
    """The part of the world that has them all: wider, until some coast says where that is."""
    known = [(place.latitude, place.longitude, place.reach) for place in places]
    frame = map_frame.round_about(known)
    for _ in range(6):
        if outlines.has_coast(frame):
            break
        box = frame.box
        frame = map_frame.round_about(known, least=(box.top - box.bottom) * 1.5)
    return frame


def _regions(places: Sequence[Place], frame: Frame) -> Iterator[Region]:
    """The places that reach farther than a mark would show; where the frame goes round the world, what one edge cuts
    goes on at the other."""
    world = 360 * frame.across
    for place in places:
        up, across = place.reach * frame.scale, place.reach * frame.across / map_frame.shrunk(place.latitude)
        if up * FORMATS[0].narrowest / WIDTH <= 1.5 * SMALL:
            continue
        middle, y = frame.at(frame.nearest(place.longitude), place.latitude)
        for x in (middle, middle - world, middle + world):
            if x == middle or -across < x < WIDTH + across:
                shown = [f"{number:.0f}" for number in (x, y, across, up)]
                yield Region(place.kind, x=shown[0], y=shown[1], rx=shown[2], ry=shown[3])


def _net(frame: Frame) -> str:
    """Parallels and meridians, a few of each."""
    box = frame.box
    step = next((step for step in _STEPS if (box.top - box.bottom) / step <= 5), _STEPS[-1])
    across = range(math.ceil(box.left / step), math.floor(box.right / step) + 1)
    up = range(math.ceil(box.bottom / step), math.floor(box.top / step) + 1)
    meridians = [f"M{frame.at(n * step, 0)[0]:.0f} 0v{frame.height}" for n in across]
    return "".join((*meridians, *(f"M0 {frame.at(0, n * step)[1]:.0f}h{WIDTH}" for n in up)))
