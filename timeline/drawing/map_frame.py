"""What part of the world a map shows: as little as has all its places, and as much as it takes to know it again.

The projection is the plainest: a degree of longitude is as long as it is in the middle of the map, and no direction is
turned. A part that reaches over the 180th meridian has longitudes beyond 180.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]  # across and up, or across and down on a drawing

WIDTH = 1000  # units of a drawing, whatever it shows
_LEAST = 9.0  # degrees from bottom to top
_MARGIN = 0.14  # of what is shown, on each side
_WIDEST, _NARROWEST = 2.5, 1.25  # how many times as wide as high
_EMPTY = -56.0, 72.0  # the latitudes beyond which there is ice and sea: shown for the sake of places there, never else
_OVER = 0.02  # of the width: what is drawn beyond the edge, so that no coast is drawn along it


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.bottom <= other.bottom and other.top <= self.top


class Frame(NamedTuple):
    """A part of the world, from its middle, in degrees, and how many units a degree of latitude takes."""

    longitude: float
    latitude: float
    scale: float
    height: int

    @property
    def across(self) -> float:
        """How many units a degree of longitude takes."""
        return self.scale * shrunk(self.latitude)

    @property
    def box(self) -> Box:
        return self._box(0)

    @property
    def around(self) -> Box:
        """The box with what is drawn beyond its edges."""
        return self._box(_OVER * WIDTH)

    def _box(self, over: float) -> Box:
        half, up = (WIDTH / 2 + over) / self.across, (self.height / 2 + over) / self.scale
        return Box(self.longitude - half, self.latitude - up, self.longitude + half, self.latitude + up)

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place is on the drawing."""
        x = WIDTH / 2 + (longitude - self.longitude) * self.across
        return x, self.height / 2 - (latitude - self.latitude) * self.scale

    def nearest(self, longitude: float) -> float:
        """A longitude as the frame counts it: less than half the world from its middle."""
        return self.longitude + (longitude - self.longitude + 180) % 360 - 180


def shrunk(latitude: float) -> float:
    """A degree of longitude as a part of one of latitude; near a pole as much as can be drawn."""
    return max(math.cos(math.radians(latitude)), 0.15)


def round_about(places: Sequence[tuple[float, float, float]], least: float = _LEAST) -> Frame:
    """The frame round some places, each a latitude, a longitude and how far it reaches, in degrees of latitude. It
    shows `least` degrees from bottom to top, or more."""
    west, east = _sides(places)
    south = max(min(latitude - reach for latitude, _, reach in places), -90.0)
    north = min(max(latitude + reach for latitude, _, reach in places), 90.0)
    latitude = (south + north) / 2
    room = 1 + 2 * _MARGIN
    high = min(max((north - south) * room, least), 180.0)
    wide = max((east - west) * room, 0.0)
    lowest, highest = min(south - high * _MARGIN, _EMPTY[0]), max(north + high * _MARGIN, _EMPTY[1])
    for _ in range(3):  # the middle moves where the frame would show what nobody needs, and with it a degree's length
        across = min(wide * shrunk(latitude), 360 * shrunk(latitude))
        high = min(max(high, across / _WIDEST), 180.0)
        latitude = _held(latitude, high, max(lowest, -90.0), min(highest, 90.0))
        latitude = _held(latitude, high, -90.0, 90.0)
    across = max(across, high * _NARROWEST)
    if across > 360 * shrunk(latitude):  # the whole world, once
        across = 360 * shrunk(latitude)
    scale = WIDTH / across
    return Frame((west + east) / 2, latitude, scale, round(high * scale))


def _held(middle: float, high: float, lowest: float, highest: float) -> float:
    """The middle of what is so high, moved between two latitudes, or half-way where these are too close."""
    if high >= highest - lowest:
        return (lowest + highest) / 2
    return min(max(middle, lowest + high / 2), highest - high / 2)


def _sides(places: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The westernmost and the easternmost longitude: what lies between them is the part that has no wider gap."""
    reaches = [(longitude, reach / shrunk(latitude)) for latitude, longitude, reach in places]
    spans = sorted((longitude - reach, longitude + reach) for longitude, reach in reaches)
    if any(end - start >= 360 for start, end in spans):
        return -180.0, 180.0
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    gaps = [(after[0] - before[1], n) for n, (before, after) in enumerate(pairwise(merged))]
    gaps.append((merged[0][0] + 360 - merged[-1][1], len(merged) - 1))
    _, n = max(gaps, key=lambda gap: (gap[0], gap[1]))  # of equal gaps the one at the 180th meridian
    west = merged[(n + 1) % len(merged)][0]
    east = merged[n][1]
    return (west, east) if east >= west else (west, east + 360)
