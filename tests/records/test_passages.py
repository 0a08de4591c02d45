"""The one walk over an event's passages: what each is called, where it stands, who says it."""

from __future__ import annotations

from tests.world import both, build, event
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.edition.edition import Edition
from timeline.edition.events import paired
from timeline.records.passages import citations, passages

SAID = {"said_by": "a", "sources": [{"id": "s", "at": "¶1"}]}
EVENT = event(
    figures={"n": {"measure": "m", "value": "3", "via": "b", **SAID}},
    statements=[{"text": both("Yes."), "standing": "claimed", **SAID}, {"id": "no", "text": both("No."), "standing": "stated", "said_by": both("a man", "رجل"), "sources": [{"id": "s"}]}],
    other_dates=[{"date": "2015", "sources": [{"id": "s"}]}],
    disagreements=[{"about": both("Which?"), "accounts": [{"text": both("This."), **SAID}, {"text": both("That."), "sources": [{"id": "s"}]}]}],
)  # fmt: skip


def test_every_passage_is_met_once_in_the_order_of_its_page(world):
    """By a name of its own or its number; the sides of a disagreement share its name and its fragment."""
    record = survey.survey(Options(world(**{"content/events/e.yaml": EVENT})), []).timeline.events["e"].record
    assert [(p.kind, p.name, p.fragment, p.side) for p in passages(record)] == [
        ("figure", "n", "figure-n", None),
        ("statement", "1", "statement-1", None),
        ("statement", "no", "statement-no", None),
        ("other_date", "1", "other-date-1", None),
        ("disagreement", "1", "disagreement-1", 1),
        ("disagreement", "1", "disagreement-1", 2),
    ]
    assert [p.actors for p in passages(record)] == [["a", "b"], ["a"], [], [], ["a"], []]
    assert [p.standing for p in passages(record)] == ["stated", "claimed", "stated", None, None, None]
    assert len(citations(record)) == 7


def test_a_passage_lies_where_it_says(world):
    """Its place leads through the file to what it was made of."""
    entry = survey.survey(Options(world(**{"content/events/e.yaml": EVENT})), []).timeline.events["e"]
    for passage in passages(entry.record):
        data = entry.file.data
        for step in passage.at:
            data = data[step]
        assert data["sources"][0]["id"] == passage.record.sources[0].id


def test_each_has_its_view(world):
    """A passage and what a page shows of it come together, under the page's own address of it."""
    root = world(**{"content/events/e.yaml": EVENT})
    assert not build(root).failed
    timeline = survey.survey(Options(root), []).timeline
    for code, language in timeline.languages.items():
        page = (root / f"site/{code}/events/e.html").read_text("utf-8")
        for passage, view in paired(Edition(timeline, language), "e"):
            assert getattr(view, "id", passage.fragment) == passage.fragment and f'id="{passage.fragment}"' in page
