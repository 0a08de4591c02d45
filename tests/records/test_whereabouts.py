"""What a place is to the events: where they happened, what they are about, where a report was sent from."""

from __future__ import annotations

from tests import world as worlds
from timeline.authoring import renaming
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.records.whereabouts import Whereabouts

E, F, S = "content/events/e.yaml", "content/events/f.yaml", "content/sources/s.yaml"
PLACES = {id: worlds.TERM for id in ("p", "q", "r", "unnamed")}
PLACES["q"] = {**worlds.TERM, "at": "1.5, 2"}
FILES = {
    "content/places.yaml": PLACES,
    E: worlds.event(places=["p", "q"], about_places=["q"]),
    F: worlds.event(date="2017", about_places=["p", "q"]),
    S: {**worlds.SOURCE, "datelines": ["r", "p"]},
}


def surveyed(root):
    return survey.survey(Options(root), []).timeline


def test_a_place_is_told_by_what_happened_there_first(world):
    """In order of time; an event that is about the place where it happened is no second one; a place that nothing
    names is none of these."""
    timeline = surveyed(world(**FILES))
    assert timeline.whereabouts == {
        "p": Whereabouts(("e",), ("f",), ("s",)),
        "q": Whereabouts(("e",), ("f",)),
        "r": Whereabouts(sent=("s",)),
    }
    assert [named.part for named in timeline.whereabouts.values()] == ["happened", "happened", "dateline"]
    assert [named.count for named in timeline.whereabouts.values()] == [2, 2, 0]
    assert timeline.located == ["q"]


def test_an_event_is_found_by_each_of_its_places(world):
    """Whoever filters by a place means all that has to do with it; a dateline has not."""
    timeline = surveyed(world(**FILES))
    assert timeline.facets["f"]["place"] == ("p", "q")
    assert timeline.by_term["places", "q"] == ("e", "f")
    assert ("places", "r") not in timeline.by_term


def test_a_place_that_is_renamed_is_so_wherever_it_is_named(world):
    root = world(**FILES)
    changed, found = renaming.rename(root, "p", "there")
    assert found == [] and {E, F, S} <= set(changed)
    assert surveyed(root).whereabouts["there"] == Whereabouts(("e",), ("f",), ("s",))


def test_an_id_that_is_none_is_told_in_each_list(world):
    files = {**FILES, F: worlds.event(about_places=["nowhere"]), S: {**worlds.SOURCE, "datelines": ["lost"]}}
    result = worlds.build(world(**files))
    found = {(fault.code, fault.span.path) for fault in result.diagnostics}
    assert found == {("unknown-place", F), ("unknown-place", S)}
