"""How wide a text is at most, and how it breaks into lines: for pictures, which nothing lays out for us.

A picture's letters are drawn long after its lines are decided, so widths come from a table: the wider
of regular and bold, of Noto Serif for Latin and of Noto Naskh Arabic, there the widest of a letter's
forms. Joined letters and kerned pairs are narrower: the estimate errs to the safe side.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# A row: the first character and the widths, in hundredths of an em, of it and those that follow it.
# Written by templates/fonts/make.py.
_WIDTHS = """
0020 26 39 51 57 57 91 81 29 41 41 51 57 30 31 30 29 57 57 57 57 57 57 57 57 57 57 31 31 57 57 57 55
0040 93 76 68 67 77 66 63 77 82 41 40 74 66 96 79 79 64 79 72 58 66 75 70 107 74 70 67 42 29 42 56 46
0060 34 60 65 53 65 58 41 56 67 36 35 64 36 99 67 62 65 65 53 49 41 67 61 87 65 58 53 45 57 45 57
00A0 26 39 57 56 57 57 57 55 58 85 42 56 57 31 85 46 40 57 40 40 34 67 63 30 34 40 44 56 84 84 84 55
00C0 76 76 76 76 76 76 100 67 66 66 66 66 41 41 41 41 77 79 79 79 79 79 79 57 79 75 75 75 75 70 64 71
00E0 60 60 60 60 60 60 88 53 58 58 58 58 36 36 36 36 62 67 62 62 62 62 62 57 62 67 67 67 67 58 65 58
0100 76 60 76 60 76 60 67 53 67 53 67 53 67 53 77 65 77 65 66 58 66 58 66 58 66 58 66 58 77 56 77 56
0120 77 56 77 56 82 67 82 67 41 36 41 36 41 36 41 36 41 36 80 70 40 35 74 64 64 66 36 66 36 66 36 66
0140 47 66 36 79 67 79 67 79 67 86 79 67 79 62 79 62 79 62 102 94 72 53 72 53 72 53 58 49 58 49 58 49
0160 58 49 66 41 66 41 66 41 75 67 75 67 75 67 75 67 75 67 76 67 107 87 70 58 70 67 53 67 53 67 53 40
0218 58 49 66 41
060C 27
061B 27
061F 43
0621 46 29 29 50 29 69 29 82 51 82 82 73 73 73 49 49 41 41 107 107 119 119 85 85 61 61
0640 21 85 66 75 64 56 61 52 50 69 69 0 0 0 0 0 0 0 0 0 0 0
0660 36 35 46 51 45 41 48 49 49 46 48 25 24
0670 0
067E 82
0686 73
0698 41
06A4 85
06A9 78
06AF 78
06C0 47
06CC 69
06F0 36 35 46 51 51 48 47 49 49 44
2009 26
200C 0 0 0
2010 31 31
2013 50 100
2018 28 28 30
201C 49 49 49
2020 48
2022 40
2026 92
202F 26
2032 26 50
2039 36 36
20AC 56
2122 84
2212 58
"""

_OTHER = 110  # a letter that the table lacks: hardly any is wider
_WIDE = 120  # a picture letter, or one of the scripts that are set in squares


def _table() -> dict[str, int]:
    found = {}
    for row in _WIDTHS.split("\n"):
        first, *widths = row.split() or ("0",)
        for place, width in enumerate(widths):
            found[chr(int(first, 16) + place)] = int(width)
    return found


_ADVANCES = _table()


def width(text: str) -> float:
    """How wide a text is at most, in em."""
    return _width(text) / 100


@lru_cache(10_000)  # texts repeat their words
def _width(text: str) -> int:
    """The same in hundredths: how fractions are summed is not the same in every Python."""
    return sum(map(_advance, text))


def _advance(character: str) -> int:
    if character not in _ADVANCES:
        invisible = unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc")
        wide = unicodedata.east_asian_width(character) in "WF"
        _ADVANCES[character] = 0 if invisible else _WIDE if wide else _OTHER
    return _ADVANCES[character]


def wrap(text: str, limit: float) -> tuple[str, ...]:
    """The lines of a text, none wider than `limit` em: broken at spaces, and only a word that is
    wider than a whole line within itself, never between a letter and its marks."""
    lines, line, used, space, most = [], "", 0, _width(" "), int(limit * 100 + 1e-6)
    for word in filter(None, text.replace("\n", " ").split(" ")):
        wide = _width(word)
        if line and used + space + wide <= most:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, most) if wide > most else (word,)
        lines += full
        used = _width(line) if full else wide
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, most: int) -> list[str]:
    """A word in as many pieces as it takes; a letter wider than the most is a piece of its own."""
    pieces, used = [""], 0
    for character in word:
        advance = _advance(character)
        if pieces[-1] and advance and used + advance > most:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += advance
    return pieces
