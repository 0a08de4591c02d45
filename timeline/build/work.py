"""The making of files, here or divided among the processors.

First each event is worked out once: its own pages in every language, and what it contributes to what is made of them
all. It is the most of a build, and no event needs another for it. Then all else is made, of what they contributed.

A process that works is a copy of this one, or where a system does not copy processes well, it is started anew and reads
the project again; where it finds another one than whoever started it, it does nothing, and what it was to do is done
here.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from threading import Thread
from typing import NamedTuple, TypeVar

from timeline.build import survey
from timeline.build.inputs import Options
from timeline.build.kept import Lying
from timeline.build.manifest import Made
from timeline.build.plan import Judge, Step
from timeline.build.staging import Staging
from timeline.build.survey import Site
from timeline.faults.diagnostic import Diagnostic, Fault, tell
from timeline.target import Target

T = TypeVar("T")

MANY = 100  # jobs that are worth a second process
_EVENTS, _OTHERS = 10, 4  # events, and other files, that a process is handed at a time
_SELDOM = 10  # clearings between two that are thorough
_ENOUGH = 50  # faults: the same one on ten thousand pages tells no more


class Job(NamedTuple):
    """Events, each with those of its pages that are to be made; or other files by their paths, still to be judged."""

    events: Sequence[tuple[str, Sequence[str]]] = ()
    others: Sequence[str] = ()

    @property
    def size(self) -> int:
        return len(self.events) + len(self.others)


class Worked(NamedTuple):
    """What became of some jobs: the fate of files that were looked at, files that were laid, contributions that were
    made, faults."""

    judged: Sequence[tuple[str, Made, tuple[str, ...]]] = ()
    files: Sequence[tuple[str, str, str]] = ()  # path in the site, where it lies, its digest
    contributed: Sequence[tuple[str, Lying]] = ()
    faults: Sequence[Diagnostic] = ()


class Place(NamedTuple):
    """What a process works with: the site, its files by path, by what their fate is told, and where they are laid."""

    site: Site
    targets: Mapping[str, Target]
    judge: Judge
    staged: Staging


class Outcome(NamedTuple):
    """What is to become of files, and the faults that were met."""

    steps: list[Step]
    faults: list[Diagnostic]


Tell = Callable[[str, int, int], None]  # what is at work, how much of it is done, and how much there is


def events(options: Options, site: Site, judge: Judge, staged: Staging, told: Tell) -> Outcome:
    """Stages the pages of events that are to be made, and sees that all contributions are there."""
    targets = {target.path: target for target in site.targets if target.event}
    steps = list(judge.steps(targets.values()))
    due: dict[str, list[str]] = {id: [] for id in site.contributed.keys}
    for step in steps:
        if step.reasons:
            due[step.target.event].append(step.target.path)
    waiting = [(id, paths) for id, paths in due.items() if paths or not site.contributed.has(id)]
    jobs = [Job(some) for some in _by(_EVENTS, waiting)]
    begin = None if method() == "fork" else partial(_arrive, options, site.key())
    done = _do(Place(site, targets, judge, staged), jobs, len(waiting), begin, partial(told, tell("events")))
    return Outcome(steps, done.faults)


def others(site: Site, judge: Judge, staged: Staging, told: Tell) -> Outcome:
    """Looks at all other files but the last, and stages those that are to be made; those first that take longest."""
    targets = {target.path: target for target in site.targets if not target.event and target.path not in site.last}
    pages = [path for path, target in targets.items() if target.template and path not in site.scripts]
    data = [path for path, target in targets.items() if target.key and not target.template]
    rest = [path for path, target in targets.items() if not target.key and not target.template]  # there already
    jobs = [Job((), paths) for paths in (*([path] for path in (*data, *site.scripts)), *_by(_OTHERS, pages), rest)]
    many = len(pages) if method() == "fork" else 0  # who starts anew does not know what was contributed
    told = partial(told, tell("lists, indexes, downloads"))
    return _do(Place(site, targets, judge, staged), jobs, many, None, told)


def _by(most: int, items: Iterable[T]) -> Iterator[list[T]]:
    """Items, some at a time."""
    waiting = iter(items)
    while some := list(islice(waiting, most)):
        yield some


Begin = Callable[[str], None]  # where files are laid -> a process that is started anew has read the project


def _do(place: Place, jobs: Sequence[Job], many: int, begin: Begin | None, told: Callable[[int, int], None]) -> Outcome:
    """Does all jobs. `many` is how many files or events they are; without `begin` processes are copies of this one."""
    outcome = Outcome([], [])
    done, reached, processes = 0, 0, processors()
    total = sum(job.size for job in jobs)
    if many >= MANY:
        gc.freeze()  # what was read stays; only what is made is looked through
    if many >= MANY and processes > 1:
        for worked in _divided(place, jobs, begin, processes):
            if worked is None:
                break
            _take(place, worked, outcome)
            reached += jobs[done].size
            done += 1
            told(reached, total)
            if len(outcome.faults) > _ENOUGH:
                return outcome
    for job in jobs[done:]:
        _take(place, _worked(place, job), outcome)
        if many >= MANY and job.events:
            _tidy()
        reached += job.size
        told(reached, total)
        if len(outcome.faults) > _ENOUGH:
            break
    return outcome


def _take(place: Place, worked: Worked, outcome: Outcome) -> None:
    """Takes over what became of a job, wherever it was done."""
    place.staged.files.update((path, (lies, digest)) for path, lies, digest in worked.files)
    for key, lies in worked.contributed:
        place.site.kept.take(key, lies)
    for path, made, reasons in worked.judged:
        outcome.steps.append(Step(place.targets.get(path) or Target(path), made, reasons))
    outcome.faults.extend(worked.faults)


def _worked(place: Place, job: Job) -> Worked:
    """A job, done here."""
    site, targets, judge, staged = place
    judged: list[tuple[str, Made, tuple[str, ...]]] = []
    faults: list[Diagnostic] = []
    laid: list[str] = []

    def make(target: Target) -> None:
        try:
            if target.template:
                staged.add(target.path, site.templates.render(target))
            else:
                staged.add_all(target.path, target.pieces())
            laid.append(target.path)
        except Fault as fault:
            faults.extend(fault.diagnostics)
        target.forget()

    for id, due in job.events:
        for path in due:
            make(targets[path])
        site.contributed.complete(id)
    for path in job.others:
        # A page that has scripts of its own knows them by their names, so they are made with it.
        for target in (*filter(None, (targets.get(path),)), *site.scripts.get(path, list)()):
            (step,) = judge.steps((target,))
            judged.append((target.path, step.made, step.reasons))
            if step.reasons:
                make(target)
            target.forget()
    return Worked(judged, [(path, *staged.files[path]) for path in laid], site.kept.lay(staged), faults)


def _tidy() -> None:
    """Clears away what a job leaves: what an event is made with holds itself, and a command does without the collector
    (see build.py). Without this, ten thousand events leave several hundred megabytes."""
    gc.collect(1 if gc.get_count()[1] > _SELDOM else 0)  # now and then also what was in use at one of the last times


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
    Thread(target=_outlive_nobody, daemon=True).start()
    place.staged.files.clear()
    _here[:] = [place]


def _outlive_nobody() -> None:
    """Ends this process with the one that it works for: were that killed, this one would wait for jobs for ever."""
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _arrive(options: Options, key: str, folder: str) -> None:
    """A new process reads the project as the one did that started it."""
    output = options.output()
    site = survey.survey(options, [], output)
    if site.key() == key:
        staged = output.staging()
        staged.folder = folder
        judge = survey.judge(site, output)
        _stay(Place(site, {target.path: target for target in site.targets if target.event}, judge, staged))


def _elsewhere(job: Job) -> Worked | None:
    """A job, done in this process for another."""
    if not _here:
        return None
    worked = _worked(_here[0], job)
    if job.events:
        _tidy()
    return worked
