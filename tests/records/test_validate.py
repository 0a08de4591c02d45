"""What the schema's verdicts become: every fault of a file at once, each at its place and in words."""

from __future__ import annotations

import pytest

from tests import world as worlds
from timeline.build import check
from timeline.build.inputs import Options
from timeline.records import validate
from timeline.records.schema import Actor, Event, Figure, Measure, Site, Source
from timeline.records.validate import record_of
from timeline.records.yaml_file import read

HEAD = "date: 2016\ntitle: {en: A, ar: ب}\nsummary: {en: A, ar: ب}\ntopics: [t]\nsources: [{id: s}]\n"


def faults(model, text: str) -> list[tuple[str, str, int]]:
    """Code, message and line of each fault of a record."""
    file, problems = read("f.yaml", text.encode())
    assert problems == []
    return [(f.code, f.message, f.span.line) for f in record_of(model, file.data, file)[1]]


def test_all_faults_of_a_file_are_reported_at_once():
    """Nobody mends one to be told the next."""
    text = (
        "date: 2016-13\ntitle: A\nsummery: {en: A, ar: ب}\ntopics: [T, t]\nsources: []\n"
        "figures:\n  n: {measure: m, value: 1e3, said_by: a, bound: some, sources: [{id: s, page: 3}]}\nrelated: [{event: e}]\n"
    )
    assert [(code, line) for code, _, line in faults(Event, text)] == [
        ("bad-month", 1),
        ("wrong-type", 2),
        ("bad-id", 4),
        ("bad-number", 7),
        ("unknown-value", 7),
        ("unknown-key", 7),
        ("missing-key", 8),
        ("event-without-source", 5),
        ("unknown-key", 3),
    ]


def test_all_files_are_reported_at_once(world):
    """A fault in one file hides none in another, and causes none."""
    root = world(
        **{
            "content/events/e.yaml": worlds.event(date="x"),
            "content/actors.yaml": "a: [",
            "content/sources/s.yaml": {**worlds.SOURCE, "kind": "x"},
            "content/events/f.yaml": worlds.event(actors=["a"], topics=["nope"]),
        }
    )
    assert worlds.codes(root) == ["yaml-syntax", "bad-date", "unknown-topic", "unknown-source-kind"]


@pytest.mark.parametrize("name", ["n", "sources", "value", "label", "measure"])
def test_a_figure_may_be_called_like_a_key(name):
    """What is missing or too much in it is still told of a figure."""
    text = HEAD + f"figures:\n  {name}: {{value: 1, said_by: a, sources: [{{id: s}}], lable: {{}}}}\n"
    file, _ = read("f.yaml", text.encode())
    missing, unknown = record_of(Event, file.data, file)[1]
    assert missing.help == "add `measure:` (what is counted: an id of content/measures.yaml)"
    assert unknown.help == "did you mean `label`?"


@pytest.mark.parametrize(
    ("text", "help"),
    [
        (
            "figures: {n: {measure: m, value: 1, said_by: a, sources: [{at: p}]}}",
            "add `id:` (the source's id: the name of its file in content/sources/)",
        ),
        (
            "disagreements: [{about: {en: a}, accounts: [{text: {en: a}, sources: [{id: s}]}, {sources: [{id: s}]}]}]",
            "add `text:` (what this side says)",
        ),
        ("related: [{event: e}]", "add `as:` (follows-up, part-of, announces, explains or answers)"),
    ],
)
def test_what_is_missing_is_explained_at_any_depth(text, help):
    """The help is that of the very record that lacks the key."""
    file, _ = read("f.yaml", (HEAD + text).encode())
    assert [f.help for f in record_of(Event, file.data, file)[1]] == [help]


@pytest.mark.parametrize(
    ("said_by", "fault"),
    [
        ("[a]", ("wrong-type", "`said_by` must be a text, not a list", 7)),
        ("", ("empty", "`said_by` is empty", 7)),
        ("A B", ("bad-id", "`A B` cannot be an id", 7)),
        ("{en: [a]}", ("wrong-type", "`en` must be a text, not a list", 7)),
        ("{EN: a}", ("unknown-language", "`EN` is no language code", 7)),
        ("{id: a}", None),
        ("{en: }", ("empty", "`en` of `said_by` is empty", 7)),
    ],
)
def test_a_speaker_is_an_id_or_words(said_by, fault):
    """The fault is told of `said_by`, never of the schema's inner names."""
    assert faults(
        Event,
        HEAD + f"statements:\n- said_by: {said_by}\n  text: {{en: a}}\n  standing: stated\n  sources: [{{id: s}}]\n",
    ) == ([fault] if fault else [])


def test_a_fault_in_a_speakers_words_has_its_place():
    """Line and column are those of the word, through the union that the schema has there."""
    file, _ = read(
        "f.yaml",
        (
            HEAD
            + "statements:\n- text: {en: a}\n  said_by: {en: a, ar: [ب]}\n  standing: stated\n  sources: [{id: s}]\n"
        ).encode(),
    )
    (found,) = record_of(Event, file.data, file)[1]
    assert (found.span.line, found.span.column, found.span.length) == (8, 24, 3)


@pytest.mark.parametrize(
    ("unit", "fault"),
    [
        ("{en: [a]}", "`en` must be a text, not a list"),
        ("{en: {one: [a]}}", "`one` must be a text, not a list"),
        ("{en: {one: a}, ar: }", "`ar` of `unit` is empty"),
        ("{en: {one: }}", "`one` is empty"),
        ("a", "`unit` must be a mapping, not a text"),
    ],
)
def test_a_unit_is_one_phrase_or_several(unit, fault):
    """Only the fault of the form that the author chose is told."""
    assert [message for _, message, _ in faults(Measure, f"name: {{en: a}}\nunit: {unit}\n")] == [fault]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("date: [2016]", "`date` must be a date, not a list"),
        ("topics: t", "`topics` must be a list, not a text"),
        ("topics: [t, [u]]", "item 2 of `topics` must be a text, not a list"),
        ("sources: [s]", "item 1 of `sources` must be a mapping, not a text"),
        ("title: [a]", "`title` must be written in each language"),
        ("title: {en: {a: b}}", "`en` must be a text, not a mapping"),
    ],
)
def test_a_wrong_form_is_told_in_words(change, message):
    """Neither Python's nor the schema's names for things appear."""
    key = change.split(":")[0]
    text = "".join(line + "\n" for line in HEAD.splitlines() if not line.startswith(key)) + change + "\n"
    assert [(code, said) for code, said, _ in faults(Event, text)] == [("wrong-type", message)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "is empty"),
        ("[1]", "must be a number, not a list"),
        ("1.", "is not a number"),
        ("-1", "is not a number"),
        ("1,5", "is not a number"),
        ("٥", "is not a number"),
        ("1e3", "is not a number"),
        ("0x1F", "is not a number"),
        ("1_000", "is not a number"),
    ],
)
def test_a_number_is_plain_digits(value, said):
    """Signs, separators, exponents and other digits are no part of one."""
    ((_, message, line),) = faults(Figure, f"measure: m\nvalue: {value}\nsaid_by: a\nsources: [{{id: s}}]\n")
    assert said in message
    assert line == 2


@pytest.mark.parametrize("value", ["0", "007", "14.5", "999999999999999.999999"])
def test_a_number_keeps_its_digits(value):
    """Numbers are decimal: nothing is rounded."""
    file, _ = read("f.yaml", f"measure: m\nvalue: {value}\nsaid_by: a\nsources: [{{id: s}}]\n".encode())
    assert f"{record_of(Figure, file.data, file)[0].value}" == value.lstrip("0") or value in ("0", "007")


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("summery", "summary"),
        ("titel", "title"),
        ("actor", "actors"),
        ("source", "sources"),
        ("figure", "figures"),
        ("relatd", "related"),
    ],
)
def test_a_misspelt_key_is_told_its_name(key, near):
    """The nearest key is offered."""
    file, _ = read("f.yaml", (HEAD + f"{key}: a\n").encode())
    (found,) = record_of(Event, file.data, file)[1]
    assert (found.code, found.help, found.span.line) == ("unknown-key", f"did you mean `{near}`?", 6)


def test_a_misspelt_value_is_told_its_name():
    """The nearest value is offered, or all where there are few."""
    file, _ = read("f.yaml", b"kind: companny\nname: {en: a}\nsummary: {en: a}\n")
    assert record_of(Actor, file.data, file)[1][0].help == "did you mean `company`?"


def test_a_long_value_is_shortened_in_messages():
    """A megabyte in the wrong place makes a line of report."""
    assert all(
        len(message) < 200
        for _, message, _ in faults(
            Event, HEAD + "a" * 900 + ": b\n" + "actors: ['" + "B" * 90_000 + "']\nfigures:\n  " + "C" * 900 + ": {}\n"
        )
    )


def test_a_text_of_the_greatest_length_is_allowed():
    """And one letter more is not."""
    assert faults(Event, HEAD + "body: {en: " + "a" * 20_000 + "}\n") == []
    assert faults(Event, HEAD + "body: {en: " + "a" * 20_001 + "}\n") == [
        ("too-long", "`en` has more than 20,000 characters", 6)
    ]


@pytest.mark.parametrize("text", ["", "null", "~", "# only a comment"])
def test_an_empty_file_is_told_what_it_needs(text):
    """It lists the keys that have to be there."""
    file, _ = read("f.yaml", text.encode())
    (found,) = record_of(Source, file.data, file)[1]
    assert found.code == "empty"
    assert found.help.startswith("it needs: `kind`, `scope`")


@pytest.mark.parametrize("text", ["a", "[a]", "'null'"])
def test_a_file_that_is_no_mapping_is_told_so(text):
    """A record is keys and values."""
    assert faults(Event, text)[0][0] == "wrong-type"


def test_faults_in_a_table_stand_at_their_record(world):
    """In a file of many records, the line is that of the one at fault."""
    root = world(
        **{
            "content/actors.yaml": "a: {name: {en: A, ar: ا}, summary: {en: A, ar: ا}, kind: person}\nb:\n  name: {en: B, ar: ب}\n  kind: person\n  summary: {en: B, ar: ب}\n  wikidata: 5\nc:\n"
        }
    )
    assert [(f.code, f.span.line) for f in check.check(Options(root))] == [("bad-value", 6), ("empty", 7)]


def test_what_is_left_empty_is_left_out(world):
    """An optional key without a value is as if it were not there."""
    root = world(
        **{
            "content/events/e.yaml": HEAD + "body:\n",
            "content/sources/s.yaml": "kind: article\nscope: document\nlanguage: ar\ntitle: {en: A, ar: ب}\npublished_note:\noutlet: ~\npublished: 2016\nsummary: {en: A, ar: ب}\naddress: null\n",
        }
    )
    assert worlds.codes(root) == []


def test_every_id_that_a_record_names_is_found_with_its_place(world):
    """Ids of other records, wherever the schema has them; a figure's own name, a text and an alias name nothing."""
    cited = [{"id": "s", "at": "a"}]
    record = worlds.event(
        topics=["t"],
        actors=["a", "b"],
        places=["p"],
        figures={"a": {"measure": "m", "value": "1", "said_by": "a", "via": "b", "sources": cited}},
        statements=[
            {"id": "a", "text": worlds.both("a"), "said_by": worlds.both("a"), "standing": "stated", "sources": cited}
        ],
        disagreements=[
            {"about": worlds.both("a"), "accounts": [{"text": worlds.both("a"), "said_by": "b", "sources": cited}] * 2}
        ],
        related=[{"event": "f", "as": "part-of"}],
        sources=cited,
        aliases=["a"],
    )
    found = [("/".join(map(str, path)), kind, id) for path, kind, id in validate.named(Event.model_validate(record))]
    assert found == [
        ("topics/0", "topics", "t"),
        ("actors/0", "actors", "a"),
        ("actors/1", "actors", "b"),
        ("places/0", "places", "p"),
        ("figures/a/measure", "measures", "m"),
        ("figures/a/said_by", "actors", "a"),
        ("figures/a/via", "actors", "b"),
        ("figures/a/sources/0/id", "sources", "s"),
        ("statements/0/sources/0/id", "sources", "s"),
        ("disagreements/0/accounts/0/said_by", "actors", "b"),
        ("disagreements/0/accounts/0/sources/0/id", "sources", "s"),
        ("disagreements/0/accounts/1/said_by", "actors", "b"),
        ("disagreements/0/accounts/1/sources/0/id", "sources", "s"),
        ("related/0/event", "events", "f"),
        ("sources/0/id", "sources", "s"),
    ]
    site = Site.model_validate({**worlds.SITE, "key_figures": ["e#n"]})
    assert list(validate.named(site)) == [(("key_figures", 0), "events", "e")]
