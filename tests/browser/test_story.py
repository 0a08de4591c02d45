"""The story in a real Chromium: by keys, without a script, at any size of text, and in both directions."""

from __future__ import annotations

import pytest

FIRST, SECOND = "2014-09-02-thousand-accounts-claim", "2014-09-accounts-fall-silent"
HERE = "location.hash.slice(1)"
# Where an event begins below the line that stays in sight.
TOP = """id => Math.round(document.getElementById(id).getBoundingClientRect().top
    - (document.querySelector(".story-line")?.offsetHeight || 0))"""

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
    """A sentence leads from each event to the next, in the order of time; the last leads nowhere."""
    page = reader(viewport={"width": 1280, "height": 800})
    page.goto((site / "ar/story/index.html").as_uri())
    scenes = page.locator(".scene")
    assert page.evaluate("scrollY") == 0  # it opens on its title, not on the first event
    assert scenes.last.locator("[rel=next]").count() == 0 and not page.locator(".keys").is_visible()
    ids = order(page)
    for n in range(len(ids) - 1):
        assert len(scenes.nth(n).locator(".lead").inner_text().split()) > 3
        scenes.nth(n).locator("[rel=next]").click()
        assert page.evaluate(TOP, ids[n + 1]) == 0


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_line_stays_and_its_years_jump(reader, site, code):
    """A year of the line leads to the first event of that year, which says that the year begins; what is read stands
    out on the line."""
    page = reader(viewport={"width": 360, "height": 800}, scripts=True)
    page.goto((site / code / "story/index.html").as_uri())
    assert page.locator(".keys").count() == 1
    years = page.locator(".story-line a")
    assert years.all_text_contents() == ["2014", "2015", "2016", "2017"]
    for n in range(4):
        assert page.locator(".story-line a .press").nth(n).bounding_box()["height"] >= 24
        years.nth(n).focus()
        page.keyboard.press("Enter")
        here = page.evaluate(HERE)
        assert page.evaluate(TOP, here) == 0
        assert page.locator(f"[id='{here}'] .break").inner_text() == ["2014", "2015", "2016", "2017"][n]
        assert abs(page.locator(".story-line").bounding_box()["y"]) < 1
        page.wait_for_selector(f".story-line .now[data-event='{here}']", state="attached")
    assert page.locator(".break").count() == 4 and page.locator(".now").count() == 1
    assert page.failed == []


def test_slides_have_nothing_of_the_site_around_them(reader, site):
    """For a wall: the way back to the lesson and the other languages, no navigation, no foot, no tray."""
    page = reader(viewport={"width": 1280, "height": 800}, scripts=True)
    for code in ("en", "ar"):
        page.goto((site / code / "paths/who-asked-whom-for-what/slides.html").as_uri())
        assert page.locator("nav, .colophon, .wordmark, .pick, .selected, .story-line").count() == 0
        assert page.locator(".masthead a").first.get_attribute("href").endswith("paths/who-asked-whom-for-what.html")
        assert page.locator("a[data-edition]").is_visible()
        page.keyboard.press("PageDown")
        assert page.evaluate(TOP, page.evaluate(HERE)) == 0 and page.evaluate(HERE) == order(page)[0]


@pytest.mark.parametrize("width", (360, 1280))
def test_the_foot_of_the_page_can_be_reached(reader, site, width):
    """By wheel: the last event does not hold it."""
    page = reader(viewport={"width": width, "height": 800}, scripts=True)
    page.goto((site / "en/story/index.html").as_uri())
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.mouse.move(100, 400)
    for _ in range(6):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)  # whatever pulled it back would have done so
    assert page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")


def test_a_selection_covers_nothing(reader, site):
    """What floats at the foot of the window leaves the sentence that leads on in sight."""
    page = reader(fresh=True, viewport={"width": 360, "height": 800}, scripts=True)
    page.goto((site / "en/index.html").as_uri())
    page.locator(".pick").first.click()
    page.goto((site / "en/story/index.html").as_uri() + f"#{SECOND}")
    tray = page.locator(".selected a").bounding_box()
    for part in (".lead", ".steps .margin"):
        box = page.locator(f"[id='{SECOND}'] {part}").bounding_box()
        assert box["y"] + box["height"] <= tray["y"] + 1, part


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
    page.wait_for_url(f"**#{SECOND}")
    assert seen[-1] <= page.evaluate("document.querySelector('.story-line').offsetHeight")
    assert min(n for n in seen if n > 0) <= height + 8  # its end was in the window before the next event came


def test_it_prints_as_a_plain_text(reader, site):
    """On paper there is no screen to fill: events follow one another, without the links that lead about."""
    page = reader(viewport={"width": 800, "height": 1000})
    page.goto((site / "en/story/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("id => document.getElementById(id).offsetHeight", FIRST) < 500
    assert not page.locator(".steps .margin, .story-line, .keys").evaluate_all("all => all.some(e => e.offsetParent)")
    assert page.locator(".lead").first.is_visible() and page.locator(".scene .headline").first.is_visible()
