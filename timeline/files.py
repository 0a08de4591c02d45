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
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline import lock
from timeline.faults.diagnostic import Diagnostic, Span, tell

TEMPORARY = ".timeline-tmp-"  # so begins the name of a folder in which files are made: hidden, and read by nothing
LOCK = f"{TEMPORARY}lock"  # held by whoever writes into a tree
_MANY = 100  # files that are flushed one by one
_STRANGE = re.compile(r'[\\:*?"<>|]')  # a drive, a stream, another system's slash: what a path means depends on where

# Names that Windows keeps for its devices, whatever follows a point; `com0` and `lpt0` as good as those.
_KEPT = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:[. ][^/]*)?(?:/|$)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w-](?:[\w.-]{0,200}[\w-])?(?:/[\w-](?:[\w.-]{0,200}[\w-])?)*", re.ASCII)  # as nearly all are


def inside(path: str) -> bool:
    """Whether a path, with forward slashes, names something inside a folder, and the same thing on any system."""
    return not device(path) and (
        _PLAIN.fullmatch(path) is not None
        or not _STRANGE.search(path)
        and all(
            part.isprintable() and part and part == part.lstrip(" ").rstrip(". ") and len(part.encode()) < 256
            for part in path.split("/")
        )
    )


def device(path: str) -> bool:
    """Whether a path, or a part of it, is a name that Windows keeps for a device and no file can have there."""
    return _KEPT.search(path) is not None


def leftover(name: str) -> bool:
    """Whether a file is an editor's or a system's own: a swap file, a copy, something hidden."""
    ended = name.endswith(("~", ".tmp", ".swp", ".swx", ".bak", ".orig"))
    return ended or name.startswith((".", "#")) or name.lower() in ("thumbs.db", "ehthumbs.db", "desktop.ini")


def plain(file: str | Path) -> bool:
    """Whether a file lies there, and not a link, or a pipe, for which a reader would wait for ever."""
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False


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

    def staging(self, waits: lock.Waits | None = None) -> Staging:
        return Staging(self, waits)

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

    def lock(self) -> str:
        """Where the lock of the tree lies, or is to lie."""
        place = os.path.join(self.enter(), LOCK)
        if os.path.isdir(place) and not os.path.islink(place):  # somebody laid it there
            import shutil  # only now, as below

            shutil.rmtree(place)
        return place

    def left(self) -> list[os.DirEntry[str]]:
        """What is being made here, or was left by one that was cut off."""
        try:
            with os.scandir(self.enter(make=False)) as entries:
                return [entry for entry in entries if entry.name.startswith(TEMPORARY)]
        except FileNotFoundError:
            return []

    def clear(self) -> None:
        """Takes that away, but for the lock."""
        import shutil  # only now: whoever finds nothing to do does without it

        for entry in self.left():
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name != LOCK:
                os.unlink(entry.path)

    def flush(self, folders: Collection[str]) -> None:
        """Sees that what was moved into these folders of the tree stays there when the power fails."""
        if os.name != "nt":  # which knows no such thing of a folder
            for folder in folders:
                _flush(self.enter(folder, make=False), os.O_RDONLY)


class Staging:
    """Files that are made and not yet in their places. A context: what was not moved by its end is gone.

    They lie within the tree, and so on the same disk, where moving a file copies nothing. While one is open nobody else
    writes into the tree: whoever comes second waits, for what it is to write may be newer.
    """

    def __init__(self, tree: Tree, waits: lock.Waits | None = None):
        self.tree, self.waits = tree, waits or (lambda holder: None)
        self.folder, self._laid = "", 0  # where files are made
        self._new, self._lock = False, -1

    def __enter__(self) -> Staging:
        self._new = not os.path.lexists(self.tree.folder)
        while self._lock < 0:
            self._lock = lock.take(self.tree.lock(), self.waits)
        self.tree.clear()
        return self

    def __exit__(self, *_: object) -> None:
        # What cannot be taken away now, the next one clears.
        with suppress(OSError):
            self.tree.clear()
        with suppress(OSError):
            lock.leave(self._lock, os.path.join(self.tree.enter(make=False), LOCK))
        self._lock = -1
        if self._new:
            with suppress(OSError):
                os.rmdir(self.tree.folder)

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

    def flush(self, places: Collection[str]) -> None:
        """Sees that files which were laid are on the disk, and not only on their way to it."""
        if len(places) > _MANY and hasattr(os, "sync"):
            os.sync()  # all at once, where one by one takes minutes
        else:
            for place in places:
                _flush(place, os.O_RDWR)  # Windows asks for that

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
        elif stat.S_ISDIR(there):  # an empty one is nobody's; any other is refused
            os.rmdir(target)
        os.replace(place, target)

    def put(self, path: str, data: bytes) -> None:
        """Makes a file and moves it at once: when the power fails, the old one lies there or the new one."""
        place = self.lay((data,))
        self.flush((place,))
        self.move(place, path)
        self.tree.flush((path.rpartition("/")[0],))


def _flush(place: str, how: int) -> None:
    file = os.open(place, how)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def elsewhere() -> Iterator[Tree]:
    """A tree in the system's own place for what nobody keeps."""
    import tempfile  # only now, as above

    with tempfile.TemporaryDirectory() as folder:
        yield Tree(Path(folder))
