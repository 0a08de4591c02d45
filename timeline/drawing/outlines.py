"""The outlines of the land that a part of the world shows, as one path: clipped to it, as fine as a drawing can show.

Land is all there is. Borders between states change with time and are disputed, and a map of one year would be wrong for
the others: what a place belonged to is for a record to say. The points are those of `templates/map/land.json`, by
Natural Earth, which is in the public domain.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from timeline.drawing.map_frame import Box, Frame, Point
from timeline.home import ENGINE

_FILE = ENGINE / "templates" / "map" / "land.json"
_POINTS = 1900  # of a drawing, at most: some 8 KB, 3.5 compressed
_FINEST = 1.0  # the smallest triangle of an outline, in square units of the drawing
_SMALLEST = 4.0  # the smallest island


class Ring:
    """A ring of points, longitude and latitude in degrees, with the box round it."""

    __slots__ = ("box", "points")

    def __init__(self, points: Sequence[Point]):
        self.points = points
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.box = Box(min(xs), min(ys), max(xs), max(ys))


@cache
def rings() -> tuple[Ring, ...]:
    """All land, ring by ring. A lake that is counted as sea is a ring within another."""
    data = json.loads(_FILE.read_text("utf-8"))
    return tuple(Ring(list(_unpacked(steps, data["unit"]))) for steps in data["rings"])


def _unpacked(steps: Sequence[int], unit: int) -> Iterator[Point]:
    x = y = 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        yield x / unit, y / unit


@lru_cache(64)  # an edition's map is that of the others
def land(frame: Frame) -> str:
    """The land within a frame as an SVG path in whole units of its drawing; empty where there is none."""
    shown = [[frame.at(*point) for point in points] for points in clipped(frame.around)]
    shown = [ring for ring in shown if _size(ring) > _SMALLEST]
    least = _FINEST
    found = [simplified(ring, least) for ring in shown]
    while sum(map(len, found)) > _POINTS:
        least *= 1.5
        found = [simplified(ring, least) for ring in found if _size(ring) > _SMALLEST * least]
    return "".join(map(_path, found))


def has_coast(frame: Frame) -> bool:
    """Whether some land ends within a frame: else nobody could tell where it is."""
    box = frame.box
    for points in clipped(box):
        inner = sum(box.left < x < box.right and box.bottom < y < box.top for x, y in points)
        if inner > 12:
            return True
    return False


def clipped(box: Box) -> Iterator[list[Point]]:
    """The parts of all rings that lie within a box, which may reach beyond the 180th meridian."""
    for ring in rings():
        for turn in (-360, 0, 360):
            own = Box(ring.box.left + turn, ring.box.bottom, ring.box.right + turn, ring.box.top)
            if not own.meets(box):
                continue
            points = [(x + turn, y) for x, y in ring.points]
            if not box.holds(own):
                points = within(points, box)
            if len(points) > 2:
                yield points


def within(points: Sequence[Point], box: Box) -> list[Point]:
    """A ring cut off at the sides of a box, one after the other (Sutherland and Hodgman)."""
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, box.left, float.__ge__),
        (0, box.right, float.__le__),
        (1, box.bottom, float.__ge__),
        (1, box.top, float.__le__),
    )
    found = list(points)
    for axis, edge, inside in sides:
        ring, found = found, []
        for before, point in zip([*ring[-1:], *ring], ring, strict=False):
            if inside(before[axis], edge) != inside(point[axis], edge):
                share = (edge - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                found.append((edge, other) if axis == 0 else (other, edge))
            if inside(point[axis], edge):
                found.append(point)
    return found


def simplified(points: Sequence[Point], least: float) -> list[Point]:
    """A ring without the points whose triangle with their neighbours is smaller than that (Visvalingam)."""
    count = len(points)
    before, after = [(n - 1) % count for n in range(count)], [(n + 1) % count for n in range(count)]

    def area(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[n]], points[n], points[after[n]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    areas = {n: area(n) for n in range(count)}
    heap = [(size, n) for n, size in areas.items()]
    heapq.heapify(heap)
    while heap[0][0] < least and len(areas) > 3:
        size, n = heapq.heappop(heap)
        if areas.get(n) != size:
            continue
        del areas[n]
        before[after[n]], after[before[n]] = before[n], after[n]
        for other in (before[n], after[n]):
            areas[other] = max(area(other), size)  # what is left out first counts for least
            heapq.heappush(heap, (areas[other], other))
    return [points[n] for n in sorted(areas)]


def _size(points: Sequence[Point]) -> float:
    """The area of a ring."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _path(points: Sequence[Point]) -> str:
    """A ring as steps in whole units."""
    whole = [(round(x), round(y)) for x, y in points]
    (x, y), *_ = whole
    steps = []
    for (ax, ay), (bx, by) in pairwise(whole):
        if (ax, ay) != (bx, by):
            steps.append(f"{bx - ax} {by - ay}")
    return f"M{x} {y}l{' '.join(steps)}z".replace(" -", "-") if len(steps) > 1 else ""
