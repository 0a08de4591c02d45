"""Addresses: every page's path, the way back to the root, and the same page in another edition."""

from __future__ import annotations

from timeline import addresses


def test_paths_name_their_files():
    """Flat pages and few folders, all under the edition's language."""
    assert addresses.home("ar") == "ar/index.html"
    assert addresses.section("en", "topics") == "en/topics/index.html"
    assert addresses.record("en", "events", "x") == "en/events/x.html"
    assert [addresses.year("en", n) for n in (2014, 762, 0, -43, 12000)] == [
        "en/years/2014.html",
        "en/years/0762.html",
        "en/years/0000.html",
        "en/years/-0043.html",
        "en/years/12000.html",
    ]


def test_the_way_up_leads_to_the_root():
    """As many steps as there are folders."""
    assert [addresses.up(p) for p in ("index.html", "en/index.html", "en/events/x.html")] == ["", "../", "../../"]


def test_the_same_page_in_another_language():
    """Only the language changes."""
    assert addresses.in_language("en/events/x.html", "ar") == "ar/events/x.html"
