"""The making of files, here or divided among the processors.

First each event is worked out once: its own pages in every language, and what it contributes to what is made of them
all. It is the most of a build, and no event needs another for it. Then all else is made, of what they contributed.

A process that works is a copy of this one, or where a system does not copy processes well, it is started anew and reads
the project again; where it finds another one than whoever started it, it does nothing, and what it was to do is done
here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from timeline.build import plan, survey
from timeline.build.inputs import Options, engine_digest
from timeline.build.output import Output, Staging
from timeline.build.survey import Site
from timeline.faults.diagnostic import Diagnostic, Fault, tell
from timeline.target import Target

MANY = 100  # jobs that are worth a second process
_EVENTS, _OTHERS = 10, 4  # events, and other files, that a process is handed at a time
_ENOUGH = 50  # faults: the same one on ten thousand pages tells no more


class Job(NamedTuple):
    """Files to make, by their paths, and events whose contributions are to be there."""

    paths: Sequence[str]
    events: Sequence[str] = ()


class Worked(NamedTuple):
    """What became of some jobs: files that were laid, contributions that were made, faults."""

    files: Sequence[tuple[str, str, str]] = ()  # path in the site, where it lies, its digest
    contributed: Sequence[tuple[bytes, bytes | memoryview]] = ()
    faults: Sequence[Diagnostic] = ()


class Place(NamedTuple):
    """What a process works with: the site, its files by path, and where they are laid."""

    site: Site
    targets: Mapping[str, Target]
    staged: Staging


Tell = Callable[[str, int, int], None]  # what is at work, how much of it is done, and how much there is


def events(options: Options, site: Site, output: Output, staged: Staging, told: Tell) -> list[Diagnostic]:
    """Stages the pages of events that are to be made, and sees that all contributions are there."""
    targets = {target.path: target for target in site.targets if target.event}
    steps = plan.steps(
        list(targets.values()), output.manifest, engine_digest(), site.templates.recipe, output.lies_there
    )
    due: dict[str, list[str]] = {id: [] for id in site.contributed.keys}
    for step in steps:
        if step.reasons:
            due[step.target.event].append(step.target.path)
    waiting = [id for id, paths in due.items() if paths or not site.contributed.has(id)]
    jobs = [Job([path for id in some for path in due[id]], some) for some in _by(_EVENTS, waiting)]
    begin = None if method() == "fork" else partial(_arrive, options, site.key())
    return _do(Place(site, targets, staged), jobs, len(waiting), begin, partial(told, tell("events")))


def others(site: Site, steps: Iterable[plan.Step], staged: Staging, told: Tell) -> list[Diagnostic]:
    """Stages all other files that are to be made, those that take longest first."""
    targets = {step.target.path: step.target for step in steps if step.reasons}
    pages = [path for path, target in targets.items() if target.template]
    data = [path for path, target in targets.items() if target.key and not target.template]
    rest = [path for path, target in targets.items() if not target.key and not target.template]  # there already
    jobs = [*([path] for path in data), *_by(_OTHERS, pages), rest]
    many = len(pages) if method() == "fork" else 0  # who starts anew does not know what was contributed
    told = partial(told, tell("lists, indexes, downloads"))
    return _do(Place(site, targets, staged), [Job(paths) for paths in jobs], many, None, told)


def _by(most: int, items: Iterable[str]) -> Iterator[list[str]]:
    """Items, some at a time."""
    waiting = iter(items)
    while some := list(islice(waiting, most)):
        yield some


Begin = Callable[[str], None]  # where files are laid -> a process that is started anew has read the project


def _do(
    place: Place, jobs: Sequence[Job], many: int, begin: Begin | None, told: Callable[[int, int], None]
) -> list[Diagnostic]:
    """All jobs, and the faults that were met. `many` is how many files or events they are; without `begin` processes
    are copies of this one."""
    faults: list[Diagnostic] = []
    done, reached, processes = 0, 0, processors()
    sizes = [len(job.events) or len(job.paths) for job in jobs]
    if many >= MANY and processes > 1:
        for worked in _divided(place, jobs, begin, processes):
            if worked is None:
                break
            reached += sizes[done]
            done += 1
            told(reached, sum(sizes))
            place.staged.files.update((path, (lies, digest)) for path, lies, digest in worked.files)
            for id, packed in worked.contributed:
                place.site.kept.take(id, packed)
            faults += worked.faults
            if len(faults) > _ENOUGH:
                return faults
    for job, size in zip(jobs[done:], sizes[done:], strict=True):
        faults += _worked(place, job).faults
        reached += size
        told(reached, sum(sizes))
        if len(faults) > _ENOUGH:
            break
    return faults


def _worked(place: Place, job: Job) -> Worked:
    """A job, done here."""
    site, targets, staged = place
    faults: list[Diagnostic] = []
    for path in job.paths:
        try:
            staged.add(path, site.templates.render(targets[path]))
        except Fault as fault:
            faults += fault.diagnostics
    for id in job.events:
        site.contributed.complete(id)
    files = [(path, *staged.files[path]) for path in job.paths if path in staged.files]
    return Worked(files, (), faults)


# Several processes


def processors() -> int:
    """How many there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def method() -> str:
    """How processes start."""
    return "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"


def _divided(place: Place, jobs: Sequence[Job], begin: Begin | None, processes: int) -> Iterator[Worked | None]:
    """What became of the jobs, in their order; None from the first on that nobody did."""
    from concurrent.futures import ProcessPoolExecutor  # only now: a small build does without all that
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    place.staged.begin()
    start: Callable[[], None] = partial(_stay, place)
    if begin:
        start = partial(begin, place.staged.folder)
    try:
        with ProcessPoolExecutor(processes, get_context("spawn" if begin else "fork"), start) as pool:
            try:
                yield from pool.map(_elsewhere, jobs)
            finally:
                pool.shutdown(cancel_futures=True)
    except BrokenProcessPool:  # one was killed, for want of memory perhaps
        yield None


_here: list[Place] = []  # in a process that works for another


def _stay(place: Place) -> None:
    """A copy of the process that knows the site goes on with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it hears that
    place.staged.files.clear()
    place.site.kept.sent()
    _here[:] = [place]


def _arrive(options: Options, key: str, folder: str) -> None:
    """A new process reads the project as the one did that started it."""
    output = options.output()
    site = survey.survey(options, [], output)
    if site.key() == key:
        staged = output.staging()
        staged.folder = folder
        _stay(Place(site, {target.path: target for target in site.targets if target.event}, staged))


def _elsewhere(job: Job) -> Worked | None:
    """A job, done in this process for another."""
    if not _here:
        return None
    return _worked(_here[0], job)._replace(contributed=_here[0].site.kept.sent())
