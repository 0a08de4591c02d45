"""Long lists in parts: every event on one page, no page too long, and pages that stay where they are."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import both, build, event, tree
from timeline.pages import events, home, record_book, story, stretches

YEARS = st.lists(st.integers(-12_000, 12_000) | st.integers(1900, 1990), min_size=1, max_size=400)


def split(years: list[int]) -> tuple[stretches.Stretch, ...]:
    ordered = sorted((year, f"e{n}") for n, year in enumerate(years))
    begun = {id: (year, 0, 0) for year, id in ordered}
    return stretches._stretches([id for _, id in ordered], begun, stretches._STEPS, stretches.MOST)


@given(YEARS)
def test_each_event_is_on_one_page_and_no_page_is_too_long(years):
    """But for a single year of which no more is known. They are whole decades, centuries and so on, in order, and hold their own."""
    found, own = split(years), {f"e{n}": year for n, year in enumerate(years)}
    pages = [page for stretch in found for page in stretch.pages]
    if len(set(years)) == 1:
        assert found == ()  # all of them on the page of the list itself
        return
    assert sorted(id for page in pages for id in page.events) == sorted(own)
    for stretch in stretches.every(found):
        (first,), (last,) = stretch.first, stretch.last
        width = last - first + 1 + (first == 1 != last)  # the first of the era lacks a year 0
        assert re.fullmatch("10*", str(width))
        assert (first > 1 and first % width == 0) or first == 1 or (last - 1) % width == width - 1
        assert all(first <= own[id] <= last for id in stretch.events)
        assert bool(stretch.parts) == (
            len(stretch.events) > stretches.MOST and len({own[id] for id in stretch.events}) > 1
        )
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
        assert "Title" not in re.sub("<svg.*?</svg>|<[^>]*>", "", main, flags=re.S)  # an axis may name a few
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
    assert "Title 9" in first and 'rel="prev"' not in first and "<h1>50 BCE–1 BCE</h1>" in first


def test_a_part_that_grew_is_a_list_of_its_own_parts(parted):
    """Whoever kept its address finds the same events, a step further."""
    page = (parted / "site/en/topics/t/2000-2009.html").read_text("utf-8")
    assert re.findall(r'href="\S*/(20\d\d)\.html"', page[page.index("<main") :])[:8] == [f"20{n:02d}" for n in range(8)]


DAYS = ("2014", "2014-03-07", "2014-03-07~", "2014-03-XX", "2014-03", "2014-05/2016", "2014-22", "2014-XX", "2015-01")


@pytest.fixture
def full(world, monkeypatch):
    """A project with a year of more events than a page lists, and a month of more than its page does."""
    monkeypatch.setattr(stretches, "MOST", 3)
    for module, name in ((story, "LIMIT"), (record_book, "LIMIT"), (record_book, "YEAR")):
        monkeypatch.setattr(module, name, 3)
    days = (*DAYS, *("2013/2015",) * 4)
    root = world(
        **{f"content/events/e{n}.yaml": event(date=day, title=both(f"Title {n}")) for n, day in enumerate(days)}
    )
    assert not build(root).failed
    return root / "site/en"


@pytest.mark.parametrize("kind", ["years", "story", "record"])
def test_a_full_year_is_parted_by_months_and_days(full, kind):
    """Each event stands in the month that its date names, or with those that name none; nothing is said of a date that
    it does not say itself."""
    whole = (full / kind / "2014.html").read_text("utf-8")
    main = whole[whole.index("<main") :]
    ways = re.findall(r'<span class="margin">(.*?)</span> <a href="[^"]*/(2014-[^"]*)\.html">(.*?)</a>', main)
    assert ways == [
        ("3 events", "2014-xx", "Some month of 2014"),
        ("2 events", "2014-03-xx", "Some day in March 2014"),
        ("2 events", "2014-03-07", "7 March 2014"),
        ("1 event", "2014-05", "May 2014"),
    ]
    assert re.findall(r'rel="(prev|next)" href="[^"]*/(\w+)\.html"', main) == [("prev", "2013"), ("next", "2015")]
    found = {}
    for _, name, _ in ways:
        text = (full / kind / "2014" / f"{name}.html").read_text("utf-8")
        found[name] = set(re.findall(r"Title (\d+)", re.sub("<nav.*?</nav>", "", text, flags=re.S)))
    held = {"2014-xx": {0, 6, 7}, "2014-03-xx": {3, 4}, "2014-03-07": {1, 2}, "2014-05": {5}}
    told = {name: {n for n in numbers if n in map(str, held[name])} for name, numbers in found.items()}
    assert told == {name: set(map(str, numbers)) for name, numbers in held.items()}
    grown = (full / kind / "2014" / "2014-03.html").read_text("utf-8")
    assert re.findall(r"/(2014-03-\w\w)\.html", grown[grown.index("<main") :])[:2] == ["2014-03-xx", "2014-03-07"]
    assert "<h1>2015" in (full / kind / "2015.html").read_text("utf-8") or kind != "years"


def test_scenes_lead_on_through_the_parts_of_a_year(full):
    """In order of time, from one page to the next."""
    page, seen = full / "story/2013.html", []
    text = page.read_text("utf-8")
    path, id = "story/2013.html", re.findall(r'class="scene" id="(\w+)"', text)[0]
    while id:
        seen.append(id)
        text = (full.parent / "en" / path).read_text("utf-8")
        scene = text[text.index(f'class="scene" id="{id}"') :].partition("</section>")[0]
        way = re.search(r'<a[^>]*rel="next" href="([^"]*)"|<a[^>]*href="([^"]*)"[^>]*rel="next"', scene)
        if not way:
            break
        file, _, id = (way[1] or way[2]).partition("#")
        path = path if not file else file.split("en/", 1)[1]
    assert len(seen) == len(set(seen)) == len(DAYS) + 4 + 1


def test_what_lasts_into_a_year_is_named_or_counted(full):
    """More than a page lists: the years in which it began."""
    lasting = (full / "years/2015.html").read_text("utf-8")
    assert re.findall(r'<span class="margin">(.*?)</span> <a href="[^"]*years/(\d+)\.html">', lasting) == [
        ("4 events", "2013"),
        ("1 event", "2014"),
    ]


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
