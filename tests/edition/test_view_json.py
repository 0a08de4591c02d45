"""Views go through JSON and come out as they were: by their `repr`, which says everything about them."""

from __future__ import annotations

import json

import pytest

from tests.conftest import PROJECT
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.edition import view_json, views


def through(kind, view):
    return view_json.decoder(kind)(json.loads(json.dumps(view_json.encoded(view))))


def test_events_of_the_record_come_out_as_they_were():
    editions = survey.survey(Options(PROJECT), []).contributed.editions
    for edition in editions.values():
        for id in edition.timeline.events:
            event = edition.events[id]
            assert repr(through(views.Event, event)) == repr(event) and type(event) is views.Event


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "",
        views.Mixed("قال A", "قال <bdi>A</bdi>"),
        views.Text(views.Mixed("a ب", "a <bdi>ب</bdi>"), "en", "ltr"),
    ],
)
def test_every_kind_of_text(text):
    """Isolated words keep their markup, a text of another language its name and direction."""
    link = views.Link(text, "p")
    assert repr(through(views.Link, link)) == repr(link)


@pytest.mark.parametrize("wrong", [["a"], ["a", "b", "c"], [{"text": "a"}, "b"], [["a"], "b"], 3, None])
def test_what_is_no_view_is_refused(wrong):
    with pytest.raises((ValueError, TypeError, KeyError)):
        view_json.decoder(views.Link)(wrong)
