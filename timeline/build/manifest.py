"""What a build remembers: each file it made, from what, and with which bytes.

Kept in the output folder as `.manifest.json`. It is the only memory between two builds; without it
a build starts from nothing and gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline import files

VERSION = 4  # of the manifest's form

Stamp = tuple[int, ...]  # a file's bytes, when it was last written and last changed in any way, in ns, and its number


@dataclass(frozen=True, slots=True)
class Made:
    """What the manifest knows of a file: the digests it was made from, and that of its bytes."""

    recipe: str
    page: str
    frame: str
    output: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that a build made in a folder, and what it made them from.

    `stamps` are how their files lay there. They hold for this folder on this machine alone, and are no part of what a
    manifest says: whoever finds another stamp reads the file.
    """

    engine: str = ""
    inputs: str = ""  # the digest of all that was read; empty where the next build must look for itself
    files: Mapping[str, Made] = field(default_factory=dict)
    packs: tuple[str, ...] = ()  # of what events contributed (`kept`), by name, in the order in which they were made
    stamps: Mapping[str, Stamp] = field(default_factory=dict, compare=False)

    def to_json(self) -> str:
        packs = [[name, *self.stamps.get(name, ())] for name in self.packs]
        known = {"version": VERSION, "engine": self.engine, "inputs": self.inputs, "packs": packs}
        rows = (
            f"{json.dumps(path)}: "
            + json.dumps([made.recipe, made.page, made.frame, made.output, *self.stamps.get(path, ())])
            for path, made in sorted(self.files.items())
        )
        return json.dumps(known)[:-1] + ', "files": {\n' + ",\n".join(rows) + "\n}}\n"

    @staticmethod
    def from_json(text: str) -> Manifest:
        """The manifest that a text holds. Of one in another form only the claims stand, so that a
        newer engine makes everything anew but still knows its own files; a damaged one is empty."""
        try:
            data = json.loads(text)
            paths = [path for path in data["files"] if claimable(path)]
            if data.get("version") == VERSION:
                made = {path: Made(*map(str, data["files"][path][:4])) for path in paths}
                stamps = {path: tuple(map(int, row[4:])) for path in paths if len(row := data["files"][path]) > 4}
                packs = tuple(name for name, *_ in data["packs"] if re.fullmatch("[0-9a-f]{24}", name))
                stamps |= {name: tuple(map(int, stamp)) for name, *stamp in data["packs"]}
                return Manifest(data["engine"], data["inputs"], made, packs, stamps=stamps)
            return Manifest(files={path: Made("", "", "", "") for path in paths})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return Manifest()


def claimable(path: str) -> bool:
    """Whether a path can be one of a build's files. A manifest may come from anybody, and what it claims is removed
    where nothing makes it any more: so nothing outside the folder, and nothing hidden, such as `.git`, is."""
    return files.inside(path) and "/." not in f"/{path}"
