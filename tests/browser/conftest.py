"""What browser tests share: one Chromium for all of them, and readers who open pages in it."""

from __future__ import annotations

import os
import shutil

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="package")
def chromium():
    if BROWSER is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and CI must have one: .ci/run installs it")
        pytest.skip("no Chromium on this machine: `apt install chromium` runs the browser tests too")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=BROWSER,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium):
    """Opens pages in a fresh context with scripts off, and keeps what was asked for and what went wrong."""
    contexts = []

    def open_context(**options):
        context = chromium.new_context(java_script_enabled=options.pop("scripts", False), **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.failed = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        # A favicon is given up where the next page is opened at once.
        page.on("requestfailed", lambda r: r.failure == "net::ERR_ABORTED" or page.failed.append(r.url))
        page.on("console", lambda message: page.failed.append(message.text) if message.type == "error" else None)
        return page

    yield open_context
    for context in contexts:
        context.close()
