"""Bands behind the axis in a real Chromium: where they stand in either direction, and how the keyboard reaches them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_keyboard_reaches_the_bands_before_the_events(reader, site, code):
    """Each says its name and its date, shows that it is the one, and leads to its page."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site / code / "index.html").as_uri())
    bands = page.locator(".axis.wide .band")
    count = bands.count()
    assert count == 4
    page.locator(".timeline .legend a").focus()
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert reached == bands.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert all(any(digit in label for digit in "0123456789") for label in reached)
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "2.5px"
    where = page.evaluate("document.activeElement.getAttribute('href')").removeprefix("../")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{where}")
    assert where.startswith(f"{code}/periods/")


def test_bands_are_mirrored_and_lie_behind_the_lanes(reader, site):
    """As far from the right in Arabic as from the left in English, from their heads down to the foot of the axis."""
    edges = {}
    for code in ("en", "ar"):
        page = reader(viewport={"width": 1280, "height": 900})
        page.goto((site / code / "index.html").as_uri())
        axis = page.locator(".axis.wide").bounding_box()
        tints = [tint.bounding_box() for tint in page.locator(".axis.wide .bands .full").all()]
        assert all(abs(tint["y"] + tint["height"] - axis["y"] - axis["height"]) < 12 for tint in tints)
        begins = lambda box, code=code, axis=axis: (
            box["x"] - axis["x"] if code == "en" else axis["x"] + axis["width"] - box["x"] - box["width"]
        )
        edges[code] = sorted(map(begins, tints))
        heads = [head.bounding_box() for head in page.locator(".axis.wide .band rect").all()]
        for n, one in enumerate(heads):
            for other in heads[:n]:
                assert (
                    one["x"] + one["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= one["x"] + 1
                    or one["y"] + one["height"] <= other["y"] + 1
                    or other["y"] + other["height"] <= one["y"] + 1
                )
    assert edges["en"] == pytest.approx(edges["ar"], abs=1)


@pytest.mark.parametrize("code", ("en", "ar"))
def test_on_a_phone_periods_are_a_short_list_on_the_events_own_scale(reader, site, code):
    """Each with its date, its line on the shared ruler, and the way to its page."""
    page = reader(viewport={"width": 360, "height": 800})
    page.goto((site / code / "index.html").as_uri())
    rows = page.locator(".periods .card")
    assert rows.count() == 4 and rows.first.is_visible()
    ruler = page.locator(".ruler svg").bounding_box()
    for row in rows.all():
        line = row.locator(".line").bounding_box()
        assert (line["x"], line["width"]) == (ruler["x"], ruler["width"])
        assert row.locator("a").bounding_box()["height"] >= 24
