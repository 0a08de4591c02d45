"""What an author most likely did, read off the text round a YAML fault, and told where it stands."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from timeline.records import yaml_file, yaml_hints, yaml_signs


def told(text: str) -> tuple[int, int, str, str]:
    """The line and the column of a text's only fault, its message and its help."""
    _, faults = yaml_file.read("content/e.yaml", text.encode())
    (fault,) = faults
    return fault.span.line, fault.span.column, fault.message, fault.help


MISTAKES = [
    # A text, where the mistake is, what it is, what to do.
    ("date:\u00a02016\ntitle:\n  en: A\n", 1, 5, "no space stands behind the colon", "`date: …`"),
    ("sources:\n  – {id: s, at: x}\n", 2, 3, "`–` begins no item", "`- …`"),
    ("sources:\n  • id: s\n    at: x\n", 2, 3, "`•` begins no item", "`- …`"),
    ("topics: - t\nx: 1\n", 1, 9, "a list cannot begin on the line", "`topics: [t]`"),
    ("title:\n  en: |\n  A text.\n  ar: b\n", 3, 3, "the text of `en` is not indented", "two spaces more"),
    ("title:\n  en: >\n  A text.\nx: 1\n", 3, 3, "the text of `en` is not indented", "two spaces more"),
    ("title:\n\ten: A\n", 2, 1, "a tab stands in front of `en:`", "type 2 spaces"),
    ("\tdate: 2016\n", 1, 1, "a tab stands in front of `date:`", "let the line begin with it"),
    ("title:\n  \ten: A\n  ar: B\n", 2, 3, "a tab stands in front of `en:`", "type 2 spaces"),
    ("topics:\n\t- t\n", 2, 1, "a tab stands in front of `- t`", "type 2 spaces"),
    ("sources:\n  - id: s\n\t  at: x\n", 3, 1, "a tab stands in front of `at:`", "type 4 spaces"),
    ("sources:\n  -\tid: s\n    at: x\n", 2, 4, "a tab stands behind the hyphen", "- …"),
    ("title:\n  en: A\n \u00a0ar: B\n", 3, 2, "U+00A0 stands in front of `ar:`", "type 2 spaces"),
    ("date: 2016\ntopics: [t, u\ntitle: {en: A, ar: B}\n", 2, 9, "the `[` that is opened here", "close it with `]`"),
    ("date: 2016\ntitle: {en: A, ar: B\nsummary: x\n", 2, 8, "the `{` that is opened here", "close it with `}`"),
    ('sources:\n  - {id: s, at: "x"\n  - {id: t}\n', 2, 5, "the `{` that is opened here", "close it with `}`"),
    ("topics: [t}\n", 1, 11, "what `[` opened is closed with `}`", "`]`"),
    ("topics: [t]]\n", 1, 12, "closes more brackets", "take one away"),
    ('{\n"date": "2016"\n"title": "x"\n}\n', 2, 14, "no comma", "`,` at the end"),
    ('title:\n  en: "A b\n  ar: c\nsummary: d\n', 2, 7, "the quotation mark that is opened here", "close it"),
    ('title:\n  en: "A b\n  ar: c\nsummary: {en: "d", ar: "e"}\n', 2, 7, "the quotation mark that is", "close it"),
    ("title:\n  en: 'A b\n  ar: c\nsummary: d\n", 2, 7, "the quotation mark that is opened here", "'it''s'"),
    ("figures:\n  n: {value: 3, bound: >3000}\n", 2, 24, "cannot begin with `>`", "quotation marks"),
    ("n:\n  value: 3\n  bound: >3000\n  x: 1\n", 3, 10, "a `>` at the beginning", "`bound: more-than`"),
    ("n:\n  value: >= 3,000\n  x: 1\n", 2, 10, "a `>` at the beginning", "`bound: at-least`"),
    ("title: |Hola\nx: 1\n", 1, 8, "a `|` at the beginning", "`|` stand alone"),
    ("date:2016\ntitle: x\n", 1, 5, "no space stands behind the colon", "`date: …`"),
    ("title:\n  en:A\n  ar: b\n", 2, 5, "no space stands behind the colon", "`en: …`"),
    ("title:\n  en: Part one: x\n", 2, 15, "the text of `en` has a colon", '`"Part one: x"`'),
    ("title: {en: Part one: x, ar: y}\n", 1, 13, "a text with a colon in it, between brackets", '`"Part one: x"`'),
    ("summary:\n  en: One line\n    and more: here\n", 3, 13, "the text of `en` goes on", "`|` behind `en:`"),
    *((f"by: {sign}home x\n", 1, 5, f"cannot begin with `{sign}`", "quotation marks") for sign in "@%`"),
    ("by: *x* y\n", 1, 5, "cannot begin with `*`", "quotation marks"),
    ("by: & co\n", 1, 5, "cannot begin with `&`", "quotation marks"),
    ("topics:\n  - a\n  b\n", 3, 3, "no item of the list above", "`- `"),
    ("topics:\n  - a\n  b\nx: 1\n", 3, 3, "no item of the list above", "`- `"),
    ("sources:\n  - {id: s}\n  {id: t}\n", 3, 3, "no item of the list above", "`- `"),
    ('title:\n  en: "a "quoted" word"\n', 2, 10, "this quotation mark ends the text", '`\\"`'),
    ('title: {en: "a "quoted" word", ar: x}\n', 1, 16, "this quotation mark ends the text", '`\\"`'),
    ("title:\n  en: 'it's here'\n", 2, 10, "this apostrophe ends the text", "`''`"),
    ("title: {en: 'it's here', ar: x}\n", 1, 16, "this apostrophe ends the text", "`''`"),
    ("title: {en: x y ar: z}\n", 1, 16, "no comma stands in front of `ar:`", "`ar:`"),
    ("title: {en: x، ar: y}\n", 1, 14, "`،` is no comma", "`,`"),
    ('sources: [{id: s؛ at: "x"}]\n', 1, 17, "`؛` is no comma", "`,`"),
    ("date：2016\ntitle: x\n", 1, 5, "`：` is no colon", "`date: …`"),
    ("date∶ 2016\ntitle: x\n", 1, 5, "`∶` is no colon", "`date: …`"),
    ("date = 2016\ntitle: x\n", 1, 6, "`=` is no colon", "`date: …`"),
    ("en: “Twitter: a”\n", 1, 5, "`“` is part of the text", '`"`'),
    ("en: [[x]] two\n", 1, 5, "begins with `[`", "quotation marks"),
    (
        "title:\n    en: x\n  ar: y\n",
        3,
        1,
        "a column of its own",
        "start in the same column as the line that it belongs beside: with 4 spaces",
    ),
    ("date: 2016\n title: x\n", 2, 1, "indented further", "with 0 spaces"),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n", 2, 1, "git leaves", "choose one"),
    *(
        (f"date: 2016\n{c}title: x\n", 2, 1, f"U+{ord(c):04X}", "type it anew")
        for c in "\u00a0\u200b\u200e\u200f\u061c\u3000\u2060"
    ),
    ("date\u00a0: 2016\n", 1, 1, "U+00A0", "type it anew"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "help"), MISTAKES, ids=[repr(row[0]) for row in MISTAKES]
)
def test_a_mistake_is_told_where_it_stands(text, line, column, message, help):
    """One message, at the mistake and not where the parser stopped, with what to do."""
    said = told(text)
    assert said[:2] == (line, column)
    assert message in said[2] and help in said[3]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("-t", "put a space after the hyphen"),
        ("• t", "a hyphen and a space"),
        ("– t", "a hyphen and a space"),
        ("en:A", "`en: A`"),
        ("date:\u00a02016", "`date: 2016`"),
        ("date：2016", "`date: 2016`"),
        ("https://x.example/", ""),
        ("A text of some words: and more", ""),
        ("12:30", ""),
    ],
)
def test_a_list_or_a_mapping_that_is_a_text_to_yaml(text, help):
    """Where another form is wanted, the sign is named that kept the text from being one."""
    assert (help in yaml_hints.read_as_text(text)) if help else yaml_hints.read_as_text(text) == ""


@pytest.mark.parametrize(
    "line",
    [
        "a: b",
        '- {id: x, at: "¶2"}',
        "address: https://x.example/",
        "- a",
        "a: [b, c]",
        'a: "b: c"',
        "a: 'it''s b'",
        'a: "b \\"c\\" d"',
        "body: |",
        "body: |-",
        "body: >2",
        "  en: >-",
        "a: {en: b, ar: ج}",
        "# a comment",
        "",
        "a: 'b'  # c",
        "12:30",
        "x: 2014-09",
    ],
)
def test_good_lines_give_no_hint(line):
    """Nothing looks familiar in a line that is as it should be."""
    assert yaml_hints.hint([line], 1, len(line) + 1) is None


def test_no_line_of_the_real_content_looks_mistaken():
    """Whatever line a fault stood in, the good lines round it would not be blamed."""
    for path in sorted((PROJECT / "content").rglob("*.yaml")):
        lines = path.read_text("utf-8").split("\n")
        yaml.load("\n".join(lines), yaml.BaseLoader)
        blamed = [
            (n, said)
            for n, line in enumerate(lines, 1)
            if (said := yaml_hints._look(line, n)) and not line.startswith("    ")
        ]
        assert blamed == [], path
        assert yaml_signs.read(lines, len(lines), len(lines[-1]) + 1) == (None, None), path


@given(st.text("abc: -#[]{},\"'\\|>\t\n،", max_size=80))
def test_any_text_is_read_or_told(text):
    """Whatever stands there, it is data or faults with a place in the text."""
    file, faults = yaml_file.read("content/e.yaml", text.encode())
    assert file.readable or faults
    assert all(0 <= fault.span.line <= len(file.lines()) for fault in faults)


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + '"b, ' * 100_000,
        "a: {" + ",'a" * 100_000,
        "a: " + "'it''s" * 100_000,
        "\t" * 500_000 + "a: 1",
        'a: "' + "\nb: c" * 80_000,
        "a: {b: " + "x " * 200_000 + ": y",
        "a: " + "b: " * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_large_mistake_takes_no_longer_than_it_is_long(text):
    """No look at a text goes over it again for each of its signs."""
    start = time.process_time()
    assert told(text)[2]
    assert time.process_time() - start < 10
