"""An address as a code to be read from paper, drawn as SVG: dark on light in any scheme, so that any camera reads it.

The code is a picture of a text and nothing else. Whoever shows it puts the same address beside it in
letters, for those who have no camera.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import NamedTuple

import segno

_QUIET = 4  # modules of light round the code: without that much a camera does not find it
# Any mask is read. To find the one that the standard prefers takes four times as long as the rest, and of 128 addresses
# with 1, 3 and 5 % of their modules wrong a decoder read as many with each of the eight.
_MASK = 3
_DARK = re.compile(b"\x01+")


class Code(NamedTuple):
    """A text as a code; `name` is what it is called for those who do not see it. It is drawn where a page prints it:
    whether a page has changed shows without."""

    text: str
    name: str

    def __html__(self) -> str:
        return _svg(self.text, self.name)


@lru_cache(100)
def _svg(text: str, name: str) -> str:
    """Nothing where the text is longer than a code can be."""
    try:
        # Level M outlives a fold or a stain; what a size has to spare goes into a higher one.
        code = segno.make(text, error="m", micro=False, encoding=None if text.isascii() else "utf-8", mask=_MASK)
    except segno.DataOverflowError:
        return ""
    size = len(code.matrix) + 2 * _QUIET
    path = "".join(_strokes(row, y) for y, row in enumerate(code.matrix, _QUIET))
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(name)}" '
        f'shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" stroke="#000"/></svg>'
    )


def _strokes(row: bytes | bytearray, y: int) -> str:
    """A row's dark runs as strokes of a pen as wide as a module, each from where the one before it ended."""
    drawn, at = "", None
    for run in _DARK.finditer(row):
        start, length = run.start() + _QUIET, len(run[0])
        drawn += (f"M{start} {y}.5" if at is None else f"m{start - at} 0") + f"h{length}"
        at = start + length
    return drawn
