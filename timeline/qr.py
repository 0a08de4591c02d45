"""An address as a code to be read from paper, drawn as SVG: dark on light in any scheme, so that any camera reads it.

The code is a picture of a text and nothing else. Whoever shows it puts the same address beside it in
letters, for those who have no camera.
"""

from __future__ import annotations

import re
from html import escape

import segno

from timeline.views import Prose

_QUIET = 4  # modules of light round the code: without that much a camera does not find it
_DARK = re.compile(b"\x01+")


def svg(text: str, name: str) -> Prose | None:
    """The code of a text, or None where that is longer than a code can be; `name` is what it is called for those
    who do not see it."""
    try:
        # Level M outlives a fold or a stain; what a size has to spare goes into a higher one.
        code = segno.make(text, error="m", micro=False, encoding=None if text.isascii() else "utf-8")
    except segno.DataOverflowError:
        return None
    size = len(code.matrix) + 2 * _QUIET
    path = "".join(
        f"M{run.start() + _QUIET} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(code.matrix, _QUIET)
        for run in _DARK.finditer(row)
    )
    return Prose(
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(name)}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )
