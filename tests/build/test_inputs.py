"""What a build reads, and by what it knows that nothing of it has changed."""

from __future__ import annotations

import os
import shutil
import tracemalloc

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from timeline.authoring import editor_schema
from timeline.build import inputs, pipeline
from timeline.build.inputs import Options

ENGINE = [path.relative_to(PROJECT / "timeline") for path in sorted((PROJECT / "timeline").rglob("*.py"))]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """A copy of the engine, to change."""
    return shutil.copytree(PROJECT / "timeline", tmp_path_factory.mktemp("engine") / "timeline")


def test_every_file_of_every_room_is_of_the_engine(engine, monkeypatch):
    """A change in any of them, a new one and a lost one each make all pages anew."""
    shutil.copy(PROJECT / "constraints.txt", engine.parent)
    monkeypatch.setattr(inputs, "ENGINE", engine)
    digest = inputs.engine_digest.__wrapped__  # each time as another process would find it
    known = {digest()}
    assert len(ENGINE) > 90 and any(len(path.parts) == 2 for path in ENGINE)
    for path in ENGINE:
        whole = (engine / path).read_bytes()
        (engine / path).write_bytes(whole + b"\n")
        known.add(digest())
        (engine / path).write_bytes(whole)
    new = engine / "records" / "new.py"
    new.write_text("", "utf-8")
    known.add(digest())
    new.rename(engine / "text" / "new.py")
    known.add(digest())
    new.with_name("schema.py").rename(engine / "text" / "schema.py")
    known.add(digest())
    assert len(known) == len(ENGINE) + 4


def test_what_is_an_editors_own_is_not_read(world):
    """A swap file of a gigabyte beside an event costs nothing and changes nothing; a large file that counts is read in
    pieces."""
    root = world()
    worlds.build(root)
    before = inputs.inputs(Options(root))
    with open(root / "content/events/.e.yaml.swp", "wb") as file:
        file.truncate(2_000_000_000)
    assert inputs.inputs(Options(root)) == before and inputs.nothing_to_do(Options(root)) is not None
    with open(root / "content/events/large.bin", "wb") as file:
        file.truncate(300_000_000)
    tracemalloc.start()
    try:
        assert set(inputs.inputs(Options(root))) - set(before) == {"content/events/large.bin"}
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("out", ["content/new", "content", "templates/x", ".git", ".", ".."])
def test_a_site_is_not_built_into_what_it_is_made_from(world, out):
    """Nor around it, where it would be taken for what a build left."""
    root = world()
    (root / "templates").mkdir()
    before = worlds.tree(root)
    result = worlds.build(root, out=root / out)
    assert [d.code for d in result.diagnostics] == ["foreign-files"] and worlds.tree(root) == before


def test_a_pipe_among_what_is_made_for_editors_hangs_nobody(world):
    """It is told, and the site is made."""
    root = world()
    (root / "content/schema").mkdir()
    pipeline.build(Options(root), editor_schema.read)
    (root / "content/schema/event.json").unlink()
    os.mkfifo(root / "content/schema/event.json")
    worlds.write(root, {"content/events/e.yaml": worlds.event(title=worlds.both("Other"))})
    result = pipeline.build(Options(root), editor_schema.read)
    assert not result.failed and [d.code for d in result.diagnostics] == ["cannot-write"]
