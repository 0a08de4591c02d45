"""Printed by Firefox, which keeps together only what stands in one box: no page ends with a heading."""

from __future__ import annotations

import re

import pytest

from tests.paper import sheets

PAGES = (
    "en/paths/how-a-number-becomes-a-headline.html",
    "en/record/2016.html",
    "parallel/events/2016-08-twitter-235000.html",
)
_squeezed = lambda text: re.sub(r"\W+", "", text)


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_ends_with_a_heading(engine, site, path):
    """English only: of Arabic, the PDF has no text that could be read. The styles are the same."""
    engine.open(f"{site.as_uri()}/{path}")
    headings = engine.ask("""[...document.querySelectorAll("h1, h2, h3, h4, h5, .step > .label:first-child")]
        .map(e => (e.matches(".abreast") ? e.querySelector("[lang=en]") : e).cloneNode(true))
        .map(e => { e.querySelectorAll(".anchor, .pick").forEach(x => x.remove()); return e.textContent })""")
    printed = [_squeezed(sheet) for sheet in sheets(engine.printed())]
    assert len(printed) > 1 and len(headings) > 4
    assert any(_squeezed(heading) in sheet for heading in headings for sheet in printed)
    assert [
        (n, h) for n, s in enumerate(printed[:-1], 1) for h in headings if len(h) > 4 and s.endswith(_squeezed(h))
    ] == []
