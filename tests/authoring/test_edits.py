"""Changes to content/: all of them or none."""

from __future__ import annotations

import os

import pytest

from tests import world as worlds
from tests.world import tree
from timeline.authoring import edits


def test_files_are_written_replaced_and_removed_together(world):
    """A new file, a changed one and one that goes; nothing is left beside them."""
    root = world()
    (root / "content/old.yaml").write_text("x")
    changes = {"content/events/n.yaml": b"a", "content/events/e.yaml": b"b", "content/old.yaml": None}
    before = tree(root)
    assert edits.apply(root, changes) == []
    assert tree(root) == {k: v for k, v in {**before, **changes}.items() if v is not None}


@pytest.mark.parametrize("path", ["../x.yaml", "content/../../x.yaml", "templates/x.html", "/tmp/x.yaml"])
def test_nothing_is_written_outside_content(tmp_path, path):
    """A path that leads out of content/ is a fault, and the files named with it are left alone too."""
    root = worlds.write(tmp_path / "root", worlds.files())
    before = tree(tmp_path)
    (fault,) = edits.apply(root, {"content/events/n.yaml": b"a", path: b"x"})
    assert fault.code == "cannot-write" and tree(tmp_path) == before


def test_a_file_is_copied_from_where_it_lies(world, tmp_path):
    """What is large comes as a path; what is a link or no file there leaves everything as it was."""
    root, place = world(), tmp_path / "elsewhere.png"
    place.write_bytes(b"x" * 3_000_000)
    assert edits.apply(root, {"content/media/a.png": place}) == []
    assert (root / "content/media/a.png").read_bytes() == place.read_bytes()
    before = tree(root)
    os.symlink(place, tmp_path / "link.png")
    for wrong in (tmp_path / "link.png", tmp_path / "none.png", tmp_path):
        assert edits.apply(root, {"content/topics.yaml": None, "content/media/b.png": wrong})
        assert {p: d for p, d in tree(root).items() if p in before} == before


def test_a_disk_that_refuses_leaves_everything_as_it_was(world, monkeypatch):
    """Whichever of the moves fails, the files are those from before."""
    root = world()
    before, move = tree(root), os.replace
    for failing in range(3):
        moves = iter(range(9))

        def refuse(a, b, moves=moves, failing=failing):
            if next(moves) == failing:
                raise OSError(28, "No space left on device", str(b))
            move(a, b)

        monkeypatch.setattr(os, "replace", refuse)
        names = ("content/events/e.yaml", "content/events/n.yaml", "content/site.yaml")
        (fault,) = edits.apply(root, dict.fromkeys(names, b"x"))
        assert fault.code == "cannot-write" and "No space left" in fault.message
        assert tree(root) == before
