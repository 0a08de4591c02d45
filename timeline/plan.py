"""Which pages to make: the table of pages held against the manifest of the last build.

A page's key is the digest of its recipe (its template with all it extends, includes or imports,
and the engine), of its `Page` and of its `Frame`. Same key and same bytes on the disk: kept. No
dependency graph, no modification times; and since a template sees nothing else, nothing is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.diagnostics import tell
from timeline.manifest import Made, Manifest, digest
from timeline.target import Target


@dataclass(frozen=True, slots=True)
class Step:
    """One file's fate: `reasons` to make it, none to keep it. `made` lacks the output's digest yet."""

    target: Target
    made: Made
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    engine: str
    steps: tuple[Step, ...]
    remove: tuple[str, ...]


def plan(
    targets: Sequence[Target],
    manifest: Manifest,
    engine: str,
    recipe: Callable[[str], str],
    on_disk: Callable[[str], str],
) -> Plan:
    """What to make, keep and remove.

    `recipe` gives a template's digest with all it draws in; `on_disk` the digest of a file that
    lies in the output folder, or nothing.
    """
    frames: dict[int, str] = {}
    steps = []
    for target in targets:
        if target.template:
            if id(target.frame) not in frames:  # one frame serves all pages of an edition
                frames[id(target.frame)] = digest(repr(target.frame))
            made = Made(recipe(target.template), digest(repr(target.page)), frames[id(target.frame)], "")
        else:
            made = Made("asset", digest(target.data), "", "")
        steps.append(Step(target, made, tuple(_reasons(target, made, manifest, engine, on_disk))))
    wanted = {target.path for target in targets}
    return Plan(engine, tuple(steps), tuple(sorted(set(manifest.files) - wanted)))


def _reasons(target: Target, made: Made, manifest: Manifest, engine: str, on_disk: Callable[[str], str]):
    last = manifest.files.get(target.path)
    if last is None:
        yield tell("it is new")
        return
    if target.template and engine != manifest.engine:
        yield tell("the engine changed")
    if made.recipe != last.recipe:
        yield tell("its template changed")
    if made.page != last.page:
        yield tell("what it shows changed")
    if made.frame != last.frame:
        yield tell("what all pages of its edition share changed")
    lies_there = on_disk(target.path)
    if not lies_there:
        yield tell("it is missing from the output folder")
    elif lies_there != last.output:
        yield tell("it was changed by hand")
