"""What counts as the same word for someone who searches: one form for all the ways of writing it.

Two steps: `tokens` folds how a word is spelt (hamzas, vowel marks, accents, large letters, digits; a Persian verb with
its «می», a plural with its «ها» and a name with its «عبد» are one word, however they are parted), and `stem` takes off
what is joined to it (the article, «و», endings) and makes one word of what countries spell each in their way.
`templates/js/folding.js` does the same in the browser; the lists are equal by test, and both answer to the cases of
tests/folding.json.

Letters that Arabic lacks (پ چ ژ گ) are those that stand in for them in its spelling only in a stem of four letters or
more: a long word that has one is a foreign name nearly always, but in Persian «گل» is not «کل», nor «پدر» «بدر».
What one letter has become in several ways (جوجل، غوغل، قوقل) no rule makes one: قلب would be كلب. Such names are the
record's `other_names`.
"""

from __future__ import annotations

import re
import unicodedata

SAME = dict(
    pair.split("=")
    for pair in "ى=ي ة=ه ٱ=ا ی=ي ې=ي ک=ك ڪ=ك ہ=ه ھ=ه ە=ه ڤ=ف ı=i ø=o ł=l đ=d ð=d þ=th ß=ss æ=ae œ=oe ς=σ".split()
)
SILENT = "ـ'’ʼʾʿ"  # tatweel, and what stands within a word without parting it
PREFIXES = "وال بال كال فال لل ال و".split()
SUFFIXES = "هما ها ان ات ون ين يه هم ه ي ا".split()
WORDS = dict(pair.split("=") for pair in "اميركا=امريكا اميركي=امريكي انكليز=انجليز انقليز=انجليز".split())
ALIKE = dict(pair.split("=") for pair in "پ=ب چ=ج ژ=ز گ=ك".split())
ENDINGS = (("ss", "ss"), ("ies", "y"), ("s", ""))  # the first that a word has is changed to the other
LEFT = 3  # letters, at least, that stay of a word
# What may be written apart from the word that it begins or ends. «می» has its Persian letter: «مي» is an Arabic name.
_ARABIC = r"\u0620-\u064a\u0671-\u06d3"
_BEFORE = rf"(^|[^{_ARABIC}])(?:(ن?می) +(?=[{_ARABIC}]{{2}})|(و?عبد) +(?=[اٱ]ل[{_ARABIC}]{{2}}))"
_BEHIND = rf"([{_ARABIC}]) +(?=(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?|ترین)(?![{_ARABIC}]))"
APART = f"{_BEFORE}|{_BEHIND}"
HALF_SPACE = "\u200c"
# To ask for all of them at once: most words have none.
_PREFIXES, _SUFFIXES, _WORDS_BEGIN = tuple(PREFIXES), tuple(SUFFIXES), tuple(WORDS)

_WORDS = re.compile(r"\w+")
_APART = re.compile(APART)
_ALIKE = str.maketrans(ALIKE)
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
    """What stays of a character: nothing of a mark, nor of what `silent` are besides."""

    def __init__(self, silent: str = ""):
        self.silent = silent

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        self[code] = "" if character in SILENT or kind[0] == "M" or kind == self.silent else character
        return self[code]


_FOLDING, _SPELLING, _UNMARKED = _Folding(), _Spelling(), _Spelling("Cf")


def tokens(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits."""
    return _GROUPED.sub(r"\1", together(text)).translate(_FOLDING).split()


def parted(text: str) -> list[str]:
    """The words of a text with half-spaces, folded, as they are where it has whole ones: «دانش‌آموز» is two then, for
    whoever writes it so. Nothing of a text without."""
    return tokens(text.replace(HALF_SPACE, " ")) if HALF_SPACE in text else []


def together(text: str) -> str:
    """A text without marks, in which what may be written apart is one word."""
    if text.isascii():
        return text
    return _APART.sub(r"\1\2\3\4", unicodedata.normalize("NFKD", text).translate(_UNMARKED))


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
    """A folded word without what is joined to it (one prefix, two suffixes, a Latin plural's s), as most spell it."""
    word = bare(token)
    if word.startswith(_WORDS_BEGIN):
        word = next(usual + word[len(own) :] for own, usual in WORDS.items() if word.startswith(own))
    for _ in range(2 if word.endswith(_SUFFIXES) else 0):
        for suffix in SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= LEFT:
                word = word[: -len(suffix)]
                break
    if len(word) > LEFT:
        word = word.translate(_ALIKE)
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= LEFT:
            return word[: -len(ending)] + instead
    return word
