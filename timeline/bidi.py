"""Text of two directions: what of it is foreign to its line is isolated, and what would mislead is refused.

A browser orders a line by the Unicode algorithm (Annex 9), which lets a Latin name in an Arabic line
draw the number, bracket or sign beside it over to its side. `isolated` puts such a name in `<bdi>`, so
that the line around it is ordered as if it were one word. Ranges such as 2014–2016 stay in the line's
own direction. A writer's invisible controls are legal as long as each line closes what it opens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from timeline.diagnostics import tell

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
HELP = tell("take the invisible character out; pages isolate mixed text by themselves")

_LATIN = "A-Za-zªºÀ-ÖØ-öø-\u024f\u0300-\u036f\u1e00-\u1eff"
_RTL = "\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_BLOCKS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # with their digits and marks of punctuation
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "<": ">", '"': '"'}
_CLOSING = set(_PAIRS.values())


def _run(letter: str, own: str, quotes: str, before: str, after: str) -> str:
    """A pattern of foreign runs: from a letter to the last that no letter or quotation mark of the line's
    own comes before, with what hangs on to it. A number after it belongs to it (Windows 10, CC BY 4.0),
    unless it is a whole number that counts the line's own next word."""
    whole = rf"[0-9]+(?:,[0-9]{{3}})*(?!(?:,?[0-9])*[ \u00a0][{own}])"
    number = rf"""(?:[ \u00a0](?:[0-9]+(?:\.[0-9]+)+|{whole}|\([0-9]+\)(?=["{quotes}]|$))(?![0-9%‰]))?"""
    return rf"(?:{before})?[{letter}](?:[^{own}{quotes}\n]*[{letter}])?(?:{after})?{number}"


_LATIN_RUN = _run(
    _LATIN,
    _RTL_BLOCKS,
    "«»",
    r"[@#.]|[0-9][0-9.,]*-?",
    rf"(?<=\.[{_LATIN}])\.|(?:[-._/:=&?+#~]*[0-9]+)+/?|[+#]+|[/?]",
)
_RTL_RUN = _run(_RTL, _LATIN, "“”", "[@#]", r"(?:[-._/]?[0-9]+)+|؟")
# In a line from the right a sign leaves the number it belongs to, and stands on its other side.
_SIGNED = rf"[$€£¥]{_NUMBER}|{_NUMBER}[ \u00a0]?[%‰$€£¥]"
_FOREIGN = {
    True: re.compile(f"(?P<run>{_LATIN_RUN})|{_SIGNED}"),  # in a line from the right
    False: re.compile(f"(?P<run>{_RTL_RUN})"),
}
# Most texts have nothing of the kind, and this says so ten times faster.
_ANY = {True: re.compile(f"[{_LATIN}%‰$€£¥]"), False: re.compile(f"[{_RTL}]")}


def isolated(text: str, rtl: bool, lang: str) -> str:
    """The text as HTML with its foreign runs isolated, marked as `lang` where that is known; nothing where it has none."""
    if not _ANY[rtl].search(text):
        return ""
    parts, end = [], 0
    for start, stop, foreign in _runs(text, rtl):
        mark = f' lang="{lang}"' if foreign and lang else ""
        run = html.escape(text[start:stop], quote=False)
        parts.append(f"{html.escape(text[end:start], quote=False)}<bdi{mark}>{run}</bdi>")
        end = stop
    return "".join(parts) + html.escape(text[end:], quote=False) if parts else ""


def _runs(text: str, rtl: bool) -> Iterator[tuple[int, int, bool]]:
    """Where the text's foreign runs begin and end, and whether they are words or only a number with its sign."""
    position, pattern = 0, _FOREIGN[rtl]
    while found := pattern.search(text, position):
        start, position = found.start(), found.end()
        if found["run"]:
            position = _balanced(text, start, position)
        yield start, position, bool(found["run"])


def _balanced(text: str, start: int, end: int) -> int:
    """The end of a run that closes each bracket it opens, and none besides."""
    opened: list[tuple[str, int]] = []
    for n in range(start, end):
        sign = text[n]
        if opened and sign == opened[-1][0]:
            opened.pop()
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], n))
        elif sign in _CLOSING:
            return _trimmed(text, start, n)
    while opened and text[end : end + 1] == opened[-1][0]:
        opened.pop()
        end += 1
    return _trimmed(text, start, opened[0][1]) if opened else end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a run without the spaces and signs that it would end in."""
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return end


def problem(text: str) -> str:
    """What is wrong with the bidirectional controls of a text, or nothing.

    Each line must close what it opens; overrides, which show letters in another order than they
    are written, are refused altogether.
    """
    if not CONTROLS.search(text):
        return ""
    for line in text.split("\n"):
        opened = []
        for control in CONTROLS.findall(line):
            if control in "\u202d\u202e":
                return tell("U+{code} shows letters in another order than they are written", code=f"{ord(control):04X}")
            if control in "\u202a\u202b":
                opened.append("\u202c")
            elif control in "\u2066\u2067\u2068":
                opened.append("\u2069")
            elif not opened or opened.pop() != control:
                return tell("U+{code} closes a direction that nothing opened", code=f"{ord(control):04X}")
        if opened:
            return tell(
                "a direction is opened on this line and not closed with U+{code}", code=f"{ord(opened[-1]):04X}"
            )
    return ""
