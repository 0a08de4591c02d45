"""What is wrong between records: addresses that two would have, pages that a language lacks."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.records import found
from timeline import addresses
from timeline.build import check
from timeline.build.inputs import Options

E = "content/events/e.yaml"
F = "content/events/f.yaml"


def test_a_page_is_written_in_each_language(world):
    """The file that is missing is named where it should be."""
    assert found(world(**{"content/pages/en/about.md": "# About\n"})) == [
        ("missing-translation", "pages/ar/about.md", 0)
    ]


@pytest.mark.parametrize("slug", addresses.SECTIONS)
def test_a_page_of_ones_own_takes_no_address_of_the_site(world, slug):
    """What the site itself has under a name is said at the file that takes it, also where only that is checked."""
    about = {f"content/pages/{code}/{slug}.md": "# Title\n" for code in ("en", "ar")}
    root = world(**about)
    assert found(root) == [("bad-id", f"pages/{code}/{slug}.md", 0) for code in ("ar", "en")]
    assert [f.code for f in check.check(Options(root), [f"content/pages/en/{slug}.md"])] == ["bad-id"]


def test_the_addresses_of_the_site_are_all_known(site):
    """Every list that the site has in a language is among those that no page of one's own can take."""
    own = {path.stem for path in (PROJECT / "content/pages/en").glob("*.md")}
    assert {path.parent.name for path in site.glob("en/*/index.html")} - own <= set(addresses.SECTIONS)


@pytest.mark.parametrize("other", [worlds.event(aliases=["old"]), worlds.event(aliases=["e"])])
def test_an_address_leads_to_one_place(world, other):
    """Two records cannot have one former id, nor one the id of the other."""
    assert [code for code, _, _ in found(world(**{E: worlds.event(aliases=["old"]), F: other}))] == ["duplicate-id"]


def test_a_former_id_may_be_noted_twice_in_one_record(world):
    """It leads to the same place."""
    assert found(world(**{E: worlds.event(aliases=["old", "old"])})) == []


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("1437-05-26", "2014", "2016-02-05"), ["e"]),
        (("1437", "1438-02/1438-03", "2014", "2015", "2016-02-05"), ["e", "f"]),
        (("julian:1437-05-26", "2014", "2016-02-05"), []),  # said to be what it is
        (("hijri:1437-05-26", "2014", "2016-02-05"), []),
        (("1437", "2016"), []),  # one other event says nothing
        (("1437", "1500", "2014", "2016-02-05", "2017"), []),  # not alone
        (("1437", "1600", "2014", "2016-02-05", "2017"), []),
        (("0762-07-30", "2014", "2016-02-05"), []),  # 1360, as a Hijri year, is as far away
        (("-0500", "1437", "2014", "2016-02-05", "2017"), []),  # a timeline that reaches far
        (("1437-02-30", "2014", "2016-02-05"), None),  # no day at all
        (("143X", "2014", "2016-02-05"), []),
        (("Y-12345", "2014", "2016-02-05"), []),
        (("1437", "1438", "1439"), []),  # all alike: who knows
    ],
)
def test_a_date_that_may_be_a_hijri_one_is_warned_of(world, dates, told):
    """One that is far from all others, and among them as a Hijri date; each, and no other."""
    ids = "efghi"[: len(dates)]
    events = {f"content/events/{id}.yaml": worlds.event(date=date) for id, date in zip(ids, dates, strict=True)}
    codes = [(code, path.removeprefix("events/").removesuffix(".yaml")) for code, path, _ in found(world(**events))]
    if told is None:
        assert [code for code, _ in codes] == ["bad-day"]
    else:
        assert codes == [("doubtful-calendar", id) for id in told]
