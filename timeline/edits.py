"""Changes to a project's content, made all together or not at all.

What a command writes for a maintainer (a new event, a renamed one, an import) goes through here: every
file is first written beside its place, then all are moved there; where the disk refuses in between,
what was moved is put back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from timeline.diagnostics import Diagnostic, Span, tell

_BESIDE = ".{name}.tmp"  # a dot in front: nothing reads it


def apply(root: Path, changes: Mapping[str, bytes | None]) -> list[Diagnostic]:
    """Writes files under `root`/content by their paths from `root`, and removes those that are None.

    Gives a fault, and leaves everything as it was, where a path leads out of content/ or the disk refuses.
    """
    inside = (root / "content").resolve()
    for path in changes:
        if not (root / path).parent.resolve().is_relative_to(inside) or (root / path).is_symlink():
            message = tell("`{path}` does not lie in `content`, so it is not written", path=path)
            return [Diagnostic("outside-content", message, Span(path), tell("put the file itself there"))]
    before: dict[str, bytes | None] = {}
    try:
        for path, data in changes.items():
            if data is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                _beside(root / path).write_bytes(data)
        for path, data in changes.items():
            file = root / path
            before[path] = file.read_bytes() if file.exists() else None
            file.unlink() if data is None else os.replace(_beside(file), file)
    except OSError as problem:
        for path, data in before.items():
            _put_back(root / path, data)
        for path in changes:
            _beside(root / path).unlink(missing_ok=True)
        message = tell("nothing was changed: {problem}", problem=problem.strerror or problem)
        place = Path(problem.filename).name if problem.filename else "content"
        return [
            Diagnostic(
                "cannot-write", message, Span(place), tell("look at the folder's permissions and the free space")
            )
        ]
    return []


def _beside(file: Path) -> Path:
    return file.with_name(_BESIDE.format(name=file.name))


def _put_back(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink(missing_ok=True)
    elif not file.exists() or file.read_bytes() != data:
        file.write_bytes(data)
