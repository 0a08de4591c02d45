"""What one test does to a page, the next does not see."""

from __future__ import annotations

import pytest

from tests.host import serving


def asked(page) -> list[str]:
    """What a page asked for; its icon is asked for when all is done, or not at all."""
    return [address for address in page.asked if not address.endswith("mark.svg")]


@pytest.mark.parametrize("scheme", ("file", "http"))
def test_a_page_that_serves_again_is_as_good_as_new(reader, kept, site, scheme):
    """Nothing is stored, nothing is cached, no medium is feigned, and the size is the one that is asked for."""
    with serving(site) as address:
        root = address if scheme == "http" else f"{site.as_uri()}/"
        page = reader(scripts=True, viewport={"width": 400, "height": 500})
        page.goto(f"{root}en/index.html")
        page.evaluate("localStorage.setItem('a', 'b')")
        page.emulate_media(media="print", color_scheme="dark", forced_colors="active", reduced_motion="reduce")
        before = asked(page)
        kept[True].append(page)
        again = reader(scripts=True)
        assert again is page and again.asked == [] and again.viewport_size == {"width": 1280, "height": 720}
        again.goto(f"{root}en/index.html")
        assert asked(again) == before and again.evaluate("localStorage.length") == 0
        feigned = ("print", "(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion)")
        assert again.evaluate("all => all.filter(one => matchMedia(one).matches)", feigned) == []
