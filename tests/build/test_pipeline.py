"""The promises of the build: what it writes, what it leaves alone, and that the same content gives the same site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.programs import needs
from tests.world import both, build, event, tree
from timeline.build import check, explain, inputs, output
from timeline.build.inputs import Options

E = "content/events/e.yaml"


def test_second_build_writes_nothing(world):
    """A build after a build writes, and even touches, nothing."""
    root = world()
    build(root)
    before = {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*")}
    again = build(root)
    assert (again.written, again.removed) == (0, 0) and again.kept == len(tree(root / "site"))
    assert {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*")} == before


def test_short_way_is_taken_only_when_nothing_changed(world):
    """The short way counts the site's files where all is as it was, and steps aside for any change of input or output."""
    root = world()
    build(root)  # which wrote permalinks, an input of the next
    told = Options(root)
    assert inputs.nothing_to_do(told) == len(tree(root / "site"))
    assert inputs.nothing_to_do(Options(root, address="https://else.example/")) is None
    page = root / "site/en/events/e.html"
    good = page.read_bytes()
    page.write_bytes(good + b" ")
    assert inputs.nothing_to_do(told) is None
    page.write_bytes(good)
    assert inputs.nothing_to_do(told) is not None
    worlds.write(root, {E: event(title=both("Another title"))})
    assert inputs.nothing_to_do(told) is None


def test_many_files_are_looked_at_as_few_are(world, monkeypatch):
    """By several threads: one that was changed, and one that is lost, are noticed wherever they stand."""
    monkeypatch.setattr(output, "_MANY", 1)
    monkeypatch.setattr(output, "_AT_ONCE", 7)
    root = world()
    build(root)
    told = Options(root)
    assert inputs.nothing_to_do(told) == len(tree(root / "site"))
    for path in [*sorted((root / "site").rglob("*.html"))[::9], root / "site/data/site.zip"]:
        good = path.read_bytes()
        path.write_bytes(good + b" ")
        assert inputs.nothing_to_do(told) is None, path
        path.unlink()
        assert inputs.nothing_to_do(told) is None, path
        path.write_bytes(good)
    assert inputs.nothing_to_do(told) and build(root).written == 0


def test_short_way_never_hides_a_warning(world):
    """A build that warned warns again the next time."""
    root = world(**{E: event(body={"en": "Only English."})})
    assert [d.code for d in build(root).diagnostics] == ["missing-translation"]
    assert inputs.nothing_to_do(Options(root)) is None
    assert [d.code for d in build(root).diagnostics] == ["missing-translation"]


def test_failed_build_changes_nothing(world):
    """With an error in the content the last good site stays as it was, byte for byte."""
    root = world()
    build(root)
    before = tree(root / "site")
    worlds.write(root, {E: event(date="2016-02-30"), "content/events/g.yaml": event(date="2015")})
    result = build(root)
    assert result.failed and tree(root / "site") == before


def test_failing_template_changes_nothing(world):
    """A template that fails on the last page is found before the first is written."""
    root = world()
    build(root)
    before = tree(root / "site")
    worlds.write(
        root,
        {
            "templates/layouts/page.html": "{{ page.nothing }}",
            "templates/layouts/year.html": "{% extends 'base.html' %}{% block main %}{{ page.subject.nope }}{% endblock %}",
        },
    )
    result = build(root)
    assert [d.code for d in result.diagnostics] == ["template-error"] * 2 and tree(root / "site") == before


def test_deleted_event_takes_its_pages_along(world):
    """An event's removal removes its pages in both editions and the year that had nothing else."""
    root = world(**{"content/events/f.yaml": event(date="2017")})
    build(root)
    before = tree(root / "site")
    assert (root / "site/ar/years/2017.html").exists()
    worlds.write(root, {"content/events/f.yaml": None})
    permalinks = root / "content/permalinks.txt"
    permalinks.write_text(permalinks.read_text("utf-8").replace("events/f\n", ""), "utf-8")
    result = build(root)
    gone = set(before) - set(tree(root / "site"))
    assert result.removed == len(gone)
    named = {path for path in gone if not path.startswith(("search/", "selection/"))}  # those go by other names
    pages = ("events/f.html", "years/2017.html", "record/2017.html")
    own = {f"{code}/{path}" for code in ("en", "ar") for path in pages}
    assert named == own | {"parallel/events/f.html"} | {
        f"embed/{c}/events/f.{e}" for c in ("en", "ar") for e in ("html", "json")
    }
    assert not [p for p in tree(root / "site") if "2017" in p or p.endswith("/f.html")]


def test_same_bytes_anywhere(tmp_path):
    """Two clones in folders of odd names, under other locales, time zones and hash seeds, give the same bytes."""
    sites = []
    for name, extra in (
        ("one", {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}),
        (
            "نسخة ثانية two",
            {"LC_ALL": "C.UTF-8", "LANG": "ar_SY.UTF-8", "TZ": "Asia/Damascus", "PYTHONHASHSEED": "4242"},
        ),
    ):
        clone = tmp_path / name
        for part in ("timeline", "templates", "content"):
            shutil.copytree(PROJECT / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("build.py", "constraints.txt", "pyproject.toml"):
            shutil.copy(PROJECT / part, clone / part)
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from timeline.cli import main; sys.exit(main(['build']))"],
            cwd=clone,
            env={**os.environ, **extra},
            capture_output=True,
            text=True,
            encoding="utf-8",
            umask=0o077 if name == "one" else 0o002,
        )
        assert done.returncode == 0, done.stderr
        sites.append(tree(clone / "site"))
    assert sites[0] == sites[1] and len(sites[0]) > 100


def test_root_with_templates_of_its_own(world):
    """A project's own template stands in front of ours, the rest of ours behind it; so do languages and styles."""
    root = world(**{"templates/layouts/home.html": "<!doctype html><title>mine</title>{{ frame.title }}"})
    build(root)
    assert (root / "site/en/index.html").read_text("utf-8") == "<!doctype html><title>mine</title>A record"
    assert "<h1>" in (root / "site/en/events/e.html").read_text("utf-8")


@pytest.mark.parametrize(
    "changed, reason",
    [
        ({E: event(title=both("Changed"))}, "what it shows changed"),
        (
            {"content/site.yaml": {**worlds.SITE, "rights": both("Other")}},
            "what it shows changed; what all pages of its edition share changed",
        ),
        ({"templates/layouts/event.html": "{% extends 'base.html' %}"}, "its template changed"),
    ],
)
def test_explain_says_why(world, changed, reason):
    """`explain` names what changed, and the files that the page comes from."""
    root = world()
    build(root)
    kept, _ = explain.explain(Options(root), "en/events/e.html")
    assert kept[0].endswith("would be kept: nothing it comes from has changed")
    worlds.write(root, changed)
    lines, _ = explain.explain(Options(root), "en/events/e.html")
    assert lines[0] == f"en/events/e.html would be made: {reason}"
    assert {
        "  from content/events/e.yaml",
        "  from content/sources/s.yaml",
        "  from content/topics.yaml",
        "  by   templates/layouts/base.html",
        "  in   templates/languages/en.yaml",
    } <= set(lines)


def test_explain_tells_of_the_archive_and_touches_nothing(world):
    """What is made of all the others is explained too, and the site stays as it is meanwhile."""
    root = world()
    build(root)
    before = tree(root / "site")
    assert "would be kept" in explain.explain(Options(root), "data/site.zip")[0][0]
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Other."))})
    lines, faults = explain.explain(Options(root), "data/site.zip")
    assert "would be made" in lines[0] and not faults and tree(root / "site") == before


def test_explain_knows_new_missing_and_unknown_pages(world):
    """`explain` tells a new page from a deleted one, and offers a near path for one that is not there."""
    root = world()
    assert explain.explain(Options(root), "ar/index.html")[0][0] == "ar/index.html would be made: it is new"
    build(root)
    (root / "site/ar/index.html").unlink()
    assert (
        explain.explain(Options(root), "ar/index.html")[0][0]
        == "ar/index.html would be made: it is missing from the output folder"
    )
    lines, faults = explain.explain(Options(root), "ar/indx.html")
    assert not lines and faults[0].help == "did you mean `ar/index.html`?"


def test_single_files_are_checked_by_themselves(world, monkeypatch):
    """Just their own faults, with near names from all others; of those no more is read than their ids, and former ones."""
    from timeline.records import yaml_file

    root = world(
        **{
            "content/events/wrong.yaml": event(topics=["tt"], related=[{"event": "othr", "as": "answers"}]),
            "content/events/other.yaml": event(date="2016-13"),
            "content/events/moved.yaml": event(aliases=["former"]),
            "content/events/links.yaml": event(body=both("[[former]] [[other]] [[#n]]")),
        }
    )
    read, whole = [], yaml_file.read
    monkeypatch.setattr(yaml_file, "read", lambda path, raw: read.append(path) or whole(path, raw))
    said = lambda *files: [
        (fault.code, fault.span.path.rpartition("/")[2], fault.help) for fault in check.check(Options(root), files)
    ]
    near = "did you mean `{}`?".format
    assert said("content/events/wrong.yaml") == [
        ("unknown-topic", "wrong.yaml", "it can be: `t`"),
        ("unknown-event", "wrong.yaml", near("other")),
    ]
    assert "content/events/other.yaml" not in read and "content/events/moved.yaml" in read
    assert said("content/events/e.yaml") == []
    assert said("content/events/links.yaml") == [("unknown-figure", "links.yaml", "give it under `figures:`")]
    assert (
        [code for code, *_ in said("content/events")]
        == [code for code, file, _ in said("content") if file != "site.yaml"]
        == ["unknown-figure", "bad-month", "unknown-topic", "unknown-event"]
    )
    assert [code for code, *_ in said("content/events/none.yaml", "README.md")] == ["unexpected-file", "unreadable"]
    (root / "content/site.yaml").write_text("languages: xx")
    assert [file for _, file, _ in said("content/events/e.yaml")] != []


def test_a_new_commit_is_a_reason_to_look_again(world):
    """The days of change come from git, so a commit alone may change a page; without one nothing is done."""
    needs("git")
    root = world(**{".gitignore": "site/"})
    who = [word for name in ("user.name=x", "user.email=x@x.example") for word in ("-c", name)]
    git = lambda *words: subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
    git("init", "--quiet")
    build(root)
    assert b"Last changed" not in (root / "site/en/events/e.html").read_bytes()
    git("add", "--all")
    git("commit", "--quiet", "--message", "x", "--date", "2020-01-02T00:00:00Z")
    assert inputs.nothing_to_do(Options(root)) is None
    assert build(root).written and b"Last changed" in (root / "site/en/events/e.html").read_bytes()
    build(root)
    assert inputs.nothing_to_do(Options(root)) is not None
