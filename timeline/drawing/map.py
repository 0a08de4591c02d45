"""A map: places as marks and names on the land, as numbers, for a template to write as SVG.

Marks and names keep their size while the land grows with the window: a mark stands at a share of the sheet, and what
belongs to it at so many pixels from there. A sheet is laid out for all widths from one to another: what is apart at
both ends, in the same order, is apart at each width between. Who has the most events comes first; a mark that finds its
place taken stands beside it, with a line to where it belongs, and a name that finds no room is left to the list.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.drawing import map_frame, outlines
from timeline.drawing.map_frame import WIDTH, Frame
from timeline.text import bidi, widths

KINDS = ("happened", "about", "dateline")  # what a place is to the events, the most first
SIZE, LINE = 15, 17  # of a name, in pixels
_RISE, _DROP = 13, 6  # of its letters, above and below where they stand
_PRESS, _THUMB = 24, 44  # the least side of what can be pressed, and what a thumb wants
_SMALL, _LARGE = 5.0, 24.0  # the radius of a mark of one event, and of the largest
_LINES = 3  # of a name, at most
_GAP = 4
_STEPS = (1, 2, 5, 10, 15, 30)  # degrees between two lines of the net


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


FORMATS = (
    Format(kind="wide", narrowest=940, widest=1152, label=180, named=50),
    Format(kind="medium", narrowest=640, widest=950, label=150, named=30),
    Format(kind="narrow", narrowest=280, widest=680, label=110, named=12),
)


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
    at: str = ""
    anchor: str = ""
    lines: tuple[Written, ...] = ()


class Sheet(NamedTuple):
    kind: str
    spots: tuple[Spot, ...]


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
    signs = [(kind, _shape(kind, _SMALL + 1, 0, 0)) for kind in kinds]
    return Map(
        width=WIDTH,
        height=frame.height,
        land=outlines.land(frame),
        net=_net(frame),
        regions=regions,
        sheets=tuple(Sheet(format.kind, tuple(_Layout(places, frame, format, mirrored).spots())) for format in FORMATS),
        high=frame.height > WIDTH * 0.7,
        signs=tuple(signs) + ((("region", ""),) if regions else ()),
    )


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
        shape=_shape(place.kind, _SMALL + 1, 0, 0),
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
    """The places that reach farther than a mark would show."""
    for place in places:
        up, across = place.reach * frame.scale, place.reach * frame.across / math.cos(math.radians(place.latitude))
        if up * FORMATS[0].narrowest / WIDTH > 1.5 * _SMALL:
            x, y = frame.at(frame.nearest(place.longitude), place.latitude)
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


class _Layout:
    """The marks and names of one sheet, as they find their places."""

    def __init__(self, places: Sequence[Place], frame: Frame, format: Format, mirrored: bool):
        self.places, self.frame, self.format, self.mirrored = places, frame, format, mirrored
        self.scales = format.narrowest / WIDTH, format.widest / WIDTH
        most = max((place.count for place in places), default=1)
        self.step = min(_SMALL, _LARGE / math.sqrt(max(most, 1)))
        self.crowded = len(places) > 2 * format.named
        self.points = {p.id: frame.at(frame.nearest(p.longitude), p.latitude) for p in places}
        self.marks: dict[str, Block] = {}  # of those that have a place
        self.labels: dict[str, Block] = {}
        self.written: dict[str, tuple[str, float, tuple[Written, ...]]] = {}
        self.weighty = sorted(places, key=lambda p: (KINDS.index(p.kind), -p.count, p.id))

    def spots(self) -> Iterator[Spot]:
        first = self.format.named if self.crowded else 0
        for places in (*([place] for place in self.weighty[:first]), self.weighty[first:]):
            for place in places:
                if block := self.first_free(self.mark_blocks(place), self.marks, self.labels):
                    self.marks[place.id] = block
            for place in places:
                if place.id in self.marks and (found := self.label(place)):
                    self.labels[place.id], self.written[place.id] = found
        for place in self.places:
            yield self.spot(place, self.written.get(place.id))

    def radius(self, place: Place) -> float:
        """The area of a mark is the number of its events."""
        return max(self.step * math.sqrt(place.count), _SMALL if self.step == _SMALL else 3.0)

    def first_free(self, blocks: Iterator[Block], *taken: dict[str, Block]) -> Block | None:
        return next((block for block in blocks if self.free(block, *taken)), None)

    def free(self, block: Block, *taken: dict[str, Block], but: str = "") -> bool:
        """Whether a block is within the sheet and touches nothing that is there."""
        near = self.scales[0]
        height, width = max(abs(block.top), abs(block.bottom)) + 90, max(abs(block.left), abs(block.right)) + 260
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

    def label(self, place: Place) -> tuple[Block, tuple[str, float, tuple[Written, ...]]] | None:
        """The block of a name, where it is written and its lines; nothing where it has no room."""
        lines = [
            bidi.marked(line, self.mirrored)
            for line in widths.wrap(bidi.CONTROLS.sub("", place.name), self.format.label / SIZE)
        ]
        if len(lines) > _LINES:
            return None
        number = f"\u00a0{place.number}" if place.number else ""
        ends = [*lines[:-1], lines[-1] + number]
        wide = max(widths.width(line) for line in ends) * SIZE + 2
        high = LINE * (len(lines) - 1) + _RISE + _DROP
        mark = self.marks[place.id]
        x, y, middle, r = mark.x, mark.y, (mark.left + mark.right) / 2, self.radius(place) + _GAP
        across = (mark.top + mark.bottom) / 2
        above, below, level = across - r - high, across + r, across - high / 2
        after, before = middle + r, middle - r - wide
        sides = [(after, level), (before, level)]
        centred = [(middle - wide * share, top) for share in (0.5, 0.3, 0.7, 0.1, 0.9) for top in (above, below)]
        raised = [(side, level + up) for up in (-high * 0.45, high * 0.45) for side in (after - 2, before + 2)]
        farther = [(left, top + (4 if top == below else -4)) for left, top in centred]
        rows = [*(sides[::-1] if self.mirrored else sides), *centred, *raised, *farther]
        for left, top in rows:
            block = Block(x=x, y=y, left=left, top=top, right=left + wide, bottom=top + high)
            if self.free(block, self.labels, self.marks, but=place.id):
                written = [
                    Written(_short(top + _RISE + LINE * n), line, place.number if n == len(lines) - 1 else "")
                    for n, line in enumerate(lines)
                ]
                side = (left > middle) - (left + wide < middle)
                return block, self.anchored(side, left, left + wide, tuple(written))
        return None

    def anchored(
        self, side: int, left: float, right: float, lines: tuple[Written, ...]
    ) -> tuple[str, float, tuple[Written, ...]]:
        """A name that begins or ends beside its mark: which end of its lines stays where it is."""
        if side == 0:
            return "middle", (left + right) / 2, lines
        near = left + 1 if side > 0 else right - 1
        return "start" if (side > 0) != self.mirrored else "end", near, lines

    def spot(self, place: Place, written: tuple[str, float, tuple[Written, ...]] | None) -> Spot:
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
            shape=_shape(place.kind, r, dx, dy),
            leader=f"M0 0L{_short(dx * end)} {_short(dy * end)}" if away else "",
            press=(_short(dx - half), _short(dy - half), _short(2 * half)),
        )
        if not written:
            return spot
        anchor, at, lines = written
        return spot._replace(at=_short(at), anchor=anchor, lines=lines)

    def press(self, place: Place, mark: Block) -> float:
        """Half the side of what can be pressed: as much as a thumb wants, where no other mark has it."""
        dx, dy, half = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2, _THUMB / 2
        wanted = Block(x=mark.x, y=mark.y, left=dx - half, top=dy - half, right=dx + half, bottom=dy + half)
        others = [block for id, block in (*self.marks.items(), *self.labels.items()) if id != place.id]
        if all(apart(wanted, other, self.scales) for other in others):
            return half
        return (mark.right - mark.left) / 2


def _shape(kind: str, radius: float, x: float, y: float) -> str:
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
