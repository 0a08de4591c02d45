"""The records that rows name: found by their ids or their names, and told once, at the first cell, where there is none.

A topic that is not there is made (`new_topics`). An actor, a place or a source needs more than a sheet says of it, so
it is told with the command that makes it, once, however many rows name it.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from timeline.faults.diagnostic import WARNING, Diagnostic, tell
from timeline.faults.near import nearest, offer
from timeline.importing import drafts, new_topics
from timeline.importing.drafts import Draft
from timeline.importing.tongues import Tongues
from timeline.records.content import Folder
from timeline.records.facets import FILED
from timeline.records.schema_faults import is_id
from timeline.records.timeline import SINGULAR

_CALLED = ("topics", "actors", "places")  # the kinds that have a name and not only a title
Names = Mapping[str, Mapping[str, str]]
Lacking = Mapping[tuple[str, str], Sequence[Draft]]


def names(folder: Folder) -> Names:
    """Of each kind whose records have names, the ids by what they are called in any language."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in _CALLED}
    for kind, ids in found.items():
        table = folder.tables.get(kind)
        data = table.data if table and isinstance(table.data, dict) else {}
        for id, entry in data.items():
            for name in new_topics.names(entry):
                ids.setdefault(new_topics.plain(name), id)
    return found


def resolved(draft: Draft, folder: Folder, called: Names) -> Draft:
    """A draft that names records by their ids, where it named some that are there as they are called."""
    data = dict(draft.data)
    for field, kind in FILED.items():
        if data.get(field):
            ids = called[kind]
            own = [id if folder.holds(kind, id) else ids.get(new_topics.plain(id), id) for id in data[field]]
            data[field] = list(dict.fromkeys(own))
    return replace(draft, data=data)


def lacking(draft: Draft, folder: Folder) -> list[tuple[str, str]]:
    """The kinds and the ids of what a draft names, and what is not there."""
    named = [(kind, id) for field, kind in FILED.items() for id in draft.data.get(field) or []]
    named += [("sources", cited["id"]) for cited in draft.data["sources"] or []]
    return [(kind, id) for kind, id in dict.fromkeys(named) if not folder.holds(kind, id)]


def without(draft: Draft, left: Sequence[tuple[str, str]]) -> Draft:
    """A draft without some of the records that it names, so that all else of it can be judged."""
    data = dict(draft.data)
    for field, kind in FILED.items():
        data[field] = [id for id in data.get(field) or [] if (kind, id) not in left] or None
    cited = [one for one in data["sources"] or [] if ("sources", one["id"]) not in left]
    data = {kind: ids for kind, ids in data.items() if ids is not None or kind in ("topics", "sources")}
    return replace(draft, data={**data, "sources": cited or None})


def told(found: Lacking, folder: Folder, tongues: Tongues, made: Collection[str]) -> list[Diagnostic]:
    """What is to be said of all that rows name and that is not there; `made` are the topics that this import adds."""
    faults = []
    for (kind, id), rows in found.items():
        first = min(rows, key=lambda draft: draft.place.line)
        fields = (field for field, own in FILED.items() if own == kind and id in (first.data.get(field) or ()))
        where, word = first.at(next(fields, kind)), SINGULAR[kind]
        meant = nearest(id, folder.ids(kind))
        hint = offer(meant) if meant else ""
        if kind == "topics":
            if hint and id in made:
                message = tell("no {kind} has the id `{id}`, so a new one is made", kind=word, id=id[:60])
                faults.append(Diagnostic("unknown-topic", message, where, hint, severity=WARNING))
            continue
        message = tell("no {kind} has the id `{id}`", kind=word, id=id[:60])
        if len(rows) > 1:
            message = tell("{message} (rows: {number})", message=message, number=f"{len(rows):,}")
        help = hint or tell("make it, and import again: `{command}`", command=_command(kind, id, tongues))
        faults.append(Diagnostic(f"unknown-{word}", message, where, help))
    return faults


def _command(kind: str, id: str, tongues: Tongues) -> str:
    """What makes a record that a sheet names, by an id or as it is called."""
    name = id[:1].upper() + id[1:].replace("-", " ") if is_id(id) else id
    code = tongues.fitting(name)[0]
    made = id if is_id(id) else drafts.slug(name, tongues.letters(code))
    command = f"python3 build.py new --{SINGULAR[kind]} {made or 'ID'}"
    if tongues.strange(name):
        return command
    return f"{command} --{'title' if kind == 'sources' else 'name'}-{code} {shlex.quote(name[:60])}"
