"""A record under another id, and with it every place that names it; all else stays byte for byte.

What is exchanged are places that the parser gives: an id's, where the schema says that it names a
record of this kind, and a `[[reference]]`, where Markdown takes it for one. No text is looked through
for a word, for an actor, a topic and a figure may share one. The changed project is proved before it
is written: it must have no error, and its data must be the old with the one id exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline.authoring import edits
from timeline.authoring.yaml_writer import scalar
from timeline.build import check, survey
from timeline.build.inputs import Options
from timeline.build.render import Templates
from timeline.faults.diagnostic import ERROR, Diagnostic, Span, in_order, tell
from timeline.faults.near import near
from timeline.records import content, ids, validate, yaml_file
from timeline.records.content import FOLDERS, Folder
from timeline.records.timeline import ADDRESSED, Timeline
from timeline.records.yaml_file import File
from timeline.records.yaml_file import Path as Place
from timeline.text.prose import Prose, Target, heading_and_text


@dataclass(frozen=True)
class Piece:
    """What is to stand in a file's text from `start` to `stop`."""

    start: int
    stop: int
    text: str


def rename(root: Path, old: str, new: str) -> tuple[list[str], list[Diagnostic]]:
    """Gives a record of content/ another id: `old` is its id, or `kind/id` where several kinds have it.

    Returns the files that were changed, as lines for people, and what is to be said; with an error among
    that, nothing was changed. A project with errors of its own is not changed: they are returned.
    """
    options = Options(root)
    folder, faults = content.read(root)
    if found := _errors((*faults, *check.check(options, folder=folder))):
        why = tell("a project with errors is not renamed in: mend these first")
        return [], [*found[:-1], replace(found[-1], notes=(*found[-1].notes, why))]
    timeline = survey.sound(survey.with_drafts(Templates(root), folder, []), ())
    drafts = timeline.events.keys() & folder.drafts.keys()  # those with an error keep what they say
    folder = replace(folder.with_drafts(drafts), drafts={})
    kind, id, new, problem = _asked(folder, old, new)
    if problem:
        return [], [problem]
    promised = kind in ADDRESSED and not (kind == "events" and id in drafts)
    change = _Change(folder, timeline, kind, id, new, promised=promised)
    changed = change.folder()
    if found := list(change.amiss(changed)) or _errors(check.check(options, folder=changed)):
        return [], found
    lines: list[str] = []
    changes: dict[str, bytes | None] = {}
    for file in change.files:
        path = change.path(file)
        if file.path in change.pieces or path != file.path:
            raw = (root / file.path).read_bytes()
            changes[path] = edits.anew(raw, change.text(file))
            lines.append(path if path == file.path else f"{file.path} is now {path}")
            if path != file.path:
                changes[file.path] = None
    return sorted(lines), edits.apply(root, changes)


def _errors(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    return in_order(fault for fault in faults if fault.severity == ERROR)


def _asked(folder: Folder, old: str, new: str) -> tuple[str, str, str, Diagnostic | None]:
    """The kind of what is to be renamed, its id, the new one, and why that cannot be."""
    kind, _, id = old.rpartition("/")
    kinds = [k for k in ids.KINDS if kind in ("", k) and id in ids.known(folder, k)]
    if not kinds:
        return kind, id, new, _unknown(folder, kind, id, old)
    if len(kinds) > 1:
        message = tell("`{id}` is the id of several records", id=id)
        help = tell("say which one: {names}", names=", ".join(f"`{k}/{id}`" for k in kinds))
        return kind, id, new, Diagnostic("ambiguous-id", message, Span("OLD"), help)
    new = new.removeprefix(f"{kinds[0]}/")
    return kinds[0], id, new, ids.unfit(new, "NEW") or ids.taken(folder, kinds[0], new, own=id)


def _unknown(folder: Folder, kind: str, id: str, old: str) -> Diagnostic:
    kinds = [k for k in ids.KINDS if kind in ("", k)]
    now = [f"{k}/{now}" for k in kinds for alias, now, _ in ids.former(folder, k) if alias == id]
    if now:
        help: str = tell("it is a former id of `{address}`: rename that", address=now[0])
    elif kinds:
        help = near(id, {id for k in kinds for id in ids.known(folder, k)})
    else:
        help = near(kind, ids.KINDS)
    help = help or tell("an id is the name of a file in `content/events/` or `content/sources/`, or a key in a table")
    return Diagnostic("unknown-id", tell("nothing has the id `{id}`", id=old[:120]), Span("OLD"), help)


class _Change:
    """A renaming worked out: the pieces of each file's text that are to be exchanged, by the file's path."""

    def __init__(self, folder: Folder, timeline: Timeline, kind: str, old: str, new: str, promised: bool):
        self.before, self.kind, self.old, self.new = folder, kind, old, new
        self.promised = promised  # whether the old id was an address, which must lead on
        self.files = _files(folder)
        self.holder, self.at = ids.place(folder, kind, old)
        entries = [entry for entries in timeline.kinds.values() for entry in entries.values()]
        entries += [timeline.site_entry] if timeline.site_entry else []
        self.named: dict[str, list[Place]] = {}  # file -> the places in it whose value is the old id
        for entry in entries:
            for path, *named in validate.named(entry.record):
                if named == [kind, old]:
                    self.named.setdefault(entry.file.path, []).append((*entry.at, *path))
        self.pieces = {file.path: found for file in self.files if (found := list(self.exchanged(file)))}

    def path(self, file: File) -> str:
        """Where a file's text goes."""
        moves = file is self.holder and self.kind in FOLDERS
        return f"{file.path.rpartition('/')[0]}/{self.new}.yaml" if moves else file.path

    def text(self, file: File) -> str:
        return _with(file.text, self.pieces.get(file.path, ()))

    # What to exchange

    def exchanged(self, file: File) -> Iterator[Piece]:
        for at in self.named.get(file.path, ()):
            yield _word(file, file.place(at), self.old, self.new)
        if self.kind == "events" and self.old in file.text:
            yield from self.mentions(file)
        if file is self.holder:
            if self.at:
                yield _word(file, file.place(self.at, key=True), self.old, self.new)
            if self.promised:
                yield from self.aliases(file.data[self.old] if self.at else file.data)

    def mentions(self, file: File) -> Iterator[Piece]:
        """The `[[references]]` of a file's texts. Markdown itself says which are: each is given a name of its
        own, and those are taken for which the conversion asks."""
        read: Callable[[str], Iterable[str]]
        if file.path.startswith("content/pages/"):
            places, read = [(0, len(file.text))], lambda text: [heading_and_text(text)[1]]
        elif file.path.startswith(("content/events/", "content/drafts/", "content/paths/")):
            places, read = [file.place(("body", code)) for code in file.data.get("body") or ()], _bodies
        else:
            return
        reference = re.compile(rf"\[\[\s*({re.escape(self.old)})\s*(?=\||\]\])")
        found = [m.span(1) for place in places for m in reference.finditer(file.text, *place)]
        mark = "reference"
        while mark in file.text:
            mark += "-x"
        marked = _with(file.text, [Piece(*place, f"{mark}-{n}") for n, place in enumerate(found)])
        asked: set[str] = set()

        def resolve(name: str) -> Target:
            asked.add(name)
            return Target("", "")

        for text in read(marked) if found else ():
            Prose().html(text, resolve)
        yield from (Piece(*place, self.new) for n, place in enumerate(found) if f"{mark}-{n}" in asked)

    def aliases(self, record: dict[str, Any]) -> Iterator[Piece]:
        """The id that goes, put among the record's aliases in the style in which they are written."""
        file, here, known = self.holder, (*self.at, "aliases"), record.get("aliases")
        word, line_end = scalar(self.old, flow=True), file.line_end()[1] or "\n"
        if known and self.new in known:  # it had the new id before: the two change places
            for n, alias in enumerate(known):
                if alias == self.new:
                    yield _word(file, file.place((*here, n)), self.new, self.old)
            return
        start = file.place(here if known is not None else self.at)[0]
        end = file.end(here if known is not None else self.at)
        if known == []:
            yield Piece(start + 1, start + 1, word)
        elif file.text[start] in "[{":
            yield Piece(end, end, f", {word}" if known else f", aliases: [{word}]")
        else:
            behind, _ = file.line_end(end)
            pad = line_end + " " * _column(file.text, start)
            yield Piece(behind, behind, f"{pad}- {word}" if known else f"{pad}aliases: [{word}]")

    # The proof

    def folder(self) -> Folder:
        """The folder as it would be."""
        was = self.before
        records = {kind: {id: self.anew(file) for id, file in files.items()} for kind, files in was.records.items()}
        if self.kind in FOLDERS:
            records[self.kind][self.new] = records[self.kind].pop(self.old)
        tables = {kind: self.anew(file) for kind, file in was.tables.items()}
        pages = {key: self.anew(file) for key, file in was.pages.items()}
        return replace(was, site=was.site and self.anew(was.site), records=records, tables=tables, pages=pages)

    def anew(self, file: File) -> File:
        if file.path not in self.pieces:
            return file
        read = yaml_file.read_text if file.path.endswith(".md") else yaml_file.read
        return read(self.path(file), self.text(file).encode())[0]

    def amiss(self, changed: Folder) -> Iterator[Diagnostic]:
        """The files that would say something else besides, because of a style that was not foreseen."""
        after = {file.path: file for file in _files(changed)}
        for file in self.files:
            if file.path in self.pieces and self.alike(self.expected(file)) != self.alike(after[self.path(file)].data):
                message = tell("`{path}` would say something else besides the new id", path=file.path)
                help = tell("it is written in an unusual style: put each key on a line of its own, then rename again")
                yield Diagnostic("cannot-edit", message, Span(file.path), help)

    def expected(self, file: File) -> object:
        """A file's data with the id exchanged."""
        data = deepcopy(file.data)
        for *above, last in self.named.get(file.path, ()):
            here = data
            for part in above:
                here = here[part]
            here[last] = self.new + here[last].removeprefix(self.old)
        if file is not self.holder:
            return data
        record = data[self.old] if self.at else data
        if self.promised:
            known = [self.old if alias == self.new else alias for alias in record.get("aliases", ())]
            record["aliases"] = known if self.old in known else [*known, self.old]
        return {self.new if id == self.old else id: value for id, value in data.items()} if self.at else data

    def alike(self, data: object) -> object:
        """Data whose texts refer to either id in the same way, in its order."""
        if isinstance(data, dict):
            return [(key, self.alike(value)) for key, value in data.items()]
        if isinstance(data, list):
            return [self.alike(value) for value in data]
        either = rf"(\[\[\s*)(?:{re.escape(self.old)}|{re.escape(self.new)})(?=\s*(?:\||\]\]))"
        return re.sub(either, r"\1", data) if isinstance(data, str) else data


def _files(folder: Folder) -> list[File]:
    """Every file in which an id can stand."""
    records = [file for files in folder.records.values() for file in files.values()]
    site = [folder.site] if folder.site else []
    return [*site, *records, *folder.tables.values(), *folder.pages.values()]


def _bodies(text: str) -> Iterable[str]:
    body: dict[str, str] = yaml_file.read("", text.encode())[0].data["body"]
    return body.values()


def _word(file: File, place: tuple[int, int], old: str, new: str) -> Piece:
    """The id within the value or key that stands there; its quotation marks and what follows it are kept."""
    start, stop = place
    written = file.text[start:stop]
    if written == old:
        return Piece(start, stop, scalar(new, flow=True))
    first = start + (written.find("\n") + 1 if written[:1] in ("|", ">") else 0)
    at = file.text.find(old, first, stop)
    return Piece(at, at + len(old), new) if at >= 0 else Piece(start, start, "")  # written in escapes: `amiss` tells


def _column(text: str, start: int) -> int:
    """How many characters stand before a place in its line."""
    return start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1


def _with(text: str, pieces: Iterable[Piece]) -> str:
    """A text with pieces of it exchanged, which do not overlap."""
    parts, here = [], 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        parts += [text[here : piece.start], piece.text]
        here = piece.stop
    return "".join((*parts, text[here:]))
