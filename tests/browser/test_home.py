"""The front page in a real Chromium: the axis to point at and to tab through, and the filters."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import world as worlds

EVENT = "2016-02-05-twitter-125000"


def home(site, code: str, query: str = "") -> str:
    return (site / code / "index.html").as_uri() + query


def marks(page):
    return page.locator(".axis [data-event]:visible")


@pytest.mark.parametrize("code", ("en", "ar"))
def test_at_a_desk_the_marks_of_the_axis_come_in_order_of_time(reader, site, code):
    """By keyboard too; no line stands beside an event, where there is room for an axis with words."""
    page = reader(viewport={"width": 1280, "height": 900}, scripts=True)
    page.goto(home(site, code))
    assert not page.locator(".ruler").is_visible() and not page.locator(".card > .line").first.is_visible()
    listed = page.locator("#events [data-facets]").evaluate_all("all => all.map(e => e.id)")
    assert marks(page).evaluate_all("all => all.map(e => e.dataset.event)") == listed and len(listed) >= 16
    page.locator(".axis.wide .band, .filters > summary").last.focus()  # periods come before the events
    reached = []
    for _ in listed:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.event"))
    assert reached == listed
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "2.5px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{code}/events/{listed[-1]}.html")


@pytest.mark.parametrize("width", (360, 768, 1000))
@pytest.mark.parametrize(("code", "sign"), (("en", 1), ("ar", -1)))
def test_in_a_narrower_window_the_list_is_the_axis(reader, site, code, sign, width):
    """Each event has its date, its mark on one scale that all share, and its title; the years stay in sight above. On a
    phone that is all."""
    page = reader(viewport={"width": width, "height": 800})
    page.goto(home(site, code))
    assert page.locator(".axis:visible").count() == 0 and page.locator(".ruler").is_visible()
    rows = page.locator(".year .card")
    assert rows.count() >= 16
    for row in rows.all():
        date, line, title = (
            row.locator(part).bounding_box() for part in (".margin time, .margin .when", ".line", "h4")
        )
        assert (
            date["y"] - 4 <= line["y"] < title["y"]
            and line["width"] == page.locator(".ruler svg").bounding_box()["width"]
        )
        assert line["width"] >= 308 and line["x"] == page.locator(".ruler svg").bounding_box()["x"]
        assert row.locator(".line :is(rect, path)").count()
        assert row.locator("div > p").is_visible() is (width > 704)
    middle = lambda row: row.locator(".line :is(rect, path)").first.evaluate(
        "shape => { const box = shape.getBoundingClientRect(); return box.x + box.width / 2 }"
    )
    assert (middle(rows.last) - middle(rows.first)) * sign > 200
    year = page.locator(".ruler text", has_text="2016").evaluate("text => text.getBoundingClientRect().x")
    first = page.locator("[id='2016-01-lawsuit-against-twitter'] .line rect").evaluate(
        "e => e.getBoundingClientRect().x"
    )
    assert abs(year - first) < (45 if code == "ar" else 3)  # January begins with its year: there, from the right
    rows.last.scroll_into_view_if_needed()
    assert page.locator(".ruler").bounding_box()["y"] == 0


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_first_screen_says_what_it_is_and_why_to_trust_it(reader, site, code):
    """On a phone too: the name, what it is about, two ways in, and what it promises."""
    page = reader(viewport={"width": 360, "height": 800})
    page.goto(home(site, code))
    for part in ("h1", ".summary", ".intro", ".doors", ".trust"):
        box = page.locator(f".front {part}").bounding_box()
        assert box["y"] + box["height"] <= 800, part
    story, browse = page.locator(".doors a").evaluate_all("all => all.map(a => a.href.split('/').at(-2))")
    assert (story, browse) == ("story", "browse")
    for width in (320, 360, 412):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".masthead").bounding_box()["height"] <= 120, width
    # What counts different things stands apart.
    measures = page.locator(".key section").evaluate_all("all => all.map(e => e.querySelectorAll('li').length)")
    assert measures == [1, 2, 1]


def test_the_entry_of_the_navigation_that_is_current_moves_no_other(reader, site):
    page = reader(viewport={"width": 1280, "height": 800})
    places = set()
    for path in ("index.html", "story/index.html", "about/index.html"):
        page.goto((site / "en" / path).as_uri())
        assert page.locator(".masthead nav [aria-current]").count() == 1
        starts = page.locator(".masthead nav a").evaluate_all("all => all.map(a => a.getBoundingClientRect().x)")
        places.add(tuple(round(start - starts[0], 2) for start in starts))
    assert len(places) == 1 and page.locator(".masthead nav a").count() == 8


@pytest.mark.parametrize(("code", "sign"), (("en", 1), ("ar", -1)))
def test_time_runs_in_the_reading_direction(reader, site, code, sign):
    """The first event stands at the left in English and at the right in Arabic; a label begins under its bar."""
    page = reader(viewport={"width": 1280, "height": 900})
    page.goto(home(site, code))
    first, last = marks(page).first.bounding_box(), marks(page).last.bounding_box()
    assert (last["x"] - first["x"]) * sign > 300
    for mark in marks(page).all():
        bar, words = mark.locator("path").first.bounding_box(), mark.locator("text").first.bounding_box()
        edge = (lambda box: box["x"]) if code == "en" else (lambda box: box["x"] + box["width"])
        assert abs(edge(bar) - edge(words)) < 6


@pytest.mark.parametrize("code", ("en", "ar"))
@pytest.mark.parametrize("width", (1280, 1100, 1030))
def test_words_on_the_axis_do_not_touch(reader, site, code, width):
    """As the browser sets them, no two labels overlap, none leaves the window, and each keeps a size that can be read."""
    page = reader(viewport={"width": width, "height": 900}, scripts=True)
    page.goto(home(site, code))
    page.evaluate("document.fonts.ready")
    boxes = page.evaluate(
        """[...document.querySelectorAll('.axis')].filter(a => a.getBoundingClientRect().width).flatMap(axis =>
            [...axis.querySelectorAll('a')].map(a => {
                const all = [...a.querySelectorAll('text')].map(t => t.getBoundingClientRect());
                return [Math.min(...all.map(b => b.left)), Math.min(...all.map(b => b.top)),
                        Math.max(...all.map(b => b.right)), Math.max(...all.map(b => b.bottom)), all[0].height];
            }))"""
    )
    assert len(boxes) >= 16
    for n, (left, top, right, bottom, height) in enumerate(boxes):
        assert 0 <= left and right <= width and height >= 13, (n, boxes[n])
        for other in boxes[n + 1 :]:
            # A line's box is taller than its letters: a few pixels of two boxes may lie in one another.
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] + 7 or other[3] <= top + 7
            assert apart, (boxes[n], other)


def test_axis_targets_are_at_least_24_pixels(reader, site):
    """Whatever the window, a mark can be hit with a finger."""
    for width in (1280, 1030):
        page = reader(viewport={"width": width, "height": 900})
        page.goto(home(site, "ar"))
        for mark in marks(page).all():
            box = mark.locator("rect").bounding_box()
            assert box["width"] >= 24 and box["height"] >= 24, (width, box)


@pytest.mark.parametrize("code", ("en", "ar"))
def test_filters_combine_count_and_stand_in_the_address(reader, site, code):
    """Choices within a facet add up, facets cut down; counts follow; the address has it all, and brings it back."""
    page = reader(scripts=True, viewport={"width": 1280, "height": 900})
    page.goto(home(site, code))
    listed = lambda: page.locator("#events [data-facets]:visible").evaluate_all("all => all.map(e => e.id)")
    everything = listed()
    assert not page.locator(".result").is_visible()
    page.locator(".filters > summary").press("Enter")
    page.check("[name=topic][value=courts]")
    courts = listed()
    assert len(courts) == 1
    page.check("[name=topic][value=suspensions]")
    assert set(courts) < set(listed()) < set(everything)
    page.check("[name=standing][value=claimed]")
    claimed = listed()
    assert claimed == ["2014-09-02-thousand-accounts-claim", "2016-01-lawsuit-against-twitter"]
    assert marks(page).evaluate_all("all => all.map(e => e.dataset.event)") == claimed
    assert page.locator(".year:visible").count() == 2
    status = page.locator("[role=status]").text_content()
    assert re.findall("[0-9]+", status) == ["2", str(len(everything))]
    assert parse_qs(urlsplit(page.url).query) == {"topic": ["suspensions", "courts"], "standing": ["claimed"]}

    # An option's number is what choosing it would show, and nothing is offered in vain without saying so.
    page.uncheck("[name=standing][value=claimed]")
    label = page.locator("li", has=page.locator("[name=standing][value=claimed]"))
    assert label.locator(".n").text_content() == "2"

    # An address opens with what was chosen above the axis, and the panel closed.
    page.reload()
    assert page.locator("[name=topic]:checked").count() == 2 and page.locator(".filters").get_attribute("open") is None
    chips = page.locator(".result li button")
    names = [page.locator(f"label:has([value={value}])").text_content().strip() for value in ("suspensions", "courts")]
    assert [text.removesuffix(" ×").strip() for text in chips.all_text_contents()] == names
    assert page.locator(".result").bounding_box()["y"] < page.locator(".axis.wide").bounding_box()["y"]
    assert chips.first.get_attribute("aria-label").endswith(f"{names[0]} ×")
    chips.first.click()
    assert listed() == courts and parse_qs(urlsplit(page.url).query) == {"topic": ["courts"]}
    assert page.evaluate("document.activeElement.closest('.result') !== null")
    page.locator(".result > button").click()
    assert listed() == everything and urlsplit(page.url).query == "" and not page.locator(".result").is_visible()


def test_filter_by_a_range_of_dates(reader, site):
    """A year, a month or a day on either side, in either hand of digits; an event that lasts is found by any of its days."""
    page = reader(scripts=True)
    page.goto(home(site, "ar", "?from=%D9%A2%D9%A0%D9%A1%D9%A6-02&to=2016-02-05"))
    listed = page.locator("#events [data-facets]:visible").evaluate_all("all => all.map(e => e.id)")
    assert EVENT in listed and "2015-06-twitter-suspensions" in listed and "2016-02-18-gwu-study" not in listed
    assert page.locator(".result li button").count() == 2
    for summary in page.locator(".filters summary").all():
        summary.press("Enter")
    page.fill("[name=to]", "February")
    assert page.locator("[name=to]").get_attribute("aria-invalid") == "true"
    assert page.locator("#format").text_content() == page.locator("#format").get_attribute("data-bad")
    page.fill("[name=from]", "2019")
    page.fill("[name=to]", "")
    assert page.locator("#events [data-facets]:visible").count() == 0
    assert page.locator("[role=status]").get_attribute("data-none") in page.locator("[role=status]").text_content()


def test_without_a_script_each_filter_is_a_link(reader, site):
    """Every choice leads to a page that shows the same events; nothing that needs the script can be seen."""
    page = reader()
    page.goto(home(site, "en"))
    assert page.locator("input, button").evaluate_all("all => all.filter(e => e.offsetParent).length") == 0
    assert not page.locator(".result").is_visible()
    for summary in page.locator(".filters summary").all():
        summary.click()
    links = page.locator(".facets a").evaluate_all(
        "all => all.map(a => [a.href, a.parentNode.querySelector('.n')?.textContent])"
    )
    assert len(links) > 40
    for address, count in links:
        text = (site / urlsplit(address).path.partition("/site/")[2]).read_text("utf-8")
        events = set(re.findall(r'href="[./]*en/events/([^"#]+)\.html', text))
        assert not count or len(events) >= int(count), address
        assert not count or int(count) < 16, "what all events have narrows nothing"


@pytest.mark.parametrize(
    "hostile",
    ("?topic=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "?from=" + "9" * 5000, "?topic=__proto__&actor=constructor"),
)
def test_hostile_addresses_do_nothing(reader, site, hostile):
    """What stands in the address is only ever compared, never written into the page."""
    page = reader(fresh=True, scripts=True)
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    page.goto(home(site, "en", hostile))
    assert page.locator("main img").count() == 0 and page.failed == []
    assert page.locator("#events [data-facets]").count() >= 16


@pytest.mark.parametrize("code", ("en", "ar"))
def test_the_other_language_keeps_filters_and_place(reader, site, code):
    """Changing the language keeps what was chosen, and the passage that was being read."""
    page = reader(scripts=True, viewport={"width": 1280, "height": 700})
    page.goto(home(site, code, "?topic=suspensions&from=2015"))
    count = page.locator("#events [data-facets]:visible").count()
    page.locator(f"[id='{EVENT}']").scroll_into_view_if_needed()
    page.evaluate(f"document.getElementById('{EVENT}').scrollIntoView()")
    page.locator("a[data-edition]").evaluate("link => link.click()")
    other = {"en": "ar", "ar": "en"}[code]
    page.wait_for_url(f"**/{other}/index.html?*")
    assert urlsplit(page.url).query == "topic=suspensions&from=2015" and urlsplit(page.url).fragment == EVENT
    assert page.locator("#events [data-facets]:visible").count() == count < 16
    assert page.locator(f"[id='{EVENT}']").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_all_events_can_be_filtered_too(reader, site):
    page = reader(scripts=True)
    page.goto((site / "en/events/index.html").as_uri() + "?actor=twitter&place=ischia")
    assert page.locator("#events [data-facets]:visible").evaluate_all("all => all.map(e => e.id)") == [
        "2017-10-19-g7-ischia"
    ]


@pytest.mark.parametrize("code", ("en", "ar"))
@pytest.mark.parametrize("width", (320, 360, 1280))
def test_what_goes_beyond_a_line_stays_on_the_screen(reader, world, code, width):
    """The strokes that say “about” at the first year of a line, and at its last, on a phone with room to its edge."""
    dates = {"first": "1450~", "e": "1700", "last": "1950~"}
    files = {f"content/events/{id}.yaml": worlds.event(date=date) for id, date in dates.items()}
    root = world(**{"content/site.yaml": {**worlds.SITE, "axis": "1450/1950"}, **files})
    assert not worlds.build(root).failed
    page = reader(viewport={"width": width, "height": 800})
    for name in ("index", "events/first", "events/last", "story/index"):
        page.goto((root / f"site/{code}/{name}.html").as_uri())
        ends = page.locator(".line :is(rect, path, text), .ruler text").evaluate_all(
            "all => all.filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect())"
            ".flatMap(box => [box.left, box.right])"
        )
        assert (ends or width == 1280) and all(3 <= end <= width - 3 for end in ends), (name, min(ends), max(ends))
