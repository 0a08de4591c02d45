"""Ids as a project gives them out: which there are, what can be one, and which are free.

An id is for good, because it becomes an address. All this reads the folder and not the records, so
that it holds for a project with faults too: a maintainer asks for a new id in the middle of a change.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

from timeline.faults.diagnostic import Diagnostic, Span, tell
from timeline.records import permalinks
from timeline.records.content import DRAFTS, FOLDERS, TABLES, Folder
from timeline.records.field_types import SLUG
from timeline.records.schema_faults import id_help, kept_back
from timeline.records.yaml_file import File, Path

KINDS = (*FOLDERS, *TABLES)
MOST = 100  # characters


def known(folder: Folder, kind: str) -> list[str]:
    """The ids of a kind in the folder's order, those of faulty records among them."""
    if kind in FOLDERS:
        return list(folder.records[kind])
    table = folder.tables.get(kind)
    return [id for id in table.data if SLUG.fullmatch(id)] if table and isinstance(table.data, dict) else []


def place(folder: Folder, kind: str, id: str) -> tuple[File, Path]:
    """The file that holds a record, and the record's path in it."""
    return (folder.records[kind][id], ()) if kind in FOLDERS else (folder.tables[kind], (id,))


def former(folder: Folder, kind: str) -> Iterator[tuple[str, str, int]]:
    """Each alias of a kind, the id whose alias it is, and which of its aliases."""
    for id in known(folder, kind):
        file, at = place(folder, kind, id)
        record = file.data[id] if at else file.data
        aliases = record.get("aliases") if isinstance(record, dict) else None
        for n, alias in enumerate(aliases if isinstance(aliases, list) else ()):
            if isinstance(alias, str):
                yield alias, id, n


def given(folder: Folder, kind: str) -> Iterator[str]:
    """The ids of a kind whose addresses were given out."""
    for address, _ in permalinks.lines(folder.permalinks):
        if address.startswith(f"{kind}/"):
            yield address.removeprefix(f"{kind}/")


def reserved(root: pathlib.Path, folder: Folder, kind: str) -> set[str]:
    """Every id of a kind that leads or led somewhere, or whose file lies there unread: none is free to be made up."""
    drafts = folder.drafts if kind == "events" else ()
    found = {*folder.ids(kind), *drafts, *(alias for alias, _, _ in former(folder, kind)), *given(folder, kind)}
    for name in (kind, DRAFTS) if kind == "events" else (kind,):
        there = root / "content" / name
        if kind in FOLDERS and there.is_dir():
            found |= {file.partition(".")[0].lower() for file in os.listdir(there)}
    return found


def unfit(id: str, word: str) -> Diagnostic | None:
    """Why nothing can have this id, which `word` of the command line gives."""
    if why := kept_back(id):
        return Diagnostic("bad-id", why, Span(word), tell("give it another name"))
    if not SLUG.fullmatch(id):
        return Diagnostic("bad-id", tell("`{id}` cannot be an id", id=id[:60]), Span(word), id_help(id[:MOST]))
    if len(id) > MOST:
        help = tell("an id has at most {most} characters: `{id}`", most=MOST, id=id[:MOST].rstrip("-"))
        return Diagnostic("bad-id", tell("`{id}` cannot be an id", id=id[:60]), Span(word), help)
    return None


def taken(folder: Folder, kind: str, id: str, own: str = "") -> Diagnostic | None:
    """Why no new record of a kind can have this id: another has it, or had it. `own` may have had it."""
    address, choose = f"{kind}/{id}", tell("choose another id: an address leads to one place only")
    if id in known(folder, kind):
        file, at = place(folder, kind, id)
        message = tell("`{address}` is there already", address=address)
        where = file.span(at, key=True) if at else Span(file.path)
        return Diagnostic("duplicate-id", message, where, tell("choose another id, or change this one"))
    if kind == "events" and id in folder.drafts:
        message = tell("`{address}` is a draft already", address=address)
        help = tell("choose another id, or change this one")
        return Diagnostic("duplicate-id", message, Span(folder.drafts[id].path), help)
    for alias, now, n in former(folder, kind):
        if alias == id and now != own:
            file, at = place(folder, kind, now)
            where = file.span((*at, "aliases", n))
            message = tell("`{address}` leads to `{id}`, which had that id before", address=address, id=now)
            return Diagnostic("duplicate-id", message, where, choose)
    promised = dict(permalinks.lines(folder.permalinks)).get(address)
    if promised and not own:
        message = tell("`{address}` was given out before, and nothing answers for it now", address=address)
        help = tell("choose another id; if it was a draft that nobody was given, take the line out")
        return Diagnostic("vanished-id", message, promised, help)
    return None
