"""Whatever happens to a build, or beside it: the next one makes the site as a clean build does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from tests import cut_off
from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event, tree
from timeline import cli, files
from timeline.build import inputs, pipeline, work
from timeline.build.inputs import Options
from timeline.build.output import CLAIMED, CLAIMS, MANIFEST, Output

E = "content/events/e.yaml"
fork = multiprocessing.get_context("fork")


def test_a_killed_build_is_mended_by_the_next(tmp_path):
    """At whichever moment it was killed, by one process or several, once or twice in a row; nothing is left of it."""
    met, wrong = cut_off.run(tmp_path / "project", 20, seed=1)
    assert wrong == [] and met >= 10


def test_no_process_outlives_the_build_that_started_it(world, tmp_path):
    """Where a build is killed alone, those that work for it end by themselves, and the lock is free."""
    root, pids = world(**{f"content/events/e{n}.yaml": event() for n in range(25)}), tmp_path / "pids"

    def slow(*words):
        with pids.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(60)

    def run():
        work.MANY, work.processors, work._worked = 1, lambda: 2, slow
        pipeline.build(Options(root))

    process = fork.Process(target=run)
    process.start()
    while not pids.exists() or len(pids.read_text().split()) < 2:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    waited = 0.0
    while any(os.path.exists(f"/proc/{pid}") for pid in pids.read_text().split()):
        time.sleep(0.1)
        waited += 0.1
        assert waited < 30
    assert not build(root).failed


# Two at once


def test_the_second_build_waits_for_the_first(world):
    """It says for whom, and makes what was written meanwhile; no two write into a folder at once."""
    root = world()
    build(root)
    with Options(root).output().staging():
        worlds.write(root, {E: event(title=both("Newer", "أحدث"))})
        read, write = os.pipe()

        def run():
            result = pipeline.build(Options(root), waits=lambda holder: os.write(write, holder.encode()))
            os._exit(int(result.failed))

        second = fork.Process(target=run)
        second.start()
        assert os.read(read, 20).decode() == str(os.getpid())
        time.sleep(0.2)
        assert second.is_alive() and "Newer" not in (root / "site/en/events/e.html").read_text("utf-8")
    second.join(60)
    assert second.exitcode == 0 and "Newer" in (root / "site/en/events/e.html").read_text("utf-8")
    assert build(root, out=root / "other").written and tree(root / "site") == tree(root / "other")
    assert not [path for path in (root / "site").iterdir() if path.name.startswith(files.TEMPORARY)]


def test_a_person_hears_who_builds(world):
    """On the terminal or in a log, at once: a wait that says nothing looks like a fault."""
    root = world()
    command = [sys.executable, str(PROJECT / "build.py"), "--root", str(root)]
    with Options(root).output().staging():
        second = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert second.stderr.readline().startswith(f"process {os.getpid()} builds into this folder")
    assert second.wait(60) == 0
    second.stderr.close()


def test_many_builds_at_once_make_one_site(world):
    """Into a folder that is not there yet, and into one that is: all succeed, and the site is as it should be."""
    root = world()
    for title in ("One", "Two"):
        worlds.write(root, {E: event(title=both(title))})
        together = [fork.Process(target=lambda: os._exit(int(build(root).failed))) for _ in range(6)]
        for process in together:
            process.start()
        for process in together:
            process.join(60)
        assert [process.exitcode for process in together] == [0] * 6
        assert not build(root, out=root / title).failed and tree(root / "site") == tree(root / title)


def test_a_lock_that_was_left_keeps_nobody_out(world, tmp_path, capsys):
    """A file of that name is no lock by itself; nor a link, a pipe or a folder, be it laid there by anybody."""
    root = world()
    place, victim = root / "site" / files.LOCK, tmp_path / "victim"
    victim.write_text("precious")
    (root / "site").mkdir()
    lay = (
        lambda: place.write_text("4711"),
        lambda: place.symlink_to(victim),
        lambda: os.link(victim, place),
        lambda: os.mkfifo(place),
        lambda: worlds.write(place, {"x": "in the way"}),
    )
    for n, left in enumerate(lay):
        left()
        worlds.write(root, {E: event(title=both(f"Title {n}"))})
        assert not build(root).failed and not os.path.lexists(place)
    assert victim.read_text() == "precious"


def test_what_a_killed_build_left_goes_though_nothing_changed(world, capsys):
    """And while another is at it, nobody says that there is nothing to do."""
    root = world()
    build(root)
    assert inputs.nothing_to_do(Options(root)) is not None
    worlds.write(root / "site", {f"{files.TEMPORARY}x/1.tmp": "left"})
    assert inputs.nothing_to_do(Options(root)) is None
    assert cli.main(["--root", str(root)]) == 0
    assert not (root / "site" / f"{files.TEMPORARY}x").exists()


# Manifests


DAMAGED = {
    "empty": b"",
    "cut": None,
    "nothing but zeros": b"\0" * 4096,
    "another value": b"[]",
    "deep": b"[" * 1_000_000,
    "numbers": b'{"version": 4, "engine": 1, "inputs": [], "files": {"a": ["", "", "", "", 1e999]}, "packs": [[1e999]]}',
    "not text": b"\xff\xfe\x00\xd8",
    "gone": None,
}


def damage(site, how: str, names=(MANIFEST,)) -> None:
    for name in names:
        whole = (site / name).read_bytes() if (site / name).exists() else b""
        if how == "gone":
            (site / name).unlink(missing_ok=True)
        else:
            (site / name).write_bytes(whole[: len(whole) // 2] if how == "cut" else DAMAGED[how] or b"")


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_manifest_is_mended(world, how):
    """Whatever has become of it, and though the content has changed since: the one before still tells whose files
    these are. Where that is lost too, files that hold what would be written are a build's own."""
    root = world()
    build(root)
    worlds.write(root, {E: event(summary=both("Other."))})
    build(root)
    damage(root / "site", how)
    worlds.write(root, {E: event(summary=both("A third."))})
    assert not build(root).failed
    assert not build(root, out=root / "clean").failed and tree(root / "site") == tree(root / "clean")
    damage(root / "site", how, (MANIFEST, CLAIMED))
    assert not build(root).failed and tree(root / "site") == tree(root / "clean")
    assert inputs.nothing_to_do(Options(root)) is not None


def test_without_any_memory_what_differs_is_not_overwritten(world):
    """It may be somebody's own. The site stays, and whoever builds hears what to do."""
    root = world()
    build(root)
    damage(root / "site", "gone", (MANIFEST, CLAIMED))
    worlds.write(root, {E: event(summary=both("Other."))})
    before = tree(root / "site")
    result = build(root)
    assert [d.code for d in result.diagnostics] == ["foreign-files"] and "empty the folder" in result.diagnostics[
        0
    ].help
    assert tree(root / "site") == before
    worlds.write(root, {E: event(), "site/mine.txt": "mine"})
    result = build(root)
    assert "`mine.txt`" in result.diagnostics[0].message and "empty the folder" not in result.diagnostics[0].help
    assert (root / "site/mine.txt").read_text() == "mine"


def test_what_reaches_the_disk_first(world, monkeypatch):
    """The files, then their folders, then the manifest, so that a power cut finds one that tells the truth; the one
    before is there until then."""
    root, told = world(), []
    build(root)
    worlds.write(root, {E: event(summary=both("Other."))})
    fsync, replace = os.fsync, os.replace

    def flushed(file):
        told.append(("flush", os.readlink(f"/proc/self/fd/{file}")))
        fsync(file)

    def moved(source, target):
        told.append(("move", os.fspath(target), os.fspath(source)))
        assert (root / "site" / MANIFEST).exists()
        replace(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", moved)
    monkeypatch.delattr(os, "sync")
    assert not build(root).failed
    site = os.fspath(root / "site")
    at = {move[1]: n for n, move in enumerate(told) if move[0] == "move"}
    page, manifest = at[f"{site}/en/events/e.html"], at[f"{site}/{MANIFEST}"]
    assert (
        at[f"{site}/{CLAIMS}"]
        < told.index(("flush", told[page][2]))
        < page
        < told.index(("flush", f"{site}/en/events"))
    )
    assert told.index(("flush", f"{site}/en/events")) < told.index(("flush", told[manifest][2])) < manifest
    assert ("flush", site) in told[manifest:]


def test_many_files_are_flushed_at_once(world, monkeypatch):
    """One by one it would take minutes."""
    root, asked = world(), []
    monkeypatch.setattr(os, "sync", lambda: asked.append(Output))
    build(root)
    assert len(asked) == 1
