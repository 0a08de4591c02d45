"""Texts in Latin letters: by the language's table first, by the library where that has nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.edition.test_dates_in_words import AR, language
from timeline.text.transliteration import latin


def test_the_languages_own_table_goes_before_the_library():
    """Entries of several letters stand at a word's beginning, of a word that is longer; marks are not written."""
    table = {"ال": "al-", "ا": "a", "ل": "l", "ب": "b", "ت": "t"}
    assert [latin(text, table) for text in ("الباب", "باال", "ال", "بَابٌ")] == ["al-bab", "baal", "al", "bab"]
    assert latin("الش", {}) != latin("الش", AR.transliteration) and latin("Ω", table) == "O"


def test_what_is_in_latin_letters_stays():
    """Digits and signs too."""
    assert (
        latin("G7, 1948 – ok", {"G": "x"}) == "G7, 1948 – ok"
        and latin("plain text", AR.transliteration) == "plain text"
    )


@given(st.text(max_size=60))
def test_any_text_is_written_so(text):
    """Every run of letters comes out as letters and hyphens, or as nothing."""
    made = latin(text, AR.transliteration)
    assert all(c.isascii() for c in made if c.isalpha()) and latin(made, AR.transliteration) == made


def test_persian_has_letters_of_its_own():
    """Those that Arabic has not, and those that Persian says otherwise."""
    table = language("fa").transliteration
    assert [latin(word, table) for word in ("گنج‌نامه", "وزارت", "ژاله", "ذوق")] == ["gnjnamh", "vzart", "zhalh", "zvgh"]
