"""What a selection is shown from: small files, each event in one of them, and nothing in a cell that runs."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import world as worlds
from tests.world import both, build, event
from timeline.pages import selection

RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet takes for the start of a formula
PLACES = [("a", 1, 0), ("a", 8, 1), ("2016-02-05-twitter-125000", 8, 2), ("2014-09-02-thousand-accounts-claim", 4, 0)]


@pytest.mark.parametrize(("id", "files", "number"), PLACES)
def test_the_file_of_an_id_is_counted_from_it(id, files, number):
    """The table that tests/browser/test_selection.py holds the script to."""
    assert selection.place(id, files) == number


def files(site, code: str) -> tuple[dict, list[list]]:
    """The main file's data, and the rows of all the files that it names."""
    page = (site / f"{code}/selection/index.html").read_text("utf-8")
    data = lambda path: json.loads(re.fullmatch(r"timelineSelection\((.*)\);\n", path.read_text("utf-8"), re.S)[1])
    path = site / re.search(r'data-index="\.\./\.\./([^"]+)"', page)[1]
    main = data(path)
    return main, [data(path.parent / name) for name in main["events"]]


def test_each_event_lies_in_the_file_that_is_counted(world):
    """All events and former ids, a few to a file; each with what the page shows and takes away."""
    many = {f"content/events/n{n}.yaml": event(date=f"{1900 + n}") for n in range(40)}
    root = world(**many, **{"content/events/e.yaml": event(title=both("=1+1, “x”"), aliases=["was-e"])})
    build(root)
    for code in ("en", "ar"):
        main, held = files(root / "site", code)
        assert len(held) == 8 and max(map(len, held)) < 20
        rows = {row[0]: row for row in sum(held, [])}
        assert len(rows) == 42 and rows["was-e"] == ["was-e", "e"]
        for number, some in enumerate(held):
            assert all(selection.place(row[0], len(held)) == number for row in some)
    main, held = files(root / "site", "en")
    row = next(row for row in sum(held, []) if row[0] == "e")
    (cells,) = csv.DictReader(io.StringIO(f"{main['columns']}\n{row[5]}"))
    assert cells["title"] == "'=1+1, “x”" and cells["date"] == "2016-02-05"
    assert cells["address"] == "https://record.example/en/events/e.html" and row[6].startswith("@")


def test_only_what_is_of_another_direction_is_a_piece_of_its_own(world):
    """A script tags every other piece as of another language: a place in a source is not that, its title may be."""
    cited = {**worlds.SOURCE, "language": "ar", "title": both("The report", "التقرير")}
    said = [{"id": "s", "at": "¶2"}]
    build(root := world(**{"content/sources/s.yaml": cited, "content/events/e.yaml": event(sources=said)}))
    for code, foreign in (("en", ["التقرير"]), ("ar", [])):
        _, held = files(root / "site", code)
        (row,) = sum(held, [])
        ((name,),), note = row[4], row[7]
        assert name.endswith("¶2" if code == "en" else "الفقرة\N{NO-BREAK SPACE}2")
        assert f"{name.split()[-1]}: " in note[0]  # one name on the screen and on paper
        assert note[1::2] == foreign and "<" not in "".join(note), note


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))), min_size=1))
def test_a_line_reads_back_and_runs_nothing(cells):
    """Whatever a cell holds comes back, behind an apostrophe where a spreadsheet would run it."""
    line = selection.line(cells)
    (found,) = csv.reader(io.StringIO(line, newline=""))
    guarded = [f"'{cell}" if cell.startswith(RUN) else cell for cell in cells]
    assert found == guarded and not any(cell.startswith(RUN) for cell in found)


def test_without_a_script_the_page_says_what_it_is_for(world):
    """It explains itself and leads to the lists."""
    root = world()
    build(root)
    page = (root / "site/en/selection/index.html").read_text("utf-8")
    assert 'class="selection noted" hidden' in page and 'href="../../en/events/index.html"' in page
    assert 'href="../../ar/selection/index.html"' in page
    assert worlds.SITE["title"]["en"] in page
