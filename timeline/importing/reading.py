"""A file from elsewhere, in whichever of the forms it has, as drafts of events: what is there to be brought in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Fault, Span, joined, tell
from timeline.importing import (
    columns,
    csv_rows,
    eras,
    other_files,
    our_csv,
    pictures,
    timelinejs_events,
    timelinejs_json,
    timelinejs_reader,
)
from timeline.importing.columns import Asked
from timeline.importing.drafts import Draft
from timeline.importing.tongues import Tongues
from timeline.records.yaml_file import File
from timeline.text import edtf

_TAG = re.compile("<[^<>]{0,1000}>")
_READ = 300  # slides, and characters of a text, that are looked at for their letters


@dataclass(frozen=True)
class Wanted:
    """What the command line says of a file: its language, a source and a topic for rows that name none, which of its
    columns is which, by a file that says so and one by one, whether its events are drafts; and the folder in which its
    pictures lie, with the licence of those of which it says none."""

    language: str = ""
    source: str = ""
    topic: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    columns_file: Path | None = None
    draft: bool = False
    media: Path | None = None
    licence: str = ""

    def named(self) -> Mapping[str, Asked]:
        """Which column is which. Raises `Fault`."""
        typed = {name: Asked(column, Span("--column")) for name, column in self.columns.items()}
        return {**(columns.from_file(self.columns_file) if self.columns_file else {}), **typed}


@dataclass(frozen=True)
class Read:
    """What a file tells: the events, its title slide, how many rows it has, and what is to be said of them; the
    language of its texts; the rows that cannot be events, for what they name; and its eras, as periods."""

    drafts: Sequence[Draft]
    title: timelinejs_reader.Slide | None
    rows: int
    faults: Sequence[Diagnostic]
    language: str
    refused: Sequence[Draft] = ()
    eras: Sequence[Draft] = ()


def read(file: File, wanted: Wanted, tongues: Tongues, shelf: pictures.Shelf = pictures.NOTHING) -> Read:
    """The events of a file, with the pictures that lie on the shelf. Raises `Fault` where it is no timeline at all."""
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
        if columns.settle(sheet, wanted.named(), wanted.language, tongues):
            faults += [*found, *our_csv.unknown(sheet, tongues.editions)]
            drafts, refused = _gathered((our_csv.draft(row, tongues.editions) for row in sheet.rows), faults)
            return Read(drafts, None, len(sheet.rows), faults=faults, language=language, refused=refused)
        story, more = timelinejs_reader.from_sheet(sheet)
        found += more
    faults += found
    if story is None:
        raise Fault(*faults)
    if not wanted.language:
        language, found = _language([*story.events, *story.eras], tongues)
        faults += found
    made = (timelinejs_events.draft(slide, language, tongues, shelf) for slide in story.events)
    drafts, refused = _gathered(made, faults)
    faults += pictures.lacking(drafts)
    told = [eras.draft(era, language, tongues) for era in story.eras]
    faults += (fault for _, found in told for fault in found)
    return Read(
        drafts,
        story.title,
        len(story.events),
        faults=_once(faults),
        language=language,
        refused=refused,
        eras=[era for era, _ in told if era],
    )


def _language(slides: Sequence[timelinejs_reader.Slide], tongues: Tongues) -> tuple[str, list[Diagnostic]]:
    """The language of texts of which nobody says it: the site's first, or, where they are plainly in the letters of
    another, that one; which is then said."""
    first = tongues.codes[0]
    texts = [slide.get(name)[:_READ] for slide in slides[:_READ] for name in ("Headline", "Text")]
    text = html.unescape(_TAG.sub(" ", " ".join(texts)))
    codes, strange = tongues.fitting(text), tongues.strange(text)
    if first in codes and not strange:
        return first, []
    where = slides[0].place("Headline")
    message = tell("these texts are not in the letters of `{code}`, the site's first language", code=first)
    if strange or len(codes) > 1:
        options = [tell("`{name}`", name=f"--language {code}") for code in (tongues.editions if strange else codes)]
        help = tell("say in which language they are: {options}", options=joined("{first} or {second}", options))
        return first, [Diagnostic("wrong-script", message, where, help, severity=WARNING)]
    message = tell(
        "these texts are not in the letters of `{code}`, the site's first language, so they are taken for `{other}`",
        code=first,
        other=codes[0],
    )
    help = tell("say `{option}` if they are in that one, and so the message goes", option=f"--language {codes[0]}")
    return codes[0], [Diagnostic("wrong-script", message, where, help, severity=WARNING)]


def _gathered(
    outcomes: Iterable[tuple[Draft | None, list[Diagnostic]]], faults: list[Diagnostic]
) -> tuple[list[Draft], list[Draft]]:
    """The drafts that can be events, and those that cannot; what is wrong joins the faults."""
    made, refused = [], []
    for draft, found in outcomes:
        faults += found
        if draft and any(fault.severity == ERROR for fault in found):
            refused.append(draft)
        elif draft:
            made.append(draft)
    return made, refused


def _once(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults, that of years which are too far away told once, where the first of them stands."""
    far = [fault for fault in faults if fault.code == "far-year"]
    if not far:
        return list(faults)
    message = tell("events that are further away than dates go, and stay out: {number}", number=f"{len(far):,}")
    help = tell("years here end at {most} before and after the common era", most=f"{edtf.FURTHEST:,}")
    told = Diagnostic("far-year", message, far[0].span, help)
    return [*(fault for fault in faults if fault.code != "far-year"), told]
