"""The built site in a real Chromium, opened from the disk as a reader with a USB stick would."""

from __future__ import annotations

from tests.browser import PAGES


def test_pages_work_from_the_disk_without_script_or_overflow(reader, site):
    """Every kind of page loads from the folder alone, without a failure, and is no wider than the window."""
    page = reader(viewport={"width": 320, "height": 900})
    for path in PAGES:
        if path != "404.html":  # its links are anchored at the site's address
            page.goto((site / path).as_uri())
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert wide[0] <= width == wide[1], path
    assert page.failed == [] and len(page.asked) > len(PAGES)
    assert all(address.startswith(site.as_uri()) for address in page.asked)


def test_arabic_is_set_in_naskh_and_latin_is_not(reader, site):
    """The Arabic edition loads the naskh that the site brings, and reads from the right; English runs keep a Latin face."""
    page = reader(scripts=True)
    page.goto((site / "ar/events/2016-02-18-gwu-study.html").as_uri())
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)") != []
    assert page.evaluate("getComputedStyle(document.querySelector('.prose')).fontFamily").startswith("Naskh")
    assert "Naskh" not in page.evaluate("getComputedStyle(document.querySelector('.languages a')).fontFamily")
    margin, text = page.locator(".title .margin").bounding_box(), page.locator("h1").bounding_box()
    assert margin["x"] > text["x"] + text["width"] - 1


def test_margin_stands_at_the_start(reader, site):
    """In English the margin is on the left: one layout serves both directions."""
    page = reader()
    page.goto((site / "en/events/2016-02-18-gwu-study.html").as_uri())
    margin, text = page.locator(".title .margin").bounding_box(), page.locator("h1").bounding_box()
    assert margin["x"] + margin["width"] <= text["x"]


def test_keyboard_reaches_the_content_and_the_other_language(reader, site):
    """The first tab stop skips to the content, the third is the other language, and focus can be seen."""
    page = reader(scripts=True)
    page.goto((site / "ar/events/2016-02-18-gwu-study.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.lang") == "en"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/events/2016-02-18-gwu-study.html")


def test_colours_have_contrast_in_both_themes(reader, site):
    """Text, quiet text, links and doubt reach 4.5 to 1 against the paper, light and dark (WCAG 2.2, 1.4.3)."""

    def luminance(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for scheme in ("light", "dark"):
        page = reader(color_scheme=scheme, scripts=True)
        page.goto((site / "en/index.html").as_uri())
        colours = {
            name: page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
            for name in ("paper", "faint", "ink", "quiet", "link", "doubt")
        }
        for ground in ("paper", "faint"):
            for name in ("ink", "quiet", "link", "doubt"):
                high, low = sorted((luminance(colours[ground]), luminance(colours[name])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (scheme, ground, name)


def test_a_number_stays_in_its_sentence(reader, site):
    """On a phone as at a desk: what the account says of a figure stands on the line of its words."""
    for width in (360, 1280):
        page = reader(viewport={"width": width, "height": 800})
        page.goto((site / "en/events/2016-08-twitter-235000.html").as_uri())
        numbers = page.locator(".prose a.figure")
        assert numbers.count() >= 3
        assert set(numbers.evaluate_all("all => all.map(a => getComputedStyle(a).display)")) == {"inline"}
