"""The charts of figures and the disagreements of the real site: what is compared, and who says it."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from tests.conftest import PROJECT
from tests.markup import SVG, XHTML, elements, having, unnumbered, words_of


@pytest.fixture(scope="module")
def figures_by_measure():
    """The figures of the real content by the id of their measure."""
    events = [yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in (PROJECT / "content/events").glob("*.yaml")]
    found = defaultdict(list)
    for figure in (figure for e in events for figure in e.get("figures", {}).values()):
        found[figure["measure"]].append(figure)
    return found


@pytest.mark.parametrize("code", ["en", "ar"])
def test_each_measure_with_several_figures_has_a_chart_of_its_own(documents, figures_by_measure, code):
    """One table with bars for each such measure, holding its figures and no other's; a single figure has no scale."""
    document = documents[f"{code}/figures/index.html"]
    sections = {e.get("id"): e for e in elements(document, "section") if e.get("id")}
    assert sections.keys() == figures_by_measure.keys()
    for measure, figures in figures_by_measure.items():
        section = sections[measure]
        values = sorted(e.get("value") for e in elements(section, "data"))
        assert values == sorted(figure["value"] for figure in figures), measure
        several = len(figures) > 1
        assert len(list(elements(section, "table"))) == several, measure
        assert len(having(section, "ticks")) == several and bool(list(section.iter(f"{SVG}svg"))) == several
        rows = having(section, "row")
        assert len(rows) == (len(figures) if several else 0)
        drawn = sorted((next(elements(r, "data")).get("value"), r.find(f".//{SVG}g").get("class")) for r in rows)
        assert not several or drawn == sorted((f["value"], f.get("bound", "given")) for f in figures), measure


@pytest.mark.parametrize(("code", "zero"), [("en", "0%"), ("ar", "100%")])
def test_bars_begin_where_reading_begins_and_show_their_bounds(documents, code, zero):
    """Zero is at the start of the line; “more than” goes on past its number, which no line closes."""
    document = documents[f"{code}/figures/index.html"]
    for chart in having(document, "chart"):
        [grid] = having(chart, "grid")
        assert [e.get("x1") for e in having(grid, "zero")] == [zero]
        used = [[e.get("href") for e in row.iter(f"{SVG}use")] for row in having(chart, "row")]
        assert all(names[0] == f"#{grid.get('id')}" for names in used)  # the lines of all rows meet
        for drawing in having(chart, "more-than"):
            assert [e.get("href") for e in drawing.iter(f"{SVG}use")] == [f"#{grid.get('id')}_more"]
            assert not having(drawing, "closed")
        for drawing in having(chart, "about"):
            assert len(list(drawing.iter(f"{SVG}rect"))) > 3 and not having(drawing, "closed")
    bounds = {e.get("class") for chart in having(document, "chart") for e in chart.iter(f"{SVG}g")}
    [legend] = having(document, "bars")
    assert {e.get("class") for e in legend.iter(f"{SVG}g")} == bounds  # what is used is explained, and nothing else
    assert all(words_of(item) for item in elements(legend, "li"))
    assert not [e for e in document.iter(f"{SVG}svg") if e.get("aria-hidden") != "true" and e.get("class") != "arrow"]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_row_of_a_chart_has_its_speaker_standing_source_and_event(documents, code):
    """The table has headers for its columns and its rows, and the whole provenance of each figure."""
    for chart in having(documents[f"{code}/figures/index.html"], "chart"):
        head, *rows = elements(chart, "tr")
        columns = list(elements(head, "th"))
        assert [e.get("scope") for e in columns] == ["col"] * 6 and all(words_of(e) for e in columns)
        for row in rows:
            cells = [e for e in row if e.tag in (f"{XHTML}th", f"{XHTML}td")]
            assert len(cells) == 6 and cells[0].get("scope") == "row" and words_of(cells[0])
            [said], [sigla], [event] = having(row, "said"), having(row, "sigla"), having(row, "in")
            standing = words_of(having(said, "standing")[0])
            assert standing and words_of(said).removeprefix(standing).strip()
            assert words_of(sigla) and "/events/" in next(elements(event, "a")).get("href")


@pytest.mark.parametrize(
    ("code", "shown", "spoken"),
    [
        ("en", "about 14.5 → 5.5", "from about 14.5 tweets a day to 5.5 tweets a day"),
        ("ar", "نحو 14.5 ← 5.5", "من نحو 14.5 تغريدة في اليوم إلى 5.5 تغريدة في اليوم"),
    ],
)
def test_two_figures_of_one_event_are_a_pair(documents, code, shown, spoken):
    """They are set large with an arrow in the direction of reading, and said in words to who cannot see it."""
    document = documents[f"{code}/figures/index.html"]
    [pair] = having(document, "pair")
    assert [words_of(e) for e in pair] == [spoken, shown] and pair[1].get("aria-hidden") == "true"
    assert len(list(elements(pair, "bdi"))) == 2
    [section] = [e for e in having(document, "measure") if having(e, "pair")]
    assert section.get("id") == "tweets-per-day" and len(having(section, "row")) == 2


@pytest.mark.parametrize("code", ["en", "ar"])
def test_disagreements_name_the_witness_first(documents, code):
    """Each side says whose it is, then what it says, then where; event pages and the page of all show the same."""
    document = documents[f"{code}/disagreements/index.html"]
    collected = having(document, "disagreement")
    assert len(collected) >= 6
    links = [a.get("href") for a in elements(having(document, "contents")[0], "a")]
    assert links == [f"#{e.get('id')}" for e in collected]
    own = [d for path, page in documents.items() if f"{code}/events/" in path for d in having(page, "disagreement")]
    sides = lambda these: sorted(unnumbered(side) for d in these for side in having(d, "sides"))
    assert sides(collected) == sides(own)
    for disagreement in collected:
        assert len(having(disagreement, "side")) >= 2
        for n, side in enumerate(having(disagreement, "side")):
            kinds = [e.get("class").split()[0] for e in side]
            assert kinds[: 2 + bool(n)] == (["versus"] if n else []) + ["witness", "account"]
            assert all(words_of(e) for e in side if e.get("class") != "versus")
            assert any("/sources/" in a.get("href") for a in elements(side, "a"))
