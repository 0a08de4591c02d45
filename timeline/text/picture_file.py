"""A picture's file without its pixels: what it truly is, how large, and the same with nothing in it but the picture.

The parts of a JPEG, a PNG or a WebP (segments, chunks) are walked one by one and nothing is decoded, so a file that
lies about its kind, is cut off or names a bomb's size is refused at the cost of reading it. What no picture needs is
left out when it is given on: where it was taken and by which telephone, names, previews, comments, whatever somebody
put behind its end.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from timeline.faults.diagnostic import tell
from timeline.text import colour_profile

JPEG, PNG, WEBP = "jpeg", "png", "webp"
SUFFIXES = {"jpg": JPEG, "jpeg": JPEG, "png": PNG, "webp": WEBP}  # the kind that a file's name says
NAMES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WebP"}
MOST_BYTES, MOST_PIXELS, MOST_SIDE = 20_000_000, 50_000_000, 16_000
_MOST_PARTS, _MOST_SCANS = 100_000, 100  # what no program writes, and what would take hours to walk or to decode
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = (  # what else people take for a picture of the web, by how it begins
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb".{4}ftyp(?:avif|avis)", re.DOTALL), "AVIF"),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head)", re.IGNORECASE), "HTML"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype svg|svg)", re.IGNORECASE), "SVG"),
    (re.compile(rb"\xff\x0a|\0{3}\x0cJXL "), "JPEG XL"),
    (re.compile(rb"\0{3}\x0cjP  |\xff\x4f\xff\x51"), "JPEG 2000"),
    (re.compile(rb"\0\0\x01\0"), "ICO"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"PK\x03\x04"), "ZIP"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "MP4"),
    (re.compile(rb"version https://git-lfs"), "Git LFS"),
)
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # what ends a scan: a marker that is none of those within one
_SHOWN = {0xC0, 0xC1, 0xC2}  # the kinds of JPEG that browsers show: baseline, extended, progressive
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # of each way of colours in a PNG
_TABLES = {0xC4, 0xDB, 0xDD}  # without which it cannot be decoded
ANEW = tell("open it in a program for pictures and save it anew, as `PNG`, `JPEG` or `WebP`")
SMALLER = tell("make it smaller: 1600 pixels in width are enough for any screen")


class PictureError(ValueError):
    """Why a file is no picture for a page: the code of the fault, what is wrong, and what to do."""

    def __init__(self, message: str, help: str = ANEW, code: str = "bad-picture"):
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


class Picture(NamedTuple):
    """`width` and `height` are those of the picture as it is shown; `turned` is how its file has it turned, as EXIF
    counts (1: not at all). `kept` are the pieces of the file without all that is not the picture; `profile` is what
    it says of its colours, for whoever decodes it."""

    kind: str
    width: int
    height: int
    turned: int
    kept: tuple[bytes | memoryview, ...]
    profile: bytes = b""

    @property
    def bare(self) -> bytes:
        """The file without all that is not the picture; it still says how it is turned."""
        return b"".join(self.kept)


def read(raw: bytes) -> Picture:
    """A file's bytes -> what they are. Raises `PictureError`."""
    if raw.startswith(b"\xff\xd8\xff"):
        found = _jpeg(raw)
    elif raw.startswith(_PNG):
        found = _png(raw)
    elif raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        found = _webp(raw)
    else:
        raise _other(raw)
    if max(found.width, found.height) > MOST_SIDE or found.width * found.height > MOST_PIXELS:
        raise PictureError(
            tell(
                "the picture has {width} by {height} pixels, more than a page could ever show",
                width=f"{found.width:,}",
                height=f"{found.height:,}",
            ),
            SMALLER,
            "large-picture",
        )
    return found


def _other(raw: bytes) -> PictureError:
    if not raw:
        return PictureError(tell("the file is empty"), tell("put the picture in its place"))
    kind = next((name for begins, name in _OTHERS if begins.match(raw[:1000])), "")
    if kind == "SVG":
        return no_svg()
    if kind == "Git LFS":
        return PictureError(
            tell("this is no picture but a note on where `git lfs` keeps it"), tell("run `git lfs pull`")
        )
    if kind:
        return PictureError(tell("this is a file of the kind `{kind}`, whatever its name says", kind=kind))
    return PictureError(tell("this is no picture of a kind that is known here"))


def no_svg() -> PictureError:
    """Why an SVG is none."""
    return PictureError(
        tell("this is an `SVG`, which can hold script, and so is never shown as it is"),
        tell("save it as `PNG` or `WebP`, 1600 pixels wide"),
    )


def _cut() -> PictureError:
    return PictureError(
        tell("the picture is cut off: its file ends before it does"), tell("copy it anew from where it is whole")
    )


def _broken() -> PictureError:
    return PictureError(tell("the picture is broken: its parts are not as its kind has them"))


def _moving() -> PictureError:
    return PictureError(
        tell("the picture moves, and a page of a record stands still"),
        tell("save the one frame that you mean; what plays is named with `video:`"),
    )


def _counted(count: int) -> None:
    if count > _MOST_PARTS:
        raise _broken()


# JPEG


def _jpeg(raw: bytes) -> Picture:
    view = memoryview(raw)
    heads: list[bytes | memoryview] = [b"\xff\xd8"]
    kept: list[bytes | memoryview] = []
    width = height = scans = 0
    turned, pieces = 1, list[bytes]()
    for marker, start, end in _segments(raw):
        inside = raw[start + 4 : min(end, start + 4 + 70_000)] if marker != 0xDA else b""
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if marker not in _SHOWN:
                raise PictureError(tell("this is a `JPEG` of a kind that browsers do not show"))
            if width or len(inside) < 6:
                raise _broken()
            height, width = int.from_bytes(inside[1:3], "big"), int.from_bytes(inside[3:5], "big")
            depth, colours = inside[0], inside[5]
            if not (width and height and depth == 8 and colours in (1, 3, 4) and len(inside) == 6 + 3 * colours):
                raise _broken()
            kept.append(view[start:end])
        elif marker == 0xDA:
            scans += 1
            if not width or scans > _MOST_SCANS:
                raise _broken()
            kept.append(view[start:end])
        elif marker in _TABLES or marker == 0xD9:
            kept.append(view[start:end])
        elif marker == 0xE0 and inside.startswith(b"JFIF\0") and len(inside) >= 14 and len(heads) == 1:
            heads.append(b"\xff\xe0\0\x10" + inside[:12] + b"\0\0")  # without its preview
        elif marker == 0xEE and inside.startswith(b"Adobe") and len(inside) >= 12:
            kept.append(b"\xff\xee\0\x0e" + inside[:12])  # how its colours are to be read
        elif marker == 0xE1 and inside.startswith(b"Exif\0\0") and turned == 1:
            turned = _turned(inside[6:])
        elif marker == 0xE2:
            pieces.append(inside)
    if not scans:
        raise _cut()
    if turned != 1:
        inside = b"Exif\0\0" + _orientation(turned)
        heads.append(b"\xff\xe1" + (len(inside) + 2).to_bytes(2, "big") + inside)
    width, height = _upright(width, height, turned)
    profile = colour_profile.of_jpeg(pieces)
    return Picture(kind=JPEG, width=width, height=height, turned=turned, kept=(*heads, *kept), profile=profile)


def _segments(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of a JPEG behind its first two bytes, up to its end: the marker, and from where to where."""
    at, count = 2, 0
    while True:
        _counted(count := count + 1)
        start = at
        while raw[at : at + 2] == b"\xff\xff":  # any number of these may stand before a marker
            at += 1
            start = at
            _counted(count := count + 1)
        if at + 2 > len(raw):
            raise _cut()
        marker = raw[at + 1]
        if raw[at] != 0xFF or marker in (0x00, 0xD8):
            raise _broken()
        if marker == 0xD9:
            yield marker, start, at + 2
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:  # one that stands alone
            at += 2
            continue
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        if at + 4 > len(raw) or at + 2 + length > len(raw):
            raise _cut()
        if length < 2:
            raise _broken()
        at += 2 + length
        if marker == 0xDA:
            if not (behind := _NEXT.search(raw, at)):
                raise _cut()
            at = behind.start()
        yield marker, start, at


def _turned(tiff: bytes) -> int:
    """How the file says that its picture is turned, as EXIF counts; 1 where it does not say."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return 1
    number = lambda at, size: int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")
    first = number(4, 4)
    for n in range(number(first, 2)):
        at = first + 2 + 12 * n
        if at + 12 > len(tiff):
            break
        if number(at, 2) == 0x0112:
            return value if 1 <= (value := number(at + 8, 2)) <= 8 else 1
    return 1


def _orientation(turned: int) -> bytes:
    """What says how a picture is turned, and nothing else."""
    return b"MM\0*\0\0\0\x08" + b"\0\x01" + b"\x01\x12\0\x03\0\0\0\x01\0" + bytes([turned]) + b"\0\0" + b"\0\0\0\0"


def _upright(width: int, height: int, turned: int) -> tuple[int, int]:
    return (height, width) if turned >= 5 else (width, height)  # it lies on its side


# PNG


def _png(raw: bytes) -> Picture:
    view = memoryview(raw)
    kept: list[bytes | memoryview] = []
    heads: list[bytes | memoryview] = [_PNG]
    width = height = depth = colours = count = 0
    turned, profile, before, at = 1, b"", b"", len(_PNG)
    seen: set[bytes] = set()
    while True:
        _counted(count := count + 1)
        if at + 12 > len(raw):
            raise _cut()
        length, kind = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(raw):
            raise _cut()
        if zlib.crc32(view[at + 4 : end - 4]) != int.from_bytes(raw[end - 4 : end], "big"):
            raise _broken()
        if (kind == b"IHDR") != (count == 1) or not kind.isalpha():
            raise _broken()
        if kind == b"IHDR":
            if length != 13:
                raise _broken()
            width, height = int.from_bytes(raw[at + 8 : at + 12], "big"), int.from_bytes(raw[at + 12 : at + 16], "big")
            depth, colours = raw[at + 16], raw[at + 17]
            known = depth in _DEPTHS.get(colours, ()) and raw[at + 18 : at + 20] == b"\0\0" and raw[at + 20] < 2
            if not (width and height and known):
                raise _broken()
            heads.append(view[at:end])
        if kind == b"acTL":
            raise _moving()
        if kind == b"PLTE" and not (0 < length <= 768 and length % 3 == 0):
            raise _broken()
        if kind == b"IDAT" and (colours == 3 and b"PLTE" not in seen or kind in seen and before != kind):
            raise _broken()  # nothing may stand between its points, or lack before them
        clear = 0 < length <= 256 if colours == 3 else length == {0: 2, 2: 6}.get(colours)
        if kind in (b"PLTE", b"IDAT", b"IEND") or kind == b"tRNS" and clear and b"IDAT" not in seen:
            kept.append(view[at:end])
        elif kind == b"eXIf" and turned == 1:
            turned = _turned(raw[at + 8 : at + 8 + min(length, 70_000)])
        elif kind == b"iCCP" and not profile:
            profile = colour_profile.of_png(raw[at + 8 : end - 4])
        elif kind[:1].isupper() and kind != b"IHDR":  # it cannot be shown without that, and nobody knows what it is
            raise _broken()
        seen.add(kind)
        if kind == b"IEND":
            break
        before, at = kind, end
    if b"IDAT" not in seen:
        raise _broken()
    if turned != 1:
        inside = b"eXIf" + _orientation(turned)
        heads.append((len(inside) - 4).to_bytes(4, "big") + inside + zlib.crc32(inside).to_bytes(4, "big"))
    width, height = _upright(width, height, turned)
    return Picture(kind=PNG, width=width, height=height, turned=turned, kept=(*heads, *kept), profile=profile)


# WebP


def _webp(raw: bytes) -> Picture:
    view = memoryview(raw)
    last = 8 + int.from_bytes(raw[4:8], "little")
    if last > len(raw):
        raise _cut()
    kept: list[bytes | memoryview] = []
    canvas: tuple[int, int] | None = None
    size: tuple[int, int] | None = None
    profile = b""
    at, count = 12, 0
    while at < last:
        _counted(count := count + 1)
        kind, length = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        start, end = at + 8, at + 8 + length
        if end > last:
            raise _cut()
        inside = raw[start : min(end, start + 16)]
        at = end + length % 2
        if kind in (b"ANIM", b"ANMF"):
            raise _moving()
        if kind == b"VP8X":
            if count != 1 or length < 10:
                raise _broken()
            if inside[0] & 0x02:
                raise _moving()
            canvas = 1 + int.from_bytes(inside[4:7], "little"), 1 + int.from_bytes(inside[7:10], "little")
            kept.append(b"VP8X\x0a\0\0\0" + bytes([inside[0] & 0x10]) + b"\0\0\0" + inside[4:10])
        elif kind in (b"VP8 ", b"VP8L"):
            if size:
                raise _broken()
            size = _of_lossy(inside) if kind == b"VP8 " else _of_lossless(inside)
            kept += [view[start - 8 : end], b"\0" * (length % 2)]
        elif kind == b"ICCP" and not profile:
            profile = colour_profile.of_webp(raw[start:end])
        elif kind == b"ALPH" and canvas and not size:
            kept += [view[start - 8 : end], b"\0" * (length % 2)]
    if not size:
        raise _cut()
    if canvas not in (None, size) or not all(size):
        raise _broken()
    head = b"RIFF" + (4 + sum(map(len, kept))).to_bytes(4, "little") + b"WEBP"
    return Picture(kind=WEBP, width=size[0], height=size[1], turned=1, kept=(head, *kept), profile=profile)


def _of_lossy(inside: bytes) -> tuple[int, int]:
    if len(inside) < 10 or inside[0] & 1 or inside[3:6] != b"\x9d\x01\x2a":
        raise _broken()
    number = lambda at: int.from_bytes(inside[at : at + 2], "little") & 0x3FFF
    return number(6), number(8)


def _of_lossless(inside: bytes) -> tuple[int, int]:
    if len(inside) < 5 or inside[0] != 0x2F:
        raise _broken()
    bits = int.from_bytes(inside[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
