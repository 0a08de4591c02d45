"""What a build is told and what it reads; and the short way for when none of that has changed.

The site is a function of its inputs. Where their digest is the one that the last build noted, and
every file of the site is as that build left it, there is nothing to do, and finding that out needs
neither the content model nor the templates. What is read is compared by its contents, never by the times of files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline import files
from timeline.build.output import Output
from timeline.digest import digest, digest_of, digest_of_file
from timeline.drawing import picture_sizes
from timeline.records import git_history
from timeline.text import picture_file

LARGEST = picture_file.MOST_BYTES  # no more is read of any file of content/
ENGINE = Path(__file__).resolve().parent.parent
OUR_TEMPLATES = ENGINE.parent / "templates"


@dataclass(frozen=True)
class Options:
    """Where to build from and to. `address` stands in for the one of site.yaml; with `cards`, each event
    gets a picture of its own for where it is shared; with `pictures`, whatever draws and sizes them must be there;
    `committed` looks at content/ as at a commit to be published, and
    `release` at the site as at one that goes out now."""

    root: Path
    out: Path | None = None
    address: str = ""
    cards: bool = False
    pictures: bool = False
    committed: bool = False
    release: bool = False

    def output(self) -> Output:
        """The output folder, still unopened."""
        tree = files.Tree(self.out) if self.out else files.Tree(self.root, "site")
        read = (*(self.root / name for name in ("content", "templates", ".git")), ENGINE, OUR_TEMPLATES)
        return Output(tree, str(self.out or "site"), read)


@cache
def engine_digest() -> str:
    """The digest of the engine: its own source, as this process has it, and the versions of what it stands on."""
    paths = (*sorted(ENGINE.rglob("*.py")), ENGINE.parent / "constraints.txt")
    return digest(*(part for path in paths for part in (path.relative_to(ENGINE.parent).as_posix(), path.read_bytes())))


def inputs(options: Options) -> dict[str, str]:
    """All that a build reads, by name: the digest of each file, what it is told, the commit that is checked out;
    nothing where something in the way is no file that can be read."""
    read = digests({options.root / "content": "content", **_templates(options.root)})
    told = {"engine": engine_digest(), "address": options.address, "cards": str(options.cards)}
    there = {"pictures": picture_sizes.recipe(), "commit": git_history.head(options.root)}
    return read and {**read, **told, **there}


def templates_digest(root: Path) -> str:
    """The digest of the templates that a project is made with; empty where they cannot be read."""
    read = digests(_templates(root))
    return digest_of(read) if read else ""


def _templates(root: Path) -> dict[Path, str]:
    return {OUR_TEMPLATES: "templates", root / "templates": "own templates"}  # of our own project these are one


def digests(folders: Mapping[Path, str]) -> dict[str, str]:
    """Folders, each with a name -> the digests of all files in them, by that name and their path; nothing where
    something in the way is no file that can be read, such as a link."""
    found: dict[str, str] = {}
    for folder, name in folders.items():
        if folder.is_symlink():
            return {}
        for path, entry in files.walk(folder):
            if entry.is_file(follow_symlinks=False) and os.access(entry.path, os.R_OK):
                # What is for editors is made by the build and never read, what is an editor's own neither.
                if not path.startswith("schema/") and not files.leftover(entry.name):
                    with open(entry.path, "rb") as file:
                        found[f"{name}/{path}"] = digest_of_file(file, LARGEST if name == "content" else None)
            elif not entry.is_dir(follow_symlinks=False):
                return {}
    return found


def nothing_to_do(options: Options) -> int | None:
    """How many files the site has, where a build would change none of them; None where it might."""
    output = options.output()
    if options.release:
        return None  # what would keep it from going out kept no build from being made
    if output.open() or not output.manifest.inputs or not output.settled() or output.tree.left():
        return None
    try:
        read = inputs(options)  # sooner known than what lies there, where something changed
        if not read or output.manifest.inputs != digest_of(read):
            return None
    except OSError:
        return None  # the long way will say what cannot be read
    return len(output.manifest.files) if output.intact() else None
