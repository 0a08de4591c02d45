"""What was likely done where a text is no YAML: the mistakes that people make, each by the look it has.

A parser stops where it can go no further, which is often a line or ten after the mistake. So the text up to there is
looked at too, and a mistake that is recognised is told where it stands, not where the parser stopped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.faults.diagnostic import tell
from timeline.records import yaml_signs
from timeline.records.yaml_signs import CLOSING, LINE, Open

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})")
_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z][\w-]*)(:)(?=[^ \t/\r\n])(?!//)")
_NO_SPACE_BEHIND_HYPHEN = re.compile(r"^\s*(-)(?=[\[{\"'A-Za-z])")
_OTHER_HYPHEN = re.compile(r"^\s*([–—−•·◦▪])(?=\s*[\[{\"'\w])")
_TAB_BEHIND_HYPHEN = re.compile(r"^\s*- *(\t+)")
_OTHER_COLON = re.compile(r"^\s*(?:- )?([A-Za-z][\w-]*) ?([：﹕∶︓ː꞉=؛])")
_OTHER_COMMA = re.compile("[،，؛;]")
# A text between quotation marks with something behind it that does not belong there.
_ENDED = re.compile(r"""(?:"(?:[^"\\]|\\.)*+(?P<double>")|'(?:[^']|'')*+(?P<single>'))\s*[^\s,\]}:#]""")
_COLON_INSIDE = re.compile(r"[\[{,] *[\w-]+: +(?P<text>[^\[\]{},\"':\s][^\[\]{},\"':]*: [^,\]}]*)")
_BOUNDED = re.compile(r"(?P<sign>>=?) ?(?P<number>(?<! )[0-9][0-9.,]+|(?<= )[0-9][0-9.,]*)(?: *#.*)?")
_CURLY = ("“", "”", "„", "«")


class Place(NamedTuple):
    """A line and a column, counted from 1, and how many letters."""

    line: int
    column: int
    length: int = 1


class Hint(NamedTuple):
    """A mistake: where it is, what to do about it, and what it is; without a message the parser's stands."""

    at: Place
    help: str
    message: str = ""


def hint(lines: Sequence[str], number: int, column: int = 1) -> Hint | None:
    """The mistake behind a fault at a line and a column (from 1) of a text; None where nothing looks familiar."""
    if not lines:
        return None
    number = min(number, len(lines))
    above = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for n, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            help = tell("choose one of the two versions, and take the marks out")
            return Hint(Place(n, 1, 7), help, tell("this is a mark that git leaves where two versions meet"))
    if found := _indented_oddly(lines, number) or _not_indented(lines, number):
        return found
    signs = yaml_signs.read(lines, number, column)
    if signs.open is None:  # a mark that is never closed is told where it stands
        signs = yaml_signs.read(lines, number, column + 1)
    if signs.swallowing:
        return _not_closed(signs.swallowing)
    if signs.open and (found := _left_open(lines, number, signs.open)):
        return found
    for n in filter(None, (number, above)):
        if found := _look(lines[n - 1], n):
            return found
    if signs.open and (found := _signs_value(lines[number - 1], number, column)):
        return found
    further = next((n for n in range(above - 1, 0, -1) if lines[n - 1].strip()), 0)
    pairs = [pair for pair in ((number, above), (above, further)) if pair[1]]
    return next((found for pair in pairs if (found := _out_of_place(lines, *pair))), None)


_BULLETS = "–—−•·◦▪*-"
_READ_AS_TEXT = re.compile(r"(?P<key>[A-Za-z_][\w-]*) ?[:：﹕∶](?P<rest>\s*\S.*)", re.DOTALL)


def read_as_text(text: str) -> str:
    """What to mend in a text that is a list or a mapping to its author and not to YAML; empty where it looks like
    neither."""
    if re.match(rf"[{_BULLETS}]\s*\S", text):
        if text[0] == "-":
            return tell("put a space after the hyphen: `- …`")
        return tell("an item of a list begins with a hyphen and a space: `- …`")
    if (found := _READ_AS_TEXT.match(text)) and not found["rest"].startswith("//"):
        rest = found["rest"].split()[0][:40]
        return tell("put a plain colon and a plain space between them: `{key}: {text}`", key=found["key"], text=rest)
    return ""


def _indented_oddly(lines: Sequence[str], number: int) -> Hint | None:
    """A tab, or a space that is no plain one, in front of a line: of the faulty one, or of one before it."""
    for n in (number, *range(1, number)):
        line = lines[n - 1]
        indent = line[: len(line) - len(line.lstrip())]
        odd = next((at for at, letter in enumerate(indent) if letter != " "), None)
        if odd is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        spaces, first = _depth(lines, n), " ".join(line.split()[: 1 + line.lstrip().startswith("- ")])[:40]
        plain = tell("type {spaces} spaces there", spaces=spaces) if spaces else tell("let the line begin with it")
        if indent[odd] == "\t":
            message = tell("a tab stands in front of `{word}`, where only spaces can", word=first)
            help = tell(
                "take the tab out, and {plain}; editors can be set to write spaces for the tab key", plain=plain
            )
        else:
            message = tell(
                "the character U+{code} stands in front of `{word}`, and only looks like a space",
                code=f"{ord(indent[odd]):04X}",
                word=first,
            )
            help = tell("delete all that stands in front of `{word}`, and {plain}", word=first, plain=plain)
        return Hint(Place(n, odd + 1, len(indent) - odd), help, message)
    return None


def _not_indented(lines: Sequence[str], number: int) -> Hint | None:
    """A text below a `|` that stands no deeper than its key, so that it is none of it."""
    for n in range(max(2, number - 3), number + 1):
        upper, lower = LINE.match(lines[n - 2]), LINE.match(lines[n - 1])
        if not (upper and lower and upper["key"] and re.fullmatch(r"[|>][-+]?\s*", upper["value"])):
            continue
        column = len(upper["indent"]) + len(upper["items"])
        if not lower["key"] and not lower["items"] and lower["value"] and len(lower["indent"]) <= column:
            help = tell("indent the whole text by two spaces more than `{key}:`", key=upper["key"])
            message = tell("the text of `{key}` is not indented under it", key=upper["key"])
            return Hint(Place(n, len(lower["indent"]) + 1, 1), help, message)
    return None


def _depth(lines: Sequence[str], number: int) -> int:
    """How many spaces a line is likely to want in front of it, by the nearest line above that has something in it."""
    item = lines[number - 1].lstrip().startswith("- ")
    for line in reversed(lines[: number - 1]):
        found = LINE.match(re.sub(r"[^\S ]", "  ", line))
        if found is None or not line.strip() or line.lstrip().startswith("#"):
            continue
        column = len(found["indent"])
        opens = found["key"] and re.fullmatch(r"(?:[|>][-+0-9]*)?\s*(?:#.*)?", found["value"])
        if item and not opens:
            return column
        return column + len(found["items"]) + (2 if opens else 0)
    return 0


def _not_closed(sign: Open) -> Hint:
    """A quotation mark that runs on over lines that were not meant to be in it."""
    help = tell("close it where the text ends, on this line")
    if sign.sign == "'":
        help = tell(
            "close it where the text ends; within single quotation marks an apostrophe is written twice: `'it''s'`"
        )
    return Hint(Place(sign.line, sign.column, 1), help, tell("the quotation mark that is opened here is not closed"))


def _left_open(lines: Sequence[str], number: int, sign: Open) -> Hint | None:
    """A sign that is open at the fault: not closed at all, or closed behind what is wrong between it and its end."""
    if sign.sign in ('"', "'"):
        whole = yaml_signs.read(lines, len(lines), len(lines[-1]) + 1)
        return _not_closed(sign) if sign in (whole.open, whole.swallowing) else None
    line, closing = lines[sign.line - 1], CLOSING[sign.sign]
    if found := _ended_early(line, sign.line, sign.column) or _between_brackets(line, sign):
        return found
    if sign.line == number and closing in line[sign.column :]:
        return None
    if _closed_later(lines, sign):
        before = lines[number - 2].rstrip()
        if number > sign.line and not before.endswith((",", "[", "{", ":")):
            help = tell("write a `,` at the end of this line")
            return Hint(Place(number - 1, len(before), 1), help, tell("no comma stands between this and what follows"))
        return None
    help = tell("close it with `{sign}` where it ends", sign=closing)
    return Hint(
        Place(sign.line, sign.column, 1), help, tell("the `{sign}` that is opened here is not closed", sign=sign.sign)
    )


def _closed_later(lines: Sequence[str], sign: Open) -> bool:
    """Whether a bracket that takes several lines is closed by one that stands first on a line of its own."""
    return any(re.match(rf"\s*{re.escape(CLOSING[sign.sign])}", line) for line in lines[sign.line :])


def _between_brackets(line: str, sign: Open) -> Hint | None:
    """What cannot stand between brackets on one line."""
    number, column = sign.line, sign.column
    if comma := _OTHER_COMMA.search(line, column):
        help = tell("between brackets a plain comma stands between one item and the next: `,`")
        return Hint(Place(number, comma.start() + 1, 1), help, tell("`{sign}` is no comma to YAML", sign=comma[0]))
    if colon := _COLON_INSIDE.search(line, column - 1):
        text = colon["text"].strip()
        if key := re.search(r" ([a-z]{2}): ", text):  # `{en: A ar: B}`
            help = tell("put a comma in front of `{key}:`", key=key[1])
            at = Place(number, colon.start("text") + key.start() + 1)
            return Hint(at, help, tell("no comma stands in front of `{key}:`", key=key[1]))
        help = tell('put it in double quotation marks: `"{text}"`', text=text[:60])
        message = tell("a text with a colon in it, between brackets, needs quotation marks")
        return Hint(Place(number, colon.start("text") + 1, len(text)), help, message)
    wrong = re.compile(r"[\[\]{}]").search(line, column)
    if wrong and wrong[0] in CLOSING.values() and wrong[0] != CLOSING[sign.sign]:
        help = tell("close it with `{sign}` where it ends", sign=CLOSING[sign.sign])
        message = tell("what `{sign}` opened is closed with `{other}`", sign=sign.sign, other=wrong[0])
        return Hint(Place(number, wrong.start() + 1, 1), help, message)
    return None


def _ended_early(line: str, number: int, column: int) -> Hint | None:
    """A sign within a text between brackets that ends it; the bracket stands at a column, counted from 1."""
    starts = re.compile(r"""[\[{,:]\s*(?=["'])""").finditer(line, column - 1)
    return next((found for start in starts if (found := _ended(line, number, start.end()))), None)


def _ended(line: str, number: int, start: int) -> Hint | None:
    """`"a "quoted" word"`, `'it's here'`: the sign within the text at a place of a line that ends it."""
    found = _ENDED.match(line, start)
    if found and found["single"]:
        help = tell("write it twice: `''`; or put the whole text in double quotation marks")
        return Hint(Place(number, found.start("single") + 1, 1), help, tell("this apostrophe ends the text"))
    if found:
        help = tell('write `\\"` within the text; or put the whole text in single quotation marks')
        return Hint(Place(number, found.start("double") + 1, 1), help, tell("this quotation mark ends the text"))
    return None


def _look(line: str, n: int) -> Hint | None:
    """The mistake that a line by itself shows."""
    if found := _OTHER_COLON.match(line):
        help = tell("put a colon and a space in its place: `{key}: …`", key=found[1])
        return Hint(Place(n, found.start(2) + 1, 1), help, tell("`{sign}` is no colon to YAML", sign=found[2]))
    if found := _OTHER_HYPHEN.match(line):
        help = tell("put a hyphen and a space in its place: `- …`")
        return Hint(Place(n, found.start(1) + 1, 1), help, tell("`{sign}` begins no item of a list", sign=found[1]))
    if found := _NO_SPACE.match(line):
        help = tell("put a space after the colon: `{key}: …`", key=found[1])
        return Hint(Place(n, found.start(2) + 1, 1), help, tell("no space stands behind the colon"))
    if found := _TAB_BEHIND_HYPHEN.match(line):
        help = tell("put a space in its place: `- …`")
        return Hint(Place(n, found.start(1) + 1, len(found[1])), help, tell("a tab stands behind the hyphen"))
    if found := _NO_SPACE_BEHIND_HYPHEN.match(line):
        help = tell("put a space after the hyphen: `- …`")
        return Hint(Place(n, found.start(1) + 1, 1), help, tell("no space stands behind the hyphen"))
    parts = LINE.match(line.rstrip())
    if parts is None or not (value := parts["value"]):
        return None
    start, sign = parts.start("value"), value[:1]
    if bounded := _BOUNDED.fullmatch(value):
        help = tell(
            "write the number alone, `value: {number}`, and beside it `bound: {bound}`",
            number=bounded["number"],
            bound="at-least" if bounded["sign"] == ">=" else "more-than",
        )
        message = tell("a `{sign}` at the beginning says that a text follows below", sign=">")
        return Hint(Place(n, start + 1, len(value)), help, message)
    if sign in ("|", ">") and not re.fullmatch(r"[|>](?:[1-9]?[-+]?|[-+][1-9])\s*(?:#.*)?", value):
        help = tell(
            "put the value in quotation marks; or, where a text of several lines follows, let the `{sign}` stand alone "
            "at the end of its line, and the text below it, indented",
            sign=sign,
        )
        return Hint(
            Place(n, start + 1, 1), help, tell("a `{sign}` at the beginning says that a text follows below", sign=sign)
        )
    if sign in CLOSING and not value.endswith(CLOSING[sign]) and (rest := re.search(r"[\]}]\s*[^\s,\]}#]", value)):
        help = tell("put the whole text in quotation marks")
        message = tell("this text begins with `{sign}`, as a list or a mapping does", sign=sign)
        return Hint(Place(n, start + 1, rest.start() + 1), help, message)
    if parts["key"] and re.match(r"- \S", value):
        list_of_it = f"{parts['key']}: [{value[2:42]}]"
        help = tell("begin it on the line below, or write `{list}`; a text goes in quotation marks", list=list_of_it)
        return Hint(Place(n, start + 1, 1), help, tell("a list cannot begin on the line of its key"))
    if sign in ("*", "&", "!", "%", "@", "`") or value.startswith(("- ", "? ")) and parts["key"]:
        return _begins_with(sign, n, start + 1)
    if sign in _CURLY and ": " in value:
        help = tell('put the whole text in straight ones, `"`, or take the colon out')
        return Hint(
            Place(n, start + 1, 1), help, tell("`{sign}` is part of the text, and no quotation mark to YAML", sign=sign)
        )
    if sign in ('"', "'"):
        return _ended(line, n, start)
    if sign in CLOSING and value.count("]") + value.count("}") > value.count("[") + value.count("{"):
        help = tell("take one away, or open one more")
        return Hint(Place(n, start + len(value), 1), help, tell("this line closes more brackets than it opens"))
    if parts["key"] and sign not in ("[", "{", '"', "'", "#") and (colon := re.search(r":(?= )|:$", value)):
        text = value.partition(" #")[0].strip()
        help = tell('put it in double quotation marks: `"{text}"`', text=text[:60])
        message = tell("the text of `{key}` has a colon in it, and needs quotation marks", key=parts["key"])
        return Hint(Place(n, start + colon.start() + 1, 1), help, message)
    return None


def _begins_with(sign: str, n: int, column: int) -> Hint:
    help = tell("put the text in quotation marks")
    return Hint(Place(n, column, 1), help, tell("a text without quotation marks cannot begin with `{sign}`", sign=sign))


def _signs_value(line: str, n: int, column: int) -> Hint | None:
    """A text between brackets that begins with a sign which means something to YAML."""
    sign = line[column - 1 : column]
    return _begins_with(sign, n, column) if sign in ("*", "&", "!", "%", "@", "`", "|", ">") else None


def _out_of_place(lines: Sequence[str], number: int, above: int) -> Hint | None:
    """A line that is well by itself, and does not fit the one above it."""
    upper, lower = LINE.match(lines[above - 1]), LINE.match(lines[number - 1])
    if upper is None or lower is None:
        return None
    high, low = len(upper["indent"]), len(lower["indent"])
    if upper["items"] and not lower["items"] and high == low and not lower["key"]:
        help = tell("start it with `- ` like the one above")
        return Hint(Place(number, low + 1, 1), help, tell("this line is no item of the list above it"))
    high += len(upper["items"])
    deeper = low > high and upper["key"] and upper["value"] and not re.match(r"""[|>#"'\[{]""", upper["value"])
    if deeper and not lower["key"] and (colon := re.search(r":(?= )|:$", lower["value"])):
        help = tell("put the whole text of `{key}` in quotation marks, or a `|` behind `{key}:`", key=upper["key"])
        message = tell("the text of `{key}` goes on in this line, and has a colon in it", key=upper["key"])
        return Hint(Place(number, lower.start("value") + colon.start() + 1, 1), help, message)
    if not (upper["key"] and lower["key"]):
        return None
    if deeper:
        help = tell("start it in the same column as `{key}` above: with {spaces} spaces", key=upper["key"], spaces=high)
        return Hint(Place(number, 1, low), help, tell("this line is indented further than the one that it follows"))
    columns = {
        len(found["indent"]) + len(found["items"]) for line in lines[: number - 1] if (found := LINE.match(line))
    }
    if low < high and low not in columns:
        nearest = min(columns, key=lambda column: (abs(column - low), -column))
        help = tell(
            "let it start in the same column as the line that it belongs beside: with {spaces} spaces", spaces=nearest
        )
        return Hint(Place(number, 1, max(1, low)), help, tell("this line starts in a column of its own"))
    return None
