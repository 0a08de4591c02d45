"""What an author most likely did, read off the lines round a YAML fault.

A parser stops where it can go no further, which is often a line or ten after the mistake. These
are the mistakes that people who know no YAML make, each by the look it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})")
_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z][\w-]*):(?=[^\s/])(?!//)")
_VALUE = re.compile(r"^\s*(?:- )?(?:[A-Za-z][\w-]*: +)?(?P<value>\S.*?)\s*$")
_AFTER_QUOTE = re.compile(r"""^("[^"]*"|'[^']*')\s*[^\s#,}\]:]""")
_CLOSING = {"[": "]", "{": "}"}


def hint(lines: Sequence[str], number: int) -> str:
    """What to mend, with its line, for a fault at line `number` (from 1); empty where nothing looks familiar."""
    number = min(number, len(lines))
    above = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for n, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            return f"line {n} is a mark that git leaves where two versions meet: choose one and take the marks out"
    for n in filter(None, (number, above)):
        if said := _look(lines[n - 1], n):
            return said
    if (open_at := _unclosed(lines)) and open_at <= number:
        return f"the quotation mark that is opened in line {open_at} is not closed"
    if above and _deeper(lines[above - 1], lines[number - 1]):
        return f"line {number} is indented further than line {above}: start both in the same column"
    return ""


def _look(line: str, n: int) -> str:
    if "\u00a0" in line[:len(line) - len(line.lstrip())]:
        return f"line {n} starts with a no-break space, which cannot be seen: delete the space before the text and type it anew"
    if found := _NO_SPACE.match(line):
        return f"in line {n} put a space after the colon: `{found[1]}: …`"
    value = (_VALUE.match(line) or {"value": ""})["value"]
    sign = value[:1]
    if sign in ("|", ">") and re.match(r"[|>][-+0-9]* *[^\s#]", value) and not re.fullmatch(r"[|>][-+0-9]*", value):
        return f"in line {n} the `{sign}` stands alone at the end of its line, and the text on the lines below, indented"
    if sign in _CLOSING and value.endswith(_CLOSING[sign]) is False and re.search(r"[\]}]\s*[^\s,\]}]", value):
        return f"the text in line {n} begins with `{sign}`, so it goes in quotation marks"
    if sign in ("*", "&", "!", "%", "@", "`") or value.startswith(("- ", "? ")) and ": " in line.split(value)[0]:
        return f"the text in line {n} begins with `{sign}`, so it goes in quotation marks"
    if _AFTER_QUOTE.match(value):
        return f"the text in line {n} begins with a quotation mark of its own: put the whole text in marks of the other kind"
    return ""


def _unclosed(lines: Sequence[str]) -> int:
    """The first line that leaves a double quotation mark open, where the marks of the whole do not pair."""
    if sum(line.count('"') - line.count('\\"') for line in lines) % 2 == 0:
        return 0
    return next((n for n, line in enumerate(lines, 1) if (line.count('"') - line.count('\\"')) % 2), 0)


def _deeper(upper: str, lower: str) -> bool:
    """Whether a line is indented further than a line above it that is complete in itself."""
    indent = len(lower) - len(lower.lstrip()) - (len(upper) - len(upper.lstrip()))
    return indent > 0 and bool(re.match(r"^\s*[A-Za-z][\w-]*: +[^\s|>#]", upper)) and bool(re.match(r"^\s*[A-Za-z][\w-]*:", lower))
