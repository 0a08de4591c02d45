"""Renders the drawings beside this file to content/media/: `python3 examples/museum/drawings/make.py`.

An SVG can hold script, so a timeline shows none; it is drawn here once, in pixels. Few colours are
in it, and a PNG of as many is a third of the size. Needs resvg_py and Pillow. The same versions
give the same bytes; what they gave is committed, for a build needs neither.
"""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

HERE = Path(__file__).resolve().parent
MEDIA = HERE.parent / "content/media"
COLOURS = 32  # paper, ink, red, and what lies between them along the edges of lines


def png(svg: str) -> bytes:
    """The pixels of a drawing, 1200 by 900."""
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))))
    few = drawn.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    MEDIA.mkdir(exist_ok=True)
    for drawing in sorted(HERE.glob("*.svg")):
        (MEDIA / f"{drawing.stem}.png").write_bytes(png(drawing.read_text("utf-8")))
