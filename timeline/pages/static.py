"""The pages of the content's own: what people wrote about the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import addresses
from timeline.pages.page_maker import Maker, Shown
from timeline.target import Target


def pages(m: Maker) -> Iterator[Target]:
    for slug in m.edition.titles:
        path, files = addresses.section(m.code, slug), (m.timeline.pages[m.code, slug].path,)
        yield m.page(path, "page.html", _page, slug, type="WebPage", section=path, files=files)


def _page(m: Maker, slug: str) -> Shown:
    page, file = m.edition.pages[slug], m.timeline.pages[m.code, slug]
    return Shown(page.title, page.description or m.edition.tagline, page, {"repository": m.repository(file)})
