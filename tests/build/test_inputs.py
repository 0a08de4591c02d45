"""What a build reads, and by what it knows that nothing of it has changed."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import PROJECT
from timeline.build import inputs

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
