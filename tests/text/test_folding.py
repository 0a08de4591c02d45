"""One form for all the ways of writing a word; tests/browser/test_search.py asks the same of the script."""

from __future__ import annotations

import json

import pytest

from tests.conftest import PROJECT
from timeline.text import folding

CASES = json.loads((PROJECT / "tests/folding.json").read_text("utf-8"))


def form(text: str) -> list[str]:
    return [folding.stem(token) for token in folding.tokens(text)]


@pytest.mark.parametrize("words", CASES["same"], ids=lambda words: words[0])
def test_the_same_word(words):
    """All the ways of writing a word have one form, of one word."""
    assert len(form(words[0])) == 1 and [form(word) for word in words] == [form(words[0])] * len(words)


@pytest.mark.parametrize("words", CASES["different"], ids=lambda words: words[0])
def test_another_word(words):
    """Words that only look alike stay apart."""
    assert form(words[0]) != form(words[1])


@pytest.mark.parametrize(("text", "tokens"), CASES["tokens"])
def test_what_a_word_is(text, tokens):
    """Runs of letters and digits; marks of direction and grouping commas do not part them."""
    assert folding.tokens(text) == tokens


@pytest.mark.parametrize(("token", "stem"), CASES["stems"])
def test_three_letters_stay(token, stem):
    """What is taken off a word leaves three letters of it."""
    assert folding.stem(token) == stem


def test_what_a_half_space_parts():
    """A word is its parts, too, but for what is one word however it is written; nothing else has parts."""
    assert folding.parted("دانش‌آموزان آمدند") == ["دانش", "اموزان", "امدند"]
    assert folding.parted("می‌رود") == folding.tokens("میرود") and folding.parted("دانش آموز") == []


def test_the_script_has_the_same_lists():
    """Python and JavaScript fold by the same lists, written the same way."""
    script = (PROJECT / "templates/js/folding.js").read_text("utf-8")
    for words in (
        folding.PREFIXES,
        folding.SUFFIXES,
        *([f"{one}={other}" for one, other in pairs.items()] for pairs in (folding.SAME, folding.WORDS, folding.ALIKE)),
    ):
        assert f'"{" ".join(words)}"' in script
    assert f"APART = /{folding.APART}/gu;" in script and f"/[{''.join(folding.ALIKE)}]/g" in script
    assert f"[\\p{{M}}\\p{{Cf}}{folding.SILENT}]" in script
    assert json.dumps([list(pair) for pair in folding.ENDINGS]) in script
    assert f"LEFT = {folding.LEFT};" in script
