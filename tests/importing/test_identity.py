"""Which event a row is: nothing that is left out is left out for a false reason, and nothing comes twice."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import world as worlds
from tests.importing.test_plan_import import bring, said
from tests.world import both
from timeline.authoring import editor_schema, renaming
from timeline.importing import drafts, plan_import
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
