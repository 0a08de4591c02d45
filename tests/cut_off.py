"""Builds that are killed, as a power cut or a full machine does it: at a random moment, with all that they started.

python3 -m tests.cut_off 200      # so many kills, on a project of its own; says what became of each site
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests import world as worlds
from timeline import files
from timeline.build import pipeline, work
from timeline.build.inputs import Options
from timeline.build.output import CLAIMS


def project(root: Path, events: int = 9) -> Path:
    """A project of some events that name one another."""
    names = [f"content/events/e{n}.yaml" for n in range(events)]
    return worlds.write(
        root,
        worlds.files(
            **{
                name: worlds.event(date=f"{2000 + n % 9}", body=worlds.both(f"See [[e{(n + 1) % events}]].", "نص"))
                for n, name in enumerate(names)
            }
        ),
    )


def edit(root: Path, word: str) -> None:
    """Changes what most pages show, takes a page away and brings one."""
    worlds.write(
        root, {"content/events/e0.yaml": worlds.event(title=worlds.both(f"It happens {word}", f"يحدث {word}"))}
    )
    for path in (root / "content/events").glob("f*.yaml"):
        path.unlink()
    worlds.write(root, {f"content/events/f{word}.yaml": worlds.event()})
    (root / "content/permalinks.txt").unlink(missing_ok=True)  # what goes was a draft


def _build(root: Path, divided: bool, call: int) -> None:
    os.setsid()  # so that those it starts are killed with it
    if divided:
        work.MANY, work.processors = 1, lambda: 2
    if call:
        calls = itertools.count(1)

        def counted(how):
            def do(*words, **more):
                if next(calls) == call:
                    os.killpg(0, signal.SIGKILL)
                return how(*words, **more)

            return do

        os.replace, os.unlink, os.fsync = counted(os.replace), counted(os.unlink), counted(os.fsync)
    result = pipeline.build(Options(root))
    os._exit(int(result.failed))


def kill(root: Path, after: float = 60, divided: bool = False, call: int = 0) -> bool:
    """Starts a build and kills it, with all that it started, after some seconds, or at its so manieth call of those that
    move and remove files; whether it was still at it."""
    process = multiprocessing.get_context("fork").Process(target=_build, args=(root, divided, call))
    process.start()
    process.join(after)
    if process.is_alive():
        os.killpg(process.pid, signal.SIGKILL)
        process.join()
    return process.exitcode == -signal.SIGKILL


def run(root: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """Kills builds at random moments, some twice in a row, and has each mended by the next: how many were still at it,
    and what was not as a clean build makes it."""
    chance, wrong, met = random.Random(seed), [], 0
    worlds.build(project(root))
    edit(root, "first")
    start = time.perf_counter()
    assert not worlds.build(root).failed
    whole = time.perf_counter() - start
    for n in range(kills):
        edit(root, f"{seed}n{n}")
        for _ in range(chance.choice((1, 1, 2))):
            if chance.random() < 0.5:
                met += kill(root, call=chance.randrange(1, 120))
            else:
                met += kill(root, chance.uniform(0, whole), divided=chance.random() < 0.5)
        result = worlds.build(root)
        clean = root.with_name(f"{root.name}-clean-{n}")
        worlds.build(root, out=clean)
        if result.failed or worlds.tree(root / "site") != worlds.tree(clean):
            wrong.append(f"kill {n}: {[d.message for d in result.diagnostics][:2] or 'other bytes'}")
        left = [path.name for path in (root / "site").iterdir() if path.name.startswith((files.TEMPORARY, CLAIMS))]
        wrong += [f"kill {n}: left {left}"] * bool(left)
        shutil.rmtree(clean)
    return met, wrong


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        met, wrong = run(Path(folder) / "project", int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 1)
        print(f"{sys.argv[1]} builds, {met} times killed before one had done, {len(wrong)} wrong", *wrong, sep="\n")
        sys.exit(bool(wrong))
