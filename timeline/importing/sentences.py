"""The opening of a text: its first sentence, for a summary, and where a full stop ends none.

A full stop behind a single letter (`U.S.`, `ق.م.`) or an abbreviation of the text's language ends no sentence, nor does
any stop within a quotation or brackets. Where that cannot be told, the opening is longer and not cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_SENTENCE = re.compile(r"(?<=[.!?؟…۔।։])[\"'”’»)\]]*\s+(?=[^\sa-z])|(?<=[。！？])(?![”’」』）])")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]]{1,20}(?=\.$)")
_LETTER = re.compile(r"(?:^|[\W_])[^\W\d_]$")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“", "‹": "›", '"': '"', "「": "」", "『": "』"}
_ENOUGH, _MOST = 60, 300  # characters of a summary: another sentence below the one, a cut above the other
_LOOKED_AT = 4 * _MOST


def opening(text: str, abbreviations: Collection[str] = ()) -> str:
    """The first sentence of a plain text, a second where that is short; cut at a word where it is very long."""
    near = text[:_LOOKED_AT]
    ends = (found for found in _SENTENCE.finditer(near) if found.start() >= _ENOUGH)
    inside = _inside(near)
    end = next((e for e in ends if not inside[e.end()] and not _goes_on(near[: e.start()], abbreviations)), None)
    sentence = text[: end.end()].rstrip() if end else text
    if len(sentence) <= _MOST:
        return sentence
    return sentence[:_MOST].rsplit(" ", 1)[0].rstrip(" ,;:،؛-–—") + "…"


def _goes_on(text: str, abbreviations: Collection[str]) -> bool:
    """Whether a text ends in a full stop that belongs to its last word."""
    last = _LAST_WORD.search(text[-24:]) if text.endswith(".") else None
    return bool(last and (last[0] in abbreviations or _LETTER.search(last[0])))


def _inside(text: str) -> list[bool]:
    """Of each place in a text whether it lies within a quotation or brackets that are closed further on."""
    last = {close: text.rfind(close) for close in _PAIRS.values()}
    waiting: list[str] = []
    inside = [False]
    for n, sign in enumerate(text):
        if waiting and sign == waiting[-1]:
            waiting.pop()
        elif sign in _PAIRS and last[_PAIRS[sign]] > n:
            waiting.append(_PAIRS[sign])
        elif sign in waiting:  # what was opened within it is never closed
            del waiting[waiting.index(sign) :]
        inside.append(bool(waiting))
    return inside
