"""The places as GeoJSON (RFC 7946), for maps and geographic programs: one feature a place that something names.

A region is its middle with `radius_km` beside it: the format has no circle, and a polygon would draw an edge where
nobody knows one. A place of which nobody knows where it was, or does not say, has no geometry. What a place is to the
events, where they happened or only a place they are about, stands in `kind` and in the lists of ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from timeline import addresses
from timeline.edition.contributions import Whole
from timeline.records.whereabouts import Whereabouts
from timeline.text import pieces

Json = dict[str, object]


def as_json(whole: Whole) -> Iterator[str]:
    """All places, a line each."""
    yield '{"type": "FeatureCollection",\n'
    if rights := _rights(whole):
        yield f'"licence": {json.dumps(rights, ensure_ascii=False)},\n'
    yield '"features": [\n'
    features = (_feature(whole, id, named) for id, named in whole.timeline.whereabouts.items())
    yield from pieces.joined(",\n", (json.dumps(feature, ensure_ascii=False) for feature in features))
    yield "\n]}\n"


def _feature(whole: Whole, id: str, named: Whereabouts) -> Json:
    record = whole.timeline.kinds["places"][id].record
    at = record.at
    geometry = None
    if at and at.known:
        latitude, longitude = at.point
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    properties: Json = {
        "name": record.name,
        "other_names": record.other_names,
        "kind": named.part,
        "count": named.count,
        "radius_km": float(at.radius) if at and at.radius is not None else None,
        "coordinates": at.text if at else None,
        "coordinates_note": record.at_note,
        "pages": _pages(whole, "places", id),
        "happened": [_event(whole, event) for event in named.happened],
        "about": [_event(whole, event) for event in named.about],
        "datelines": list(named.sent),
    }
    said = {key: value for key, value in properties.items() if value not in (None, {}, [])}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": said}


def _event(whole: Whole, id: str) -> Json:
    return {"id": id, "date": whole.timeline.events[id].record.date.edtf, "pages": _pages(whole, "events", id)}


def _pages(whole: Whole, kind: str, id: str) -> Mapping[str, str]:
    base = whole.timeline.site.address or ""
    having = (code for code, edition in whole.editions.items() if edition.has(kind, id))
    return {code: f"{base}{addresses.record(code, kind, id)}" for code in having}


def _rights(whole: Whole) -> str:
    licence = whole.timeline.site.licence
    return (licence.spdx or licence.address) if licence else ""
