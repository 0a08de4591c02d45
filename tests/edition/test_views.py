"""Views say everything a page depends on: plain values only, the same `repr` anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from tests.conftest import PROJECT
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.digest import digest
from timeline.edition import page_views, views
from timeline.edition.lazy_values import Keyed


def planned():
    site, output = survey.survey(Options(PROJECT), []), Options(PROJECT, Path("/nowhere")).output()
    return list(survey.judge(site, output).steps(site.targets))


@pytest.fixture(scope="module")
def steps(ours):
    """Every page of the real site, planned and not yet rendered."""
    return planned()


def stray(value: object) -> list[type]:
    """The types within a view that are no plain values."""
    if value is None or type(value) in (str, int, bool, views.Mixed):
        return []
    if isinstance(value, page_views.Vocabulary):
        return [type(v) for v in vars(value).values() if type(v) is not str]
    if isinstance(value, Keyed):  # its key stands for it
        return []
    if isinstance(value, tuple):
        ours = type(value).__module__.startswith("timeline.") and hasattr(type(value), "_fields")
        known = type(value) is tuple or ours and type(value).__bases__ == (tuple,)
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
    a, b = page_views.Vocabulary({"items": "x", "keys": "y"}), page_views.Vocabulary({"items": "x", "keys": "z"})
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


@pytest.mark.parametrize(
    ("text", "shown"),
    (
        ("more than 1,000 accounts", "More than 1,000 accounts"),
        ("claimed", "Claimed"),
        ("al-Qaeda", "Al-Qaeda"),
        ("“quoted”, then not", "“Quoted”, then not"),
        ('"q" <b>', "&#34;Q&#34; &lt;b&gt;"),
        ("élan", "Élan"),
        ("ǆep", "ǅep"),
        (views.Mixed("twitter and X", '<bdi lang="en">twitter</bdi> and X'), '<bdi lang="en">Twitter</bdi> and X'),
        (views.Text("über", "de", "ltr"), '<span lang="de" dir="ltr">Über</span>'),
        (Markup('<a href="a.html"><bdi>one</bdi></a> two'), '<a href="a.html"><bdi>One</bdi></a> two'),
        ("eBay closes", "eBay closes"),  # its own capital
        ("125,000 accounts", "125,000 accounts"),  # no letter begins it
        ("@shami_news", "@shami_news"),
        ("example.org/a and b", "example.org/a and b"),
        ("أكثر من 1,000 حساب", "أكثر من 1,000 حساب"),
        ("სია", "სია"),  # a script with large letters, but none for the head of a sentence
        ("", ""),
    ),
)
def test_a_heading_begins_with_a_capital(text, shown):
    """In the text, through elements and quotation marks; what is no ordinary word stays as it is written."""
    assert views.capital(text) == shown and isinstance(views.capital(text), Markup)


@given(st.text())
def test_a_capital_changes_only_how_a_text_looks(text):
    """What it says, and that it is escaped, stays."""
    assert views.capital(text).unescape().casefold() == text.casefold()


def test_every_large_number_and_heading_in_english_begins_with_one(site):
    """Where English pages had a capital by a rule of the stylesheet."""
    pages = [*(site / "en").rglob("*.html"), *(site / "embed/en").rglob("*.html")]
    heads = [
        (page.name, text)
        for page in pages
        for text in re.findall(r'<h1>(?:<[^>]*>)*([^<]+)|class="number">(?:<[^>]*>)*([^<]+)', page.read_text("utf-8"))
    ]
    texts = [(name, one or other) for name, (one, other) in heads]
    assert len(texts) > 150 and sum(text.startswith("More than") for _, text in texts) > 20
    assert [(name, text) for name, text in texts if text[0].islower()] == []
