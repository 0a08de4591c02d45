"""The timeline as a value: when a record was last changed."""

from __future__ import annotations

import dataclasses

from tests import world as worlds
from timeline.build import survey
from timeline.build.inputs import Options

E = "content/events/e.yaml"
F = "content/events/f.yaml"


def test_the_last_change_is_said_or_known_from_git(world):
    """`updated:` counts before what git knows; where neither says anything there is no day."""
    root = world(**{E: worlds.event(updated="2020-02-03"), F: worlds.event(date="2017")})
    timeline = survey.survey(Options(root), []).timeline
    e, f = timeline.events["e"], timeline.events["f"]
    assert (timeline.version(e), timeline.version(f), timeline.latest) == (
        "2020-02-03T00:00:00Z",
        "",
        "2020-02-03T00:00:00Z",
    )
    known = dataclasses.replace(timeline, changed={E: "2021-01-01T00:00:00Z", F: "2022-01-01T10:00:00Z"})
    assert (known.version(e), known.version(f)) == ("2020-02-03T00:00:00Z", "2022-01-01T10:00:00Z")
    assert known.latest == "2022-01-01T10:00:00Z"
