"""The ways of showing a fault: as text for people, as JSON for editors, as annotations for a CI log."""

from __future__ import annotations

import json
import re

import pytest

from timeline.faults.diagnostic import Diagnostic, Span
from timeline.faults.report import as_github, as_json, as_text, counted

EXAMPLE = Diagnostic(
    "bad-date",
    "`x` is no date",
    Span("content/a,b:c.yaml", 3, 7, 1, "date: x"),
    "write it:\nso, 100%",
    notes=("a note",),
)


def test_json_says_the_same_as_text():
    """The rendering for editors parses, and carries each part of a fault."""
    (row,) = json.loads(as_json([EXAMPLE]))
    assert row == {
        "code": "bad-date",
        "severity": "error",
        "message": "`x` is no date",
        "file": "content/a,b:c.yaml",
        "line": 3,
        "column": 7,
        "length": 1,
        "help": "write it:\nso, 100%",
        "notes": ["a note"],
    }
    assert json.loads(as_json([])) == []


def test_github_annotations_escape_what_workflow_commands_read():
    """A line break, a colon, a comma and a percent sign in a fault do not end or split the command."""
    assert as_github([EXAMPLE]) == (
        "::error file=content/a%2Cb%3Ac.yaml,line=3,col=7,endColumn=8,title=bad-date"
        "::`x` is no date%0Ahelp: write it:%0Aso, 100%25%0Aa note"
    )


def test_a_fault_of_a_whole_file_is_annotated_on_its_first_line():
    """GitHub shows annotations only on lines from 1 on."""
    assert "line=1," in as_github([Diagnostic("empty", "m", Span("f"))])


def shown(line: str, column: int, length: int = 1) -> list[str]:
    """The excerpt and the caret line of a fault, without margins."""
    rows = as_text([Diagnostic("c", "m", Span("f", 1, column, length, line))]).split("\n")
    return [row[4:] for row in rows[2:4]]


@pytest.mark.parametrize("column", [1, 5, 500, 996, 1000])
def test_a_long_line_is_cut_round_the_caret(column):
    """Of a long line the part round the fault is shown, and the caret still stands under it."""
    line = "x" * (column - 1) + "!" + "y" * (1000 - column)
    excerpt, caret = shown(line, column)
    assert len(excerpt) <= 122
    assert excerpt[caret.index("^")] == "!"


def test_a_line_of_a_megabyte_with_a_thousand_faults_is_shown():
    """Only the part that is shown is looked at: the report of such a file comes at once."""
    line = "x" * 1_000_000
    assert as_text(Diagnostic("c", "m", Span("f", 1, n, 1, line)) for n in range(1, 1001)).count("^") == 1000


def test_carets_end_where_the_line_ends():
    """A fault that runs over the line's end is marked up to it."""
    assert shown("abc", 2, 50)[1] == " ^^"


def test_controls_that_reorder_text_are_shown_as_such():
    """An excerpt, a message and a path cannot hide what they say: each control becomes U+FFFD."""
    text = as_text(
        [Diagnostic("c", "m\u202e\x1b[2J", Span("f\x1b[0m\u2066", 1, 1, 1, "a\u202eb\u2069c\x00"), "h\u200f")]
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\x00\x1b]", text)
    assert "a\ufffdb\ufffdc\ufffd" in text


def test_an_arabic_line_stands_isolated():
    """A right-to-left excerpt stands between FSI and PDI, so that it leaves its margin alone."""
    assert shown("a: نص", 4, 2)[0] == "\u2068a: نص\u2069"
    assert "\u2068" not in shown("a: b", 4)[0]


@pytest.mark.parametrize(
    ("before", "width"), [("كَلِمَة", 4), ("e\u0301", 1), ("漢字", 4), ("a\u200db", 2), ("\t", 1), ("❤\ufe0f", 1)]
)
def test_marks_that_take_no_room_do_not_move_the_caret(before, width):
    """Combining marks and joiners take no column, wide characters take two."""
    assert shown(before + "!", len(before) + 1)[1] == " " * width + "^"


def test_faults_are_counted_by_severity():
    """The closing line counts errors and warnings, in the singular where it is one."""
    one, two = Diagnostic("x", "m", Span("a")), Diagnostic("y", "m", Span("a"), severity="warning")
    assert counted([one, two, two]) == "1 error, 2 warnings"
    assert counted([]) == ""


def test_colour_adds_only_colour():
    """Without its escapes the coloured report is the plain one."""
    assert re.sub("\x1b\\[[0-9;]*m", "", as_text([EXAMPLE], colour=True)) == as_text([EXAMPLE])
