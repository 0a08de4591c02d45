"""Any series of edits gives the site that a clean build gives: what may be mentioned is known completely."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event, tree
from timeline.build import work
from timeline.pages import events, home, record_book, story, stretches

E = "content/events/e.yaml"


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "title",
                "updated",
                "date",
                "body",
                "delete",
                "add",
                "topic",
                "term",
                "actor",
                "names",
                "source",
                "measure",
                "related",
                "said",
                "differ",
                "figure",
                "former",
                "lesson",
                "site",
                "address",
                "language",
                "template",
                "grow",
                "wither",
                "name",
                "page",
            )
        ),
        st.integers(0, 5),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=5,
)
_LANGUAGE = (PROJECT / "templates/languages/en.yaml").read_text("utf-8")
_EVENT_PAGE = (PROJECT / "templates/layouts/event.html").read_text("utf-8")


def _apply(contents: dict[str, Any], edit: tuple[str, int, int]) -> None:
    """One edit of a project; whatever leads to an event that is deleted goes with it."""
    what, which, value = edit
    path = f"content/events/e{which}.yaml"
    events = {place[15:-5]: record for place, record in contents.items() if place.startswith("content/events/")}
    if what == "add" or path not in contents:
        contents[path] = event(date=f"201{value}-0{which + 1}")
    elif what == "delete" and len(events) > 1:
        del contents[path]
        for other in events.values():
            other["related"] = [r for r in other.get("related", ()) if r["event"] != f"e{which}"]
            other.pop("body", None)
        contents.pop("content/paths/l.yaml", None)
    elif what == "grow":
        contents |= worlds.in_growth(contents)
        for name in ("title", "summary"):
            contents[path][name] = {**contents[path][name], "fr": f"Mots {value}"}
        for statement in contents[path].get("statements", ()):
            statement["text"] = {**statement["text"], **({"fr": "Dit"} if value % 2 else {})}
        if value % 3 and contents[path].get("body"):
            contents[path]["body"] = {**contents[path]["body"], "fr": contents[path]["body"]["en"]}
    elif what == "former":
        contents[path]["aliases"] = [f"former-{which}-{value}", *contents[path].get("aliases", ())][:2]
        for other in events.values():
            other.pop("body", None)
    else:
        others = sorted(id for id in events if id != f"e{which}")
        _change(contents[path], what, value, events, others)
        _change_besides(contents, what, value, [f"e{which}", *others[:1]])


def _change(record: dict[str, Any], what: str, value: int, events: dict[str, Any], others: list[str]) -> None:
    """One edit of an event."""
    cited, said = [{"id": "s", "at": "¶1"}], {"said_by": "ab"[value % 2], "standing": "claimed"}
    match what:
        case "title":
            record["title"] = both(f"Title {value}", f"عنوان {value}")
        case "wither":
            record["title"].pop("fr", None)
        case "updated":
            record["updated"] = f"202{value}-01-01"
        case "date":
            record["date"] = f"201{value}~/2019" if value < 5 else f"2011-0{value}"
        case "body":
            named = sorted((*events, *(former for other in events.values() for former in other.get("aliases", ()))))
            record["body"] = both(f"Text {value} [[{named[value % len(named)]}]]")
        case "topic":
            record["topics"] = ["t"] if value % 2 else ["t", "u"]
        case "related":
            record["related"] = [{"event": other, "as": "follows-up"} for other in others[:1]]
        case "said":
            record["statements"] = [{"text": both(f"Words {value}"), "sources": cited, **said}]
        case "differ":
            accounts = [{"text": both(f"Side {n}"), "said_by": by, "sources": cited} for n, by in enumerate("ab")]
            record["disagreements"] = [{"about": both(f"What {value}"), "accounts": accounts}]
        case "figure":
            record["figures"] = {"n": {"measure": "m", "value": str(value), "sources": cited, **said}}


def _change_besides(contents: dict[str, Any], what: str, value: int, events: list[str]) -> None:
    """One edit of anything else."""
    match what:
        case "term":
            contents["content/topics.yaml"]["u"]["name"] = both(f"Name {value}")
        case "actor":
            contents["content/actors.yaml"]["a"]["name"] = both(f"Actor {value}")
        case "names":
            contents["content/actors.yaml"]["a"]["other_names"] = {
                "en": [f"Called {value}"],
                "ar": ["يدعى"][: value % 2],
            }
        case "source":
            contents["content/sources/s.yaml"]["title"] = both(f"Paper {value}", f"صحيفة {value}")
        case "measure":
            contents["content/measures.yaml"]["m"]["name"] = both(f"Measure {value}")
        case "lesson":
            contents["content/paths/l.yaml"] = {
                **{name: both(f"Lesson {value}") for name in ("title", "summary", "body")},
                "minutes": 45,
                "steps": [{"event": id, "text": both(f"Step {value}"), "questions": []} for id in events],
            }
        case "site":
            contents["content/site.yaml"]["tagline"] = both(f"Tagline {value}")
        case "address":
            contents["content/site.yaml"]["address"] = f"https://record.example/{value}/"
        case "language":
            contents["templates/languages/en.yaml"] = _LANGUAGE.replace("February", f"February{value}")
        case "name":
            for path, id in (("topics", "t"), ("actors", "a"), ("measures", "m")):
                record = contents[f"content/{path}.yaml"][id]
                record["name"] = {**record["name"], **({"fr": f"Nom {value}"} if _grows(contents) else {})}
        case "page":
            codes = ("en", "ar", *(["fr"] if _grows(contents) and value % 2 else []))
            contents |= {f"content/pages/{code}/about.md": f"# About {value}\n\nThis.\n" for code in codes}
        case "template":
            contents["templates/layouts/event.html"] = f"{_EVENT_PAGE}<!-- {value} -->"


def _grows(contents: dict[str, Any]) -> bool:
    return "growing" in contents["content/site.yaml"]


def _rich() -> dict[str, Any]:
    """A project in which each event mentions something of every kind."""
    contents = copy.deepcopy(worlds.files(**{"content/topics.yaml": {"t": worlds.TERM, "u": worlds.TERM}}))
    del contents[E]
    events = {f"e{n}": event(date=f"201{n}-01") for n in range(4)}
    for n, (id, record) in enumerate(events.items()):
        others = [other for other in events if other != id]
        for what in ("said", "differ", "figure"):
            _change(record, what, n, events, others)
        record["actors"], record["body"] = ["a"], both(f"Text [[{others[n - 1]}]]")
    _change(events["e0"], "related", 0, events, ["e3"])
    contents |= {f"content/events/{id}.yaml": record for id, record in events.items()}
    _change_besides(contents, "lesson", 1, ["e1", "e2"])
    return contents


@contextmanager
def listing(most: int) -> Iterator[None]:
    """Pages list as many events as that."""
    with ExitStack() as stack:
        for limit in ((events, "LISTED"), (home, "LISTED"), (stretches, "MOST"), (story, "LIMIT")):
            stack.enter_context(mock.patch.object(*limit, most))
        stack.enter_context(mock.patch.multiple(record_book, LIMIT=most, YEAR=most))
        yield


@pytest.mark.parametrize(
    ("days", "before", "after"),
    [
        # It passes one of two that share the page of those without a month; the other stays where it is.
        ("2014-21 2014-05-01 2014-05-02 2014-23 2014-11-01 2014-11-02", "2014-12-01", "2014-05-01T12:00:00Z"),
        # A year becomes too full for its page: what leads back to it from the next year leads to a part of it.
        ("2012-01 2012-03 2012-05 2014-01-01 2014-12-01 2016-01 2016-02", "2012-02", "2014-06-01"),
    ],
)
def test_a_scene_knows_its_number_and_where_its_neighbours_are(world, days, before, after):
    """One event moves, and no other on the page, and none beside it, says anything new."""
    files = {f"content/events/e{n}.yaml": event(date=day) for n, day in enumerate(days.split())}
    root = world(**files, **{E: event(date="2000")})
    with listing(2):
        for day in (before, after, before):
            worlds.write(root, {"content/events/moved.yaml": event(date=day)})
            assert not build(root).failed and not build(root, out=root / "clean").failed
            assert tree(root / "site") == tree(root / "clean")
            shutil.rmtree(root / "clean")


@settings(max_examples=20)
@given(edits=EDITS, processes=st.integers(1, 2), most=st.sampled_from((1, 2, 100)))
def test_incremental_build_equals_a_clean_one(edits, processes, most, tmp_path_factory):
    """After any series of edits, each built on the last by any number of processes, the site is the one that a clean
    build makes; so where its lists are longer than a page, too."""
    root, contents = tmp_path_factory.mktemp("edits"), _rich()
    for edit in (None, *edits):
        before = set(contents)
        if edit:
            _apply(contents, edit)
        (root / "content/permalinks.txt").unlink(missing_ok=True)
        worlds.write(root, {**contents, **dict.fromkeys(before - set(contents))})
        with mock.patch.multiple(work, MANY=2, processors=lambda: processes), listing(most):
            result = build(root)
        assert not result.failed, result.diagnostics
    (root / "content/permalinks.txt").unlink(missing_ok=True)
    with listing(most):
        clean = build(root, out=root / "clean")
    assert not clean.failed and tree(root / "site") == tree(root / "clean")


def test_an_edition_grows_and_withers_event_by_event(world, tmp_path_factory):
    """Whatever is written in a growing language, or taken back, each build makes what a clean one makes, and no more
    than what changed: a page that shows nothing of it is kept."""
    root, contents = tmp_path_factory.mktemp("grows"), worlds.in_growth(_rich())
    steps = [("grow", 0, 1), ("grow", 2, 2), ("name", 0, 1), ("lesson", 0, 2), ("page", 0, 1), ("wither", 0, 0)]
    for step in (None, *steps, ("grow", 0, 3), ("grow", 1, 4), ("grow", 3, 5), ("body", 1, 2)):
        if step:
            _apply(contents, step)
        worlds.write(root, contents)
        (root / "content/permalinks.txt").unlink(missing_ok=True)
        result = build(root)
        assert not result.failed, result.diagnostics
        (root / "content/permalinks.txt").unlink(missing_ok=True)
        assert not build(root, out=root / "clean").failed
        assert tree(root / "site") == tree(root / "clean"), step
        shutil.rmtree(root / "clean")
