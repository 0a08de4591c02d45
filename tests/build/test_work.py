"""Work that is divided gives the same site as work that is not, whatever becomes of those it was divided among."""

from __future__ import annotations

import gc
import os
import signal
import weakref

import pytest

from tests import world as worlds
from tests.world import both, build, event, tree
from timeline.build import work
from timeline.edition.contributions import Contributions
from timeline.records import extract


@pytest.fixture
def many(world, monkeypatch):
    """A project whose events are enough for several processes."""
    monkeypatch.setattr(work, "MANY", 4)
    monkeypatch.setattr(work, "processors", lambda: 2)
    linked = lambda n: both(f"After [[e{n - 1}]]." if n else "The first.")
    return world(
        **{
            f"content/events/e{n:d}.yaml": event(date=f"20{10 + n}", title=both(f"Event {n}"), body=linked(n))
            for n in range(25)
        }
    )


def clean(root, monkeypatch) -> dict[str, bytes]:
    """The site as one process makes it."""
    monkeypatch.setattr(work, "processors", lambda: 1)
    assert not build(root, out=root / "clean").failed
    return tree(root / "clean")


@pytest.fixture
def here(monkeypatch):
    """The names of events of which this process made something."""
    made, make = [], Contributions._make
    monkeypatch.setattr(Contributions, "_make", lambda self, name, id: made.append(id) or make(self, name, id))
    return made


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_make_what_one_makes(many, monkeypatch, here, method):
    """As copies of this one or started anew; what is kept of their work serves the next build."""
    monkeypatch.setattr(work, "method", lambda: method)
    assert not build(many).failed and here == []
    worlds.write(many, {"content/events/e7.yaml": event(date="2017", title=both("Another"))})
    assert not build(many).failed and 0 < len(set(here)) <= 4
    assert tree(many / "site") == clean(many, monkeypatch)


def test_who_finds_another_project_does_nothing(many, monkeypatch, here):
    """A file is written between the start of a build and that of a process: what is built is what was read."""
    monkeypatch.setattr(work, "method", lambda: "spawn")
    divided = work._divided

    def meanwhile(*words):
        worlds.write(many, {"content/events/e7.yaml": event(date="2017", title=both("Written meanwhile"))})
        return divided(*words)

    monkeypatch.setattr(work, "_divided", meanwhile)
    assert not build(many).failed and len(set(here)) == 26
    assert b"Written meanwhile" not in (many / "site/en/events/e7.html").read_bytes()


def test_a_process_that_is_killed_costs_time_only(many, monkeypatch):
    """As where memory runs out."""
    monkeypatch.setattr(work, "method", lambda: "fork")
    complete, builder = Contributions.complete, os.getpid()

    def killed(self, id):
        if id == "e12" and os.getpid() != builder:
            os.kill(os.getpid(), signal.SIGKILL)
        complete(self, id)

    monkeypatch.setattr(Contributions, "complete", killed)
    assert not build(many).failed
    monkeypatch.undo()
    assert tree(many / "site") == clean(many, monkeypatch)


def test_faults_of_all_processes_are_told(many):
    """A template that fails for some events fails the build, with each place once and no traceback."""
    layout = "{% extends 'base.html' %}{% block main %}{{ page.subject.nothing }}{% endblock %}"
    worlds.write(many, {"templates/layouts/event.html": layout})
    result = build(many)
    assert result.failed and {d.code for d in result.diagnostics if d.severity == "error"} == {"template-error"}
    assert not (many / "site").exists() or not tree(many / "site")


def test_what_an_event_was_made_with_is_let_go(many, monkeypatch):
    """However many events there are, the extracts that are held at any time are those of a job or two."""
    monkeypatch.setattr(work, "processors", lambda: 1)
    held, most, make = [], [0], extract.extract

    def extracted(timeline, id):
        found = make(timeline, id)
        held.append(weakref.ref(found))
        most[0] = max(most[0], sum(1 for one in held if one() is not None))
        return found

    monkeypatch.setattr(extract, "extract", extracted)
    gc.collect()
    gc.disable()  # as a command is
    try:
        assert not build(many).failed
    finally:
        gc.enable()
        gc.unfreeze()
    assert len(held) == 26 * 2 and most[0] < 10 * 2 + 4
