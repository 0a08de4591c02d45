"""Makes the outlines of this folder again from what their makers publish. For maintainers; no build runs it.

    npm pack world-atlas@2.0.2    # into ORIGINALS
    python3 templates/map/make.py ORIGINALS    # the same bytes each time

The land of Natural Earth at 1:50 million, which is in the public domain; the package has it as TopoJSON. A line of
`land.json` is a ring: its first point and then the steps from each to the next, in hundredths of a degree, longitude
and latitude in turn. A ring that crosses the 180th meridian goes on beyond 180, and one round a pole goes down to it,
so that each is a plain polygon. Points are left out by the area of the triangle that they make with their neighbours.
"""

from __future__ import annotations

import heapq
import json
import sys
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
UNIT = 100  # of a degree
LEAST = 40.0  # the area, in square units, of the smallest triangle that stays: that of a square of 6 km
SMALLEST = 20.0  # of the smallest island
HEAD = (
    '{"about": "Outlines: Natural Earth (naturalearthdata.com), 1:50m land, public domain; from world-atlas 2.0.2. '
    'Made by templates/map/make.py.",\n"unit": 100,\n"rings": [\n'
)

Point = tuple[float, float]


def arcs(topology: dict) -> list[list[Point]]:
    """The arcs in degrees."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * across + west, y * up + south))
        found.append(points)
    return found


def rings(topology: dict) -> list[list[Point]]:
    """Every ring of the land, closed, as one line of points."""
    known, found = arcs(topology), []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points: list[Point] = []
            for n in ring:
                arc = known[n] if n >= 0 else known[~n][::-1]
                points += arc[1:] if points else arc
            found.append(plain(points))
    return found


def plain(points: list[Point]) -> list[Point]:
    """A ring without jumps from one side of the map to the other; one that does not close is led round the pole."""
    found, turn = [points[0]], 0
    for (before, _), (x, y) in pairwise(points):
        turn += (before - x > 180) * 360 - (x - before > 180) * 360
        found.append((x + turn, y))
    if turn:
        found += [(found[-1][0], -90.0), (found[0][0], -90.0)]
    return found


def simplified(points: list[Point], least: float) -> list[Point]:
    """Visvalingam's algorithm: the point goes whose triangle is the smallest, until none is smaller than the least."""
    before = [n - 1 for n in range(len(points))]
    after = [n + 1 for n in range(len(points))]

    def area(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[n]], points[n], points[after[n]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    areas = {n: area(n) for n in range(1, len(points) - 1)}
    heap = [(size, n) for n, size in areas.items()]
    heapq.heapify(heap)
    while heap and heap[0][0] < least:
        size, n = heapq.heappop(heap)
        if areas.get(n) != size:
            continue
        del areas[n]
        before[after[n]], after[before[n]] = before[n], after[n]
        for other in (before[n], after[n]):
            if other in areas:
                areas[other] = max(area(other), size)
                heapq.heappush(heap, (areas[other], other))
    return [point for n, point in enumerate(points) if n in areas or n in (0, len(points) - 1)]


def size(points: list[Point]) -> float:
    """The area of a ring."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(points))) / 2


def steps(points: list[Point]) -> list[int]:
    """A ring as whole numbers: where it begins, and the way from each point to the next."""
    whole = [(round(x), round(y)) for x, y in points]
    found = [*whole[0]]
    for (ax, ay), (bx, by) in pairwise(whole):
        if (ax, ay) != (bx, by):
            found += (bx - ax, by - ay)
    return found


def main(originals: Path) -> None:
    topology = json.loads((originals / "land-50m.json").read_text("utf-8"))
    scaled = ([(x * UNIT, y * UNIT) for x, y in ring] for ring in rings(topology))
    kept = [simplified(ring, LEAST) for ring in scaled if size(ring) >= SMALLEST]
    lines = [json.dumps(steps(ring), separators=(",", ":")) for ring in kept if len(ring) > 3]
    (HERE / "land.json").write_text(HEAD + ",\n".join(lines) + "\n]}\n", "utf-8")
    print(f"{len(lines)} rings, {sum(map(len, kept))} points")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
