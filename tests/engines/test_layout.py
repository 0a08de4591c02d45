"""Where things stand and what is drawn about them, in widths from a phone's to a desk's."""

from __future__ import annotations

import pytest

from tests.engines import BESIDE, EMBEDDED, PAGES

WITHOUT_FIELDS = (
    "embed/",
    "parallel/",
    *(f"{code}/{kind}/" for code in ("ar", "en") for kind in ("figures", "standings")),
)

OVER = "[innerWidth, document.documentElement.scrollWidth]"
# What has a direction of its own, and begins at another side than that direction does.
ASTRAY = """[...document.querySelectorAll("[dir]:not(svg *)")].filter(e => {
    const { textAlign, direction, display } = getComputedStyle(e);
    return !display.startsWith("inline") && !["start", direction === "rtl" ? "right" : "left"].includes(textAlign);
}).map(e => e.outerHTML.slice(0, 99))"""
# Their font sizes in pixels.
FIELDS = """[...document.querySelectorAll("input:not([type=checkbox]), textarea, select")]
    .map(field => parseFloat(getComputedStyle(field).fontSize))"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(engine, served, path):
    """Nothing runs over the side, and no field has text smaller than 16 pixels: iOS would enlarge the page for it."""
    engine.open(served + path, 390)
    assert engine.ask(OVER) == [390, 390]
    sizes = engine.ask(FIELDS)
    assert min(sizes, default=16) >= 16 and bool(sizes) != path.startswith(WITHOUT_FIELDS)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_desk(engine, served, path):
    """Nothing runs over the side, and each text begins at the side where its own direction does."""
    engine.open(served + path)
    assert engine.ask(OVER) == [1280, 1280]
    assert engine.ask(ASTRAY) == []


@pytest.mark.parametrize("code", ("ar", "en"))
def test_a_map_begins_where_most_places_are(engine, served, code):
    """On a phone it is wider than its box, and can be moved from where it begins."""
    engine.open(f"{served}{code}/map/index.html", 390)
    begun = """(() => {
        const box = document.querySelector(".map"), most = box.scrollWidth - box.clientWidth;
        const before = box.scrollWidth - document.querySelector(".begin").getBoundingClientRect().width;
        return Math.abs(box.scrollLeft) - Math.min(before, most);
    })()"""
    assert abs(engine.ask(begun)) <= 2
    box = "document.querySelector('.map')"
    engine.ask(f"{box}.scrollLeft = 0")
    assert engine.ask(f"{box}.scrollWidth > 1.2 * {box}.clientWidth && {box}.scrollLeft") == 0


@pytest.mark.parametrize("path", BESIDE)
def test_columns_begin_where_their_language_does(engine, served, path):
    """The line of links on pages side by side: each stands at the edge of its column where its language begins."""
    engine.open(served + path)
    columns = engine.ask("""[...document.querySelectorAll(".columns > li")].map(li => {
        const column = li.getBoundingClientRect(), link = li.querySelector("a").getBoundingClientRect();
        return [li.lang, li.dir === "rtl" ? column.right - link.right : link.left - column.left, column.width - link.width];
    })""")
    assert {code for code, *_ in columns} == {"ar", "en"}
    assert all(abs(gap) < 2 and room > 50 for _, gap, room in columns), columns


def decoration(selector: str) -> str:
    names = ("Line", "Style", "Thickness")
    return f"(s => [{', '.join(f's.textDecoration{name}' for name in names)}])(getComputedStyle(document.querySelector({selector!r})))"


def test_what_opens_under_a_standing_shows_it(engine, served):
    """A dotted line of one pixel says that there is more to read."""
    engine.open(f"{served}ar/events/2014-09-02-thousand-accounts-claim.html")
    assert engine.ask(decoration(".standing-note summary")) == ["underline", "dotted", "1px"]


def test_a_link_in_a_frame_is_underlined_where_the_pointer_is(engine, served):
    """Twice as thick as at rest; the headline has no line at all until then."""
    engine.open(served + EMBEDDED)
    assert engine.ask(decoration("h1 a"))[0] == "none"
    engine.hover("h1 a")
    assert engine.ask(decoration("h1 a")) == ["underline", "solid", "2px"]
