"""What a build is told and what it reads; and the short way for when none of that has changed.

The site is a function of its inputs. Where their digest is the one that the last build noted, and
every file of the site is as that build left it, there is nothing to do, and finding that out needs
neither the content model nor the templates. Contents are compared, never modification times.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline import files
from timeline.build.output import Output
from timeline.digest import digest
from timeline.records import git_history

ENGINE = Path(__file__).resolve().parent.parent
OUR_TEMPLATES = ENGINE.parent / "templates"


@dataclass(frozen=True)
class Options:
    """Where to build from and to. `address` stands in for the one of site.yaml; with `cards`, each event
    gets a picture of its own for where it is shared; `committed` looks at content/ as at a commit to be published."""

    root: Path
    out: Path | None = None
    address: str = ""
    cards: bool = False
    committed: bool = False

    def output(self) -> Output:
        """The output folder, still unopened."""
        return Output(files.Tree(self.out) if self.out else files.Tree(self.root, "site"), str(self.out or "site"))


@cache
def engine_digest() -> str:
    """The digest of the engine: its own source, as this process has it, and the versions of what it stands on."""
    paths = (*sorted(ENGINE.rglob("*.py")), ENGINE.parent / "constraints.txt")
    return digest(*(part for path in paths for part in (path.relative_to(ENGINE.parent).as_posix(), path.read_bytes())))


def inputs_digest(options: Options) -> str:
    """The digest of all that a build reads, the commit that is checked out among it; empty where something in the way
    is no file that can be read."""
    held = files_digest(options.root / "content", options.root / "templates", OUR_TEMPLATES)
    return held and digest(engine_digest(), options.address, str(options.cards), git_history.head(options.root), held)


def templates_digest(root: Path) -> str:
    """The digest of the templates that a project is made with."""
    return files_digest(root / "templates", OUR_TEMPLATES)


def files_digest(*roots: Path) -> str:
    """The digest of all files in some folders; empty where something in the way is no file that can be read, such as
    a link."""
    parts: list[str | bytes] = []
    for folder in dict.fromkeys(roots):
        if folder.is_symlink():
            return ""
        for path, entry in sorted(files.walk(folder), key=lambda found: found[0]):
            if entry.is_file(follow_symlinks=False) and os.access(entry.path, os.R_OK):
                if not path.startswith("schema/"):  # for editors: made by the build and never read
                    with open(entry.path, "rb") as file:
                        parts += [path, file.read()]
            elif not entry.is_dir(follow_symlinks=False):
                return ""
    return digest(*parts)


def nothing_to_do(options: Options) -> int | None:
    """How many files the site has, where a build would change none of them; None where it might."""
    output = options.output()
    if output.open() or not output.manifest.inputs or not output.intact():
        return None
    try:
        return len(output.manifest.files) if output.manifest.inputs == inputs_digest(options) else None
    except OSError:
        return None  # the long way will say what cannot be read
