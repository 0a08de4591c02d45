"""Long lists in parts: every event on one page, no page too long, and pages that stay where they are."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import both, build, event, tree
from timeline.pages import events, home, stretches

YEARS = st.lists(st.integers(-12_000, 12_000) | st.integers(1900, 1990), min_size=1, max_size=400)


def split(years: list[int]) -> tuple[stretches.Stretch, ...]:
    ordered = sorted((year, f"e{n}") for n, year in enumerate(years))
    return stretches._stretches([id for _, id in ordered], {id: year for year, id in ordered}, stretches._WIDTHS)


@given(YEARS)
def test_each_event_is_on_one_page_and_no_page_is_too_long(years):
    """But for a single year that has more. Spans are whole decades, centuries and so on, in order, and hold their own."""
    found, own = split(years), {f"e{n}": year for n, year in enumerate(years)}
    pages = [page for stretch in found for page in stretch.pages]
    assert sorted(id for page in pages for id in page.events) == sorted(own)
    for stretch in stretches.every(found):
        width = stretch.last - stretch.first + 1
        assert re.fullmatch("10*", str(width)) and stretch.first % width == 0
        assert all(stretch.first <= own[id] <= stretch.last for id in stretch.events)
        assert bool(stretch.parts) == (len(stretch.events) > stretches.MOST and width > 1)
        assert {id for part in stretch.parts for id in part.events} in (set(), set(stretch.events))
    assert all(before.last < after.first for before, after in itertools.pairwise(pages))


@given(
    st.lists(st.integers(-12_000, 12_000) | st.integers(1900, 1910), min_size=101, max_size=300),
    st.integers(-12_000, 12_000),
)
def test_one_more_event_takes_no_page_away(years, more):
    """Of those that list events each is there still, though it may list its parts by now."""
    kept = {(page.first, page.last) for stretch in split(years) for page in stretch.pages}
    assert kept <= {(one.first, one.last) for one in stretches.every(split([*years, more]))}


@pytest.fixture
def parted(world, monkeypatch):
    """A project whose lists have more than a page of theirs."""
    monkeypatch.setattr(stretches, "MOST", 3)
    monkeypatch.setattr(events, "LISTED", 3)
    monkeypatch.setattr(home, "LISTED", 3)
    said = {"said_by": "a", "sources": [{"id": "s"}]}
    whole = {
        "actors": ["a"],
        "places": ["p"],
        "statements": [{"text": both("Some words."), "standing": "claimed", **said}],
        "disagreements": [{"about": both("What"), "accounts": [{"text": both("So."), **said}] * 2}],
    }
    figure = lambda n: {"n": {"measure": "m", "value": str(n + 1), "standing": "stated", **said}}
    dates = [f"20{n:02d}" for n in range(8)] + ["1850", "-0049"]
    files = {
        f"content/events/e{n}.yaml": event(date=date, figures=figure(n), title=both(f"Title {n}"), **whole)
        for n, date in enumerate(dates)
    }
    root = world(**files)
    assert not build(root).failed
    return root


LISTS = ("topics/t", "actors/a", "places/p", "sources/s", "source-kinds/article", "standings/claimed")


@pytest.mark.parametrize("name", (*LISTS, "disagreements/index", "figures/index", "events/index"))
def test_a_long_list_leads_to_its_parts(parted, name):
    """A page with more events than it lists names none, and leads, in a step, to pages that name each of them once."""
    for code in ("en", "ar"):
        page = parted / f"site/{code}/{name}.html"
        text = page.read_text("utf-8")
        main = text[text.index("<main") :]
        assert "Title" not in re.sub("<[^>]*>", "", main)
        index = re.findall(r'<ol class="index".*?</ol>', main, re.S)[0]
        ways = re.findall(r'href="([^"]+)"', index)
        assert len(ways) > 3 and all((page.parent / way).is_file() for way in ways)
        heads = "".join((page.parent / way).read_text("utf-8") for way in ways)
        for n in range(10):
            assert heads.count(f"/events/e{n}.html") >= 1, (name, n)


def test_a_part_leads_back_and_on(parted):
    """To the whole, to what comes before and after; its title says what it is a part of."""
    page = (parted / "site/en/topics/t/2001.html").read_text("utf-8")
    assert '<a href="../../../en/topics/t.html">' in page and "<title>A name · 2001" in page
    assert re.search(r'rel="prev" href="../../../en/topics/t/2000.html"', page)
    assert re.search(r'rel="next" href="../../../en/topics/t/2002.html"', page)
    (early,) = (parted / "site/en/topics/t").glob("-*.html")
    first = early.read_text("utf-8")
    assert "Title 9" in first and 'rel="prev"' not in first and "<h1>50 BCE–2 BCE</h1>" in first


def test_a_part_that_grew_is_a_list_of_its_own_parts(parted):
    """Whoever kept its address finds the same events, a step further."""
    page = (parted / "site/en/topics/t/2000-2009.html").read_text("utf-8")
    assert re.findall(r'href="\S*/(20\d\d)\.html"', page[page.index("<main") :])[:8] == [f"20{n:02d}" for n in range(8)]


def test_bars_of_all_parts_have_one_scale(parted):
    """A figure is as long on the page of its stretch as it would be beside all others."""
    pages = [(parted / f"site/en/figures/m/200{n}.html").read_text("utf-8") for n in (0, 7)]
    ends = [re.findall(r'<rect x="[^>]*>', page)[-1] for page in pages]
    scales = [re.findall(r'<svg class="ticks".*?</svg>', page, re.S)[0] for page in pages]
    assert scales[0] == scales[1] and ends[0] != ends[1]


def test_short_lists_stay_whole(world):
    root = world()
    assert not build(root).failed
    assert not [path for path in tree(root / "site") if re.search(r"/\d{4}(-\d{4})?\.html$", path) and "topics" in path]
