"""A file of events made elsewhere becomes files of content/: what would be written, and what is left behind.

Nothing that is there is ever changed, but for topics that content/topics.yaml gains at its end. A row whose event
is there is left out, so that the same file can be brought in again once rows have been mended or added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline.authoring import editor_schema
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Fault, Span, in_order, listed, tell
from timeline.faults.near import budget, near
from timeline.importing import (
    any_text,
    csv_rows,
    drafts,
    html_to_markdown,
    identity,
    new_topics,
    our_csv,
    timelinejs_events,
    timelinejs_reader,
)
from timeline.importing.drafts import Draft
from timeline.records import content, ids, validate, yaml_file
from timeline.records.schema import Event, Record, Source
from timeline.records.timeline import SINGULAR
from timeline.records.yaml_file import File
from timeline.text.prose import Prose


@dataclass(frozen=True)
class Wanted:
    """What the command line says of a file: its language, and a source and a topic for rows that name none."""

    language: str = ""
    source: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Import:
    """The files that an import writes, by path; what they are, for people; and what it cannot carry over."""

    changes: Mapping[str, bytes] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    counts: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


@budget()
def plan(root: Path, file: Path, wanted: Wanted) -> Import:
    """What an import of `file` into the project at `root` would write. Writes nothing, raises nothing."""
    try:
        text = any_text.read(file)
        return _Plan(root, wanted).of(text)
    except Fault as fault:
        return Import(diagnostics=fault.diagnostics)


class _Plan:
    """One import. Raises `Fault` where nothing can be done at all."""

    def __init__(self, root: Path, wanted: Wanted):
        self.root, self.wanted, self.prose = root, wanted, Prose()
        self.folder, found = content.read(root)
        site, more = validate.site_of(self.folder)
        if site is None:
            raise Fault(*(d for d in (*found, *more) if d.span.path in ("content", "content/site.yaml")))
        self.languages, self.editions = list(site.languages), site.editions
        self.language = wanted.language or self.languages[0]
        self.faults: list[Diagnostic] = []
        self.changes: dict[str, bytes] = {}
        self.lines: list[str] = []
        self.rows = self.new = 0
        self._options()

    def _options(self) -> None:
        faults = []
        if self.language not in self.languages:
            message = tell("`{code}` is no language of this site", code=self.language)
            faults.append(
                Diagnostic("unknown-language", message, Span("--language"), near(self.language, self.languages))
            )
        for kind, word, id in (("sources", "source", self.wanted.source), ("topics", "topic", self.wanted.topic)):
            if id and not self.folder.holds(kind, id):
                faults.append(self._unknown(kind, word, id, Span(f"--{word}")))
        if faults:
            raise Fault(*faults)

    def of(self, file: File) -> Import:
        if not file.text.strip():
            raise Fault(
                Diagnostic("empty", tell("there is nothing here"), Span(file.path), tell("name a file of CSV or JSON"))
            )
        found, title = self._drafts(file)
        if not self.rows:
            self._fault(
                "empty", tell("the file holds no event"), Span(file.path), tell("look whether rows are missing")
            )
        if title and self.wanted.source:
            self._title(title)
        named = identity.named(found, self.root, self.folder, self._sound)
        self.faults += named.faults
        events = named.events
        source = self.wanted.source or self._source(file, title, events)
        topics = self._topics(events)
        for id, draft in events.items():
            self._event(id, draft, source, topics)
        sources = sum(path.startswith("content/sources/") for path in self.changes)
        counts = tell(
            "events: {events}, new topics: {topics}, new sources: {sources}, rows left out: {rows}, of these "
            "there already: {there}",
            events=len(events),
            topics=self.new,
            sources=sources,
            rows=self.rows - len(events),
            there=named.there,
        )
        return Import(self.changes, tuple(self.lines), counts, tuple(in_order(self.faults)))

    def _drafts(self, file: File) -> tuple[list[Draft], timelinejs_reader.Slide | None]:
        """The events of a file in whichever of the forms it has, and its title slide."""
        if file.text.lstrip()[:1] in ("{", "[") or file.path.lower().endswith(".json"):
            story, found = timelinejs_reader.from_json(file)
        else:
            sheet, found = csv_rows.read(file)
            if sheet and our_csv.is_ours(sheet, self.editions):
                self.faults += (*found, *our_csv.unknown(sheet, self.editions))
                self.rows = len(sheet.rows)
                return self._gathered(our_csv.draft(row, self.editions) for row in sheet.rows), None
            if sheet and not timelinejs_reader.is_sheet(sheet):
                names = listed(our_csv.names(self.editions))
                help = tell("TimelineJS's sheet has `Year`, `Headline` and so on; ours has {names}", names=names)
                raise Fault(
                    Diagnostic("bad-import", tell("the columns are neither TimelineJS's nor ours"), sheet.span(), help)
                )
            story, more = timelinejs_reader.from_sheet(sheet) if sheet else (None, [])
            found += more
        self.faults += found
        if story is None:
            raise Fault(*self.faults)
        self.faults += map(timelinejs_events.era, story.eras)
        self.rows = len(story.events)
        made = (timelinejs_events.draft(slide, self.language, self.languages, self.prose) for slide in story.events)
        return self._gathered(made), story.title

    def _gathered(self, outcomes: Iterable[tuple[Draft | None, list[Diagnostic]]]) -> list[Draft]:
        made = []
        for draft, faults in outcomes:
            self.faults += faults
            made += [draft] if draft else []
        return made

    def _source(self, file: File, title: timelinejs_reader.Slide | None, events: Mapping[str, Draft]) -> str:
        """The id of a source for the file itself, which is written too; empty where every row names its own."""
        if all(draft.data["sources"] for draft in events.values()):
            if title:
                self._title(title)
            return ""
        stem = Path(file.path).stem
        id = drafts.slug(stem) or "imported"
        if self.folder.holds("sources", id):
            message = tell("there is a source `{id}` already", id=id)
            help = tell("say `--source {id}` if the events come from it, or name another one", id=id)
            raise Fault(*self.faults, Diagnostic("duplicate-id", message, Span(file.path), help))
        id = drafts.Ids(ids.reserved(self.root, self.folder, "sources")).new(id)
        path = f"content/sources/{id}.yaml"
        name, summary = stem, ""
        if title:
            texts = {}
            for cell, field in (("Headline", "title"), ("Text", "summary")):
                text = drafts.tidy(html_to_markdown.plain(title.get(cell)))
                texts[cell], found = drafts.cut(text, field, title.place(cell))
                self.faults += found
            name, summary = texts["Headline"] or stem, texts["Text"]
            if left := [n for n in ("Media", "Background") if title.get(n)]:
                self._title(title, left)
        text = drafts.source(name, summary, self.language, self.languages)
        self._proven(path, text, Source)
        self._line(path, text, f"the file itself, as a source: {name}")
        return id

    def _title(self, slide: timelinejs_reader.Slide, left: list[str] | None = None) -> None:
        names = listed(left or [html_to_markdown.plain(slide.get("Headline"))[:60]])
        message = tell("of the title slide is not carried over: {names}", names=names)
        help = tell("the site's own title stands in `content/site.yaml`")
        self._fault("not-carried", message, slide.place(left[0] if left else "Headline"), help, WARNING)

    def _topics(self, events: Mapping[str, Draft]) -> Mapping[str, str]:
        """A topic's id for the name of each group; those that are new join the files to write."""
        named: dict[str, Span] = {}
        for draft in events.values():
            if draft.group:
                named.setdefault(draft.group, draft.place)
        found = new_topics.topics(named, self.root, self.folder, self.language, self.languages)
        self.faults += found.faults
        self.new = len(found.new)
        if found.new:
            self.changes[new_topics.PATH] = found.data
            self.lines.append(f"{new_topics.PATH}  + {', '.join(found.new)}")
        return found.ids

    def _sound(self, draft: Draft) -> bool:
        """Whether an event can be a file of content/ once its empty places are filled; a fault where not."""
        data = draft.data
        named = {kind: data.get(kind) or [] for kind in ("topics", "actors", "places")}
        named["sources"] = [cited["id"] for cited in data["sources"] or []]
        faults = [
            self._unknown(kind, kind[:-1], id, draft.place)
            for kind, ids in named.items()
            for id in ids
            if not self.folder.holds(kind, id)
        ]
        faults = faults or self._judged("", drafts.event(draft), Event, draft.place)
        self.faults += faults
        return not faults

    def _event(self, id: str, draft: Draft, source: str, topics: Mapping[str, str]) -> None:
        topic = topics.get(draft.group) or self.wanted.topic
        data = dict(draft.data)
        data["topics"] = data["topics"] or ([topic] if topic else None)
        data["sources"] = data["sources"] or [{"id": source}]
        title = next(filter(None, data["title"].values()), "")
        said = f"{draft.place.line}: {title}" if title else f"{draft.place.line}"
        self._line(f"content/events/{id}.yaml", drafts.event(replace(draft, data=data)), said)

    def _judged(self, path: str, text: str, model: type[Record], place: Span) -> list[Diagnostic]:
        """What `check` would find in a file's text besides the empty places, at the row that it comes from."""
        file, faults = yaml_file.read(path, text.encode("utf-8", "surrogatepass"))
        if not faults:
            growing = validate.growing_in(self.folder)
            _, faults = validate.record_of(model, file.data, file, growing=growing)
        faults = [fault for fault in faults if fault.code != "empty"]
        return [Diagnostic(fault.code, fault.message, place, fault.help) for fault in faults]

    def _proven(self, path: str, text: str, model: type[Record]) -> None:
        if faults := self._judged(path, text, model, Span(path)):
            raise Fault(*self.faults, *faults)

    def _line(self, path: str, text: str, said: str) -> None:
        first = editor_schema.modeline(path.split("/")[1]) if editor_schema.kept(self.root) else ""
        self.changes[path] = f"{first}\n{text}".lstrip("\n").encode()
        self.lines.append(f"{path}  {said}")

    def _unknown(self, kind: str, word: str, id: str, span: Span) -> Diagnostic:
        table_ = self.folder.tables.get(kind)
        known = (
            self.folder.records[kind]
            if kind in self.folder.records
            else (table_.data if table_ and isinstance(table_.data, dict) else {})
        )
        message = tell("no {kind} has the id `{id}`", kind=SINGULAR[kind], id=id[:60])
        hint = near(id, known)
        return Diagnostic(f"unknown-{word}", message, span, hint or tell("add it to the content first"))

    def _fault(self, code: str, message: str, span: Span, help: str, severity: str = ERROR) -> None:
        self.faults.append(Diagnostic(code, message, span, help, severity=severity))
