"""Our stylesheets, parsed: what each declares, whatever the conditions, layers and rules about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tinycss2

from tests.conftest import PROJECT

SHEETS = tuple(sorted((PROJECT / "templates").rglob("*.css")))


class Declared(NamedTuple):
    """A declaration, or with no name a rule as such, which `within` ends with."""

    name: str
    value: str
    within: tuple[str, ...]  # selectors and at-rules, from the outermost

    def __str__(self) -> str:
        return f"{' '.join(self.within)} {{ {self.name}: {self.value} }}"


def declared(css: str) -> Iterator[Declared]:
    return _declared(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ())


def _declared(nodes: list, within: tuple[str, ...]) -> Iterator[Declared]:
    for node in nodes:
        assert node.type in ("at-rule", "qualified-rule", "declaration"), node
        if node.type == "declaration":
            yield Declared(node.name, tinycss2.serialize(node.value).strip(), within)
            continue
        at = f"@{node.at_keyword} " if node.type == "at-rule" else ""
        inner = (*within, " ".join((at + tinycss2.serialize(node.prelude)).split()))
        yield Declared("", "", inner)
        if node.content:
            yield from _declared(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True), inner
            )


def every() -> list[tuple[Path, Declared]]:
    return [(path, one) for path in SHEETS for one in declared(path.read_text("utf-8"))]
