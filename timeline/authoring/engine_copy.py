"""The engine as a copy in a timeline's own repository: what belongs to it, and how it is renewed.

A timeline outlasts the place that its engine came from, so it holds all that makes it, pinned: `engine/`, with a list
of its files and their digests that says which version they are, and beside it the `build.py` that people run. A renewal
exchanges the files that are as that list has them. One that was changed there is somebody's work: it is named, and
nothing is renewed.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from timeline import files, home
from timeline.faults.diagnostic import Diagnostic, Span, listed, tell
from timeline.records import git_history

FOLDER, LAUNCHER = "engine", "build.py"
_LIST = f"{FOLDER}/{home.VERSION}"
_FILES = ("build.py", "pyproject.toml", "constraints.txt", "LICENSE")
FOLDERS = ("timeline", "templates")
_SHOWN = 5  # changed files that are named

_VERSION = re.compile(r"# (version [0-9A-Za-z.]{1,40}(?:, commit [0-9a-f]{7,64}(?:, changed)?)?)\n")
_LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)
_HEAD = """\
# {version}
# A copy of the engine, not to be changed here: `init`, run from a newer one, renews it. Below stands what it consists
# of; `sha256sum --check version.txt` says whether it is still that.
"""


class Renewal(NamedTuple):
    """What is to be written into a project, by path, None for what goes; the versions that it has and gets."""

    changes: Mapping[str, bytes | None]
    before: str
    after: str


def lies_in(root: Path) -> bool:
    """Whether a folder is a timeline with a copy of the engine."""
    return files.plain(root / _LIST) and (root / "content").is_dir()


def contents() -> dict[str, bytes]:
    """The engine that is running, as files of a project by their paths there."""
    found = {f"{FOLDER}/{name}": (home.ENGINE / name).read_bytes() for name in _FILES}
    for folder in FOLDERS:
        for path, entry in files.walk(home.ENGINE / folder, closed=_passing):
            if entry.is_file(follow_symlinks=False) and not _passing(path) and not files.leftover(entry.name):
                found[f"{FOLDER}/{folder}/{path}"] = Path(entry.path).read_bytes()
    found[LAUNCHER] = (home.ENGINE / "templates/project/build.py").read_bytes()
    lines = (f"{_digest(data)}  {_from_list(path)}\n" for path, data in sorted(found.items()))
    return {**found, _LIST: "".join((_HEAD.format(version=_version()), *lines)).encode()}


def renewal(root: Path) -> tuple[Renewal, list[Diagnostic]]:
    """A project that has a copy -> what makes it the engine that is running, and what stands in the way."""
    text = (root / _LIST).read_text("utf-8", "replace")
    had = {_from_root(path): digest for digest, path in _LINE.findall(text)}
    had = {path: digest for path, digest in had.items() if path == LAUNCHER or path.startswith(f"{FOLDER}/")}
    made = contents()
    changes: dict[str, bytes | None] = {}
    faults, changed = [], []
    for path in sorted({*had, *made}):
        if not files.inside(path):
            continue  # made up: nothing of ours lies there
        if link := files.link(root, path):
            faults.append(files.linked(link))
            continue
        place = root / path
        lies = place.read_bytes() if files.plain(place) else None
        if lies == made.get(path):
            continue
        if lies is not None and path != _LIST and _digest(lies) != had.get(path):
            changed.append(path)
        changes[path] = made.get(path)
    if changed:
        faults.append(_changed(changed))
    said = _VERSION.match(text)
    return Renewal(changes, said[1] if said else "", _version()), list(dict.fromkeys(faults))


def _changed(paths: list[str]) -> Diagnostic:
    shown = listed(paths[:_SHOWN])
    if more := len(paths) - _SHOWN:
        shown = tell("{first} and {n} more", first=shown, n=more) if more > 0 else shown
    message = tell("files of the engine were changed here, and renewing it would undo that: {paths}", paths=shown)
    help = tell(
        "put them back as they were, or delete them; what a project changes of the engine's looks goes into a folder "
        "`templates/` of its own"
    )
    return Diagnostic("changed-engine", message, Span(FOLDER), help)


def _version() -> str:
    """Which engine is running: its version, and its commit where that is known; a copy says what it is a copy of."""
    listed = home.ENGINE / home.VERSION
    if listed.is_file() and (said := _VERSION.match(listed.read_text("utf-8", "replace"))):
        return said[1]
    version = tomllib.loads((home.ENGINE / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    # Unpacked within somebody else's repository, it would be told their commit.
    commit = git_history.head(home.ENGINE) if (home.ENGINE / ".git").exists() else ""
    changed = commit and git_history.differs(home.ENGINE, *_FILES, *FOLDERS)
    return f"version {version}" + (f", commit {commit}" if commit else "") + (", changed" if changed else "")


def _passing(path: str) -> bool:
    """Whether something in the engine's folders is a machine's own, made anew whenever it is missing."""
    return path.rpartition("/")[2] == "__pycache__"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _from_list(path: str) -> str:
    """A project's path, from where the list lies."""
    return path.removeprefix(f"{FOLDER}/") if path != LAUNCHER else f"../{LAUNCHER}"


def _from_root(path: str) -> str:
    return f"{FOLDER}/{path}" if path != f"../{LAUNCHER}" else LAUNCHER
