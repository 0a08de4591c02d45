"""A file of events made elsewhere becomes files of content/: what would be written, and what is left behind.

Of what is there only empty places are filled, and the tables of topics and periods gain records at their end. A row
whose event is there is left out, so that the same file can be brought in again once rows have been mended or added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.authoring import editor_schema, edits, yaml_writer
from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, Span, in_order, listed, tell
from timeline.faults.near import budget
from timeline.importing import (
    any_text,
    completion,
    drafts,
    eras,
    html_to_markdown,
    identity,
    named_records,
    new_topics,
    pictures,
    reading,
    timelinejs_reader,
)
from timeline.importing.drafts import Draft
from timeline.importing.project import Import, Project
from timeline.importing.reading import Wanted
from timeline.records import content, ids
from timeline.records.schema import Event, Period, Record, Source
from timeline.records.yaml_file import File

_SHORT = 40  # characters of a source's id that is made of a headline
_ANY = "2000"  # the date of a row that has none, while all else of it is judged
Filled = Mapping[str, tuple[File, Draft]]


@budget()
def plan(root: Path, file: Path, wanted: Wanted) -> Import:
    """What an import of `file` into the project at `root` would write. Writes nothing, raises nothing."""
    try:
        text = any_text.read(file)
        return _Plan(root, wanted).of(text)
    except Fault as fault:
        return Import(diagnostics=fault.diagnostics)


class _Plan(Project):
    """One import. Raises `Fault` where nothing can be done at all."""

    def __init__(self, root: Path, wanted: Wanted):
        super().__init__(root, wanted)
        self.changes: dict[str, edits.Change] = {}
        self.lines: list[str] = []
        self.lacking: dict[tuple[str, str], list[Draft]] = {}
        self.rows = self.new = self.sources = 0

    def of(self, file: File) -> Import:
        found = reading.read(file, self.wanted, self.tongues, self.shelf)
        self.faults += found.faults
        self.language = found.language
        self.rows, title = found.rows, found.title
        if not self.rows and not found.eras:
            self.fault("empty", tell("the file holds no event"), Span(file.path), tell("look whether rows are missing"))
        if title and self.wanted.source:
            self._title(title)
        called = named_records.names(self.folder)
        rows = [named_records.resolved(draft, self.folder, called) for draft in found.drafts]
        for draft in found.refused:  # what else is wrong with a row that is told already
            self._sound(replace(named_records.resolved(draft, self.folder, called), data={**draft.data, "date": _ANY}))
        named = identity.named(rows, self.root, self.folder, self.tongues, self._sound)
        self.faults += named.faults
        events = named.events
        if named.filled and not events and title and self._source_filled(file, title, named.filled):
            title = None
        periods = self._periods(found.eras)
        source = self.wanted.source or self._source(file, title, events, bool(periods.new))
        self._eras(periods, source)
        self._topics_filled(named.filled)
        topics = self._topics(events)
        self.faults += named_records.told(self.lacking, self.folder, self.tongues, made=topics)
        for id, draft in events.items():
            self._event(id, draft, source, topics)
        for made, draft in named.filled.values():
            self._filled(made, next(filter(None, draft.data["title"].values()), ""))
        counts = tell(
            "events: {events}, new topics: {topics}, new sources: {sources}, rows left out: {rows}, of these "
            "there already: {there}",
            events=len(events),
            topics=self.new,
            sources=self.sources,
            rows=self.rows - len(events) - len(named.filled),
            there=named.there,
        )
        if copies := sum(path.startswith(f"{pictures.FOLDER}/") for path in self.changes):
            counts = tell("{counts}, pictures: {number}", counts=counts, number=copies)
        if named.filled:
            counts = tell("{counts}, events that gain texts: {number}", counts=counts, number=len(named.filled))
        if periods.new:
            counts = tell("{counts}, new periods: {number}", counts=counts, number=len(periods.new))
        if periods.filled:
            counts = tell("{counts}, periods that gain texts: {number}", counts=counts, number=len(periods.filled))
        return Import(self.changes, tuple(self.lines), counts, tuple(in_order(self.faults)))

    def _periods(self, found: Sequence[Draft]) -> eras.Eras:
        """What becomes of the file's eras, of those that can be periods."""
        sound = []
        for era in found:
            faults = self.judged("", yaml_writer.mapping(era.data), Period, era.place)
            self.faults += faults
            sound += [] if faults else [era]
        settled = eras.settled(sound, self.root, self.folder, self.language, self.tongues)
        self.faults += settled.faults
        return settled

    def _eras(self, periods: eras.Eras, source: str) -> None:
        """They join the files to write."""
        if periods.new or periods.filled:
            self.changes[eras.PATH] = eras.added(periods, self.root, self.folder, source)
            said = [*periods.new, *periods.filled]
            self.lines.append(f"{eras.PATH}  + {', '.join(said)}")

    def _source(
        self, file: File, title: timelinejs_reader.Slide | None, events: Mapping[str, Draft], wanted: bool = False
    ) -> str:
        """The id of a source for the file itself, which is written too; empty where every row names its own, unless it
        is wanted for something else."""
        if not wanted and all(draft.data["sources"] for draft in events.values()):
            if title:
                self._title(title)
            return ""
        letters = self.tongues.letters(self.language)
        id = drafts.slug(Path(file.path).stem, letters) or "imported"
        if id in self.tongues.spoken:  # a bare `en` says nothing to who meets it in an event
            headline = html_to_markdown.plain(title.get("Headline")) if title else ""
            id = drafts.slug(headline, letters, _SHORT) or f"{id}-import"
        if self.folder.holds("sources", id):
            message = tell("there is a source `{id}` already", id=id)
            help = tell("say `--source {id}` if the events come from it, or name another one", id=id)
            raise Fault(*self.faults, Diagnostic("duplicate-id", message, Span(file.path), help))
        id = drafts.Ids(ids.reserved(self.root, self.folder, "sources")).new(id)
        path = f"content/sources/{id}.yaml"
        name, summary = self.told_of_itself(file, title)
        if title and (left := [n for n in ("Media", "Background") if title.get(n)]):
            self._title(title, left)
        text = drafts.source(name, summary, self.language, self.languages)
        self._proven(path, text, Source)
        self.sources = 1
        self._line(path, text, f"the file itself, as a source: {name}")
        return id

    def _title(self, slide: timelinejs_reader.Slide, left: list[str] | None = None) -> None:
        names = listed(left or [html_to_markdown.plain(slide.get("Headline"))[:60]])
        message = tell("of the title slide is not carried over: {names}", names=names)
        help = tell("the site's own title stands in `content/site.yaml`")
        self.fault("not-carried", message, slide.place(left[0] if left else "Headline"), help, WARNING)

    def _topics(self, events: Mapping[str, Draft]) -> Mapping[str, str]:
        """A topic's id for the name of each group; those that are new join the files to write."""
        wanted = new_topics.groups(events.values(), self.language, self.tongues)
        named = {name: group for name, group in wanted.items() if name not in self.folder.ids("topics")}
        found = new_topics.topics(named, self.root, self.folder, self.language, self.tongues)
        self.faults += found.faults
        self.new = len(found.new)
        if found.new:
            self.changes[new_topics.PATH] = found.data
            self.lines.append(f"{new_topics.PATH}  + {', '.join(found.new)}")
        return found.ids

    def _sound(self, draft: Draft) -> bool:
        """Whether an event can be a file of content/ once its empty places are filled; a fault where not."""
        missing = named_records.lacking(draft, self.folder)
        for named in missing:
            self.lacking.setdefault(named, []).append(draft)
        known = named_records.without(draft, missing) if missing else draft
        faults = self.judged("", drafts.event(known), Event, draft.place)
        self.faults += faults
        return not faults and all(kind == "topics" for kind, _ in missing)

    def _event(self, id: str, draft: Draft, source: str, topics: Mapping[str, str]) -> None:
        topic = topics.get(draft.group) or self.wanted.topic
        data = dict(draft.data)
        data["topics"] = [topics.get(name, name) for name in data["topics"] or ()] or ([topic] if topic else None)
        data["sources"] = data["sources"] or [{"id": source}]
        data = {**data, **pictures.resting(data, data["sources"])}
        for name in pictures.used(data):
            self._picture(name)
        title = next(filter(None, data["title"].values()), "")
        said = f"{draft.place.line}: {title}" if title else f"{draft.place.line}"
        kind = content.DRAFTS if self.wanted.draft else "events"
        self._line(f"content/{kind}/{id}.yaml", drafts.event(replace(draft, data=data)), said)

    def _picture(self, name: str) -> None:
        """A picture that is carried, where it does not lie in content/media/ already."""
        path = f"{pictures.FOLDER}/{name}"
        if path not in self.changes and not (self.root / path).exists():
            self.changes[path] = self.shelf.copies[name]
            self.lines.append(f"{path}  {self.shelf.copies[name].name}")

    def _filled(self, file: File, said: str) -> None:
        """A file that is there, with what it lacked."""
        before = (self.root / file.path).read_bytes()
        self.changes[file.path] = edits.anew(before, file.text)
        self.lines.append(f"{file.path}  + {said}")

    def _source_filled(self, file: File, title: timelinejs_reader.Slide, filled: Filled) -> bool:
        """Whether the one source of all events that gain texts gains those of the title slide."""
        cited = [[one.get("id") for one in made.data.get("sources") or ()] for made, _ in filled.values()]
        shared = {id for id in cited[0] if all(id in ids for ids in cited)}
        source = self.folder.records["sources"].get(shared.pop()) if len(shared) == 1 else None
        if source is None or not isinstance(source.data, dict) or self.wanted.source:
            return False
        name, summary = self.told_of_itself(file, title)
        texts = {"title": {self.language: name}, "summary": {self.language: summary}}
        empty, _ = completion.lacking(source.data, texts)
        made = completion.completed(source, empty) if empty and empty[0].field == "title" else None
        if made and not self.judged(made.path, made.text, Source, Span(made.path)):
            self._filled(made, name)
            return True
        return False

    def _topics_filled(self, filled: Filled) -> None:
        """The topics of events that gain texts are called as the rows' groups are, where they have no name yet."""
        for made, draft in filled.values():
            table = self.folder.tables.get("topics")
            known = table.data if table and isinstance(table.data, dict) else {}
            ids: list[str] = [id for id in made.data.get("topics") or [] if isinstance(known.get(id), dict)]
            names = [new_topics.plain(name) for id in ids for name in new_topics.names(known[id])]
            if not draft.group or new_topics.plain(draft.group) in names:
                continue
            named = None
            if table and len(ids) == 1:
                empty, _ = completion.lacking(known[ids[0]], {"name": {self.language: draft.group}})
                named = completion.completed(table, empty, at=(ids[0],)) if empty else None
            if named:
                self.folder = replace(self.folder, tables={**self.folder.tables, "topics": named})
                self._filled(named, f"{ids[0]}: {draft.group}")
            else:
                self.faults.append(timelinejs_reader.left_behind(f"`Group: {draft.group[:60]}`", draft.place))

    def _proven(self, path: str, text: str, model: type[Record]) -> None:
        if faults := self.judged(path, text, model, Span(path)):
            raise Fault(*self.faults, *faults)

    def _line(self, path: str, text: str, said: str) -> None:
        kind = path.split("/")[1].replace(content.DRAFTS, "events")  # what a draft may say is the same
        first = editor_schema.modeline(kind) if editor_schema.kept(self.root) else ""
        self.changes[path] = f"{first}\n{text}".lstrip("\n").encode()
        self.lines.append(f"{path}  {said}")
