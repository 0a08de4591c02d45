"""Values as YAML text, in the style of content/: the way back from `yaml_file`.

A text stands bare where our own reader reads it back the same, else in double quotation marks, whose
escapes are JSON's; one of several lines stands under `|`. What is still to be written is an empty key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from timeline.records import yaml_file

_PLAIN = re.compile(r"(?!null$)[A-Za-z][A-Za-z0-9_-]*")  # needs no asking
TO_WRITE = "# to be written"
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\ufeff]")


def scalar(text: str, flow: bool = False) -> str:
    """One text on one line; `flow` where it stands between brackets."""
    if _PLAIN.fullmatch(text):
        return text
    line = f"[{text}]" if flow else f"- {text}"
    if text and text == text.strip() and "\n" not in text and not _ESCAPED.search(text):
        file, faults = yaml_file.read("", line.encode("utf-8", "surrogatepass"))
        if not faults and file.data == [text]:
            return text
    return _ESCAPED.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def block(text: str, indent: int, end: str = "\n") -> str:
    """A text of several lines under `|`, its lines indented by so many spaces, or under `|-` where no line end is to be
    its `end`; on one line where it must be."""
    pad = " " * indent
    body = "\n".join(pad + line if line else "" for line in text.strip("\n").split("\n"))
    written = f"{'|' if end else '|-'}\n{body}"
    file, faults = yaml_file.read("", f"{' ' * max(0, indent - 2)}a: {written}\n".encode("utf-8", "surrogatepass"))
    kept = (
        not faults and isinstance(file.data, dict) and file.data.get("a") == (text.strip("\n") + end if end else text)
    )
    return written if kept else scalar(text)


def mapping(data: Mapping[str, Any], blocks: Collection[str] = (), indent: int = 0) -> str:
    """A record as content/ lays one out, with a line's end. Values are texts, mappings, lists of texts and
    lists of mappings; None is a place still to be written. The texts under a key of `blocks` stand under `|`.
    """
    pad, lines = " " * indent, []
    for key, value in data.items():
        name = f"{pad}{scalar(key)}:"
        if value is None:
            lines.append(f"{name} {TO_WRITE}")
        elif isinstance(value, str):
            end = "\n" if key in blocks else ""
            lines.append(f"{name} {block(value, indent + 2, end) if end or chr(10) in value else scalar(value)}")
        elif isinstance(value, Mapping):
            within = value if key in blocks else ()
            lines += [name, mapping(value, within or blocks, indent + 2).rstrip("\n")]
        elif all(isinstance(item, str) for item in value):
            lines.append(f"{name} [{', '.join(scalar(item, flow=True) for item in value)}]")
        else:
            lines += [name, *(_item(item, indent + 2) for item in value)]
    return "\n".join(lines) + "\n"


def _item(data: Mapping[str, Any], indent: int) -> str:
    """A mapping of a list: on one line, or, where it holds more than short texts, laid out as a record is."""
    if all(isinstance(value, str) for value in data.values()):
        return f"{' ' * indent}- {{{_pairs(data)}}}"
    return f"{' ' * indent}- {mapping(data, (), indent + 2).strip()}"


def _pairs(data: Mapping[str, str]) -> str:
    return ", ".join(f"{scalar(key, flow=True)}: {scalar(value, flow=True)}" for key, value in data.items())
