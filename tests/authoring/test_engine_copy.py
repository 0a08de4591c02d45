"""The engine that a new project is given: it lives without us, says which it is, and is renewed without harm."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.authoring.test_new_project import python, run, tree
from tests.conftest import PROJECT
from tests.programs import needs
from timeline.authoring import engine_copy
from timeline.build import pipeline
from timeline.build.inputs import Options


@pytest.fixture
def made(tmp_path) -> Path:
    """A project as `init` makes it where nothing is said."""
    assert run("init", tmp_path / "made") == 0
    return tmp_path / "made"


def test_it_lives_without_us(made, tmp_path):
    """In a folder with spaces and Arabic letters its own build.py builds, begins an event, checks, and begins another timeline; what it
    says to type is right there. Its tests are told to live elsewhere."""
    root = made.rename(tmp_path / "نسخة with spaces")
    ask = lambda *words: python(root, *words, compiled=tmp_path / "compiled")
    built = ask()
    assert built.returncode == 0 and "`python3 build.py serve`" in built.stdout, built.stderr
    assert (root / "site/ar/index.html").is_file() and not (root / "engine/site").exists()
    assert ask().stdout.startswith("0 written")
    begun = ask("new", "1920-an-example", "--topic", "general", "--source", "an-example")
    assert "`python3 build.py check content/events/1920-an-example.yaml`" in begun.stdout, begun.stderr
    assert ask("check").returncode == 1
    tests = ask("test", "--lang", "en")
    assert tests.returncode == 2 and "live in its own repository" in tests.stderr and "build.py check" in tests.stderr
    assert ask("init", "../another").returncode == 0
    another, own = tree(tmp_path / "another/engine"), tree(root / "engine")
    assert another == own
    assert python(tmp_path / "another", compiled=tmp_path / "compiled").returncode == 0


def test_a_test_run_of_a_copy_asks_for_no_packages():
    """`test` in a copy needs nothing that a build does not need: it only says where the tests are."""
    source = (PROJECT / "build.py").read_text("utf-8")
    assert re.search(r'if "test" in sys\.argv\[1:2\] and os\.path\.isdir\(os\.path\.join\(HERE, "tests"\)\)', source)


def test_the_copy_is_the_engine_and_says_which(made):
    """Each file of the engine, no test and nothing of our content; the list has each one's digest, as `sha256sum` reads it."""
    engine = tree(made / "engine")
    text = engine.pop("version.txt").decode()
    assert re.match(r"# version [0-9.]+(, commit [0-9a-f]{40}(, changed)?)?\n", text)
    listed = dict(reversed(line.split("  ")) for line in text.splitlines() if line[0] != "#")
    digest = lambda raw: hashlib.sha256(raw).hexdigest()
    assert listed.pop("../build.py") == digest((made / "build.py").read_bytes())
    assert listed == {path: digest(raw) for path, raw in engine.items()}
    assert {path.partition("/")[0] for path in engine} == {
        "build.py",
        "timeline",
        "templates",
        "pyproject.toml",
        "constraints.txt",
        "LICENSE",
    }
    for path, raw in engine.items():
        assert raw == (PROJECT / path).read_bytes()
    ours = [p.relative_to(PROJECT).as_posix() for p in (PROJECT / "timeline").rglob("*.py")]
    assert set(ours) <= engine.keys()


def test_git_keeps_the_copys_bytes(made):
    """Committed and checked out where git turns line ends, the files are still those of the list."""
    needs("git")
    named = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.autocrlf=true")
    git = lambda *words: (
        subprocess.run(["git", *named, *words], cwd=made, check=True, capture_output=True, text=True).stdout
    )
    git("init", "-q")
    git("add", "--all")
    git("commit", "-qm", "a")
    shutil.rmtree(made / "engine")
    (made / "build.py").unlink()
    git("checkout", "--", ".")
    renewal, faults = engine_copy.renewal(made)
    assert faults == [] and renewal.changes == {}
    pipeline.build(Options(made))
    assert "site/" not in git("status", "--short") and "engine/templates/fonts" in git("ls-files")


# Renewal


@pytest.fixture
def old(made) -> Path:
    """A project whose engine is another: one file of it says something else, one has gone since, one is new."""
    engine = made / "engine"
    (engine / "timeline/gone.py").write_bytes(b"old")
    (engine / "timeline/cli.py").write_bytes(b"older")
    (engine / "timeline/home.py").unlink()
    digest = lambda raw: hashlib.sha256(raw).hexdigest()
    text = (engine / "version.txt").read_text("utf-8")
    text = re.sub(r"^# version .*", "# version 0.0.9", text)
    text = re.sub(r"[0-9a-f]+(?=  timeline/cli\.py\n)", digest(b"older"), text)
    text = re.sub(r".*  timeline/home\.py\n", f"{digest(b'old')}  timeline/gone.py\n", text)
    (engine / "version.txt").write_text(text, "utf-8")
    (engine / ".venv").mkdir()
    (engine / ".venv/mine").write_text("x")
    return made


def test_init_renews_the_engine_and_nothing_else(old, tmp_path, capsys):
    """What changed is written, what is gone removed; content, settings and what was set up stay. It says from what to what."""
    (old / "content/site.yaml").write_text((old / "content/site.yaml").read_text("utf-8") + "# mine\n", "utf-8")
    (old / "README.md").write_text("mine")
    own = {path: raw for path, raw in tree(old).items() if not path.startswith("engine/") or ".venv" in path}
    capsys.readouterr()
    assert run("init", old) == 0
    said = capsys.readouterr().out
    assert "the engine was: version 0.0.9\n" in said and "files written: 3, removed: 1" in said
    after = tree(old)
    assert {path: after[path] for path in own} == own
    assert {path: raw for path, raw in after.items() if path not in own} == {
        path: raw for path, raw in engine_copy.contents().items() if path != "build.py"
    }
    assert run("init", old) == 0 and "the engine is this one already" in capsys.readouterr().out
    assert python(old, "check", compiled=tmp_path / "compiled").returncode == 0


def test_a_copy_has_what_the_engine_reads_and_no_timeline():
    """The outlines of the land go with it; our own content and the examples do not."""
    held = engine_copy.contents()
    assert "engine/templates/map/land.json" in held
    assert {path.split("/")[1] for path in held if path.count("/") > 1} == set(engine_copy.FOLDERS)


def test_work_on_the_engine_is_not_undone(old, capsys):
    """A file that somebody changed there is named, and nothing is renewed; once it is gone, everything is."""
    changed = old / "engine/timeline/cli.py"
    changed.write_text("my own work")
    before = tree(old)
    assert run("init", old) == 1
    assert "error[changed-engine]" in (said := capsys.readouterr().err) and "`engine/timeline/cli.py`" in said
    assert tree(old) == before
    changed.unlink()
    assert run("init", old) == 0


def test_a_renewal_that_the_disk_refuses_changes_nothing(old, monkeypatch):
    """All of the engine or none of it."""
    before, move, moved = tree(old), os.replace, iter(range(999))

    def refuse(a, b):
        if next(moved) == 2:
            raise OSError(28, "No space left on device", str(b))
        move(a, b)

    monkeypatch.setattr(os, "replace", refuse)
    assert run("init", old) == 1 and tree(old) == before


@pytest.mark.parametrize(
    "path", ["engine", "engine/timeline", "engine/timeline/cli.py", "build.py", "engine/version.txt"]
)
def test_a_renewal_follows_no_link(old, tmp_path, path):
    """What a repository may hold in place of its engine leads nowhere."""
    shutil.move(old / path, tmp_path / "outside")
    (old / path).symlink_to(tmp_path / "outside")
    before = tree(tmp_path)
    assert run("init", old) == 1 and tree(tmp_path) == before


def test_a_list_that_is_made_up_removes_nothing(old, tmp_path):
    """Only the engine's own files can be named there: a path that leads elsewhere, to content or out of the folder, is passed over."""
    outside = tmp_path / "precious"
    outside.write_bytes(b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    (old / "content/precious").write_bytes(b"x")
    with (old / "engine/version.txt").open("a") as file:
        for path in (
            "../../precious",
            "../content/precious",
            "/etc/hostname",
            "timeline/../../content/precious",
            "x\\y",
            "con",
        ):
            file.write(f"{digest}  {path}\n")
    assert run("init", old) == 0
    assert outside.exists() and (old / "content/precious").exists()


def test_words_and_lists_of_any_form_are_read_in_time(old):
    """A list of a hundred thousand strange lines is no work."""
    (old / "engine/version.txt").write_text(
        "# version " + "1" * 100_000 + "\n" + f"{'a' * 64}  x x\n" * 50_000, "utf-8"
    )
    renewal, faults = engine_copy.renewal(old)
    assert renewal.before == "" and [fault.code for fault in faults] == ["changed-engine"]
