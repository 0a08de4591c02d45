"""What a record says that its author hardly meant: sound as it is, and told as a warning.

A placeholder that still stands, a paragraph's number in words, an id with another date than its event's, a year in two
calendars that reads as an interval.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from timeline.faults.diagnostic import WARNING, Diagnostic, tell
from timeline.records import languages
from timeline.records.schema import Event
from timeline.records.validate import Entry
from timeline.records.yaml_file import Path
from timeline.text import dates, edtf

# What `new` leaves to be written, and what people write meanwhile.
_TO_FILL = re.compile(
    r"[\s.…]+|\W*(?:to be (?:written|done|added|confirmed)|t\.?b\.?[adcw]\.?|todo|fixme|x{3,}|lorem ipsum.*|"
    r"يُ?كتب لاحق(?:ا|ًا|اً)|سيُ?كتب|لاحق(?:ا|ًا|اً)|قيد الكتابة)\W*",
    re.IGNORECASE | re.DOTALL,
)
_PARAGRAPH = re.compile(
    r"[\s\"'“”„«»‘’]{0,9}(?:¶{1,3}|\b(?:paragraphs?|paras?|pars?)\b\.?|(?:ال)?فقر(?:ة|ه|ات|تان|تين))\s*(?P<first>[0-9]{1,5})"
    r"(?:\s*[-–—]\s*(?P<last>[0-9]{1,5}))?[\s\"'“”„«»‘’.]*",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})")
_DATED = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?(?=-|$)")  # how an id begins, by custom


def to_fill(text: str, name: str, entry: Entry[Any], path: Path) -> Iterator[Diagnostic]:
    """A text of a field that says no more than that it is to be written. One word may be a person's name: Todo is."""
    a_name = name in ("family", "given") and text.strip().isalpha() and not text.isupper()
    if text.strip() and not a_name and _TO_FILL.fullmatch(text):
        message = tell("`{text}` still stands where `{name}` is to be written", text=text.strip()[:40], name=name)
        help = tell("write it, or take the key away; it would be published as it is")
        yield Diagnostic("left-to-fill", message, entry.file.span(path), help, severity=WARNING)


def locator(entry: Entry[Any], path: Path) -> Iterator[Diagnostic]:
    """A place in a source, at a path of a file, that is a paragraph's number in words or in marks of its own: only `¶3`
    is said in each language."""
    value = entry.file.data
    for part in path:  # of a record whose text was let go of there is nothing to look at
        if not isinstance(value, dict | list):
            return
        value = value.get(part) if isinstance(value, dict) else value[int(part)]
    if not isinstance(value, str) or languages.is_paragraph(value):
        return
    latin = "".join(str(unicodedata.decimal(letter, letter)) for letter in value)
    if found := _PARAGRAPH.fullmatch(latin):
        meant = "-".join(filter(None, found.group("first", "last")))
        message = tell("`{text}` stands on the page in every language as it is", text=value[:40])
        help = tell('write `at: "¶{number}"`, which each language puts into its own words', number=meant)
        yield Diagnostic("locator-in-words", message, entry.file.span(path), help, severity=WARNING)


def date_of_id(entry: Entry[Event]) -> Iterator[Diagnostic]:
    """An id that begins with another date than its event has; where one lies within the other, both are right.

    A year alone is not looked at: `2001-a-space-odyssey` begins with a title's number.
    """
    found, date = _DATED.match(entry.id), entry.record.date
    if not found or any(point.approximate or point.uncertain for point in date.points):
        return
    try:
        said = edtf.parse(found[0])
    except edtf.DateError:
        return
    if (
        edtf.meet(said, date) or date.original and edtf.meet(said, date.original.date)
    ):  # the id has it in either calendar
        return
    start = date.text.split("/")[0]
    better = f"{start}{entry.id[found.end() :]}" if re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", start) else "NEW"
    yield Diagnostic(
        "date-of-id",
        tell("the id says `{id}`, and the event's date is `{date}`", id=found[0], date=date.text),
        entry.file.span(("date",)),
        tell(
            "look which is right; `{command}` changes the id, and keeps the address that was given out",
            command=f"python3 build.py rename {entry.id} {better}",
        ),
        severity=WARNING,
    )


def two_calendars(entry: Entry[Event]) -> Iterator[Diagnostic]:
    """`1139/1727`: by the standard an interval of centuries, and among historians one year, Hijri and Gregorian."""
    text = entry.record.date.text
    if not (found := _TWO_YEARS.fullmatch(text)) or not _is_hijri_of(int(found[1]), int(found[2])):
        return
    message = tell("`{text}` is an interval of {n} years", text=text, n=int(found[2]) - int(found[1]))
    help = tell("if it is one year by two calendars, write the one of the source: `hijri:{year}`", year=found[1])
    yield Diagnostic("doubtful-calendar", message, entry.file.span(("date",)), help, severity=WARNING)


def _is_hijri_of(hijri: int, gregorian: int) -> bool:
    """Whether a Hijri year lies in a Gregorian one, or partly."""
    try:
        date = dates.parse(f"hijri:{hijri:04}")
    except edtf.DateError:
        return False
    return edtf.meet(date, edtf.parse(f"{gregorian:04}"))
