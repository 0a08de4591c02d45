"""An import as a whole: what it writes, what it leaves behind, and that it changes nothing that is there."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import nasty
from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import codes, tree
from timeline.authoring import edits, yaml_writer
from timeline.build import check
from timeline.build.inputs import Options
from timeline.faults.diagnostic import ERROR
from timeline.importing import drafts, plan_import, taking_back
from timeline.importing.plan_import import Wanted
from timeline.importing.timelinejs_reader import COLUMNS
from timeline.records import yaml_file

TOPICS = "t:\n  name: {en: Rome, ar: روما}\n  summary: {en: S., ar: ج.}\n"
SHEET = """\
Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background
,,,,,,,,,A sheet,"<p class=""lead"">What it is about.</p>",,,,,title,,https://x.example/bg.jpg
-44,3,15,,,,,,,Caesar is killed,"On the ides, <a href=""https://x.example/"">he</a> fell.",https://x.example/a.jpg,Museum,A picture,,,rome,
,,,,,,,,,,,,,,,,,
2016.0,13,,,,,,,,Bad,,,,,,,,
600,,,,650,,,,,An era,,,,,,era,,
2016,2,,14:30,,,,,,"A ""quoted"" headline",,,,,,,Courts,
2016,2,,,,,,,,عنوان عربي,,,,,,,,
2016,2,,,,,,,,عنوان آخر,,,,,,,محاكم,
"""


@pytest.fixture
def project(world):
    return world(**{"content/topics.yaml": TOPICS})


def bring(root: Path, name: str, data: str | bytes, write: bool = True, **wanted: Any) -> plan_import.Import:
    """Imports a file that lies outside the project."""
    file = root / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    made = plan_import.plan(root, file, Wanted(**wanted))
    assert not write or edits.apply(root, made.changes) == []
    file.unlink()
    return made


def said(made: plan_import.Import) -> list[tuple[str, int]]:
    return [(fault.code, fault.span.line) for fault in made.diagnostics]


def filled(text: str) -> str:
    """A file's text with something in each place that is to be written."""
    lines = []
    for line in text.split("\n"):
        bare, mark, _ = line.partition(f" {yaml_writer.TO_WRITE}")
        word = {"published": "2016", "topics": "[t]"}.get(bare.strip(" :"), "نص" if bare.strip() == "ar:" else "text")
        lines.append(f"{bare} {word}" if mark else line)
    return "\n".join(lines)


def fill(root: Path) -> None:
    for path in [*(root / "content").rglob("*.yaml")]:
        path.write_text(filled(path.read_text("utf-8")), "utf-8", newline="")


def test_a_sheet_becomes_events_topics_and_a_source(project):
    """Each with its places to fill; once those are filled there is no fault."""
    before = tree(project)
    made = bring(project, "My sheet.csv", SHEET, language="en")
    assert (
        made.counts
        == "events: 4, new topics: 2, new sources: 1, rows left out: 1, of these there already: 0, new periods: 1"
    )
    assert set(tree(project)) - set(before) == {
        "content/sources/my-sheet.yaml",
        "content/periods.yaml",
        "content/events/0044-bce-03-15-caesar-is-killed.yaml",
        "content/events/2016-02-a-quoted-headline.yaml",
        "content/events/2016-02-anwan-arby.yaml",
        "content/events/2016-02-anwan-akhr.yaml",
    }
    assert {name: data for name, data in tree(project).items() if name in before and data != before[name]} == {
        "content/topics.yaml": (
            TOPICS + "courts:\n  name:\n    en: Courts\n    ar: # to be written\n  summary:\n    en: # to be written\n"
            "    ar: # to be written\nmhakm:\n  name:\n    en: محاكم\n    ar: # to be written\n  summary:\n"
            "    en: # to be written\n    ar: # to be written\n"
        ).encode()
    }
    memory, _, text = (
        (project / "content/events/0044-bce-03-15-caesar-is-killed.yaml").read_text("utf-8").partition("\n")
    )
    assert drafts.rows(memory) and text == (
        "date: -0043-03-15\ntitle:\n  en: Caesar is killed\n  ar: # to be written\n"
        "summary:\n  en: On the ides, he fell.\n  ar: # to be written\n"
        "body:\n  en: |\n    On the ides, [he](https://x.example/) fell.\n\n"
        "    [A picture](https://x.example/a.jpg) (Museum)\n"
        "topics: [t]\nsources:\n  - {id: my-sheet}\n"
    )
    source = (project / "content/sources/my-sheet.yaml").read_text("utf-8")
    assert "en: A sheet\n" in source and "en: What it is about.\n" in source and "published: # to be written" in source
    assert set(codes(project)) == {"empty"}
    fill(project)
    assert set(codes(project)) == {"missing-translation"}  # the other language of a body, which is a warning


def test_what_is_left_behind_is_said_row_by_row(project):
    """With the line that it stands in: the title's picture, a month, a time."""
    assert said(bring(project, "list.csv", SHEET, language="en")) == [
        ("not-carried", 2),
        ("bad-month", 5),
        ("not-carried", 7),
    ]


def test_nothing_is_written_unless_that_is_asked(project):
    """A plan has the bytes and the lines, the disk is as it was."""
    before = tree(project)
    made = bring(project, "list.csv", SHEET, write=False)
    assert len(made.changes) == 7 and len(made.lines) == 7 and tree(project) == before


def test_the_same_import_again_writes_nothing(project):
    """Not even where an event was renamed or translated, or its row has another number now."""
    bring(project, "list.csv", SHEET, language="en")
    events = project / "content/events"
    (events / "2016-02-anwan-arby.yaml").rename(events / "2016-02-renamed.yaml")
    before = tree(project)
    lines = SHEET.splitlines(keepends=True)
    made = bring(project, "list.csv", "".join([lines[0], *reversed(lines[1:])]), language="en")
    assert tree(project) == before and made.lines == () and made.changes == {}
    assert made.counts == "events: 0, new topics: 0, new sources: 0, rows left out: 5, of these there already: 4"
    assert [f.message for f in made.diagnostics if f.code == "duplicate-event"] == [
        "rows from which events were made before: 4"
    ]


def test_rows_that_came_later_are_brought_in_beside_the_others(project):
    """From the source that the first import wrote, which has to be named; it is never written over."""
    bring(project, "list.csv", SHEET, language="en")
    more = SHEET + "2017,,,,,,,,,New,,,,,,,Courts,\n"
    made = bring(project, "list.csv", more, language="en")
    assert said(made)[-1] == ("duplicate-id", 0) and made.changes == {}
    made = bring(project, "list.csv", more, language="en", source="list")
    assert set(made.changes) == {"content/events/2017-new.yaml"}
    assert "topics: [courts]" in made.changes["content/events/2017-new.yaml"].decode()


def test_the_json_says_the_same_as_the_sheet(project):
    """The same event from either form, at its own place."""
    slide = {
        "start_date": {"year": "-44", "month": "3", "day": 15},
        "text": {"headline": "Caesar is killed", "text": 'On the ides, <a href="https://x.example/">he</a> fell.'},
        "media": {"url": "https://x.example/a.jpg", "credit": "Museum", "caption": "A picture"},
        "group": "rome",
    }
    bad = {"start_date": {"year": 2016, "month": 13}, "text": {"headline": "Bad"}}
    text = json.dumps({"events": [slide, bad]}, indent=1)
    made = bring(project, "list.json", text, write=False, language="en", source="s")
    name = "content/events/0044-bce-03-15-caesar-is-killed.yaml"
    sheet = bring(project, "list.csv", SHEET, write=False, language="en", source="s")
    assert made.changes[name] == sheet.changes[name]
    assert [(f.code, f.span.excerpt.strip()) for f in made.diagnostics] == [("bad-month", '"month": 13')]


def test_our_own_columns_make_whole_events(project):
    """Both languages, actors, places, sources with their places: nothing is left to fill."""
    columns = "id,date,title_en,title_ar,summary_en,summary_ar,body_en,body_ar,topics,actors,places,sources,aliases"
    row = "2016-02-x,2014-12~,A,أ,Sum.,موجز.,**One** [[e]],واحد,t,a; b,p,s@¶2; s,old"
    made = bring(project, "own.csv", f"{columns}\n{row}\n")
    assert (made.diagnostics, codes(project)) == ((), [])
    file, _ = yaml_file.read("f", made.changes["content/events/2016-02-x.yaml"])
    assert file.data == {
        "date": "2014-12~",
        "title": {"en": "A", "ar": "أ"},
        "summary": {"en": "Sum.", "ar": "موجز."},
        "body": {"en": "**One** [[e]]\n", "ar": "واحد\n"},
        "topics": ["t"],
        "actors": ["a", "b"],
        "places": ["p"],
        "sources": [{"id": "s", "at": "¶2"}, {"id": "s"}],
        "aliases": ["old"],
    }


def test_rows_of_our_own_that_name_what_is_not_there_are_told_once_for_each(project):
    """At the first cell that names it, with how many rows do and what makes it; a row that is wrong besides, too."""
    rows = "date,title_en,topics,actors,places,sources\nbad,A,t,acme,,s\n2016,B,t,,cairo,\n2016,C,t,,cairo,ss\n"
    made = bring(project, "own.csv", f"{rows}2016,D,t,,,\n")
    faults = {fault.code: fault for fault in made.diagnostics}
    assert said(made) == [("bad-date", 2), ("unknown-actor", 2), ("unknown-place", 3), ("unknown-source", 4)]
    place = faults["unknown-place"]
    assert (place.message, place.span.column) == ("no place has the id `cairo` (rows: 2)", 11)
    assert place.help == "make it, and import again: `python3 build.py new --place cairo --name-en Cairo`"
    assert faults["unknown-actor"].span.column == 9
    assert set(made.changes) == {"content/events/2016-d.yaml", "content/sources/own.yaml"}


def test_topics_that_a_sheet_of_ours_names_are_made(project):
    """By an id, whose name is then to be written, or by a name, in the language of its letters; one that is there is
    found by either. An import taken back takes them along."""
    before = tree(project)
    sheet = "date,title_en,topics,places\n2016,A,Rome; book-trade,A name\n2016,B,Courts & law; محاكم,p\n"
    made = bring(project, "own.csv", sheet)
    data = yaml_file.read("f", made.changes["content/topics.yaml"])[0].data
    assert made.diagnostics == () and list(data) == ["t", "book-trade", "courts-law", "mhakm"]
    names = [data[id]["name"] for id in list(data)[1:]]
    assert names == [{"en": None, "ar": None}, {"en": "Courts & law", "ar": None}, {"ar": "محاكم", "en": None}]
    events = [yaml_file.read("f", made.changes[f"content/events/2016-{n}.yaml"])[0].data for n in "ab"]
    assert [event["topics"] for event in events] == [["t", "book-trade"], ["courts-law", "mhakm"]]
    assert [event["places"] for event in events] == [["p"], ["p"]]
    assert set(codes(project)) == {"empty"}
    (project / "own.csv").write_text(sheet, "utf-8")
    assert edits.apply(project, taking_back.plan(project, project / "own.csv", Wanted()).changes) == []
    (project / "own.csv").unlink()
    assert tree(project) == before


def test_a_topic_that_may_be_a_slip_is_made_and_told(world):
    """With the one that may be meant."""
    topics = {"suspensions": worlds.TERM, "t": worlds.TERM}
    made = bring(
        world(**{"content/topics.yaml": yaml_writer.mapping(topics)}),
        "own.csv",
        "date,title_en,topics\n2016,A,suspension\n",
        write=False,
    )
    assert [(fault.code, fault.severity, fault.help) for fault in made.diagnostics if fault.code != "made-up-id"] == [
        ("unknown-topic", "warning", "did you mean `suspensions`?")
    ]


def test_source_and_topic_stand_for_rows_that_name_none(project):
    """A group is still a topic of its own."""
    made = bring(project, "list.csv", SHEET, source="s", topic="t")
    text = {path: data.decode() for path, data in made.changes.items()}
    assert not any(path.startswith("content/sources/") for path in text)
    assert "topics: [t]\nsources:\n  - {id: s}" in text["content/events/2016-02-anwan-arby.yaml"]
    assert "topics: [mhakm]" in text["content/events/2016-02-anwan-akhr.yaml"]


def test_the_language_is_the_first_of_the_site_unless_another_is_named(project):
    """And is one of the site's."""
    made = bring(project, "list.csv", "Year,Headline\n2016,A\n", write=False)
    assert "title:\n  en: A\n  ar: # to be written\n" in made.changes["content/events/2016-a.yaml"].decode()
    made = bring(project, "list.csv", "Year,Headline\n2016,A\n", write=False, language="ar")
    assert "title:\n  ar: A\n  en: # to be written\n" in made.changes["content/events/2016-a.yaml"].decode()
    wrong = Wanted(language="fr", source="ss", topic="tt")
    assert [
        (f.code, f.span.path) for f in plan_import.plan(project, project / "content/site.yaml", wrong).diagnostics
    ] == [
        ("unknown-language", "--language"),
        ("unknown-source", "--source"),
        ("unknown-topic", "--topic"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), (" \n", "empty"), ("Year,Headline\n", "empty"), ('{"events": []}', "empty"), ("a,b\n1,2\n", "bad-import"),
     ("{", "json-syntax"), ("[]", "bad-import"), ('Year,Text\n1,"x\n', "csv-syntax"), ("just words", "bad-import")],
)  # fmt: skip
def test_what_is_no_timeline_is_one_clear_error(project, text, code):
    """And nothing would be written."""
    made = bring(project, "list.csv", text)
    assert [fault.code for fault in made.diagnostics] == [code] and made.changes == {}
    assert made.diagnostics[0].severity == ERROR and made.diagnostics[0].help


def test_a_project_that_cannot_be_read_is_told_first(tmp_path, project):
    """Without a folder of content, or without its languages, there is nowhere to bring anything."""
    (project / "content/site.yaml").unlink()
    assert [f.code for f in bring(project, "list.csv", SHEET).diagnostics] == ["missing-file"]
    (project / "content/site.yaml").write_text("title: x\n")
    assert bring(project, "list.csv", SHEET).diagnostics
    (tmp_path / "none").mkdir()
    assert [f.code for f in bring(tmp_path / "none", "list.csv", SHEET).diagnostics] == ["no-content"]


def test_thousands_of_rows_are_brought_in(project):
    """All of them, each named once."""
    rows = "".join(f"{1000 + n % 900},,… {'!' * (n // 900)}\n" for n in range(3_000))
    made = bring(project, "list.csv", f"Year,Month,Headline\n{rows}", write=False, source="s", topic="t")
    assert len(made.changes) == 3_000 and said(made) == [("made-up-id", 2)]


LINES = st.sampled_from([*nasty.ARABIC, *nasty.ENGLISH, "<p>a</p>", "<ul><li>a", "<b>", "\u202e", "\u2067a", "\x0b", "\u2028", "# a",
                         "a: b", "- a", "=cmd|'x'!A1", "~", "null", "[[e]]", "{", "\t", "\n\n", "<script>", "\ufeff", "x" * 400])  # fmt: skip
CELL = st.lists(st.one_of(LINES, st.text(max_size=10)), max_size=5).map(" ".join)
ODD = st.one_of(st.just(""), st.just(""), st.just(""), st.just(""), st.just(""), st.just(""), CELL, st.just("13"))
DATED = st.tuples(st.integers(-3000, 3000), st.integers(0, 12), st.integers(0, 28), ODD).map(
    lambda date: {"Year": f"{date[0]}{date[3]}", "Month": f"{date[1]}", "Day": f"{date[2] if date[1] else 0}"}
)
OTHERS = [
    name for name in COLUMNS if name not in ("Year", "Month", "Day", "Type", "Headline", "Text", "End Month", "End Day")
]
ROW = st.tuples(
    DATED,
    st.fixed_dictionaries({"Headline": CELL, "Text": CELL}),
    st.dictionaries(st.sampled_from(OTHERS), CELL, max_size=6),
    st.dictionaries(st.sampled_from(["End Year"]), st.integers(3000, 3100).map(str)),
).map(lambda parts: {name: text for part in (parts[2], *parts) for name, text in part.items()})


@settings(max_examples=30)
@given(st.lists(ROW, min_size=6, max_size=12), st.sampled_from(["en", "ar"]))
def test_any_rows_give_files_that_check_accepts_once_their_places_are_filled(tmp_path_factory, rows, language):
    """Whatever stands in the cells: no error is left, no file but those of the plan is touched."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files(**{"content/topics.yaml": TOPICS}))
    with (root / "list.csv").open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        writer = csv.DictWriter(stream, list(COLUMNS))
        writer.writeheader()
        writer.writerows(
            [{k: v.encode("utf-8", "replace").decode().replace("\0", "") for k, v in row.items()} for row in rows]
        )
    before = tree(root)
    made = plan_import.plan(root, root / "list.csv", Wanted(language))
    assert edits.apply(root, made.changes) == []
    after = tree(root)
    assert {path for path in after if after[path] != before.get(path)} == set(made.changes)
    assert after["content/topics.yaml"].startswith(TOPICS.encode())
    places = {
        (path, number)
        for path, data in after.items()
        for number, line in enumerate(data.decode().split("\n"), 1)
        if line.endswith(yaml_writer.TO_WRITE)
    }
    assert {(d.span.path, d.span.line) for d in check.check(Options(root)) if d.severity == ERROR} == places
    fill(root)
    assert [d for d in check.check(Options(root)) if d.severity == ERROR] == []
    shutil.rmtree(root)


NAMED = [
    "id",
    "date",
    "title_en",
    "title_ar",
    "summary_en",
    "body_ar",
    "topics",
    "actors",
    "places",
    "sources",
    "aliases",
]
EDTF = [case["edtf"] for case in json.loads((PROJECT / "tests/edtf.json").read_text("utf-8"))]


@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"date": st.sampled_from(EDTF), "title_en": CELL},
            optional={
                name: st.one_of(st.sampled_from(["a", "t; s", "s@¶2", "index"]), CELL)
                for name in NAMED
                if name not in ("date", "title_en")
            },
        ),
        max_size=5,
    )
)
def test_any_rows_of_our_own_give_files_or_faults(tmp_path_factory, rows):
    """Every date that EDTF has and many that it has not, ids that are none: never an exception, never a broken file."""
    root = worlds.write(tmp_path_factory.mktemp("own"), worlds.files(**{"content/topics.yaml": TOPICS}))
    with (root / "own.csv").open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.DictWriter(stream, NAMED)
        writer.writeheader()
        writer.writerows([{name: text.replace("\0", "") for name, text in row.items()} for row in rows])
    made = plan_import.plan(root, root / "own.csv", Wanted(source="s"))
    assert made.changes or made.diagnostics
    for path, data in made.changes.items():
        file, faults = yaml_file.read(path, data)
        assert faults == [] and isinstance(file.data, dict)
    shutil.rmtree(root)


def test_drafts_are_events_that_are_there(project):
    """`draft` writes them where they are checked and not published; they are known again, gain the other language
    where they lie, and are no second event once one of them is published by hand."""
    sheet = "Unique ID,Year,Headline\nA-1,1936,Strike\nA-2,1937,Report\n"
    made = bring(project, "list.csv", sheet, language="en", source="s", topic="t", draft=True)
    drafts_ = project / "content/drafts"
    assert set(made.changes) == {f"content/drafts/{id}.yaml" for id in ("1936-strike", "1937-report")}
    assert [fault.severity for fault in check.check(Options(project))] == ["warning"] * 4
    (drafts_ / "1937-report.yaml").rename(project / "content/events/1937-report.yaml")
    for draft in (True, False):
        again = bring(project, "list.csv", sheet, language="en", source="s", topic="t", draft=draft)
        assert again.changes == {} and said(again) == [("duplicate-event", 2)]  # two rows, told in one line
    other = bring(project, "ar.csv", "Unique ID,Year,Headline\nA-1,1936,إضراب\n", language="ar", source="s", topic="t")
    assert set(other.changes) == {"content/drafts/1936-strike.yaml"} and "إضراب" in filled(
        (drafts_ / "1936-strike.yaml").read_text("utf-8")
    )


def test_an_event_that_became_a_draft_is_not_made_again(project):
    sheet = "Year,Headline\n1936,Strike\n"
    bring(project, "list.csv", sheet, language="en", source="s", topic="t")
    file = project / "content/events/1936-strike.yaml"
    file.write_text(file.read_text("utf-8") + "draft: true\n", "utf-8")
    assert bring(project, "list.csv", sheet, language="en", source="s", topic="t").changes == {}
    (project / "content/drafts").mkdir(exist_ok=True)
    file.rename(project / "content/drafts/later.yaml")
    assert bring(project, "list.csv", sheet, language="en", source="s", topic="t").changes == {}
