"""The table of pages: every module that makes pages stands in it, and no page has an address that nobody expects."""

from __future__ import annotations

from importlib import import_module

from tests.conftest import PROJECT
from timeline import addresses
from timeline.build import survey
from timeline.build.inputs import Options
from timeline.pages import data_page, sitemap, table


def test_every_kind_of_page_stands_in_the_table():
    """Also those that are made of what the others are: the data pages and the sitemap."""
    names = [path.stem for path in (PROJECT / "timeline/pages").glob("[a-z]*.py")]
    modules = [import_module(f"timeline.pages.{name}") for name in names]
    made = {module for module in modules if hasattr(module, "pages")}
    assert made == {*table.OF_AN_EDITION, *table.OF_ALL, data_page, sitemap}


def test_every_section_that_a_module_names_has_its_place():
    """A section's row is its module's. What the navigation lacks is on the page to browse, which has its way at the foot
    of each page, as the data page has."""
    named = {section for module in table.OF_AN_EDITION for section in (getattr(module, "SECTION", None),) if section}
    assert {*named, *table.terms.SECTIONS} == set(table.SECTIONS)
    further = {table.periods.SECTION, table.map.SECTION, table.years.SECTION}
    browsed = {table.browse.SECTION, *table.terms.SECTIONS, *further}
    assert set(table.SECTIONS) - set(table.NAVIGATION) == browsed


def test_sections_are_all_that_an_edition_has_besides_the_pages_of_the_contents_own(ours):
    """No other first part of an address is taken, and none is kept for nothing."""
    site = survey.survey(Options(PROJECT), [])
    parts = [target.path.split("/") for target in site.targets]
    taken = {part[1] for part in parts if part[0] in site.timeline.languages and len(part) > 2}
    assert taken == {*addresses.SECTIONS, *(slug for _, slug in site.timeline.pages)}


def test_whoever_asks_for_a_records_address_finds_it_in_a_text():
    """What `addresses` writes, `named` reads: a record's page in any language, a former one, and a measure's place."""
    written = (addresses.record("en", "events", "a-b"), addresses.parallel("paths", "c"), addresses.measure("ar", "m"))
    assert addresses.named(" ".join(written)) == {("events", "a-b"), ("paths", "c"), ("measures", "m")}
