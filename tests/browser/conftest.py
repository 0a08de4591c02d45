"""What browser tests share: one Chromium for all of them, and readers who open pages in it."""

from __future__ import annotations

import pytest

from tests.programs import needs


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
    page.on("console", lambda message: page.failed.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture
def reader(chromium):
    """Opens pages, each in a context of its own."""
    pages = []

    def read(**options):
        pages.append(opened(chromium, **options))
        return pages[-1]

    yield read
    for page in pages:
        page.context.close()
