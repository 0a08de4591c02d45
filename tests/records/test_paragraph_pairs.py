"""Passages beside each other: which pair, which is the first that does not, and that pairing costs little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import both, event
from timeline.build import check
from timeline.build.inputs import Options
from timeline.records import paragraph_pairs

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def unpaired(world, **body: str) -> list[tuple[int, str]]:
    root = world(**{"content/events/e.yaml": event(body=body)})
    found = check.check(Options(root))
    assert {d.severity for d in found} <= {"warning"}
    return [(d.span.column, str(d.message)) for d in found if d.code == "unpaired-paragraph"]


@pytest.mark.parametrize(
    ("en", "ar"),
    [
        ("one\n\ntwo", "أ\n\nب"),
        ("one\n \n\n\ntwo", "أ\n\nب"),
        ("one {#x}\n\ntwo", "أ {#x}\n\nب"),
        ("- a\n\n- b\n\nend", "- أ\n- ب\n\nخاتمة"),  # an empty line in a list parts no paragraphs
        ("> a\n>\n> b", "> أ\n\n> ب"),
    ],
)
def test_texts_that_pair(world, en, ar):
    """As many paragraphs with the same names pair, however the lines between them are written."""
    assert unpaired(world, en=en, ar=ar) == []


@pytest.mark.parametrize(
    ("en", "ar", "said"),
    [
        ("one\n\ntwo", "أ", "paragraph 2 of `en` has no counterpart in `ar`"),
        ("one", "أ\n\nب\n\nج", "paragraph 2 of `ar` has no counterpart in `en`"),
        ("one {#x}\n\ntwo", "أ\n\nب", "`{#x}` of `en` has no counterpart in `ar`"),
        ("one {#x}\n\ntwo {#y}", "أ {#x}\n\nب {#z}", "`{#y}` of `en` has no counterpart in `ar`"),
        ("- a\n\n- b\n\nend\n\nmore", "- أ\n- ب\n\nخاتمة", "paragraph 3 of `en` has no counterpart in `ar`"),
    ],
)
def test_the_first_that_does_not(world, en, ar, said):
    """One fault a text, at the first paragraph that stands alone."""
    ((column, message),) = unpaired(world, en=en, ar=ar)
    assert message == said and column > 1


def test_a_missing_language_or_a_faulty_text_has_faults_of_its_own(world):
    """What is not written yet, and what cannot be converted, is not also unpaired."""
    assert unpaired(world, en="one\n\ntwo") == []
    root = world(**{"content/events/e.yaml": event(body=both("<b>one</b>\n\ntwo", "أ"))})
    assert {d.code for d in check.check(Options(root))} == {"raw-html"}


def test_texts_that_pair_are_not_converted(world, monkeypatch):
    """The cheap look is enough: of a thousand sound files none is converted for it."""
    monkeypatch.setattr(paragraph_pairs, "_ids", lambda *_: pytest.fail("converted"))
    assert unpaired(world, en="one {#x}\n\ntwo", ar="أ {#x}\n\nب") == []


def test_the_real_texts_pair():
    """Every text of this project has the same paragraphs in both languages."""
    from tests.conftest import PROJECT

    assert [d for d in check.check(Options(PROJECT)) if d.code == "unpaired-paragraph"] == []


@given(st.lists(IDS, min_size=1, max_size=3))
def test_merged_has_each_once_and_keeps_the_first_columns_order(columns):
    """Nothing is lost or doubled, and columns that are alike stay as they are."""
    rows = paragraph_pairs.merged(columns)
    assert sorted(rows) == sorted({id for column in columns for id in column})
    assert [id for id in rows if id in columns[0]] == columns[0]
    assert paragraph_pairs.merged([columns[0]] * 3) == columns[0]


def test_merged_puts_what_one_lacks_in_its_place():
    """Behind what it follows in its own column."""
    assert paragraph_pairs.merged([["p1", "p2", "p3"], ["p1", "p-x", "p3", "p4"]]) == ["p1", "p-x", "p2", "p3", "p4"]
