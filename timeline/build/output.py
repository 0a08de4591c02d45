"""The output folder: the site's files, of which only what a build made is touched.

Pages are made beside (`Staging`) and moved to their places once all are there: the
site stays whole where one cannot be made, nobody meets half of one, and a large site need not fit into
memory. What is to be moved is claimed in a manifest of its own before, and the manifest is exchanged last, when all
else is on the disk: a build that is cut off in between, be it by the power, leaves a folder that the next one mends.
A folder whose manifests are lost is a build's own where each file holds what would be written there.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from timeline import files
from timeline.build.kept import Kept
from timeline.build.manifest import Made, Manifest, Stamp
from timeline.build.staging import Staging, refused
from timeline.digest import Running, digest_of_file, pieces_of
from timeline.faults.diagnostic import Diagnostic, Fault, Span, listed, tell
from timeline.lock import Waits

if TYPE_CHECKING:
    from timeline.build.plan import Plan

MANIFEST, PACKS = ".manifest.json", ".contributions"
# What the last build claimed: while its files are moved, and after that, for when the manifest is damaged.
CLAIMS, CLAIMED = ".manifest.next.json", ".manifest.claims.json"
_MANY, _AT_ONCE = 1000, 100  # files that are worth threads, and how many of them a thread takes at once
_COARSE = 2 * 10**9  # ns: the coarsest clock of a file system, FAT's; within it two changes can have one time
# They belong to the folder's keeper, or tell what a build made, and stay.
_TOLERATED = {".gitignore", ".gitkeep", ".git", MANIFEST, CLAIMS, CLAIMED}


class Output:
    """A folder that builds write into."""

    def __init__(self, tree: files.Tree, shown: str, read: Iterable[Path] = ()):
        """`shown` is the folder as people know it; `read` are folders that a site is made from."""
        self.tree, self.folder, self.shown, self._read_from = tree, tree.folder, shown, read
        self.manifest, self._noted = Manifest(), 0  # and when that was written, as its file system tells time
        self.claims: Collection[str] = ()  # what a build wrote here, or was about to
        self.unclaimed: list[str] = []  # what no build is known to have made

    def misplaced(self) -> list[Diagnostic]:
        """A fault where the folder is none, or one that is read; or a link: whoever runs us may name one with `--out`,
        but `site` in a project is whatever somebody put there."""
        if self.folder.is_symlink() and (self.tree.inner or not self.folder.is_dir()):
            return [
                Diagnostic(
                    "link",
                    tell("`{path}` is a link", path=self.shown),
                    Span(self.shown),
                    tell("remove the link; what it leads to can be named with `--out`"),
                )
            ]
        if self.folder.exists() and not self.folder.is_dir():
            return [
                Diagnostic(
                    "foreign-files",
                    tell("`{folder}` is a file, not a folder", folder=self.shown),
                    Span(self.shown),
                    tell("name another folder with `--out`"),
                )
            ]
        place = Path(os.path.realpath(self.folder))
        for folder in map(Path, map(os.path.realpath, self._read_from)):
            if place.is_relative_to(folder) or folder.is_relative_to(place):
                return [
                    Diagnostic(
                        "foreign-files",
                        tell("the site would be written into, or around, what it is made from: `{path}`", path=folder),
                        Span(self.shown),
                        tell("name another folder with `--out`"),
                    )
                ]
        return []

    def open(self) -> list[Diagnostic]:
        """Reads the manifest; a fault where the folder is none, or is known to hold files that no build made."""
        if faults := self.misplaced():
            return faults
        self.manifest, self._noted = self._read(MANIFEST)
        others = [self._read(name)[0] for name in (CLAIMS, *((CLAIMED,) if self.lost else ()))]
        self.claims = set(self.manifest.files).union(*(other.files for other in others))
        self.unclaimed = self._unclaimed()
        strange = [path for path in self.unclaimed if not files.plain(self.folder / path)]
        return self.foreign(strange if self.lost else self.unclaimed)

    @property
    def lost(self) -> bool:
        """Whether nothing tells any more what the last build made here; so it is in a new folder, too."""
        return not self.manifest.files

    def _read(self, name: str) -> tuple[Manifest, int]:
        """A manifest that lies in the folder, and when it was written; an empty one where there is none."""
        file = self.folder / name
        if not file.is_file() or file.is_symlink():
            return Manifest(), 0
        return Manifest.from_json(file.read_text("utf-8", "replace")), file.stat().st_mtime_ns

    def settled(self) -> bool:
        """Whether no build is moving files here, or was cut off while it did."""
        return not os.path.lexists(self.folder / CLAIMS)

    def unlike(self, folders: Collection[str]) -> list[Diagnostic]:
        """A fault where nothing tells what builds made here, and things lie here that none makes: a build's files lie
        in some `folders` or are among them. Else they are known by their bytes, once there are others to compare."""
        return self.foreign([path for path in self.unclaimed if path.partition("/")[0] not in folders])

    def foreign(self, paths: Sequence[str], forgotten: bool = False) -> list[Diagnostic]:
        """The fault of files that no build is known to have made; `forgotten`, where one may have."""
        if not paths:
            return []
        named = listed(paths[:3])
        if len(paths) > 3:
            named = tell("{names} and {more} more", names=named, more=len(paths) - 3)
        message = tell("the output folder holds what no build made: {named}", named=named)
        help = tell(
            "move it elsewhere, or name an empty folder with `--out`; a build never overwrites what it did not make"
        )
        if forgotten:
            help = tell(
                "if a build made it, what it noted of that is lost: empty the folder; else move it elsewhere, or name "
                "an empty folder with `--out`"
            )
        return [Diagnostic("foreign-files", message, Span(self.shown), help)]

    def _unclaimed(self) -> list[str]:
        """The files that no manifest claims; and any link, or pipe or the like, whatever claims it."""
        ours = lambda path: path in self.claims or path in _TOLERATED or path.startswith(f"{PACKS}/")
        return sorted(
            path
            for path, entry in files.walk(self.folder, _closed)
            if not entry.is_dir(follow_symlinks=False)
            and not path.startswith(files.TEMPORARY)
            and not (ours(path) and entry.is_file(follow_symlinks=False))
        )

    def digest(self, path: str) -> str:
        """The digest of a file that lies in the folder; nothing where there is none, or a pipe: a reader would wait."""
        if not files.plain(self.folder / path):
            return ""
        try:
            with open(self.folder / path, "rb") as file:
                return digest_of_file(file)
        except OSError:
            return ""

    def pieces(self, path: str) -> Iterator[bytes]:
        """A file that lies in the folder, piece by piece. Raises `OSError` where there is none."""
        with open(self.folder / path, "rb") as file:
            yield from pieces_of(file)

    def size(self, path: str) -> int:
        """How many bytes a file in the folder has. Raises `OSError` where there is none."""
        return (self.folder / path).stat().st_size

    def kept(self) -> Kept:
        """What events contributed to the last build, as far as it lies there undamaged."""
        packs = {}
        for name in self.manifest.packs:
            try:
                place = self.tree.reach(f"{PACKS}/{name}", make=False)
                if self._trusted(name, _stamp(place)) or self.digest(f"{PACKS}/{name}") == name:
                    packs[name] = place
            except OSError:
                continue
        return Kept(packs)

    def _trusted(self, path: str, stamp: Stamp) -> bool:
        """Whether a file lies there as the manifest noted, and was not written so shortly before the manifest that it
        could have been written once more at the same time by the clock. Whatever writes to a file changes its stamp;
        only a wrong clock or a forger could hide it. (It is how git knows its files.)"""
        return bool(stamp) and stamp == self.manifest.stamps.get(path) and stamp[1] + _COARSE <= self._noted

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """How the files lie there that the manifest claims, none where there is no file."""
        return {path: stamp for path in self.manifest.files if (stamp := _stamp(os.path.join(self.folder, path)))}

    @cached_property
    def lying(self) -> Mapping[str, str]:
        """What lies in the folder of what the manifest claims: path -> digest, nothing where there is no file.

        What can be trusted to be as it was made is not read. Many files are read by several threads: reading and
        digesting are done outside of Python.
        """
        files = self.manifest.files
        known = {path: files[path].output for path, stamp in self.stamps.items() if self._trusted(path, stamp)}
        paths = [path for path in files if path not in known]
        if len(paths) < _MANY:
            return {**known, **{path: self.digest(path) for path in paths}}
        from concurrent.futures import ThreadPoolExecutor  # only now: for few files it takes longer than they do

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            some = [paths[n : n + _AT_ONCE] for n in range(0, len(paths), _AT_ONCE)]
            digests = threads.map(lambda paths: [self.digest(path) for path in paths], some)
            return {**known, **dict(zip(paths, chain.from_iterable(digests), strict=True))}

    def lies_there(self, path: str) -> str:
        """The digest of a file that the manifest claims; nothing where there is none."""
        return self.lying.get(path, "")

    def intact(self) -> bool:
        """Whether every file that the manifest claims lies there as it was made."""
        return all(self.lying[path] == made.output for path, made in self.manifest.files.items())

    def staging(self, waits: Waits | None = None) -> Staging:
        """Where files are made that are to come into this folder, in which nobody else builds meanwhile."""
        return Staging(self.tree, self.shown, waits)

    def write(self, plan: Plan, staged: Staging, inputs: str, kept: Kept, keys: Iterable[str]) -> tuple[int, int]:
        """Carries a plan out. `staged` holds the pages that were made, `inputs` is the digest of what
        they were made from; of what is `kept`, that of events with these keys is for the next time. Returns how many
        files were written and removed. Raises `Fault` where the disk refuses."""
        made = staged.files
        if strange := [p for p in self.unclaimed if p not in made or self.digest(p) != made[p][1]]:
            raise Fault(*self.foreign(strange, forgotten=True))
        try:
            return self._write(plan, staged, inputs, self._packs(staged, *kept.settle(keys)))
        except OSError as problem:
            raise Fault(refused(problem, self.shown)) from None
        finally:
            kept.close()

    def _packs(self, staged: Staging, stay: Iterable[str], new: Iterable[bytes] | None) -> dict[str, str]:
        """The packs that are to lie there: by name, where one is laid that is new."""
        packs = dict.fromkeys(stay, "")
        if new is not None:
            running = Running()
            laid = staged.lay(running.passing(new))
            packs[running.digest()] = laid
        return packs

    def _write(self, plan: Plan, staged: Staging, inputs: str, packs: Mapping[str, str]) -> tuple[int, int]:
        made = {
            step.target.path: replace(
                step.made,
                output=staged.files[step.target.path][1]
                if step.target.path in staged.files
                else self.manifest.files[step.target.path].output,
            )
            for step in plan.steps
        }
        final = Manifest(plan.engine, inputs, made, tuple(packs))
        remove = {*plan.remove, *self.claims} - set(made)
        if final == self.manifest and not staged.files and not remove and self.settled():
            return 0, 0
        changed = {path for path in staged.files if self.lies_there(path) != made[path].output}
        self._look_at_places((*changed, MANIFEST, CLAIMS, CLAIMED), remove)
        stamps = {path: stamp for path, stamp in self.stamps.items() if path in made and path not in changed}
        if changed or remove or not self.settled():
            claimed = Manifest(files={path: Made("", "", "", "") for path in {*self.claims, *changed}})
            staged.put(CLAIMS, claimed.to_json().encode())
        staged.flush([*(staged.files[path][0] for path in changed), *filter(None, packs.values())])
        for path in sorted(remove):
            self.tree.remove(path)
        for path in sorted(changed):
            place = staged.files[path][0]
            before = _stamp(place)
            staged.move(place, path)
            stamp = _stamp(os.path.join(self.folder, path))
            if (*stamp[:2], *stamp[3:]) == (*before[:2], *before[3:]):  # else somebody has been there already
                stamps[path] = stamp
        for name, laid in packs.items():
            if laid and name not in self.manifest.packs:
                staged.move(laid, f"{PACKS}/{name}")
            if stamp := _stamp(os.path.join(self.folder, PACKS, name)):
                stamps[name] = stamp
        moved = (*changed, *(f"{PACKS}/{name}" for name, laid in packs.items() if laid))
        self.tree.flush({"/".join(path.split("/")[:depth]) for path in moved for depth in range(path.count("/") + 1)})
        staged.put(MANIFEST, replace(final, stamps=stamps).to_json().encode())
        if not self.settled():
            staged.move(os.path.join(self.folder, CLAIMS), CLAIMED)
        for path, _ in list(files.walk(self.folder / PACKS)):
            if path not in packs:
                self.tree.remove(f"{PACKS}/{path}")
        self.manifest = final
        return len(changed), len(remove)

    def _look_at_places(self, paths: Iterable[str], remove: Collection[str]) -> None:
        """Sees that files can be moved to their places once others are removed: else none of the site is touched.
        Raises `OSError` with the path that is in the way: a folder where a file is to lie, or the reverse."""
        paths = list(paths)
        for path in paths:
            place = self.folder / path
            if place.is_dir() and not place.is_symlink():
                within = (f"{path}/{inner}" for inner, entry in files.walk(place) if not entry.is_dir())
                if any(inner not in remove for inner in within):
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        for folder in sorted({str(above) for path in paths for above in PurePosixPath(path).parents} - {".", *remove}):
            if os.path.lexists(self.folder / folder) and not (self.folder / folder).is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)


def _stamp(place: str) -> Stamp:
    """How a file lies at a place; nothing where there is none."""
    try:
        file = os.lstat(place)
    except OSError:
        return ()
    return file.st_size, file.st_mtime_ns, file.st_ctime_ns, file.st_ino


def _closed(path: str) -> bool:
    return path in _TOLERATED or path.startswith(files.TEMPORARY)
