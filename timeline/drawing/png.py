"""A picture's pixels, drawn from its SVG: the only importer of `resvg_py`, which may not be there.

The fonts are ours and no other is looked at, so that the same words give the same bytes on any
machine. An SVG may name no file: nothing says where to look for one. What it shows is handed over with it, and stands
in it before it is drawn.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path


def installed() -> bool:
    """Whether pictures can be drawn here."""
    return find_spec("resvg_py") is not None


def png(svg: str, fonts: Sequence[Path], shown: Mapping[str, bytes] | None = None) -> bytes:
    """The picture of an SVG; `shown` are the pictures that it names, by their paths. Raises `ValueError` for one
    that is none."""
    import resvg_py  # only now: no build needs it unless it draws

    for path, data in (shown or {}).items():
        type = path.rpartition(".")[2].replace("jpg", "jpeg")
        address = f"data:image/{type};base64,{base64.b64encode(data).decode()}"
        svg = svg.replace(f'href="{path}"', f'href="{address}"')
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(font) for font in fonts], skip_system_fonts=True)
    )
