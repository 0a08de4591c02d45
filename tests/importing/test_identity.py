"""Which event a row is: nothing that is left out is left out for a false reason, and nothing comes twice."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import world as worlds
from tests.importing.test_plan_import import TOPICS, bring, said
from tests.world import both
from timeline.authoring import editor_schema, renaming
from timeline.importing import drafts, plan_import
from timeline.importing.plan_import import Wanted
from timeline.records import yaml_file

E = "content/events/e.yaml"
MADE = {"source": "s", "topic": "t"}


def events(root: Path) -> dict[str, dict]:
    """The data of each event by its id, without the one that every small project has."""
    paths = sorted((root / "content/events").glob("*.yaml"))
    found = {path.stem: yaml_file.read(path.name, path.read_bytes())[0].data for path in paths if path.is_file()}
    return {id: data for id, data in found.items() if id != "e"}


def titles(root: Path, code: str = "en") -> dict[str, str]:
    return {id: data["title"][code] for id, data in events(root).items()}


def told(made: plan_import.Import) -> list[tuple[str, str]]:
    return [(fault.severity, fault.message) for fault in made.diagnostics if fault.code != "made-up-id"]


def test_a_file_brought_in_by_halves_is_brought_in_whole(world):
    """Headlines without Latin letters, or with the same ones, in the same years: each row is an event of its own."""
    root = world()
    first = "Year,Headline,Text\n1948,سقوط حيفا,نص أول.\n1967,حرب حزيران,نص ثان.\n"
    second = "Year,Headline,Text\n1948,سقوط يافا,نص ثالث.\n1967,القرار 242,نص رابع.\n"
    made = [bring(root, f"{n}.csv", text, language="ar", **MADE) for n, text in enumerate((first, second))]
    assert titles(root, "ar") == {
        "1948-sqwt-hyfa": "سقوط حيفا",
        "1948-sqwt-yafa": "سقوط يافا",
        "1967-hrb-hzyran": "حرب حزيران",
        "1967-al-qrar-242": "القرار 242",
    }
    counts = "events: 2, new topics: 0, new sources: 0, rows left out: 0, of these there already: 0"
    assert [(one.counts, told(one)) for one in made] == [(counts, [])] * 2


def test_headlines_alike_in_their_first_eighty_latin_letters_are_two_events(world):
    """And those alike but for other letters, signs or large ones, be they in one file or in two."""
    root, long = world(), "word " * 20
    for pair in ((f"{long}one", f"{long}two"), ("G7 تجتمع", "G7 تفترق"), ("A, b", "a-B")):
        for row in pair:
            assert told(bring(root, "f.csv", f'Year,Headline\n2016,"{row}"\n', language="en", **MADE)) == []
    assert len(titles(root)) == 6 == len(set(titles(root).values()))


@pytest.mark.parametrize("place", ["event", "alias", "permalink", "unread", "misnamed", "row", "alias of a row"])
def test_an_id_that_is_taken_is_never_made_up_and_leaves_no_row_out(world, place):
    """By an event, a former name, an address given out, a file that nothing reads, another row of the file."""
    root, row, rows = world(), ",2016,New,", ""
    path = root / "content/events/2016-new.yaml"
    if place == "event":
        shutil.copy(root / E, path)
    elif place == "alias":
        (root / E).write_text(json.dumps(worlds.event(aliases=["2016-new"])), "utf-8")
    elif place == "permalink":
        (root / "content/permalinks.txt").write_text("events/2016-new\n")
    elif place == "unread":
        path.symlink_to("nowhere")
    elif place == "misnamed":
        path.with_suffix(".yml").write_text("")
    else:
        rows = "2016-new,2017,Other,\n" if place == "row" else "other,2017,Other,2016-new\n"
    made = bring(root, "f.csv", f"id,date,title_en,aliases\n{row}\n{rows}", **MADE)
    assert told(made) == [] and titles(root)["2016-new-2"] == "New"


@pytest.mark.parametrize("kind", ["sources", "topics"])
@pytest.mark.parametrize("place", ["alias", "permalink"])
def test_nor_is_that_of_a_source_or_a_topic(world, kind, place):
    """What had the id, or was given it, keeps it: the file's source and a group's topic get another."""
    topics = "t:\n  name: {en: Rome, ar: روما}\n  summary: {en: S., ar: ج.}\n"
    root = world(**{"content/topics.yaml": topics})
    if place == "permalink":
        (root / "content/permalinks.txt").write_text(f"{kind}/list\n")
    elif kind == "topics":
        (root / "content/topics.yaml").write_text(f"{topics}  aliases: [list]\n", "utf-8")
    else:
        (root / "content/sources/s.yaml").write_text(json.dumps({**worlds.SOURCE, "aliases": ["list"]}), "utf-8")
    bring(root, "list.csv", "Year,Headline,Group\n2016,A,List\n")
    (event,) = events(root).values()
    others = {"topics": ["list"], "sources": [{"id": "list"}]}
    assert {name: event[name] for name in others} == {
        **others,
        kind: json.loads(json.dumps(others[kind]).replace("list", "list-2")),
    }


def test_an_event_is_known_by_its_row_whatever_became_of_it(world):
    """Renamed by hand or by the command, given another date and another headline; in a file with other rows."""
    root = world()
    (root / "content/schema").mkdir()
    sheet = "Year,Headline,Text\n1948,سقوط حيفا,نص.\n1948,سقوط يافا,نص.\n1948,,بلا عنوان.\n1948,,ولا هذا.\n"
    bring(root, "one.csv", sheet, language="ar", **MADE)
    folder = root / "content/events"
    for path in folder.glob("1948*"):
        text = re.sub("# to be written", "x", path.read_text("utf-8"))
        lines = text.split("\n")
        assert lines[0] == editor_schema.modeline("events") and drafts.rows(lines[1])
        path.write_text(re.sub("^date: .*", "date: 1949", re.sub("سقوط", "احتلال", text), flags=re.M), "utf-8")
    assert renaming.rename(root, "1948-sqwt-yafa", "jaffa")[1] == []
    (folder / "1948-sqwt-hyfa.yaml").rename(folder / "haifa.yaml")
    again = "Year,Text,Headline\n2016,,New\n" + "".join(
        f"1948,{text},{title}\n" for title, text in (row.split(",")[1:] for row in sheet.split("\n")[4:0:-1])
    )
    made = bring(root, "two.csv", again, language="ar", **MADE)
    assert list(made.changes) == ["content/events/2016-new.yaml"]
    assert told(made) == [("warning", "rows from which events were made before: 4")]


def test_a_row_that_was_mended_is_told_with_the_event_that_it_may_be(world):
    """By another date, or one other headline, of an event whose own row the file has no more; a row more, or one whose
    headline returns each year, is none."""
    head = "date,title_en,title_ar,summary_en\n"
    rows = ["2014,A vote,تصويت,They vote.", "2015,A fair,سوق,They buy.", "2016,A war,حرب,They fight."]
    root = world()
    bring(root, "f.csv", head + "\n".join(rows), **MADE)
    mended = ["2018,A vote,تصويت,Again.", rows[0], rows[1].replace("2015", "2013"), rows[2].replace("A war", "The war")]
    made = bring(root, "f.csv", head + "\n".join(mended), **MADE)
    assert told(made) == [
        ("warning", "the event `2014-a-vote` was made from this row before"),
        ("warning", "this row is a new event; perhaps it is `2015-a-fair`, whose date is 2015"),
        ("warning", "this row is a new event; perhaps it is `2016-a-war`, which is called “A war”"),
    ]
    assert len(made.changes) == 3


def test_the_line_that_remembers_a_row_may_be_taken_out(world):
    """The date and the headline then say what they say; where they are others now, the row is a new event."""
    root = world()
    bring(root, "f.csv", "Year,Headline\n2016,A\n", **MADE)
    path = root / "content/events/2016-a.yaml"
    path.write_text(path.read_text("utf-8").split("\n", 1)[1], "utf-8")
    made = bring(root, "f.csv", "Year,Headline\n2016,A\n", **MADE)
    assert told(made) == [("warning", "the event `2016-a` has this date and headline already")]
    path.write_text(path.read_text("utf-8").replace("en: A\n", "en: B\n"), "utf-8")
    assert list(bring(root, "f.csv", "Year,Headline\n2016,A\n", **MADE).changes) == ["content/events/2016-a-2.yaml"]


def test_a_row_that_was_mended_is_the_event_of_its_date_and_headline(world):
    """What else it says is another matter; space between words and ways of writing one letter are none at all."""
    root = world()
    bring(root, "f.csv", "date,title_en,summary_en\n2016,Café in  Rome,Old.\n", **MADE)
    made = bring(root, "f.csv", "date,title_en,summary_en\n2016,Cafe\u0301 in Rome,New.\n", **MADE)
    assert told(made) == [("warning", "the event `2016-cafe-in-rome` has this date and headline already")]


def test_headlines_are_compared_language_by_language(world):
    """The same word in another language is another event's; two that both have must both be the same."""
    root = world(**{"content/events/f.yaml": worlds.event(date="2016", title={"en": "G7", "ar": None})})
    assert told(bring(root, "f.csv", "Year,Headline\n2016,G7\n", language="ar", **MADE)) == []
    made = bring(root, "f.csv", "date,title_en,title_ar\n2016,A,أ\n2016,A,ب\n2016,B,أ\n2016,A,\n", **MADE)
    assert titles(root, "ar") == {"f": None, "2016-g7": "G7", "2016-a": "أ", "2016-a-2": "ب", "2016-b": "أ"}
    assert said(made) == [("duplicate-event", 5)]


def test_an_id_that_a_row_names_is_told_whose_it_is(world):
    """An event's with another date or headline, a former one, one that was given out, a file that cannot be read."""
    root = world(
        **{
            "content/events/f.yaml": worlds.event(aliases=["was"]),
            "content/events/g.yaml": "date: [",
            "content/permalinks.txt": "events/given\n",
        }
    )
    (root / "content/events/h.yaml").symlink_to("nowhere")
    rows = "".join(f"{id},2016,A {id}\n" for id in ("f", "was", "given", "g", "h"))
    made = bring(root, "f.csv", f"id,date,title_en\n{rows}", **MADE)
    assert made.changes == {} and told(made) == [
        ("error", "the event `f` is there, and does not have this date and headline"),
        ("error", "`events/was` leads to `f`, which had that id before"),
        ("error", "`events/given` was given out before, and nothing answers for it now"),
        ("error", "`content/events/g.yaml` is there, and cannot be read as an event"),
        ("error", "`content/events/h.yaml` is there, and cannot be read as an event"),
    ]
    assert made.counts.endswith("rows left out: 5, of these there already: 0")


def test_a_row_that_names_an_id_is_its_event_by_that_id_or_a_former_one(world):
    """Though another event has the same date and headline; it is that other one where no row of the file names it."""
    title = both("A", "أ")
    root = world(
        **{f"content/events/{id}.yaml": worlds.event(date="2016", title=title, aliases=was) for id, was in
           (("f", []), ("g", ["was"]))}
    )  # fmt: skip
    made = bring(root, "f.csv", "id,date,title_en\nwas,2016,A\nf,2016,A\n", **MADE)
    assert told(made) == [("warning", f"the event `{id}` has this date and headline already") for id in ("g", "f")]
    made = bring(root, "f.csv", "id,date,title_en\nf,2016,A\nh,2016,A\n", **MADE)
    assert told(made)[1] == ("warning", "the event `g` has this date and headline already")
    made = bring(root, "f.csv", "id,date,title_en\nf,2016,A\ng,2016,A\nh,2016,A\n", **MADE)
    assert list(made.changes) == ["content/events/h.yaml"]


def test_an_id_and_a_date_are_enough_where_no_headline_differs(world):
    """A sheet of translations names the events that it belongs to, which gain them; so does a slide that never had a
    headline, and another text of it is left."""
    root = world(**{"content/events/2016-f.yaml": worlds.event(date="2016", title={"en": "A", "ar": None})})
    bring(root, "f.csv", "Year,Text,Unique ID\n2016,One.,2016-g\n", **MADE)
    made = [
        bring(root, "f.csv", "id,date,title_ar\n2016-f,2016,أ\n", **MADE),
        bring(root, "f.csv", "Year,Text,Unique ID\n2016,Two.,2016-g\n", **MADE),
    ]
    assert [told(one) for one in made] == [
        [],
        [("warning", "the event `2016-g` is there already")],
    ]
    assert titles(root, "ar")["2016-f"] == "أ" and titles(root)["2016-f"] == "A"


def test_rows_with_ids_of_their_own_may_have_one_headline(world):
    """Each is an event, as the file says; a row without one is not told apart from them."""
    root, rows = world(), "id,date,title_en\n,2016,A\nx,2016,A\ny,2016,A\n"
    made = bring(root, "f.csv", rows, **MADE)
    assert titles(root) == {"x": "A", "y": "A"}
    assert told(made) == [("error", "the row at `3:3` has this date and headline too, so this one is left out")]
    assert bring(root, "f.csv", rows, **MADE).changes == {}


@pytest.mark.parametrize("order", [("x", "y"), ("y", "x")])
def test_the_order_of_rows_with_ids_decides_nothing(world, order):
    """Of two that say what one event says, neither takes it from the other."""
    said = {id: worlds.event(date="2016", title=both(title)) for id, title in (("f", "A"), ("y", "B"))}
    root = world(**{f"content/events/{id}.yaml": event for id, event in said.items()})
    rows = "".join(f"{id},2016,A\n" for id in order)
    assert bring(root, "f.csv", f"id,date,title_en\n{rows}", **MADE).changes == {}


def test_two_rows_of_one_file_are_one_event_or_are_told_apart(world):
    """The same row twice is once enough. Of two that differ in a text alone one is an error, not a loss."""
    root, rows = (
        world(),
        "Year,Headline,Text\n2016,A,One.\n2016,A,One.\n2016,A,Two.\n2016,,One.\n2016,,Two.\n2016,,Two.\n",
    )
    made = bring(root, "f.csv", rows, **MADE)
    assert told(made) == [
        ("warning", "the row at `2:1` is the same as this one, so this one is left out"),
        ("error", "the row at `2:1` has this date and headline too, so this one is left out"),
        ("warning", "the row at `6:1` is the same as this one, so this one is left out"),
    ]
    assert titles(root) == {"2016-a": "A", "2016-event": None, "2016-event-2": None}
    assert bring(root, "f.csv", rows, **MADE).changes == {}


def test_two_rows_may_not_have_one_id(world):
    """An id is a promise; one that is made up gets a number, whatever other rows are named."""
    rows = "id,date,title_en\nx,2016,A\nx,2017,B\n,2016,C\n2016-c,2018,D\n"
    made = bring(root := world(), "own.csv", rows, **MADE)
    assert told(made) == [("error", "two rows have the id `x`")]
    assert titles(root) == {"x": "A", "2016-c-2": "C", "2016-c": "D"}
    assert [path.split("/")[-1] for path in made.changes] == ["x.yaml", "2016-c-2.yaml", "2016-c.yaml"]


def test_a_row_that_is_left_out_keeps_no_other_out(world):
    """One with a fault has neither an id nor a headline that another could not have."""
    root = world()
    rows = "id,date,title_en,actors\nx,2016,A,none\nx,2017,B,\n,2018,C,none\n,2018,C,\n"
    made = bring(root, "own.csv", rows, **MADE)
    assert said(made) == [("unknown-actor", 2)]
    assert titles(root) == {"x": "B", "2018-c": "C"}


def test_what_is_there_is_not_asked_for_anything(world):
    """A row whose event is there may name what is gone since: that is no reason, since it is left out anyway."""
    root = world()
    row = "date,title_en,actors\n2016,A,a\n"
    bring(root, "own.csv", row, **MADE)
    (root / "content/actors.yaml").unlink()
    assert [code for code, _ in said(bring(root, "own.csv", row, **MADE))] == ["duplicate-event"]


LONG = "a headline of so many words that the id which is made of it ends before the headline does, "
HEADLINES = ["سقوط حيفا", "سقوط يافا", "القرار 242", "242", "War", "war", "War!", "G7 تجتمع", "G7 تفترق", "A b", "a, b",
             "event", "Event 2", "2016", f"{LONG}one", f"{LONG}two", "حرب", "الحرب"]  # fmt: skip
YEARS = ["1948", "1967", "2016"]
IDS = ["1948-war", "1948-event", "1967-event-2", "2016-a-b", "2016-2016"]
FORMS = [(code, own) for code in ("en", "ar") for own in (False, True)]
ROWS = st.fixed_dictionaries(
    {
        "file": st.integers(0, 2),
        "form": st.sampled_from(FORMS),
        "year": st.sampled_from(YEARS),
        "month": st.sampled_from(["", "", "6", "13"]),  # the last is none
        "headline": st.sampled_from(HEADLINES),
        "text": st.sampled_from(["One.", "Two."]),
        "id": st.sampled_from([*[""] * 12, *IDS]),
    }
)
DISTINCT = {"unique_by": lambda row: (row["form"], row["year"], row["month"], row["headline"])}


def files(rows: list[dict]) -> list[tuple[str, list[dict]]]:
    """The rows by the files that they stand in: TimelineJS's sheets, and our own, each in a language."""
    kinds = list(dict.fromkeys((row["file"], row["form"]) for row in rows))
    return [(form[0], [row for row in rows if (row["file"], row["form"]) == (n, form)]) for n, form in kinds]


def written(path: Path, code: str, rows: list[dict]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        if rows[0]["form"][1]:
            writer.writerow(["id", "date", f"title_{code}", f"summary_{code}"])
            writer.writerows([row["id"], date(row), row["headline"], row["text"]] for row in rows)
        else:
            writer.writerow(["Year", "Month", "Headline", "Text", "Unique ID"])
            writer.writerows([row["year"], row["month"], row["headline"], row["text"], row["id"]] for row in rows)
    return path


def date(row: dict) -> str:
    return f"{row['year']}-{row['month']:>02}" if row["month"] else row["year"]


def key(row: dict) -> tuple[str, str, str]:
    """What a row says, in its language."""
    return date(row), row["form"][0], row["headline"]


def keys(data: dict) -> list[tuple[str, str, str]]:
    return [(data["date"], code, title) for code, title in data["title"].items() if title]


def brought(root: Path, rows: list[dict]) -> int:
    """Brings in each file, looks whether all that is said of it is true, and gives the number of new events."""
    new = 0
    for code, some in files(rows):
        made = bring(root, "f.csv", written(root / "f.csv", code, some).read_bytes(), language=code, **MADE)
        new += len(made.changes)
        there = events(root)
        for fault in made.diagnostics:
            row = some[fault.span.line - 2]
            name = next(iter(re.findall("`(?:events/)?([^`]+)`", fault.message)), "")
            if "has this date and headline already" in fault.message:
                assert key(row) in keys(there[name])
            elif "rows from which events were made before" in fault.message:
                assert fault.severity == "warning"
            elif "was made from this row before" in fault.message or "perhaps it is" in fault.message:
                assert drafts.rows((root / f"content/events/{name}.yaml").read_text("utf-8"))
            elif "is there already" in fault.message:
                assert name == row["id"] and there[name]["date"] == date(row) and not there[name]["title"][code]
            elif "does not have this date and headline" in fault.message:
                assert name == row["id"] and key(row) not in keys(there[name])
            elif "the row at" in fault.message:
                other = some[int(name.split(":")[0]) - 2]
                assert key(other) == key(row) and ("is the same" in fault.message) == (other == row)
            elif fault.code == "duplicate-id":
                assert name == row["id"] and sum(other["id"] == name for other in some) > 1
            else:
                assert fault.code == "made-up-id" or fault.code == "bad-month" and row["month"] == "13"
    return new


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_in_any_order_and_any_number_of_files_each_row_is_an_event_once(tmp_path_factory, rows):
    """What is in content afterwards is what the rows said; only who chose an id that another has is sent back."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files())
    brought(root, rows)
    found = Counter(said for data in events(root).values() for said in keys(data))
    sound = [row for row in rows if row["month"] != "13"]
    assert set(found) <= set(map(key, sound))
    for row in sound:
        named = {other["id"] for other in sound if key(other) == key(row)}
        if "" in named or not named & set(events(root)):
            assert found[key(row)] >= 1
        assert found[key(row)] <= max(1, len(named - {""}) + ("" in named))
    assert brought(root, rows) == brought(root, rows[::-1]) == 0
    shutil.rmtree(root)


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=10, **DISTINCT), st.data())
def test_rows_without_ids_are_known_again_in_any_other_files(tmp_path_factory, rows, data):
    """Though every event was renamed, dated anew and given another headline; the rows are parted in another way."""
    root = worlds.write(tmp_path_factory.mktemp("any"), worlds.files())
    rows = [{**row, "id": ""} for row in rows]
    number = brought(root, rows)
    assert number == len({key(row) for row in rows if row["month"] != "13"}) == len(events(root))
    for n, id in enumerate(events(root)):
        path = root / f"content/events/{id}.yaml"
        text = re.sub(r"^(date|  (?:en|ar)): .*$", rf"\1: 19{n:02}", path.read_text("utf-8"), flags=re.M)
        path.unlink()
        (root / f"content/events/now-{n}.yaml").write_text(text, "utf-8")
    again = [{**row, "file": data.draw(st.integers(0, 3))} for row in data.draw(st.permutations(rows))]
    said = [
        fault.message
        for code, some in files(again)
        for fault in plan_import.plan(root, written(root / "f.csv", code, some), Wanted(code, "s", "t")).diagnostics
        if fault.code != "bad-month"
    ]
    counts = [re.search(r"were made before: (\d+)", message) for message in said if "perhaps" not in message]
    assert sum(int(found[1]) if found else 1 for found in counts) == number
    assert all(found or "was made from this row before" in message for found, message in zip(counts, said, strict=True))
    shutil.rmtree(root)


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
