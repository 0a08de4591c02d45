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
