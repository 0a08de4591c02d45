"""From records to the timeline: order in time, and relations from both ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.records import page
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.records import content, resolve, validate

E = "content/events/e.yaml"
F = "content/events/f.yaml"


def order(root) -> list[str]:
    """The ids of a project's events as the timeline orders them."""
    faults = []
    timeline = survey.survey(Options(root), faults).timeline
    assert faults == []
    return list(timeline.events)


def test_events_are_in_order_of_time_then_of_id(world):
    """A month stands among its days and a year among its months; what has one date is ordered by id."""
    dates = {
        "b": "2016-02-05",
        "a": "2016-02-05",
        "c": "2016-02",
        "k": "2016-02-25",
        "d": "2016",
        "l": "2016-12",
        "z": "2014-12~",
        "e": "0762",
    }
    root = world(**{f"content/events/{id}.yaml": worlds.event(date=date) for id, date in dates.items()})
    assert order(root) == ["e", "z", "a", "b", "c", "k", "d", "l"]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_does_not_depend_on_the_disk(names):
    """Records in any order give one timeline."""
    entries = {
        name: validate.Entry(name, validate.Event.model_validate(worlds.event()), content.File("f", ""))
        for name in names
    }
    kinds = {kind: {} for kind in validate.MODELS} | {"events": entries}
    site = validate.Entry("site", validate.Site.model_validate(worlds.SITE), content.File("s", ""))
    timeline, _ = resolve.resolve(validate.Records(site, kinds), content.Folder(), {})
    assert list(timeline.events) == ["a", "b", "c", "d"]


def test_a_relation_is_shown_from_both_ends(world):
    """The other event shows it in the words of its own end."""
    root = world(
        **{
            E: worlds.event(related=[{"event": "f", "as": "follows-up"}]),
            F: worlds.event(date="2015", title=worlds.both("The first", "الأول")),
        }
    )
    assert not worlds.build(root).failed
    for edition in ("en", "ar"):
        one, other = page(root, f"{edition}/events/e.html"), page(root, f"{edition}/events/f.html")
        assert "events/f.html" in one and "events/e.html" in other
    timeline = survey.survey(Options(root), []).timeline
    assert timeline.related == {"e": (("follows-up", True, "f"),), "f": (("follows-up", False, "e"),)}
