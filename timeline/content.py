"""The content folder, read: which files there are, and each one's data with the places of its faults.

Only reads regular files inside the folder. What is not expected there is named, so that an event
saved under the wrong name does not silently stay away from the site.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from timeline import bidi, yamlfile
from timeline.diagnostics import ERROR, WARNING, Diagnostic, Span, near
from timeline.schema import SLUG
from timeline.yamlfile import File

FOLDERS = ("events", "sources")  # one record a file; the file's name is its id
TABLES = ("topics", "actors", "places", "measures")  # all records of a kind in one file
PERMALINKS = "permalinks.txt"
SCHEMAS = "schema"  # what editors read, made by the build and never read back
CARD = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76", 600_000)  # how it begins, its bytes at most


@dataclass
class Folder:
    """What was read, still unvalidated. Paths are relative to the root, with forward slashes."""

    site: File | None = None
    records: dict[str, dict[str, File]] = field(default_factory=lambda: {kind: {} for kind in FOLDERS})
    tables: dict[str, File] = field(default_factory=dict)
    pages: dict[tuple[str, str], File] = field(default_factory=dict)  # (language, slug) -> Markdown
    cards: dict[str, bytes] = field(default_factory=dict)  # language -> picture
    permalinks: File | None = None

    def holds(self, kind: str, id: str) -> bool:
        """Whether a record is there at all, be it faulty."""
        if kind in FOLDERS:
            return id in self.records[kind]
        table = self.tables.get(kind)
        return table is not None and (not table.readable or isinstance(table.data, dict) and id in table.data)


def read(root: Path) -> tuple[Folder, list[Diagnostic]]:
    """Reads `root`/content. Returns what could be read and every fault met on the way."""
    reader = _Reader(root)
    folder = Folder()
    expected = {"site.yaml", PERMALINKS, SCHEMAS, "pages", "cards", *FOLDERS, *(f"{name}.yaml" for name in TABLES)}
    found = reader.entries("content", expected)
    if found is None:
        reader.fault(
            "no-content",
            "there is no folder `content` to read",
            "content",
            "run the build where the project is, or name its folder with `--root`",
        )
        return folder, reader.faults
    for name, path in found.items():
        if name == "site.yaml":
            folder.site = reader.yaml(path)
        elif name == PERMALINKS:
            folder.permalinks = reader.text(path)
        elif name == "pages":
            for language, place in (reader.entries(path) or {}).items():
                for file, page in (reader.entries(place) or {}).items():
                    if slug := reader.slug(file, page, ".md"):
                        if text := reader.text(page):
                            folder.pages[language, slug] = text
        elif name == "cards":
            for file, place in (reader.entries(path) or {}).items():
                if code := reader.slug(file, place, ".png"):
                    if card := reader.card(place):
                        folder.cards[code] = card
        elif name in FOLDERS:
            for file, place in (reader.entries(path) or {}).items():
                if slug := reader.slug(file, place, ".yaml"):
                    if record := reader.yaml(place):
                        folder.records[name][slug] = record
        elif name.removesuffix(".yaml") in TABLES:
            if table := reader.yaml(path):
                folder.tables[name.removesuffix(".yaml")] = table
    if "site.yaml" not in found:
        reader.fault(
            "missing-file",
            "there is no `site.yaml`, which names the site and its languages",
            "content/site.yaml",
            "copy the one of this project and change it",
        )
    return folder, reader.faults


class _Reader:
    def __init__(self, root: Path):
        self.root, self.real, self.faults = root, (root / "content").resolve(), []

    def fault(self, code: str, message: str, path: str, help: str = "", severity: str = "error") -> None:
        self.faults.append(Diagnostic(code, message, Span(path), help, severity))

    def entries(self, path: str, expected: set[str] | None = None) -> dict[str, str] | None:
        """A folder's entries by name, in order, without editors' leftovers; None where it is no folder."""
        folder = self.root / path
        if not folder.is_dir():
            if folder.is_symlink():
                self.fault(
                    "unreadable", f"`{path}` is a link that leads to no folder", path, "put the folder itself there"
                )
            elif folder.exists():
                self.fault(
                    "unexpected-file", f"`{path}` is a file where a folder is expected", path, "move it away", WARNING
                )
            return None
        if not self._inside(folder, path):
            return None
        names = sorted(p.name for p in folder.iterdir())
        names = [
            n for n in names if not (n.startswith((".", "#")) or n.endswith(("~", ".tmp", ".swp", ".bak", ".orig")))
        ]
        for name in names if expected else ():
            if name not in expected:
                help = near(name.lower(), expected)
                self.fault(
                    "unexpected-file",
                    f"nothing reads `{name}` here",
                    f"{path}/{name}",
                    help,
                    ERROR if help.startswith("did") else WARNING,
                )
        return {name: f"{path}/{name}" for name in names if expected is None or name in expected}

    def slug(self, name: str, path: str, suffix: str) -> str:
        """The id that a file's name gives; empty, with the fault noted, where it gives none."""
        stem = name.removesuffix(suffix)
        if stem == name:
            meant = re.match(r"(.+?)\.(?:yml|yaml|markdown|md)(?:\.txt)?$", name, re.IGNORECASE)
            help = f"rename it to `{meant[1]}{suffix}`" if meant else f"files here end in `{suffix}`"
            self.fault("unexpected-file", f"nothing reads `{name}` here", path, help, ERROR if meant else WARNING)
            return ""
        if stem == "index":
            self.fault(
                "bad-id", "`index` cannot be an id, because lists have that address", path, "give it another name"
            )
            return ""
        if not SLUG.fullmatch(stem) or len(stem) > 100:
            self.fault(
                "bad-id",
                f"`{stem}` cannot be an id, because it becomes an address",
                path,
                "use small Latin letters, digits and single hyphens, at most 100: `2016-02-05-twitter-125000.yaml`",
            )
            return ""
        return stem

    def yaml(self, path: str) -> File | None:
        raw = self._bytes(path)
        if raw is None:
            return None
        file, faults = yamlfile.read(path, raw)
        self.faults += faults
        return file

    def text(self, path: str) -> File | None:
        """A file that is no YAML, as one text."""
        raw = self._bytes(path)
        if raw is None:
            return None
        file, faults = yamlfile.read_text(path, raw)
        self.faults += faults
        self.faults += _bidi_faults(file)
        return file if file.readable else None

    def card(self, path: str) -> bytes | None:
        """The picture of an edition, for where its pages are shared."""
        beginning, most = CARD
        raw = self._bytes(path)
        if raw is None or raw.startswith(beginning) and len(raw) <= most:
            return raw
        self.fault(
            "bad-card",
            f"a card is a PNG of 1200 by 630 pixels and at most {most:,} bytes",
            path,
            "take it away and run the build with `--cards`: it draws one, which you can copy from `site/cards/`",
        )
        return None

    def _bytes(self, path: str) -> bytes | None:
        file = self.root / path
        if not self._inside(file, path):
            return None
        try:
            state = file.stat()
            if not stat.S_ISREG(state.st_mode):  # a pipe would wait for ever
                self.fault("not-a-file", f"`{path}` is no ordinary file", path, "put a file in its place")
                return None
            with file.open("rb") as stream:
                return stream.read(yamlfile.MAX_BYTES + 1)
        except OSError as problem:
            self.fault(
                "unreadable",
                f"the file cannot be read: {problem.strerror or problem}",
                path,
                "look at its permissions, or whether it is a broken link",
            )
            return None

    def _inside(self, file: Path, path: str) -> bool:
        if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(
            self.real
        ):  # Path.resolve raises on a loop
            self.fault(
                "outside-content", f"`{path}` is a link that leads out of `content`", path, "put the file itself there"
            )
            return False
        return True


def _bidi_faults(file: File) -> list[Diagnostic]:
    """The bidirectional controls of a file that is no YAML, by line."""
    found, start = [], 0
    for line in file.text.splitlines(keepends=True) if bidi.CONTROLS.search(file.text) else ():
        if problem := bidi.problem(line):
            where = start + bidi.CONTROLS.search(line).start()
            found.append(Diagnostic("unbalanced-bidi", problem, file._at(where, where + 1), bidi.HELP))
        start += len(line)
    return found
