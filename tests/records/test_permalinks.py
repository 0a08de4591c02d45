"""Addresses given out: records and named passages are promised once their site stands, and cannot vanish unnoticed."""

from __future__ import annotations

import subprocess

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event


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


def test_permalinks_are_promised_only_once_the_site_stands(world):
    """A build that cannot write its site promises no address."""
    root = world()
    (root / "site").symlink_to("nowhere")
    assert [d.code for d in build(root).diagnostics] == ["link"]
    assert not (root / "content/permalinks.txt").exists()


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
