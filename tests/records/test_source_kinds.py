"""Kinds of source as data of a project: named in a table, found wherever a kind is, and cited as the table says."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3

import pytest
import yaml

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, build, event
from timeline.authoring import new_record, renaming
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.records.field_types import COMMON_KINDS

LETTER = {"name": both("Letter", "رسالة"), "cited_as": "personal_communication"}
MAP = {"name": both("Map", "خريطة"), "cited_as": "map"}
WRITTEN = {**worlds.SOURCE, "kind": "letter", "title": both("To a friend", "إلى صديق")}
FILES = {
    "content/source_kinds.yaml": {"letter": LETTER, "map": MAP},
    "content/sources/l.yaml": WRITTEN,
    "content/events/f.yaml": event(title=both("It is written", "يُكتب"), sources=[{"id": "l"}]),
}


@pytest.fixture
def root(world):
    return world(**FILES)


def read(root, path: str) -> str:
    return (root / "site" / path).read_text("utf-8")


def test_a_kind_of_the_project_is_found_wherever_a_kind_is(root):
    """On its page and on those of its sources, among the filters, in the search, in each language."""
    assert not build(root).failed
    for code, name in (("en", "Letter"), ("ar", "رسالة")):
        page = read(root, f"{code}/source-kinds/letter.html")
        assert name in page and "events/f.html" in page and "events/e.html" not in page
        assert f'<a href="../../{code}/source-kinds/letter.html">{name}</a>' in read(root, f"{code}/sources/l.html")
        home = read(root, f"{code}/events/index.html")
        assert "kind:letter" in home and "source-kinds/letter.html" in home
        assert name in read(root, f"{code}/sources/index.html")


def test_whoever_was_given_the_page_of_a_kind_finds_it(root):
    """It is there though nothing rests on it; its address is promised, and an alias leads on."""
    assert not build(root).failed
    assert (root / "site/en/source-kinds/map.html").is_file()
    assert not (root / "site/en/source-kinds/book.html").exists()  # a common one that nothing rests on
    assert "source_kinds/map\n" in (root / "content/permalinks.txt").read_text("utf-8")
    worlds.write(root, {"content/source_kinds.yaml": {"letter": LETTER}})
    assert worlds.codes(root) == ["vanished-id"]
    worlds.write(root, {"content/source_kinds.yaml": {"letter": LETTER, "plan": {**MAP, "aliases": ["map"]}}})
    assert worlds.codes(root) == [] and not build(root).failed
    assert "source-kinds/plan.html" in read(root, "en/source-kinds/map.html")


def test_no_alias_takes_the_address_of_a_common_kind(root):
    worlds.write(root, {"content/source_kinds.yaml": {"letter": {**LETTER, "aliases": ["article"]}}})
    assert worlds.codes(root) == ["duplicate-id"]


def test_a_project_may_name_a_common_kind_anew(world):
    """Then that name stands in for ours, and it is cited so."""
    root = world(**{"content/source_kinds.yaml": {"article": {"name": both("Clipping", "قصاصة"), "cited_as": "map"}}})
    assert not build(root).failed
    assert "Clipping" in read(root, "en/sources/s.html") and "TY  - MAP" in read(root, "data/timeline-en.ris")


def test_a_page_says_where_a_source_is_kept(root):
    """And not, of what an archive keeps, that nobody published it and that it is not on the web; a DOI is a link."""
    kept = {"repository": both("An archive", "أرشيف"), "shelfmark": "FO 1", "pages": "12-15", "doi": "10.1000/a<b"}
    worlds.write(root, {"content/sources/l.yaml": {**WRITTEN, **kept}})
    assert not build(root).failed
    languages = survey.survey(Options(root), []).timeline.languages
    for code, archive in (("en", "An archive"), ("ar", "أرشيف")):
        page, language = read(root, f"{code}/sources/l.html"), languages[code]
        assert f"<dd>{archive}</dd>" in page and '<bdi dir="auto">FO 1</bdi>' in page and "<dd>12–15</dd>" in page
        assert '<a href="https://doi.org/10.1000/a%3Cb"><bdi dir="ltr">10.1000/a&lt;b</bdi></a>' in page
        assert language.words["outlet_unknown"] not in page and language.words["no_address"] not in page
        assert archive in read(root, f"{code}/events/f.html")  # by which its citation names it


@pytest.mark.parametrize("kind", COMMON_KINDS)
def test_common_kinds_need_no_line(world, kind):
    assert worlds.codes(world(**{"content/sources/s.yaml": {**worlds.SOURCE, "kind": kind}})) == []


def test_data_have_kinds_by_id_and_by_name(root):
    """A table of those that there are, the common ones among them, for the ids in other tables to lead to."""
    assert not build(root).failed
    whole = json.loads(read(root, "data/timeline.json"))
    kinds = {kind["id"]: kind for kind in whole["source_kinds"]}
    assert set(kinds) == {"article", "letter", "map"} and kinds["letter"]["name"] == LETTER["name"]
    assert kinds["letter"]["cited_as"] == "personal_communication"
    assert kinds["letter"]["pages"]["en"] == "https://record.example/en/source-kinds/letter.html"
    assert {source["id"]: source["kind"] for source in whole["sources"]} == {"l": "letter", "s": "article"}
    (row,) = (row for row in csv.DictReader(io.StringIO(read(root, "data/sources.csv"))) if row["id"] == "l")
    assert (row["kind"], row["kind_en"], row["kind_ar"]) == ("letter", "Letter", "رسالة")
    with sqlite3.connect(root / "site/data/timeline.sqlite") as database:
        found = database.execute(
            "SELECT name_en FROM sources JOIN source_kinds k ON kind = k.id WHERE sources.id = 'l'"
        )
        assert found.fetchall() == [("Letter",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    package = json.loads(read(root, "data/datapackage.json"))
    fields = next(r for r in package["resources"] if r["path"] == "sources.csv")["schema"]["fields"]
    assert {"kind", "kind_en", "volume", "repository_ar", "doi"} <= {field["name"] for field in fields}


def test_a_changed_name_makes_only_what_shows_it_anew(root):
    """An event says the kinds of its sources nowhere but in lists: those, and the pages of the kind, are made."""
    assert not build(root).failed
    worlds.write(
        root, {"content/source_kinds.yaml": {"letter": {**LETTER, "name": both("Epistle", "خطاب")}, "map": MAP}}
    )
    assert not build(root).failed
    clean = worlds.tree(root / "site")
    worlds.build(root, out=root / "clean")
    assert clean == worlds.tree(root / "clean") and b"Epistle" in clean["en/sources/l.html"]


def test_a_new_kind_and_another_id_for_it(root):
    """`new` lays one out, `rename` gives it another id, in its table and in every source of it."""
    worlds.write(
        root, {"content/source_kinds.yaml": yaml.safe_dump({"letter": LETTER, "map": MAP}, allow_unicode=True)}
    )
    path, found = new_record.new(root, "source_kinds", "coin", {"name": both("Coin", "عملة")})
    assert (path, found) == ("content/source_kinds.yaml", [])
    assert yaml.safe_load((root / path).read_text("utf-8"))["coin"]["name"] == both("Coin", "عملة")
    assert {d.code for d in check.check(Options(root))} == {"empty"}  # what it is cited as is still to be said
    worlds.write(root, FILES)
    changed, found = renaming.rename(root, "source_kinds/letter", "correspondence")
    assert found == [] and changed == ["content/source_kinds.yaml", "content/sources/l.yaml"]
    timeline = survey.survey(Options(root), []).timeline
    assert timeline.sources["l"].record.kind == "correspondence"
    assert timeline.aliases["source_kinds", "letter"] == "correspondence"


def test_what_the_documentation_shows_is_right(root):
    """Its kinds, and its source of one of them."""
    kinds, source = re.findall(
        "```yaml\n((?:manuscript|kind):.*?)```", (PROJECT / "docs/writing.md").read_text("utf-8"), re.S
    )
    said = {**worlds.SOURCE, **yaml.safe_load(source)}
    worlds.write(
        root, {"content/source_kinds.yaml": f"letter: {json.dumps(LETTER)}\n{kinds}", "content/sources/m.yaml": said}
    )
    assert worlds.codes(root) == []


def test_a_new_source_may_be_of_it(root):
    path, found = new_record.new(root, "sources", "n", {"kind": "map"})
    assert found == [] and "kind: map" in (root / path).read_text("utf-8")


def test_a_table_that_cannot_be_read_is_told_of_once(root):
    """A kind with a fault of its own is there all the same."""
    worlds.write(root, {"content/source_kinds.yaml": {"letter": {**LETTER, "cited_as": "leter"}, "map": MAP}})
    assert worlds.codes(root) == ["unknown-value"]
    worlds.write(root, {"content/source_kinds.yaml": "letter: {"})
    assert worlds.codes(root) == ["yaml-syntax"]
