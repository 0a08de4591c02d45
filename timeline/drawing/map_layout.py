"""How the marks and names of a map find their room, as numbers.

Marks and names keep their size while the land grows with the window: a mark stands at a share of the sheet, and what
belongs to it at so many pixels from there. A sheet is laid out for all widths from one to another: what is apart at
both ends, in the same order, is apart at each width between. Who has the most events comes first; a mark that finds its
place taken stands beside it, and a name that finds no room next to its mark stands farther off, each with a line to
where it belongs; a name that finds none at all is left to the list.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.drawing.map_frame import WIDTH, Frame
from timeline.text import bidi, widths

KINDS = ("happened", "about", "dateline")  # what a place is to the events, the most first
SIZE, LINE = 15, 17  # of a name, in pixels
_RISE, _DROP = 13, 6  # of its letters, above and below where they stand
_PRESS, _THUMB = 24, 44  # the least side of what can be pressed, and what a thumb wants
SMALL, _LARGE = 5.0, 24.0  # the radius of a mark of one event, and of the largest
_LINES = 3  # of a name, at most
_GAP = 4
_RINGS = (14, 26, 40, 56)  # pixels from a mark to a name that stands farther off
# Where it may stand, to the right and down, best first; a language from the right begins on the left.
_TURNS = (
    *((1.0, 0.0), (-1.0, 0.0), (1.0, -0.5), (-1.0, -0.5), (1.0, 0.5), (-1.0, 0.5), (1.0, -1.0), (-1.0, -1.0)),
    *((1.0, 1.0), (-1.0, 1.0), (0.0, -1.0), (0.0, 1.0), (0.5, -1.0), (-0.5, -1.0), (0.5, 1.0), (-0.5, 1.0)),
)
_WIDE, _HIGH = 380, 210  # pixels beyond which nothing of a block reaches


class Place(NamedTuple):
    """A place as the map needs it: `latitude` and `longitude` in degrees, `reach` in degrees of latitude, `name` as it
    is written and `told` as it is said to whoever does not see it, `number` its count in the language's digits."""

    id: str
    path: str
    name: str
    told: str
    number: str
    count: int  # type: ignore[assignment]  # hides a method of tuples
    kind: str
    latitude: float
    longitude: float
    reach: float = 0.0


class Format(NamedTuple):
    """A sheet's narrowest and widest width in pixels, how wide a line of a name may be, and how many places have their
    names before the others have their marks, where those are many more."""

    kind: str
    narrowest: int
    widest: int
    label: int
    named: int


class Written(NamedTuple):
    """A line of a name: how far below the middle of its place it stands, and the number that ends it."""

    y: str
    text: str
    number: str = ""


class Spot(NamedTuple):
    """A place on a sheet: where, in percent; the rest in pixels from there. `press` is half the side of what can be
    pressed; without `lines` its name had no room, without `shape` it had none itself."""

    id: str
    path: str
    told: str
    kind: str
    x: str
    y: str
    shape: str = ""
    leader: str = ""
    press: tuple[str, str, str] | None = None  # left, top, side
    tie: str = ""  # from the mark to a name that stands farther off
    at: str = ""
    anchor: str = ""
    lines: tuple[Written, ...] = ()


Tie = tuple[float, float, float, float]  # from the edge of a mark to a name, in pixels


class Block(NamedTuple):
    """A box of fixed size in pixels, about a point that moves with the width: `x` and `y` are in units."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float


def apart(one: Block, other: Block, scales: tuple[float, float]) -> bool:
    """Whether two blocks touch at no width: one is left of the other, or above it, at the least and the largest
    scale, and so at all between them."""
    return any(
        all(a * scale + end <= b * scale + start for scale in scales)
        for a, end, b, start in (
            (one.x, one.right, other.x, other.left),
            (other.x, other.right, one.x, one.left),
            (one.y, one.bottom, other.y, other.top),
            (other.y, other.bottom, one.y, one.top),
        )
    )


class Name(NamedTuple):
    """A name that found its room: where its lines begin or end, and the line that ties it to its mark."""

    at: str
    anchor: str
    lines: tuple[Written, ...]
    tie: str = ""


class Layout:
    """The marks and names of one sheet, as they find their places."""

    def __init__(self, places: Sequence[Place], frame: Frame, format: Format, mirrored: bool):
        self.places, self.frame, self.format, self.mirrored = places, frame, format, mirrored
        self.scales = format.narrowest / WIDTH, format.widest / WIDTH
        most = max((place.count for place in places), default=1)
        self.step = min(SMALL, _LARGE / math.sqrt(max(most, 1)))
        self.crowded = len(places) > 2 * format.named
        self.points = {p.id: frame.at(frame.nearest(p.longitude), p.latitude) for p in places}
        self.marks: dict[str, Block] = {}  # of those that have a place
        self.inked: dict[str, Block] = {}  # what is seen of them, which is less than can be pressed
        self.labels: dict[str, Block] = {}
        self.ties: dict[str, Block] = {}  # the lines to names, in pieces
        self.names: dict[str, Name] = {}
        self.weighty = sorted(places, key=lambda p: (KINDS.index(p.kind), -p.count, p.id))

    def spots(self) -> Iterator[Spot]:
        first = self.format.named if self.crowded else 0
        for places in (*([place] for place in self.weighty[:first]), self.weighty[first:]):
            for place in places:
                if block := self.first_free(self.mark_blocks(place), self.marks, self.labels):
                    self.marks[place.id], self.inked[place.id] = block, self.ink(place, block)
            for place in places:
                if place.id in self.marks:
                    self.name(place)
        for place in self.places:
            yield self.spot(place, self.names.get(place.id))

    def radius(self, place: Place) -> float:
        """The area of a mark is the number of its events."""
        return max(self.step * math.sqrt(place.count), SMALL if self.step == SMALL else 3.0)

    def ink(self, place: Place, mark: Block) -> Block:
        """What is seen of a mark, with a pixel of air."""
        x, y, r = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2, self.radius(place) + 1
        return mark._replace(left=x - r, top=y - r, right=x + r, bottom=y + r)

    def first_free(self, blocks: Iterator[Block], *taken: dict[str, Block]) -> Block | None:
        return next((block for block in blocks if self.free(block, *taken)), None)

    def free(self, block: Block, *taken: dict[str, Block], but: str = "") -> bool:
        """Whether a block is within the sheet and touches nothing that is there."""
        near = self.scales[0]
        height, width = max(abs(block.top), abs(block.bottom)) + _HIGH, max(abs(block.left), abs(block.right)) + _WIDE
        for scale in self.scales:
            if block.x * scale + block.left < 1 or block.x * scale + block.right > WIDTH * scale - 1:
                return False
            if block.y * scale + block.top < 1 or block.y * scale + block.bottom > self.frame.height * scale - 1:
                return False
        return all(
            id == but
            or abs(other.y - block.y) * near > height
            or abs(other.x - block.x) * near > width
            or apart(block, other, self.scales)
            for blocks in taken
            for id, other in blocks.items()
        )

    def mark_blocks(self, place: Place) -> Iterator[Block]:
        """Where a mark may stand: at its place, else round about, unless that is where others belong."""
        (x, y), half = self.points[place.id], max(_PRESS / 2, self.radius(place) + 1)
        for away in (0,) if self.crowded else (0, 20, 28, 38, 50):
            for turn in range(12 if away else 1):
                angle = math.radians(30 * turn)
                dx, dy = round(away * math.cos(angle)), round(away * math.sin(angle))
                yield Block(x=x, y=y, left=dx - half, top=dy - half, right=dx + half, bottom=dy + half)

    def name(self, place: Place) -> None:
        """Writes a name beside its mark, else farther off with a line to it; or not, where it has no room."""
        lines = [
            bidi.marked(line, self.mirrored)
            for line in widths.wrap(bidi.CONTROLS.sub("", place.name), self.format.label / SIZE)
        ]
        if len(lines) > _LINES:
            return
        number = f"\u00a0{place.number}" if place.number else ""
        ends = [*lines[:-1], lines[-1] + number]
        wide = max(widths.width(line) for line in ends) * SIZE + 2
        high = LINE * (len(lines) - 1) + _RISE + _DROP
        for block, tie in (*self.beside(place, wide, high), *self.farther(place, wide, high)):
            pieces = _pieces(block, *tie) if tie else ()
            if self.free(block, self.labels, self.marks, self.ties, but=place.id) and all(
                self.free(piece, self.labels, self.inked, self.ties, but=place.id) for piece in pieces
            ):
                written = tuple(
                    Written(_short(block.top + _RISE + LINE * n), line, place.number if n == len(lines) - 1 else "")
                    for n, line in enumerate(lines)
                )
                self.labels[place.id] = block
                self.ties |= {f"{place.id} {n}": piece for n, piece in enumerate(pieces)}
                self.names[place.id] = self.anchored(place, block, written, tie)
                return

    def beside(self, place: Place, wide: float, high: float) -> Iterator[tuple[Block, None]]:
        """Where a name may stand that touches its mark, best first: after it, before it, above, below."""
        mark, r = self.marks[place.id], self.radius(place) + _GAP
        middle, across = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        above, below, level = across - r - high, across + r, across - high / 2
        after, before = middle + r, middle - r - wide
        sides = [(after, level), (before, level)]
        centred = [(middle - wide * share, top) for share in (0.5, 0.3, 0.7, 0.1, 0.9) for top in (above, below)]
        raised = [(side, level + up) for up in (-high * 0.45, high * 0.45) for side in (after - 2, before + 2)]
        lifted = [(left, top + (4 if top == below else -4)) for left, top in centred]
        for left, top in (*(sides[::-1] if self.mirrored else sides), *centred, *raised, *lifted):
            yield Block(x=mark.x, y=mark.y, left=left, top=top, right=left + wide, bottom=top + high), None

    def farther(self, place: Place, wide: float, high: float) -> Iterator[tuple[Block, Tie]]:
        """Where a name may stand that is tied to its mark, nearest first. Of very many, lines would make a web."""
        mark, r = self.marks[place.id], self.radius(place)
        middle, across = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        for away in () if self.crowded else _RINGS:
            for turn, down in _TURNS:
                right = -turn if self.mirrored else turn
                long = math.hypot(right, down)
                dx, dy = right / long, down / long
                x, y = middle + dx * (r + away), across + dy * (r + away)
                left, top = x + (right - 1) * wide / 2, y + (down - 1) * high / 2
                block = Block(x=mark.x, y=mark.y, left=left, top=top, right=left + wide, bottom=top + high)
                yield block, (middle + dx * r, across + dy * r, x - dx * 2, y - dy * 2)

    def anchored(self, place: Place, block: Block, lines: tuple[Written, ...], tie: Tie | None) -> Name:
        """A name that begins or ends beside its mark: which end of its lines stays where it is."""
        mark = self.marks[place.id]
        middle = (mark.left + mark.right) / 2
        side = (block.left > middle) - (block.right < middle)
        drawn = "M{} {}L{} {}".format(*map(_short, tie)) if tie else ""
        if side == 0:
            return Name(_short((block.left + block.right) / 2), "middle", lines, drawn)
        near = block.left + 1 if side > 0 else block.right - 1
        return Name(_short(near), "start" if (side > 0) != self.mirrored else "end", lines, drawn)

    def spot(self, place: Place, name: Name | None) -> Spot:
        x, y = self.points[place.id]
        spot = Spot(
            id=place.id,
            path=place.path,
            told=place.told,
            kind=place.kind,
            x=f"{x / WIDTH * 100:.2f}%",
            y=f"{y / self.frame.height * 100:.2f}%",
        )
        if place.id not in self.marks:
            return spot
        mark = self.marks[place.id]
        dx, dy, r = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2, self.radius(place)
        away = math.hypot(dx, dy)
        end = (away - r) / away if away else 0
        half = self.press(place, mark)
        spot = spot._replace(
            shape=shape(place.kind, r, dx, dy),
            leader=f"M0 0L{_short(dx * end)} {_short(dy * end)}" if away else "",
            press=(_short(dx - half), _short(dy - half), _short(2 * half)),
        )
        return spot._replace(**name._asdict()) if name else spot

    def press(self, place: Place, mark: Block) -> float:
        """Half the side of what can be pressed: as much as a thumb wants, where no other mark has it."""
        dx, dy, half = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2, _THUMB / 2
        wanted = Block(x=mark.x, y=mark.y, left=dx - half, top=dy - half, right=dx + half, bottom=dy + half)
        others = [block for id, block in (*self.marks.items(), *self.labels.items()) if id != place.id]
        if all(apart(wanted, other, self.scales) for other in others):
            return half
        return (mark.right - mark.left) / 2


def _pieces(block: Block, ax: float, ay: float, bx: float, by: float) -> tuple[Block, ...]:
    """A line as small blocks in a row, since a block about all of it would take the room on both its sides."""
    count = max(math.ceil(math.hypot(bx - ax, by - ay) / 5), 1)
    middles = [(ax + (bx - ax) * n / count, ay + (by - ay) * n / count) for n in range(count + 1)]
    return tuple(block._replace(left=x - 2, top=y - 2, right=x + 2, bottom=y + 2) for x, y in middles)


def shape(kind: str, radius: float, x: float, y: float) -> str:
    """A mark as a path: a circle for what happened or is spoken of, a cross for a dateline."""
    if kind == "dateline":
        arm = 4.5
        corners = f"M{_short(x - arm)} {_short(y - arm)}l{2 * arm} {2 * arm}M{_short(x - arm)} {_short(y + arm)}"
        return f"{corners}l{2 * arm} {-2 * arm}".replace(".0", "")
    r, wide = _short(radius), _short(2 * round(radius, 1))  # of one rounding: else it were no circle
    return f"M{_short(x - round(radius, 1))} {_short(y)}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0-{wide} 0"


def _short(number: float) -> str:
    """A number of pixels with one decimal, and none where that is nought."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
