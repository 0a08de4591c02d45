"""A text in Latin letters, so that its words can be part of an address: by a language's own table, else by a library's.

Letter by letter, since a text without its short vowels has no pronunciation that a table could know: `سقوط الموصل` is
`sqwt al-mwsl`, always, and not `suqut al-mawsil` in one place and something else in another. What stands at a word's
beginning (the article) may be an entry of several letters. Letters that the table lacks, of any script, are those that
AnyASCII has for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")


def latin(text: str, table: Mapping[str, str]) -> str:
    """A text with every word of other letters written in Latin ones; `table` are the language's own, with entries of
    several letters for what a longer word begins with."""
    if text.isascii():
        return text
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    heads = sorted((entry for entry in table if len(entry) > 1), key=len, reverse=True)
    return _WORD.sub(lambda word: _latin(word[0], table, heads), plain)


def _latin(word: str, table: Mapping[str, str], heads: list[str]) -> str:
    if word.isascii():
        return word
    from anyascii import anyascii  # only now: it is needed where something is brought in, and by no build

    head = next((entry for entry in heads if word.startswith(entry) and len(word) - len(entry) > 1), "")
    letters = (table[c] if c in table else anyascii(c) for c in word[len(head) :])
    written = table.get(head, "") + "".join(letters)
    return re.sub(r"[^\w\s-]", "", written)
