"""The search page in a real Chromium: what readers type, in either language, from the disk and under the policy."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, event
from timeline.pages import search_index
from timeline.text import folding

CASES = json.loads((PROJECT / "tests/folding.json").read_text("utf-8"))
BLOCKS = (
    (0x20, 0x24F),
    (0x300, 0x36F),
    (0x600, 0x6FF),
    (0x750, 0x77F),
    (0x2000, 0x206F),
    (0xFB00, 0xFDFF),
    (0xFE70, 0xFEFF),
)
LETTERS = [chr(c) for first, last in BLOCKS for c in range(first, last + 1) if unicodedata.category(chr(c)) != "Cn"]
FOLD = "texts => texts.map(text => folding.tokens(text).map(token => [token, folding.stem(token)]))"


def titles(page):
    return page.locator(".results h2").all_inner_texts()


def asked(page):
    return [address for address in page.asked if "/search/" in address and address.endswith(".js")]


def folded(text):
    return [[token, folding.stem(token)] for token in folding.tokens(text)]


def test_the_script_folds_as_python_does(look):
    """Each case of the shared list, in the browser."""
    page = look()
    texts = [text for kind in ("same", "different") for words in CASES[kind] for text in words]
    texts += [text for kind in ("tokens", "stems") for text, _ in CASES[kind]]
    assert page.evaluate(FOLD, texts) == [folded(text) for text in texts]
    lists = {name: getattr(folding, name) for name in ("SAME", "WORDS", "ALIKE", "PREFIXES", "SUFFIXES", "LEFT")}
    assert page.evaluate("folding.lists") == {**lists, "ENDINGS": [list(pair) for pair in folding.ENDINGS]}


def test_any_text_folds_the_same(look):
    """Random runs of Arabic, Latin, digits and marks, and of all that Python knows, fold alike."""
    page = look()
    word = st.text(st.sampled_from(LETTERS), max_size=12) | st.text(
        st.sampled_from("الوبكفهماتنيةىsie’,٬125٣عدین پگ"), max_size=9
    )
    anything = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=8)

    @settings(max_examples=25)
    @given(st.lists(word | anything, min_size=60, max_size=120))
    def check(texts):
        assert page.evaluate(FOLD, texts) == [folded(text) for text in texts]

    check()


@pytest.mark.parametrize(
    ("code", "words", "least"),
    (
        ("ar", ("حساب", "حسابات", "الحسابات", "حسابًا", "حساباتهم", "والحِسَابات"), 10),
        ("ar", ("إيقاف", "ايقاف", "الإيقاف"), 4),
        ("ar", ("دراسة", "دراسه", "الدراسات"), 4),
        ("ar", ("تويتر", "وتويتر", "تـويتر"), 10),
        ("ar", ("٢٠١٥", "2015", "۲۰۱۵"), 3),
        ("en", ("study", "studies", "STUDY"), 3),
        ("en", ("125000", "125,000", "١٢٥٬٠٠٠"), 1),
        ("en", ("Schiff", "schiff’s"), 1),
    ),
)
def test_ways_of_writing_find_the_same(look, code, words, least):
    """However a word is written, the same events are found, in the same order."""
    found = [titles(look(code, word)) for word in words]
    assert len(found[0]) >= least and found == [found[0]] * len(words)


def test_typing_finds_announces_marks_and_keeps_the_address(look, site):
    """Letter by letter: results, their count in words, the words marked, the query in the address and in the other edition's."""
    page = look("ar", typed="حسابات تويتر")
    expect(page).to_have_url(re.compile(re.escape(quote("تويتر")) + "$"))
    expect(page.locator("mark").first).to_be_visible()
    status = page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    n = len(titles(page))
    assert status.inner_text().partition(" · ")[0] == f"عُثر على {n} " + ("أحداث" if n < 11 else "حدثًا")
    marks = set(page.locator("mark").all_inner_texts())
    assert all({stem for _, stem in folded(mark)} <= {"حساب", "تويتر"} for mark in marks) and len(marks) > 1
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "حسابات تويتر"
    href = page.locator(".results a").first.get_attribute("href")
    assert (site / "ar/search" / href).resolve().is_file()
    page.locator("a[data-edition]").click()
    page.wait_for_url("**/en/search/index.html?q=*")
    expect(page.locator(".results li").first).to_be_visible()
    assert titles(page) and page.locator(".results .in [lang=ar][dir=rtl]").count() > 3
    assert page.failed == []


def test_every_plural_form_of_the_count(look):
    """The count is worded by the plural rule, from the forms that the page brings."""
    page = look("ar", "دياسبورا فكونتاكتي")
    counts = lambda page: page.get_by_role("status").inner_text().split(" · ")
    assert counts(page) == ["عُثر على حدث واحد"]
    assert counts(look("ar", "ديوك")) == ["عُثر على حدثين", "نتيجة واحدة في الأسماء والمصادر"]
    assert counts(look("en", "Amman court")) == ["1 event found"]
    assert counts(look("en", "brookings"))[1] == "3 results among names and sources"
    assert look("en", "qqq").get_by_role("status").inner_text().startswith("Nothing found")


def test_the_other_languages_title_finds_and_says_so(look):
    """A Latin query finds the Arabic page's event by its English title, shown in its own language and direction."""
    page = look("ar", "gwu study")
    line = page.locator(".results .in").first
    assert line.inner_text().startswith("بعنوانه باللغة الإنجليزية: The GWU study")
    assert line.locator("[lang=en][dir=ltr] mark").all_inner_texts() == ["GWU", "study"]
    assert page.locator(".results h2 [lang]").count() == 0


def test_better_fields_come_first(look, world):
    """Title before names, names before summary, summary before body; equals in order of time."""
    plain = {"topics": ["u"], "title": both("Nothing")}
    root = world(
        **{
            "content/topics.yaml": {"t": {**worlds.TERM, "name": both("Needle")}, "u": worlds.TERM},
            "content/events/e.yaml": event(date="2001", body=both("A needle."), **plain),
            "content/events/f.yaml": event(date="2002", summary=both("Needles."), **plain),
            "content/events/g.yaml": event(date="2003", title=both("Named"), topics=["t"]),
            "content/events/h.yaml": event(date="2005", topics=["u"], title=both("The needle")),
            "content/events/i.yaml": event(date="2004", topics=["u"], title=both("The needle’s eye")),
        }
    )
    assert not worlds.build(root).failed
    page = look("en", "needle", folder=root / "site")
    assert titles(page) == ["The needle’s eye", "The needle", "Named", "Nothing", "Nothing"]
    assert page.locator(".results .margin").all_inner_texts() == ["2004", "2005", "2003", "2002", "2001"]
    assert titles(look("en", "needle eye", folder=root / "site")) == ["The needle’s eye"]


def test_nothing_is_loaded_before_it_is_used(look):
    """The page itself loads no index; the first letter loads it, from the site alone, within the policy."""
    page = look()
    assert asked(page) == []
    page.get_by_role("searchbox").press("t")
    page.wait_for_selector(".results li")
    assert 4 == len(asked(page)) == len(set(asked(page))) and page.failed == []
    page.get_by_role("searchbox").press_sequentially("witter")
    expect(page).to_have_url(re.compile(r"\?q=twitter$"))
    expect(page.locator(".results li").first).to_be_visible()
    assert len(asked(page)) <= 6  # the lines of other names besides


def test_without_script_the_index_by_letter_stands_in(reader, site):
    """No field that would do nothing: the list of all events and the index by letter, each link with a count."""
    page = reader()
    page.goto((site / "en/search/index.html").as_uri())
    assert not page.locator("form[role=search]").is_visible() and not page.locator("main button").count()
    assert page.locator(".unscripted a").get_attribute("href") == "../../en/events/index.html"
    page.locator(".letters nav a", has_text="T").click()
    assert page.url.endswith(page.locator(".letters nav a", has_text="T").get_attribute("href"))
    entries = page.locator(".letters li", has_text="Twitter").all_inner_texts()
    assert "X: see Twitter" in entries and any(re.fullmatch(r"Twitter \d+ events", entry) for entry in entries)


def test_with_script_the_index_hides_only_while_a_query_is_there(look):
    """The index by letter stays below the field; a query takes its place, and clearing the field brings it back."""
    page = look()
    letters = page.locator(".letters")
    assert letters.is_visible() and not page.locator(".unscripted").is_visible()
    page.get_by_role("searchbox").fill("twitter")
    page.wait_for_selector(".results li")
    assert not letters.is_visible()
    page.get_by_role("searchbox").fill(" … ")
    expect(letters).to_be_visible()
    assert titles(page) == [] and page.get_by_role("status").inner_text() == ""


def test_slash_goes_to_the_field(look):
    """`/` focuses the field, and is a character like others within it."""
    page = look()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("/")
    assert page.get_by_role("searchbox").input_value() == "/"


def test_more_results_on_demand(look, world):
    """Twenty at a time; the button brings the next ones and leads to the first of them."""
    events = {f"content/events/e{n:02}.yaml": event(date=f"{1900 + n}") for n in range(45)}
    root = world(**events)
    (root / "content/events/e.yaml").unlink()
    assert not worlds.build(root).failed
    page = look("en", "something", folder=root / "site")
    page.wait_for_selector(".results li")
    assert len(titles(page)) == 20 and page.get_by_role("status").inner_text() == "45 events found"
    more = page.get_by_role("button", name="More results")
    more.click()
    expect(page.locator(".results a:focus")).to_be_visible()
    assert len(titles(page)) == 40 and page.evaluate("document.activeElement.closest('li').innerText").startswith(
        "1920"
    )
    more.click()
    expect(page.locator(".results li")).to_have_count(45)
    assert not more.is_visible()


def test_a_parted_index_finds_the_same(look, site, monkeypatch, tmp_path):
    """Where there are too many words for one file, whole words find what they found; few letters find titles, and say so."""
    monkeypatch.setattr(search_index, "LIMIT", 2000)
    assert not worlds.build(site.parent, out=tmp_path / "parted").failed
    for code, words in (
        ("en", ("twitter", "studies accounts", "2016 schiff")),
        ("ar", ("الحسابات", "دراسة تويتر", "gwu")),
    ):
        for query in words:
            assert titles(look(code, query)) == titles(look(code, query, folder=tmp_path / "parted")), query
    page = look("en", "t", folder=tmp_path / "parted")
    page.wait_for_selector(".results li")
    assert page.get_by_role("status").inner_text().endswith("only titles and names are searched.")
    assert all(re.search(r"\bt", title, re.IGNORECASE) for title in titles(page))
    assert len([name for name in asked(page) if "/records-" not in name]) == 3


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "__proto__",
    "constructor",
    "toString hasOwnProperty",
    "(.*)+[a-z]{1,}\\",
    "%00%ff",
    "'\";-- x",
)


@pytest.mark.parametrize(
    "query", (*HOSTILE, "a" * 10_000, "ا ب ت " * 2000, "qwzx" * 50, "qwzx jkvb " * 20, "\u202eabcd" * 40)
)
def test_hostile_queries_do_nothing(look, query):
    """A query is text: it is looked for, and nothing else happens."""
    page = look("en", query)
    assert page.locator("main img").count() == 0 and page.failed == []
    assert len(page.get_by_role("searchbox").input_value()) <= 200


def test_hostile_content_is_text(look, world):
    """Markup in a title is shown as it is written, also where its words are marked."""
    evil = "constructor <img src=x onerror=alert(1)></script><script>alert(1)</script>"
    root = world(**{"content/events/e.yaml": event(title=both(evil, evil), summary=both(evil, evil))})
    assert not worlds.build(root).failed
    page = look("en", "constructor script", folder=root / "site")
    page.wait_for_selector("mark")
    assert titles(page) == [evil] and page.failed == [] and page.locator("main img, main script").count() == 0


def test_a_lost_address_offers_its_words(reader, site):
    """The page for lost addresses fills its fields with the words of the path; each form leads to its edition's search."""
    page = reader(fresh=True, scripts=True)
    lost = (site / "404.html").read_text("utf-8").replace('<base href="/">', "")
    files = lambda route: route.fulfill(
        path=site / re.sub(r"\?.*", "", route.request.url.removeprefix("http://timeline.example/"))
    )
    page.route("http://timeline.example/**", files)
    page.route(
        "**/*-twiter-*",
        lambda route: route.fulfill(
            status=404,
            content_type="text/html",
            body=lost.replace('"assets/', '"/assets/').replace('action="', 'action="/'),
        ),
    )
    page.goto("http://timeline.example/en/events/2016-02-05-twiter-125000.html")
    fields = page.get_by_role("searchbox")
    assert [field.input_value() for field in fields.all()] == ["2016 twiter 125000"] * 2
    fields.last.fill("twitter 125000")
    page.get_by_role("button").last.click()
    page.wait_for_selector(".results li")
    assert page.url.startswith("http://timeline.example/en/search/index.html?q=twitter")
    assert len(titles(page)) >= 1


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_page_fits_and_its_targets_are_large_enough(look, code):
    """At 320 pixels nothing runs out of the page, and what is tapped is at least 24 pixels high."""
    for query in ("", "twitter"):
        page = look(code, query, viewport={"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        small = "[...document.querySelectorAll('.letters nav a, main input, .masthead nav a')].filter(e => e.checkVisibility() && (e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)).map(e => e.outerHTML)"
        assert page.evaluate(small) == []
