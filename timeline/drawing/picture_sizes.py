"""A picture in the sizes that pages ask for, as WebP: the only importer of Pillow, which may not be there.

Without it a picture is given on as it is, without what is not the picture (`text.picture_file`). With it or without,
nothing is decoded that `picture_file` has not looked at: what a file says of its size is known before.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.digest import digest
from timeline.text import picture_file

if TYPE_CHECKING:
    from PIL import Image

# In a list, a telephone's column, a desk's; and the same on screens of more points.
WIDTHS = (320, 480, 720, 1080, 1600)
_QUALITY = 75
_RECIPE = "1"  # another number gives all pictures another address
_MOST_PROFILE = 1_000_000  # bytes of a description of colours


def recipe() -> str:
    """By what pictures are made here, for whoever asks whether it is still the same; empty where nothing makes any."""
    found = find_spec("PIL")  # which imports nothing: this is asked by builds that have nothing to do
    version = Path(found.origin).with_name("_version.py") if found and found.origin else None
    return digest(_RECIPE, version.read_bytes()) if version and version.is_file() else ""


def installed() -> bool:
    """Whether pictures can be made smaller here."""
    return bool(recipe())


def sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The sizes of a picture, the narrowest first: none is larger than it is, or hardly smaller than the next."""
    most = min(width, WIDTHS[-1])
    widths = (*(wide for wide in WIDTHS if wide < 0.8 * most), most)
    return tuple((wide, max(1, round(height * wide / width))) for wide in widths)


def webp(raw: bytes, width: int, height: int) -> bytes:
    """A picture's file -> the picture in a size, as WebP. Raises `ValueError` where it cannot be decoded."""
    from PIL import Image

    known = picture_file.read(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(BytesIO(raw), formats=("JPEG", "PNG", "WEBP")) as opened:
                image = _turned(_in_srgb(_opened(opened, known, width, height)), known.turned)
                if (width, height) != image.size:
                    image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
                smallest = min((_written(image, lossless) for lossless in _ways(known)), key=len)
        except Exception as problem:  # whatever a file does to a decoder is told of at the file
            raise ValueError(str(problem) or type(problem).__name__) from None
    return smallest


def _ways(known: picture_file.Picture) -> tuple[bool, ...]:
    """Whether to keep every point: a drawing, a plan, a page of writing are smaller so, and sharp."""
    return (False, True) if known.kind == picture_file.PNG else (False,)


def _opened(image: Image.Image, known: picture_file.Picture, width: int, height: int) -> Image.Image:
    """The picture, decoded: as what its file said it is, a JPEG in no more points than it takes."""
    wide, high = (known.height, known.width) if known.turned >= 5 else (known.width, known.height)
    if image.size != (wide, high) or getattr(image, "n_frames", 1) != 1:
        raise ValueError("it is not what its head says")
    if known.kind == picture_file.JPEG:
        small = (height, width) if known.turned >= 5 else (width, height)
        image.draft(None, (2 * small[0], 2 * small[1]))
    image.load()
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture with its colours as a browser takes them where nothing is said of them."""
    from PIL import ImageCms

    clear = "A" in image.getbands() or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") and image.mode != "I":  # sixteen bits of grey
        image = image.point(lambda value: value / 256).convert("L") if image.mode == "I;16" else image.convert("L")
    if profile and len(profile) <= _MOST_PROFILE and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        with suppress(ImageCms.PyCMSError, OSError):  # one that is none, or for other colours
            own, wanted = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, own, wanted, outputMode="RGBA" if clear else "RGB")
            if changed:
                return changed
    return image.convert("RGBA" if clear else "RGB")


def _turned(image: Image.Image, turned: int) -> Image.Image:
    """The picture upright: `turned` as EXIF counts."""
    from PIL.Image import Transpose

    way = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(turned)
    return image if way is None else image.transpose(way)


def _written(image: Image.Image, lossless: bool) -> bytes:
    """Nothing is written but the picture."""
    into = BytesIO()
    image.info = {}
    image.save(into, "WEBP", quality=_QUALITY, method=4, lossless=lossless, exact=False)
    return into.getvalue()
