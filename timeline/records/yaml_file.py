"""YAML as content writes it: text in, plain data out, and the place of every key and value on demand.

The only importer of `yaml`. It reads parser events rather than nodes, because events do not
recurse (libyaml's composer crashes the interpreter on deep nesting), and it types nothing: `no`,
`0762` and `12:30` stay what the author wrote. What YAML has and content has no use for (anchors,
aliases, tags, merge keys, several documents) is a fault with a place, and so is a key written twice.

Places are not kept: a file that has a fault is read once more when the first of them is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from sys import intern
from typing import Any, Protocol

import yaml

from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.records.yaml_hints import hint
from timeline.records.yaml_sayings import saying
from timeline.text import bidi

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH, MAX_NODES, MAX_BYTES = 40, 20_000, 1_000_000

Path = tuple[str | int, ...]
Places = dict[tuple[str | int | None, ...], tuple[int, int]]  # a path, or None and a key's path -> start and end
Data = "dict[str, Data] | list[Data] | str | None"

# What a page cannot carry: controls but tab and line ends, halves of a character, Unicode's noncharacters.
# U+0085, U+2028 and U+2029 are line ends for YAML 1.1 but not for editors: line numbers would drift.
# And what nobody can see, be it on the page or in the change that a reviewer reads: fillers, formatting that is out of
# use, Unicode's tags but in the flags that are made of them, selectors of a glyph but one behind a letter, runs of what
# is invisible; and marks piled up until they cover the lines around.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u2061-\u2065\u206a-\u206f"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff]|[\xad\u200b-\u200f\u2060\ufe00-\ufe0f]{4,}"
    "|[\ufe00-\ufe0f]{2}"
    "|[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9}"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ASTRAL_UNFIT = re.compile(
    f"[{''.join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}"
    "\U00013430-\U0001345f\U00016fe4\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    "|(?<![\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
# What cannot be seen, or looks like a plain space: at the edge of a key it makes another key of it.
_UNSEEN = "\u00a0\u00ad\u061c\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_EDGES = re.compile(f"^[{_UNSEEN}]+|[{_UNSEEN}]+$")
_HARMLESS = re.compile(r"\\[\\\"nt/]")  # escapes that stand for nothing which the text as a whole does not show
_DIRECTIVE = re.compile(r"^%\S*", re.MULTILINE)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(eq=False)
class Kept:
    """What later stages found out from a file alone, for whoever reads the same file again."""

    record: tuple[Any, list[Diagnostic]] | None = None  # `validate`: the record that it is, and the faults in it
    growing: frozenset[str] = frozenset()  # and the languages in which it was allowed to leave keys empty
    known: str = ""  # `record_checks`: the digest of what that record was judged by
    faults: list[Diagnostic] = field(default_factory=list)  # and what was found


@dataclass(eq=False)
class File:
    """One parsed file. `path` is as shown to people, relative to the project's root."""

    path: str
    text: str
    data: Any = None  # texts in lists and mappings, of whatever shape: the schema looks at it
    readable: bool = True  # False where the text is no usable YAML; there is nothing to validate then
    kept: Kept = field(default_factory=Kept, repr=False)
    _places: Places | None = field(default=None, repr=False)
    _lines: list[tuple[int, str]] | None = field(default=None, repr=False)  # where each starts, and its text

    def span(self, path: Path = (), key: bool = False) -> Span:
        """Where the value at `path` stands, or its key. Parts that are not in the file (a union's
        tag, a missing key) are passed over, so any path gives the nearest place there is."""
        places = self._spans()
        here: Path = ()
        for part in path:
            if (*here, part) in places:
                here = (*here, part)
        if key and here and (None, *here) in places:
            start, stop = places[None, *here]
        elif here in places:
            start, stop = places[here]
        else:
            return Span(self.path)
        return self._at(start, stop)

    def locate(self, path: Path, token: str, offset: int = 0, length: int = 0) -> Span:
        """Where `token` stands within the value at `path`; the value's start where it is not found."""
        places = self._spans()
        whole = self.span(path)
        here = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in places), None)
        if here is None:
            return whole
        start, stop = places[here]
        found = self.text.find(token, start, stop) if token else -1
        if found < 0:
            return whole
        return self._at(found + offset, found + offset + (length or len(token)))

    def place(self, path: Path, key: bool = False) -> tuple[int, int]:
        """Where the value at `path`, or its key, starts and stops in `text`; KeyError where there is none."""
        return self._spans()[(None, *path) if key else path]

    def end(self, path: Path) -> int:
        """Where the last thing within `path` is written out: before what closes it, and before the comments
        and empty lines behind it, which the parser counts to a mapping or list that no bracket closes."""
        inner = [p for at, p in self._spans().items() if at[:1] != (None,) and at[: len(path)] == path != at]
        start, stop = max(inner, default=self.place(path))  # a scalar, or brackets with nothing in them
        closed = [b for a, b in inner if self.text.startswith(("[", "{"), a) and b > stop]  # brackets round it
        return max((start + len(self.text[start:stop].rstrip()), *closed))

    def line_end(self, start: int = 0) -> tuple[int, str]:
        """Where the line from `start` on ends, and with what: with nothing where it is the last."""
        found = _LINE_END.search(self.text, start)
        return (found.start(), found[0]) if found else (len(self.text), "")

    def find(self, token: str) -> Span:
        """Where `token` first stands in the text, whatever the text is."""
        start = max(0, self.text.find(token))
        return self._at(start, start + len(token))

    def lines(self) -> list[tuple[int, str]]:
        """Where each line starts, and its text; counted once, for a large file may have many faults."""
        if self._lines is None:
            starts = [0, *(m.end() for m in _LINE_END.finditer(self.text))]
            self._lines = [(a, self.text[a:b].rstrip("\r\n")) for a, b in zip(starts, (*starts[1:], None), strict=True)]
        return self._lines

    def _at(self, start: int, stop: int) -> Span:
        number = bisect(self.lines(), start, key=itemgetter(0))
        begin, line = self.lines()[number - 1]
        return Span(self.path, number, start - begin + 1, max(1, min(stop, begin + len(line)) - start), excerpt=line)

    def _spans(self) -> Places:
        if self._places is None:
            self._places = {}
            _Reader(self, [], self._places).read()
        return self._places


def read(path: str, raw: bytes) -> tuple[File, list[Diagnostic]]:
    """The file's data and its faults; any bytes give one or the other, never an exception.

    Reads UTF-8 with or without a BOM and any line ends. With a fault, `data` holds what could be
    read, or None.
    """
    file, faults = read_text(path, raw)
    if not file.readable:
        return file, faults
    file.readable = _Reader(file, faults, None).read()
    return file, faults


def _unfit(text: str) -> re.Match[str] | None:
    """What a text holds that no page can carry. The rare planes are looked at only where one occurs:
    one set of all of them takes several times as long on every file."""
    return _UNFIT.search(text) or (_ASTRAL_UNFIT.search(_unflagged(text)) if _ASTRAL.search(text) else None)


def _unflagged(text: str) -> str:
    """A text with other letters where it has flags that are made of tags."""
    return _FLAG.sub(lambda flag: "x" * len(flag[0]), text)


def fit(text: str) -> str:
    """A text of other origin with a space for each character that no page can carry."""
    unseen = re.compile(f"{_FLAG.pattern}|{_ASTRAL_UNFIT.pattern}")
    return unseen.sub(lambda found: found[0] if _FLAG.fullmatch(found[0]) else " ", _UNFIT.sub(" ", text))


def read_text(path: str, raw: bytes) -> tuple[File, list[Diagnostic]]:
    """A file's text without its data: any bytes give a text that pages can carry, or a fault."""

    def refuse(code: str, message: str, span: Span, help: str) -> tuple[File, list[Diagnostic]]:
        return File(path, "", readable=False), [Diagnostic(code, message, span, help)]

    if len(raw) > MAX_BYTES:
        return refuse(
            "file-too-large",
            tell("the file has more than {most} bytes", most=f"{MAX_BYTES:,}"),
            Span(path),
            tell("split it, or look whether this is the file you meant"),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        start = len(raw[: fault.start].decode("utf-8-sig"))
        return refuse(
            "not-utf8",
            tell("the file is not written in UTF-8"),
            File(path, raw.decode("utf-8-sig", "replace"))._at(start, start + 1),
            tell("save it as UTF-8; an editor's `save with encoding` does it"),
        )
    # A line end that only some programs know would show a reviewer one line where the parser reads two.
    if found := _unfit(text) or (_LONE_RETURN.search(text) if "\n" in text else None):
        return refuse(
            "bad-character",
            tell("the character U+{code} is not allowed in content", code=f"{ord(found[0][0]):04X}"),
            File(path, text)._at(*found.span()),
            tell("take it out; it often comes along when text is pasted"),
        )
    file = File(path, text)
    return file, _bidi_faults(file)


def _bidi_faults(file: File) -> list[Diagnostic]:
    """The bidirectional controls that a line does not close or may not have, be it text or a comment: the file itself
    is read by whoever reviews a change."""
    found = []
    for start, line in file.lines() if bidi.CONTROLS.search(file.text) else ():
        if (control := bidi.CONTROLS.search(line)) and (problem := bidi.problem(line)):
            where = start + control.start()
            found.append(Diagnostic("unbalanced-bidi", problem, file._at(where, where + 1), bidi.HELP))
    return found


class _Event(Protocol):
    """What the parser gives: from text it always has its marks, which PyYAML's types leave open."""

    start_mark: yaml.Mark
    end_mark: yaml.Mark


class _Reader:
    """Builds data from parser events with a stack of its own; records places where it is given a dict."""

    def __init__(self, file: File, faults: list[Diagnostic], places: Places | None):
        self.file, self.faults, self.places = file, faults, places
        self.lost = self.spoilt = False
        self.hidden = bool(_HIDDEN.search(file.text))
        self.commented = " #" in file.text
        self.marked = bool(bidi.CONTROLS.search(file.text)) or "\\" in _HARMLESS.sub("", file.text)

    def read(self) -> bool:
        """Whether the whole text could be read; smaller faults are on the list all the same."""
        if self._directed():
            return False
        try:
            return self._walk()
        except yaml.MarkedYAMLError as fault:
            where = self._mark(fault.problem_mark or fault.context_mark)
            if fault.context_mark and not where.excerpt.strip():
                where = self._mark(fault.context_mark)  # at the end of the text: what was never closed tells more
            said = f"{fault.problem or 'it cannot be read'}, {fault.context or ''}".rstrip(" ,")
            message, help = saying(said, where.excerpt[: where.column])
            lines = self.file.lines()
            if found := hint([text for _, text in lines], where.line, where.column):
                start = lines[found.at.line - 1][0] + found.at.column - 1
                message, help = found.message or message, found.help
                where = self.file._at(start, start + found.at.length)
            self.faults.append(Diagnostic("yaml-syntax", message, where, help))
        except yaml.YAMLError:
            self.faults.append(Diagnostic("yaml-syntax", tell("this is not valid YAML"), Span(self.file.path)))
        return False

    def _directed(self) -> bool:
        """Whether the text holds directives: libyaml compares each with all that came before."""
        found = _DIRECTIVE.search(self.file.text)
        if found:
            message = tell("`{text}` is a directive in YAML, which content does not use", text=found[0][:40])
            help = tell("take it away; a line of a text that starts with `%` is indented")
            self.faults.append(Diagnostic("yaml-directive", message, self.file._at(*found.span()), help))
        return found is not None

    def _mark(self, mark: yaml.Mark | None) -> Span:
        return self.file._at(mark.index, mark.index + 1) if mark else Span(self.file.path)

    def fault(self, code: str, message: str, event: _Event, help: str, length: int = 0) -> None:
        start = event.start_mark.index
        self.faults.append(
            Diagnostic(code, message, self.file._at(start, start + length if length else event.end_mark.index), help)
        )

    def _walk(self) -> bool:
        stack: list[list[Any]] = []  # each entry: [container, its path, its start, the key that waits for a value]
        count = documents = 0
        path: Path = ()
        quick = self.places is None
        parser = _Loader(self.file.text)
        while event := parser.get_event():
            kind = type(event)
            if kind is yaml.ScalarEvent:
                count += 1
                if event.anchor or event.tag:
                    self._refuse(event)
                plain = not event.style and event.value in ("", "~", "null")
                value = None if plain else event.value
                if self.marked and value:
                    self._check(value, event)
                if self.commented and not event.style and value:
                    self._look_behind(event)
                # What `_place` would do, for the nine in ten values that ask nothing more of it.
                top = stack[-1] if quick and stack else None
                if top is None:
                    self._place(stack, value, event)
                elif type(top[0]) is list:
                    top[0].append(value)
                elif top[3] is not None:
                    top[0][top[3]] = value
                    top[3] = None
                elif value and value not in top[0] and not self.hidden:
                    top[3] = intern(value)  # ten thousand records have the same few keys
                else:
                    self._place(stack, value, event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                count += 1
                if event.anchor or event.tag:
                    self._refuse(event)
                if len(stack) >= MAX_DEPTH:
                    self.fault(
                        "too-deep",
                        tell("the file is nested too deeply"),
                        event,
                        tell("content needs a handful of levels; look for brackets that are never closed"),
                    )
                    return False
                container: dict[str, Any] | list[Any] = {} if kind is yaml.MappingStartEvent else []
                path = self._place(stack, container, event)
                stack.append([container, path, event.start_mark.index, None])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                container, path, start, _ = stack.pop()
                if self.places is not None:
                    self.places[path] = start, event.end_mark.index
            elif kind is yaml.AliasEvent:
                self._refuse(event)
                self._place(stack, "", event)
            elif kind is yaml.DocumentStartEvent and (documents := documents + 1) > 1:
                self.fault(
                    "several-documents",
                    tell("the file holds more than one YAML document"),
                    event,
                    tell("keep one; a line of `---` starts another"),
                )
                return False
            if count > MAX_NODES:
                self.fault(
                    "too-deep",
                    tell("the file holds more than {most} values", most=f"{MAX_NODES:,}"),
                    event,
                    tell("split it"),
                )
                return False
            if self.lost:
                return False
        return not self.spoilt

    def _place(self, stack: list[list[Any]], value: object, event: _Event) -> Path:
        """Hangs a value where it belongs and gives its path. A mapping's scalar is a key, then a value."""
        if not stack:
            if self.places is None:
                self.file.data = value
            path = ()
        else:
            top = stack[-1]
            container, parent, _, key = top
            if isinstance(container, list):
                path = (*parent, len(container))
                container.append(value)
            elif key is None:
                if not isinstance(value, str):
                    self.fault(
                        "bad-key",
                        tell("a key must be plain text"),
                        event,
                        tell("put the key in quotation marks, or look for a missing word before the colon"),
                    )
                    self.lost, value = True, ""
                elif value != (bare := _EDGES.sub("", value)):
                    odd = value[0] if value[0] not in bare[:1] else value[-1]
                    self.fault(
                        "bad-key",
                        tell(
                            "the character U+{code}, which cannot be seen, stands at the key `{key}`",
                            code=f"{ord(odd):04X}",
                            key=bare.strip()[:60],
                        ),
                        event,
                        tell("delete the key with all that stands before it on its line, and type it anew"),
                    )
                    self.spoilt = True
                elif value in container:
                    self.fault(
                        "duplicate-key",
                        tell("`{value}` is written twice in the same place", value=value[:60]),
                        event,
                        tell("keep one of the two"),
                    )
                top[3] = value
                if self.places is not None:
                    self.places[None, *parent, value] = event.start_mark.index, event.end_mark.index
                return (*parent, value)
            else:
                path = (*parent, key)
                container[key] = value
                top[3] = None
        if self.places is not None:
            self.places[path] = event.start_mark.index, event.end_mark.index
        return path

    def _refuse(self, event: _Event) -> None:
        start = event.start_mark.index
        written = self.file.text[start : start + 200].split(None, 1)[0]
        sign = written[0]
        code, name = {"*": ("yaml-alias", tell("an alias")), "&": ("yaml-anchor", tell("an anchor"))}.get(
            sign, ("yaml-tag", tell("a tag"))
        )
        help = tell("write the value out") if sign == "*" else tell("take it away")
        self.fault(
            code,
            tell("`{text}` is {name} in YAML, which content does not use", text=written[:40], name=name),
            event,
            tell("{help}; a text that starts with `{sign}` goes in quotation marks", help=help, sign=sign),
            len(written),
        )

    def _look_behind(self, event: _Event) -> None:
        """A text with ` #word` behind it, or one of several words with ` # word`: YAML takes that for a comment, its
        author hardly. A comment proper stands two spaces away, as editors and formatters have it."""
        start, stop = event.start_mark.index, event.end_mark.index
        of_words = " " in self.file.text[start:stop]
        if found := re.match(r" # ?[^\s#][^\n]*" if of_words else r" #[^\s#][^\n]*", self.file.text[stop : stop + 300]):
            self.faults.append(
                Diagnostic(
                    "comment-in-text",
                    tell("`{text}` is a comment to YAML and will not be shown", text=found[0].strip()[:40]),
                    self.file._at(stop + 1, stop + len(found[0])),
                    tell("put the whole text in quotation marks; or, where it is a comment, two spaces before the `#`"),
                    severity=WARNING,
                )
            )

    def _check(self, value: str, event: _Event) -> None:
        if found := _unfit(value):
            self.fault(
                "bad-character",
                tell("the text holds the character U+{code}, which no page can carry", code=f"{ord(found[0][0]):04X}"),
                event,
                tell("take it out"),
            )
        if problem := bidi.problem(value):
            start, end = event.start_mark.index, event.end_mark.index
            first, last = (bisect(self.file.lines(), at, key=itemgetter(0)) for at in (start, end))
            if self.turned.isdisjoint(range(first - 1, last)):  # else it is told of the line, wherever that stands
                self.faults.append(Diagnostic("unbalanced-bidi", problem, self.file._at(start, end), bidi.HELP))

    @cached_property
    def turned(self) -> set[int]:
        """The lines, counted from 0, whose own controls are at fault."""
        return {number for number, (_, line) in enumerate(self.file.lines()) if bidi.problem(line)}
