"""Every page, opened once as a reader on a telephone does, and held to what is promised of every page."""

from __future__ import annotations

import gzip
import re
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser import DESK, KINDS, PAGES, PHONE
from tests.browser.axe import axe_finds_nothing
from tests.browser.conftest import opened
from tests.browser.names import misnamed

# How much has moved so far, a moment after the letters are there.
SHIFTED = """() => document.fonts.ready.then(() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 100);
}))"""
# What can be pressed and is neither 24 pixels high and wide, nor in a line of text, nor with that much room.
SMALL = """() => {
    const all = [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
        .filter(e => e.offsetParent !== null || e.ownerSVGElement).filter(e => !e.matches('.skip'));
    const boxes = all.map(e => (e.closest('label') || e).getBoundingClientRect()).map((b, n) => ({ b, e: all[n] }));
    const inline = e => getComputedStyle(e).display === 'inline' && /\\S/.test([...e.parentNode.childNodes]
        .filter(n => n !== e).map(n => n.textContent).join(''));
    const centre = b => [b.left + b.width / 2, b.top + b.height / 2];
    return boxes.filter(({ b, e }) => b.width && (b.width < 24 || b.height < 24) && !inline(e) && boxes.some(o => {
        if (o.e === e || !o.b.width) return false;
        const [x, y] = centre(b), dx = Math.max(o.b.left - x, 0, x - o.b.right), dy = Math.max(o.b.top - y, 0, y - o.b.bottom);
        return Math.hypot(dx, dy) < 12;
    })).map(({ b, e }) => [e.textContent.trim().slice(0, 40), b.width, b.height]);
}"""

WITHIN = """size => {
    document.documentElement.style.fontSize = size;
    const within = document.documentElement.scrollWidth <= innerWidth;
    document.documentElement.style.fontSize = "";
    return within;
}"""


class Visit(NamedTuple):
    """A page of the site in a browser that remembers nothing, and what was sent for it by the path of its address."""

    page: Page
    path: str
    address: str
    sent: dict[str, bytes]

    def unfolded(self) -> Page:
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        return self.page


@pytest.fixture(scope="module")
def telephone(chromium):
    """One browser for all visits: axe takes twice as long in each that is new to it."""
    page = opened(chromium, scripts=True, viewport=PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page, session
    page.context.close()


@pytest.fixture(scope="module", params=PAGES)
def visit(request, telephone, served):
    """One visit serves all tests of a page, in their order here: to open it again would take longer than most of them."""
    page, session = telephone
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    page.asked.clear()
    page.failed.clear()
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="null", reduced_motion="null")
    visit = Visit(page, request.param, served + request.param, {})
    keep = lambda answer: answer.ok and visit.sent.setdefault(urlsplit(answer.url).path, answer.body())
    page.on("response", keep)
    page.goto(visit.address)
    yield visit
    page.remove_listener("response", keep)


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The looks of texts in which axe found no fault."""
    return set()


def test_every_kind_of_page_is_looked_at(site):
    """The list of pages for these tests has one from every folder and every index of an edition."""
    kind = lambda path: (path.rpartition("/")[0], path.endswith("index.html"))
    made = {kind(path.relative_to(site / "en").as_posix()) for path in (site / "en").rglob("*.html")}
    assert made == {kind(path) for path in KINDS}


def test_nothing_moves(visit):
    """Nothing shifts while the page loads."""
    assert visit.page.evaluate(SHIFTED) < 0.1


def test_targets_are_large_enough(visit):
    """What can be pressed is 24 pixels high and wide, or stands in a line of text, or has that much room (WCAG 2.2, 2.5.8)."""
    assert visit.page.evaluate(SMALL) == []


def test_text_at_twice_the_size_does_not_overflow(visit):
    """With text twice as large on a narrow screen nothing runs out of the page."""
    assert visit.page.evaluate(WITHIN, "200%")


def test_names_hold_what_is_seen_on_a_telephone(visit):
    """Every control has a name that holds what is seen of it (WCAG 2.5.3), and landmarks of a kind differ by name;
    with everything open."""
    assert misnamed(visit.unfolded()) == ([], [])


def test_it_weighs_little_and_asks_nobody_else(visit, site, served):
    """All that the first view asks for comes from the site, under its policy, and is, with the icon, at most 40 KB
    compressed, of it at most 12 KB script as it is; nothing is refused or logged."""
    page, sent = visit.page, visit.sent
    page.wait_for_load_state("networkidle")  # also what a script asks for once all is there
    assert page.failed == [] and all(address.startswith(served) for address in page.asked)
    for icon in page.locator("link[rel=icon][type='image/svg+xml']").all():  # a browser without tabs asks for none
        name = urlsplit(icon.evaluate("e => e.href")).path
        sent[name] = (site / name.removeprefix(urlsplit(served).path)).read_bytes()
    weigh = lambda name, body: len(body) if re.search(r"\.(woff2|png)$", name) else len(gzip.compress(body, 9))
    weights = {name: weigh(name, body) for name, body in sent.items()}
    most = 60_000 if "/record/" in visit.path else 40_000  # the whole record is every event's text on one page
    assert len(weights) >= 3 and sum(weights.values()) <= most, weights
    assert sum(len(body) for name, body in sent.items() if name.endswith(".js")) <= 12_288


def test_axe_finds_nothing(visit, met):
    """No fault by axe's rules (WCAG 2.2 AA among them), at 360 and 1280 pixels, light and dark, with everything open."""
    page = visit.unfolded()
    page.emulate_media(reduced_motion="reduce")
    if "/search/" in visit.path:
        page.fill("input[type=search]", "tw" if "/en/" in visit.path else "تو")
        page.wait_for_selector("mark")
    axe_finds_nothing(page, met)


def test_names_hold_what_is_seen_on_a_desk(visit):
    """As on a telephone, where another axis is shown; and with events in the selection."""
    page = visit.page
    page.set_viewport_size(DESK)
    if visit.path.endswith("selection/index.html"):
        page.goto(f"{visit.address}#events=2016-02-05-twitter-125000,2016-08-twitter-235000")
        page.reload()
        page.wait_for_selector(".selection .order button")
    assert misnamed(visit.unfolded()) == ([], [])
    assert page.failed == []
