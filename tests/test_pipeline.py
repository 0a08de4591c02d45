"""The promises of the build: what it writes, what it leaves alone, and that the same content gives the same site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import world as worlds
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from world import both, build, event, tree

from timeline import inputs, pipeline
from timeline.inputs import Options

E = "content/events/e.yaml"


def test_second_build_writes_nothing(world):
    """A build after a build writes, and even touches, nothing."""
    root = world()
    build(root)
    build(root)  # notes the permalinks that the first one added
    before = {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*")}
    again = build(root)
    assert (again.written, again.removed) == (0, 0) and again.kept == len(tree(root / "site"))
    assert {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*")} == before


def test_short_way_is_taken_only_when_nothing_changed(world):
    """The short way counts the site's files where all is as it was, and steps aside for any change of input or output."""
    root = world()
    build(root)
    build(root)
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


def test_short_way_never_hides_a_warning(world):
    """A build that warned warns again the next time."""
    root = world(**{E: event(body={"en": "Only English."})})
    assert [d.code for d in build(root).diagnostics] == ["missing-translation"]
    assert inputs.nothing_to_do(Options(root)) is None
    assert [d.code for d in build(root).diagnostics] == ["missing-translation"]


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


def test_file_changed_by_hand_is_made_again(world):
    """A page that somebody edited or deleted in the output is restored, and only that page."""
    root = world()
    build(root)
    good = tree(root / "site")
    (root / "site/en/index.html").write_bytes(good["en/index.html"].replace(b"A record", b"B record"))
    (root / "site/ar/index.html").unlink()
    result = build(root)
    assert (result.written, result.kept) == (2, len(good) - 2) and tree(root / "site") == good


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
    assert {k: v for k, v in tree(root / "site").items() if not k.endswith(".timeline-tmp")} == clean


def test_a_passage_that_was_given_a_name_is_promised(world):
    """A figure, a statement or a disagreement with an id and a paragraph with a name stay, under a former id of their
    event too; what has only a number may come and go, and so may what nobody was given, once its line is out."""
    said = {"text": both("x"), "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}
    differ = {"about": both("?"), "accounts": [{"text": both(t), "sources": [{"id": "s"}]} for t in "xy"]}
    whole = event(
        figures={"n": {"measure": "m", "value": "3", "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}},
        statements=[{**said, "id": "first"}, said],
        disagreements=[{**differ, "id": "total"}, differ],
        body={"en": "One. {#start}\n\nTwo.", "ar": "واحد. {#start}\n\nاثنان."},
    )
    root = world(**{"content/events/e.yaml": whole})
    build(root)
    kept = root / "content/permalinks.txt"
    promised = [line for line in kept.read_text("utf-8").splitlines() if line.startswith("events/e#")]
    names = ["disagreement-total", "figure-n", "p-start", "statement-first"]
    assert promised == [f"events/e#{name}" for name in names]
    renamed = {**whole, "aliases": ["e"]}
    (root / "content/events/e.yaml").unlink()
    worlds.write(root, {"content/events/f.yaml": {**renamed, "statements": [{**said, "id": "first"}]}})
    assert not build(root).failed and "events/f#figure-n" in kept.read_text("utf-8")
    worlds.write(root, {"content/events/f.yaml": {**renamed, "statements": [{**said, "id": "second"}, said]}})
    lost = build(root).diagnostics
    assert [(d.code, d.span.excerpt) for d in lost] == [
        ("vanished-passage", f"events/{id}#statement-first") for id in ("e", "f")
    ]
    lines = kept.read_text("utf-8").splitlines()
    kept.write_text("\n".join(line for line in lines if "#statement-first" not in line) + "\n", "utf-8")
    assert not build(root).failed


def test_a_site_is_whole_when_a_page_cannot_be_made(world, tmp_path, monkeypatch):
    """What is made lies apart until all of it is: a full disk or a wrong template changes no file of the site, and
    leaves none; what an interrupted build left is taken away, and a link in its place is not followed."""
    root, made = world(), []
    build(root)
    before = tree(root / "site")
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Other."))})
    write = Path.write_bytes

    def full(path, data):
        made.append(path)
        if len(made) == 5:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert [d.code for d in build(root).diagnostics] == ["cannot-write"] and len(made) >= 5
    monkeypatch.setattr(Path, "write_bytes", write)
    assert tree(root / "site") == before
    worlds.write(root, {"templates/layouts/event.html": "{{ page.nothing }}"})
    assert build(root).failed and tree(root / "site") == before
    assert build(root, out=tmp_path / "new").failed and not (tmp_path / "new").exists()
    (root / "templates/layouts/event.html").unlink()
    worlds.write(tmp_path / "kept", {"x": "mine"})
    (root / "site/.timeline-tmp").symlink_to(tmp_path / "kept")
    assert not build(root).failed
    assert (tmp_path / "kept/x").exists() and not os.path.lexists(root / "site/.timeline-tmp")
    worlds.write(root, {"site/.timeline-tmp/7.timeline-tmp": "left by a build that was cut off"})
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Another."))})
    assert not build(root).failed and not (root / "site/.timeline-tmp").exists()


def test_permalinks_are_promised_only_once_the_site_stands(world):
    """A build that cannot write its site promises no address."""
    root = world()
    (root / "site").symlink_to("nowhere")
    assert [d.code for d in build(root).diagnostics] == ["cannot-write"]
    assert not (root / "content/permalinks.txt").exists()


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


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("title", "date", "body", "delete", "add", "topic", "term", "related", "figure", "site")),
        st.integers(0, 5),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


def _apply(root: Path, state: dict, edit: tuple[str, int, int]) -> None:
    what, which, value = edit
    events = state["events"]
    name = f"e{which}"
    if what == "add" or name not in events:
        events[name] = event(date=f"201{value}-0{which + 1}")
    elif what == "delete" and len(events) > 1:
        del events[name]
        (root / f"content/events/{name}.yaml").unlink()
        for other in events.values():
            other["related"] = [r for r in other.get("related", ()) if r["event"] != name]
    elif what == "title":
        events[name]["title"] = both(f"Title {value}", f"عنوان {value}")
    elif what == "date":
        events[name]["date"] = f"201{value}~/201{9}"
    elif what == "body":
        events[name]["body"] = both(
            f"Text {value} [[{sorted(events)[0]}]]" if value % 2 and sorted(events)[0] == name else f"Text {value}"
        )
    elif what == "topic":
        events[name]["topics"] = ["t"] if value % 2 else ["t", "u"]
    elif what == "term":
        state["topics"]["u"]["name"] = both(f"Name {value}")
    elif what == "related":
        events[name]["related"] = [{"event": other, "as": "follows-up"} for other in sorted(events) if other != name][
            :1
        ]
    elif what == "figure":
        events[name]["figures"] = {"n": {"measure": "m", "value": str(value), "said_by": "a", "sources": [{"id": "s"}]}}
    elif what == "site":
        state["site"]["tagline"] = both(f"Tagline {value}")
    (root / "content/permalinks.txt").unlink(missing_ok=True)
    worlds.write(
        root,
        {
            "content/site.yaml": state["site"],
            "content/topics.yaml": state["topics"],
            **{f"content/events/{n}.yaml": e for n, e in events.items()},
        },
    )


@settings(max_examples=25)
@given(edits=EDITS)
def test_incremental_build_equals_a_clean_one(edits, tmp_path_factory):
    """After any series of edits, each built on the last, the site is the one that a clean build makes."""
    root = worlds.write(
        tmp_path_factory.mktemp("edits"), worlds.files(**{"content/topics.yaml": {"t": worlds.TERM, "u": worlds.TERM}})
    )
    (root / E).unlink()
    state = {
        "events": {"e0": event()},
        "topics": {"t": dict(worlds.TERM), "u": dict(worlds.TERM)},
        "site": dict(worlds.SITE),
    }
    worlds.write(root, {"content/events/e0.yaml": event()})
    for edit in edits:
        _apply(root, state, edit)
        assert not build(root).failed
    (root / "content/permalinks.txt").unlink(missing_ok=True)
    clean = build(root, out=root / "clean")
    assert not clean.failed and tree(root / "site") == tree(root / "clean")


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
            "what all pages of its edition share changed",
        ),
        ({"templates/layouts/event.html": "{% extends 'base.html' %}"}, "its template changed"),
    ],
)
def test_explain_says_why(world, changed, reason):
    """`explain` names what changed, and the files that the page comes from."""
    root = world()
    build(root)
    kept, _ = pipeline.explain(Options(root), "en/events/e.html")
    assert kept[0].endswith("would be kept: nothing it comes from has changed")
    worlds.write(root, changed)
    lines, _ = pipeline.explain(Options(root), "en/events/e.html")
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
    assert "would be kept" in pipeline.explain(Options(root), "data/site.zip")[0][0]
    worlds.write(root, {"content/events/e.yaml": event(summary=both("Other."))})
    lines, faults = pipeline.explain(Options(root), "data/site.zip")
    assert "would be made" in lines[0] and not faults and tree(root / "site") == before


def test_explain_knows_new_missing_and_unknown_pages(world):
    """`explain` tells a new page from a deleted one, and offers a near path for one that is not there."""
    root = world()
    assert pipeline.explain(Options(root), "ar/index.html")[0][0] == "ar/index.html would be made: it is new"
    build(root)
    (root / "site/ar/index.html").unlink()
    assert (
        pipeline.explain(Options(root), "ar/index.html")[0][0]
        == "ar/index.html would be made: it is missing from the output folder"
    )
    lines, faults = pipeline.explain(Options(root), "ar/indx.html")
    assert not lines and faults[0].help == "did you mean `ar/index.html`?"


def test_single_files_are_checked_by_themselves(world, monkeypatch):
    """Just their own faults, with near names from all others; of those no more is read than their ids, and former ones."""
    from timeline import yamlfile

    root = world(
        **{
            "content/events/wrong.yaml": event(topics=["tt"], related=[{"event": "othr", "as": "answers"}]),
            "content/events/other.yaml": event(date="2016-13"),
            "content/events/moved.yaml": event(aliases=["former"]),
            "content/events/links.yaml": event(body=both("[[former]] [[other]] [[#n]]")),
        }
    )
    read, whole = [], yamlfile.read
    monkeypatch.setattr(yamlfile, "read", lambda path, raw: read.append(path) or whole(path, raw))
    check = lambda *files: [
        (fault.code, fault.span.path.rpartition("/")[2], fault.help) for fault in pipeline.check(Options(root), files)
    ]
    near = "did you mean `{}`?".format
    assert check("content/events/wrong.yaml") == [
        ("unknown-topic", "wrong.yaml", "it can be: `t`"),
        ("unknown-event", "wrong.yaml", near("other")),
    ]
    assert "content/events/other.yaml" not in read and "content/events/moved.yaml" in read
    assert check("content/events/e.yaml") == []
    assert check("content/events/links.yaml") == [("unknown-figure", "links.yaml", "give it under `figures:`")]
    assert (
        [code for code, *_ in check("content/events")]
        == [code for code, file, _ in check("content") if file != "site.yaml"]
        == ["unknown-figure", "bad-month", "unknown-topic", "unknown-event"]
    )
    assert [code for code, *_ in check("content/events/none.yaml", "README.md")] == ["unexpected-file", "unreadable"]
    (root / "content/site.yaml").write_text("languages: xx")
    assert [file for _, file, _ in check("content/events/e.yaml")] != []


def test_two_branches_that_add_addresses_merge(world):
    """permalinks.txt is merged by keeping the lines of both sides; the next build has them in order, each once."""
    root = world(**{".gitattributes": (PROJECT / ".gitattributes").read_text("utf-8"), ".gitignore": "site/"})
    who = [word for name in ("user.name=x", "user.email=x@x.example") for word in ("-c", name)]
    git = lambda *words: subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True)
    git("init", "--quiet", "--initial-branch=main")

    def commit(branch: str, **files: object) -> None:
        git("checkout", "--quiet", "-B", branch)
        worlds.write(root, files)
        assert not build(root).failed
        git("add", "--all")
        git("commit", "--quiet", "--message", "x")

    commit("main")
    commit("one", **{"content/events/d1.yaml": event(), "content/events/z.yaml": event()})
    git("checkout", "--quiet", "main")
    commit("two", **{"content/events/d2.yaml": event(), "content/events/z2.yaml": event()})
    git("merge", "--quiet", "-m", "m", "one")
    assert not build(root).failed
    lines = (root / "content/permalinks.txt").read_text("utf-8").splitlines()[1:]
    assert lines == sorted(set(lines)) and {f"events/{id}" for id in ("d1", "d2", "e", "z", "z2")} <= set(lines)


def test_a_new_commit_is_a_reason_to_look_again(world):
    """The days of change come from git, so a commit alone may change a page; without one nothing is done."""
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
