"""Addresses given out: records and named passages are promised once their site stands, and cannot vanish unnoticed."""

from __future__ import annotations

import subprocess

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.programs import needs
from tests.records import found, page
from tests.world import both, build, event

E = "content/events/e.yaml"
F = "content/events/f.yaml"
PERMALINKS = "content/permalinks.txt"


def kept(root) -> list[str]:
    return (root / PERMALINKS).read_text("utf-8").splitlines()


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
    needs("git")
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


def test_new_addresses_are_noted_in_order_and_comments_stay(world):
    """The build adds what it publishes, sorted, below the lines that begin with `#`."""
    root = world(**{PERMALINKS: "# ours\nsources/s\n\n# and this\nevents/e\n"})
    assert not worlds.build(root).failed
    assert kept(root) == [
        "# ours",
        "# and this",
        "actors/a",
        "actors/b",
        "events/e",
        "places/p",
        "sources/s",
        "topics/t",
    ]
    before = (root / PERMALINKS).read_bytes()
    worlds.build(root)
    assert (root / PERMALINKS).read_bytes() == before


def test_the_first_build_begins_the_list(world):
    """With a line that says what it is."""
    root = world()
    worlds.build(root)
    assert kept(root)[0].startswith("# ")
    assert "events/e" in kept(root)


def test_a_failed_build_promises_nothing(world):
    """Addresses that were not published are not noted."""
    root = world(**{E: worlds.event(body=worlds.both("<b>"))})
    assert worlds.build(root).failed
    assert not (root / PERMALINKS).exists()


def test_an_id_that_vanishes_fails_until_an_alias_takes_its_place(world):
    """A published address is kept, or leads on, or the build fails."""
    root = world()
    worlds.build(root)
    (root / E).rename(root / F)
    assert [code for code, _, _ in found(root)] == ["vanished-id"]
    worlds.write(root, {F: worlds.event(aliases=["e"])})
    assert not worlds.build(root).failed
    assert {"events/e", "events/f"} <= set(kept(root))


@pytest.mark.parametrize(
    ("path", "record", "old", "new"),
    [
        (F, worlds.event(aliases=["old"]), "events/old", "events/f"),
        ("content/sources/s.yaml", {**worlds.SOURCE, "aliases": ["old"]}, "sources/old", "sources/s"),
        ("content/topics.yaml", {"t": {**worlds.TERM, "aliases": ["old"]}}, "topics/old", "topics/t"),
        ("content/places.yaml", {"p": {**worlds.TERM, "aliases": ["old"]}}, "places/old", "places/p"),
    ],
)
def test_a_former_id_is_a_page_that_leads_on_in_both_editions(world, path, record, old, new):
    """Whoever has the old address gets to the record."""
    root = world(**{path: record})
    assert not worlds.build(root).failed
    for edition in ("en", "ar"):
        text = page(root, f"{edition}/{old}.html")
        assert f"{edition}/{new}.html" in text
        assert 'http-equiv="refresh"' in text


@pytest.mark.parametrize(
    "line", ["nonsense", "events/", "measures/m", "https://e.example/", "/events/e", "sources/s#x"]
)
def test_a_line_that_is_no_address_is_named(world, line):
    """The list is the build's own; a slip of the hand in it is a fault."""
    assert found(world(**{PERMALINKS: f"# ours\r\nevents/e\r\n{line}\r\n"})) == [("bad-permalink", "permalinks.txt", 3)]
