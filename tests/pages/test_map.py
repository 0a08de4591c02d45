"""The map as a page: there only where a place has coordinates, each place as what it is, the same in the list."""

from __future__ import annotations

import json
import re

import pytest

from tests import world as worlds

TERM = worlds.TERM


def named(name: str, **changes) -> dict:
    return {**TERM, "name": worlds.both(name, f"مكان {name}"), **changes}


PLACES = {
    "here": named("Here", at="31.95, 35.93"),
    "spoken": named("Spoken", at="35.95, 39.01"),
    "sent": named("Sent", at="40.7, -74"),
    "region": named("Region", at="20, 45 ± 400 km", at_note=worlds.both("By its name.", "من اسمه.")),
    "lost": named("Lost", at="unknown"),
    "bare": named("Bare"),
    "unused": named("Unused", at="1, 1"),
}
FILES = worlds.files(
    **{
        "content/places.yaml": PLACES,
        "content/events/e.yaml": worlds.event(places=["here", "lost"], about_places=["spoken", "here"]),
        "content/events/f.yaml": worlds.event(date="2017", places=["here", "region"], about_places=["bare"]),
        "content/sources/s.yaml": {**worlds.SOURCE, "datelines": ["sent", "here"]},
    }
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = worlds.write(tmp_path_factory.mktemp("map"), FILES)
    result = worlds.build(root)
    assert not result.failed, result.diagnostics
    return root / "site"


def page(site, path: str) -> str:
    return (site / path).read_text("utf-8")


def marks(text: str) -> dict[str, str]:
    """Of the wide sheet, what each place is drawn as."""
    sheet = text.split('class="spots wide"')[1].split('class="spots ')[0]
    return dict(re.findall(r'data-place="([a-z]+)".*?<path class="(happened|about|dateline)"', sheet))


def test_each_place_is_drawn_as_what_it_is(made):
    """Only what something names and what has coordinates is on the map, the same in each language."""
    shown = {"here": "happened", "spoken": "about", "sent": "dateline", "region": "happened"}
    for code in ("en", "ar"):
        text = page(made, f"{code}/map/index.html")
        assert marks(text) == shown
        assert "<ellipse" in text and "Natural Earth" in text


def test_the_list_says_the_same_and_what_no_map_can_show(made):
    text = page(made, "en/map/index.html")
    rows = lambda part: re.findall(
        r'<li class="entry" data-place="([a-z]+)"', text.split(f'id="{part}"')[1].split("</section>")[0]
    )
    assert rows("places") == ["here", "region", "sent", "spoken"]
    assert rows("unplaced") == ["bare", "lost"]
    unplaced = text.split('id="unplaced"')[1]
    assert "It is not known where it was" in unplaced and "no coordinates in the record" in unplaced
    told = re.search(r'aria-label="(Here[^"]*)"', text)[1]
    assert told == "Here 2: 2 events, something happened here"
    assert re.search(r'aria-label="(Sent[^"]*)"', text)[1] == "Sent: 1 source, only in a dateline"


def test_events_name_their_places(made):
    """So that each marks the other; what a place is twice, it is once."""
    at = re.findall(r'data-at="([a-z ]+)"', page(made, "en/map/index.html"))
    assert at == ["here spoken", "here region"]


def test_ways_lead_there(made):
    for path in ("en/browse/index.html", "en/places/index.html", "ar/browse/index.html"):
        assert f'href="../../{path[:2]}/map/index.html"' in page(made, path)


def test_a_place_tells_apart_what_happened_there(made):
    """And what is about it, and the reports that were sent from it; an event tells its places apart, too."""
    here, spoken = page(made, "en/places/here.html"), page(made, "en/places/spoken.html")
    assert "What happened here" in here and "About this place" not in here and "Reports sent from here" in here
    assert "About this place" in spoken and "What happened here" not in spoken
    assert "31.95° N, 35.93° E" in here and "20° N, 45° E, within 400 km" in page(made, "en/places/region.html")
    assert "By its name." in page(made, "en/places/region.html")
    for place, drawn in (("here", True), ("sent", True), ("lost", False), ("bare", False), ("unused", False)):
        assert ('class="map small"' in page(made, f"en/places/{place}.html")) == drawn
    assert "Sent from" in page(made, "en/sources/s.html")
    event = page(made, "en/events/f.html")
    happened, about = event.split("Where it happened")[1].split("Places it is about")
    assert "region.html" in happened and "bare.html" not in happened and "bare.html" in about


def test_a_place_of_a_dateline_alone_is_called_so(made):
    """On its page, in the list of places and in the index, instead of a number of events; one that nothing names has
    none."""
    for code, words in (("en", "only in a dateline"), ("ar", "ورد في صدر تقرير فقط")):
        assert f'<p class="margin">{words}</p>' in page(made, f"{code}/places/sent.html")
        assert page(made, f"{code}/places/index.html").count(f'<p class="margin">{words}</p>') == 1
        assert f'<span class="quiet">{words}</span>' in page(made, f"{code}/search/index.html")
    assert '<p class="margin">0 events</p>' in page(made, "en/places/unused.html")


def test_where_no_place_has_coordinates_there_is_no_map(tmp_path):
    """No page, no way to one, no file; nor where the only ones that have some are named by nothing."""
    places = {"p": TERM, "q": {**TERM, "at": "1, 2"}, "r": {**TERM, "at": "unknown"}}
    event = worlds.event(places=["p", "r"])
    root = worlds.write(tmp_path, worlds.files(**{"content/places.yaml": places, "content/events/e.yaml": event}))
    assert not worlds.build(root).failed
    site = root / "site"
    assert not (site / "en/map").exists() and not (site / "data/places.geojson").exists()
    texts = [path.read_text("utf-8") for path in site.rglob("*.html")] + [page(site, "data/datapackage.json")]
    assert not any("map/index.html" in text or "places.geojson" in text for text in texts)


def test_a_growing_edition_has_the_places_that_it_tells_of(tmp_path):
    files = worlds.in_growth(FILES)
    files["content/events/e.yaml"] = worlds.event(
        places=["here"],
        title={**worlds.EVENT["title"], "fr": "Titre"},
        summary={**worlds.EVENT["summary"], "fr": "Un."},
    )
    root = worlds.write(tmp_path, files)
    assert not worlds.build(root).failed
    assert set(marks(page(root / "site", "fr/map/index.html"))) == {"here", "sent"}  # and what its source was sent from


def test_a_hostile_name_stays_a_name(tmp_path):
    nasty = '"><script>alert(1)</script>'
    places = {"p": {"name": worlds.both(nasty, nasty), "summary": TERM["summary"], "at": "31.95, 35.93"}}
    files = worlds.files(**{"content/places.yaml": places, "content/events/e.yaml": worlds.event(places=["p"])})
    root = worlds.write(tmp_path, files)
    assert not worlds.build(root).failed
    assert "<script>alert" not in page(root / "site", "en/map/index.html")
    assert json.loads(page(root / "site", "data/places.geojson"))["features"][0]["properties"]["name"]["en"] == nasty
