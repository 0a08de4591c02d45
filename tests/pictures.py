"""Small pictures to test on: a PNG of so many pixels made by hand, any kind made by Pillow, and a record that shows one."""

from __future__ import annotations

import zlib
from io import BytesIO

from PIL import Image

from tests.world import both


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(width: int = 2, height: int = 1, *more: bytes, data: bytes | None = None) -> bytes:
    """A grey PNG: `more` are chunks behind its head, `data` stands in for its pixels."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height, 9) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def image(width: int = 40, height: int = 20) -> Image.Image:
    """Red at the left and blue at the right, so that one sees how it is turned."""
    made = Image.new("RGB", (width, height), (200, 0, 0))
    made.paste((0, 0, 200), (width // 2, 0, width, height))
    return made


def saved(made: Image.Image, kind: str, **how: object) -> bytes:
    into = BytesIO()
    made.save(into, kind, **how)
    return into.getvalue()


def picture(file: str = "sundial.png", **changes: object) -> dict[str, object]:
    """The smallest picture of a record, with some keys changed; None takes a key away."""
    base = {
        "file": file,
        "alt": both("A sundial", "مزولة"),
        "credit": both("Somebody", "أحدهم"),
        "licence": "CC-BY-4.0",
        "sources": [{"id": "s"}],
    }
    return {key: value for key, value in {**base, **changes}.items() if value is not None}
