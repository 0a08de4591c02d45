"""The way into a site of one language, as a browser takes it."""

from __future__ import annotations

import pytest

from tests.browser.axe import axe_finds_nothing
from tests.host import serving
from tests.world import build, files, in_one, write


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("alone"), in_one("ar", files()))
    assert not build(root).failed
    return root / "site"


@pytest.mark.parametrize("scripts", [False, True])
def test_nobody_is_asked_for_the_only_language(alone, reader, scripts):
    """On a host and from a disk, with and without script; and going back leads out again."""
    with serving(alone) as host:
        for start in (host, (alone / "index.html").as_uri()):
            page = reader(scripts=scripts)
            page.goto(start)
            page.wait_for_url("**/ar/index.html")
            assert page.locator("h1").inner_text() == "سجل" and page.locator("main a[href]").count() > 5
            assert not page.failed


def test_axe_finds_nothing_in_one_language(alone, reader):
    """On the front page, an event's page, the one with the files, the search and the page of lost addresses."""
    page = reader(scripts=True)
    with serving(alone) as host:
        for path in ("ar/index.html", "ar/events/e.html", "ar/data/index.html", "ar/search/index.html", "404.html"):
            page.goto(host + path)
            axe_finds_nothing(page, set())
