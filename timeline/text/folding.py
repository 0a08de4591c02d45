"""What counts as the same word for someone who searches: one form for all the ways of writing it.

Two steps: `tokens` folds how a word is spelt (hamzas, vowel marks, accents, large letters, digits), and
`stem` takes off what is joined to it (the article, «و», endings). `templates/js/folding.js` does the
same in the browser; the lists are equal by test, and both answer to the cases of tests/folding.json.
"""

from __future__ import annotations

import re
import unicodedata

SAME = dict(
    pair.split("=")
    for pair in "ى=ي ة=ه ٱ=ا ی=ي ې=ي ک=ك ڪ=ك ہ=ه ھ=ه ە=ه ı=i ø=o ł=l đ=d ð=d þ=th ß=ss æ=ae œ=oe ς=σ".split()
)
SILENT = "ـ'’ʼʾʿ"  # tatweel, and what stands within a word without parting it
PREFIXES = "وال بال كال فال لل ال و".split()
SUFFIXES = "هما ها ان ات ون ين يه هم ه ي ا".split()
ENDINGS = (("ss", "ss"), ("ies", "y"), ("s", ""))  # the first that a word has is changed to the other
LEFT = 3  # letters, at least, that stay of a word
_PREFIXES, _SUFFIXES = tuple(PREFIXES), tuple(SUFFIXES)  # to ask for all of them at once: most words have none

_WORDS = re.compile(r"\w+")
_GROUPED = re.compile(r"(\d)[,٬](?=\d{3}(?!\d))")  # the comma of 125,000


class _Folding(dict[int, str]):
    """What becomes of a character of a decomposed text: nothing of a mark, a space of what parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in SILENT or category[0] == "M" or category == "Cf":
            folded = ""
        elif category == "Nd":
            folded = str(unicodedata.decimal(character))
        elif category[0] in "LN":
            folded = "".join(SAME.get(c, c) for c in character.lower())
        else:
            folded = " "
        self[code] = folded
        return folded


class _Spelling(dict[int, str]):
    """What stays of a character of a composed text: nothing of a mark."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = "" if character in SILENT or unicodedata.category(character)[0] == "M" else character
        return self[code]


_FOLDING, _SPELLING = _Folding(), _Spelling()


def tokens(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits."""
    return _GROUPED.sub(r"\1", unicodedata.normalize("NFKD", text)).translate(_FOLDING).split()


def bare(word: str) -> str:
    """A word without its prefix: the article and what is written as one word with it."""
    if not word.startswith(_PREFIXES):
        return word
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= LEFT:
            return word[len(prefix) :]
    return word


def spelt(text: str) -> list[str]:
    """The words of a text with their hamzas, but without vowel marks: as most people write, and ask."""
    return _WORDS.findall(unicodedata.normalize("NFC", text).translate(_SPELLING))


def stem(token: str) -> str:
    """A folded word without what is joined to it: one prefix, two suffixes, a Latin plural's s."""
    word = bare(token)
    for _ in range(2 if word.endswith(_SUFFIXES) else 0):
        for suffix in SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= LEFT:
                word = word[: -len(suffix)]
                break
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= LEFT:
            return word[: -len(ending)] + instead
    return word
