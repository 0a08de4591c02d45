"""A site's files that are made and not yet in their places, each with its digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from timeline import files
from timeline.digest import Running, pieces_of
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.lock import Waits


class Staging(files.Staging):
    """Files of a site that are made and not yet in their places."""

    def __init__(self, tree: files.Tree, shown: str, waits: Waits | None = None):
        super().__init__(tree, waits)
        self.shown = shown
        self.files: dict[str, tuple[str, str]] = {}  # by path in the site: where it lies, and its digest

    def __enter__(self) -> Staging:
        try:
            super().__enter__()
        except OSError as problem:
            raise Fault(refused(problem, self.shown)) from None
        return self

    def add(self, path: str, data: bytes) -> None:
        """Raises `Fault` where the disk refuses."""
        self.add_all(path, (data,))

    def add_all(self, path: str, pieces: Iterable[bytes]) -> int:
        """The same of pieces that come one after another; gives how many bytes they are."""
        running = Running()
        try:
            self.files[path] = self.lay(running.passing(pieces)), running.digest()
        except OSError as problem:
            raise Fault(refused(problem, self.shown)) from None
        return running.size

    def pieces(self, path: str) -> Iterator[bytes]:
        with open(self.files[path][0], "rb") as file:
            yield from pieces_of(file)

    def size(self, path: str) -> int:
        return os.stat(self.files[path][0]).st_size


def refused(problem: OSError, shown: str) -> Diagnostic:
    """The fault of a disk that does not let a site be written; `shown` is its folder as people know it."""
    message = tell("the site cannot be written: {problem}", problem=problem.strerror or problem)
    place = problem.filename2 or problem.filename
    if isinstance(place, str) and files.TEMPORARY not in place:
        message = tell(
            "{message} (`{path}`)",
            message=message,
            path=os.path.basename(place) if os.path.isabs(place) else place,
        )
    help = tell("look at the folder's permissions and the free space; the next build mends what is half done")
    return Diagnostic("cannot-write", message, Span(shown), help)
