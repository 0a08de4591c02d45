"""Why a text is no JSON, in the words of whoever wrote it: a comment, a comma too many, other quotation marks, a file
that was cut off. The parser says where it stopped; what stands there says why."""

from __future__ import annotations

import re

from timeline.faults.diagnostic import Diagnostic, Told, tell
from timeline.records.yaml_file import File

_WORD = re.compile(r"[^\W\d][\w$]{0,60}")
_OTHER = tell("look for a missing comma or quotation mark, or export the file anew")


def syntax(file: File, at: int, said: Told, parser: str = "") -> Diagnostic:
    """The fault at a place where a parser stopped. `said` is what stands for all that is not known here, `parser` the
    words of Python's own."""
    text = file.text
    end = len(text.rstrip())
    before = text[:at].rstrip()
    at, length, message, help = min(at, max(0, len(text) - 1)), 1, said, _OTHER
    word = _WORD.match(text, at)
    if parser.startswith("Unterminated string"):
        message = tell("a text begins here and never ends")
        help = tell("close its quotation mark; if the file was cut off, export it anew")
    elif at >= end or len(before) >= end:
        at = max(0, end - 1)
        message = tell("the file ends here, before its value does")
        help = tell("it was cut off: export it anew, or close the brackets that are open")
    elif text.startswith(("//", "/*", "#"), at):
        length = 1 if text[at] == "#" else 2
        message, help = tell("this is a comment, and JSON has none"), tell("take the comments out")
    elif text[at] in "}]" and before.endswith(","):
        at = len(before) - 1
        message, help = _comma()
    elif text[at] == "," and text[at + 1 : at + 1000].lstrip()[:1] in ("}", "]"):
        message, help = _comma()
    elif text[at] in "'‘’“”«`":
        message = tell("JSON has its names and texts between `{quote}` alone", quote='"')
        help = tell("exchange the other quotation marks; better, let a program write the file")
    elif parser.startswith("Invalid control"):
        message = tell("a line ends, or a tab stands, within a text")
        help = tell("write `{line}` for a line's end and `{tab}` for a tab", line="\\n", tab="\\t")
    elif parser.startswith("Invalid \\"):
        message = tell("a backslash stands before a sign that it gives no meaning")
        help = tell("double the backslash where it belongs to the text")
    elif word:
        length = len(word[0])
        message = tell("`{word}` stands here without quotation marks", word=word[0][:40])
        help = tell("names and texts stand between quotation marks; else JSON has `true`, `false` and `null`")
    return Diagnostic("json-syntax", message, file._at(at, at + length), help)


def _comma() -> tuple[Told, Told]:
    return tell("a comma stands after the last value"), tell("take the comma out")
