"""Writing and removing: whatever links and claims a project holds, nothing outside of it is touched or shown."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both, build, event, write
from timeline import cli, files
from timeline.authoring import edits
from timeline.authoring.preview import Preview
from timeline.build import inputs, plan, survey
from timeline.build.inputs import Options
from timeline.build.kept import Kept
from timeline.build.manifest import Manifest, claimable
from timeline.build.output import MANIFEST
from timeline.faults.diagnostic import Fault

COMMANDS = (
    ["check"],
    ["serve"],
    ["check", "content/events/e.yaml", "content/paths"],
    ["status", "--format", "html"],
    ["schema"],
    ["rename", "e", "2016-e"],
    ["build"],
    ["import", "list.csv", "--write", "--source", "s"],
    ["import", "list.csv", "--write"],
    ["new", "--topic", "new"],
    ["new", "2016-03-new"],
)
# Names that were once, or are now, those of files in the making; the last is what an interrupted build leaves.
IN_THE_MAKING = (
    "content/.permalinks.txt.tmp",
    "content/.topics.yaml.tmp",
    "content/events/.e.yaml.tmp",
    "content/schema/.event.json.tmp",
    "site/.timeline-tmp",
    "site/.manifest.json.timeline-tmp",
    "site/0.timeline-tmp",
    "site/.manifest.next.json",
    "site/.manifest.claims.json",
    f"content/{files.LOCK}",
    f"site/{files.LOCK}",
    f"content/{files.TEMPORARY}abc",
    f"site/{files.TEMPORARY}abc",
)
ELSEWHERE = ("content/paths", "content/cards", "templates", "templates/css", "templates/.x", "content/.git/x")


def lay_out(root: Path) -> Path:
    """A built project with all that commands write."""
    topics = "t:\n  name: {en: A name, ar: اسم}\n  summary: {en: A sentence., ar: جملة.}\n"
    write(root, worlds.files(**{"list.csv": "Year,Headline,Group\n2016,New,A group\n", "content/topics.yaml": topics}))
    (root / "content/schema").mkdir()
    assert not build(root).failed
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("built"))


def touched(root: Path, monkeypatch) -> set[str]:
    """What the commands write or remove in a project, and the folders that lie on the way."""
    found, (move, remove) = set(), (files.Staging.move, files.Tree.remove)

    def note(tree: files.Tree, path: str) -> None:
        place = (tree.folder / path).relative_to(root)
        found.update(part.as_posix() for part in (place, *place.parents) if part.name)

    monkeypatch.setattr(
        files.Staging, "move", lambda self, place, path: (note(self.tree, path), move(self, place, path))
    )
    monkeypatch.setattr(files.Tree, "remove", lambda self, path: (note(self, path), remove(self, path)))
    run(root, monkeypatch, *(command for command in COMMANDS if command != ["serve"]))
    return found


def run(root: Path, monkeypatch, *commands: list[str]) -> list[int]:
    monkeypatch.chdir(root)
    return [cli.main([*words, "--root", str(root)]) for words in commands]


def state(folder: Path) -> dict[str, tuple]:
    """All that can be known of what lies in a folder."""
    found = {}
    for path, entry in [("", folder), *files.walk(folder)]:
        told = os.lstat(entry)
        held = Path(entry).read_bytes() if os.path.isfile(entry) else b""
        found[path] = (told.st_mode, told.st_mtime_ns, told.st_ino, held)
    return found


def lay_link(root: Path, path: str, outside: Path, broken: bool) -> None:
    """Lays a link where something is or could be, to a copy of it elsewhere, so that whoever follows it finds what it
    looks for; or to nothing, so that whoever follows it makes a file there."""
    place, target = root / path, outside / "copy" / Path(path).name
    target.parent.mkdir(parents=True)
    if place.is_dir() and not place.is_symlink():
        shutil.copytree(place, target)
        (target / "gone.html").write_text("claimed by the manifest, and made by nothing")
        shutil.rmtree(place)
    elif os.path.lexists(place):
        shutil.copy(place, target)
        place.unlink()
    else:
        target.write_text("somebody's own")
        place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "nowhere" if broken else target)


def claim_more(root: Path, *paths: str) -> None:
    """Has the manifest claim files besides those that a build made."""
    if (manifest := root / "site" / MANIFEST).exists() and not manifest.is_symlink():
        data = json.loads(manifest.read_text("utf-8"))
        data["files"].update(dict.fromkeys(paths, ["", "", "", ""]))
        manifest.write_text(json.dumps(data), "utf-8")


def test_nothing_outside_is_touched_through_a_link(built, tmp_path, monkeypatch, capsys):
    """A link at each place that is written or removed, and at each folder on the way: what it leads to stays as it
    was, byte for byte, and nothing appears there; whoever checks is told of it."""
    trial = tmp_path / "trial"
    shutil.copytree(built, trial)
    (trial / "content/events/e.yaml").write_text(json.dumps(event(title=both("Another"))), "utf-8")
    places = touched(trial, monkeypatch)
    monkeypatch.undo()
    assert {"content", "site", "content/permalinks.txt", "content/schema/event.json", "site/en/events"} <= places
    some: dict[tuple, str] = {}  # of the many files of a kind one, and of the editions one
    for path in sorted(path for path in places if "/ar" not in path):
        kind = (trial / path).is_dir() and path
        some.setdefault((*path.split("/")[:2], Path(path).suffix, kind) if path.startswith("site/") else path, path)
    for number, path in enumerate(sorted({*some.values(), *IN_THE_MAKING, *ELSEWHERE})):
        for broken in (False, True) if path in IN_THE_MAKING else (not os.path.lexists(built / path),):
            root, outside = tmp_path / f"{number}-{broken}", tmp_path / f"outside-{number}-{broken}"
            shutil.copytree(built, root, symlinks=True, ignore=shutil.ignore_patterns("site"))
            # A site's files are many, and replaced rather than written: where the link lies elsewhere they are shared.
            copied = shutil.copy2 if path.startswith("site") else os.link
            shutil.copytree(built / "site", root / "site", copy_function=copied)
            (root / "content/events/e.yaml").write_text(json.dumps(event(title=both("Another"))), "utf-8")
            lay_link(root, path, outside, broken)
            if path.startswith("site/"):
                claim_more(root, path.removeprefix("site/"), f"{path.removeprefix('site/')}/gone.html")
            before = state(outside)
            commands = [["build"]] if path.startswith("site") else COMMANDS
            told = run(root, monkeypatch, *commands)
            assert state(outside) == before, (path, broken)
            said = capsys.readouterr()
            if files.TEMPORARY in path:  # this one goes, as all that an interrupted command left
                assert told[-1] == 0 and told[:2] in ([0], [1, 1]) and not os.path.lexists(root / path)
            elif path.startswith("site/"):
                assert told == [1] and "foreign-files" in said.err, path
            else:
                assert path == "site" or all(told[COMMANDS.index([word])] for word in ("check", "serve", "build")), path
                assert f"`{path}` is a link" in said.out + said.err, path
                if path != "site":
                    Preview(Options(root)).refresh()
                    assert state(outside) == before, (path, broken)
            shutil.rmtree(root)


def test_a_folder_that_was_named_may_be_a_link(built, tmp_path):
    """Where `--out` leads is the choice of whoever names it; links within are refused all the same."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert cli.main(["--root", str(built), "--out", str(tmp_path / "link")]) == 0
    assert (tmp_path / "real/en/index.html").exists()
    (tmp_path / "round").symlink_to("round")
    assert [d.code for d in build(built, out=tmp_path / "round").diagnostics] == ["link"]
    shutil.move(tmp_path / "real/en", tmp_path / "away")
    (tmp_path / "real/en").symlink_to(tmp_path / "away")
    assert [d.code for d in build(built, out=tmp_path / "link").diagnostics] == ["foreign-files"]


@pytest.mark.parametrize(
    "path",
    [
        "content/schema",
        "content/schema/event.json",
        "content/.hidden",
        "templates/schema",
        "templates/js/.x",
        "content",
    ],
)
def test_the_short_way_overlooks_no_link(built, tmp_path, path):
    """A build that has nothing to do still looks for links where nothing is read."""
    root = tmp_path / "root"
    shutil.copytree(built, root)
    assert not build(root).failed and inputs.nothing_to_do(Options(root))
    lay_link(root, path, tmp_path / "outside", broken=False)
    assert inputs.nothing_to_do(Options(root)) is None
    assert [(d.code, d.span.path) for d in build(root).diagnostics] == [("link", path)]


def test_what_a_link_leads_to_is_not_read_into_the_site(world, tmp_path, capsys):
    """Not a template, a stylesheet, a script, a picture or a language, nor what a template names by way of `..`."""
    outside = tmp_path / "outside"
    write(outside, {"x.html": "a secret", "x.css": "a{}", "x.js": "1", "x.svg": "<svg/>", "x.yaml": "name: secret"})
    root = world()
    for path in ("layouts/event.html", "css/99.css", "js/x.js", "images/x.svg", "languages/fr.yaml", "status/fr.yaml"):
        place = root / "templates" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(outside / f"x{place.suffix}")
    templates = survey.Templates(root)
    for folder in ("css", "js", "images", "languages", "status"):
        assert not any(path.is_symlink() for path in templates.files(folder, "*").values()), folder
    assert not templates._source("event.html")[1].is_symlink()
    assert worlds.codes(root) == ["link"] * 6
    shutil.rmtree(root / "templates")
    up = "../" * len(root.parts)
    write(root, {"templates/layouts/event.html": f'{{% include "../{up}{outside / "x.html"}" %}}'})
    assert worlds.codes(root) == ["template-error"] and "secret" not in capsys.readouterr().out


def test_an_output_folder_is_not_read_through_a_link(built, tmp_path):
    """A page that is a link is not packed into the archive, though the manifest knows what it leads to by its digest."""
    root = tmp_path / "root"
    shutil.copytree(built, root)
    page = root / "site/en/events/e.html"
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    assert inputs.nothing_to_do(Options(root)) is None
    assert [d.code for d in build(root).diagnostics] == ["foreign-files"]


# Claims


PARTS = st.sampled_from(
    ["..", ".", "", "a", "en", "page.html", "C:", "c:x", "\\", "..\\..", "\0", ".git", ".GIT", "config", "link", "x"]
    + [".gitignore", "victim.txt", "x" * 300, "\ud800", "\u202e", " ", ".. ", "...", "a\nb", "~", "nul:", ".gitkeep"]
)
CLAIMS = st.lists(st.lists(PARTS, min_size=1, max_size=5).map("/".join) | st.text(max_size=6), max_size=8)


@given(CLAIMS, st.booleans())
@settings(max_examples=300)
def test_no_claim_of_a_manifest_leads_out_of_its_folder(tmp_path_factory, claims, absolute):
    """Whatever a manifest claims, and though all of it is to go: outside, and in what belongs to the folder's keeper,
    everything stays as it was, and nothing but a fault comes of it."""
    root = tmp_path_factory.mktemp("claims")
    write(root, {"victim.txt": "v", "outside/x": "x", "outside/a/x": "x", "content/x": "x", "site/a/x": "made"})
    write(root, {"site/.git/config": "c", "site/.gitignore": "*", "site/.gitkeep": "", "site/en/.git/config": "c"})
    (root / "site/link").symlink_to(root / "outside")
    names = [f"{root}/{claim}" if absolute else claim for claim in claims]
    rows = dict.fromkeys(names, ["", "", "", ""])
    (root / "site" / MANIFEST).write_text(json.dumps({"version": 2, "engine": "", "inputs": "", "files": rows}))
    kept = ("victim.txt", "outside", "content", "site/.git", "site/.gitignore", "site/.gitkeep", "site/en", "site/link")
    before = {path: state(root / path) for path in kept}
    output = Options(root).output()
    assert [d.code for d in output.open()] == ["foreign-files"]  # the link, whatever claims it
    assert all(claimable(path) for path in output.manifest.files)
    output.unclaimed = []  # what a build says of these stops it before it removes anything
    try:
        with output.staging() as staged:
            output.write(plan.Plan("", (), tuple(sorted(output.manifest.files))), staged, "", kept=Kept(), keys=())
    except Fault as fault:
        assert {d.code for d in fault.diagnostics} == {"cannot-write"}
    assert {path: state(root / path) for path in kept} == before
    shutil.rmtree(root)


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.booleans(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_manifest_is_read(data):
    """Data of any form is a manifest, mostly an empty one, and no exception."""
    for whole in (data, {"version": 2, "engine": data, "inputs": data, "files": data}, {"files": {"a": data}}):
        assert all(claimable(path) for path in Manifest.from_json(json.dumps(whole)).files)


@pytest.mark.parametrize("text", ["", "[" * 100_000, '{"files": ' * 5000, "1" * 5000, "\ufeff{}", "null", "{"])
def test_a_damaged_manifest_is_empty(text):
    """Nor is one that is no data at all an exception."""
    assert Manifest.from_json(text) == Manifest()


@pytest.mark.parametrize(
    "path",
    ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "C:/a", "c:a", "a:b", "a\0", "a\nb", "a.", "a/b ", "\ud800"]
    + ["x" * 256, "ن" * 128, "a\u202eb"],
)
def test_a_path_means_the_same_thing_everywhere(path):
    """What leads out of a folder here or on another system is no path inside it, and a tree refuses it."""
    assert not files.inside(path) and not claimable(path)
    assert files.inside("en/events/e.html") and files.inside("assets/خط.woff2") and files.inside(".x/a")
    assert not any(map(claimable, (".git/config", "a/.git", ".gitignore", MANIFEST, ".GIT/x")))


# The one way


@pytest.fixture
def tree(tmp_path) -> files.Tree:
    """A tree with links in it, to a folder outside that holds what they are asked for."""
    write(tmp_path, {"outside/b/c": "theirs", "root/inner/kept/x": "ours"})
    (tmp_path / "root/inner/a").symlink_to(tmp_path / "outside")
    (tmp_path / "root/inner/kept/b").symlink_to("../../../outside/b")
    (tmp_path / "root/inner/file").symlink_to(tmp_path / "outside/b/c")
    (tmp_path / "root/away").symlink_to(tmp_path / "outside")
    return files.Tree(tmp_path / "root", "inner")


@pytest.mark.parametrize("path", ["a/b/c", "a/new", "a/new/deep", "kept/b/c", "kept/b/new", "file/x"])
def test_the_way_to_a_file_leads_through_no_link(tree, tmp_path, path):
    """Neither to write nor to remove."""
    before = state(tmp_path / "outside")
    with tree.staging() as staged:
        with pytest.raises(OSError, match="is a link"):
            staged.put(path, b"x")
        with pytest.raises(OSError, match="is a link"):
            tree.remove(path)
    away = files.Tree(tmp_path / "root", "away")
    for act in (away.enter, away.clear, lambda: away.remove("b/c"), lambda: away.staging().put("x", b"x")):
        with pytest.raises(OSError, match="is a link"):
            act()
    assert state(tmp_path / "outside") == before


def test_a_file_takes_the_place_of_a_link(tree, tmp_path):
    """Where the last of a path is one, it goes, and what it leads to stays; to be removed it is no file."""
    before = state(tmp_path / "outside")
    tree.remove("file")
    assert (tree.folder / "file").is_symlink()
    with tree.staging() as staged:
        staged.put("file", b"new")
    assert (tree.folder / "file").read_bytes() == b"new" and not (tree.folder / "file").is_symlink()
    assert state(tmp_path / "outside") == before


def test_nobody_can_foresee_where_a_file_is_made(world, monkeypatch):
    """Each build has a folder of its own that it made itself, which nobody else may enter and which is gone after."""
    seen, lay = [], files.Staging.lay

    def note(staged, data):
        place = lay(staged, data)
        seen.append(Path(place).parent)
        assert seen[-1].stat().st_mode & 0o077 == 0 and seen[-1].name.startswith(files.TEMPORARY)
        return place

    monkeypatch.setattr(files.Staging, "lay", note)
    root = world()
    build(root)
    write(root, {"content/events/e.yaml": event(title=both("Another"))})
    build(root)
    assert {folder.parent for folder in seen} == {root / "site", root / "content"}
    assert len(set(seen)) == 3 and not any(folder.exists() for folder in seen)


@pytest.mark.parametrize(("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o027, 0o640, 0o750)])
def test_a_server_can_read_the_site(world, mask, file, folder):
    """A file is made as any other program makes one; one that is there keeps its mode."""
    before = os.umask(mask)
    try:
        root = world()
        build(root)
        for path, entry in files.walk(root / "site"):
            assert os.lstat(entry).st_mode & 0o777 == (folder if entry.is_dir() else file), path
        (root / "site/en/index.html").chmod(0o604)
        (root / "content/site.yaml").chmod(0o664)
        (root / "content/permalinks.txt").chmod(0o660)
        assert edits.apply(root, {"content/site.yaml": json.dumps({**worlds.SITE, "title": both("B")}).encode()}) == []
        write(root, {"content/events/f.yaml": event()})
        assert build(root).written
        for path, mode in (
            ("site/en/index.html", 0o604),
            ("content/site.yaml", 0o664),
            ("content/permalinks.txt", 0o660),
        ):
            assert (root / path).stat().st_mode & 0o777 == mode, path
    finally:
        os.umask(before)


def test_what_is_removed_takes_its_empty_folders_along(tmp_path):
    """And nothing else: neither what is no file, nor the tree."""
    write(tmp_path, {"a/b/c": "x", "d/e": "x", "d/f": "x"})
    tree = files.Tree(tmp_path)
    for path in ("a/b", "a/b/c", "a/b/c", "d/e", "d/f/g", "no/such", "x" * 200 + "/y" * 2000):
        tree.remove(path)
    assert set(state(tmp_path)) == {"", "d", "d/f"}
    tree.remove("d/f")
    assert set(state(tmp_path)) == {""}


def test_folders_of_any_depth_are_looked_through(tmp_path):
    """Deeper than Python nests calls, as git keeps them."""
    os.chdir(tmp_path)
    for _ in range(1100):
        os.mkdir("d")
        os.chdir("d")
    os.symlink("nowhere", "link")
    os.chdir(tmp_path)
    try:
        assert files.links(tmp_path, "d") == ["d/" * 1100 + "link"]
        assert inputs.digests({tmp_path: "content"}) == {}
    finally:
        assert os.system("rm -rf d") == 0  # `shutil.rmtree` nests too
