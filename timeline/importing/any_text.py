"""The text of a file from elsewhere: any bytes, wherever they lie, give a text or one clear fault.

UTF-8 with or without a byte order mark, and UTF-16 with one, as spreadsheets write; nothing is guessed.
"""

from __future__ import annotations

import stat
from pathlib import Path

from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.importing import other_files
from timeline.records.yaml_file import File

MOST_BYTES = 20_000_000
MOST_VALUES, MOST_EVENTS = 2_000_000, 20_000  # an empty cell or object takes a byte of a file, and fifty of memory


def read(path: Path) -> File:
    """The text of a file that may lie anywhere; raises `Fault`."""
    shown = str(path)

    def refuse(code: str, message: str, help: str, span: Span | None = None) -> Fault:
        return Fault(Diagnostic(code, message, span or Span(shown), help))

    try:
        if not stat.S_ISREG(path.stat().st_mode):
            help = tell("name a file of CSV or JSON")
            raise refuse("not-a-file", tell("`{path}` is no ordinary file", path=shown), help)
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        help = tell("look at the name of the file, and at its permissions")
        raise refuse("unreadable", tell("the file cannot be read: {problem}", problem=said), help) from None
    if len(raw) > MOST_BYTES:
        help = tell("split it, or look whether this is the file you meant")
        raise refuse("file-too-large", tell("the file has more than {limit} bytes", limit=f"{MOST_BYTES:,}"), help)
    if other := other_files.binary(raw):
        raise refuse("bad-import", *other)
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as problem:
        start = 0 if wide else len(raw[: problem.start].decode("utf-8-sig"))
        where = None if wide else File(shown, raw.decode("utf-8-sig", "replace"))._at(start, start + 1)
        help = tell("save it as UTF-8; in a spreadsheet, as `CSV UTF-8`")
        raise refuse("not-utf8", tell("the file is not written in UTF-8"), help, where) from None
    if "\x00" in text:
        help = tell("name a file of CSV or JSON, written in UTF-8")
        raise refuse("bad-import", tell("this is no file of text"), help)
    if sum(map(text.count, ",;\t\n{[")) > MOST_VALUES:
        raise Fault(too_many(Span(shown), MOST_VALUES))
    return File(shown, text)


def too_many(where: Span, most: int) -> Diagnostic:
    """The fault of a file that holds more than can be looked at."""
    message = tell("the file holds more than {most} values", most=f"{most:,}")
    return Diagnostic("too-many", message, where, tell("split it, or look whether this is the file you meant"))
