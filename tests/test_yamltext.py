"""Values as YAML text: whatever is written is read back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import yamlfile
from timeline.yamltext import block, scalar

TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), whitelist_characters="\n\t"), max_size=60
).filter(lambda text: not any("\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE for c in text))


def back(text: str) -> object:
    return yamlfile.read("", text.encode())[0].data


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
