"""What an editor shows of content files: asked of the language server that VS Code's YAML extension runs."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.editor import Editor, install
from tests.world import both, event
from timeline.authoring import editor_schema
from timeline.build import check, pipeline
from timeline.build.inputs import Options
from timeline.text import edtf

SETTINGS = json.loads(re.sub(r"^\s*//.*$", "", (PROJECT / ".vscode/settings.json").read_text("utf-8"), flags=re.M))
EVENT = editor_schema.modeline("events") + "\n"
X = "content/events/x.yaml"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    return install(tmp_path_factory.mktemp("npm"))


def started(server, folder, **yaml):
    """An editor in a folder, with the project's own settings and no way to the web."""
    nested = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, **yaml}
    return Editor(server, folder, {"yaml": nested, "http": {}, "[yaml]": {}, "editor": {}, "files": {}})


@pytest.fixture(scope="module")
def editor(ours, server, tmp_path_factory):
    """The project, opened in an editor."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ours, folder / "content")
    editor = started(server, folder)
    yield editor
    editor.close()


@pytest.fixture(scope="module")
def small(server, tmp_path_factory):
    """The smallest project, opened in an editor, with ids that look like other things."""
    root = tmp_path_factory.mktemp("small")
    odd = {id: worlds.TERM for id in ("t", "2016", "007", "true", "no", "1e3", "0x1f", "0o17", "12")}
    worlds.write(root, worlds.files(**{"content/topics.yaml": odd, "content/events/2015.yaml": event()}))
    (root / "content/schema").mkdir()
    assert not pipeline.build(Options(root), editor_schema.read).diagnostics
    editor = started(server, root)
    yield editor
    editor.close()


def test_nothing_is_marked_in_the_content(editor):
    """Every content file is free of marks, and its schema was found: a key that is none is marked in each."""
    files = sorted((editor.folder / "content").rglob("*.yaml"))
    assert len(files) > 30
    texts = [(file.relative_to(editor.folder).as_posix(), file.read_text("utf-8")) for file in files]
    for (path, _), marked in zip(texts, editor.all_faults(texts), strict=True):
        assert marked == [], path
    texts = [(path, f"{text.rstrip()}\nnot-a-key: [x]\n") for path, text in texts]
    for (path, _), marked in zip(texts, editor.all_faults(texts), strict=True):
        assert marked and all(words in ("not-a-key", "[x]") for _, words, _ in marked), path


# Each part of an event as some would write it. The build reads every scalar as text, so nothing here is a fault.
FINE = [
    "date: 2016",
    "date: 0762",
    "date: -0043",
    'date: "2016"',
    "date: 2016-02-05",
    "date: 2016-02-05T23:20:30+02:00",
    "date: 2014-12~",
    "date: ../2014",
    "date: Y170000002",
    "title: {en: 2016, ar: ١}",
    "title: {en: no, ar: true}",
    "title: {en: 12:30, ar: 0x1F}",
    "title: {en: .inf, ar: 2016-01-01}",
    "summary:\n  en: |\n    of\n    lines\n  ar: >-\n    سطور",
    "topics: [2016, 007, true, no, 1e3, 0x1f, 0o17, 12]",
    'topics: ["2016", "true", t]',
    "topics:\n- t",
    "body:",
    "body: {en: 1.5, ar: 2}",
    "figures: {2016: {measure: m, value: 125000, said_by: a, sources: [{id: s}]}}",
    'figures: {true: {measure: m, value: "0014.50", bound: at-most, said_by: a, via: , standing: claimed, sources: [{id: s}]}}',
    "figures: {x: {measure: m, value: 999999999999999.999999, period: 2016, said_by: {en: x, ar: 5}, sources: [{id: s}]}}",
    "figures: {}",
    "statements: [{id: 12, text: {en: x, ar: no}, said_by: b, standing: stated, sources: [{id: s, at: 5}]}]",
    "statements: [{id: , text: {en: x, ar: y}, said_by: b, via: a, standing: stated, sources: [{id: s, at: }]}]",
    "other_dates: [{date: 1999, note: , sources: [{id: s, at: {en: 9, ar: true}}]}]",
    "disagreements: [{about: {en: x, ar: y}, accounts: [{text: {en: x, ar: y}, said_by: , sources: [{id: s}]}, {text: {en: x, ar: y}, sources: [{id: s}]}]}]",
    "related: [{event: 2015, as: answers}]",
    "aliases: [2014, 0x10, before, true]",
    "sources: [{id: s, at: ¶2}]",
    "# a comment\nplaces: [p]",
]


def with_part(part: str) -> str:
    """An event of which a part is written so."""
    base = "date: 2016\ntitle: {en: x, ar: y}\nsummary: {en: x, ar: y}\ntopics: [t]\nsources: [{id: s}]\n"
    key = re.search(r"^(\w+):", part, re.M)[1]
    return EVENT + re.sub(rf"^{key}: .*\n", "", base, flags=re.M) + part + "\n"


@pytest.fixture(scope="module")
def in_fine(small):
    """What is marked in each of these events, by the part."""
    return dict(zip(FINE, small.all_faults([(X, with_part(part)) for part in FINE]), strict=True))


@pytest.mark.parametrize("part", FINE)
def test_what_the_build_reads_is_not_marked(small, in_fine, part):
    """A value that the build takes without a word is not marked either, whatever the editor takes it for."""
    file = small.folder / X
    file.write_text(with_part(part), "utf-8")
    faults = check.check(Options(small.folder))
    file.unlink()
    assert faults == [] and in_fine[part] == []


def test_every_valid_date_is_taken(editor):
    """Of the collected dates none that is valid is marked, quoted or bare; of the others all but what needs counting."""
    valid, wrong = [], {}
    for row in json.loads((PROJECT / "tests/edtf.json").read_text("utf-8")):
        try:
            valid.append(edtf.parse(row["edtf"]).text)
        except edtf.DateError as fault:
            wrong[json.dumps(row["edtf"])] = fault.code
    assert len(valid) > 100 and len(wrong) > 60

    def text(written):
        rows = "".join(f"- {{date: {date}, sources: [{{id: unnamed-2016-08}}]}}\n" for date in written)
        return f"{EVENT}{FULL}other_dates:\n{rows}"

    assert editor.faults(X, text(valid + [json.dumps(date) for date in valid])) == []
    passed = set(wrong) - {words for _, words, _ in editor.faults(X, text(wrong))}
    assert {wrong[date] for date in passed if "-0000" not in date} <= {"bad-day", "bad-time", "end-before-start"}
    assert len(passed) < 20


FULL = """\
date: 2016-02
title: {en: x, ar: y}
summary: {en: x, ar: y}
topics: [suspensions]
actors: [twitter]
sources: [{id: unnamed-2016-08}]
figures:
  accounts: {measure: users, value: 5, said_by: twitter, sources: [{id: unnamed-2016-08}]}
statements:
  - {text: {en: x, ar: y}, said_by: isis, standing: stated, sources: [{id: unnamed-2016-08, at: "¶2"}]}
"""


MISTAKES = [
    ("actors:", "actor:", "actor", "not allowed"),
    ("date: 2016-02\n", "", "t", 'Missing property "date"'),
    ("2016-02\n", "5 February 2016\n", "5 February 2016", "Write EDTF"),
    ("2016-02\n", "2016-13\n", "2016-13", "اكتب التاريخ بصيغة EDTF"),
    ("2016-02\n", "20160205\n", "20160205", "above the maximum"),
    ("title: {en: x, ar: y}", "title: x", "x", "Incorrect type"),
    ("title: {en: x, ar: y}", "title: {en: x}", "title", 'Missing property "ar"'),
    ("title: {en: x, ar: y}", "title: {en: x, ar: y, fr: z}", "fr", "not allowed"),
    ("title: {en: x, ar: y}", "title: {en: x, ar: }", "", "Incorrect type"),
    ("[suspensions]", "[suspension]", "suspension", "No topic has this id"),
    ("[suspensions]", "[suspensions, 2016]", "2016", "Incorrect type"),
    ("[suspensions]", "[]", "[]", "too few items"),
    ("[suspensions]", "suspensions", "suspensions", "Incorrect type"),
    ("[twitter]", "[twiter]", "twiter", "لا طرف بهذا المعرّف"),
    ("measure: users", "measure: user", "user", "No measure has this id"),
    ("value: 5", "value: 5 million", "5 million", "Write digits alone"),
    ("value: 5", 'value: "125,000"', '"125,000"', "اكتب العدد"),
    ("value: 5", "value: -5", "-5", "below the minimum"),
    ("value: 5", "bound: over, value: 5", "over", "at-least"),
    ("value: 5, ", "", "accounts", 'Missing property "value"'),
    ("  accounts:", "  My Accounts:", "My Accounts", "small Latin letters"),
    ("said_by: twitter", "said_by: somebody", "somebody", "No actor has this id"),
    ("said_by: isis", "said_by: {en: someone}", "said_by", 'Missing property "ar"'),
    ("said_by: isis", "said_by: [isis]", "[isis]", "Incorrect type"),
    ("standing: stated", "standing: said", "said", '"stated", "reported"'),
    ("sources: [{id: unnamed-2016-08}]\nf", "sources: [{id: unnamed}]\nf", "unnamed", "No source has this id"),
    ("sources: [{id: unnamed-2016-08}]\nf", "f", "d", 'Missing property "sources"'),
    ("sources: [{id: unnamed-2016-08}]\nf", "related: [{event: x, as: answers}]\nsources: [{id: unnamed-2016-08}]\nf", "x", "No event has this id"),
    ("sources: [{id: unnamed-2016-08}]\nf", "places: [here]\nsources: [{id: unnamed-2016-08}]\nf", "here", "No place has this id"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused(ours, tmp_path_factory):
    """The mistakes, by their number, of which the build says something: looked at all at once, each in a file; beside
    two files without one, so that nothing is said of them for being alike."""
    folder = tmp_path_factory.mktemp("mistaken")
    shutil.copytree(ours, folder / "content")
    for number, (old, new, *_) in enumerate([*MISTAKES, ("", ""), ("", "")]):
        (folder / f"content/events/mistake-{number}.yaml").write_text(EVENT + FULL.replace(old, new, 1), "utf-8")
    found = [re.search(r"/mistake-(\d+)\.yaml$", fault.span.path) for fault in check.check(Options(folder))]
    numbers = {int(match[1]) for match in found if match}
    assert numbers <= set(range(len(MISTAKES)))
    return numbers


def test_an_event_without_a_mistake_is_not_marked(editor):
    """The one in which the mistakes are made."""
    assert editor.faults(X, EVENT + FULL) == []


@pytest.fixture(scope="module")
def in_mistaken(editor):
    """What is marked in an event with each of the mistakes, by their number."""
    return editor.all_faults([(X, EVENT + FULL.replace(old, new, 1)) for old, new, *_ in MISTAKES])


@pytest.mark.parametrize(("number", "mistake"), list(enumerate(MISTAKES)))
def test_each_kind_of_mistake_is_marked(in_mistaken, refused, number, mistake):
    """Each mistake is marked once, at its place, in words; and the build calls it one too."""
    old, _, words, said = mistake
    assert FULL.count(old) >= 1
    ((_, marked, message),) = in_mistaken[number]
    assert marked == words and said in message
    assert number in refused


IN_OTHER_FILES = [
    ("actors", "content/actors.yaml", "a: {name: {en: x, ar: y}, summary: {en: x, ar: y}, kind: firm}", "firm"),
    ("actors", "content/actors.yaml", "a: {name: {en: x, ar: y}, summary: {en: x, ar: y}, kind: group, wikidata: 5}", "5"),
    ("actors", "content/actors.yaml", "A B: {name: {en: x, ar: y}, summary: {en: x, ar: y}, kind: group}", "A B"),
    ("topics", "content/topics.yaml", "index: {name: {en: x, ar: y}, summary: {en: x, ar: y}}", "index"),
    ("places", "content/places.yaml", "- {name: {en: x, ar: y}}", "- {name: {en: x, ar: y}}"),
    ("measures", "content/measures.yaml", 'm: {name: {en: x, ar: y}, unit: {en: {one: "{n}"}, ar: "{n}"}}', "en"),
    ("measures", "content/measures.yaml", 'm: {name: {en: x, ar: y}, unit: {en: {few: "{n}", other: "{n}"}, ar: "{n}"}}', "few"),
    ("site", "content/site.yaml", "languages: [en, arabic]", "arabic"),
    ("site", "content/site.yaml", "address: timeline.example", "timeline.example"),
    ("site", "content/site.yaml", "key_figures: [2014-12-brookings-46000#acounts]", "2014-12-brookings-46000#acounts"),
    ("sources", "content/sources/y.yaml", "address: ftp://x.example/", "ftp://x.example/"),
    ("sources", "content/sources/y.yaml", "scope: inside", "inside"),
    ("sources", "content/sources/y.yaml", "language: Arabic", "Arabic"),
]  # fmt: skip


@pytest.fixture(scope="module")
def in_other_files(editor):
    """What is marked in each of these texts, by their number."""
    return editor.all_faults(
        [(path, f"{editor_schema.modeline(kind)}\n{text}\n") for kind, path, text, _ in IN_OTHER_FILES]
    )


@pytest.mark.parametrize(("number", "words"), [(number, words) for number, (*_, words) in enumerate(IN_OTHER_FILES)])
def test_mistakes_are_marked_in_every_kind_of_file(in_other_files, number, words):
    """Tables, sources and the site have schemas of their own."""
    assert words in [marked for _, marked, _ in in_other_files[number]]


def test_a_source_has_its_title_in_its_own_language(editor):
    """Which may be none of the site's."""
    text = (editor.folder / "content/sources/unnamed-2016-08.yaml").read_text("utf-8")
    text = text.replace("language: ar", "language: fr").replace("title:\n", "title:\n  fr: Un titre\n")
    assert "Un titre" in text and editor.faults("content/sources/z.yaml", text) == []


COMPLETED = {
    "topics: [|]": {"suspensions", "courts"},
    "topics: [courts, |]": {"suspensions", "research"},
    "topics:\n  - |": {"suspensions", "courts"},
    "actors: [|]": {"twitter", "isis"},
    "actors: [|": {"twitter", "isis"},
    "places:\n  - |": {"amman"},
    "sources:\n  - id: |": {"unnamed-2016-08"},
    "sources: [{id: |}]": {"unnamed-2016-08"},
    "sources:\n  - {id: |}": {"unnamed-2016-08"},
    "related:\n  - event: |": {"2016-08-twitter-235000"},
    "related:\n  - as: |": {"follows-up", "answers"},
    "figures:\n  x:\n    measure: |": {"accounts-suspended"},
    "figures:\n  x:\n    said_by: |": {"twitter"},
    "figures:\n  x:\n    via: |": {"twitter"},
    "figures:\n  x:\n    bound: |": {"more-than", "at-most"},
    "figures:\n  x:\n    |": {"value", "measure", "said_by", "sources"},
    "figures:\n  x:\n    said_by:\n      |": {"en", "ar"},
    "statements:\n  - |": {"text", "said_by", "standing"},
    "title:\n  |": {"en", "ar"},
    "|": {"date", "title", "summary", "topics", "sources", "disagreements"},
}


@pytest.mark.parametrize("text", COMPLETED)
def test_keys_and_ids_are_completed(editor, text):
    """At a key's place the keys, at an id's the ids that exist; never `true`, `null` or an item without a name."""
    offered = editor.completions(X, EVENT + text + "\n")
    assert COMPLETED[text] <= set(offered)
    assert not {label for label in offered if label in ("true", "false", "null") or "array item" in label}


def test_a_text_is_left_to_its_writer(editor):
    """Nothing is offered where words are written, such as `true`, which Enter would put there."""
    for text in ("title:\n  en: |", "title: {en: |}", "date: |", "sources:\n  - {id: x, at: |}"):
        assert editor.completions(X, EVENT + text + "\n") == {}


def test_an_id_comes_with_its_name(editor):
    """Beside an id stands who or what it is, in each language of the site."""
    for text in ("actors: [|]", "figures:\n  x:\n    said_by: |"):
        said = editor.completions(X, f"{EVENT}{text}\n")["twitter"]["documentation"]
        said = said if isinstance(said, str) else said["value"]
        assert "Twitter" in said and "تويتر" in said


def test_records_are_begun_whole(editor):
    """What is chosen at a record's beginning has all that it needs, each language too."""

    def begun(text, label, path=X, first=EVENT):
        return re.sub(r"\$\d", "", editor.completions(path, f"{first}{text}\n")[label]["insertText"])

    assert begun("|", "An event · الحدث").split() == (
        "date: title: ar: en: summary: ar: en: topics: - sources: - id:".split()
    )
    figure = "measure: value: said_by: sources: - id:".split()
    assert begun("figures:\n  |", "A figure · الرقم").split() == [":", *figure]
    assert begun("figures:\n  x:\n    |", "A figure · الرقم").split() == figure
    assert begun("statements:\n  - |", "A statement · القول").split() == (
        "text: ar: en: said_by: standing: sources: - id:".split()
    )
    assert begun("sources:\n  - |", '{id: $1, at: "¶$2"}') == '{id: , at: "¶"}'
    actors = editor_schema.modeline("actors") + "\n"
    assert begun("|", "An actor · الطرف", "content/actors.yaml", actors).split() == (
        ": name: ar: en: summary: ar: en: kind:".split()
    )


def test_help_is_in_both_languages(editor):
    """Over a key stands what it is for, over an id its name, in English and, isolated, in Arabic."""
    text = (editor.folder / "content/events/2016-08-twitter-235000.yaml").read_text("utf-8")
    for word, english, arabic in [
        ("topics", "Ids of content/topics.yaml", "معرّفات من"),
        ("date", "no more precise than the sources", "من غير زيادة في الدقة"),
        ("said_by", "Who gives the figure", "صاحب الرقم"),
        ("accounts-suspended", "Accounts suspended", "حسابات موقوفة"),
        ("more-than", "How the source bounds it", "كيف يحدّ المصدر العدد"),
        ("reported", "The speaker is not named", "لم يُسمَّ صاحبه"),
    ]:
        shown = editor.hover(X, text, word)
        assert english in shown and re.search(f"[\u2067\u2068][^\u2069]*{arabic}", shown), shown
        assert shown.count("\u2066") + shown.count("\u2067") + shown.count("\u2068") == shown.count("\u2069")
    assert "brookings" not in editor.hover(X, text, "said_by")  # of the ids only this one


def test_a_new_actor_is_known_after_a_build(server, world):
    """An actor that was just added is offered as soon as a build has run, be it one that failed."""
    root = world()
    (root / "content/schema").mkdir()
    assert not pipeline.build(Options(root), editor_schema.read).failed
    editor = started(server, root)
    text = f"{EVENT}actors: [|]\n"
    assert "newcomer" not in editor.completions(X, text)
    worlds.write(root, {"content/actors.yaml": {"newcomer": {"name": both("New")}}})  # still without the rest
    assert pipeline.build(Options(root), editor_schema.read).failed
    editor.changed("content/schema/event.json")
    assert "newcomer" in editor.completions(X, text)
    editor.close()


def test_settings_of_the_project_find_the_schemas(server, tmp_path):
    """Without its first line a file is recognised by its place, by the settings that VS Code reads."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    editor = started(server, tmp_path, schemas=SETTINGS["yaml.schemas"])
    kinds = {"events": X, "sources": "content/sources/x.yaml", **{n: f"content/{n}.yaml" for n in TABLES}}
    found = editor.all_faults([(path, "not-a-key: [x]\n") for path in kinds.values()])
    for kind, marked in zip(kinds, found, strict=True):
        assert editor_schema.modeline(kind).rpartition("schema/")[2] in " ".join(SETTINGS["yaml.schemas"])
        assert marked, kind
    editor.close()


TABLES = ("topics", "actors", "places", "measures", "source_kinds", "site")
