"""The downloads as readers meet them: the page with its files, and the archive unpacked and opened from a disk."""

from __future__ import annotations

import zipfile

import pytest


@pytest.mark.parametrize("scripts", [True, False])
def test_the_unpacked_site_opens_from_a_disk(reader, site, tmp_path, scripts):
    """From the door to an event and to the files, in either language, with and without scripts, with nothing missing."""
    with zipfile.ZipFile(site / "data/site.zip") as packed:
        packed.extractall(tmp_path)
    page = reader(scripts=scripts)
    page.goto((tmp_path / "site/index.html").as_uri())
    for code in ("en", "ar"):
        page.goto((tmp_path / f"site/{code}/index.html").as_uri())
        page.locator("main a[href*='events/']").first.click()
        assert page.locator("article.event h1").inner_text()
        page.goto((tmp_path / f"site/{code}/data/index.html").as_uri())
        hrefs = page.locator(".download a").evaluate_all("links => links.map(link => link.href)")
        assert len(hrefs) > 8 and not [href for href in hrefs if href.endswith("site.zip")]
        for href in hrefs:
            assert (tmp_path / "site/data" / href.rpartition("/")[2]).is_file()
    assert page.failed == [] and all(asked.startswith("file:") for asked in page.asked)


def test_a_file_is_one_click_away(reader, site):
    """The page hands out what lies there, under the name that it says."""
    page = reader()
    page.goto((site / "en/data/index.html").as_uri())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="events.csv", exact=True).click()
    assert waiting.value.suggested_filename == "events.csv"
    assert page.get_by_role("link", name="site.zip").count() == 1
