"""The content folder, read: which files there are, and each one's data with the places of its faults.

Only reads regular files inside the folder; a link is a fault wherever it stands. What is not expected there is
named, so that an event saved under the wrong name does not silently stay away from the site.

An event that says `draft: true`, or lies in content/drafts/, is kept apart from the others: what is read here as the
timeline's events are those to publish.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from timeline import files
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Span, tell
from timeline.faults.near import near, nearest, offer
from timeline.records import media, yaml_file
from timeline.records.field_types import SLUG
from timeline.records.media import Media
from timeline.records.schema_faults import kept_back
from timeline.records.yaml_file import File
from timeline.text import picture_file

T = TypeVar("T")

FOLDERS = ("events", "sources", "paths")  # one record a file; the file's name is its id
TABLES = ("topics", "actors", "places", "periods", "measures", "source_kinds")  # all records of a kind in one file
DRAFTS = "drafts"  # events that are not published yet, each a file as in events/
PERMALINKS = "permalinks.txt"
SCHEMAS = "schema"  # what editors read, made by the build and never read back
_DRAFT = re.compile(
    rb"^(?:\xef\xbb\xbf)?draft[ \t]*:[ \t]*[\"']?true\b", re.MULTILINE
)  # in a file that cannot be read, too
_RECORD = re.compile(r"[a-z0-9-]{1,100}\.ya?ml", re.IGNORECASE)  # a file that could hold one
CARD = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76", 600_000)  # how it begins, its bytes at most


@dataclass
class Folder:
    """What was read, still unvalidated. Paths are relative to the root, with forward slashes."""

    site: File | None = None
    records: dict[str, dict[str, File]] = field(default_factory=lambda: {kind: {} for kind in FOLDERS})
    tables: dict[str, File] = field(default_factory=dict)
    pages: dict[tuple[str, str], File] = field(default_factory=dict)  # (language, slug) -> Markdown
    cards: dict[str, bytes] = field(default_factory=dict)  # language -> picture
    media: dict[str, Media | None] = field(default_factory=dict)  # pictures by file name; None, where one is faulty
    permalinks: File | None = None
    drafts: dict[str, File] = field(default_factory=dict)  # events by id
    draft_faults: list[Diagnostic] = field(default_factory=list)  # what kept them from being read: warnings

    def with_drafts(self, ids: Collection[str]) -> Folder:
        """The folder as it would be if these drafts were events like any other."""
        shown = {id: file for id, file in self.drafts.items() if id in ids}
        return replace(self, records={**self.records, "events": {**self.records["events"], **shown}})

    misplaced: set[tuple[str, str]] = field(default_factory=set)  # kind and id of what is there under a wrong name,
    # the id empty where that is a whole table or folder: told once, and not again by all who refer to it

    def ids(self, kind: str) -> Collection[str]:
        """The ids of all records that are there at all, be they faulty."""
        if kind in FOLDERS:
            return self.records[kind]
        table = self.tables.get(kind)
        return table.data if table and isinstance(table.data, dict) else ()

    def let_go(self) -> None:
        """Lets go of the texts that records were made of, once these are sound: a third of what a large project takes
        in memory. Whoever looks for a place in one of these files after that finds the file alone."""
        for files_ in self.records.values():
            for file in files_.values():
                file.text, file.data = "", None

    def holds(self, kind: str, id: str) -> bool:
        """Whether a record is there at all; in a table that cannot be read or has another form, it may be."""
        if id in self.ids(kind) or not self.misplaced.isdisjoint({(kind, id), (kind, "")}):
            return True
        table = self.tables.get(kind)
        return table is not None and (not table.readable or not isinstance(table.data, dict | None))


# What was read of each file before: its bytes, and what came of them.
Shelf = dict[str, tuple[bytes, File, list[Diagnostic]]]


def read(
    root: Path, shelf: Shelf | None = None, only: Collection[str] | None = None
) -> tuple[Folder, list[Diagnostic]]:
    """Reads `root`/content. Returns what could be read and every fault met on the way.

    A file whose bytes are those on the `shelf` is the very `File` that lies there; others are put there.
    With `only`, of the records that have a file of their own just those at these paths are read, and
    those that have aliases; the others are there by their ids, with nothing in them.
    """
    reader = _Reader(root, {} if shelf is None else shelf, only)
    folder = Folder()
    folder.misplaced = reader.misplaced
    tables = {f"{name}.yaml" for name in TABLES}
    expected = {"site.yaml", PERMALINKS, SCHEMAS, "pages", "cards", media.FOLDER, DRAFTS, *FOLDERS, *tables}
    found = reader.entries("content", expected)
    if "content" in reader.links:
        return folder, reader.faults
    if found is None:
        reader.fault(
            "no-content",
            tell("there is no folder `content` to read"),
            "content",
            tell(
                "run the build where the project is, or name its folder with `--root`; `python3 build.py init DIR` "
                "begins another timeline"
            ),
        )
        return folder, reader.faults
    for name, path in found.items():
        if name == "site.yaml":
            folder.site = reader.yaml(path)
        elif name == PERMALINKS:
            folder.permalinks = reader.text(path)
        elif name == "pages":
            for language, place in (reader.entries(path) or {}).items():
                pages = reader.each(place, ".md", reader.text)
                folder.pages |= {(language, slug): page for slug, page in pages.items()}
        elif name == "cards":
            folder.cards = reader.each(path, ".png", reader.card)
        elif name == media.FOLDER:
            folder.media = reader.pictures(path)
        elif name in FOLDERS:
            folder.records[name] = reader.each(path, ".yaml", reader.yaml)
        elif name == DRAFTS:
            folder.drafts |= reader.each(path, ".yaml", reader.yaml)
        elif (kind := name.removesuffix(".yaml")) in TABLES and (table := reader.yaml(path)):
            folder.tables[kind] = table
    reader.part_drafts(folder)
    if "site.yaml" not in found and ("site", "") not in reader.misplaced:
        reader.fault(
            "missing-file",
            tell("there is no `site.yaml`, which names the site and its languages"),
            "content/site.yaml",
            tell("`python3 build.py init DIR` begins a timeline that has one, to go on with or to copy"),
        )
    return folder, reader.faults


def _says_draft(data: object) -> bool:
    return isinstance(data, dict) and data.get("draft") == "true"


class _Reader:
    def __init__(self, root: Path, shelf: Shelf, only: Collection[str] | None):
        self.root, self.shelf, self.only = root, shelf, only
        self.links = files.links(root, "content")  # no more is read of these than that they are there
        self.faults = [files.linked(link) for link in self.links]
        self.drafts: set[str] = set()  # the paths of files that say so themselves
        self.misplaced: set[tuple[str, str]] = set()

    def fault(self, code: str, message: str, path: str, help: str = "", severity: str = "error") -> None:
        self.faults.append(Diagnostic(code, message, Span(path), help, severity=severity))

    def entries(self, path: str, expected: set[str] | None = None) -> dict[str, str] | None:
        """A folder's entries by name, in order, without editors' leftovers; None where it is no folder."""
        folder = self.root / path
        if path in self.links:
            return None
        if not folder.is_dir():
            if folder.exists():
                self.fault(
                    "unexpected-file",
                    tell("`{path}` is a file where a folder is expected", path=path),
                    path,
                    tell("move it away"),
                    WARNING,
                )
            return None
        names = sorted(p.name for p in folder.iterdir())
        names = [name for name in names if not files.leftover(name) and f"{path}/{name}" not in self.links]
        for name in names:
            if expected and name not in expected:
                self.unexpected(name, f"{path}/{name}", expected, set(names))
        return {name: f"{path}/{name}" for name in names if expected is None or name in expected}

    def unexpected(self, name: str, path: str, expected: set[str], there: set[str]) -> None:
        """What stands in content/ itself, among others that are there, and is none of what is read."""
        message, stem = tell("nothing reads `{name}` here", name=name), name.split(".")[0].lower()
        # By what stands before the dot: else every short name were like that of a table.
        known = {other.split(".")[0]: other for other in expected}
        meant = known.get(nearest(stem, known), "")
        help = offer(meant) if meant else near("", expected)
        if stem in FOLDERS and "." in name:
            meant, help = name, tell("each is a file of its own in `content/{kind}/`", kind=stem)
            self.misplaced.add((stem, ""))
        elif _RECORD.fullmatch(name) and not meant:
            meant = name
            help = tell("an event lies in `content/events/`, a source in `content/sources/`: move it there")
            self.misplaced |= {(kind, stem) for kind in FOLDERS}
        elif meant in FOLDERS:
            self.misplaced |= {(meant, inner) for inner in self.within(path, ".yaml")}
        elif meant and meant not in there:
            self.misplaced.add((meant.removesuffix(".yaml"), ""))
        self.fault("unexpected-file", message, path, help, ERROR if meant else WARNING)

    def each(self, path: str, suffix: str, read: Callable[[str], T | None]) -> dict[str, T]:
        """What could be read of the files in a folder, by the id that each one's name gives."""
        found: dict[str, T] = {}
        for name, place in (self.entries(path) or {}).items():
            if (slug := self.slug(name, place, suffix)) and (item := read(place)):
                found[slug] = item
        return found

    def slug(self, name: str, path: str, suffix: str) -> str:
        """The id that a file's name gives; empty, with the fault noted, where it gives none."""
        stem = name.removesuffix(suffix)
        if stem == name:
            meant = re.match(r"(.+?)\.(?:yml|yaml|markdown|md)(?:\.txt)?$", name, re.IGNORECASE)
            meant = meant or re.match(rf"({SLUG.pattern})$", name)
            kind = path.split("/")[-2]
            if inner := self.within(path, suffix):
                meant = re.match("(.+)", name)
                help = tell("files here lie side by side: move those of `{name}` up", name=name)
                self.misplaced |= {(kind, stem) for stem in inner}
            elif meant and not os.path.isdir(os.path.join(self.root, path)):
                help = tell("rename it to `{stem}{suffix}`", stem=meant[1], suffix=suffix)
                self.misplaced.add((kind, meant[1]))
            else:
                meant, help = None, tell("files here end in `{suffix}`", suffix=suffix)
            self.fault(
                "unexpected-file",
                tell("nothing reads `{name}` here", name=name),
                path,
                help,
                ERROR if meant else WARNING,
            )
            return ""
        if why := kept_back(stem):
            self.fault("bad-id", why, path, tell("give it another name"))
            return ""
        if not SLUG.fullmatch(stem) or len(stem) > 100:
            self.fault(
                "bad-id",
                tell("`{id}` cannot be an id, because it becomes an address", id=stem),
                path,
                tell(
                    "use small Latin letters, digits and single hyphens, at most 100: `2016-02-05-twitter-125000.yaml`"
                ),
            )
            return ""
        return stem

    def part_drafts(self, folder: Folder) -> None:
        """Moves the events that say that they are drafts to the others in their folder."""
        events = folder.records["events"]
        for id in sorted(folder.drafts.keys() & events.keys()):
            message = tell("`{id}` is the id of a draft too", id=id)
            help = tell("an id is one event's: give the draft another name, or delete it")
            note = tell("the draft is {path}", path=folder.drafts.pop(id).path)
            self.faults.append(Diagnostic("duplicate-id", message, Span(events[id].path), help, notes=(note,)))
        folder.drafts |= {id: file for id, file in events.items() if file.path in self.drafts or _says_draft(file.data)}
        for id in folder.drafts:
            events.pop(id, None)
        paths = {file.path for file in folder.drafts.values()}
        theirs = [f for f in self.faults if f.span.path in paths or f.span.path.startswith(f"content/{DRAFTS}/")]
        folder.draft_faults = [replace(fault, severity=WARNING) for fault in theirs]
        self.faults = [fault for fault in self.faults if fault not in theirs]

    def within(self, path: str, suffix: str) -> list[str]:
        """What could be read, were it not in a folder of its own."""
        place = os.path.join(self.root, path)
        if not os.path.isdir(place) or os.path.islink(place):
            return []
        return [name.removesuffix(suffix) for name in os.listdir(place) if name.endswith(suffix)]

    def yaml(self, path: str) -> File | None:
        raw = self._bytes(path)
        if raw is None:
            return None
        if _DRAFT.search(raw):
            self.drafts.add(path)
        if self.only is not None and path.count("/") > 1 and path not in self.only and b"aliases" not in raw:
            return File(path, "", readable=False)
        kept = self.shelf.get(path)
        if kept is None or kept[0] != raw:
            kept = self.shelf[path] = raw, *yaml_file.read(path, raw)
        self.faults += kept[2]
        return kept[1]

    def text(self, path: str) -> File | None:
        """A file that is no YAML, as one text."""
        raw = self._bytes(path)
        if raw is None:
            return None
        file, faults = yaml_file.read_text(path, raw)
        self.faults += faults
        return file if file.readable else None

    def card(self, path: str) -> bytes | None:
        """The picture of an edition, for where its pages are shared."""
        beginning, most = CARD
        raw = self._bytes(path)
        if raw is None or raw.startswith(beginning) and len(raw) <= most:
            return raw
        self.fault(
            "bad-card",
            tell("a card is a PNG of 1200 by 630 pixels and at most {most} bytes", most=f"{most:,}"),
            path,
            tell(
                "take it away and run the build with `--pictures`: it draws one, which you can copy from `site/cards/`"
            ),
        )
        return None

    def pictures(self, path: str) -> dict[str, Media | None]:
        """What lies in the folder of pictures by its name, but for what nobody could mean by a picture."""
        links = (Path(link) for link in self.links)  # told of where they lie
        found: dict[str, Media | None] = {link.name: None for link in links if link.parent.as_posix() == path}
        for name, place in (self.entries(path) or {}).items():
            told = len(self.faults)
            known = self.media(name, place)
            if known or any(fault.severity == ERROR for fault in self.faults[told:]):
                found[name] = known
        return found

    def media(self, name: str, path: str) -> Media | None:
        """A picture that records may show."""
        found = list(media.named(name, os.path.join(self.root, path), path))
        raw = None if found else self._bytes(path, picture_file.MOST_BYTES)
        if raw is None:
            self.faults += found
            return None
        known, found = media.read(name, path, raw)
        self.faults += found
        return known

    def _bytes(self, path: str, most: int = yaml_file.MAX_BYTES) -> bytes | None:
        file = os.path.join(self.root, path)
        try:
            state = os.lstat(file)
            if not stat.S_ISREG(state.st_mode):  # a pipe would wait for ever
                self.fault(
                    "not-a-file", tell("`{path}` is no ordinary file", path=path), path, tell("put a file in its place")
                )
                return None
            # Room is asked for by the file's size, not by the most that it may have.
            with open(file, "rb", buffering=0) as stream:
                return stream.read(min(state.st_size, most) + 1)
        except OSError as problem:
            self.fault(
                "unreadable",
                tell("the file cannot be read: {problem}", problem=problem.strerror or problem),
                path,
                tell("look at its permissions"),
            )
            return None
