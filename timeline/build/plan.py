"""Which pages to make: the table of pages held against the manifest of the last build.

A page's key is the digest of its recipe (its template with all it extends, includes or imports,
and the engine), of its `Page` and of its `Frame`. Same key and same bytes on the disk: kept. Where what
its `Page` is made of has a digest of its own (`Target.key`), that stands for it, and the page is not even
worked out. No dependency graph, no modification times; and since a template sees nothing else, nothing is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline import addresses
from timeline.build.manifest import Made, Manifest
from timeline.digest import digest, digest_of
from timeline.downloads import zip_archive
from timeline.faults.diagnostic import Told, tell
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

    def also(self, steps: Iterable[Step]) -> Plan:
        """The plan with more files."""
        all = sorted((*self.steps, *steps), key=lambda step: step.target.path)
        paths = {step.target.path for step in all}
        return replace(self, steps=tuple(all), remove=tuple(path for path in self.remove if path not in paths))

    def without(self, made: Collection[str]) -> Plan:
        """The plan without what is made already, by its path."""
        return replace(self, steps=tuple(step for step in self.steps if step.target.path not in made))


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
    wanted = {target.path for target in targets}
    return Plan(
        engine, tuple(steps(targets, manifest, engine, recipe, on_disk)), tuple(sorted(set(manifest.files) - wanted))
    )


def steps(
    targets: Sequence[Target],
    manifest: Manifest,
    engine: str,
    recipe: Callable[[str], str],
    on_disk: Callable[[str], str],
) -> Iterator[Step]:
    """The fate of each of some files."""
    frames: dict[int, str] = {}
    for target in targets:
        if target.frame and id(target.frame) not in frames:  # one frame serves all pages of an edition
            frames[id(target.frame)] = digest(repr(target.frame))
        frame = frames.get(id(target.frame), "")
        if target.template:
            made = Made(recipe(target.template), target.key or digest(repr(target.page)), frame, "")
        else:
            made = Made("asset", target.key or digest(target.data), frame, "")
        yield Step(target, made, tuple(_reasons(target, made, manifest, engine, on_disk)))


def around(
    plan: Plan,
    inside: Mapping[str, str],
    archive: Callable[[], int],
    telling: Callable[[int], Sequence[Target]],
    manifest: Manifest,
    recipe: Callable[[str], str],
    on_disk: Callable[[str], str],
    size: Callable[[str], int],
) -> Plan:
    """A plan with what can be made only when all else is: the archive of the site, and the pages that tell its size.

    `inside` are the digests of what it holds: while they stay, so does it, and it is not packed again.
    """
    path = addresses.ARCHIVE  # `archive` makes it, and gives how many bytes it has
    key = Made(zip_archive.RECIPE, digest_of(inside), "", "")
    target = Target(path)
    step = Step(target, key, tuple(_reasons(target, key, manifest, plan.engine, on_disk)))
    told = telling(archive() if step.reasons else size(path))
    return plan.also((step, *steps(told, manifest, plan.engine, recipe, on_disk)))


def _reasons(
    target: Target, made: Made, manifest: Manifest, engine: str, on_disk: Callable[[str], str]
) -> Iterator[Told]:
    last = manifest.files.get(target.path)
    if last is None:
        yield tell("it is new")
        return
    if (target.template or target.key) and engine != manifest.engine:
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
