"""The words of our own safe HTML, as `prose` and the styles of citations write it."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote)>")


def letters(markup: str) -> str:
    """Some HTML without its tags: a link within a word leaves it whole."""
    return html.unescape(_TAG.sub("", markup))


def line(markup: str) -> str:
    """Some HTML as one line of plain text."""
    return " ".join(letters(markup).split())


def paragraphs(markup: str) -> str:
    """Some HTML as plain text, an empty line between its blocks."""
    blocks = letters(_BLOCK_END.sub("\n\n", markup)).split("\n\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def first_paragraph(markup: str) -> str:
    """The first paragraph of some HTML as one line; empty where it has none."""
    found = re.search(r"<p>(.*?)</p>", markup, re.DOTALL)
    return line(found[1]) if found else ""
