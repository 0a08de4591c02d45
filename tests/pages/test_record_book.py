"""The whole record is one book, or a book for each year; passages keep their fragments behind their event's id."""

from __future__ import annotations

import re

from tests.world import both, build, event
from timeline.pages import record_book

STATEMENT = {"text": both("It is so."), "said_by": "a", "standing": "stated", "sources": [{"id": "s", "at": "¶3"}]}


def test_every_event_is_there_in_order_and_every_fragment_leads_somewhere(world):
    """A text's link to a figure stays within its event; each number has its note, and each note its passage."""
    figure = {"measure": "m", "value": "3", "said_by": "a", "standing": "stated", "sources": [{"id": "s", "at": "¶4"}]}
    whole = event(body=both("See [[#n]].", "انظر [[#n]]."), figures={"n": figure}, statements=[STATEMENT])
    root = world(**{"content/events/b.yaml": whole, "content/events/a.yaml": event(date="2015")})
    assert not build(root).failed
    for code in ("en", "ar"):
        page = (root / f"site/{code}/record/index.html").read_text("utf-8")
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        assert re.findall(r'<article class="chapter" id="(\w)"', page) == ["a", "b", "e"]
        assert "b/figure-n" in ids and 'href="#b/figure-n"' in page
        assert re.findall(r'class="ref" href="#(b/n\d)"', page) == ["b/n1", "b/n2", "b/n3"]


def test_each_year_is_a_book_beside_the_one_of_all(world):
    """With its own events alone, its own address as a code, and the way to the years beside it; its page leads there."""
    root = world(**{"content/events/a.yaml": event(date="2015")})
    build(root)
    for code in ("en", "ar"):
        site = root / "site" / code
        whole, year = ((site / f"record/{name}.html").read_text("utf-8") for name in ("index", "2015"))
        assert re.findall(r'class="chapter" id="(\w)"', whole) == ["a", "e"]
        assert (
            re.findall(r'class="chapter" id="(\w)"', year) == ["a"]
            and f'rel="next" href="../../{code}/record/2016.html"' in year
        )
        assert whole.count('class="qr"') == year.count('class="qr"') == 1
        assert f'href="../../{code}/record/2015.html"' in (site / "years/2015.html").read_text("utf-8")


def test_a_large_record_is_a_book_for_each_year(world, monkeypatch):
    """Then its index lists the years, and a year's page leads to the year's book."""
    monkeypatch.setattr(record_book, "LIMIT", 1)
    root = world(**{"content/events/a.yaml": event(date="2015")})
    assert not build(root).failed
    site = root / "site/en"
    assert {p.name for p in (site / "record").iterdir()} == {"index.html", "2015.html", "2016.html"}
    index = (site / "record/index.html").read_text("utf-8")
    assert "en/record/2015.html" in index and "en/record/2016.html" in index
    assert "en/record/2015.html" in (site / "years/2015.html").read_text("utf-8")
    assert 'id="e"' not in (site / "record/2015.html").read_text("utf-8")


def test_numbers_of_notes_are_met_in_order(site):
    """On each event's page and in the whole record, also where a speaker speaks again."""
    for code in ("en", "ar"):
        book = (site / code / "record/index.html").read_text("utf-8")
        for path in sorted((site / code / "events").glob("2*.html")):
            page = re.findall(r'class="ref" href="#n(\d+)"', path.read_text("utf-8"))
            chapter = re.findall(rf'class="ref" href="#{path.stem}/n(\d+)"', book)
            assert page == chapter == [str(n) for n in range(1, len(page) + 1)], path
