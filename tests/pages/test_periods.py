"""Periods on pages: their list, each with what fell in it, and wherever else they are met."""

from __future__ import annotations

import json
import re

import pytest

from tests import world as worlds
from tests.world import both, build

PERIOD = {**worlds.TERM, "date": "2016", "name": both("A long year", "سنة طويلة"), "sources": [{"id": "s", "at": "¶2"}]}
FILES = {
    "content/periods.yaml": {"year": PERIOD, "gone": {**PERIOD, "date": "1900/1950", "name": both("Gone", "مضت")}},
    "content/events/f.yaml": worlds.event(date="2015-12~/2016-03", title=both("Lasting", "ممتد"), places=["p"]),
    "content/events/g.yaml": worlds.event(date="2016-05", title=both("Third", "ثالث"), places=["p"]),
    "content/sources/lone.yaml": worlds.SOURCE,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = worlds.write(tmp_path_factory.mktemp("periods"), worlds.files(**FILES))
    result = build(root)
    assert not result.failed, result.diagnostics
    return root / "site"


def read(site, path: str) -> str:
    return re.sub("<script.*?</script>", "", (site / path).read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize(("code", "name", "wholly", "partly"), [
    ("en", "A long year", "Events at that time", "In part, or perhaps, at that time"),
    ("ar", "سنة طويلة", "أحداث ذلك الزمن", "أحداث وقع بعضها في ذلك الزمن أو يُحتمل أنها وقعت فيه"),
])  # fmt: skip
def test_a_page_parts_what_lies_within_from_what_may(site, code, name, wholly, partly):
    """Its own axis has its band; its source, its place in it and how to cite the page stand there."""
    page = read(site, f"{code}/periods/year.html")
    within, beside = page.index(wholly), page.index(partly)
    rows = {id: page.rindex(f"events/{id}.html") for id in "efg"}
    assert within < rows["e"] < rows["g"] < beside < rows["f"]
    assert f"<h1>{name}</h1>" in page and 'class="band"' in page and "sources/s.html" in page and 'id="cite"' in page
    assert "periods/year.html" in read(site, f"{code}/periods/index.html")


def test_a_period_in_which_nothing_fell_is_listed_and_has_a_page(site):
    assert "periods/gone.html" in read(site, "en/browse/index.html")
    assert '<svg class="axis' not in read(site, "en/periods/gone.html")


def test_pages_lead_to_the_periods_that_concern_them(site):
    """An event to those in which it falls, saying how surely; a source to those that rest on it; the front page, a year
    and a topic have their bands, and on a phone a list of them."""
    assert 'periods/year.html">A long year</a></li>' in read(site, "en/events/e.html")
    assert 'A long year</a> <span class="quiet">in part, or perhaps</span>' in read(site, "en/events/f.html")
    assert "periods/gone" not in read(site, "en/events/e.html")
    assert "periods/year.html" in read(site, "en/sources/s.html")
    for path in ("en/index.html", "en/years/2016.html", "en/topics/t.html"):
        page = read(site, path)
        assert page.count('class="band"') == 1 and '<ul class="periods"' in page, path
    assert "periods/year.html" in read(site, "en/search/index.html")


def test_whatever_lists_periods_leads_to_them(site):
    """From wherever it lies: a page of a place is made of other lists than one of a topic."""
    listing = [path for path in site.glob("[ae][rn]/**/*.html") if '<ul class="periods"' in path.read_text("utf-8")]
    assert {"topics", "places", "years", "periods"} <= {path.parent.name for path in listing}
    for path in listing:
        (listed,) = re.findall('<ul class="periods".*?</ul>', path.read_text("utf-8"), re.DOTALL)
        for link in re.findall('<a href="(.*?)"', listed):
            assert (path.parent / link).is_file(), (path, link)


def test_linked_data_say_when_it_was(site):
    """schema.org has no word for a period: it is a term, and the work about it covers the time."""
    page = (site / "en/periods/year.html").read_text("utf-8")
    graph = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["@graph"]
    (term,) = [node for node in graph if node["@type"] == "DefinedTerm"]
    assert term["name"] == "A long year" and term["subjectOf"][0]["temporalCoverage"] == "2016"
    assert next(node for node in graph if node["@type"] == "CollectionPage")["about"] == {"@id": term["@id"]}


def test_a_growing_edition_has_the_periods_that_are_written_in_it(tmp_path):
    """Another's address leads to the whole edition."""
    files = worlds.in_growth(worlds.files(**FILES))
    event = worlds.event(title={**both("E", "ح"), "fr": "Un"}, summary={**both("E.", "ح."), "fr": "Un."})
    year = {**PERIOD, "name": {**PERIOD["name"], "fr": "L’année"}, "summary": {**PERIOD["summary"], "fr": "Longue."}}
    files |= {"content/events/e.yaml": event, "content/periods.yaml": {**FILES["content/periods.yaml"], "year": year}}
    result = build(worlds.write(tmp_path, files))
    assert not result.failed, result.diagnostics
    assert "L’année" in read(tmp_path / "site", "fr/events/e.html")
    assert "L’année" in read(tmp_path / "site", "fr/periods/year.html")
    assert "../../en/periods/gone.html" in read(tmp_path / "site", "fr/periods/gone.html")


def test_a_change_of_a_period_makes_its_events_pages_anew(tmp_path):
    """Of those that fall in it, and of no other event."""
    files = worlds.files(**FILES, **{"content/events/old.yaml": worlds.event(date="1990")})
    root = worlds.write(tmp_path, files)
    build(root)
    before = {path: (root / "site" / path).stat().st_mtime_ns for path in ("en/events/e.html", "en/events/old.html")}
    named = {**PERIOD, "name": both("Renamed", "باسم آخر")}
    worlds.write(root, {"content/periods.yaml": {**FILES["content/periods.yaml"], "year": named}})
    assert not build(root).failed
    assert "Renamed" in read(root / "site", "en/events/e.html")
    assert (root / "site/en/events/old.html").stat().st_mtime_ns == before["en/events/old.html"]
