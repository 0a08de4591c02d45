"""Views say everything a page depends on: plain values only, the same `repr` anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PROJECT
from markupsafe import escape

from timeline import pipeline, views
from timeline.inputs import Options
from timeline.manifest import digest


def planned():
    return pipeline.prepare(pipeline.survey(Options(PROJECT), []), Options(PROJECT, Path("/nowhere")).output()).steps


@pytest.fixture(scope="module")
def steps():
    """Every page of the real site, planned and not yet rendered."""
    return planned()


def stray(value: object) -> list[type]:
    """The types within a view that are no plain values."""
    if value is None or type(value) in (str, int, bool, views.Mixed):
        return []
    if isinstance(value, views.Vocabulary):
        return [type(v) for v in vars(value).values() if type(v) is not str]
    if isinstance(value, tuple):
        known = type(value) is tuple or type(value).__module__ == "timeline.views"
        return [t for part in value for t in stray(part)] + ([] if known else [type(value)])
    return [type(value)]


def test_views_hold_plain_values_only(steps):
    """No set, no mapping, no object with an address in its `repr` can reach a page of the real site."""
    assert len(steps) > 150
    for step in steps:
        if step.target.page:
            assert stray(step.target.page) == [] and stray(step.target.frame) == [], step.target.path


def test_no_repr_carries_an_address(steps):
    """Two preparations of the same content give the same keys."""
    again = planned()
    assert [s.made for s in steps] == [s.made for s in again]
    assert not [s.target.path for s in steps if " at 0x" in repr(s.target.page)]


def test_the_order_of_words_is_part_of_the_frame():
    """A vocabulary tells its words, and one that changed is another."""
    a, b = views.Vocabulary({"items": "x", "keys": "y"}), views.Vocabulary({"items": "x", "keys": "z"})
    assert a.items == "x" and digest(repr(a)) != digest(repr(b))


def test_a_mixed_text_is_text_with_markup():
    """To Python it is the text, in a page it is HTML, in an attribute the bare text; its key tells where it is isolated."""
    text = views.Mixed("قال Twitter", 'قال <bdi lang="en">Twitter</bdi>')
    assert text == "قال Twitter" == f"{text}" and type(views.plain(text)) is str == type(text + "")
    assert str(escape(text)) == text.markup and repr(text) != repr(views.Mixed(text, "قال <bdi>Twitter</bdi>"))
    assert str(escape(views.Text(text, "ar", "rtl"))) == f'<span lang="ar" dir="rtl">{text.markup}</span>'
    assert views.plain(views.Text(text, "ar", "rtl")) == "قال Twitter"


def test_a_foreign_text_marks_itself_and_is_plain_in_attributes():
    """In a page it carries its language and direction, escaped; in an attribute it is the text alone."""
    text = views.Text('<b>"نص"', "ar", "rtl")
    assert str(escape(text)) == '<span lang="ar" dir="rtl">&lt;b&gt;&#34;نص&#34;</span>'
    assert views.plain(text) == '<b>"نص"' == str(text) and views.plain("a") == "a"
