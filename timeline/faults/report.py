"""Diagnostics for whoever reads them: as text for people, as JSON for editors, as annotations for a CI log.

The text is rustc's: message, place, the line with a caret under the fault, help; in a terminal each line keeps its
direction.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Span, Told, joined, tell

# Characters that reorder or hide text: an excerpt must not deceive, so it shows them as U+FFFD.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_FOREIGN = re.compile("`[^`]*`|(?<=«)[^«»]*(?=»)")  # in a sentence: code, and the words of others

Say = Callable[[str], str]  # what was told, in the reader's language: `translate.say`


def errors(n: int) -> Told:
    """`2 errors`"""
    return tell("{n} error", n=n) if n == 1 else tell("{n} errors", n=n)


def warnings(n: int) -> Told:
    """`1 warning`"""
    return tell("{n} warning", n=n) if n == 1 else tell("{n} warnings", n=n)


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty where there is nothing."""
    severities = [fault.severity for fault in diagnostics]
    counts = ((errors, severities.count(ERROR)), (warnings, severities.count(WARNING)))
    words = [told(count) for told, count in counts if count]
    return joined("{first}, {second}", words)


def as_text(diagnostics: Iterable[Diagnostic], colour: bool = False, say: Say = str) -> str:
    """For people: message, place, the line with a caret under the fault, help. `say` gives the labels in
    the diagnostics' language."""
    labels = {ERROR: say(tell("error")), WARNING: say(tell("warning"))}

    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    blocks = []
    for fault in diagnostics:
        tone = "1;31" if fault.severity == ERROR else "1;33"
        lines = [
            in_its_direction(
                f"{paint(tone, f'{labels[fault.severity]}[{fault.code}]')}: {paint('1', visible(fault.message))}"
            ),
            f"  --> {_place(fault.span)}",
        ]
        margin = " " * len(str(fault.span.line))
        if fault.span.line and fault.span.excerpt.strip():
            excerpt, column = _clipped(fault.span)
            pad = "".join(" " * _width(char) for char in excerpt[: column - 1])
            carets = "^" * max(1, sum(map(_width, excerpt[column - 1 : column - 1 + fault.span.length])))
            # FSI … PDI keep a right-to-left line from reordering what stands around it in the terminal.
            shown = f"\u2068{excerpt}\u2069" if _RIGHT_TO_LEFT.search(excerpt) else excerpt
            lines += [f"{fault.span.line} | {shown}", f"{margin} | {pad}{paint(tone, carets)}"]
        more = [tell("help: {help}", help=fault.help)] * bool(fault.help) + [
            tell("note: {note}", note=note) for note in fault.notes
        ]
        lines += [f"{margin} = {in_its_direction(visible(say(text)))}" for text in more]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """For editors: one array of objects, columns counted in characters from 1."""
    return json.dumps(
        [
            {
                "code": fault.code,
                "severity": fault.severity,
                "message": fault.message,
                "file": fault.span.path,
                "line": fault.span.line,
                "column": fault.span.column,
                "length": fault.span.length,
                "help": fault.help,
                "notes": list(fault.notes),
            }
            for fault in diagnostics
        ],
        ensure_ascii=False,
        indent=1,
    )


def as_github(diagnostics: Iterable[Diagnostic], say: Say = str) -> str:
    """For CI: workflow commands that put each fault on its line of the change."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def property(text: object) -> str:
        return data(str(text)).replace(":", "%3A").replace(",", "%2C")

    rows = []
    for fault in diagnostics:
        words = "\n".join(
            filter(None, (fault.message, fault.help and say(tell("help: {help}", help=fault.help)), *fault.notes))
        )
        rows.append(
            f"::{fault.severity} file={property(fault.span.path)},line={max(1, fault.span.line)},"
            f"col={fault.span.column},"
            f"endColumn={fault.span.column + fault.span.length},title={property(fault.code)}::{data(words)}"
        )
    return "\n".join(rows)


def runs_from_right(text: str) -> bool:
    """Whether a text begins with a letter of a script that runs from the right."""
    return bool(_RIGHT_TO_LEFT.match(text))


def in_its_direction(line: str) -> str:
    """A line for a terminal. One that begins from the right stands isolated (RLI … PDI), and so does each
    piece of code in it (FSI … PDI): else the terminal would order code, signs and numbers by the words beside."""
    if not _RIGHT_TO_LEFT.match(_COLOUR.sub("", line).lstrip()):
        return line
    inner = line.lstrip(" ")
    isolated = _FOREIGN.sub("\u2068\\g<0>\u2069", inner)
    return f"{line[: len(line) - len(inner)]}\u2067{isolated}\u2069"


def _place(span: Span) -> str:
    path = visible(span.path)
    return f"{path}:{span.line}:{span.column}" if span.line else path


def visible(text: str) -> str:
    """A text as one line of a terminal: what would end the line, reorder or hide it is shown instead."""
    return _HIDDEN.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def _clipped(span: Span, width: int = 120) -> tuple[str, int]:
    """The excerpt and column, cut round the fault where the line is long."""
    excerpt, column = span.excerpt, span.column
    if len(excerpt) <= width:
        return visible(excerpt), column
    start = max(0, min(column - 1 - width // 3, len(excerpt) - width))
    cut = visible(excerpt[start : start + width])
    return ("…" + cut[1:] if start else cut) + ("…" if start + width < len(excerpt) else ""), column - start


def _width(char: str) -> int:
    """Columns a character takes in a terminal."""
    if unicodedata.category(char) in ("Mn", "Me") or char in "\u200b\u200c\u200d\u2060":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
