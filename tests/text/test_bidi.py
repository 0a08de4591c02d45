"""Text of two directions: what is foreign in a line is isolated; controls that stay open are faults."""

from __future__ import annotations

import html
import json
import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import nasty
from tests.world import build
from timeline.text import bidi


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
    found = re.findall(r"<bdi[^>]*>(.*?)</bdi>", markup)
    return [html.unescape(re.sub("</?span[^>]*>", "", run)) for run in found]


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
        assert html.unescape(re.sub(r"</?(?:bdi|span)[^>]*>", "", markup)) == text
        bare = re.sub(r'<span dir="ltr">([^<]*)</span>', r"\1", markup)
        assert "<" not in re.sub(r"<bdi(?: lang=\"en\")?>[^<]*</bdi>", "", bare)
    outside = re.sub(r"<bdi[^>]*>.*?</bdi>", "", markup, flags=re.DOTALL) if markup else html.escape(text, quote=False)
    assert not re.search("[aZé]" if rtl else "[ابحس]", html.unescape(outside))


@given(mixed, st.booleans())
def test_runs_are_whole(text, rtl):
    """No run begins or ends in a space, none opens a bracket that it does not close."""
    for run in runs(bidi.isolated(text, rtl, "en")):
        assert run == run.strip() and "\n" not in run
        bare = re.sub("^[<>]", "", run)  # less than, more than
        for one, other in ("()", "[]", "<>", "“”"):
            assert bare.count(one) == bare.count(other)


SIGNS = ("", "-", "−", "+", "±", "~", "≈", "<", ">", "≤", "≥", "-$", "$", "$-", "₪", "+/-", "~-", "–")
UNITS = ("", "%", "‰", "°", "€", "\u00a0%", " %")
numbers = st.one_of(st.integers(0, 9_999_999).map("{:,}".format), st.decimals(0, 99, places=2).map(str), st.just("۱۲"))


@given(st.sampled_from(SIGNS), numbers, st.sampled_from(UNITS), st.sampled_from(("", "(", "«", "و")), st.booleans())
def test_a_sign_is_never_parted_from_its_number(sign, number, unit, before, last):
    """Whatever sign, number and unit: in a line from the right they are one run; without any the number needs nothing."""
    amount = f"{sign}{number}{unit}"
    close = {"(": ")", "«": "»"}.get(before, "")
    markup = bidi.isolated(f"هبط {before}{amount}{close}{'' if last else ' في شهر'}", True, "en")
    assert runs(markup) == ([amount] if sign or unit else [])


@given(st.integers(1, 2999), st.integers(1, 2999), st.sampled_from("-–−/:"), st.sampled_from(("", "و", "من ")))
def test_a_range_is_no_number_with_a_sign(first, last, between, before):
    """What joins two numbers stays in the line, and so does what joins a word and a number."""
    for text in (f"بين {before}{first}{between}{last} وبعدها", f"في إف{between}{first} وبعدها"):
        assert bidi.isolated(text, True, "en") == ""


MARKS = re.compile("[\u200e\u200f\u202a-\u202c]")


@given(mixed, st.booleans())
def test_a_drawing_is_marked_where_a_page_isolates(text, rtl):
    """Without the marks it is the text; each run is embedded, and closed, between marks of the line's own direction."""
    marked, markup = bidi.marked(text, rtl), bidi.isolated(text, rtl, "")
    assert MARKS.sub("", marked) == text
    line, embedded = ("\u200f", "\u202a") if rtl else ("\u200e", "\u202b")
    found = re.findall(f"{line}{embedded}(.*?)\u202c{line}", marked, re.S)
    assert bidi.problem(marked) == ""
    assert [MARKS.sub("", run) for run in found] == runs(markup)


def test_what_is_quoted_keeps_its_signs_too():
    """Within Arabic that an English line quotes, a number has its sign on its left, on a page and in a drawing."""
    line = "he said “انخفض -5% في شهر” so"
    quoted = '<bdi lang="ar">انخفض <span dir="ltr">-5%</span> في شهر</bdi>'
    assert bidi.isolated(line, False, "ar") == f"he said “{quoted}” so"
    assert "\u200f\u202a-5%\u202c\u200f" in bidi.marked(line, False)


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
