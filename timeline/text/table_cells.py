"""What one cell of a table may hold: the grammar that our tables are written by and read by again.

Several things in a cell have `;` between them; a `;` that belongs to the text is written `\\;`. A source is its
id, or `id@where in it`. A cell that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_BETWEEN = re.compile(r"(?<!\\);|\n")
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
TEXTS = ("title", "summary", "body", "transition")  # of an event: a column for each language


def items(cell: str, clean: Callable[[str], str] = str) -> list[str]:
    """The items of a cell, each once, as `clean` makes them."""
    parts = (clean(part).replace("\\;", ";").strip() for part in _BETWEEN.split(cell))
    return list(dict.fromkeys(filter(None, parts)))


def joined(items: Iterable[str]) -> str:
    """A cell with some items in it, which `items` would part again."""
    parts = [" ".join(item.split()).replace(";", "\\;") for item in items]
    return "; ".join(f"{part} " if part.endswith("\\") else part for part in parts)


def cited(id: str, at: str) -> str:
    """A source, and where in it, as an item."""
    return f"{id}@{at}" if at.strip() else id


def guarded(text: str) -> str:
    """A cell's text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` made of a text, as it was."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text
