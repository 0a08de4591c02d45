"""Data handed over by script files: what a file says is JSON and nothing more."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from timeline.pages.script_data import as_json, packet

VALUES = st.recursive(st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))


def test_line_separators_and_tags_are_escaped():
    """In a script a separator would end a line where JSON does not; a tag could end the script itself."""
    assert as_json(["\u2028\u2029<"]) == '["\\u2028\\u2029\\u003c"]'


@given(VALUES)
def test_what_is_handed_over_comes_back(value):
    """Whatever the data, reading it as JSON gives it back, in what is one line to JavaScript, and without a tag."""
    text = as_json(value)
    assert json.loads(text) == value and not set(text) & set("<\n\r\u2028\u2029")


def test_a_file_is_named_by_its_content():
    """The same data have the same name, others another."""
    name, data = packet("take", "kind", "[1]")
    assert data == b"take([1]);\n" and name.startswith("kind-") and name.endswith(".js")
    assert packet("take", "kind", "[1]")[0] == name != packet("take", "kind", "[2]")[0]
