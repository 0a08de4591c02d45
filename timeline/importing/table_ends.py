"""A table of records that gains some at its end, and loses them again: what stands there stays byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.authoring.edits import BOM
from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, Span, tell
from timeline.records import yaml_file
from timeline.records.content import Folder


def before(root: Path, folder: Folder, kind: str) -> bytes:
    """A table as it is, with what its records have gained meanwhile; nothing where there is none. Raises `Fault` where
    it cannot be read."""
    path, table = f"content/{kind}.yaml", folder.tables.get(kind)
    if not os.path.lexists(root / path):
        return b""
    if table is None or not table.readable:
        message = tell("`{path}` cannot be read, so nothing can be added to it", path=path)
        raise Fault(Diagnostic("cannot-write", message, Span(path), tell("`check` says what is wrong with it")))
    raw = (root / path).read_bytes()
    return (BOM if raw.startswith(BOM) else b"") + table.text.encode()


def longer(path: str, before: bytes, text: str, data: object) -> bytes:
    """A table with a text at its end, its line ends kept; a fault where it would not read as `data`."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith(b"\n") else end
    after = before + gap + text.encode().replace(b"\n", end)
    file, faults = yaml_file.read(path, after)
    if any(fault.severity != WARNING for fault in faults) or file.data != data:
        message = tell("nothing can be added at the end of `{path}`", path=path)
        help = tell("write it as `id:` lines with the record under each, or add by hand what is new")
        notes = tuple(fault.message for fault in faults[:1])
        raise Fault(Diagnostic("cannot-write", message, Span(path), help, notes=notes))
    return after


def shorter(raw: bytes, text: str) -> bytes | None:
    """A table without a record, where that stands in it to the letter as a text has it; None where it does not."""
    entry = text.encode().replace(b"\n", b"\r\n" if b"\r\n" in raw else b"\n")
    at = raw.find(entry)
    alone = at == 0 or raw[:at].endswith(b"\n") or raw[:at] == BOM
    if at < 0 or not alone or raw[at + len(entry) : at + len(entry) + 1] in (b" ", b"\t"):
        return None
    return raw[:at] + raw[at + len(entry) :]


def emptied(raw: bytes) -> bytes | None:
    """A table's bytes, or None where nothing is left in it."""
    return raw if raw.strip(b"\r\n \t") not in (b"", BOM) else None
