"""The schemas for editors: current, complete, easy to merge, and never in the way of a build."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import both, event
from timeline.authoring import editor_schema
from timeline.build import check, pipeline
from timeline.build.inputs import Options
from timeline.records import content, yaml_file
from timeline.text import bidi, dates, edtf

MEND = "run `python3 build.py schema` and commit content/schema/"


def made(root) -> dict[str, str]:
    """A project's schemas, by name."""
    written = editor_schema.made(root, content.read(root)[0])
    return {path.rpartition("/")[2].removesuffix(".json"): text.decode() for path, text in written.items()}


def known(text: str, kind: str) -> dict[str, str]:
    """The ids of a kind in a schema, with their names."""
    branches = json.loads(text)["definitions"][kind]["anyOf"]
    return {b["enum"][0]: b["enumDescriptions"][0] for b in branches if "enum" in b}


def test_the_committed_schemas_are_current(ours):
    """What content/schema/ holds is what the content, the records and the languages make now."""
    folder = ours / "schema"
    assert {path.stem: path.read_text("utf-8") for path in folder.iterdir()} == made(PROJECT), MEND


def test_every_content_file_leads_to_its_schema(ours):
    """The first line of each names the schema of its kind, which is there."""
    for file in sorted(ours.rglob("*.yaml")):
        kind = file.parent.name if file.parent.name in content.FOLDERS else file.stem
        first = file.read_text("utf-8").split("\n", 1)[0].replace("#\t", "# ")  # as `new` writes it
        assert first == editor_schema.modeline(kind), f"{file.name} begins with another line"
        assert (file.parent / first.partition("$schema=")[2]).is_file()


def test_every_file_of_records_has_a_schema(world):
    """One for each kind of file, in draft-07; a new record is in it with all its fields."""
    schemas = made(world())
    tables = {"topics", "actors", "places", "periods", "measures", "source_kinds"}
    assert set(schemas) == {"event", "source", "path", *tables, "site"}
    for text in schemas.values():
        assert json.loads(text)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert set(json.loads(schemas["event"])["properties"]) >= {"date", "title", "figures", "disagreements"}


def test_ids_come_with_their_names(world):
    """Every kind of id that an event names, each with what the site's languages call it."""
    text = made(world(**{"content/events/f.yaml": event(title=both("Another", "آخر"))}))["event"]
    name = "\u2068A name\u2069 · \u2068اسم\u2069"
    for kind in ("topics", "actors", "places", "measures", "sources", "events"):
        assert known(text, kind), kind
    assert known(text, "actors") == {"a": name, "b": name}
    assert known(text, "events")["f"] == "\u2068Another\u2069 · \u2068آخر\u2069"


def test_a_record_with_a_fault_is_known(world):
    """Who has begun an actor, a source or an event wants to name it, before it is complete."""
    root = world(
        **{
            "content/actors.yaml": "a: {name: {en: An actor}}\nb:\nc: [1]\nd: {name: x}\nNo Id: {}\nindex: {}\n",
            "content/sources/new.yaml": "kind: article\n",
            "content/events/new.yaml": "- not\n- a record\n",
            "content/topics.yaml": "[broken",
        }
    )
    text = made(root)["event"]
    assert known(text, "actors") == {"a": "\u2068An actor\u2069", "b": "", "c": "", "d": ""}
    assert "new" in known(text, "sources") and "new" in known(text, "events")
    assert known(text, "topics") == {}


def test_ids_that_look_like_other_things(world):
    """An id that an editor takes for a number or a boolean is known as that too."""
    odd = {id: worlds.TERM for id in ("2016", "007", "true", "0x1f", "0o17", "1e3", "no", "2016-02", "1e999")}
    definitions = json.loads(made(world(**{"content/topics.yaml": odd}))["event"])["definitions"]
    values = {b["enum"][0]: b["enum"][1:] for b in definitions["topics"]["anyOf"] if "enum" in b}
    assert values == {
        "2016": [2016],
        "007": [7],
        "true": [True],
        "0x1f": [31],
        "0o17": [15],
        "1e3": [1000],
        "no": [],
        "2016-02": [],
        "1e999": [],
    }


def test_key_figures_and_languages_are_known(world):
    """The site's file names figures by event, and languages that have a file."""
    figure = {"measure": "m", "value": "1", "said_by": "a", "sources": [{"id": "s"}]}
    text = made(world(**{"content/events/e.yaml": event(figures={"n": figure, "Not one": figure})}))["site"]
    assert list(known(text, "key_figures")) == ["e#n"]
    assert known(text, "languages") == {"ar": "العربية", "en": "English", "fa": "فارسی"}


def test_languages_are_those_of_the_site(world):
    """A text is asked for in each language of the site, in its order, under the language's own name."""
    title = json.loads(made(world(**{"content/site.yaml": {**worlds.SITE, "languages": ["ar"]}}))["topics"])
    words = title["definitions"]["words"]
    assert words["required"] == ["ar"] and words["properties"]["ar"]["title"] == "العربية"
    plural = json.loads(made(world())["measures"])["definitions"]["unit"]["properties"]
    assert list(plural["ar"]["anyOf"][1]["properties"]) == ["zero", "one", "two", "few", "many", "other"]
    assert list(plural["en"]["anyOf"][1]["properties"]) == ["one", "other"]


def test_a_growing_language_is_offered_and_not_asked_for(world):
    """Its key may be there, left empty or not; the others are asked for as before."""
    whole = {name: json.loads(text) for name, text in made(world(**worlds.in_growth(worlds.files()))).items()}
    for form, name in (("words", "topics"), ("unit", "measures")):
        found = whole[name]["definitions"][form]
        assert found["required"] == ["en", "ar"] and list(found["properties"]) == ["en", "ar", "fr"]
        assert {"type": "null"} in found["properties"]["fr"]["anyOf"]
        assert {"type": "null"} not in found["properties"]["en"].get("anyOf", [])
    assert "fr" in whole["topics"]["definitions"]["names"]["properties"]
    assert "fr" in known(json.dumps(whole["site"]), "languages") and "growing" in whole["site"]["properties"]


@pytest.mark.parametrize("languages", [None, [], "en", ["xx"], [["en"]], [{"en": "x"}]])
def test_without_a_language_there_is_no_schema(world, languages):
    """A site that does not say its languages gives none, and no exception; what is there stays."""
    root = world(**{"content/site.yaml": {**worlds.SITE, "languages": languages}})
    assert made(root) == {}
    root = world(**{"content/site.yaml": "- x\n"})
    assert made(root) == {}


def test_each_id_stands_on_a_line_of_its_own_in_order(ours):
    """So that two branches which each add one are merged, or conflict on two lines."""
    text = (ours / "schema/event.json").read_text("utf-8")
    for kind in ("actors", "sources"):
        ids = list(known(text, kind))
        assert ids == sorted(ids) and len(ids) > 5
        for id in ids:
            assert len(re.findall(rf'^ *{{"enum": \["{id}"\], "enumDescriptions": \[".*"\]}},?$', text, re.M)) == 1, id


def test_hostile_names_stay_where_they_are(world):
    """Controls that reorder text, lines, halves of characters and JSON's own signs do not get out of a name."""
    name = 'x\u202e"]}\n[link](javascript:1)\u2069\u2066 \\'
    actors = {"a": {"name": {"en": name, "ar": 5}}, "b": {"name": ["x"]}}
    root = world(**{"content/actors.yaml": actors, "content/topics.yaml": 't: {name: {en: "\\ud800"}}\n'})
    text = made(root)["event"]
    assert not bidi.CONTROLS.search(text) and "\\u202e" not in text
    assert known(text, "actors") == {"a": '\u2068x"]} [link](javascript:1) \\\u2069 · \u20685\u2069', "b": ""}


def test_everything_is_said_in_both_languages(ours):
    """Each field and each message has English and, isolated, Arabic; every control is closed."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            found.extend(
                value[key] for key in ("description", "patternErrorMessage") if key in value and "body" not in value
            )
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for path in (ours / "schema").iterdir():
        walk(json.loads(path.read_text("utf-8")))
    assert len(found) > 60
    for said in found:
        assert re.match(r"[A-Za-z`][^\n]*[a-z][^\n]*(?: · |\n\n)\u2067[^\n]*[\u0600-\u06ff][^\n]*\u2069$", said), said
        assert not bidi.problem(said)


DATES = st.text("0123456789XY-/.~?%TZ:+", max_size=24) | st.from_regex(dates.PATTERN, fullmatch=True)


@given(DATES)
@example("2016-02-05T23:20:30-12:00")
@example("-XXXX/..")
def test_no_valid_date_is_refused(text):
    """What the build reads as a date fits the pattern that editors judge by."""
    try:
        edtf.parse(text)
    except edtf.DateError:
        return
    assert re.search(dates.PATTERN, text)


def test_valid_dates_of_every_shape_fit():
    """The same for the dates that were collected, of which each shape has some; and most wrong ones do not fit."""
    rows = [row["edtf"] for row in json.loads((PROJECT / "tests/edtf.json").read_text("utf-8"))]
    fits, passed = 0, 0
    for text in rows:
        fit = bool(re.search(dates.PATTERN, text))
        try:
            edtf.parse(text)
            assert fit, text
            fits += 1
        except edtf.DateError:
            passed += fit
    assert fits > 100 and passed < 20


def test_a_build_keeps_them_current(world):
    """Where the folder is, a build writes what is new, and only that; where it is not, none is made."""
    root = world()
    assert (
        pipeline.build(Options(root), editor_schema.read).diagnostics == [] and not (root / "content/schema").exists()
    )
    (root / "content/schema").mkdir()
    (root / "content/topics.yaml").write_text(json.dumps({"t": worlds.TERM, "new": worlds.TERM}), "utf-8")
    assert pipeline.build(Options(root), editor_schema.read).diagnostics == []
    event_json = root / "content/schema/event.json"
    assert "new" in known(event_json.read_text("utf-8"), "topics")
    before = {path: path.stat().st_mtime_ns for path in event_json.parent.iterdir()}
    (root / "content/topics.yaml").write_text(json.dumps({"t": worlds.TERM, "newer": worlds.TERM}), "utf-8")
    (root / "content/permalinks.txt").unlink()
    assert pipeline.build(Options(root), editor_schema.read).diagnostics == []
    assert [p.name for p, then in before.items() if p.stat().st_mtime_ns != then] == ["event.json"]


def test_a_build_that_fails_keeps_them_current_too(world):
    """It is while something is unfinished that one looks for an id."""
    root = world(**{"content/events/e.yaml": event(actors=["c"])})
    (root / "content/schema").mkdir()
    (root / "content/actors.yaml").write_text("c:\n  name: {en: Half}\n", "utf-8")
    assert pipeline.build(Options(root), editor_schema.read).failed
    assert "c" in known((root / "content/schema/event.json").read_text("utf-8"), "actors")


def test_nothing_reads_them_back(world):
    """Stale, broken or strange files in content/schema/ are no fault, change nothing and make nothing anew."""
    root = world(
        **{"content/schema/event.json": "<<<<<<< ours", "content/schema/deep/x.yaml": "a: [", "content/schema/n": "x"}
    )
    assert check.check(Options(root)) == []
    assert (root / "content/schema/event.json").read_text("utf-8") == "<<<<<<< ours"
    pipeline.build(Options(root), editor_schema.read)
    pipeline.build(Options(root), editor_schema.read)
    from timeline.build import inputs

    assert inputs.nothing_to_do(Options(root))
    (root / "content/schema/event.json").write_text("{}", "utf-8")
    assert inputs.nothing_to_do(Options(root))
    (root / "content/topics.yaml").write_text(json.dumps({"t": worlds.TERM, "u": worlds.TERM}), "utf-8")
    assert inputs.nothing_to_do(Options(root)) is None


def test_what_cannot_be_written_is_a_warning(world):
    """A folder in a file's place is left alone and said; the site is made all the same."""
    root = world()
    (root / "content/schema/event.json").mkdir(parents=True)
    result = pipeline.build(Options(root), editor_schema.read)
    assert result.written and {(d.code, d.severity) for d in result.diagnostics} == {("cannot-write", "warning")}


def test_the_settings_for_an_editor_name_every_schema(ours):
    """VS Code is told where each schema goes, and which extension reads it."""
    settings = (PROJECT / ".vscode/settings.json").read_text("utf-8")
    told = json.loads(re.sub(r"^\s*//.*$", "", settings, flags=re.M))["yaml.schemas"]
    assert {path.removeprefix("./") for path in told} == {
        path.relative_to(PROJECT).as_posix() for path in (ours / "schema").iterdir()
    }
    for path, files in told.items():
        found = list(PROJECT.glob(files))
        assert found or "source_kinds" in path  # a project may do with the common ones
        assert all(path.rpartition("/")[2] in file.read_text("utf-8").split("\n")[0] for file in found)
    assert "redhat.vscode-yaml" in (PROJECT / ".vscode/extensions.json").read_text("utf-8")


def test_the_modeline_is_a_comment_to_the_build():
    """What `new` and `import` write first changes nothing of what is read."""
    for kind in (*content.FOLDERS, *content.TABLES, "site"):
        file, faults = yaml_file.read("x", f"{editor_schema.modeline(kind)}\na: b\n".encode())
        assert file.data == {"a": "b"} and faults == []
