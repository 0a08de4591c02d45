"""Files, written and removed: nobody else does either, and nothing here ever passes through a link.

What a project holds may come from anybody, and git keeps symbolic links: a write to one lands in whatever it
leads to. So the way to a path is looked at folder by folder and refused where one of them is a link. What is
new is made in a folder beside, whose name nobody could foresee and which is made anew or not at all, and is
then moved to its place: moving takes the place of a link and does not follow it.

A link laid between the look and the move would be followed. Only a program that runs here already, as the same
user, could lay it, and such a one needs no link; so folders are not held open (`openat`, which Windows lacks).
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.faults.diagnostic import Diagnostic, Span, tell

TEMPORARY = ".timeline-tmp-"  # so begins the name of a folder in which files are made: hidden, and read by nothing
_STRANGE = re.compile(r'[\\:*?"<>|]')  # a drive, a stream, another system's slash: what a path means depends on where

_PLAIN = re.compile(r"[\w-](?:[\w.-]{0,200}[\w-])?(?:/[\w-](?:[\w.-]{0,200}[\w-])?)*", re.ASCII)  # as nearly all are


def inside(path: str) -> bool:
    """Whether a path, with forward slashes, names something inside a folder, and the same thing on any system."""
    return (
        _PLAIN.fullmatch(path) is not None
        or not _STRANGE.search(path)
        and all(
            part.isprintable() and part and part == part.lstrip(" ").rstrip(". ") and len(part.encode()) < 256
            for part in path.split("/")
        )
    )


def walk(
    folder: str | Path, closed: Callable[[str], bool] = lambda path: False
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that lies in a folder, at any depth and hidden too, by its path from there. No link is followed, and no
    folder entered that is `closed`; one that cannot be read seems empty."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        path, place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                found = list(entries)
        except OSError:
            continue
        for entry in found:
            yield (inner := f"{path}{entry.name}"), entry
            if entry.is_dir(follow_symlinks=False) and not closed(inner):
                waiting.append((f"{inner}/", entry.path))


def links(root: Path, *folders: str) -> list[str]:
    """Every link in some folders of `root`, and of these those that are one, by their paths from `root`, sorted."""
    found = []
    for folder in folders:
        if os.path.islink(root / folder):
            found.append(folder)
        else:
            found += [f"{folder}/{path}" for path, entry in walk(root / folder) if entry.is_symlink()]
    return sorted(found)


def link(root: Path, path: str) -> str:
    """The first link on the way from `root` to a path in it, which may be the path itself; empty where none is."""
    parts = path.split("/")
    ways = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((way for way in ways if os.path.islink(root / way)), "")


def linked(path: str) -> Diagnostic:
    """The fault of a link where only files and folders may be."""
    help = tell("put the file or the folder itself there, or remove the link; git shows one as `mode 120000`")
    return Diagnostic("link", tell("`{path}` is a link", path=path), Span(path), help)


class Tree:
    """A folder to write into, by paths within it. `root` is taken as it is, link or not, for whoever runs us has
    named it; `inner`, a folder in it, is not. Everything here raises `OSError` where it cannot be done."""

    def __init__(self, root: Path, inner: str = ""):
        self.root, self.inner = root, inner
        self.folder = root / inner

    def staging(self) -> Staging:
        return Staging(self)

    def enter(self, folder: str = "", make: bool = True) -> str:
        """Where a folder of the tree lies, itself without one; made where it is missing, as are those above it."""
        here = os.fspath(self.root)
        if make and not os.path.isdir(here):
            os.makedirs(here)
        for name in filter(None, f"{self.inner}/{folder}".split("/")):
            here = os.path.join(here, name)
            try:
                mode = os.lstat(here).st_mode
            except FileNotFoundError:
                if not make:
                    raise
                os.mkdir(here)
                continue
            if stat.S_ISLNK(mode):
                shown = Path(here).relative_to(self.root).as_posix()
                raise OSError(errno.ELOOP, tell("`{path}` is a link", path=shown), here)
            if not stat.S_ISDIR(mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), here)
        return here

    def reach(self, path: str, make: bool = True) -> str:
        """Where a file of the tree lies, or is to lie: what is there may be a link, what leads to it is none."""
        if not inside(path):
            raise OSError(errno.EINVAL, tell("`{path}` is no path within a folder", path=path), path)
        folder, _, name = path.rpartition("/")
        return os.path.join(self.enter(folder, make), name)

    def remove(self, path: str) -> None:
        """Takes a file away, and the folders that it leaves empty. What is no file stays."""
        try:
            place = self.reach(path, make=False)
            if not stat.S_ISREG(os.lstat(place).st_mode):
                return
        except OSError as problem:
            if problem.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):  # there can be none
                return
            raise
        os.unlink(place)
        try:
            while (place := os.path.dirname(place)) != os.fspath(self.folder):
                os.rmdir(place)
        except OSError:
            pass  # not empty

    def clear(self) -> None:
        """Takes away what was being made: at the end, and at the beginning what was left by one that was cut off."""
        import shutil  # only now: whoever finds nothing to do does without it

        try:
            with os.scandir(self.enter(make=False)) as entries:
                left = [entry for entry in entries if entry.name.startswith(TEMPORARY)]
        except FileNotFoundError:
            return
        for entry in left:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)


class Staging:
    """Files that are made and not yet in their places. A context: what was not moved by its end is gone.

    They lie within the tree, and so on the same disk, where moving a file copies nothing.
    """

    def __init__(self, tree: Tree):
        self.tree = tree
        self.folder, self._laid = "", 0  # where files are made
        self._new = not os.path.lexists(tree.folder)

    def __enter__(self) -> Staging:
        self.tree.clear()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.tree.clear()
            if self._new:
                os.rmdir(self.tree.folder)
        except OSError:
            pass  # there is something in it; or the next one clears it

    def begin(self) -> None:
        """Makes the folder in which files are made; else the first of them does."""
        if not self.folder:
            import tempfile  # only now, as above

            self.folder = tempfile.mkdtemp(prefix=TEMPORARY, dir=self.tree.enter())

    def lay(self, pieces: Iterable[bytes]) -> str:
        """Makes a file of pieces that come one after another, and gives where it lies. Several processes may lay files
        in one folder."""
        self.begin()
        self._laid += 1
        place = os.path.join(self.folder, f"{os.getpid()}-{self._laid}.tmp")
        with open(place, "xb") as file:
            file.writelines(pieces)
        return place

    def append(self, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Adds to a file of this process that has a name among those; gives where it lies, and how long it was."""
        self.begin()
        place = os.path.join(self.folder, f"{os.getpid()}-{name}.tmp")
        with open(place, "ab") as file:
            start = file.tell()
            file.writelines(pieces)
        return place, start

    def move(self, place: str, path: str) -> None:
        """Moves a file that was laid to its path in the tree; it may be read by whoever could read the one there."""
        target = self.tree.reach(path)
        try:
            there = os.lstat(target).st_mode
        except FileNotFoundError:
            there = 0
        if stat.S_ISREG(there):
            os.chmod(place, stat.S_IMODE(there) & 0o777)
        os.replace(place, target)

    def put(self, path: str, data: bytes) -> None:
        """Makes a file and moves it at once."""
        self.move(self.lay((data,)), path)


@contextmanager
def elsewhere() -> Iterator[Tree]:
    """A tree in the system's own place for what nobody keeps."""
    import tempfile  # only now, as above

    with tempfile.TemporaryDirectory() as folder:
        yield Tree(Path(folder))
