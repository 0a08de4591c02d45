"""Bidirectional control characters: invisible, legal, and able to make a line show what it does not say.

A text may isolate or embed a run as long as it closes what it opens; pages isolate mixed text by
themselves, so a writer hardly ever needs to (Unicode Standard Annex 9).
"""

from __future__ import annotations

import re

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
HELP = "take the invisible character out; pages isolate mixed text by themselves"


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
                return f"U+{ord(control):04X} shows letters in another order than they are written"
            if control in "\u202a\u202b":
                opened.append("\u202c")
            elif control in "\u2066\u2067\u2068":
                opened.append("\u2069")
            elif not opened or opened.pop() != control:
                return f"U+{ord(control):04X} closes a direction that nothing opened"
        if opened:
            return f"a direction is opened on this line and not closed with U+{ord(opened[-1]):04X}"
    return ""
