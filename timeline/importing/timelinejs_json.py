"""TimelineJS3's JSON, read as slides; and what another JSON is, told by what it has.

The outer object is read by hand, so that each slide's place is known; numbers stay the text that they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NoReturn

from timeline.faults.diagnostic import Diagnostic, Fault, Span, Told, listed, tell
from timeline.importing import json_faults
from timeline.importing.any_text import MOST_EVENTS, too_many
from timeline.importing.drafts import tidy
from timeline.importing.timelinejs_reader import COLUMNS, DATES, Slide, Story, left_behind
from timeline.records.yaml_file import File

# Of the JSON's other fields, those that only say how to show.
_SILENT = {("autolink",), ("scale",), ("background", "opacity"), ("media", "link_target")}
_FORM = tell('a file of TimelineJS3 is `{"events": […]}`; anything else can be exported as CSV and imported from that')
_FLAT = {"Headline": "headline", "Text": "text"}  # as some programs write them, and the first TimelineJS did
_SPACE = re.compile(r"[ \t\r\n]*")


def from_json(file: File) -> tuple[Story | None, list[Diagnostic]]:
    """The slides of a JSON file; None where it is no JSON or not TimelineJS's."""
    try:
        return _Json(file).story()
    except Fault as fault:
        return None, list(fault.diagnostics)


class _Json:
    """Reads the outer object by hand, so that each slide's place is known, and each slide with `json`.
    Numbers stay the text that they are."""

    def __init__(self, file: File):
        self.file = file
        self.twice: list[str] = []
        self.names: dict[str, None] = {}  # of all slides' fields
        self.dated = False  # whether any slide has a date
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_int=str, parse_float=str, parse_constant=self._constant
        )
        self.at = 0

    def story(self) -> tuple[Story | None, list[Diagnostic]]:
        title, faults = None, []
        lists: dict[str, list[Slide]] = {"events": [], "eras": []}
        seen: set[str] = set()
        if self._sign() == "[":
            return None, [self._list()]
        if self._sign() != "{":
            raise Fault(self._single())
        self.at += 1
        while self._sign() != "}":
            start = self.at
            name = self._value()
            if not isinstance(name, str) or self._sign() != ":":
                self._stop(tell("a name and a colon are expected here"))
            if name in seen:
                self._twice(name, start)
            seen.add(name)
            self.at += 1
            if name in lists and self._sign() == "[":
                self.at += 1
                while self._sign() != "]":
                    if len(lists[name]) >= MOST_EVENTS:
                        raise Fault(too_many(self.file._at(self.at, self.at + 1), MOST_EVENTS))
                    lists[name].append(self._slide())
                    self._comma("]")
                self.at += 1
            elif name == "title":
                title = self._slide()
            else:
                self._sign()
                value = self._value()
                if name == "events" or isinstance(value, dict) and isinstance(value.get("date"), list):
                    return None, [self._first(name, start)]
                if name != "scale":
                    faults.append(left_behind(f"`{name[:40]}`", self.file._at(start, start + len(name) + 2)))
            self._comma("}")
        self.at += 1
        if self._sign() == "{":
            return None, [self._lines()]
        if self._sign():
            self._stop(tell("the file goes on where its value has ended"))
        if "events" not in seen:
            return None, [self._form(seen)]
        if lists["events"] and not self.dated:
            return None, [self._undated(lists["events"][0])]
        return Story(title if title and title.cells else None, lists["events"], lists["eras"]), faults

    def _form(self, names: Iterable[str]) -> Diagnostic:
        message = tell("this JSON has no `events`; it has {names}", names=_named(names))
        return Diagnostic("bad-import", message, self.file._at(0, 1), _FORM)

    def _first(self, name: str, start: int) -> Diagnostic:
        """The fault of what stands under a name of the outer object, and is no list of events."""
        where = self.file._at(start, start + len(name) + 2)
        if name == "events":
            return Diagnostic("bad-import", tell("`events` is no list"), where, _FORM)
        message = tell("this is the JSON of the first TimelineJS: its events stand under `{name}.date`", name=name[:40])
        help = tell(
            "save its sheet as CSV and import that: `Start Date`, `End Date`, `Headline`, `Text`, `Media` and `Tag` "
            "are read"
        )
        return Diagnostic("bad-import", message, where, help)

    def _list(self) -> Diagnostic:
        start = self.at
        value = self._value()
        first = value[0] if isinstance(value, list) and value else None
        message = tell("this JSON is a list")
        if isinstance(first, dict) and "start_date" not in first:
            message = tell("this JSON is a list of what has {names}", names=_named(first))
        return Diagnostic("bad-import", message, self.file._at(start, start + 1), _FORM)

    def _single(self) -> Diagnostic:
        """The fault of JSON that is neither an object nor a list."""
        start = self.at
        self._value()
        return Diagnostic(
            "bad-import", tell("this JSON is a single value"), self.file._at(start, max(self.at, start + 1)), _FORM
        )

    def _lines(self) -> Diagnostic:
        help = tell("make one list of the lines, `{form}`, or export them as CSV", form='{"events": [… , …]}')
        message = tell("another value begins here: this is a file of `JSON Lines`")
        return Diagnostic("bad-import", message, self.file._at(self.at, self.at + 1), help)

    def _undated(self, first: Slide) -> Diagnostic:
        """The fault of a file whose events are not TimelineJS's: told once, by what they have."""
        message = tell("these events have no `start_date`, so this is no file of TimelineJS")
        if self.names:
            message = tell(
                "these events have no `start_date`; they have {names}, so this is no file of TimelineJS",
                names=_named(self.names),
            )
        help = tell(
            "export them as CSV, with a row for each: the import then asks which column is which; in JSON an event is "
            "`{form}`",
            form='{"start_date": {"year": 1905}, "text": {"headline": "…"}}',
        )
        return Diagnostic("bad-import", message, first.place(""), help)

    def _sign(self) -> str:
        if space := _SPACE.match(self.file.text, self.at):
            self.at = space.end()
        return self.file.text[self.at : self.at + 1]

    def _comma(self, end: str) -> None:
        if self._sign() == ",":
            self.at += 1
            if self._sign() == end:
                self._stop(tell("a comma stands after the last value"))
        elif self._sign() != end:
            self._stop(tell("a comma or `{end}` is expected here", end=end))

    def _value(self) -> object:
        start, self.twice = self.at, []
        try:
            value, self.at = self.decoder.raw_decode(self.file.text, self.at)
        except json.JSONDecodeError as fault:
            self.at = fault.pos
            self._stop(tell("what stands here cannot be read as JSON"), fault.msg)
        except RecursionError:
            message, help = tell("the file is nested too deeply"), tell("look for brackets that are never closed")
            raise Fault(Diagnostic("too-deep", message, self.file._at(start, start + 1), help)) from None
        if self.twice:
            self._twice(self.twice[0], start)
        return value

    def _slide(self) -> Slide:
        self._sign()
        start = self.at
        value = self._value()
        stop = self.at

        def place(name: str) -> Span:
            at = start
            for part in COLUMNS.get(name) or DATES.get(name) or filter(None, name.split(".")):
                found = self.file.text.find(f'"{part}"', at, stop)
                at = found if found >= 0 else at
            return self.file._at(at, self.file.text.find('"', at + 1, stop) + 1 or at + 1)

        if isinstance(value, dict):
            self.names |= dict.fromkeys(list(value)[:20])
            self.dated |= not {"start_date", "edtf"}.isdisjoint(value)
        cells, others, known = {}, [], {path: name for name, path in (*COLUMNS.items(), *DATES.items())}
        for path, text in _flat(value):
            if path in known:
                cells[known[path]] = tidy(text)
            elif path not in _SILENT:
                others.append(".".join(path))
        cells |= _shown(cells, value)
        for name, field in _FLAT.items():
            if isinstance(value, dict) and isinstance(value.get(field), str) and name not in cells:
                cells[name] = tidy(value[field].strip())
                others = [other for other in others if other != field]
        return Slide(cells, place, tuple(name for name in others if not name.endswith("display_date")))

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            self.twice += [name for name in found if names.count(name) > 1] if len(pairs) < 1000 else names[:1]
        return found

    def _constant(self, name: str) -> object:
        start = self.at = max(0, self.file.text.find(name, self.at))
        message = tell("`{name}` is no value that JSON has", name=name)
        help = tell("write a number, or take the field out")
        raise Fault(Diagnostic("json-syntax", message, self.file._at(start, start + len(name)), help))

    def _twice(self, name: str, start: int) -> None:
        first = self.file.text.find(json.dumps(name, ensure_ascii=False), start)
        again = self.file.text.find(json.dumps(name, ensure_ascii=False), first + 1)
        where = self.file._at(max(first, again, start), max(first, again, start) + len(name) + 2)
        message = tell("`{name}` is written twice in the same place", name=name[:60])
        raise Fault(Diagnostic("duplicate-key", message, where, tell("keep one of the two")))

    def _stop(self, message: Told, parser: str = "") -> NoReturn:
        raise Fault(json_faults.syntax(self.file, self.at, message, parser))


def _named(names: Iterable[str]) -> str:
    """Some names, of which there may be thousands."""
    return listed(name[:40] for name in list(names)[:12]) or tell("nothing")


def _flat(value: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """The fields of a slide that say something, each by its path."""
    if isinstance(value, dict) and len(path) < 3:
        return [field for name, inner in value.items() for field in _flat(inner, (*path, name))]
    if isinstance(value, str):
        return [(path, value.strip())] if value.strip() else []
    return [(path, "")] if value not in (None, True, False, {}, []) else []


def _shown(cells: Mapping[str, str], value: object) -> dict[str, str]:
    """How a date is shown: the slide's own words stand for those of its dates."""
    if cells.get("Display Date") or not isinstance(value, dict):
        return {}
    ends = [value.get(name) for name in ("start_date", "end_date")]
    said = [str(end["display_date"]) for end in ends if isinstance(end, dict) and end.get("display_date")]
    return {"Display Date": tidy(" – ".join(said))} if said else {}
