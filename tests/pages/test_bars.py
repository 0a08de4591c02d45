"""Figures as bars where they stand: on an event's page, with those of other events beside them, and on the front page."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import html5lib
import pytest

from tests import world as worlds
from tests.markup import SVG, elements, having, words_of


def figure(value: str, measure: str = "m", **more) -> dict:
    return {"measure": measure, "value": value, "said_by": "a", "sources": [{"id": "s", "at": "¶2"}], **more}


FIRST = worlds.event(
    date="2010", figures={"n": figure("50", bound="more-than"), "k": figure("7", "alone"), "n2": figure("75")}
)
LAST = worlds.event(date="2016", figures={"n": figure("100", standing="claimed", period="2015"), "z": figure("0")})


def project(**changes) -> dict:
    """Four events: the first and the last have figures of one measure, the first also one of another."""
    measures = worlds.files()["content/measures.yaml"]
    events = {"e": FIRST, "second": worlds.event(date="2012"), "third": worlds.event(date="2014"), "last": LAST}
    named = {f"content/events/{id}.yaml": record for id, record in events.items()}
    return {"content/measures.yaml": {**measures, "alone": measures["m"]}, **named, **changes}


def page(root: Path, path: str):
    return html5lib.HTMLParser(strict=True).parse((root / "site" / path).read_text("utf-8"))


@pytest.fixture
def built(world):
    root = world(**project())
    result = worlds.build(root)
    assert not result.failed, result.diagnostics
    return root


def places(drawing) -> list[tuple[str, str]]:
    return [(rect.get("x"), rect.get("width")) for rect in drawing.iter(f"{SVG}rect")]


@pytest.mark.parametrize(("code", "right"), [("en", False), ("ar", True)])
def test_an_event_draws_its_figures_on_the_scale_of_what_stands_beside_them(built, code, right):
    """All of a measure, its own and those of other events, on one scale; of another measure on another."""
    blocks = having(page(built, f"{code}/events/e.html"), "figure")
    assert [block.get("id") for block in blocks] == ["figure-n", "figure-k", "figure-n2"]
    wide = lambda share: f"{9550 * share / 100:g}%"
    widths = [places(having(block, "bar")[0]) for block in blocks]
    assert [width for ((_, width),) in widths] == [wide(0.5), wide(1), "71.62%"]
    assert all(float(x[:-1]) + float(w[:-1]) == pytest.approx(100) if right else x == "0%" for ((x, w),) in widths)
    assert [len(having(block, "ticks")) for block in blocks] == [1, 1, 0]  # the first of each measure has its numbers
    assert [bool(having(block, "arrow") or "_m_more" in str(uses(block))) for block in blocks] == [True, True, False]


def uses(block) -> list[str]:
    return [use.get("href") for use in block.iter(f"{SVG}use")]


def test_those_of_other_events_stand_below_the_last_of_their_measure(built):
    """Each with its number, its time and who says it, as a way to it; what is claimed is hatched there as well."""
    blocks = having(page(built, "en/events/e.html"), "figure")
    assert [len(having(block, "compared")) for block in blocks] == [0, 0, 1]
    (beside,) = having(blocks[2], "compared")
    claimed, nothing = elements(beside, "li")
    (link,) = elements(claimed, "a")
    assert link.get("href").endswith("en/events/last.html#figure-n") and words_of(link) == "100 things"
    assert words_of(claimed) == "100 things 2015·A name" and words_of(nothing) == "0 things 2016·A name"
    assert "claimed" in having(claimed, "bar")[0].get("class") and having(claimed, "hatch")
    assert not having(nothing, "hatch") and places(nothing) == []
    (back,) = having(page(built, "en/events/last.html"), "compared")
    assert [words_of(item).split()[0] for item in elements(back, "li")] == ["More", "75"]


def test_every_scale_that_is_drawn_by_is_there(built):
    """Whatever a bar takes from a scale has its id on the page, once."""
    for path in ("en/events/e.html", "ar/events/last.html", "en/figures/index.html"):
        document = page(built, path)
        ids = [e.get("id") for e in document.iter() if e.get("id")]
        taken = {href for href in uses(document) if href.startswith("#_")}
        assert taken and {href[1:] for href in taken} <= set(ids) and len(ids) == len(set(ids))


def test_a_page_that_shows_anothers_figure_is_made_anew_with_it(built):
    """Built on the last build it is what a clean one makes; and what shows nothing of it is left alone."""
    for figures in ({"n": figure("400")}, {"n": figure("400", said_by="b")}, None):
        worlds.write(built, {"content/events/last.yaml": {**worlds.event(date="2016"), "figures": figures or {}}})
        (built / "content/permalinks.txt").unlink()
        assert not worlds.build(built).failed and not worlds.build(built, out=built / "clean").failed
        assert worlds.tree(built / "site") == worlds.tree(built / "clean")
        shown = [words_of(item) for item in having(page(built, "en/events/e.html"), "compared")]
        assert bool(shown) == bool(figures) and all("400 things" in words for words in shown)


def test_an_edition_that_grows_compares_what_it_has(world):
    """A figure of an event that it does not have yet is not beside any."""
    contents = deepcopy(worlds.in_growth(worlds.files(**project())))
    for name in ("title", "summary"):
        contents["content/events/e.yaml"][name] = {**contents["content/events/e.yaml"][name], "fr": "Mots"}
    root = world(**contents)
    assert not (result := worlds.build(root)).failed, result.diagnostics
    assert having(page(root, "en/events/e.html"), "compared") and not having(page(root, "fr/events/e.html"), "compared")


def test_the_front_page_draws_what_can_be_compared(world):
    """Key figures of one measure to scale among themselves; one that stands alone has no bar: it would be as long as the
    largest of another measure."""
    site = {**worlds.SITE, "key_figures": ["e#n", "e#k", "last#n"]}
    root = world(**project(**{"content/site.yaml": site}))
    assert not worlds.build(root).failed
    for code, starts in (("en", ["0%", "0%"]), ("ar", ["55%", "10%"])):
        (key,) = having(page(root, f"{code}/index.html"), "key")
        items = list(elements(key, "li"))
        drawn = [having(item, "bar") for item in items]
        assert [len(bars) for bars in drawn] == [1, 1, 0]
        assert [places(bars[0]) for bars in drawn[:2]] == [[(starts[0], "45%")], [(starts[1], "90%")]]
        assert having(items[0], "arrow") and having(items[1], "hatch") and not having(items[0], "hatch")
