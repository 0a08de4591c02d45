"""What a growing edition gives away: a column of its own wherever texts have one, empty where nothing is written."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests import world as worlds
from tests.pages.test_growing import FRENCH, RICH
from tests.world import both, build, event
from timeline.importing import our_csv


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    more = {
        "content/events/e.yaml": RICH,
        "content/events/f.yaml": event(date="2016-03", title={**both("Two", "ثان"), "fr": "Deux"}, places=["p"]),
        "content/events/g.yaml": event(date="2016-04", **FRENCH),
        "content/sources/s.yaml": {**worlds.SOURCE, "outlet": both("Paper", "صحيفة")},
    }
    contents = worlds.in_growth(worlds.files(**more))
    root = worlds.write(tmp_path_factory.mktemp("grown"), contents)
    assert not build(root).diagnostics
    return root / "site/data"


def rows(data: Path, name: str) -> dict[str, dict[str, str]]:
    return {next(iter(row.values())): row for row in csv.DictReader(io.StringIO((data / name).read_text("utf-8")))}


def test_tables(data):
    """What is written stands in its cell, though its event has no page yet; no cell borrows."""
    events, (figure,) = rows(data, "events.csv"), rows(data, "figures.csv").values()
    assert [events[id]["title_fr"] for id in "efg"] == ["Un", "Deux", "Un"]
    assert [events[id]["summary_fr"] for id in "efg"] == ["Il est.", "", "Il est."]
    assert [bool(events[id]["page_fr"]) for id in "efg"] == [True, False, True] and events["f"]["page_en"]
    assert (figure["words_en"], figure["words_fr"], figure["label_fr"], figure["measure_fr"]) == (
        "5 things",
        "",
        "",
        "",
    )
    (source,) = rows(data, "sources.csv").values()
    assert source["title_fr"] == source["author_fr"] == source["outlet_fr"] == "" and source["page_fr"]
    (side, *_) = rows(data, "disagreements.csv").values()
    assert side["speaker_en"] and not side["speaker_fr"] and not side["text_fr"]


def test_database(data):
    """Its columns may be empty where a whole language's may not."""
    base = sqlite3.connect(data / "timeline.sqlite")
    assert base.execute("select title_fr, summary_fr, text_fr from events where id = 'f'").fetchone() == (
        "Deux",
        None,
        None,
    )
    needed = {name: bool(null) for _, name, _, null, *_ in base.execute("pragma table_info(events)")}
    assert needed["title_en"] and not needed["title_fr"]
    about = dict(base.execute("select key, value from about"))
    assert "title_fr" not in about and about["title_en"] == "A record"


def test_json(data):
    """A page where there is one; words where there are some."""
    whole = json.loads((data / "timeline.json").read_text("utf-8"))
    e, f, _ = whole["events"]
    assert set(e["pages"]) == {"en", "ar", "fr"} and set(f["pages"]) == {"en", "ar"}
    assert f["title"]["fr"] == "Deux" and set(e["text"]) == {"en", "ar"}
    assert set(e["figures"][0]["words"]) == {"en", "ar"}
    assert [language["code"] for language in whole["languages"]] == ["en", "ar", "fr"]


def test_linked_data(data):
    """A page of the edition where there is one; no text says that it is French and is not."""
    graph = json.loads((data / "timeline.jsonld").read_text("utf-8"))["@graph"]
    pages = [node["@id"] for node in graph if node["@type"] == "Article"]
    assert "https://record.example/fr/events/e.html" in pages and "https://record.example/fr/events/f.html" not in pages
    said = json.dumps(graph, ensure_ascii=False)
    assert '{"@value": "Il est.", "@language": "fr"}' in said and '"@value": "It does.", "@language": "fr"' not in said


def test_files_in_one_language_hold_its_events(data):
    """Citations, slides, feeds and calendars are of the events that the edition has."""
    for name in ("timeline-fr.bib", "timelinejs-fr.json", "timeline-fr.csl.json", "../fr/calendar.ics"):
        text = (data / name).read_text("utf-8")
        assert "fr/events/e.html" in text and "events/f.html" not in text, name
    assert "en/events/f.html" in (data / "timeline-en.bib").read_text("utf-8")


def test_our_own_table_comes_back(data):
    """The columns of a growing language are among those that an import knows."""
    header = (data / "events.csv").read_text("utf-8").partition("\r\n")[0].split(",")
    assert {"title_fr", "summary_fr"} <= set(our_csv.names(["en", "ar", "fr"])) & set(header)
