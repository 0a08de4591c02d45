"""Values as YAML text, in the style of content/: the way back from `yamlfile`.

A text stands bare where our own reader reads it back the same, else in double quotation marks, whose
escapes are JSON's; one of several lines stands under `|`.
"""

from __future__ import annotations

import json
import re

from timeline import yamlfile

_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\ufeff]")


def scalar(text: str, flow: bool = False) -> str:
    """One text on one line; `flow` where it stands between brackets."""
    line = f"[{text}]" if flow else f"- {text}"
    if text and text == text.strip() and "\n" not in text and not _ESCAPED.search(text):
        file, faults = yamlfile.read("", line.encode("utf-8", "surrogatepass"))
        if not faults and file.data == [text]:
            return text
    return _ESCAPED.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def block(text: str, indent: int) -> str:
    """A text of several lines under `|`, its lines indented by so many spaces; on one line where it must be."""
    pad = " " * indent
    body = "\n".join(pad + line if line else "" for line in text.strip("\n").split("\n"))
    written = f"|\n{body}"
    file, faults = yamlfile.read("", f"{' ' * max(0, indent - 2)}a: {written}\n".encode("utf-8", "surrogatepass"))
    kept = not faults and isinstance(file.data, dict) and file.data.get("a") == text.strip("\n") + "\n"
    return written if kept else scalar(text)
