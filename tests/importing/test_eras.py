"""Eras of TimelineJS become periods, in two languages where two files have them, and go again."""

from __future__ import annotations

import json

import pytest

from tests import world as worlds
from tests.importing.test_plan_import import bring
from tests.importing.test_taking_back import undo
from tests.world import both, build, tree
from timeline.records import yaml_file

WAR = {"start_date": {"year": 1914}, "end_date": {"year": 1918}, "unique_id": "the-war"}
EVENT = {"start_date": {"year": 1914, "month": 7}, "unique_id": "a"}


def file(name: str, text: str, event: str, *more: dict) -> str:
    era = {**WAR, "text": {"headline": name, "text": f"<p>{text}</p>"}}
    return json.dumps({"events": [{**EVENT, "text": {"headline": event}}], "eras": [era, *more]}, ensure_ascii=False)


ENGLISH = file("The war", "It lasts. Four years.", "It begins")
ARABIC = file("الحرب", "طالت أربع سنوات.", "بدأت")


def periods(root) -> dict:
    path = root / "content/periods.yaml"
    return yaml_file.read("", path.read_bytes())[0].data if path.exists() else {}


@pytest.fixture
def project(world):
    return world()


def test_an_era_becomes_a_period_with_the_files_source(project):
    """With its own id, its whole text, and an empty place for the other language."""
    made = bring(project, "mine.json", ENGLISH, language="en")
    assert made.counts.endswith("new periods: 1")
    assert periods(project) == {
        "the-war": {
            "date": "1914/1918",
            "name": {"en": "The war", "ar": None},
            "summary": {"en": "It lasts. Four years.", "ar": None},
            "sources": [{"id": "mine"}],
        }
    }


def test_a_row_of_type_era_is_one_too(project):
    """In a sheet, where it has no id: it is known again by its date and name, and its id is made of that."""
    sheet = "Year,End Year,Headline,Type\n2016,,One,\n1914,1918,The Great War,era\n"
    bring(project, "list.csv", sheet, language="en", source="s")
    assert list(periods(project)) == ["the-great-war"]
    before = tree(project)
    assert bring(project, "list.csv", sheet, language="en", source="s").changes == {} and tree(project) == before


@pytest.mark.parametrize("order", [("en", "ar"), ("ar", "en")])
def test_two_languages_are_one_period_and_both_files_can_be_taken_back(project, order):
    """The second fills what the first left empty; taken back in turn, each leaves what was there before it."""
    texts, states = {"en": ENGLISH, "ar": ARABIC}, [tree(project)]
    for code in order:
        bring(project, "mine.json" if code == order[0] else "other.json", texts[code], language=code)
        states.append(tree(project))
    assert periods(project)["the-war"]["name"] == both("The war", "الحرب")
    assert len(periods(project)) == 1
    for n, code in reversed(list(enumerate(order))):
        assert states[n + 1] == tree(project)
        undo(project, "mine.json" if n == 0 else "other.json", texts[code], language=code)
        assert tree(project) == states[n], code


def test_what_somebody_wrote_stays(project):
    """A period that was changed is not taken back, and that is said; nor does an import change it."""
    bring(project, "mine.json", ENGLISH, language="en")
    path = project / "content/periods.yaml"
    path.write_text(path.read_text("utf-8").replace("The war", "The long war"), "utf-8")
    made = bring(project, "mine.json", ENGLISH, language="en", source="mine", write=False)
    assert [f.message for f in made.diagnostics if f.code == "not-carried"] == [
        "the period `the-war` says something else: `name.en`; that stays"
    ]
    made = undo(project, "mine.json", ENGLISH, language="en")
    assert "content/periods.yaml" in [fault.span.path for fault in made.diagnostics if fault.code == "changed-since"]
    assert list(periods(project)) == ["the-war"]


def test_what_is_no_period_is_told(project):
    """A day is no stretch of time, nor is one that has no name."""
    day = {"start_date": {"year": 1950, "month": 1, "day": 2}, "text": {"headline": "A day"}}
    made = bring(project, "mine.json", file("The war", "", "x", day, {"start_date": {"year": 1950}}), language="en")
    assert [fault.code for fault in made.diagnostics] == ["bad-date", "not-carried"]
    assert list(periods(project)) == ["the-war"]


def test_our_own_eras_come_back(world):
    """What a timeline gives to TimelineJS another one takes in, in both languages, with dates that only EDTF can say."""
    record = {"summary": both("It is.", "كانت."), "sources": [{"id": "s"}]}
    dated = {"a": "2014-12~/2015-10", "b": "2015", "c": "2016/..", "d": "../1999", "e": "19XX"}
    wanted = {id: {**record, "date": date, "name": both(f"Name {id}", f"اسم {id}")} for id, date in dated.items()}
    root = world(**{"content/periods.yaml": wanted})
    assert not build(root).failed
    files = {code: (root / f"site/data/timelinejs-{code}.json").read_text("utf-8") for code in ("en", "ar")}
    assert all({"start_date", "end_date"} <= era.keys() for era in json.loads(files["en"])["eras"])
    worlds.write(root, {"content/periods.yaml": None, "content/events/e.yaml": None})
    for code, text in files.items():
        bring(root, f"{code}.json", text, language=code, source="s", topic="t")
    assert periods(root) == wanted
