"""Values as YAML text: whatever is written is read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.authoring.yaml_writer import TO_WRITE, block, mapping, scalar
from timeline.records import yaml_file

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn"), whitelist_characters="\n\t"), max_size=60).map(
    yaml_file.fit
)


def back(text: str) -> object:
    return yaml_file.read("", text.encode())[0].data


@given(TEXTS)
def test_a_text_comes_back_as_it_was(text):
    """On a line of its own, between brackets, and as a value under a key."""
    assert back(f"- {scalar(text)}") == [text]
    assert back(f"[{scalar(text, flow=True)}]") == [text]
    assert back(f"a: {scalar(text)}") == {"a": text}


@given(TEXTS.filter(str.strip))
def test_a_text_of_lines_comes_back_as_it_was(text):
    """Under `|`, whatever it holds; the line ends round it are the block's own."""
    assert back(f"a:\n  en: {block(text, 4)}\n")["a"]["en"].strip("\n") == text.strip("\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("حساب موقوف", "حساب موقوف"),
        ("no", "no"),
        ("0762", "0762"),
        ("one: two", '"one: two"'),
        ("a #b", '"a #b"'),
        ("- item", '"- item"'),
        ("~", '"~"'),
        ("", '""'),
        ("it's", "it's"),
    ],
)
def test_marks_stand_only_where_yaml_needs_them(text, written):
    """A text that can stand bare does."""
    assert scalar(text) == written


def test_between_brackets_a_comma_needs_marks():
    """What is plain on a line may not be between brackets."""
    assert scalar("a, b") == "a, b" and scalar("a, b", flow=True) == '"a, b"'


def test_what_a_list_holds_of_parts_is_laid_out():
    """One key a line, where a value is no short text; what is still to be written is marked."""
    media = [
        {"file": "a.png", "alt": {"en": "A: b", "ar": None}, "licence": None, "sources": [{"id": "s", "at": "p. 1"}]}
    ]
    text = mapping({"media": [*media, {"file": "b.png"}]})
    assert text == (
        'media:\n  - file: a.png\n    alt:\n      en: "A: b"\n      ar: # to be written\n    licence: # to be written\n'
        "    sources:\n      - {id: s, at: p. 1}\n  - {file: b.png}\n"
    )
    assert back(text) == {"media": [*media, {"file": "b.png"}]}


def test_a_record_is_laid_out_as_content_does():
    """Short lists on a line, records of a list between braces, texts of lines under a bar, empty places marked."""
    data = {
        "date": "2016",
        "title": {"en": "A: b", "ar": None},
        "body": {"en": "One line."},
        "note": "Two\nlines",
        "topics": ["a", "b, c"],
        "sources": [{"id": "s", "at": "¶2, ¶3"}],
    }
    assert mapping(data, {"body"}) == (
        f'date: 2016\ntitle:\n  en: "A: b"\n  ar: {TO_WRITE}\nbody:\n  en: |\n    One line.\n'
        'note: |-\n  Two\n  lines\ntopics: [a, "b, c"]\nsources:\n  - {id: s, at: "¶2, ¶3"}\n'
    )


LINE = TEXTS.map(lambda text: yaml_file.fit(text).replace("\n", " "))
KEY = st.one_of(st.sampled_from(["null", "~", "no", "1", "a b", "en"]), LINE.filter(bool))
DATA = st.recursive(
    st.none()
    | LINE
    | st.lists(LINE, min_size=1, max_size=3)
    | st.lists(st.dictionaries(KEY, LINE, min_size=1, max_size=2), min_size=1, max_size=2),
    lambda inner: st.dictionaries(KEY, inner, min_size=1, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(KEY, DATA, min_size=1, max_size=4))
def test_any_record_comes_back_as_it_was(data):
    """Whatever its keys and texts hold, be it what `check` has a word against: an invisible character in a key."""
    file, faults = yaml_file.read("", mapping(data).encode())
    assert file.data == data and {fault.code for fault in faults} <= {"unbalanced-bidi", "bad-key"}
