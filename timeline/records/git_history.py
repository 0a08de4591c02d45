"""What git remembers of the content: each file's versions, the newest first, with the commit that made each.

Two runs of `git` read everything, however many files there are: `log` says which commits changed which
file, `cat-file` hands over the files as they were. The history is that of the branch's own line (first
parents): what a merge brought in counts as changed by the merge. Where git is missing or has nothing to
tell, `note` says so and the history is empty; nothing here ever fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 30  # that one run of git may take
VERSIONS = 200  # of one file that are looked at: a table grows with every event
_SUFFIXES = (".yaml", ".md")

# Nothing that somebody has set may make git start a program, ask a question, reach for the network or tell less.
_SET = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",
    "log.diffMerges=first-parent",
)
_LOG = (
    *("--first-parent", "-m", "--root", "--raw", "--no-abbrev", "-z", "--relative", "--find-renames"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--date=short", "--format=%H %cd"),
)
_WHEN = (
    *("--first-parent", "-m", "--root", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff"),
    *("--no-color", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd"),
)
# A commit can be dated in any year. One that no calendar of ours knows has none.
_STAMP = re.compile(r"([0-9]+)-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_DAY = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEPT = ("PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT")  # `safe.directory` is the user's to say
_FIXED = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # the same for a git that does not know the line above
    "LC_ALL": "C",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Commit:
    """`date` is the committer's day, as EDTF. `order` grows with newness and is for comparing only."""

    hash: str
    date: str
    order: int


UNCOMMITTED = Commit("", "", sys.maxsize)  # what has been changed and not committed is newer than all


@dataclass(frozen=True)
class Version:
    """A file as a commit left it."""

    commit: Commit
    raw: bytes = field(repr=False)


@dataclass(frozen=True)
class History:
    """`versions` by the path from the project's root. `note` says in a word why git tells less than all: git is
    `absent`, the project `outside` of any repository (or of those it trusts), its first commit `unborn`, the
    clone `shallow`, git too `slow`, or it `failed`; empty where it tells all."""

    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    note: str = ""


class _Silent(Exception):
    """Git tells nothing; the argument is the note that says why."""


def read(root: Path) -> History:
    """The history of the YAML and Markdown files under `root`/content."""
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository", failing="outside")
        _git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}", failing="unborn")
        changes = _changes(root)
        blobs = _blobs(root, sorted({blob for made in changes.values() for _, blob in made}))
    except _Silent as silent:
        return History(note=silent.args[0])
    versions = {
        path: tuple(Version(commit, blobs[blob]) for commit, blob in made if blob in blobs)
        for path, made in changes.items()
    }
    return History(versions, "shallow" if shallow.strip() == b"true" else "")


def head(root: Path) -> str:
    """The commit that is checked out; empty where there is none, or no git."""
    try:
        return _git(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}").decode().strip()
    except _Silent:
        return ""


def differs(root: Path, *paths: str) -> bool:
    """Whether what lies at some paths is not what the commit that is checked out has there."""
    try:
        return bool(_git(root, "status", "--porcelain", "--", *paths).strip())
    except _Silent:
        return False


def changes(root: Path) -> dict[str, str]:
    """When each file under `root`/content was last changed by a commit: `2026-11-27T08:18:00Z`, in UTC.

    Nothing where git has nothing to tell, and nothing in a shallow clone, where the oldest commit seems to
    have made every file. What is changed and not committed has the time of its last commit.
    """
    try:
        if _git(root, "rev-parse", "--is-shallow-repository", failing="outside").strip() == b"true":
            return {}
        told = _git(root, "log", *_WHEN, "--", "content")
    except _Silent:
        return {}
    found: dict[str, str] = {}
    time = ""
    for token in os.fsdecode(told).split("\0"):
        # A commit's time stands before the first of its files, behind a line end.
        if stamp := _STAMP.fullmatch(token.strip("\n")):
            time = stamp[0] if _DAY.match(stamp[0]) else ""
        elif time and (name := token.strip("\n")):
            found.setdefault(name, time)
    return found


def _changes(root: Path) -> dict[str, list[tuple[Commit, str]]]:
    """Each file's commits, the newest first, with the blob that each left; a renamed file keeps its past."""
    told = _git(root, "log", *_LOG, "--", "content")
    tokens = iter(os.fsdecode(told).split("\0"))
    found: dict[str, list[tuple[Commit, str]]] = {}
    now: dict[str, str] = {}  # the name then -> the name today; empty where the past belongs to another file
    commit = UNCOMMITTED
    for token in map(str.strip, tokens):
        if not token.startswith(":"):
            hash, _, date = token.partition(" ")
            commit = Commit(hash[:8], date if _DAY.fullmatch(date) else "", commit.order - 1)
            continue
        _, mode, _, blob, status = token.split(" ")
        before = after = next(tokens)
        if status[0] in "RC":
            after = next(tokens)
        path = now.get(after, after)
        if path.endswith(_SUFFIXES) and status != "D" and mode.startswith("100"):  # a file, and no link or submodule
            made = found.setdefault(path, [])
            if len(made) < VERSIONS:
                made.append((commit, blob))
        if status[0] in "ADRC":
            now[after] = ""
        if status[0] == "R":
            now[before] = path
    return found


def _blobs(root: Path, ids: list[str]) -> dict[str, bytes]:
    """The contents of blobs; without those that are missing or too large to be content."""
    from timeline.records.yaml_file import MAX_BYTES  # only now: a build with nothing to do asks for `head` and no more

    sizes = (line.split() for line in _git(root, "cat-file", "--batch-check", given=ids).decode().splitlines())
    wanted = [row[0] for row in sizes if row[1:2] == ["blob"] and int(row[2]) <= MAX_BYTES]
    return dict(_parted(_git(root, "cat-file", "--batch", given=wanted)))


def _parted(told: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` prints: `ID blob SIZE`, a line end, the contents, a line end; and so on."""
    start = 0
    while start < len(told):
        head, start = told[start : (end := told.index(b"\n", start))].decode().split(), end + 1
        if len(head) == 3:
            yield head[0], told[start : start + int(head[2])]
            start += int(head[2]) + 1


def _git(root: Path, *words: str, given: list[str] | None = None, failing: str = "failed") -> bytes:
    """What one run of git prints; `given` are lines to its input. Raises `_Silent`, with `failing` where git fails."""
    settings = [word for setting in _SET for word in ("-c", setting)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _FIXED
    try:
        done = subprocess.run(
            ["git", "--no-pager", "--literal-pathspecs", *settings, "-C", str(root), *words],
            input="".join(f"{line}\n" for line in given or ()).encode(),
            capture_output=True,
            timeout=SECONDS,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise _Silent("slow") from None
    except OSError:
        raise _Silent("absent") from None
    if done.returncode:
        raise _Silent(failing)
    return done.stdout
