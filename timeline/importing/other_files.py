"""What a file is that no import reads, told by how it begins: it is then named once, with the way from it to one that
is read, and not taken for a timeline with a fault in every line."""

from __future__ import annotations

import re

from timeline.faults.diagnostic import Diagnostic, Told, tell
from timeline.records.yaml_file import File

_SAVE = tell("save the sheet as CSV in UTF-8 and import that")
_PAGE = tell(
    "what was saved is the page and not the data: export the sheet as CSV, or save the JSON's own address, and look "
    "whether the file can be had without signing in"
)
_AS_CSV = tell("export its events as CSV, with a row for each, and import that; `docs/import.md` has the columns")
_SCRIPTED = tell("save what stands between its outer brackets `{` and `}` alone, as JSON")

# By how its bytes begin: what is no text at all.
_BINARY: tuple[tuple[bytes, Told, Told], ...] = (
    (b"PK\x03\x04", tell("this is a spreadsheet program's own file"), _SAVE),
    (b"\xd0\xcf\x11\xe0", tell("this is a spreadsheet program's own file"), _SAVE),
    (b"%PDF-", tell("this is a file of `PDF`"), _AS_CSV),
    (b"\x1f\x8b", tell("this is a packed file"), tell("unpack it, and import what is in it")),
    (b"SQLite format 3", tell("this is a database"), _AS_CSV),
    (b"\x89PNG", tell("this is a picture"), _AS_CSV),
    (b"\xff\xd8\xff", tell("this is a picture"), _AS_CSV),
    (b"GIF8", tell("this is a picture"), _AS_CSV),
)
_XML = r"(?:<\?xml[^>]{0,200}\?>\s{0,20})?(?:<!--.{0,400}?-->\s{0,20})?<(?P<name>[a-z][\w:.-]{0,40})"
_BIBTEX = r"@(?:article|book|misc|online|inproceedings|incollection|comment|string)\s{0,9}\{"
_SCRIPT = (  # statements, and not headings such as `Export Date` or `Function name`
    r"(?:(?:var|let|const)\s{1,9}[\w$]{1,60}\s{0,9}=|export\s{1,9}(?:default|const|let|var|function)\b"
    r"|function\s{0,9}[\w$]{0,60}\s?\(|[a-z_$][\w.$]{0,60}\s?(?:=\s?[\[{]|\(\s{0,9}[\[{]))"
)
# By how its text begins, behind white space; the first that matches speaks.
_TEXTS: tuple[tuple[re.Pattern[str], Told, Told], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), message, help)
    for pattern, message, help in (
        (r"<!doctype html|<html\b|<head\b|<body\b", tell("this is a page of HTML"), _PAGE),
        (_XML, tell("this is a file of `XML`: `<{name}>`"), _AS_CSV),
        (r"<\?xml|<!", tell("this is a file of `XML`"), _AS_CSV),
        (r"BEGIN:VCALENDAR", tell("this is a calendar (`iCalendar`)"), _AS_CSV),
        (r"BEGIN:VCARD", tell("this is a list of addresses (`vCard`)"), _AS_CSV),
        (r"0 HEAD\b", tell("this is a family tree (`GEDCOM`)"), _AS_CSV),
        (r"\{\\rtf", tell("this is a text processor's own file (`RTF`)"), _AS_CSV),
        (_BIBTEX, tell("this is a list of literature (`BibTeX`)"), _AS_CSV),
        (r"TY  - ", tell("this is a list of literature (`RIS`)"), _AS_CSV),
        (_SCRIPT, tell("this is a script and no data"), _SCRIPTED),
        (r"---\s|%YAML", tell("this is a file of `YAML`"), _AS_CSV),
    )
)


def binary(raw: bytes) -> tuple[Told, Told] | None:
    """What some bytes are that are no text, and what to do; None where nothing is known of them."""
    return next(((message, help) for start, message, help in _BINARY if raw.startswith(start)), None)


def told(file: File) -> Diagnostic | None:
    """The fault of a text that is something else than a table or JSON; None where it may be one of them."""
    start = len(file.text) - len(file.text.lstrip())
    for pattern, message, help in _TEXTS:
        if found := pattern.match(file.text, start):
            named = tell(message.template, name=found["name"]) if "name" in found.groupdict() else message
            return Diagnostic("bad-import", named, file._at(start, found.end()), help)
    return None
