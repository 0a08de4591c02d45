"""The story in a real Chromium: by keys, without a script, at any size of text, and in both directions."""

from __future__ import annotations

import pytest

FIRST, SECOND = "2014-09-02-thousand-accounts-claim", "2014-09-accounts-fall-silent"
HERE = "location.hash.slice(1)"
TOP = "id => Math.round(document.getElementById(id).getBoundingClientRect().top)"

# Settles when the next scrolling has ended, or when there was none to wait for.
SCROLLED = """() => { window.scrolled = new Promise(done => {
    addEventListener("scrollend", done, { once: true });
    setTimeout(done, 2000);
}); }"""
BOTTOM = "id => Math.round(document.getElementById(id).getBoundingClientRect().bottom)"


def order(page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.scene')].map(scene => scene.id)")


@pytest.mark.parametrize("code, onward, back", (("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")))
def test_keys_move_an_event_at_a_time(reader, site, code, onward, back):
    """Each key that goes on goes to the next event, sideways as reading goes, and the address follows."""
    page = reader(viewport={"width": 1280, "height": 800}, scripts=True)
    page.goto((site / code / "story/index.html").as_uri())
    ids = order(page)
    for n, key in enumerate((onward, "ArrowDown", "PageDown", " ")):
        page.keyboard.press(key)
        assert (page.evaluate(HERE), page.evaluate(TOP, ids[n])) == (ids[n], 0), key
    for n, key in ((2, back), (1, "ArrowUp"), (0, "PageUp"), (-1, "End")):
        page.keyboard.press(key)
        assert page.evaluate(HERE) == ids[n], key
    for down, key in ((0, "Home"), (1, "Shift+ ")):  # to the title, from the last event and from the first
        for _ in range(down):
            page.keyboard.press("ArrowDown")
            assert page.evaluate(HERE) == ids[0]
        page.keyboard.press(key)
        page.wait_for_url("**/story/index.html")
        assert page.evaluate("scrollY") == 0
    assert page.failed == []


def test_the_other_language_keeps_the_event(reader, site):
    """Whoever scrolls to an event and changes the language stays with the event."""
    page = reader(viewport={"width": 1280, "height": 800}, scripts=True)
    page.goto((site / "en/story/index.html").as_uri())
    page.evaluate("id => document.getElementById(id).scrollIntoView()", SECOND)
    page.wait_for_url(f"**#{SECOND}")
    page.evaluate("document.querySelector('a[data-edition]').click()")
    page.wait_for_url(f"**/ar/story/index.html#{SECOND}")
    assert page.evaluate(TOP, SECOND) == 0


def test_links_lead_on_without_a_script(reader, site):
    """Next and previous are links to the neighbours, the first has none before it, the last none after."""
    page = reader(viewport={"width": 1280, "height": 800})
    page.goto((site / "ar/story/index.html").as_uri())
    scenes = page.locator(".scene")
    assert page.evaluate("scrollY") == 0  # it opens on its title, not on the first event
    assert scenes.first.locator("[rel=prev]").count() == 0 == scenes.last.locator("[rel=next]").count()
    ids = order(page)
    for n in range(len(ids) - 1):
        scenes.nth(n).locator("[rel=next]").click()
        assert page.evaluate(TOP, ids[n + 1]) == 0
    scenes.last.locator("[rel=prev]").click()
    assert page.url.endswith(f"#{ids[-2]}")


@pytest.mark.parametrize("width, height, size", ((360, 640, "200%"), (320, 480, "100%"), (1280, 720, "200%")))
def test_nothing_is_out_of_reach(reader, site, width, height, size):
    """Where an event is taller than the window all of it can be scrolled to, by wheel and by keys, and no line runs out."""
    page = reader(viewport={"width": width, "height": height}, scripts=True)
    page.goto((site / "ar/story/index.html").as_uri())
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", FIRST)
    tall = page.evaluate("id => document.getElementById(id).offsetHeight > innerHeight + 8", FIRST)
    assert tall == (size == "200%" or height == 480)
    for _ in range(80):  # small steps: whatever snapped would pull the page back
        page.mouse.wheel(0, 100)
        page.wait_for_timeout(30)
        if page.evaluate(TOP, SECOND) <= height:
            break
    assert page.evaluate(TOP, SECOND) <= height
    while page.evaluate(TOP, FIRST) != 0:  # what the wheel set going may still be under way, and go on after this
        page.evaluate("id => location.replace('#' + id)", FIRST)
        page.wait_for_timeout(300)
    seen = [page.evaluate(BOTTOM, FIRST)]
    while page.evaluate(TOP, SECOND) and len(seen) < 100:
        page.evaluate(SCROLLED)
        page.keyboard.press("PageDown")
        page.evaluate("scrolled")  # it is animated: the next key waits for its end
        seen.append(page.evaluate(BOTTOM, FIRST))
    assert page.evaluate(HERE) == SECOND and seen[-1] <= 0
    assert min(n for n in seen if n > 0) <= height + 8  # its end was in the window before the next event came


def test_it_prints_as_a_plain_text(reader, site):
    """On paper there is no screen to fill: events follow one another, without the links that lead about."""
    page = reader(viewport={"width": 800, "height": 1000})
    page.goto((site / "en/story/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("id => document.getElementById(id).offsetHeight", FIRST) < 500
    assert not page.locator(".steps").first.is_visible() and page.locator(".scene h2").first.is_visible()
