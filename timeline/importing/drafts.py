"""Records that another file gave, on their way to becoming files of content/: their ids, and their texts as they
stand in files here.

A draft holds an event's fields as the schema names them. What the other file did not say and every event
needs is None: an empty key in the file, which `check` reports as a place to fill.

An event's file remembers, in a comment, the row that it was made from, or one that gave it texts in another language:
so the row is known again after the date, the headline or the file's name were changed. Another remembers the name that
the other file has for the event, by which that of another language is found. Comments, since they go wherever the file
goes, are no fields of the record, and harm nobody who takes them out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from timeline.authoring import yaml_writer
from timeline.digest import digest
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.records.limits import LONG, LONGEST
from timeline.records.schema_faults import kept_back
from timeline.records.yaml_file import fit
from timeline.text import bidi, dates, edtf, folding, transliteration

_LONGEST = 80  # characters of an id that is made here; the schema allows 100, and a number may follow
_ROW = "# imported row {row}: as long as this line stands here, that row is not imported again\n"
_TEXTS = "# imported texts of row {row}: as long as this line stands here, that row is not imported again\n"
_MARK = "# imported id {mark}: as long as this line stands here, a row of this date with that id is this event\n"
_MARKS = re.compile(r'^# imported id ("[^\n]{1,700}"): as long', re.MULTILINE)
_LONGEST_MARK = 100
_ROWS = re.compile(r"^# imported (texts of )?row ([0-9a-f]{24})\b", re.MULTILINE)


@dataclass(frozen=True)
class Draft:
    """An event to be. `id` is what its file names; `group` the name of a topic, where it names no topic's id;
    `row` the digest of the row that it is made from; `mark` what the file itself knows the event by; `cell` says where
    a field stands, where its file has a cell for it; `lacks` is what is not said of a picture that could be carried."""

    place: Span
    data: Mapping[str, Any]
    id: str = ""
    group: str = ""
    row: str = ""
    mark: str = ""
    cell: Callable[[str], Span] | None = None
    lacks: tuple[str, ...] = ()

    def at(self, field: str) -> Span:
        """Where a field of the event stands in the file that it is from."""
        return self.cell(field) if self.cell else self.place


class Ids:
    """Ids given out, each once; those of `taken` never."""

    def __init__(self, taken: Iterable[str] = ()):
        self.taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, id: str) -> str:
        """The id, or the first of `id-2`, `id-3`… that is free."""
        number, found = self._last.get(id, 1), id
        while found in self.taken:  # of ten thousand events without a headline each would be counted anew
            number += 1
            found = f"{id}-{number}"
        self._last[id] = number
        self.taken.add(found)
        return found


def event(draft: Draft) -> str:
    """The text of an event's file."""
    return memory(draft) + yaml_writer.mapping(
        {key: value for key, value in draft.data.items() if value != []}, {"body"}
    )


def memory(draft: Draft) -> str:
    """The comments by which an event's file remembers the row that it was made from."""
    row = _ROW.format(row=draft.row) if draft.row else ""
    return row + (_MARK.format(mark=json.dumps(draft.mark)) if draft.mark else "")


def memory_of_texts(draft: Draft) -> str:
    """The comment by which an event's file remembers a row that gave it texts, and did not make it."""
    return _TEXTS.format(row=draft.row) if draft.row else ""


def mark(text: str) -> str:
    """What a file knows an event by, as it is remembered: by its digest where it is no short name. People write
    `EV-1` and `ev-1` for the same one."""
    text = " ".join(text.casefold().split())
    return text if len(text) <= _LONGEST_MARK else digest(text)


def marks(text: str) -> list[str]:
    """What other files know the event of a file by, by its own comments."""
    found = []
    for written in _MARKS.findall(text):
        with suppress(ValueError):  # else somebody changed the comment: it is none of ours any more
            found.append(mark(str(json.loads(written))))
    return found


def row_digest(cells: Mapping[str, str], language: str = "") -> str:
    """What a row is known by: its cells that say something by their columns' names, and the language they are in."""
    said = sorted((name, text) for name, text in cells.items() if text)
    return digest(language, *(text for cell in said for text in cell))


def rows(text: str) -> list[str]:
    """The digests of the rows that a file was made from or has texts from, by its own comments; there may be more than
    one of two events that became one."""
    return [row for _, row in _ROWS.findall(text)]


def made_from(text: str) -> list[str]:
    """The same of those alone that the file was made from."""
    return [row for of_texts, row in _ROWS.findall(text) if not of_texts]


def source(title: str, summary: str, language: str, languages: Sequence[str]) -> str:
    """The text of a source's file for a file that events were taken from."""
    return yaml_writer.mapping(
        {
            "kind": "report",
            "scope": "outside",
            "language": language,
            "title": in_each(languages, language, title),
            "published": None,
            "summary": in_each(languages, language, summary),
        }
    )


def topic(id: str, name: str, language: str, languages: Sequence[str]) -> str:
    """The text of a topic, to stand in content/topics.yaml."""
    return yaml_writer.mapping(
        {id: {"name": in_each(languages, language, name), "summary": in_each(languages, language, "")}}
    )


def in_each(languages: Sequence[str], language: str, text: str) -> dict[str, str | None]:
    """A text in its language, and an empty place in each other one of the site; in its own too where there is none."""
    return {language: text or None, **{code: None for code in languages if code != language}}


def slug(text: str, letters: Mapping[str, str], room: int = _LONGEST) -> str:
    """The words of a text in Latin letters as an id, cut at a word's end; empty where it has no letters at all.
    `letters` is the table by which its language is written so."""
    words = [word for word in folding.tokens(transliteration.latin(text, letters)) if word.isascii()]
    if not any(c.isalpha() for word in words for c in word):
        return ""
    found = ""
    for word in words:
        longer = f"{found}-{word}".strip("-")
        if len(longer) > room:
            return found or word[:room]
        found = longer
    return f"{found}-1" if kept_back(found) else found


def event_id(
    date: str, titles: Mapping[str, str | None], letters: Callable[[str], Mapping[str, str]]
) -> tuple[str, bool]:
    """An event's id, its date first, then the headline: that which is most in Latin letters, of which all can read
    the address; and whether one gave anything. `letters` gives a language's table.

    `-0043-03-15` becomes `0044-bce-03-15`, since an id begins with a letter or a digit.
    """
    parsed = dates.parse(date)
    if parsed.original:  # in Gregorian numbers, as all others are, and no more precise than it was
        date = _gregorian(next(iter(parsed.points)))
        parsed = edtf.parse(date)
    side = date.split("/")[not isinstance(parsed.start, edtf.Point)]
    side = re.sub(r"T.*|[~?%]$", "", side).removeprefix("Y")
    if side.startswith("-") or int(re.split("[^0-9X]", side)[0].replace("X", "9")) == 0:
        year, *rest = side.removeprefix("-").split("-")
        year = f"{int(year) + 1:04}" if year.isdigit() else year
        side = "-".join([year, "bce", *rest])
    side = side.lower()
    told = {code: title for code, title in titles.items() if title}
    code = max(told, key=lambda code: _latin_part(told[code]), default="")
    words = slug(told.get(code, ""), letters(code), _LONGEST - len(side) - 1)
    return f"{side}-{words or 'event'}", bool(words)


def _gregorian(point: edtf.Point) -> str:
    """As much of a date as the first and the last day that it can mean have in common; of two years the first."""
    (year, month, day), last = point.earliest, point.latest
    whole = f"{'-' * (year < 0)}{abs(year):04d}"
    parts = (f"-{month:02d}" if (year, month) == last[:2] else "", f"-{day:02d}" if point.earliest == last else "")
    return whole + "".join(parts)


def _latin_part(text: str) -> float:
    """How much of a text's letters are Latin ones, accents aside."""
    letters = [c for c in "".join(folding.tokens(text)) if c.isalpha()]
    return sum(c.isascii() for c in letters) / len(letters) if letters else -1.0


def cut(text: str, field: str, where: Span) -> tuple[str, list[Diagnostic]]:
    """A text that is not too long for a field of content/, and the warning where something of it is left out."""
    most = LONGEST.get(field, LONG)
    if len(text) <= most:
        return text, []
    message = tell("this has more than {most} characters; the rest is not carried over", most=f"{most:,}")
    help = tell("write what matters of it into the event's text by hand")
    return text[: most - 1].rstrip() + "…", [Diagnostic("not-carried", message, where, help, severity=WARNING)]


def tidy(text: str) -> str:
    """A text of other origin without what no file of content/ may hold."""
    text = fit(text.replace("\r\n", "\n").replace("\r", "\n"))
    return bidi.CONTROLS.sub("", text) if bidi.problem(text) else text
