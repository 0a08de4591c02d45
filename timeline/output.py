"""The output folder: the only place where anything is written, and only what a build made is touched.

Pages are made into a folder beside them (`Staging`) and moved to their places once all are there: the
site stays whole where one cannot be made, nobody meets half of one, and a large site need not fit into
memory. The manifest claims every file before it is moved and is settled last: a build that is cut off
in between leaves a folder that the next one mends.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.diagnostics import Diagnostic, Fault, Span, listed, tell
from timeline.manifest import Made, Manifest, digest

if TYPE_CHECKING:
    from timeline.plan import Plan

MANIFEST = ".manifest.json"
_TEMPORARY = ".timeline-tmp"
_TOLERATED = {".gitignore", ".gitkeep", ".git", MANIFEST}  # they belong to the folder's keeper, and stay


class Staging:
    """Files that are made and not yet in their places. A context: what was not moved by its end is gone.

    It lies within the site's folder, and so on the same disk, where moving a file copies nothing.
    """

    def __init__(self, site: Path, shown: str):
        self.folder, self.shown = site / _TEMPORARY, shown
        self.files: dict[str, tuple[Path, str]] = {}  # by path in the site: where it lies, and its digest
        self._new = not site.exists()

    def __enter__(self) -> Staging:
        try:
            self._clear()  # what a build left that was cut off
        except OSError as problem:
            raise Fault(_refused(problem, self.shown)) from None
        return self

    def __exit__(self, *_) -> None:
        self._clear()
        if self._new and self.folder.parent.is_dir() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()

    def _clear(self) -> None:
        if self.folder.is_symlink():
            self.folder.unlink()
        elif self.folder.is_dir():
            shutil.rmtree(self.folder)

    def add(self, path: str, data: bytes) -> None:
        """Raises `Fault` where the disk refuses."""
        place = self.folder / f"{len(self.files)}{_TEMPORARY}"
        try:
            if not self.files:
                self.folder.mkdir(parents=True)
            place.write_bytes(data)
        except OSError as problem:
            raise Fault(_refused(problem, self.shown)) from None
        self.files[path] = place, digest(data)

    def read(self, path: str) -> bytes:
        return self.files[path][0].read_bytes()


class Output:
    """A folder that builds write into."""

    def __init__(self, folder: Path, shown: str):
        self.folder, self.shown = folder, shown
        self.manifest = Manifest()

    def open(self) -> list[Diagnostic]:
        """Reads the manifest; a fault where the folder holds files that no build made."""
        if self.folder.is_symlink() and not self.folder.exists():
            return [
                Diagnostic(
                    "cannot-write",
                    tell("`{folder}` is a link that leads nowhere", folder=self.shown),
                    Span(self.shown),
                    tell("remove the link, or name another folder with `--out`"),
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
        if (self.folder / MANIFEST).is_file():
            self.manifest = Manifest.from_json((self.folder / MANIFEST).read_text("utf-8", "replace"))
        foreign = [path for path in self._files() if path not in self.manifest.files]
        if not foreign:
            return []
        named = listed(foreign[:3])
        if len(foreign) > 3:
            named = tell("{names} and {more} more", names=named, more=len(foreign) - 3)
        return [
            Diagnostic(
                "foreign-files",
                tell("the output folder holds what no build made: {named}", named=named),
                Span(self.shown),
                tell(
                    "move it elsewhere, or name an empty folder with `--out`; a build never overwrites what it did not make"
                ),
            )
        ]

    def _files(self) -> list[str]:
        found = []
        for folder, folders, files in os.walk(self.folder):
            inner = Path(folder).relative_to(self.folder).as_posix()
            if inner == ".":
                files = [name for name in files if name not in _TOLERATED]
                folders[:] = [name for name in folders if name not in _TOLERATED]
            folders[:] = [name for name in folders if not name.endswith(_TEMPORARY)]
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            found += [
                name if inner == "." else f"{inner}/{name}"
                for name in (*files, *links)
                if not name.endswith(_TEMPORARY)
            ]
        return sorted(found)

    def digest(self, path: str) -> str:
        """The digest of a file that lies in the folder; nothing where there is none."""
        try:
            return digest((self.folder / path).read_bytes())
        except OSError:
            return ""

    def read(self, path: str) -> bytes:
        """A file that lies in the folder. Raises `OSError` where there is none."""
        return (self.folder / path).read_bytes()

    def size(self, path: str) -> int:
        """How many bytes a file in the folder has. Raises `OSError` where there is none."""
        return (self.folder / path).stat().st_size

    def intact(self) -> bool:
        """Whether every file that the manifest claims lies there as it was made."""
        return all(self.digest(path) == made.output for path, made in self.manifest.files.items())

    def staging(self) -> Staging:
        """Where files are made that are to come into this folder."""
        return Staging(self.folder, self.shown)

    def write(self, plan: Plan, staged: Staging, inputs: str) -> tuple[int, int]:
        """Carries a plan out. `staged` holds the pages that were made, `inputs` is the digest of what
        they were made from. Returns how many files were written and removed. Raises `Fault` where the
        disk refuses."""
        try:
            return self._write(plan, staged.files, inputs)
        except OSError as problem:
            raise Fault(_refused(problem, self.shown)) from None

    def _write(self, plan: Plan, staged: Mapping[str, tuple[Path, str]], inputs: str) -> tuple[int, int]:
        files = {
            step.target.path: replace(
                step.made,
                output=staged[step.target.path][1]
                if step.target.path in staged
                else self.manifest.files[step.target.path].output,
            )
            for step in plan.steps
        }
        final = Manifest(plan.engine, inputs, files)
        if final == self.manifest and not staged:
            return 0, 0
        changed = [path for path in staged if self.digest(path) != files[path].output]
        if changed or plan.remove:
            # Claimed but unsettled: their digests fit nothing, so a cut-off build leaves them to be made again.
            claims = {**self.manifest.files, **{path: Made("", "", "", "") for path in changed}}
            self._put(MANIFEST, Manifest(self.manifest.engine, "", claims).to_json().encode())
        for path in changed:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged[path][0], self.folder / path)
        for path in plan.remove:
            (self.folder / path).unlink(missing_ok=True)
            self._prune((self.folder / path).parent)
        self._put(MANIFEST, final.to_json().encode())
        self.manifest = final
        return len(changed), len(plan.remove)

    def _put(self, path: str, data: bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(place.name + _TEMPORARY)
        beside.write_bytes(data)
        os.replace(beside, place)

    def _prune(self, folder: Path) -> None:
        while folder != self.folder and folder.is_relative_to(self.folder):
            try:
                folder.rmdir()
            except OSError:
                return  # not empty
            folder = folder.parent


def _refused(problem: OSError, shown: str) -> Diagnostic:
    message = tell("the site cannot be written: {problem}", problem=problem.strerror or problem)
    help = tell("look at the folder's permissions and the free space; the next build mends what is half done")
    return Diagnostic("cannot-write", message, Span(shown), help)
