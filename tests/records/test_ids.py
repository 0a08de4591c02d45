"""Ids: what can be one, and which a project has given out already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from timeline.records import content, ids
from timeline.records.field_types import SLUG


@given(st.text(max_size=150))
def test_a_bad_id_is_told_a_good_one(id):
    """Whatever was typed; where it holds a Latin letter or a digit, the good one fits as it stands."""
    fault = ids.unfit(id, "ID")
    assert (fault is None) == bool(SLUG.fullmatch(id) and len(id) <= 100 and id != "index")
    if fault:
        assert (fault.code, fault.span.path) == ("bad-id", "ID")
        if id != "index" and any(c in "abcxyz0123456789" for c in id[:100]):
            assert ids.unfit(fault.help.rsplit("`", 2)[1], "ID") is None


def test_a_long_id_is_shortened():
    """A good id of 101 characters is one too many, and help gives the most of it."""
    assert ids.unfit("a" * 100, "ID") is None
    assert ids.unfit("a" * 99 + "-b", "ID").help == f"an id has at most 100 characters: `{'a' * 99}`"


def test_ids_of_faulty_records_are_known(world):
    """A record that is being written has its id already; of a table what could be read."""
    root = world(
        **{
            "content/events/f.yaml": "title: [",
            "content/topics.yaml": "t:\nu: {name: x}\n",
            "content/places.yaml": "p: 1\nq: [",
        }
    )
    folder, _ = content.read(root)
    assert ids.known(folder, "events") == ["e", "f"]
    assert ids.known(folder, "topics") == ["t", "u"]
    assert ids.known(folder, "places") == ["p", "q"]


@pytest.mark.parametrize("kind", ["events", "sources", "topics", "actors", "places"])
def test_an_id_that_leads_somewhere_is_taken_in_its_kind_alone(world, kind):
    """By a record, by a record that had it, or by an address that was given out; other kinds have their own."""
    term = {**worlds.TERM, "kind": "group", "aliases": ["was"]}
    record = {"events": worlds.event(aliases=["was"]), "sources": {**worlds.SOURCE, "aliases": ["was"]}}.get(
        kind, {"is": term}
    )
    path = f"content/{kind}/is.yaml" if kind in ("events", "sources") else f"content/{kind}.yaml"
    folder, _ = content.read(world(**{path: record, "content/permalinks.txt": f"# head\n{kind}/given\n"}))
    for id, code in (("is", "duplicate-id"), ("was", "duplicate-id"), ("given", "vanished-id")):
        assert ids.taken(folder, kind, id).code == code
        others = [other for other in ids.KINDS if other != kind]
        assert not any(ids.taken(folder, other, id) for other in others)
    assert ids.taken(folder, kind, "was", own="is") is None
    assert ids.taken(folder, kind, "new") is None
