"""A growing edition in a browser: every way leads somewhere, and axe finds nothing where languages stand in one another."""

from __future__ import annotations

import pytest

from tests.browser.axe import axe_finds_nothing
from tests.host import serving
from tests.pages.test_growing import files
from tests.world import build, write


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("grown"), files())
    assert not build(root).failed
    with serving(root / "site") as host:
        yield host


@pytest.mark.parametrize("scripts", [False, True])
def test_the_switch_keeps_the_page_or_leads_to_the_front(grown, reader, scripts):
    """Where the growing edition has the page, the passage stays; else the front page is shown, and the address of the
    page leads to a whole edition."""
    page = reader(scripts=scripts)
    page.goto(f"{grown}en/events/e.html#figure-n")
    page.click(".languages a[hreflang=fr]")
    page.wait_for_url("**/fr/events/e.html#figure-n" if scripts else "**/fr/events/e.html")
    page.goto(f"{grown}en/events/f.html#p1")
    page.click(".languages a[hreflang=fr]")
    page.wait_for_url("**/fr/index.html")
    page.goto(f"{grown}fr/events/f.html", wait_until="commit")
    page.wait_for_url("**/ar/events/f.html")
    assert not page.failed


def test_what_is_borrowed_runs_in_its_own_direction(grown, reader):
    """An account, a name and a number in Arabic on a page that runs from the left."""
    page = reader(scripts=False)
    page.goto(f"{grown}fr/events/e.html")
    direction = "element => getComputedStyle(element).direction"
    assert page.locator("main .prose").first.evaluate(direction) == "rtl"
    assert page.locator("html").evaluate(direction) == page.locator(".growing").evaluate(direction) == "ltr"
    marked = page.locator("main :is(div, span)[lang=ar]").all()
    assert len(marked) > 5 and {element.evaluate(direction) for element in marked} == {"rtl"}


def test_the_search_finds_what_is_there(grown, reader):
    """By its title, and by a borrowed name, which is marked as of the other direction; nothing that is not in the edition."""
    page = reader(scripts=True)
    page.goto(f"{grown}fr/search/index.html?q=Un")
    page.wait_for_selector("main h2 a[href*='fr/events/e.html']")
    page.goto(f"{grown}fr/search/index.html?q=Two")
    page.wait_for_function("document.querySelector('main [role=status]').textContent.trim()")
    assert not page.locator("main a[href*='events/f.html']").count()
    page.goto(f"{grown}fr/search/index.html?q=name")
    page.wait_for_selector("main a[href*='fr/actors/a.html'] bdi[lang=ar]")


def test_axe_finds_nothing(grown, reader):
    """On each kind of page that mixes languages, on a phone and on a desk."""
    for width in (320, 1280):
        page = reader(scripts=True)
        page.set_viewport_size({"width": width, "height": 800})
        for path in (
            "index",
            "fr/index",
            "fr/events/e",
            "fr/actors/a",
            "fr/paths/l",
            "fr/about/index",
            "parallel/events/e",
        ):
            page.goto(f"{grown}{path}.html")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            axe_finds_nothing(page, set())
            page.set_viewport_size({"width": width, "height": 800})
