"""The project that a file is brought into, or taken back from, and what the command line says of that file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from timeline.authoring import edits
from timeline.faults.diagnostic import ERROR, Diagnostic, Fault, Span, listed, tell
from timeline.faults.near import near
from timeline.importing import drafts, html_to_markdown, pictures, timelinejs_reader, tongues
from timeline.importing.reading import Wanted
from timeline.records import content, validate, yaml_file
from timeline.records.field_types import LicenceName
from timeline.records.schema import Record
from timeline.records.timeline import SINGULAR
from timeline.records.yaml_file import File


@dataclass(frozen=True)
class Import:
    """The files that an import writes, or removes (None), by path; what they are for people; and what is to be said."""

    changes: Mapping[str, edits.Change] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    counts: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


class Project:
    """What an import starts from. Raises `Fault` where nothing can be done at all."""

    def __init__(self, root: Path, wanted: Wanted):
        self.root, self.wanted = root, wanted
        folder, found = content.read(root)
        self.folder = folder.with_drafts(folder.drafts)  # a draft is an event that is there, and remembers its row
        site, more = validate.site_of(self.folder)
        if site is None or self.folder.site is None:
            raise Fault(*(d for d in (*found, *more) if d.span.path in ("content", "content/site.yaml")))
        self.tongues = tongues.of(validate.Entry("site", site, self.folder.site), root)
        self.languages, self.editions = list(site.languages), list(site.editions)
        self.language = wanted.language or self.languages[0]
        self.faults: list[Diagnostic] = []
        self._options()
        self.shelf = pictures.Shelf(wanted.media, root, wanted.licence, wanted.draft)

    def _options(self) -> None:
        faults = []
        if self.language not in self.editions:
            message = tell("`{code}` is no language of this site", code=self.language)
            faults.append(
                Diagnostic("unknown-language", message, Span("--language"), near(self.language, self.editions))
            )
        for kind, word, id in (("sources", "source", self.wanted.source), ("topics", "topic", self.wanted.topic)):
            if id and not self.folder.holds(kind, id):
                faults.append(self.unknown(kind, word, id, Span(f"--{word}")))
        known = get_args(LicenceName)
        if self.wanted.licence and self.wanted.licence not in known:
            message = tell("`{licence}` is no licence that is known here", licence=self.wanted.licence[:60])
            help = near(self.wanted.licence, known) or tell("those that are: {names}", names=listed(known))
            faults.append(Diagnostic("unknown-value", message, Span("--licence"), help))
        if faults:
            raise Fault(*faults)

    def told_of_itself(self, file: File, title: timelinejs_reader.Slide | None) -> tuple[str, str]:
        """The title and the summary of a file as a source: those of its title slide, else its name."""
        name, summary = Path(file.path).stem, ""
        if title:
            texts = {}
            for cell, field in (("Headline", "title"), ("Text", "summary")):
                text = drafts.tidy(html_to_markdown.plain(title.get(cell)))
                texts[cell], found = drafts.cut(text, field, title.place(cell))
                self.faults += found
            name, summary = texts["Headline"] or name, texts["Text"]
        return name, summary

    def judged(self, path: str, text: str, model: type[Record], place: Span) -> list[Diagnostic]:
        """What `check` would find in a file's text besides the empty places, at the row that it comes from."""
        file, faults = yaml_file.read(path, text.encode("utf-8", "surrogatepass"))
        if not faults:
            _, faults = validate.record_of(model, file.data, file, growing=validate.growing_in(self.folder))
        faults = [fault for fault in faults if fault.code != "empty"]
        return [Diagnostic(fault.code, fault.message, place, fault.help) for fault in faults]

    def unknown(self, kind: str, word: str, id: str, span: Span) -> Diagnostic:
        table_ = self.folder.tables.get(kind)
        known = (
            self.folder.records[kind]
            if kind in self.folder.records
            else (table_.data if table_ and isinstance(table_.data, dict) else {})
        )
        message = tell("no {kind} has the id `{id}`", kind=SINGULAR[kind], id=id[:60])
        hint = near(id, known)
        return Diagnostic(f"unknown-{word}", message, span, hint or tell("add it to the content first"))

    def fault(self, code: str, message: str, span: Span, help: str, severity: str = ERROR) -> None:
        self.faults.append(Diagnostic(code, message, span, help, severity=severity))
