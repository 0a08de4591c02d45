"""Changes to a project, made all together or not at all.

What a command writes for a maintainer (a new event, a renamed one, an import, a new project) goes through here: every
file is first made beside, the old ones as they are too, then all are moved to their places; where the disk
refuses in between, what was moved is put back, which needs no room any more.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from timeline import files
from timeline.faults.diagnostic import Diagnostic, Span, tell

Change = bytes | Path | None  # a file's bytes, where they are to be copied from, or that it goes
_PIECE = 1 << 20
BOM = "\ufeff".encode()  # what some editors write at a file's beginning, and look for there


def anew(before: bytes, text: str) -> bytes:
    """A file as it was, and its new text -> the bytes of that, with the mark that it began with."""
    return (BOM if before.startswith(BOM) else b"") + text.encode()


def apply(root: Path, changes: Mapping[str, Change], within: str = "content") -> list[Diagnostic]:
    """Writes files under `root` by their paths from there, copies those that are a path, and removes those that are
    None.

    Gives a fault, and leaves everything as it was, where a path leads out of the folder `within`, or through a link,
    or the disk refuses. Of a project that is only being made that folder is `root` itself: "".
    """
    start = f"{within}/" if within else ""
    for path in changes:
        if not path.startswith(start) or not files.inside(path):
            message = tell("`{path}` does not lie in `{folder}`, so it is not written", path=path, folder=within or ".")
            return [Diagnostic("cannot-write", message, Span(path))]
        if link := files.link(root, path):
            return [files.linked(link)]
    tree = files.Tree(root, within)
    try:
        with tree.staging() as staged:
            _exchange(tree, staged, {path.removeprefix(start): data for path, data in changes.items()})
    except OSError as problem:
        message = tell("nothing was changed: {problem}", problem=problem.strerror or problem)
        place = Path(problem.filename).name if problem.filename else within or "."
        help = tell("look at the folder's permissions and the free space")
        return [Diagnostic("cannot-write", message, Span(place), help)]
    return []


def _exchange(tree: files.Tree, staged: files.Staging, changes: Mapping[str, Change]) -> None:
    """Carries changes out, or raises `OSError` with everything as it was."""
    lay = lambda data: None if data is None else staged.lay(_copied(data) if isinstance(data, Path) else (data,))
    after = {path: lay(data) for path, data in changes.items()}
    before = {path: lay(_bytes(tree.folder / path)) for path in changes}
    done: list[str] = []

    def put(path: str, place: str | None) -> None:
        staged.move(place, path) if place else tree.remove(path)

    try:
        for path, place in after.items():
            done.append(path)
            put(path, place)
    except OSError:
        for path in done:
            put(path, before[path])
        raise


def _copied(file: Path) -> Iterator[bytes]:
    """What a file holds, piece by piece: pictures are many, and need not all be in memory."""
    if not files.plain(file):
        raise OSError(errno.EINVAL, tell("`{path}` is no ordinary file", path=file.name), str(file))
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _bytes(file: Path) -> bytes | None:
    if os.path.lexists(file) and not files.plain(file):
        raise OSError(errno.EINVAL, tell("`{path}` is no ordinary file", path=file.name), str(file))
    return file.read_bytes() if os.path.lexists(file) else None
