"""The names by which another file groups its events become topics: those that are there, and new ones at the end.

What stands in content/topics.yaml stays byte for byte as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.importing import drafts, table_ends
from timeline.importing.drafts import Draft
from timeline.importing.tongues import Tongues
from timeline.records import ids, yaml_file
from timeline.records.content import Folder
from timeline.records.schema_faults import is_id

PATH = "content/topics.yaml"


@dataclass(frozen=True)
class Topics:
    """`ids` by the names of groups; `new` those that are to be written, `data` the file with them."""

    ids: Mapping[str, str]
    new: Sequence[str] = ()
    data: bytes = b""
    faults: Sequence[Diagnostic] = ()


class Group(NamedTuple):
    """Where a group is first named, and in which language that name is; in none, where it is an id and no name."""

    place: Span
    code: str


def groups(found: Iterable[Draft], language: str, tongues: Tongues) -> dict[str, Group]:
    """The groups that drafts are in, by their names: that of a file which has names for them, else what stands in
    place of topics' ids. A name that no file says the language of is in that of its letters."""
    named: dict[str, Group] = {}
    for draft in found:
        if draft.group:
            named.setdefault(draft.group, Group(draft.place, language))
        for name in draft.data["topics"] or ():
            codes = [language, *tongues.fitting(name)] if language in tongues.fitting(name) else tongues.fitting(name)
            named.setdefault(name, Group(draft.at("topics"), "" if is_id(name) else codes[0]))
    return named


def written(id: str, group: str, code: str, language: str, tongues: Tongues) -> str:
    """The text of the topic that is made of a group."""
    return drafts.topic(id, group if code else "", code or language, tongues.codes)


def topics(groups: Mapping[str, Group], root: Path, folder: Folder, language: str, tongues: Tongues) -> Topics:
    """A topic for each group.

    A topic is found by its name in any language, or by its id. Raises `Fault` where the file cannot be added to.
    """
    before = table_ends.before(root, folder, "topics") if groups else b""
    table = folder.tables.get("topics")
    have = dict(table.data) if table is not None and isinstance(table.data, dict) else {}
    by_name = {plain(name): id for id, data in have.items() for name in names(data)}
    found, texts, faults, number = {}, {}, [], 1
    free = drafts.Ids(ids.reserved(root, folder, "topics"))
    for group, (place, code) in groups.items():
        id = by_name.get(plain(group)) or (group if group in have else "")
        if not id and not (id := drafts.slug(group, tongues.letters(code or language))):
            while f"topic-{number}" in free.taken:
                number += 1
            id = f"topic-{number}"
            message = tell("`{group}` has no letters, so its topic has the id `{id}`", group=group[:60], id=id)
            help = tell(
                "an id becomes an address: change it before the first build, in `content/topics.yaml` and in the events"
            )
            faults.append(Diagnostic("made-up-id", message, place, help, severity=WARNING))
        if id not in have or plain(group) not in by_name and group != id:
            id = free.new(id)
            texts[id] = written(id, group, code, language, tongues)
            have[id] = yaml_file.read("", texts[id].encode())[0].data[id]
        found[group] = by_name[plain(group)] = id
    data = table_ends.longer(PATH, before, "".join(texts.values()), have) if texts else b""
    return Topics(found, list(texts), data, faults)


def plain(name: str) -> str:
    """A name without what people vary."""
    return re.sub(r"\s+", " ", name).strip().casefold()


def names(data: object) -> list[str]:
    """What a topic is called in any language."""
    names = data.get("name") if isinstance(data, dict) else None
    return [name for name in names.values() if isinstance(name, str)] if isinstance(names, dict) else []
