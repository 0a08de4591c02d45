"""What a reader takes to a citation manager: files that a page holds itself, from a disk and without script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("page", ["events/2016-02-05-twitter-125000", "sources/berger-morgan-2015-03"])
def test_the_files_are_downloaded(reader, site, code, page):
    """From a disk, with scripts off, under the policy of the page: each has its name, and its client reads it."""
    reader_page = reader(accept_downloads=True)
    reader_page.goto((site / f"{code}/{page}.html").as_uri())
    id, texts = page.partition("/")[2], {}
    for folded in reader_page.locator("#cite > summary").all():
        folded.click()
    for link in reader_page.locator("a[download]").all():
        with reader_page.expect_download() as waiting:
            link.click()
        name = waiting.value.suggested_filename
        texts[name] = Path(waiting.value.path()).read_text("utf-8")
    assert sorted(texts) == [f"{id}.bib", f"{id}.csl.json", f"{id}.ris"] and reader_page.failed == []
    (item,) = json.loads(texts[f"{id}.csl.json"])
    (record,) = rispy.loads(texts[f"{id}.ris"])
    assert item["id"] == id and record["title"] == item["title"]
    assert list(parse_string(texts[f"{id}.bib"], "bibtex").entries) == [id]


def test_a_citation_is_copied_as_text(reader, site):
    """A button behind each style puts the whole of it on the clipboard."""
    page = reader(scripts=True, permissions=["clipboard-read", "clipboard-write"])
    page.goto((site / "ar/sources/berger-morgan-2015-03.html").as_uri())
    shown = page.locator(".styles [data-copy]")
    assert shown.count() == 3
    page.locator(".styles .copy").first.click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 0)")
    assert page.evaluate("navigator.clipboard.readText()") == shown.first.text_content().strip()


def test_one_link_to_the_whole_page(reader, site):
    """Beside the title of an event and of a path: the published address goes to the clipboard; a phone that has its own
    way of sharing is handed it."""
    page = reader(scripts=True, permissions=["clipboard-read", "clipboard-write"])
    for path in ("events/2016-02-05-twitter-125000", "paths/who-asked-whom-for-what"):
        page.goto((site / f"en/{path}.html").as_uri())
        (button,) = page.locator(".title .copy").all()
        assert button.inner_text() == "Copy link"
        button.click()
        address = f"https://timeline.example/en/{path}.html"
        page.wait_for_function(
            "address => navigator.clipboard.readText().then((text) => text === address)", arg=address
        )
        assert button.inner_text() == "Copied"
    phone = reader(scripts=True, has_touch=True, is_mobile=True, viewport={"width": 360, "height": 800})
    phone.add_init_script("navigator.share = data => { window.shared = data; return Promise.resolve(); }")
    phone.goto((site / "ar/events/2016-02-05-twitter-125000.html").as_uri())
    phone.locator(".title .copy").click()
    assert phone.locator(".title .copy").inner_text() == "مشاركة"
    assert phone.evaluate("shared.url") == "https://timeline.example/ar/events/2016-02-05-twitter-125000.html"
