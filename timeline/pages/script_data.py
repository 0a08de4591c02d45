"""Data for a page's script, as script files: a page that is opened from a disk cannot fetch.

Each file hands its data to one function and is named by its content, so that a browser may keep it. A page
is told the path of the file that names the others, and loads of them what a reader asks for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from timeline.digest import digest

Packets = Mapping[
    str, tuple[str, dict[str, bytes]]
]  # by edition: the path of the file that names the others; all files


def packet(taker: str, kind: str, data: str) -> tuple[str, bytes]:
    """A file's name and bytes: data, as JSON already, handed to the function that takes it."""
    text = f"{taker}({data});\n".encode()
    return f"{kind}-{digest(text)[:10]}.js", text


def forms(phrases: str | Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A counted phrase by plural category, for a script to choose from."""
    return (("other", phrases),) if isinstance(phrases, str) else tuple(phrases.items())


def as_json(value: object) -> str:
    """JSON that may stand in a script, and whose script may stand anywhere."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
