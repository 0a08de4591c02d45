"""Widths err to the safe side, and breaking a text into lines loses nothing of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text.widths import width, wrap

LETTERS = "aWi.مـلاكهيسٌّ٣8 –ö漢😀\u2067\u2069\u200d"
TEXTS = st.one_of(st.text(max_size=80), st.text(alphabet=LETTERS, max_size=120))
LIMITS = st.floats(1.2, 30)


@given(TEXTS, LIMITS)
def test_no_line_is_wider_than_the_limit(text, limit):
    """Whatever the words: a word that does not fit is broken within."""
    assert all(width(line) <= limit + 1e-9 for line in wrap(text, limit))


@given(TEXTS, LIMITS)
def test_nothing_is_lost_and_the_order_kept(text, limit):
    """The lines in a row are the text, spaces aside; none is empty or begins or ends with a space."""
    lines = wrap(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(line and line == line.strip(" ") for line in lines)


@given(st.lists(st.text(alphabet="aWiملا٣8", min_size=1, max_size=6), min_size=1), LIMITS)
def test_lines_are_full(words, limit):
    """A line is only broken where the next word would not have fitted, and words that fit stay whole."""
    lines = wrap(" ".join(words), limit)
    if all(width(word) <= limit for word in words):
        assert " ".join(lines).split(" ") == words
        for line, following in pairwise(lines):
            assert width(f"{line} {following.split(' ')[0]}") > limit


def test_a_mark_stays_with_its_letter():
    """Harakat are never carried over to the next line without their letter."""
    word = "قِّ" * 30
    assert all(line.startswith("ق") for line in wrap(word, 3)) and len(wrap(word, 3)) > 5


@pytest.mark.parametrize("text", ["", " ", "\n \n"])
def test_no_text_has_no_lines(text):
    """Nothing gives no line rather than an empty one."""
    assert wrap(text, 10) == ()


def test_marks_and_controls_take_no_room():
    """Harakat, bidirectional controls, joiners and control characters advance nothing."""
    assert width("\u064b\u0651\u2067\u2069\u200c\u200d\u0301\x07") == 0


@pytest.mark.parametrize(("narrow", "broad"), [("i", "W"), ("ا", "س"), ("l", "漢"), ("m", "😀")])
def test_letters_differ(narrow, broad):
    """The table tells letters apart, and knows broad scripts that it does not list."""
    assert 0.1 < width(narrow) < width(broad) <= 1.2


def test_a_break_is_a_space_and_not_a_space_that_binds():
    """`125 000` with a no-break space stays on one line."""
    assert wrap("more than 125\u00a0000", 7) == ("more than", "125\u00a0000")
