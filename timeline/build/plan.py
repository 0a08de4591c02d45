"""Which pages to make: the table of pages held against the manifest of the last build.

A page's key is the digest of its recipe (its template with all it extends, includes or imports,
and the engine), of its `Page` and of its `Frame`. Same key and same bytes on the disk: kept. Where what
its `Page` is made of has a digest of its own (`Target.key`), that stands for it, and the page is not even
worked out. No dependency graph, no modification times; and since a template sees nothing else, nothing is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


class Judge:
    """Tells the fate of files by what is known of the last build."""

    def __init__(
        self, manifest: Manifest, engine: str, recipe: Callable[[str], str], on_disk: Callable[[str], str]
    ) -> None:
        """`recipe` gives a template's digest with all it draws in; `on_disk` the digest of a file that lies in the
        output folder, or nothing."""
        self.manifest, self.engine, self.recipe, self.on_disk = manifest, engine, recipe, on_disk
        self._frames: dict[int, str] = {}

    def steps(self, targets: Iterable[Target]) -> Iterator[Step]:
        """The fate of each of some files."""
        for target in targets:
            frame = self._frame(target)
            if target.template:
                made = Made(self.recipe(target.template), target.key or digest(repr(target.page)), frame, "")
            else:
                made = Made("asset", target.key or digest(target.data), frame, "")
            yield self.step(target, made)

    def step(self, target: Target, made: Made) -> Step:
        """The fate of a file that is to be made from this."""
        return Step(target, made, tuple(_reasons(target, made, self)))

    def plan(self, steps: Iterable[Step]) -> Plan:
        """What to make, keep and remove where these are all files."""
        steps = tuple(sorted(steps, key=lambda step: step.target.path))
        wanted = {step.target.path for step in steps}
        return Plan(self.engine, steps, tuple(sorted(set(self.manifest.files) - wanted)))

    def around(
        self,
        plan: Plan,
        inside: Mapping[str, str],
        archive: Callable[[], int],
        telling: Callable[[int], Sequence[Target]],
        size: Callable[[str], int],
    ) -> Plan:
        """A plan with what can be made only when all else is: the archive of the site, which `archive` makes, and the
        pages that tell how many bytes it has.

        `inside` are the digests of what it holds: while they stay, so does it, and it is not packed again.
        """
        path = addresses.ARCHIVE
        step = self.step(Target(path), Made(zip_archive.RECIPE, digest_of(inside), "", ""))
        told = telling(archive() if step.reasons else size(path))
        return self.plan((*plan.steps, step, *self.steps(told)))

    def _frame(self, target: Target) -> str:
        if not target.frame:
            return ""
        if id(target.frame) not in self._frames:  # one frame serves all pages of an edition
            self._frames[id(target.frame)] = digest(repr(target.frame))
        return self._frames[id(target.frame)]


def _reasons(target: Target, made: Made, judge: Judge) -> Iterator[Told]:
    last = judge.manifest.files.get(target.path)
    if last is None:
        yield tell("it is new")
        return
    if (target.template or target.key) and judge.engine != judge.manifest.engine:
        yield tell("the engine changed")
    if made.recipe != last.recipe:
        yield tell("its template changed")
    if made.page != last.page:
        yield tell("what it shows changed")
    if made.frame != last.frame:
        yield tell("what all pages of its edition share changed")
    lies_there = judge.on_disk(target.path)
    if not lies_there:
        yield tell("it is missing from the output folder")
    elif lies_there != last.output:
        yield tell("it was changed by hand")
