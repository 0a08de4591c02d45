"""The places as GeoJSON, as RFC 7946 has it: longitude first, no circle, no geometry where nobody knows."""

from __future__ import annotations

import json

import pytest

from tests import world as worlds
from tests.pages.test_map import FILES


@pytest.fixture(scope="module")
def features(tmp_path_factory):
    root = worlds.write(tmp_path_factory.mktemp("geojson"), FILES)
    assert not worlds.build(root).failed
    data = json.loads((root / "site/data/places.geojson").read_text("utf-8"))
    assert data["type"] == "FeatureCollection"
    assert all(feature["type"] == "Feature" for feature in data["features"])
    return {feature["id"]: feature for feature in data["features"]}


def test_each_place_that_something_names_is_a_feature(features):
    assert list(features) == ["here", "spoken", "sent", "region", "lost", "bare"]
    assert features["here"]["geometry"] == {"type": "Point", "coordinates": [35.93, 31.95]}


def test_a_region_is_a_point_with_a_radius(features):
    region = features["region"]
    assert region["geometry"] == {"type": "Point", "coordinates": [45.0, 20.0]}
    assert region["properties"]["radius_km"] == 400
    assert region["properties"]["coordinates_note"] == {"en": "By its name.", "ar": "من اسمه."}


def test_what_nobody_knows_the_place_of_has_no_geometry(features):
    """As the format has features that are not located."""
    assert features["lost"]["geometry"] is None and features["bare"]["geometry"] is None
    assert features["lost"]["properties"]["coordinates"] == "unknown"


def test_it_says_what_a_place_is_to_the_events(features):
    properties = {id: feature["properties"] for id, feature in features.items()}
    assert {id: said["kind"] for id, said in properties.items()} == {
        "here": "happened",
        "spoken": "about",
        "sent": "dateline",
        "region": "happened",
        "lost": "happened",
        "bare": "about",
    }
    assert [event["id"] for event in properties["here"]["happened"]] == ["e", "f"]
    assert "about" not in properties["here"] and properties["here"]["datelines"] == ["s"]
    (about,) = properties["spoken"]["about"]
    assert about["date"] == "2016-02-05"
    assert about["pages"]["ar"] == "https://record.example/ar/events/e.html"
    assert properties["sent"]["count"] == 0 and properties["here"]["name"]["ar"] == "مكان Here"
