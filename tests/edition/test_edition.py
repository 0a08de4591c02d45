"""An edition gives each of its views when it is asked for, once, and asks for no more than that."""

from __future__ import annotations

import re

import pytest

from tests.world import both, build, event
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import OnDemand


def test_on_demand_makes_each_value_once_and_only_when_asked():
    """Keys are known before, values are not; an unknown key is none."""
    made = []
    values = OnDemand("abc", lambda key: made.append(key) or key.upper())
    assert list(values) == ["a", "b", "c"] and len(values) == 3 and "b" in values and made == []
    assert values["b"] == values["b"] == "B" and made == ["b"]
    assert values.get("x") is None
    with pytest.raises(KeyError):
        values["x"]


def test_an_event_is_made_without_the_others(world, monkeypatch):
    """Its page takes its own text and its neighbours' titles: the neighbours' texts are not converted."""
    root = world(**{f"content/events/e{n}.yaml": event(body=both(f"Text {n}.")) for n in range(5)})
    timeline = survey.survey(Options(root), []).timeline
    edition = Edition(timeline, timeline.languages["en"])
    converted = []
    convert = edition.converter.html
    monkeypatch.setattr(
        edition.converter, "html", lambda text, resolve: converted.append(text) or convert(text, resolve)
    )
    view = edition.events["e2"]
    assert (view.previous.id, view.next.id) == ("e1", "e3") and converted == ["Text 2."]
    assert (edition.events["e"].previous, edition.events["e4"].next) == (None, None)


def test_a_survey_converts_nothing(world, monkeypatch):
    """What the site consists of is known before any page is worked out."""
    from timeline.text import prose

    root = world(
        **{
            "content/events/e.yaml": event(body=both("Text.")),
            "content/pages/en/about.md": "# About\n\nWords.",
            "content/pages/ar/about.md": "# حول\n\nكلام.",
        }
    )
    monkeypatch.setattr(prose.Prose, "html", lambda *_: pytest.fail("converted"))
    assert "en/about/index.html" in {target.path for target in survey.survey(Options(root), []).targets}


def test_passages_have_addresses_that_both_languages_share(world):
    """Each paragraph, figure, statement, disagreement and other date has an id; a paragraph can have a name."""
    body = both("One.\n\n- two\n- three\n\nFour. {#four}", "واحد.\n\n- اثنان\n- ثلاثة\n\nأربعة. {#four}")
    figure = {"measure": "m", "value": "3", "said_by": "a", "sources": [{"id": "s"}]}
    side = {"text": both("So."), "sources": [{"id": "s"}]}
    root = world(
        **{
            "content/events/e.yaml": event(
                body=body,
                figures={"n": figure},
                statements=[{"text": both("Yes."), "said_by": "a", "standing": "stated", "sources": [{"id": "s"}]}] * 2,
                disagreements=[{"id": "which", "about": both("Which?"), "accounts": [side, side]}],
                other_dates=[{"date": "2015", "sources": [{"id": "s"}]}],
            )
        }
    )
    assert not build(root).failed
    ids = ["p1", "p2", "p-four", "figure-n", "statement-1", "statement-2", "other-date-1", "disagreement-which"]
    for code in ("en", "ar"):
        page = (root / f"site/{code}/events/e.html").read_text("utf-8")
        assert re.findall(r'class="anchor" href="#([^"]+)"', page) == ids
        assert all(page.count(f' id="{id}"') == 1 for id in ids) and "{#" not in page
