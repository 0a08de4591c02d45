"""An import taken back: what it wrote and nobody has changed goes, the rest stays and is named.

Each event remembers the row that it was made from, so it is found wherever it lies; it goes if its file holds what the
import would write of that row now, to the letter. So does the source that the import wrote for the file itself, and so
do the topics that it added and the pictures that it copied, where nothing that stays speaks of them. An event of
another file that gained texts in one language loses them, as long as it then is what it was before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from timeline.authoring import edits
from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, Span, in_order, tell
from timeline.faults.near import budget
from timeline.importing import (
    any_text,
    completion,
    drafts,
    eras,
    named_records,
    new_topics,
    pictures,
    reading,
    table_ends,
)
from timeline.importing.drafts import Draft
from timeline.importing.project import Import, Project
from timeline.importing.reading import Wanted
from timeline.records import permalinks, schema_faults, validate
from timeline.records.content import PERMALINKS
from timeline.records.schema import Record, Site
from timeline.records.yaml_file import File

_FIRST_LINE = re.compile(r"\A# yaml-language-server[^\n]*\n")


@budget()
def plan(root: Path, file: Path, wanted: Wanted) -> Import:
    """What taking back an import of `file` would remove; `wanted` is what that import was told. Writes nothing, raises
    nothing."""
    try:
        return _Undoing(root, wanted).of(any_text.read(file))
    except Fault as fault:
        return Import(diagnostics=fault.diagnostics)


class _Undoing(Project):
    def of(self, file: File) -> Import:
        there = {row for event in self.folder.records["events"].values() for row in drafts.rows(event.text)}
        found = self.found(file, there)
        self.language = found.language
        said = list(self.faults)
        text = drafts.source(*self.told_of_itself(file, found.title), self.language, self.languages)
        own = [id for id, source in self.folder.records["sources"].items() if _bare(source) == text]
        called = named_records.names(self.folder)
        groups = new_topics.groups(found.drafts, self.language, self.tongues)
        topics = self.topics(groups)
        made = {row: event for event in self.folder.records["events"].values() for row in drafts.rows(event.text)}
        events = {
            draft.row: (named_records.resolved(draft, self.folder, called), made[draft.row])
            for draft in found.drafts
            if draft.row in made
        }
        gone: dict[str, bytes | None] = {}
        less: dict[str, bytes | None] = {}
        for row, event in events.values():
            draft = replace(row, data=pictures.as_there(row.data, event.data))
            if _bare(event) in self.written(draft, [self.wanted.source] if self.wanted.source else own, topics):
                gone[event.path] = None
            elif before := self.before(draft, event):
                less[event.path] = edits.anew((self.root / event.path).read_bytes(), before.text)
            else:
                said.append(_stays(event.path))
        removed = len(gone)
        taken = eras.taken_back(found.eras, self.root, self.folder, [self.wanted.source] if self.wanted.source else own)
        self.periods_gone(taken)
        sources = [] if self.wanted.source else [f"content/sources/{id}.yaml" for id in own]
        unused = [path for path in sources if not self.spoken_of("sources", Path(path).stem, gone)]
        unused = unused if gone or taken.gone else []
        gone |= dict.fromkeys(unused)
        said += [_stays(path) for path in sources if path not in gone]
        table, dropped = self.without(groups, topics, gone) if gone else (b"", [])
        copies, left = self.pictures([event for _, event in events.values() if event.path in gone], gone)
        said += map(_stays, left)
        gone |= dict.fromkeys(copies)
        lines = [f"- {path}" for path in gone]
        if dropped:
            gone[new_topics.PATH] = table or None
            lines.append(f"{new_topics.PATH}  - {', '.join(dropped)}")
        if taken.gone or taken.less:
            less[eras.PATH] = taken.data
            lines.append(f"{eras.PATH}  - {', '.join([*taken.gone, *taken.less])}")
        if taken.stays:
            said.append(_stays(eras.PATH))
        counts = tell(
            "events: {events}, topics: {topics}, sources: {sources}, events that were changed since and stay: {kept}",
            events=removed,
            topics=len(dropped),
            sources=len(unused),
            kept=len(events) - removed - len([path for path in less if path != eras.PATH]),
        )
        if copies:
            counts = tell("{counts}, pictures: {number}", counts=counts, number=len(copies))
        if fewer := [path for path in less if path != eras.PATH]:
            counts = tell("{counts}, events that lose texts: {number}", counts=counts, number=len(fewer))
            lines += [f"{path}  - {self.language}" for path in fewer]
        if taken.gone:
            counts = tell("{counts}, periods: {number}", counts=counts, number=len(taken.gone))
        lost = {path.removeprefix("content/").removesuffix(".yaml") for path in gone}
        said += self.promised(lost | {f"topics/{id}" for id in dropped} | {f"periods/{id}" for id in taken.gone})
        return Import({**gone, **less}, tuple(lines), counts, tuple(in_order(said)))

    def periods_gone(self, taken: eras.Taken) -> None:
        """The folder without the periods that go, for whoever asks what stays."""
        table = self.folder.tables.get("periods")
        if taken.gone and table:
            data = {id: entry for id, entry in table.data.items() if id not in taken.gone}
            self.folder = replace(self.folder, tables={**self.folder.tables, "periods": replace(table, data=data)})

    def found(self, file: File, there: Collection[str]) -> reading.Read:
        """The file as it was read when its events were made. Raises `Fault`, where that was in another language than
        the command line says."""
        found = reading.read(file, self.wanted, self.tongues, self.shelf)
        if any(draft.row in there for draft in found.drafts):
            return found
        for code in self.editions:
            other = reading.read(file, replace(self.wanted, language=code), self.tongues, self.shelf)
            if any(draft.row in there for draft in other.drafts):
                if not self.wanted.language:
                    return other
                message = tell("this file was brought in with `{option}`", option=f"--language {code}")
                help = tell("say the same to take it back")
                raise Fault(Diagnostic("unknown-language", message, Span("--language"), help))
        return found

    def topics(self, groups: Iterable[str]) -> Mapping[str, str]:
        """The topic of each group, where there is one of its name."""
        table = self.folder.tables.get("topics")
        data = table.data if table and isinstance(table.data, dict) else {}
        by_name = {new_topics.plain(name): id for id, entry in data.items() for name in new_topics.names(entry)}
        known = {**{id: id for id in data}, **by_name}
        return {group: id for group in groups if (id := known.get(new_topics.plain(group)) or known.get(group))}

    def written(self, draft: Draft, sources: Iterable[str], topics: Mapping[str, str]) -> set[str]:
        """What the import would write of a row, with each of the sources that may be its own."""
        topic = topics.get(draft.group) or self.wanted.topic
        data = {**draft.data, "topics": draft.data["topics"] or ([topic] if topic else None)}
        cited = [draft.data["sources"]] if draft.data["sources"] else [[{"id": id}] for id in sources]
        made = (pictures.resting({**data, "sources": some}, some) for some in cited)
        return {drafts.event(replace(draft, data=data)) for data in made}

    def pictures(self, events: Iterable[File], gone: Collection[str]) -> tuple[list[str], list[str]]:
        """The pictures that the import copied for some events, by their paths: those that go with them, and those that
        were changed since, or that something else shows."""
        kinds, tables = self.folder.records.values(), self.folder.tables.values()
        files = [*(file for files in kinds for file in files.values()), *tables]
        elsewhere = {name for file in files if file.path not in gone for name in pictures.used(file.data)}
        own = dict.fromkeys(name for event in events for name in pictures.used(event.data))
        goes = lambda name: name in self.shelf.copies and name not in elsewhere
        path = lambda name: f"{pictures.FOLDER}/{name}"
        there = [name for name in own if (self.root / path(name)).exists()]
        return [path(name) for name in there if goes(name)], [path(name) for name in there if not goes(name)]

    def before(self, draft: Draft, event: File) -> File | None:
        """An event's file before it gained the texts of a row that is in one language; another one's stay. One that was
        made from the row gained nothing of it: whatever else it says somebody wrote since, so it stays whole."""
        if draft.row in drafts.made_from(event.text):
            return None
        texts = list(completion.texts(event.data, draft.data)) if isinstance(event.data, dict) else []
        titles = event.data.get("title") if isinstance(event.data, dict) else None
        codes = {text.code for text in texts}
        if len(codes) != 1 or not isinstance(titles, dict) or not any(titles[code] for code in titles.keys() - codes):
            return None
        own = [text for text in texts if completion.said(event.data, text)]
        return completion.parted(event, own, drafts.memory_of_texts(draft))

    def spoken_of(self, kind: str, id: str, gone: Mapping[str, bytes | None]) -> bool:
        """Whether anything that stays names a record, where the schema has such a name: no word of a text does."""
        files = [
            (model, file.data)
            for of, model in validate.MODELS.items()
            for file in self.folder.records.get(of, {}).values()
            if file.path not in gone
        ]
        tables = [(of, table.data) for of, table in self.folder.tables.items() if isinstance(table.data, dict)]
        files += [(validate.MODELS[of], record) for of, data in tables for record in data.values()]
        files += [(Site, self.folder.site.data)] if self.folder.site else []
        return any(_names(data, (model,), kind, id) for model, data in files)

    def without(
        self, groups: Mapping[str, new_topics.Group], topics: Mapping[str, str], gone: Mapping[str, bytes | None]
    ) -> tuple[bytes, list[str]]:
        """The file of topics without those that the import added and nothing uses, and their ids."""
        path = self.root / new_topics.PATH
        raw, dropped = path.read_bytes() if "topics" in self.folder.tables else b"", []
        for group, id in sorted(topics.items()):
            text = new_topics.written(id, group, groups[group].code, self.language, self.tongues)
            rest = table_ends.shorter(raw, text)
            if rest is not None and not self.spoken_of("topics", id, gone):
                raw = rest
                dropped.append(id)
        return table_ends.emptied(raw) or b"", dropped

    def promised(self, lost: set[str]) -> list[Diagnostic]:
        """Addresses that were given out and would lead nowhere, told once."""
        given = permalinks.lines(self.folder.permalinks)
        places = [place for address, place in given if address.partition("#")[0] in lost]
        if not places:
            return []
        message = tell("addresses that were given out, and that nothing will answer for: {number}", number=len(places))
        help = tell(
            "take their lines out of `{path}` if nobody was given them; else keep the events, or name them as aliases",
            path=f"content/{PERMALINKS}",
        )
        return [Diagnostic("vanished-id", message, places[0], help, severity=WARNING)]


def _names(data: object, models: Iterable[type], kind: str, id: str, named: str = "") -> bool:
    """Whether data of some models, be it faulty, names a record; `named` is the kind that its own words name."""
    if isinstance(data, str):
        return named == kind and data.partition("#")[0] == id
    if isinstance(data, list):
        return any(_names(item, models, kind, id, named) for item in data)
    if not isinstance(data, dict):
        return False
    own = [model for model in models if issubclass(model, Record)]
    for model in own:
        for name, key, _, within in validate.fields_of(model):
            if within is not None and key in data:
                annotation = model.model_fields[name].annotation
                inner = tuple(schema_faults.models(annotation))
                if _names(data[key], inner, kind, id, within):
                    return True
    return any(_names(item, own, kind, id, named) for item in data.values() if isinstance(item, dict))


def _bare(file: File) -> str:
    """A file's text without the line that leads editors to a schema."""
    return _FIRST_LINE.sub("", file.text)


def _stays(path: str) -> Diagnostic:
    message = tell("`{path}` was changed since, or is in use, and stays", path=path)
    help = tell("remove it by hand if it is to go")
    return Diagnostic("changed-since", message, Span(path), help, severity=WARNING)
