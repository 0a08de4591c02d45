"""Two files, one a language, are one timeline: whichever comes first, and nothing is written over."""

from __future__ import annotations

import json

import pytest

from tests.importing.test_identity import MADE, events, titles, told
from tests.importing.test_plan_import import TOPICS, bring
from timeline.records import yaml_file

EN, AR = (
    json.dumps({"title": {"text": {"headline": title}}, "events": events})
    for title, events in (
        (
            "A story",
            [
                {"unique_id": "june", "group": "Wars", "start_date": {"year": 1967, "month": 6, "day": 5}, "text": {"headline": "The war begins", "text": "It began."}},
                {"unique_id": "may", "start_date": {"year": 1948, "month": 5}, "text": {"headline": "The war of 1948"}},
            ],
        ),
        (
            "حكاية",
            [
                {"unique_id": "may", "start_date": {"year": 1948, "month": 5}, "text": {"headline": "حرب 1948", "text": "بدأت."}, "media": {"url": "https://x.example/a.jpg"}},
                {"unique_id": "june", "group": "حروب", "start_date": {"year": 1967, "month": 6, "day": 5}, "text": {"headline": "بداية الحرب"}},
            ],
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize("first", ["en", "ar"])
def test_two_files_of_two_languages_are_one_timeline(world, first):
    """Whichever comes first: events, topic and source have both languages, and neither file is brought in again."""
    root, second = world(**{"content/topics.yaml": TOPICS}), {"en": "ar", "ar": "en"}[first]
    texts = {"en": EN, "ar": AR}
    assert told(bring(root, "one.json", texts[first], language=first)) == []
    folder = root / "content/events"
    for path in folder.glob("19*"):
        path.write_text(path.read_text("utf-8").replace("\ntitle:", "  # sure\n# mine\ntitle:"), "utf-8")
    made = bring(root, "two.json", texts[second], language=second)
    assert told(made) == [] and made.counts.endswith("there already: 0, events that gain texts: 2")
    found = {data["date"]: data for data in events(root).values()}
    assert found["1967-06-05"]["title"] == {"en": "The war begins", "ar": "بداية الحرب"}
    assert found["1948-05"]["summary"] == {"en": "The war of 1948", "ar": "بدأت."}
    assert found["1948-05"]["body"] == {"ar": "بدأت.\n\n[x.example](https://x.example/a.jpg)\n"}
    assert all("  # sure\n# mine\ntitle:" in path.read_text("utf-8") for path in folder.glob("19*"))
    topics, source = (
        yaml_file.read("f", (root / f"content/{name}.yaml").read_bytes())[0].data for name in ("topics", "sources/one")
    )
    assert {"en": "Wars", "ar": "حروب"} in [topic["name"] for topic in topics.values()] and len(topics) == 2
    assert source["title"] == {"en": "A story", "ar": "حكاية"}
    again = [bring(root, f"{code}.json", texts[code], language=code, source="one") for code in ("en", "ar")]
    assert [one.changes for one in again] == [{}, {}]
    assert all(
        "made before" in fault[1] or "made from this row" in fault[1] for one in again for fault in told(one)[1:]
    )


def test_what_stands_there_is_never_written_over(world):
    """A text of the same language that differs is left, and named; what is empty beside it is filled."""
    root, head = world(), "Year,Headline,Text,Unique ID\n"
    bring(root, "en.csv", f"{head}1967,The war,Once.,june\n", language="en", **MADE)
    path = root / "content/events/1967-the-war.yaml"
    path.write_text(path.read_text("utf-8").replace("ar: # to be written", "ar: حربنا", 1), "utf-8")
    made = bring(root, "ar.csv", f"{head}1967,حربهم,مرة.,june\n", language="ar", **MADE)
    assert told(made) == [("warning", "the event `1967-the-war` says something else: `title.ar`; that stays")]
    assert events(root)["1967-the-war"]["title"]["ar"] == "حربنا"
    assert events(root)["1967-the-war"]["summary"]["ar"] == "مرة."


def test_a_date_that_excludes_the_other_makes_two_events(world):
    """One that is less precise does not; it stays as it was written, which is said."""
    root, head = world(), "Year,Month,Headline,Unique ID\n"
    bring(root, "en.csv", f"{head}1967,6,One,a\n1968,,Two,b\n", language="en", **MADE)
    made = bring(root, "ar.csv", f"{head}1967,,واحد,a\n1969,,اثنان,b\n", language="ar", **MADE)
    assert told(made) == [
        ("warning", "the event `1967-06-one` has the date `1967-06`, this row `1967`; the first stays"),
        ("warning", "the event `1968-two` has this id too, and another date: the two stay two"),
    ]
    assert titles(root, "ar") == {"1967-06-one": "واحد", "1968-two": None, "1969-athnan": "اثنان"}


@pytest.mark.parametrize("ids", [",", "a,a"])
def test_without_an_id_of_its_own_no_row_is_another_files_event(world, ids):
    """The same year is not the same event; nor is an id that several rows have."""
    root, (one, two) = world(), ids.split(",")
    bring(root, "en.csv", f"Year,Headline,Unique ID\n1948,One,{one}\n1948,Two,{two}\n", language="en", **MADE)
    made = bring(root, "ar.csv", f"Year,Headline,Unique ID\n1948,واحد,{one}\n1948,اثنان,{two}\n", language="ar", **MADE)
    assert told(made) == [] and len(events(root)) == 4


def test_our_own_sheets_complete_each_other_by_their_ids(world):
    """A sheet for each language; an event that is written so that nothing can be added is told of."""
    root = world(
        **{"content/events/2016-f.yaml": "date: 2016\ntitle: {en: A}\nsummary:\ntopics: [t]\nsources: [{id: s}]\n"}
    )
    bring(root, "en.csv", "id,date,title_en,summary_en\nx,2016-02,X,Sum.\n", **MADE)
    made = bring(root, "ar.csv", "id,date,title_ar,summary_ar\nx,2016-02,س,موجز.\n2016-f,2016,أ,موجز.\n", **MADE)
    assert told(made) == [("warning", "`content/events/2016-f.yaml` is not written so that texts can be added to it")]
    assert events(root)["x"]["title"] == {"en": "X", "ar": "س"} and events(root)["2016-f"]["title"] == {"en": "A"}


def test_ids_of_two_files_are_one_in_whatever_case(world):
    """`EV-1` in one sheet, `ev-1 ` in the other; an import of an earlier version remembers it as it was written."""
    root = world()
    options = {"source": "s", "topic": "t"}
    bring(root, "en.csv", "Unique ID,Year,Headline\nEV-1,1936,Strike\n", language="en", **options)
    file = root / "content/events/1936-strike.yaml"
    for own in ("ev-1", "EV-1"):
        file.write_text(file.read_text("utf-8").replace('id "ev-1"', f'id "{own}"'), "utf-8")
        made = bring(root, "ar.csv", "Unique ID,Year,Headline\nev-1 ,1936,إضراب\n", False, language="ar", **options)
        assert set(made.changes) == {"content/events/1936-strike.yaml"}
