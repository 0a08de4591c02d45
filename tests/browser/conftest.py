"""What browser tests share: one Chromium for all of them, and readers who open pages in it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.host import serving
from tests.programs import needs


@pytest.fixture(scope="package")
def served(site):
    """The site as a host has it, for the page of lost addresses, whose links start from the root."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="package")
def chromium():
    program = needs("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def opened(chromium, **options):
    """A page in a fresh context with scripts off, which keeps what was asked for and what went wrong."""
    context = chromium.new_context(java_script_enabled=options.pop("scripts", False), **options)
    page = context.new_page()
    page.asked, page.failed = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    # A favicon is given up where the next page is opened at once.
    page.on("requestfailed", lambda r: r.failure == "net::ERR_ABORTED" or page.failed.append(r.url))
    page.on("pageerror", lambda error: page.failed.append(str(error)))
    page.on("console", lambda message: page.failed.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture(scope="package")
def kept(chromium):
    """Pages that tests are done with, by whether scripts run there."""
    pages: dict[bool, list] = {True: [], False: []}
    yield pages
    for page in pages[True] + pages[False]:
        page.context.close()


@pytest.fixture
def reader(chromium, kept):
    """Opens pages, each as if it were the first of a context of its own. One that only had its viewport chosen serves
    again, emptied of what it kept: a context takes four times as long as what most tests do in it. Whoever listens to a
    page, or changes what it may do, asks for a `fresh` one."""
    used, spent = {}, []

    def read(fresh: bool = False, **options):
        if fresh or options.keys() - {"scripts", "viewport"}:
            spent.append(opened(chromium, **options))
            return spent[-1]
        scripts = options.get("scripts", False)
        page = emptied(kept[scripts].pop()) if kept[scripts] else opened(chromium, scripts=scripts)
        page.set_viewport_size(options.get("viewport", {"width": 1280, "height": 720}))
        used[page] = scripts
        return page

    yield read
    for page, scripts in used.items():
        kept[scripts].append(page)
    for page in spent:
        page.context.close()


@pytest.fixture
def look(reader, site):
    """Opens an edition's search page, with a query in its address or typed."""
    from playwright.sync_api import expect

    def look(code="en", query="", typed="", folder=site, **options):
        page = reader(scripts=True, **options)
        page.goto((folder / code / "search/index.html").as_uri() + (f"?q={quote(query)}" if query else ""))
        if typed:
            page.get_by_role("searchbox").press_sequentially(typed)
        if query or typed:
            expect(page.get_by_role("status")).not_to_be_empty()
        return page

    return look


def emptied(page):
    """A page as good as new: nothing stored or cached, no pointer over it, on screen, nothing asked for yet."""
    session = page.context.new_cdp_session(page)
    page.goto("about:blank")
    session.send("Network.clearBrowserCache")
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    page.mouse.move(-1, -1)
    page.asked.clear()
    page.failed.clear()
    return page
