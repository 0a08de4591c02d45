"""The pages of the content's own: what people wrote about the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import addresses
from timeline.edition import texts
from timeline.pages.page_maker import Maker, Shown
from timeline.target import Target


def pages(m: Maker) -> Iterator[Target]:
    for slug in m.edition.titles:
        path, files = addresses.section(m.code, slug), (texts.page_file(m.edition, slug)[0].path,)
        yield m.page(path, "page.html", _page, slug, type="WebPage", section=path, files=files)


def _page(m: Maker, slug: str) -> Shown:
    page, (file, _) = m.edition.pages[slug], texts.page_file(m.edition, slug)
    return Shown(page.title, page.description or m.edition.tagline, page, {"repository": m.repository(file)})
