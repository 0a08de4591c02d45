"""Names in the order in which readers look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edition.test_dates_in_words import language
from timeline.text import collation

PERSIAN = language("fa").alphabet
SWEDISH = "abcdefghijklmnopqrstuvwxyzåäö"


@pytest.mark.parametrize(
    ("alphabet", "names"),
    [
        ("", "10 apple Éire Paris Zurich"),
        ("", "إبراهيم أحمد ٱلكتاب بَيروت تـونس سوريا ياسين"),
        (PERSIAN, "۲۰ Paris آمل اهواز بابل پاریس تهران چین زنجان ژاپن کابل كرمان گرگان لندن نائين هند یزد"),
        (SWEDISH, "apa Émile zebra Ål ära öl"),
        ("abcdefghijklmnñopqrstuvwxyz", "nube ñandú oso"),
    ],
)
def test_order(alphabet, names):
    """Numbers first; accents, vowel marks and the keyboard that a letter is from make no difference, but for letters of
    the alphabet; other scripts stay where they were."""
    expected = names.split()
    assert sorted(reversed(expected), key=lambda name: collation.key(name, alphabet)) == expected


def test_what_sorts_alike():
    """Marks, tatweel, half-spaces and punctuation do not part names."""
    for one, other in (("مُحَمَّد", "محمـد"), ("كاوه", "کاوه"), ("علی‌آباد", "علیآباد"), ("«X»", "x"), ("e\u0301", "É")):
        assert collation.key(one, PERSIAN) == collation.key(other, PERSIAN)


@given(st.text(max_size=20), st.text(max_size=40))
def test_any_name_has_a_key(name, alphabet):
    """Whatever a name and an alphabet hold, its key knows no capitals, and marks alone are no part of it."""
    assert collation.key(name.upper().lower(), alphabet) == collation.key(
        name.upper().lower().upper().lower(), alphabet
    )
    assert collation.key(f"{name}\u0640\u064e", alphabet) == collation.key(name, alphabet)


def test_a_heading_has_the_letter_of_the_alphabet():
    """Search folds ی to ي; a Persian index shows its own."""
    assert [collation.written(letter, PERSIAN) for letter in "يكپx"] == ["ی", "ک", "پ", "x"]
    assert collation.written("ي", "") == "ي"
