"""What stands over a page of the preview: the diagnostics as HTML, in the page's language, whatever is in them."""

from __future__ import annotations

import re

import html5lib
import pytest

from timeline.authoring import overlay
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell

FAULT = Diagnostic(
    "unknown-topic",
    tell("no {kind} has the id `{id}`", kind=tell("topic"), id="suspension"),
    Span("content/events/e.yaml", 8, 10, 10, "topics: [suspension]"),
    tell("did you mean `{name}`?", name="suspensions"),
)
DOUBT = Diagnostic("wrong-script", tell("take it out"), Span("content/site.yaml"), severity=WARNING)


def tree(markup: str):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(markup)


def test_nothing_wrong_is_nothing_shown():
    """No empty box stands over a sound page."""
    assert overlay.markup([], "en") == ""


@pytest.mark.parametrize(
    ("language", "direction", "message", "count"),
    [
        ("en", "ltr", "no topic has the id", "1 error"),
        ("ar", "rtl", "لا يوجد موضوع معرّفه", "الأخطاء: 1"),
        ("fr", "ltr", "no topic has the id", "1 error"),
        ("", "ltr", "no topic has the id", "1 error"),
    ],
)
def test_a_fault_is_said_in_the_pages_language(language, direction, message, count):
    """In its direction, with place, line, mark and mend; in English where there is no catalogue."""
    aside = tree(overlay.markup([FAULT], language)).find("aside")
    assert aside.get("dir") == direction and aside.get("lang") == (language if language == "ar" else "en")
    text = "".join(aside.itertext())
    for part in (message, "suspensions", "content/events/e.yaml:8:10", "unknown-topic"):
        assert part in text
    assert aside.find("details/summary").text == count
    assert aside.find(".//mark").text == "suspension"
    assert next(code.text for code in aside.findall(".//code")) == "suspension"


def test_errors_stand_open_and_warnings_closed():
    """An error says that the page is the last good one; a warning alone does not."""
    failed, doubtful = overlay.markup([FAULT, DOUBT], "en"), overlay.markup([DOUBT], "en")
    assert "<details open>" in failed and "last good page" in failed
    assert "<details>" in doubtful and "last good page" not in doubtful


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "`</code><b>`", "</aside>"]
)
def test_what_a_file_says_cannot_become_markup(hostile):
    """Message, place, excerpt and help are text, wherever a contributed file got its words in."""
    fault = Diagnostic("bad-id", tell("`{id}`", id=hostile), Span(hostile, 1, 1, 5, hostile), hostile, notes=(hostile,))
    found = tree(overlay.markup([fault], "en"))
    tags = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "b"} and len(found.findall("aside")) == 1


def test_of_many_faults_the_first_are_shown_and_the_rest_counted():
    """Ten thousand faults do not make a page of a megabyte."""
    many = [Diagnostic("bad-id", tell("take it out"), Span(f"f{n:04}", 1, 1, 1, "x" * 5000)) for n in range(9000)]
    markup = overlay.markup(many, "en")
    assert markup.count("<li") == overlay.SHOWN and "and 8950 more" in markup and "9000 errors" in markup
    assert len(markup) < 60_000


def test_the_style_uses_logical_properties():
    """One style for both directions."""
    assert not re.search(
        r"\b(?:margin|padding|border)-(?:left|right)\b|text-align: *(?:left|right)", overlay.style().decode()
    )
