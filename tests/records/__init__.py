"""What tests of records ask of a project: which faults it has, and what a page of it says."""

from __future__ import annotations

from timeline.build import check
from timeline.build.inputs import Options


def found(root) -> list[tuple[str, str, int]]:
    """Code, file and line of each fault."""
    return [(f.code, f.span.path.removeprefix("content/"), f.span.line) for f in check.check(Options(root))]


def page(root, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")
