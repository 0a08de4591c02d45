"""What events contributed is kept, and is nobody's to rely on: gone, damaged or another's, the site is the same."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from tests import world as worlds
from tests.world import both, build, event, tree
from timeline import files
from timeline.build.kept import Kept
from timeline.build.output import MANIFEST, PACKS
from timeline.edition.contributions import Contributions

E = "content/events/e.yaml"


def packs(root):
    return sorted((root / "site" / PACKS).iterdir())


def spoil(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)


def swap_names(path):
    path.rename(path.with_name("0" * 24))
    manifest = path.parent.parent / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace(path.name, "0" * 24), "utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        lambda site: shutil.rmtree(site / PACKS),
        lambda site: [spoil(path) for path in (site / PACKS).iterdir()],
        lambda site: [path.write_bytes(path.read_bytes()[:-9]) for path in (site / PACKS).iterdir()],
        lambda site: [swap_names(path) for path in (site / PACKS).iterdir()],
        lambda site: [path.write_bytes(b"") for path in (site / PACKS).iterdir()],
        lambda site: (site / PACKS / "strange").write_text("somebody's"),
        lambda site: shutil.rmtree(site),
    ],
)
def test_the_site_is_the_same_whatever_became_of_it(world, harm):
    """An edit is built on what is left of it; what is no pack of ours is gone afterwards."""
    root = world(**{"content/events/f.yaml": event(date="2014", body=both("Some *words*."))})
    assert not build(root).failed
    harm(root / "site")
    worlds.write(root, {E: event(title=both("Another"))})
    assert not build(root).failed
    assert not build(root, out=root / "clean").failed and tree(root / "site") == tree(root / "clean")
    assert {path.name for path in packs(root)} == {
        name for name, *_ in json.loads((root / "site" / MANIFEST).read_text())["packs"]
    }


def test_an_event_is_worded_once(world, monkeypatch):
    """A second build asks of what has not changed neither its words nor what it contributes."""
    root = world(**{f"content/events/f{n}.yaml": event(date=f"201{n}") for n in range(6)})
    assert not build(root).failed
    made, make = [], Contributions._make
    monkeypatch.setattr(Contributions, "_make", lambda self, name, id: made.append(id) or make(self, name, id))
    worlds.write(root, {"content/events/f5.yaml": event(date="2015", summary=both("Otherwise."))})
    assert not build(root).failed
    assert set(made) == {"f4", "f5", "e"}  # its neighbours show what it says of itself


def test_what_is_of_no_use_goes(world):
    """However often an event changes, no more lies there than a few packs, and not much more than is needed."""
    root = world()
    for n in range(20):
        worlds.write(root, {E: event(title=both(f"Title {n}"))})
        assert not build(root).failed
    assert len(packs(root)) <= 8
    stored = sum(path.stat().st_size for path in packs(root))
    assert not build(root, out=root / "clean").failed
    needed = sum(path.stat().st_size for path in (root / "clean" / PACKS).iterdir())
    assert stored <= 3 * needed


@pytest.mark.parametrize("value", ["text\ud800", ["a", 1, None, {"b": [True]}], {}, 0])
def test_a_value_comes_out_as_it_went_in(tmp_path, value):
    """From memory, from where it was laid and from a pack."""
    key = "0123456789abcdef01234567"
    kept = Kept()

    def holds(kept):
        return kept.get(key, "name") == value and kept.has(key, "name") and kept.get(key, "other") is None

    kept.put(key, "name", value)
    assert holds(kept) and not kept.has("another", "name")
    ((laid, place),) = kept.lay(files.Tree(tmp_path).staging())
    assert laid == key and holds(kept) and not kept.count
    other = Kept()
    other.take(key, place)  # as of another process
    assert holds(other)
    stay, pieces = other.settle([key, "ff" * 12])
    (tmp_path / "pack").write_bytes(b"".join(pieces))
    assert stay == []
    again = Kept({"name": str(tmp_path / "pack")})
    assert holds(again) and again.settle([key]) == (["name"], None)
    again.put(key, "more", 1)
    again.lay(files.Tree(tmp_path).staging())
    assert holds(again) and again.get(key, "more") == 1
    for one in (kept, other, again):
        one.close()


def test_what_the_disk_has_lost_since_is_not_there(tmp_path):
    """A pack that is cut while a build reads it: no value, and no exception."""
    keys = [f"{n:024x}" for n in range(9)]
    kept = Kept()
    for key in keys:
        kept.put(key, "name", key * 50)
    kept.lay(files.Tree(tmp_path).staging())
    _, pieces = kept.settle(keys)
    pack = tmp_path / "pack"
    pack.write_bytes(b"".join(pieces))
    again = Kept({"name": str(pack)})
    os.truncate(pack, pack.stat().st_size // 2)
    found = [again.get(key, "name") for key in keys]
    assert found[0] == keys[0] * 50 and found[-1] is None
    again.close()
    whole = Kept({"name": str(pack)})
    assert whole.get(keys[0], "name") == keys[0] * 50 and whole.get(keys[-1], "name") is None
    whole.close()
    kept.close()
