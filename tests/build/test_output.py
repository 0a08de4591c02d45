"""The output folder: whole at any time, and nothing touched in it that a build did not make."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from tests import world as worlds
from tests.world import both, build, event, tree
from timeline import files
from timeline.build.output import MANIFEST, Output

E = "content/events/e.yaml"


def test_unchanged_bytes_are_not_written(world):
    """One body changed: only what shows it is written: its page, in its edition the record, its year's record and the search's words, their
    list and page, the page side by side, and of the downloads those that hold bodies, with their description."""
    root = world(**{E: event(body=both("One.", "واحد.")), "content/events/f.yaml": event(date="2017")})
    build(root)
    before = tree(root / "site")
    worlds.write(root, {E: event(body=both("Two.", "واحد."))})
    result = build(root)
    after = tree(root / "site")
    changed = {path for path in after if after[path] != before.get(path)}
    found = {path for path in changed if not path.startswith(("search/en/", "data/"))}
    assert found == {
        "en/events/e.html",
        "en/record/index.html",
        "en/record/2016.html",
        "en/search/index.html",
        "parallel/events/e.html",
    }
    held = ("events.csv", "events-excel.csv", "events.jsonl", "timeline.json", "timeline.sqlite")
    assert {p for p in changed if p.startswith("data/")} == {
        f"data/{n}" for n in (*held, "datapackage.json", "site.zip")
    }
    assert (result.written, result.removed) == (len(changed), 2)
    assert "Two." in (root / "site/en/events/e.html").read_text("utf-8")


def test_file_changed_by_hand_is_made_again(world):
    """A page that somebody edited or deleted in the output is restored, and only that page."""
    root = world()
    build(root)
    good = tree(root / "site")
    (root / "site/en/index.html").write_bytes(good["en/index.html"].replace(b"A record", b"B record"))
    (root / "site/ar/index.html").unlink()
    result = build(root)
    assert (result.written, result.kept) == (2, len(good) - 2) and tree(root / "site") == good


def settled(site, seconds=10):
    """The manifest, as if it had been written some time after the site's files; gives what of these a build reads."""
    late = (site / MANIFEST).stat().st_mtime_ns + seconds * 10**9
    os.utime(site / MANIFEST, ns=(late, late))
    read, digest = [], Output.digest

    def reading(output, path):
        read.append(path)
        return digest(output, path)

    return read, reading


def test_a_file_that_lies_there_as_it_was_left_is_not_read(world, monkeypatch):
    """Nor is it where its neighbour is made again; but it is where it was written as late as the manifest was."""
    root = world()
    build(root)
    read, reading = settled(root / "site", seconds=0)
    monkeypatch.setattr(Output, "digest", reading)
    assert not build(root).written and "en/events/e.html" in read
    read, reading = settled(root / "site")
    monkeypatch.setattr(Output, "digest", reading)
    assert not build(root).written and not read
    worlds.write(root, {E: event(summary=both("Other."))})
    assert build(root).written and not read


@pytest.mark.parametrize("how", ["rewritten", "replaced", "copied"])
def test_no_time_of_a_file_hides_what_became_of_it(world, how):
    """A page of other words is made again though it has as many bytes as before and the time of the former; a site that
    was copied to another place is read."""
    root = world()
    build(root)
    good, page = tree(root / "site"), root / "site/en/index.html"
    other, times = good["en/index.html"].replace(b"A record", b"B record"), page.stat()
    if how == "rewritten":
        page.write_bytes(other)
    elif how == "replaced":
        page.with_name("new").write_bytes(other)
        os.replace(page.with_name("new"), page)
    else:
        shutil.copytree(root / "site", root / "other")
        shutil.rmtree(root / "site")
        (root / "other/en/index.html").write_bytes(other)
        (root / "other").rename(root / "site")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    settled(root / "site")
    result = build(root)
    assert (result.written, result.kept) == (1, len(good) - 1) and tree(root / "site") == good


def test_cut_off_build_is_mended_by_the_next(world, monkeypatch):
    """A build that the disk stops half-way leaves no half file, and the next one completes the site."""
    root, clean = world(), None
    build(root)
    clean = tree(root / "site")
    shutil.rmtree(root / "site")
    replace, calls = os.replace, []

    def failing(source, target):
        calls.append(target)
        if len(calls) == 10:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    result = build(root)
    assert [d.code for d in result.diagnostics] == ["cannot-write"]
    monkeypatch.setattr(os, "replace", replace)
    assert not build(root).failed
    assert tree(root / "site") == clean


def test_a_site_is_whole_when_a_page_cannot_be_made(world, tmp_path, monkeypatch):
    """What is made lies apart until all of it is: a full disk or a wrong template changes no file of the site, and
    leaves none; what an interrupted build left is taken away, and a link in its place is not followed."""
    root, made = world(), []
    build(root)
    before = tree(root / "site")
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Other."))})
    lay = files.Staging.lay

    def full(staged, data):
        made.append(lay(staged, data))
        if len(made) == 5:
            raise OSError(28, "No space left on device")
        return made[-1]

    monkeypatch.setattr(files.Staging, "lay", full)
    assert [d.code for d in build(root).diagnostics] == ["cannot-write"] and len(made) >= 5
    monkeypatch.setattr(files.Staging, "lay", lay)
    assert tree(root / "site") == before
    worlds.write(root, {"templates/layouts/event.html": "{{ page.nothing }}"})
    assert build(root).failed and tree(root / "site") == before
    assert build(root, out=tmp_path / "new").failed and not (tmp_path / "new").exists()
    (root / "templates/layouts/event.html").unlink()
    worlds.write(tmp_path / "kept", {"x": "mine"})
    left = f"{files.TEMPORARY}x1y2"
    for place in ("site", "content"):
        (root / place / left).symlink_to(tmp_path / "kept")
    assert {d.code for d in build(root).diagnostics} == {"link"}
    (root / "content" / left).unlink()
    assert not build(root).failed
    assert (tmp_path / "kept/x").exists() and not os.path.lexists(root / "site" / left)
    worlds.write(root, {f"{place}/{left}/7.tmp": "left by one that was cut off" for place in ("site", "content")})
    worlds.write(root, {"content/events/f.yaml": event(summary=both("Another."))})
    assert worlds.codes(root) == [] and not build(root).failed
    assert not (root / "site" / left).exists() and not (root / "content" / left).exists()


def test_newer_manifest_form_still_knows_its_own_files(world):
    """A manifest of another form is no reason to call one's own pages foreign."""
    root = world()
    build(root)
    manifest = root / "site/.manifest.json"
    data = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({"version": 99, "files": {path: {"some": "form"} for path in data["files"]}}))
    result = build(root)
    assert not result.failed and result.removed == 0


def test_manifest_cannot_lead_out_of_the_folder(world, tmp_path_factory):
    """A manifest that claims files outside its folder removes none of them."""
    root = world()
    build(root)
    victim = root / "victim.txt"
    victim.write_text("precious")
    manifest = root / "site/.manifest.json"
    data = json.loads(manifest.read_text())
    data["files"]["../victim.txt"] = data["files"][str(victim)] = ["", "", "", ""]
    manifest.write_text(json.dumps(data))
    build(root)
    assert victim.read_text() == "precious"


def test_a_pipe_in_the_site_hangs_nobody(world):
    """In the place of a page, of a pack or of the manifest: it is told, or made anew."""
    root = world()
    build(root)
    pack = next((root / "site/.contributions").iterdir())
    for place in (root / "site/en/index.html", pack, root / "site/.manifest.json", root / "site/strange"):
        kept = place.read_bytes() if place.exists() else b""
        place.unlink(missing_ok=True)
        os.mkfifo(place)
        result = build(root)
        assert [d.code for d in result.diagnostics] == ["foreign-files"] and place.name in result.diagnostics[0].message
        place.unlink()
        if kept:
            place.write_bytes(kept)
    assert not build(root).failed


def test_what_stands_in_the_way_is_told_before_anything_is_moved(world):
    """A folder with somebody's file where a page is to lie, or a file where a folder is: no page is written. What a
    manifest claims there is removed first, and an empty folder is nobody's."""
    root = world()
    build(root)
    good = tree(root / "site")
    for place, name in ((".manifest.json", ".manifest.json"), (".manifest.next.json", ".manifest.next.json")):
        kept = (root / "site" / place).read_bytes() if (root / "site" / place).exists() else b""
        (root / "site" / place).unlink(missing_ok=True)
        worlds.write(root, {f"site/{place}/x": "mine", E: event(title=both("Other"))})
        found = build(root).diagnostics
        assert [d.code for d in found] == ["cannot-write"] and f"`{name}`" in found[0].message
        assert {path: data for path, data in tree(root / "site").items() if path in good} == good
        shutil.rmtree(root / "site" / place)
        if kept:
            (root / "site" / place).write_bytes(kept)
    manifest = root / "site" / MANIFEST
    data = json.loads(manifest.read_text())
    data["files"]["index.html/x"] = ["", "", "", ""]
    manifest.write_text(json.dumps(data))
    (root / "site/index.html").unlink()
    worlds.write(root, {"site/index.html/x": "forged", "site/robots.txt.d/keep": "mine"})
    (root / "site/404.html").unlink()
    (root / "site/404.html").mkdir()
    assert [d.code for d in build(root).diagnostics] == ["foreign-files"]
    shutil.rmtree(root / "site/robots.txt.d")
    assert not build(root).failed and not build(root, out=root / "clean").failed
    assert tree(root / "site") == tree(root / "clean")
