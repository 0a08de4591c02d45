"""Text of two directions: what is foreign in a line is isolated; controls that stay open are faults."""

from __future__ import annotations

import html
import json
import re

import html5lib
import nasty
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import build

from timeline import bidi


@pytest.mark.parametrize(
    "text", ["\u2067نص\u2069", "a \u2068b\u2069 c", "\u200fنص\u200e", "a\u200cb", "\u202bنص\u202c\n\u2066a\u2069"]
)
def test_directions_that_are_closed_are_allowed(text):
    """Marks and isolates that end on their line are legal text."""
    assert bidi.problem(text) == ""


@pytest.mark.parametrize("text", ["\u2067نص", "نص\u2069", "\u2067a\u202c", "\u202da\u202c", "\u2066a\nb\u2069"])
def test_directions_that_stay_open_are_not(text):
    """What a line opens it closes, with the fitting sign; overrides are refused."""
    assert bidi.problem(text)


def runs(markup: str) -> list[str]:
    return [html.unescape(run) for run in re.findall(r"<bdi[^>]*>(.*?)</bdi>", markup)]


@pytest.mark.parametrize("line, foreign", nasty.ARABIC.items())
def test_what_is_foreign_in_a_line_from_the_right(line, foreign):
    """Latin words with what hangs on to them, and numbers with a sign; never a range, nor a number that counts an Arabic word."""
    markup = bidi.isolated(line, True, "en")
    assert runs(markup) == foreign and bool(markup) == bool(foreign)


@pytest.mark.parametrize("line, foreign", nasty.ENGLISH.items())
def test_what_is_foreign_in_a_line_from_the_left(line, foreign):
    """Arabic words with what hangs on to them; numbers and signs need nothing."""
    assert runs(bidi.isolated(line, False, "ar")) == foreign


def test_a_language_is_said_where_it_is_known():
    """Words carry the language of the site that is written so; a number with its sign has none."""
    assert bidi.isolated("في Twitter 80%", True, "en") == 'في <bdi lang="en">Twitter</bdi> <bdi>80%</bdi>'
    assert bidi.isolated("في Twitter", True, "") == "في <bdi>Twitter</bdi>"


mixed = st.text(st.sampled_from("aZé9 0125٣ابحساب،؟«»“”\"'()[]<>&%$#@./:-–_+\n😀\u00a0"), max_size=40)


@given(mixed, st.booleans())
def test_isolating_changes_nothing_that_is_read(text, rtl):
    """Whatever the text, without the marks it is the text, escaped; marks are not nested and no foreign letter stays outside."""
    markup = bidi.isolated(text, rtl, "en")
    if markup:
        assert html.unescape(re.sub(r"</?bdi[^>]*>", "", markup)) == text
        assert "<" not in re.sub(r"<bdi(?: lang=\"en\")?>[^<]*</bdi>", "", markup)
    outside = re.sub(r"<bdi[^>]*>.*?</bdi>", "", markup, flags=re.DOTALL) if markup else html.escape(text, quote=False)
    assert not re.search("[aZé]" if rtl else "[ابحس]", html.unescape(outside))


@given(mixed, st.booleans())
def test_runs_are_whole(text, rtl):
    """No run begins or ends in a space, none opens a bracket that it does not close."""
    for run in runs(bidi.isolated(text, rtl, "en")):
        assert run == run.strip() and "\n" not in run
        for one, other in ("()", "[]", "<>", "“”"):
            assert run.count(one) == run.count(other)


def test_a_whole_site_of_mixed_text_is_valid(tmp_path):
    """Wherever such a text stands, a page parses and no attribute, title or drawing has markup in it."""
    root = nasty.world(tmp_path)
    assert [d for d in build(root).diagnostics if d.severity == "error"] == []
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    seen = 0
    for path in sorted((root / "site").rglob("*.html")):
        text = path.read_text("utf-8")
        document = parser.parse(text)
        for element in document.iter():
            assert not any("<" in value and "bdi" in value for value in element.attrib.values()), path
            if isinstance(element.tag, str) and element.tag.endswith(("title", "svg}text", "svg}tspan")):
                assert not list(element.iter("bdi")) and "bdi" not in "".join(element.itertext()), path
        assert "&lt;bdi" not in text and "Mixed(" not in text, path
        seen += text.count("<bdi lang=")
    assert seen > 500


def test_an_event_page_isolates_every_kind_of_text(tmp_path):
    """Title, summary, body, figure, citation, names: each has its foreign words isolated and marked."""
    root = nasty.world(tmp_path)
    build(root)
    page = (root / "site/ar/events/e.html").read_text("utf-8")
    twitter = '<bdi lang="en">Twitter</bdi>'
    for piece in (
        f"<h1>تويتر ({twitter}) أوقف 125,000 حساب</h1>",
        f"<p>تويتر ({twitter}) أوقف 125,000 حساب <a class=",
        f'<data value="80"><bdi>80%</bdi> من {twitter}</data>',
        f">تويتر ({twitter}) أوقف 125,000 حساب، 2016</a>",
        '<bdi lang="en">The ISIS Twitter Census (2015)</bdi>',
        '<p>😀 <bdi lang="en">Twitter</bdi> 😀 ثم &lt;',
    ):
        assert piece in page, piece
    assert "<title>تويتر (Twitter) أوقف 125,000 حساب</title>" in page
    english = (root / "site/en/events/e.html").read_text("utf-8")
    assert '<h1>the word «<bdi lang="ar">حساب</bdi>» (account), 12 of them</h1>' in english
    about = (root / "site/ar/about/index.html").read_text("utf-8")
    assert f"<h1>تويتر ({twitter}) أوقف 125,000 حساب</h1>" in about


def test_a_site_of_one_direction_names_no_language(world):
    """Where no edition is written in the other direction a run is isolated and not marked."""
    sentence = {"ar": "قال Twitter"}
    root = world()
    for path in ("content/site.yaml", "content/topics.yaml", "content/actors.yaml", "content/places.yaml"):
        only_arabic(root / path)
    for path in [*root.glob("content/events/*"), *root.glob("content/sources/*"), root / "content/measures.yaml"]:
        only_arabic(path, title=sentence)
    assert not build(root).failed
    assert "<h1>قال <bdi>Twitter</bdi></h1>" in (root / "site/ar/events/e.html").read_text("utf-8")


def only_arabic(path, **changes):
    """Takes the English out of a file of content."""

    def strip(value):
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if k != "en"}
        return ["ar"] if value == ["en", "ar"] else value

    data = strip(json.loads(path.read_text("utf-8")))
    path.write_text(json.dumps({**data, **{k: v for k, v in changes.items() if k in data}}), "utf-8")
