"""Which side of a text has fallen behind: its languages compared through the versions of its file.

What counts is what a text says: its place in the file, its quotation marks and its line breaks may change
freely, for versions are compared as data and not by line. A side falls behind when another changes without
it, and is in step again when it changes in turn: who translates in a second commit has left nothing to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.records import yaml_file
from timeline.records.git_history import UNCOMMITTED, Commit, Version
from timeline.records.yaml_file import File, Path

Sides = dict[str, str]  # language -> text, its white space evened out; only those that say something


@dataclass(frozen=True)
class Drift:
    """The languages of one text that are `behind`, and the commit in which each language last changed."""

    behind: tuple[str, ...]
    changes: Mapping[str, Commit]


def of_file(file: File, versions: Sequence[Version], codes: Collection[str]) -> dict[Path, Drift]:
    """The texts of a YAML file of which one side is behind, by their path in it."""
    commits, older = [version.commit for version in versions], []
    if not versions or len(versions) == 1 and _text(file.path, versions[0]) == file.text:
        return {}  # all that is there came at once
    for version in versions:
        past, _ = yaml_file.read(file.path, version.raw)
        if past.readable:  # a version that nobody could read is no version
            kept: dict[Path, list[Sides]] = {}
            for path, sides in texts(past.data, codes):
                kept.setdefault(_shape(path), []).append(sides)
            older.append((version.commit, kept))
    newest = UNCOMMITTED
    if _text(file.path, versions[0]) == file.text:
        newest, older = commits[0], older[1:]
    found = {}
    for path, sides in texts(file.data, codes):
        if len(sides) > 1 and (drift := _followed(sides, newest, older, _shape(path))):
            found[path] = drift
    return found


def of_pages(pages: Mapping[str, tuple[File, Sequence[Version]]]) -> Drift | None:
    """A page written as one file for each language: whether one of them is behind, and which."""
    changed: dict[Commit, set[str]] = {}
    for code, (file, versions) in pages.items():
        states = [(version.commit, _even(_text(file.path, version))) for version in versions]
        if not states or states[0][1] != _even(file.text):
            states.insert(0, (UNCOMMITTED, _even(file.text)))
        for (commit, text), (_, before) in zip(states, [*states[1:], (None, None)], strict=True):
            if text != before:
                changed.setdefault(commit, set()).add(code)
    steps = sorted(changed.items(), key=lambda step: -step[0].order)
    (first, there), steps = steps[-1], steps[:-1]
    return _judged(set(pages), steps, first, there)


def texts(data: object, codes: Collection[str], path: Path = ()) -> Iterator[tuple[Path, Sides]]:
    """Every text with languages in some data: its path, and what it says in which language."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from texts(item, codes, (*path, index))
    elif isinstance(data, dict):
        sides = {code: _even(data[code]) for code in codes if data.get(code)}
        if sides and (path[-1:] == ("unit",) or not any(isinstance(value, dict | list) for value in data.values())):
            yield path, sides
        else:
            for key, value in data.items():
                yield from texts(value, codes, (*path, key))


def _followed(
    sides: Sides, commit: Commit, older: Iterable[tuple[Commit, Mapping[Path, list[Sides]]]], shape: Path
) -> Drift | None:
    """A text traced back through the older versions, to where none of its sides is found any more."""
    steps: list[tuple[Commit, set[str]]] = []
    codes, now = set(sides), sides
    for before, kept in older:
        was = max(kept.get(shape, ()), key=lambda past, now=now: _alike(past, now), default={})
        if not _alike(was, now):
            break
        if changed := {code for code in codes if was.get(code) != now.get(code)}:
            steps.append((commit, changed))
        commit, now = before, was
    return _judged(codes, steps, commit, codes & set(now))


def _judged(
    codes: set[str], steps: Sequence[tuple[Commit, set[str]]], first: Commit, there: Collection[str]
) -> Drift | None:
    """Which of the languages are behind, after `steps` (the newest first) from what was `there` at `first`."""
    behind = codes - set(there)
    for _, changed in reversed(steps):
        behind = behind - changed if changed <= behind else codes - changed
    if not behind:
        return None
    changes = {code: next((commit for commit, changed in steps if code in changed), first) for code in sorted(codes)}
    return Drift(tuple(sorted(behind)), changes)


def _alike(past: Sides, now: Sides) -> int:
    """How many languages say the same."""
    return sum(now.get(code) == text for code, text in past.items())


def _shape(path: Path) -> Path:
    """A path without the places in lists, which change when an item comes or goes."""
    return tuple("" if isinstance(part, int) else part for part in path)


def _text(path: str, version: Version) -> str:
    return yaml_file.read_text(path, version.raw)[0].text


def _even(value: object) -> str:
    return " ".join(str(value).split())
