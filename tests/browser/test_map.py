"""The map in a browser: names that touch nothing, places and events that mark each other, everything by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import world as worlds
from tests.browser.axe import axe_finds_nothing

# The boxes of names and of marks that are shown, by place.
BOXES = """() => {
  // A line's box has its leading besides, where letters of two names may not meet.
  const ink = t => { const { left, right, top, bottom } = t.getBoundingClientRect(), over = (bottom - top - 18) / 2;
    return { left, right, top: top + over, bottom: bottom - over }; };
  return [...document.querySelectorAll(".spots a")].filter(a => a.getClientRects().length).map(a => ({
    id: a.dataset.place,
    text: [...a.querySelectorAll("text")].map(ink),
    mark: a.querySelector(".happened, .about, .dateline").getBoundingClientRect().toJSON(),
    press: a.querySelector("rect").getBoundingClientRect().toJSON(),
    size: Math.min(...[...a.querySelectorAll("text")].map(t => parseFloat(getComputedStyle(t).fontSize))),
  }));
}"""


def overlap(a, b):
    return a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A map of many places, some of them close to each other."""
    places = {
        f"p{n}": {
            "name": worlds.both(f"Place {n}" + " of the east" * (n % 3), f"المكان {n}" + " الشرقي" * (n % 3)),
            "summary": worlds.TERM["summary"],
            "at": f"{30 + n * 7 % 13}.{n % 10}, {20 + n * 11 % 29}.{n % 7}",
        }
        for n in range(40)
    }
    root = tmp_path_factory.mktemp("many")
    event = worlds.event(places=list(places)[::2], about_places=list(places)[1::2])
    worlds.write(root, worlds.files(**{"content/places.yaml": places, "content/events/e.yaml": event}))
    assert not worlds.build(root).failed
    return root / "site"


@pytest.fixture(scope="module")
def worldwide(tmp_path_factory):
    """Ten places near each other and one on the other side of the world."""
    at = {f"p{n}": f"{33 + n * 3 % 17}, {2 + n * 4}" for n in range(10)} | {"west": "18, -77", "far": "35, 139"}
    names = {id: {**worlds.TERM, "name": worlds.both(f"Place {id}", f"مكان {id}"), "at": p} for id, p in at.items()}
    root = tmp_path_factory.mktemp("worldwide")
    worlds.write(
        root,
        worlds.files(**{"content/places.yaml": names, "content/events/e.yaml": worlds.event(places=list(names))}),
    )
    assert not worlds.build(root).failed
    return root / "site"


@pytest.mark.parametrize("width", (320, 360, 700, 710, 1000, 1030, 1280, 1600))
@pytest.mark.parametrize("code", ("en", "ar"))
def test_nothing_touches(reader, many, site, code, width):
    """As the browser sets the letters, at each width: the widths that the drawing goes by err to the safe side."""
    for folder in (many, site):
        page = reader(viewport={"width": width, "height": 900}, scripts=True)
        page.goto((folder / code / "map/index.html").as_uri())
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        frame = page.locator(".ground").bounding_box()
        boxes = page.evaluate(BOXES)
        assert len(boxes) >= (7 if folder is site else 10)
        for n, one in enumerate(boxes):
            assert min(one["press"]["width"], one["press"]["height"]) >= 23.9
            for text in one["text"]:
                assert one["size"] >= 12
                assert frame["x"] - 1 <= text["left"] and text["right"] <= frame["x"] + frame["width"] + 1
            for other in boxes[n + 1 :]:
                assert not overlap(one["mark"], other["mark"])
                for text in one["text"]:
                    assert not overlap(text, other["mark"]), (one["id"], other["id"])
                    assert not any(overlap(text, t) for t in other["text"]), (one["id"], other["id"])


@pytest.mark.parametrize("code", ("en", "ar"))
def test_a_phone_moves_a_wide_map_within_its_box(reader, worldwide, code):
    """Without a script: it begins where most places are, the page is no wider for it, and the box has a name and takes
    the keyboard; what it begins with does not hold it there. On a wide window, and on paper, all of it is shown."""
    page = reader(viewport={"width": 360, "height": 740})
    page.goto((worldwide / code / "map/index.html").as_uri())
    box = page.get_by_role("region", name="Map" if code == "en" else "الخريطة")
    expect(box).to_have_attribute("tabindex", "0")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert box.evaluate("e => e.scrollWidth > 1.2 * e.clientWidth")
    frame = box.bounding_box()
    seen = [
        one["id"] for one in page.evaluate(BOXES) if frame["x"] <= one["mark"]["left"] < frame["x"] + frame["width"]
    ]
    assert len(seen) >= 8 and "far" not in seen
    named = page.locator(".spots.narrow a:has(text)").count()
    assert named >= 10
    ends = [box.evaluate(f"e => {{ e.scrollLeft = {to}; return e.scrollLeft }}") for to in (-9999, 9999)]
    page.wait_for_timeout(100)  # a box that snaps would have gone back by then
    assert box.evaluate("e => e.scrollLeft") == ends[1] and ends[1] - ends[0] == box.evaluate(
        "e => e.scrollWidth - e.clientWidth"
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    assert box.evaluate("e => e.scrollWidth == e.clientWidth")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(media="print")
    assert box.evaluate("e => e.scrollWidth == e.clientWidth")
    page.emulate_media(media="screen")


def test_a_place_and_its_events_mark_each_other(reader, site):
    """Under the pointer and at the keyboard, told politely; Escape lets go."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto((site / "en/map/index.html").as_uri())
    near = "all => all.map(e => e.dataset.place || e.dataset.at || e.dataset.event)"
    rudd = "2017-10-duke-and-rudd"
    page.locator(".spots.wide [data-place=london]").hover()
    assert set(page.locator(".near:visible").evaluate_all(near)) == {"london", rudd}
    assert page.locator(".axis .near").count() == page.locator("#events li.near").count() == 1
    assert page.get_by_role("status").text_content() == ""
    page.locator(f".axis [data-event='{rudd}']").hover()
    assert set(page.locator(".near:visible").evaluate_all(near)) == {"london", rudd}
    page.locator("[data-at='ischia raqqa']").hover()
    assert {"ischia", "raqqa"} <= set(page.locator(".near").evaluate_all(near))
    page.locator(".spots.wide [data-place=amman]").focus()
    expect(page.get_by_role("status")).to_contain_text("The widow of an American killed in Amman sues Twitter")
    page.keyboard.press("Escape")
    assert page.locator(".near").count() == 0 and page.get_by_role("status").text_content() == ""
    assert page.failed == []


def test_links_go_by_name_and_lead_to_places(reader, site):
    """Without a script, too: a mark is a link."""
    page = reader(viewport={"width": 1280, "height": 900})
    page.goto((site / "en/map/index.html").as_uri())
    names = page.locator(".spots.wide a").evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    assert names == sorted(names) and len(names) == 7
    page.locator(".spots.wide [data-place=raqqa]").click()
    assert page.url.endswith("en/places/raqqa.html")


@pytest.mark.parametrize("code", ("en", "ar"))
def test_axe_finds_nothing(reader, site, many, worldwide, code):
    for folder, width in ((site, 1280), (many, 1280), (worldwide, 360)):
        page = reader(fresh=True, scripts=True, viewport={"width": width, "height": 740})
        page.goto((folder / code / "map/index.html").as_uri())
        axe_finds_nothing(page, set())
