"""Which bracket or quotation mark is open at a place of a YAML text: where it began, and what it has swallowed.

It reads signs and no more, so that it has an answer for a text that no parser can read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CLOSING = {"[": "]", "{": "}"}
# A line: what it is indented by, the hyphens of items, a key, and its value.
LINE = re.compile(
    r"^(?P<indent>\s*)(?P<items>(?:- +)*)(?:(?P<key>[A-Za-z_\u0600-\u06ff][\w-]*) *:(?:\s+|$))?(?P<value>.*)$"
)


class Open(NamedTuple):
    """A bracket or a quotation mark, by the line and the column at which it was opened."""

    sign: str
    line: int
    column: int


class Signs(NamedTuple):
    """What a text has come to at a place: the innermost sign that is open; and the first quotation mark that took in
    a line which begins like a key, so that it was hardly meant to."""

    open: Open | None
    swallowing: Open | None


def read(lines: Sequence[str], number: int, column: int) -> Signs:
    """The signs of a text before a line and a column, counted from 1."""
    brackets: list[Open] = []
    quote: Open | None = None
    swallowing: Open | None = None
    block = -1  # the column of the key whose text stands below it
    for n, line in enumerate(lines[:number], 1):
        at, end = 0, column - 1 if n == number else len(line)
        found = LINE.match(line)
        if not (brackets or quote) and found:
            indent = len(found["indent"])
            if block >= 0 and (indent > block or not line.strip()):
                continue
            at = found.start("value")
            block = indent + len(found["items"]) if line[at : at + 1] in ("|", ">") and found["key"] else -1
            if line[at : at + 1] not in ("[", "{", '"', "'"):
                continue
        elif quote and found and found["key"] and swallowing is None:
            swallowing = quote
        last = ""  # the last sign or letter before this one that is no space
        while at < end:
            sign = line[at]
            if quote:
                if sign == "\\" and quote.sign == '"' or line[at : at + 2] == "''" == quote.sign * 2:
                    at += 1
                elif sign == quote.sign:
                    swallowing = swallowing if swallowing != quote or quote.line < n else None
                    quote = None
                    if not brackets:
                        break
            elif sign == "#" and line[at - 1 : at] in (" ", "\t"):
                break
            elif brackets and sign == CLOSING[brackets[-1].sign]:
                brackets.pop()
                if not brackets:
                    break
            elif last in ("", "[", "{", ",", ":"):
                if sign in CLOSING:
                    brackets.append(Open(sign, n, at + 1))
                elif sign in ('"', "'"):
                    quote = Open(sign, n, at + 1)
            last = sign if sign.strip() else last
            at += 1
    return Signs(quote or (brackets[-1] if brackets else None), swallowing)
