"""Where something lies, as content writes it: one text, read strictly, and no more exact than it is known.

`40.73, 13.9` is a latitude and a longitude in degrees (WGS 84), with as many decimals as are known. Behind it may
stand how far that may be out, or how far a region reaches: `35.9, 39 ± 100 km`. `unknown` says that nobody knows.
What people write otherwise is answered in `coordinate_hints`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from timeline.faults.diagnostic import tell

PATTERN = (  # for editors: as strict as `parse` is
    r"^(unknown"
    r"|-?([0-8]?[0-9](\.[0-9]{1,6})?|90(\.0{1,6})?)"
    r", ?-?((1[0-7][0-9]|0?[0-9]{1,2})(\.[0-9]{1,6})?|180(\.0{1,6})?)"
    r"( ?± ?(?!0+(\.0)? ?km)(0?[0-4]?[0-9]{1,3}(\.[0-9])?|0?5000(\.0)?) ?km)?)$"
)
LARGEST = 5000  # km: what reaches farther is no place
_WRITTEN = re.compile(
    r"(?P<latitude>-?[0-9]{1,3}(?:\.[0-9]{1,6})?), ?(?P<longitude>-?[0-9]{1,3}(?:\.[0-9]{1,6})?)"
    r"(?: ?± ?(?P<radius>[0-9]{1,5}(?:\.[0-9])?) ?km)?"
)
_DEGREE = 111.195  # km, of a meridian


class Coordinates(NamedTuple):
    """A latitude and a longitude in degrees, and a radius in km where they are those of a region or are known about;
    neither where nobody knows where it is."""

    latitude: Decimal | None = None
    longitude: Decimal | None = None
    radius: Decimal | None = None

    @property
    def known(self) -> bool:
        return self.latitude is not None

    @property
    def point(self) -> tuple[float, float]:
        """The latitude and the longitude of what is known."""
        assert self.latitude is not None and self.longitude is not None
        return float(self.latitude), float(self.longitude)

    @property
    def degrees(self) -> float:
        """The radius in degrees of latitude; of a point nothing."""
        return float(self.radius or 0) / _DEGREE

    @property
    def text(self) -> str:
        """As a file has it."""
        if not self.known:
            return "unknown"
        reach = "" if self.radius is None else f" ± {self.radius:f} km"
        return f"{self.latitude:f}, {self.longitude:f}{reach}"


UNKNOWN = Coordinates()


class CoordinateError(ValueError):
    """What is wrong with a text that should say where something lies, and how to mend it."""

    def __init__(self, message: str, help: str = "", offset: int = 0, length: int = 0):
        super().__init__(message)
        self.code, self.message, self.help, self.offset, self.length = "bad-coordinates", message, help, offset, length


def parse(text: str) -> Coordinates:
    """A text in the one form -> what it says; raises `CoordinateError` for any other."""
    if text == "unknown":
        return UNKNOWN
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise CoordinateError(
            tell("`{text}` does not say where a place is as content writes it", text=text[:60]),
            tell("write the latitude and the longitude, as `40.73, 13.9`, or `unknown`"),
        )
    for name, most, message in (
        ("latitude", 90, tell("a latitude is a number from -90 to 90")),
        ("longitude", 180, tell("a longitude is a number from -180 to 180")),
    ):
        if abs(Decimal(found[name])) > most:
            raise CoordinateError(message, tell("the latitude stands first"), found.start(name), len(found[name]))
    radius = Decimal(found["radius"]) if found["radius"] else None
    if radius is not None and not 0 < radius <= LARGEST:
        raise CoordinateError(
            tell("a place reaches farther than 0 km and no farther than {most} km", most=LARGEST),
            tell("leave it out for a point; what reaches over half the world has no coordinates"),
            found.start("radius"),
            len(found["radius"]),
        )
    return Coordinates(Decimal(found["latitude"]), Decimal(found["longitude"]), radius)
