"""What the parser says of a text that it cannot read, in words for people who know no YAML."""

from __future__ import annotations

from timeline.faults.diagnostic import tell

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
