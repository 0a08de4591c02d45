"""What scripts do, and what works without them: search, filters, the story, marks, the other language, a disk."""

from __future__ import annotations

import pytest

WAIT = """new Promise((done, failed) => {{
    const end = Date.now() + 8000;
    (function look() {{
        const found = {0};
        if (found) done(found);
        else if (Date.now() > end) failed(new Error("it never came"));
        else setTimeout(look, 20);
    }})();
}})"""


@pytest.fixture(params=("http", "file"))
def root(request, served, site):
    """The site as a host gives it, and as it lies on a disk."""
    return served if request.param == "http" else f"{site.as_uri()}/"


@pytest.mark.parametrize(("code", "typed", "word"), (("en", "twitter", "Twitter"), ("ar", "تويتر", "تويتر")))
def test_search_marks_what_it_finds(engine, root, code, typed, word):
    """As somebody types: results, the word marked whole with a line under it, and the address that keeps the question."""
    engine.open(f"{root}{code}/search/index.html")
    engine.ask("document.querySelector('[type=search]').focus()")
    engine.press(*typed)
    engine.ask(WAIT.format("document.querySelector('.results mark')"))
    marks = engine.ask("[...document.querySelectorAll('mark')].map(m => m.textContent)")
    assert word in marks and engine.ask("document.querySelectorAll('.results li').length") > 5
    line, thickness, broken, colour, text = engine.ask(
        """(s => [s.textDecorationLine, s.textDecorationThickness, s.textDecorationSkipInk, s.textDecorationColor, s.color])
        (getComputedStyle(document.querySelector("mark")))"""
    )
    assert line == "underline" and 2 < float(thickness.removesuffix("px")) < 6
    assert broken == "none" and colour != text
    engine.ask(WAIT.format("new URLSearchParams(location.search).get('q')"))


@pytest.mark.parametrize(("code", "end"), (("en", 1), ("ar", -1)))
def test_no_engine_puts_a_sign_of_its_own_into_the_field(engine, served, code, end):
    """WebKit's, at the field's end, would clear it: a click there puts the cursor behind what was typed."""
    engine.open(f"{served}{code}/search/index.html?q=2016")
    width = engine.ask("document.querySelector('[type=search]').clientWidth")
    for inset in range(12, 40, 4):
        engine.click("[type=search]", round(end * (width / 2 - inset)))
        assert engine.ask("document.querySelector('[type=search]').value") == "2016"
    assert engine.ask("document.activeElement.type") == "search"


@pytest.mark.parametrize("code", ("en", "ar"))
def test_filters_hide_and_remember(engine, served, code):
    """A box that is ticked leaves fewer events, in the list and on the axis, and the address says so when it is opened again."""
    engine.open(f"{served}{code}/index.html")
    shown = "document.querySelectorAll('[data-facets]:not([hidden])').length"
    every = engine.ask(shown)
    engine.ask("(document.querySelector('.filters').open = true, document.querySelector('[data-facet] input').click())")
    some, address = engine.ask(shown), engine.ask("location.href")
    assert 0 < some < every and "?" in address
    engine.open(address)
    assert engine.ask(shown) == some and not engine.ask("document.querySelector('.filters').open")


@pytest.mark.parametrize(("code", "on", "back"), (("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")))
def test_the_story_goes_on_as_reading_does(engine, served, code, on, back):
    engine.open(f"{served}{code}/story/index.html")
    scenes = engine.ask("[...document.querySelectorAll('.scene')].map(s => s.id)")
    for key, scene in ((on, 0), (on, 1), (back, 0)):
        engine.press(key)
        engine.ask(WAIT.format(f"location.hash === '#{scenes[scene]}'"))
        engine.ask(
            WAIT.format(f"Math.abs(document.getElementById('{scenes[scene]}').getBoundingClientRect().top - 46) < 9")
        )


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_mark_is_kept_and_shown(engine, root, code):
    """An event that is marked on its page stands in the reader's selection, and is gone when the mark is taken back."""
    page = f"{root}{code}/events/2016-02-05-twitter-125000.html"
    engine.open(page)
    pressed = "document.querySelector('.title .pick').matches('.picked')"
    engine.ask("document.querySelector('.title .pick').click()")
    assert engine.ask(pressed) is True
    engine.open(engine.ask("document.querySelector('.selected a').href"))
    title = engine.ask(WAIT.format("document.querySelector('.selection h2 a, .selection h3 a')?.textContent"))
    engine.open(page)
    assert engine.ask("document.querySelector('h1').textContent") == title and engine.ask(pressed) is True
    engine.ask("document.querySelector('.title .pick').click()")
    assert engine.ask(pressed) is False


def test_the_other_language_is_a_click_away(engine, root):
    """From an event to the same event, from right to left and back."""
    engine.open(f"{root}en/events/2016-02-05-twitter-125000.html")
    for code, direction in (("ar", "rtl"), ("en", "ltr")):
        engine.ask(f"setTimeout(() => document.querySelector('.languages a[hreflang={code}]').click())")
        engine.arrived(f"/{code}/events/2016-02-05-twitter-125000.html")
        assert engine.ask("[document.documentElement.lang, getComputedStyle(document.body).direction]") == [
            code,
            direction,
        ]
