"""The language of a text by its letters: told where they tell it, and open where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import scripts

LETTERS = {
    "ar": frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء"),
    "fa": frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئ"),
    "en": frozenset("abcdefghijklmnopqrstuvwxyz"),
    "de": frozenset("abcdefghijklmnopqrstuvwxyzäöüß"),
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("كتاب عربي", ["ar"]),
        ("کتابی چاپی", ["fa"]),
        ("حـــدث", ["ar", "fa"]),
        ("طبع في باريس كتاب عربي كبير لگوتنبرگ", ["ar"]),
        ("Über alles", ["de"]),
        ("A title", ["en", "de"]),
        ("Gutenberg يطبع كتابه الأول في مدينة ماينتس", ["ar"]),
        ("Книга", []),
        ("1455, …", []),
        ("", []),
    ],
)
def test_a_text_is_in_the_languages_that_have_its_letters(text, codes):
    """Most of them, where a name is in others; small and large are one, and what fills a line is none."""
    assert scripts.fitting(text, LETTERS) == codes


@given(st.text(max_size=60))
def test_any_text_fits_some_of_the_languages_or_none(text):
    """Never an exception."""
    assert set(scripts.fitting(text, LETTERS)) <= set(LETTERS)
