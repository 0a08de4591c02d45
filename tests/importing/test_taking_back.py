"""An import taken back leaves the project as it was, but for what somebody has changed or uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.test_plan_import import SHEET, TOPICS, bring
from tests.world import build, tree
from timeline.authoring import edits
from timeline.importing import plan_import, taking_back
from timeline.importing.reading import Wanted


@pytest.fixture
def project(world):
    return world(**{"content/topics.yaml": TOPICS})


def undo(root: Path, name: str, text: str, **wanted) -> plan_import.Import:
    file = root / name
    file.write_text(text, "utf-8")
    made = taking_back.plan(root, file, Wanted(**wanted))
    assert edits.apply(root, made.changes) == []
    file.unlink()
    return made


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("options", [{}, {"source": "s", "topic": "t"}, {"language": "ar"}])
@pytest.mark.parametrize("schema", [True, False])
def test_an_import_taken_back_was_never_there(project, end, options, schema):
    """Events, topics and the source go; all else is byte for byte as before. Nothing goes until that is written."""
    (project / "content/topics.yaml").write_text(TOPICS.replace("\n", end), "utf-8", newline="")
    if schema:
        (project / "content/schema").mkdir()
    before = tree(project)
    bring(project, "list.csv", SHEET, **options)
    after = tree(project)
    (project / "list.csv").write_text(SHEET, "utf-8")
    assert taking_back.plan(project, project / "list.csv", Wanted(**options)).counts.startswith("events: 4, ")
    (project / "list.csv").unlink()
    assert tree(project) == after != before
    made = undo(project, "list.csv", SHEET, **options)
    assert tree(project) == before and made.diagnostics == ()
    assert undo(project, "list.csv", SHEET, **options).changes == {}


def test_what_was_changed_or_is_used_stays_and_is_named(project):
    """An event with a text more, its source and its topic; an event found under another name goes all the same."""
    bring(project, "list.csv", SHEET, language="en")
    events = project / "content/events"
    kept = events / "2016-02-a-quoted-headline.yaml"
    kept.write_text(kept.read_text("utf-8") + "# mine\n", "utf-8")
    (events / "2016-02-anwan-akhr.yaml").rename(events / "renamed.yaml")
    made = undo(project, "list.csv", SHEET, language="en")
    assert [(fault.code, fault.span.path) for fault in made.diagnostics] == [
        ("changed-since", f"content/events/{kept.name}"),
        ("changed-since", "content/sources/list.yaml"),
    ]
    assert made.counts == "events: 3, topics: 1, sources: 0, events that were changed since and stay: 1, periods: 1"
    assert {path.name for path in events.iterdir()} == {"e.yaml", kept.name}
    text = (project / "content/topics.yaml").read_text("utf-8")
    assert text.startswith(TOPICS) and "courts:" in text and "mhakm:" not in text


@pytest.mark.parametrize("source", ["", "s"])
def test_an_event_that_somebody_wrote_on_stays_whole(project, source):
    """Whoever fills in by hand what a file of one language left empty keeps all of the event, and of its period."""
    sheet = "Year,End Year,Headline,Text,Type\n2016,,One,What was.,\n2001,2010,An age,,era\n"
    bring(project, "list.csv", sheet, language="en", source=source, topic="t")
    (event,) = (path for path in (project / "content/events").iterdir() if path.name != "e.yaml")
    periods = project / "content/periods.yaml"
    for path, said in ((event, "بالعربية"), (periods, "عصر")):
        text = path.read_text("utf-8")
        assert "ar: # to be written" in text
        path.write_text(text.replace("ar: # to be written", f"ar: {said}"), "utf-8")
    before = tree(project)
    made = undo(project, "list.csv", sheet, language="en", source=source, topic="t")
    assert tree(project) == before and made.changes == {}
    named = {fault.span.path for fault in made.diagnostics if fault.code == "changed-since"}
    assert {f"content/events/{event.name}", "content/periods.yaml"} <= named
    assert "events: 0, " in made.counts and "stay: 1" in made.counts


def test_a_word_that_is_also_an_id_is_no_use_of_it(project):
    """Neither a language's code nor a word of a text keeps a source or a topic from going; what names one does."""
    head = "Year,Headline,Group\n"
    bring(project, "kind.csv", f"{head}2016,One,summary\n2017,Two,title\n", language="en")
    made = undo(project, "kind.csv", f"{head}2016,One,summary\n2017,Two,title\n", language="en")
    assert made.diagnostics == () and made.counts.startswith("events: 2, topics: 2, sources: 1")
    bring(project, "kind.csv", f"{head}2016,One,summary\n", language="en")
    event = (project / "content/events/e.yaml").read_text("utf-8")
    (project / "content/events/e.yaml").write_text(event.replace('"t"', '"summary"').replace('"s"', '"kind"'), "utf-8")
    made = undo(project, "kind.csv", f"{head}2016,One,summary\n", language="en")
    assert made.counts.startswith("events: 1, topics: 0, sources: 0")
    assert [fault.span.path for fault in made.diagnostics] == ["content/sources/kind.yaml"]


def test_a_source_is_not_called_by_a_language_alone(project):
    """A file named after its language gives the title's words, or says that it is an import."""
    made = bring(
        project, "en.csv", "Year,Headline,Type\n,A history of printing,title\n2016,One,\n", write=False, language="en"
    )
    assert "content/sources/a-history-of-printing.yaml" in made.changes
    made = bring(project, "en.csv", "Year,Headline\n2016,One\n", write=False, language="en")
    assert "content/sources/en-import.yaml" in made.changes


def test_other_options_take_nothing_back(project):
    """What the import would write then is not what lies there."""
    bring(project, "list.csv", SHEET, language="en", topic="t")
    before = tree(project)
    made = undo(project, "list.csv", SHEET, language="en")
    assert {fault.code for fault in made.diagnostics} == {"changed-since"}
    assert set(before) - set(tree(project)) <= {
        "content/periods.yaml",
        *(
            f"content/events/{name}.yaml"
            for name in ("0044-bce-03-15-caesar-is-killed", "2016-02-a-quoted-headline", "2016-02-anwan-akhr")
        ),
    }
    made = undo(project, "list.csv", SHEET, language="ar")
    assert made.changes == {} and [f.message for f in made.diagnostics] == [
        "this file was brought in with `--language en`"
    ]


def test_the_language_of_an_import_is_found_again(project):
    """Where the command line says none, it is that with which the rows were brought in."""
    before = tree(project)
    bring(project, "list.csv", SHEET, language="ar")
    undo(project, "list.csv", SHEET)
    assert tree(project) == before


def test_addresses_that_were_given_out_are_told(project):
    """Once, with where the first stands: what was promised is a person's to take back."""
    bring(project, "list.csv", "Year,Headline\n2016,One\n2017,Two\n", source="s", topic="t")
    (project / "content/permalinks.txt").write_text("events/2016-one\nevents/2017-two\nevents/e\n")
    made = undo(project, "list.csv", "Year,Headline\n2016,One\n2017,Two\n", source="s", topic="t")
    assert [(f.code, f.severity, f.span.line) for f in made.diagnostics] == [("vanished-id", "warning", 1)]
    assert set(made.changes) == {"content/events/2016-one.yaml", "content/events/2017-two.yaml"}
    assert not build(project).written


def test_an_event_that_another_file_completed_stays(project):
    """What the second file brought is not the first one's to remove."""
    head = "Year,Headline,Unique ID\n2016,"
    bring(project, "en.csv", f"{head}One,a\n", language="en", source="s", topic="t")
    bring(project, "ar.csv", f"{head}واحد,a\n", language="ar", source="s", topic="t")
    made = undo(project, "en.csv", f"{head}One,a\n", language="en", source="s", topic="t")
    assert made.changes == {} and [fault.code for fault in made.diagnostics] == ["changed-since"]


def test_a_file_that_cannot_be_read_takes_nothing_back(project):
    """It is told as an import tells it."""
    made = undo(project, "list.csv", "<html>")
    assert made.changes == {} and [fault.code for fault in made.diagnostics] == ["bad-import"]


@pytest.mark.parametrize("draft", [True, False])
def test_drafts_are_taken_back_wherever_they_lie(project, draft):
    sheet = "Year,Headline\n2016,One\n2017,Two\n"
    before = tree(project)
    bring(project, "list.csv", sheet, source="s", topic="t", draft=True)
    (project / "content/drafts/2017-two.yaml").rename(project / "content/events/2017-two.yaml")
    made = undo(project, "list.csv", sheet, source="s", topic="t", draft=draft)
    assert made.counts.startswith("events: 2,") and made.counts.endswith("stay: 0")
    assert tree(project) == before and made.diagnostics == ()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("first", ["en", "ar"])
def test_a_second_language_is_taken_back_and_the_first_stays(project, first, end):
    """Its texts go, be they in an empty place or in a field of their own; what a person wrote since is kept."""
    second = {"en": "ar", "ar": "en"}[first]
    long = "<p>One.</p><p>Two.</p>"
    sheets = {
        code: f"Unique ID,Year,Headline,Text\nA-1,1936,{code},{long}\nA-2,1937,{code},x\n" for code in "en ar".split()
    }
    options = {"source": "s", "topic": "t"}
    bring(project, "first.csv", sheets[first], language=first, **options)
    file = project / "content/events" / f"1936-{first}.yaml"
    file.write_bytes((file.read_text("utf-8") + "# mine\n").replace("\n", end).encode())
    before = tree(project)
    bring(project, "second.csv", sheets[second], language=second, **options)
    assert tree(project) != before
    made = undo(project, "second.csv", sheets[second], language=second, **options)
    assert tree(project) == before and made.diagnostics == ()
    assert made.counts.endswith("events that lose texts: 2")


def test_a_second_language_that_was_changed_since_stays(project):
    sheets = {code: f"Unique ID,Year,Headline,Text\nA-1,1936,{code},x\n" for code in ("en", "ar")}
    for code, sheet in sheets.items():
        bring(project, f"{code}.csv", sheet, language=code, source="s", topic="t")
    file = project / "content/events/1936-en.yaml"
    file.write_text(file.read_text("utf-8").replace("ar: ar", "ar: غير"), "utf-8")
    before = tree(project)
    made = undo(project, "ar.csv", sheets["ar"], language="ar", source="s", topic="t")
    assert [fault.code for fault in made.diagnostics] == ["changed-since"] and tree(project) == before
