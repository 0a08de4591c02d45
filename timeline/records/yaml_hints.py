"""YAML's faults for people who know no YAML: what the parser says in other words, and what was likely done.

A parser stops where it can go no further, which is often a line or ten after the mistake. So the
lines round the fault are looked at too, for the mistakes that people make, each by the look it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.faults.diagnostic import tell

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})")
_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z][\w-]*):(?=[^\s/])(?!//)")
_VALUE = re.compile(r"^\s*(?:- )?(?:[A-Za-z][\w-]*: +)?(?P<value>\S.*)$")  # of a line without spaces at its end
_AFTER_QUOTE = re.compile(r"""^("[^"]*"|'[^']*')\s*[^\s#,}\]:]""")
_CURLY = ("“", "”", "„", "«")
_CLOSING = {"[": "]", "{": "}"}


def hint(lines: Sequence[str], number: int) -> str:
    """What to mend, with its line, for a fault at line `number` (from 1); empty where nothing looks familiar."""
    number = min(number, len(lines))
    above = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for n, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            return tell(
                "line {n} is a mark that git leaves where two versions meet: choose one and take the marks out", n=n
            )
    for n in filter(None, (number, above)):
        if said := _look(lines[n - 1], n):
            return said
    if (open_at := _unclosed(lines)) and open_at <= number:
        return tell("the quotation mark that is opened in line {n} is not closed", n=open_at)
    if above and _deeper(lines[above - 1], lines[number - 1]):
        return tell(
            "line {number} is indented further than line {above}: start both in the same column",
            number=number,
            above=above,
        )
    return ""


def _look(line: str, n: int) -> str:
    if "\u00a0" in line[: len(line) - len(line.lstrip())]:
        return tell(
            "line {n} starts with a no-break space, which cannot be seen: delete the space before the text and "
            "type it anew",
            n=n,
        )
    if found := _NO_SPACE.match(line):
        return tell("in line {n} put a space after the colon: `{key}: …`", n=n, key=found[1])
    value = (_VALUE.match(line.rstrip()) or {"value": ""})["value"]
    sign = value[:1]
    if sign in ("|", ">") and re.match(r"[|>][-+0-9]* *[^\s#]", value) and not re.fullmatch(r"[|>][-+0-9]*", value):
        return tell(
            "in line {n} the `{sign}` stands alone at the end of its line, and the text on the lines below, indented",
            n=n,
            sign=sign,
        )
    if sign in _CLOSING and value.endswith(_CLOSING[sign]) is False and re.search(r"[\]}]\s*[^\s,\]}]", value):
        return tell("the text in line {n} begins with `{sign}`, so it goes in quotation marks", n=n, sign=sign)
    if sign in ("*", "&", "!", "%", "@", "`") or value.startswith(("- ", "? ")) and ": " in line.split(value)[0]:
        return tell("the text in line {n} begins with `{sign}`, so it goes in quotation marks", n=n, sign=sign)
    if sign in _CURLY and ": " in value:
        return tell(
            "the marks `{marks}` in line {n} are part of the text; YAML's own is the straight `\"`", marks=sign, n=n
        )
    if _AFTER_QUOTE.match(value):
        return tell(
            "the text in line {n} begins with a quotation mark of its own: put the whole text in marks of the "
            "other kind",
            n=n,
        )
    return ""


def _unclosed(lines: Sequence[str]) -> int:
    """The first line that leaves a double quotation mark open, where the marks of the whole do not pair."""
    if sum(line.count('"') - line.count('\\"') for line in lines) % 2 == 0:
        return 0
    return next((n for n, line in enumerate(lines, 1) if (line.count('"') - line.count('\\"')) % 2), 0)


def _deeper(upper: str, lower: str) -> bool:
    """Whether a line is indented further than a line above it that is complete in itself."""
    indent = len(lower) - len(lower.lstrip()) - (len(upper) - len(upper.lstrip()))
    return (
        indent > 0
        and bool(re.match(r"^\s*[A-Za-z][\w-]*: +[^\s|>#]", upper))
        and bool(re.match(r"^\s*[A-Za-z][\w-]*:", lower))
    )


_TAB = tell("a tab stands where only spaces can")
# What the parser says, in words for people who know no YAML: the first that fits speaks.
_SAYINGS = (
    ("'\\t'", _TAB, tell("indent with spaces, never with tabs")),
    (
        "mapping values are not allowed",
        tell("a colon stands where none can be"),
        tell(
            'a text with a colon and a space in it goes in quotation marks: `title: "Part one: the count"`; or '
            "the line before is wrong: its key needs a colon and a space, its quotation mark an end"
        ),
    ),
    (
        "cannot start any token",
        tell("a text cannot start with this character"),
        tell("put the text in quotation marks"),
    ),
    (
        "could not find expected ':'",
        tell("a key without a colon"),
        tell("a key is followed by a colon and a space; look at the line before too"),
    ),
    (
        "unknown escape",
        tell("a backslash in double quotation marks must be followed by a letter that YAML knows"),
        tell("write `\\\\`, or use single quotation marks"),
    ),
    (
        "quoted scalar",
        tell("a quotation mark is opened and not closed"),
        tell("close it; within single quotation marks an apostrophe is written twice: `'it''s'`"),
    ),
    (
        "flow",
        tell("what stands between brackets cannot be read on from here"),
        tell(
            "look for a missing `,`, `}` or `]`; between brackets a text with a comma, a colon or an apostrophe "
            "goes in double quotation marks"
        ),
    ),
    (
        "block sequence entries",
        tell("a list cannot start here"),
        tell("a list starts on the line below its key; a text that starts with `- ` goes in quotation marks"),
    ),
    (
        "'-' indicator",
        tell("this line is no item of the list above it"),
        tell("start it with `- ` like the others, or indent it to where it belongs"),
    ),
    (
        "block collection",
        tell("this line is no item of the list above it"),
        tell("start it with `- ` like the others, or indent it to where it belongs"),
    ),
    (
        "block mapping",
        tell("this does not fit the lines above it"),
        tell(
            "the lines of one mapping start in the same column; a text that begins with a quotation mark must "
            "end with it"
        ),
    ),
    (
        "<document start>",
        tell("this does not belong to what stands above it"),
        tell("a key is followed by a colon and a space, and starts in the same column as the others"),
    ),
    (
        "block scalar",
        tell("the text under `|` or `>` is not indented evenly"),
        tell("indent each of its lines by the same number of spaces"),
    ),
)


def saying(said: str, before: str) -> tuple[str, str]:
    """A message and a help for what the parser said; `before` is the line up to where it stopped."""
    if "cannot start any token" in said and "\t" in before:
        return _TAB, tell("indent with spaces, never with tabs")
    for needle, message, help in _SAYINGS:
        if needle in said:
            return message, help
    return tell("this is not valid YAML: {said}", said=said), ""
