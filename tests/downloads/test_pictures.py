"""What is said of pictures goes with the files that are given out, and their files with it."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from tests import pictures
from tests import world as worlds
from tests.pictures import picture
from tests.world import both, build, event
from timeline.authoring import edits
from timeline.importing import plan_import, taking_back
from timeline.importing.plan_import import Wanted
from timeline.records import yaml_file

OWN = {"name": both("Museum’s terms", "شروط المتحف"), "address": "https://museum.example/terms"}


def contents() -> dict[str, object]:
    """A project with every kind of picture: of an event, of a source, of a path's step."""
    of_event = [
        picture(caption=both('<b>The "dial"</b>', "المزولة"), date="1206~", sources=[{"id": "s", "at": "p. 3"}]),
        picture(
            "film.png", id="talk", licence=None, reason=both("A quotation", "اقتباس"), video="https://video.example/1"
        ),
        picture("film.png", alt="", decorates="an ornament", licence=OWN),
    ]
    step = {"event": "e", "text": both("Look", "انظروا"), "media": [picture("film.png")], "questions": []}
    path = {"title": both("A path"), "summary": both("It leads."), "steps": [step]}
    return {
        "content/media/sundial.png": pictures.saved(pictures.image(900, 600), "PNG"),
        "content/media/film.png": pictures.png(40, 30),
        "content/events/e.yaml": event(date="2016-02-05", media=of_event, updated="2020-01-02"),
        "content/events/f.yaml": event(date="2017", updated="2020-01-02"),
        "content/sources/s.yaml": {**worlds.SOURCE, "media": [picture("film.png", date="1300")]},
        "content/paths/way.yaml": path,
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = worlds.write(tmp_path_factory.mktemp("pictured"), worlds.files(**contents()))
    result = build(root)
    assert not result.failed, result.diagnostics
    return root


@pytest.fixture(scope="module")
def site(root):
    return root / "site"


def test_json_has_each_with_where_its_file_is(site):
    """Whole addresses of every size, each of which lies there; the record's own fields besides."""
    whole = json.loads((site / "data/timeline.json").read_bytes())
    first, second, third = next(e for e in whole["events"] if e["id"] == "e")["media"]
    assert (first["id"], second["id"], third["id"]) == ("1", "talk", "3")
    assert first["type"] == "image/webp" and first["alt"] == {"en": "A sundial", "ar": "مزولة"}
    assert second["reason"]["en"] == "A quotation" and third["licence"] == OWN
    for size in first["sizes"]:
        assert (site / size["address"].removeprefix("https://record.example/")).is_file()
    assert [size["width"] for size in first["sizes"]] == [320, 480, 900]
    assert whole["sources"][0]["media"][0]["file"] == whole["paths"][0]["steps"][0]["media"][0]["file"] == "film.png"


def test_the_table_has_a_row_for_each(site):
    """Of events, then of sources and of steps; the package that describes the table is sound."""
    with open(site / "data/pictures.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = [(row["event"], row["source"], row["path"], row["step"], row["picture"]) for row in rows]
    assert named == [
        ("e", "", "", "", "1"),
        ("e", "", "", "", "talk"),
        ("e", "", "", "", "3"),
        ("", "s", "", "", "1"),
        ("", "", "way", "1", "1"),
    ]
    assert [row["licence"] for row in rows] == ["CC-BY-4.0", "", OWN["address"], "CC-BY-4.0", "CC-BY-4.0"]
    assert rows[2]["licence_en"] == "Museum’s terms" and rows[2]["alt_en"] == "" and rows[1]["reason_ar"] == "اقتباس"
    assert (rows[0]["made"], rows[0]["earliest"], rows[0]["sources"]) == ("1206~", "1206-01-01", "s@p. 3")
    assert (rows[0]["width"], rows[0]["height"], rows[0]["type"]) == ("900", "600", "image/webp")
    script = "import sys, warnings; warnings.simplefilter('ignore'); from frictionless import validate;"
    script += (
        "report = validate('datapackage.json', type='package'); print(report.flatten()); sys.exit(not report.valid)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=site / "data", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_database_has_them_with_what_they_rest_on(site):
    """Every key leads somewhere, a picture's citation to the picture, and a search finds an event by what is seen."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize((site / "data/timeline.sqlite").read_bytes())
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        rested = "SELECT file, at FROM pictures JOIN citations USING (event, picture) ORDER BY picture"
        assert base.execute(rested).fetchall() == [("sundial.png", "p. 3"), ("film.png", None), ("film.png", None)]
        assert base.execute("SELECT source, file FROM source_pictures").fetchall() == [("s", "film.png")]
        assert base.execute("SELECT path, step, file FROM step_pictures").fetchall() == [("way", 1, "film.png")]
        found = "SELECT id FROM events WHERE rowid IN (SELECT rowid FROM events_fts WHERE events_fts MATCH ?)"
        assert base.execute(found, ("folded:مزوله",)).fetchall() == [("e",)]


def nodes(value: object, type: str) -> list[dict]:
    """All nodes of a type within a value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) and value.get("@type") == type else []
    return own + [node for part in inner for node in nodes(part, type)]


def test_linked_data_say_whose_they_are(site):
    """On the page and in the file: the file's address, credit, licence or reason, what it is from, and what it is of."""
    graph = json.loads((site / "data/timeline.jsonld").read_bytes())["@graph"]
    (page,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', (site / "en/events/e.html").read_text("utf-8")
    )
    for first, second, third in (
        nodes([n for n in graph if n.get("@id", "").endswith("en/events/e.html")], "ImageObject"),
        nodes(json.loads(page), "ImageObject"),
    ):
        assert first["@id"] == "https://record.example/en/events/e.html#picture-1"
        assert first["contentUrl"].startswith("https://record.example/media/sundial-")
        assert first["license"] == "https://creativecommons.org/licenses/by/4.0/" and first["temporal"] == "1206~"
        assert first["citation"] == [{"@id": "https://record.example/en/sources/s.html#source"}]
        assert second["isBasedOn"] == {"@type": "VideoObject", "url": "https://video.example/1"}
        assert "license" not in second and second["usageInfo"]["@type"] == "CreativeWork"
        assert third["license"] == OWN["address"] and "description" not in third
    (dated,) = nodes([n for n in graph if n.get("@id", "").endswith("#source")], "ImageObject")
    assert dated["dateCreated"] == "1300"


def test_feeds_show_them(site):
    """Under whole addresses, with size and alternative text; their texts stay texts."""
    feed = json.loads((site / "en/feed.json").read_bytes())
    shown, bare = sorted(feed["items"], key=lambda item: "image" not in item)
    assert shown["image"].startswith("https://record.example/media/sundial-") and "image" not in bare
    content = shown["content_html"]
    assert 'width="900" height="600" alt="A sundial">' in content and "&lt;b&gt;The &#34;dial&#34;" in content.replace(
        "&quot;", "&#34;"
    )
    assert '<a href="https://video.example/1"><img' in content and "A quotation" in content
    assert ">CC BY 4.0</a>" in content
    assert html.escape(content, quote=False)[:40] in (site / "en/feed.atom").read_text("utf-8").replace("&#34;", '"')


def test_the_archive_has_their_files(site):
    with zipfile.ZipFile(site / "data/site.zip") as archive:
        within = {name for name in archive.namelist() if "media/" in name}
    assert {name[name.index("media/") :] for name in within} == {f"media/{p.name}" for p in (site / "media").iterdir()}


def slides(site, code: str = "en") -> dict[str, dict]:
    events = json.loads((site / f"data/timelinejs-{code}.json").read_bytes())["events"]
    return {slide["unique_id"]: slide.get("media", {}) for slide in events}


def test_timelinejs_has_the_first(site):
    """As its documentation has media, with the licence's name behind the credit; texts are no markup there."""
    media = slides(site)["e"]
    assert slides(site)["f"] == {}
    assert media.pop("url").startswith("https://record.example/media/sundial-")
    assert "-320." in media.pop("thumbnail")
    assert media == {
        "caption": "&lt;b&gt;The &quot;dial&quot;&lt;/b&gt;",
        "credit": "Somebody (CC BY 4.0)",
        "alt": "A sundial",
        "link": "https://record.example/en/events/e.html#picture-1",
        "licence": "CC-BY-4.0",
    }


def test_what_plays_is_played_there(world):
    """A film is TimelineJS's own to show; the picture is its thumbnail. Without an address all is told from the file."""
    film = picture(video="https://www.youtube.com/watch?v=x")
    changes = {"content/media/sundial.png": pictures.png(40, 30), "content/events/e.yaml": event(media=[film])}
    root = world(
        **changes, **{"content/site.yaml": {**worlds.SITE, "address": None} | {"address": "https://a.example/"}}
    )
    assert not build(root).failed
    media = slides(root / "site")["e"]
    assert media["url"] == film["video"] and media["thumbnail"].startswith("https://a.example/media/sundial-")


def test_our_own_slides_come_back_with_their_pictures(root, tmp_path):
    """Both languages, one after the other: the same texts, licence and picture; and taken back, nothing is left."""
    other = worlds.write(tmp_path / "other", worlds.files())
    (other / "content/events/e.yaml").unlink()
    before = worlds.tree(other)
    shutil.copytree(root / "site/media", tmp_path / "media")
    wanted = lambda code: Wanted(code, source="s", topic="t", media=tmp_path / "media")
    for code in ("en", "ar"):
        made = plan_import.plan(other, root / f"site/data/timelinejs-{code}.json", wanted(code))
        assert not [f for f in made.diagnostics if f.severity == "error"], made.diagnostics
        assert edits.apply(other, made.changes) == []
    (path,) = (other / "content/events").glob("2016*.yaml")
    (one,) = yaml_file.read("e", path.read_bytes())[0].data["media"]
    file = one.pop("file")
    assert one == {
        "alt": {"en": "A sundial", "ar": "مزولة"},
        "caption": {"en": '<b>The "dial"</b>', "ar": "المزولة"},
        "credit": {"en": "Somebody", "ar": "أحدهم"},
        "licence": "CC-BY-4.0",
        "sources": [{"id": "s"}],
    }
    published = json.loads((root / "site/data/timeline.json").read_bytes())["events"]
    (address,) = {e["media"][0]["sizes"][-1]["address"] for e in published if e["id"] == "e"}
    assert (other / "content/media" / file).read_bytes() == (root / "site" / address[23:]).read_bytes()
    assert not build(other).failed
    shutil.rmtree(other / "site")
    (other / "content/permalinks.txt").unlink()
    for code in ("ar", "en"):
        made = taking_back.plan(other, root / f"site/data/timelinejs-{code}.json", wanted(code))
        assert edits.apply(other, made.changes) == [] and not made.diagnostics
    assert worlds.tree(other) == before
