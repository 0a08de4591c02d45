"""The output folder: the only place where anything is written, and only what a build made is touched.

A file is written beside its place and moved there, so that a reader never meets half of it. The
manifest claims every file before it is written and is settled last: a build that is cut off in
between leaves a folder that the next one mends.
"""

from __future__ import annotations

import os
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

    def write(self, plan: Plan, made: Mapping[str, bytes], inputs: str) -> tuple[int, int]:
        """Carries a plan out. `made` holds the bytes of the pages to make, `inputs` the digest of
        what they were made from. Returns how many files were written and removed. Raises `Fault`
        where the disk refuses."""
        try:
            return self._write(plan, made, inputs)
        except OSError as problem:
            raise Fault(
                Diagnostic(
                    "cannot-write",
                    tell("the site cannot be written: {problem}", problem=problem.strerror or problem),
                    Span(self.shown),
                    tell("look at the folder's permissions and the free space; the next build mends what is half done"),
                )
            ) from None

    def _write(self, plan: Plan, made: Mapping[str, bytes], inputs: str) -> tuple[int, int]:
        files = {
            step.target.path: replace(step.made, output=digest(made[step.target.path]))
            if step.target.path in made
            else replace(step.made, output=self.manifest.files[step.target.path].output)
            for step in plan.steps
        }
        final = Manifest(plan.engine, inputs, files)
        if final == self.manifest and not made:
            return 0, 0
        changed = [path for path in made if self.digest(path) != files[path].output]
        if changed or plan.remove:
            # Claimed but unsettled: their digests fit nothing, so a cut-off build leaves them to be made again.
            claims = {**self.manifest.files, **{path: Made("", "", "", "") for path in changed}}
            self._put(MANIFEST, Manifest(self.manifest.engine, "", claims).to_json().encode())
        for path in changed:
            self._put(path, made[path])
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
