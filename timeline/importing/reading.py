"""A file from elsewhere, in whichever of the forms it has, as drafts of events: what is there to be brought in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.importing import (
    columns,
    csv_rows,
    other_files,
    our_csv,
    timelinejs_events,
    timelinejs_json,
    timelinejs_reader,
)
from timeline.importing.columns import Asked
from timeline.importing.drafts import Draft
from timeline.importing.tongues import Tongues
from timeline.records.yaml_file import File
from timeline.text import edtf


@dataclass(frozen=True)
class Wanted:
    """What the command line says of a file: its language, a source and a topic for rows that name none, which of its
    columns is which, by a file that says so and one by one, and whether its events are drafts."""

    language: str = ""
    source: str = ""
    topic: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    columns_file: Path | None = None
    draft: bool = False

    def named(self) -> Mapping[str, Asked]:
        """Which column is which. Raises `Fault`."""
        typed = {name: Asked(column, Span("--column")) for name, column in self.columns.items()}
        return {**(columns.from_file(self.columns_file) if self.columns_file else {}), **typed}


@dataclass(frozen=True)
class Read:
    """What a file tells: the events, its title slide, how many rows it has, and what is to be said of them."""

    drafts: Sequence[Draft]
    title: timelinejs_reader.Slide | None
    rows: int
    faults: Sequence[Diagnostic]


def read(file: File, wanted: Wanted, tongues: Tongues) -> Read:
    """The events of a file. Raises `Fault` where it is no timeline at all."""
    if not file.text.strip():
        help = tell("name a file of CSV or JSON")
        raise Fault(Diagnostic("empty", tell("there is nothing here"), Span(file.path), help))
    if other := other_files.told(file):
        raise Fault(other)
    language, faults = wanted.language or tongues.codes[0], []
    start = file.text.lstrip()[:2]
    if start[:1] in ("{", "[") or start in ("//", "/*") or file.path.lower().endswith(".json"):
        if wanted.named():
            help = tell("export it as CSV, or give its fields the names that TimelineJS has")
            message = tell("this file is JSON and has no columns to name")
            raise Fault(Diagnostic("unknown-column", message, Span("--column"), help))
        story, found = timelinejs_json.from_json(file)
    else:
        sheet, found = csv_rows.read(file)
        if sheet is None:
            raise Fault(*found)
        if columns.settle(sheet, wanted.named(), wanted.language, tongues.editions):
            faults += [*found, *our_csv.unknown(sheet, tongues.editions)]
            drafts = _gathered((our_csv.draft(row, tongues.editions) for row in sheet.rows), faults)
            return Read(drafts, None, len(sheet.rows), faults)
        story, more = timelinejs_reader.from_sheet(sheet)
        found += more
    faults += found
    if story is None:
        raise Fault(*faults)
    faults += map(timelinejs_events.era, story.eras)
    drafts = _gathered((timelinejs_events.draft(slide, language, tongues) for slide in story.events), faults)
    return Read(drafts, story.title, len(story.events), _once(faults))


def _gathered(outcomes: Iterable[tuple[Draft | None, list[Diagnostic]]], faults: list[Diagnostic]) -> list[Draft]:
    made = []
    for draft, found in outcomes:
        faults += found
        made += [draft] if draft else []
    return made


def _once(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults, that of years which are too far away told once, where the first of them stands."""
    far = [fault for fault in faults if fault.code == "far-year"]
    if not far:
        return list(faults)
    message = tell("events that are further away than dates go, and stay out: {number}", number=f"{len(far):,}")
    help = tell("years here end at {most} before and after the common era", most=f"{edtf.FURTHEST:,}")
    told = Diagnostic("far-year", message, far[0].span, help)
    return [*(fault for fault in faults if fault.code != "far-year"), told]
