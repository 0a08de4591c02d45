"""No text takes for ever: what is built to exhaust Python-Markdown is read or refused."""

from __future__ import annotations

import pytest

from tests.text.test_prose import CONVERTER, codes, html, target
from timeline.text import prose
from timeline.text.prose import TEXT_LIMIT

BOMBS = {
    "[": "[",
    "![": "![",
    "[a](": "[a](",
    "[a](b": "[a](b ",
    "[a](<": "[a](<",
    "[[": "[[",
    "[[a|": "[[a|",
    "[a ": "[a ",
    "[ten": "[" + "a" * 9,
    ">": ">",
    "> ": "> ",
    "*": "*",
    "_": "_",
    "`": "`",
    "``a`": "``a`",
    "<": "<",
    "<a ": "<a ",
    "&#": "&#",
    "[a][b": "[a][b",
    "*a_b": "*a_b",
    "- ": "- ",
    "1. ": "1. ",
    "a\n=": "a\n===\n",
    "spaces": " ",
    "lines": "\n",
    "rules": "---\n",
    "escapes": "\\`",
    "quotes": '[a]("',
    "lazy": "> a\n>> b\n",
    "[a\n": "[a" * 49 + "\n",
    "nested": "".join("    " * n + "- a\n" for n in range(97)),
    "end": "]]",
    "]": "](",
    "items": "- \n",
    "one line": "a" * 19_990 + "\nb",
    "two lines": "a " * 4_990 + "\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_text_takes_for_ever(name):
    """The longest text there can be, made of one sign again and again, is read or refused."""
    piece = BOMBS[name]
    text = (piece * (TEXT_LIMIT // len(piece) + 1))[:TEXT_LIMIT]
    markup, problems = CONVERTER.html(text, target)
    assert len(markup) < 200 * TEXT_LIMIT
    assert (
        problems == []
        or markup == ""
        or {p.code for p in problems} <= {"unknown-event", "unsafe-link", "raw-html", "bad-heading"}
    )
    assert html("- a\n\n[b](https://e.example)", CONVERTER) == html("- a\n\n[b](https://e.example)", prose.Prose())


@pytest.mark.parametrize("text", ["[" * 8000, "![" * 4000, "[[" * 4000, "``a`" * 5000, ("[a" * 49 + "\n") * 190])
def test_a_paragraph_of_brackets_is_refused(text):
    """The signs that Python-Markdown would take minutes over are a fault."""
    assert codes(text) == ["too-many-brackets"]


def test_a_long_text_with_many_links_is_read():
    """A hundred links in a text of twenty thousand letters are no bomb."""
    text = "\n\n".join(
        f"Paragraph {n} [a](https://e.example/{n}) and [[f]], *so* it is. " + "word " * 25 for n in range(100)
    )
    assert html(text).count("<a ") == 200


def test_a_text_beyond_the_limit_is_refused():
    """Pages have the limit that bodies have."""
    assert codes("a" * TEXT_LIMIT) == []
    assert codes("a" * (TEXT_LIMIT + 1)) == ["too-long"]
