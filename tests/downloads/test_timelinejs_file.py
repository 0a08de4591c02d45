"""The form for TimelineJS3: what our own import makes of it again, and HTML that is only text."""

from __future__ import annotations

import json
import shutil

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event
from timeline.authoring import edits
from timeline.importing import plan_import
from timeline.importing.plan_import import Wanted
from timeline.records import yaml_file

DATES = ("2014-12~", "2016?", "2015-06~/2016-02-05", "2014/..", "../2014", "-0043-03-15", "201X", "2016-22", "2016-XX")
DATES += ("hijri:1437-05", "julian:1187-10-02/1187-10-09", "hijri:1437/..", "persian:1394-11-17~")


@pytest.mark.parametrize("code", ["en", "ar"])
def test_our_import_reads_it_back(code, world, tmp_path):
    """Ids, dates of every kind, headlines and topics; a word of what cannot be carried, but no fault."""
    title = "Caesar <b>& “all”"
    events = {f"content/events/19{n:02d}-e.yaml": event(date=d, title=both(title, title)) for n, d in enumerate(DATES)}
    root = world(**events)
    assert not build(root).failed
    other = worlds.write(tmp_path / "other", worlds.files())
    file = root / f"site/data/timelinejs-{code}.json"
    made = plan_import.plan(other, file, Wanted(code, topic="t"))
    assert not [fault for fault in made.diagnostics if fault.severity == "error"], made.diagnostics
    assert edits.apply(other, made.changes) == []
    read = lambda path: yaml_file.read("e", (other / path).read_bytes())[0].data
    for n, date in enumerate(DATES):
        data = read(f"content/events/19{n:02d}-e.yaml")
        assert (data["date"], data["title"][code], data["topics"]) == (date, title, ["t"])


def test_the_real_timeline_comes_back(tmp_path, site):
    """Every event of ours, with its id and its date, in either language."""
    for code in ("en", "ar"):
        root = tmp_path / code
        shutil.copytree(
            PROJECT / "content", root / "content", ignore=shutil.ignore_patterns("events", "permalinks.txt")
        )
        made = plan_import.plan(root, site / f"data/timelinejs-{code}.json", Wanted(code))
        written = {path for path in made.changes if path.startswith("content/events/")}
        assert written == {f"content/events/{path.name}" for path in (PROJECT / "content/events").glob("*.yaml")}
        for path in written:
            ours, again = (
                yaml_file.read(path, data)[0].data for data in ((PROJECT / path).read_bytes(), made.changes[path])
            )
            assert (again["date"], again["title"][code]) == (ours["date"], ours["title"][code]), path


def test_no_text_becomes_markup(world):
    """TimelineJS sets its texts as HTML: whatever an event holds is text there."""
    root = world(
        **{"content/events/e.yaml": event(title=both("<img src=x onerror=alert(1)>"), summary=both("<script>"))}
    )
    assert not build(root).failed
    slides = json.loads((root / "site/data/timelinejs-en.json").read_bytes())["events"]
    (text,) = [slide["text"] for slide in slides if slide["unique_id"] == "e"]
    assert text["headline"].startswith("&lt;img") and "<script" not in text["text"]
