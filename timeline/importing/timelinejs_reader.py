"""TimelineJS3's spreadsheet, saved as CSV, read as slides; and what a slide is, in its JSON too (`timelinejs_json`).

`COLUMNS` is the one table of what the spreadsheet calls a field and where the JSON has it
(https://timeline.knightlab.com/docs/json-format.html and using-spreadsheets.html beside it).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.importing import column_names, csv_rows
from timeline.importing.column_names import key
from timeline.importing.drafts import tidy

COLUMNS: dict[str, tuple[str, ...]] = {
    "Year": ("start_date", "year"),
    "Month": ("start_date", "month"),
    "Day": ("start_date", "day"),
    "Time": ("start_date", "hour"),
    "End Year": ("end_date", "year"),
    "End Month": ("end_date", "month"),
    "End Day": ("end_date", "day"),
    "End Time": ("end_date", "hour"),
    "Display Date": ("display_date",),
    "Headline": ("text", "headline"),
    "Text": ("text", "text"),
    "Media": ("media", "url"),
    "Media Credit": ("media", "credit"),
    "Media Caption": ("media", "caption"),
    "Media Thumbnail": ("media", "thumbnail"),
    "Alt Text": ("media", "alt"),
    "Type": ("type",),
    "Group": ("group",),
    "Background": ("background", "url"),
    "Unique ID": ("unique_id",),
    "EDTF": ("edtf",),  # ours alone, in files that were made from a timeline of ours
    "Media Licence": ("media", "licence"),  # likewise
}
# The first TimelineJS had a date in one cell; and what other columns were called there, and are by people.
DATES: dict[str, tuple[str, ...]] = {"Start Date": ("start_date",), "End Date": ("end_date",)}
_FORMER = {"tag": "Group", "tags": "Group", "title": "Headline", "mediathumb": "Media Thumbnail"}
NAMES = (*COLUMNS, *DATES)
_KEYS = {key(name): name for name in NAMES}


@dataclass(frozen=True, eq=False)
class Slide:
    """A slide by the spreadsheet's names. `others` are the JSON's own fields, `place` says where one stands."""

    cells: Mapping[str, str]
    place: Callable[[str], Span]
    others: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Story:
    """All slides of a file."""

    title: Slide | None
    events: Sequence[Slide]
    eras: Sequence[Slide]


def is_sheet(sheet: csv_rows.Table) -> bool:
    """Whether a table has the columns without which TimelineJS shows nothing, be it the first one."""
    return not {"year", "startdate"}.isdisjoint(sheet.columns) and not {"headline", "title", "text"}.isdisjoint(
        sheet.columns
    )


def knows(own: str) -> bool:
    """Whether a column is one of theirs, by its key."""
    return own in _KEYS or own in _FORMER


def named(sheet: csv_rows.Table) -> set[str]:
    """Those of their columns that a sheet has, by today's names."""
    known = _KEYS | _FORMER
    return {known[own] for own in sheet.columns if own in known}


def from_sheet(sheet: csv_rows.Table) -> tuple[Story, list[Diagnostic]]:
    """The slides of a spreadsheet, and what of it is no column of TimelineJS's."""
    faults = []
    for own, name in _FORMER.items():
        if own in sheet.columns and key(name) not in sheet.columns:
            sheet.columns[key(name)] = sheet.columns.pop(own)
    for own, index in sheet.columns.items():
        if own not in _KEYS and any(row.get(own) for row in sheet.rows):
            name = sheet.header[index].strip()[:40]
            fault = left_behind(f"`{name}`", sheet.span(index))
            may_be = column_names.theirs(name)
            if may_be and key(may_be) not in sheet.columns and may_be not in DATES:
                option = column_names.option({name: may_be})
                fault = replace(fault, help=tell("say what it is: `{option}`", option=option))
            faults.append(fault)
    title: Slide | None = None
    events: list[Slide] = []
    eras: list[Slide] = []
    for row in sheet.rows:
        if beyond := row.beyond():
            message = tell("`{text}` stands under no column's name and is not carried over", text=beyond[:40])
            help = tell("write what matters of it into the event's text by hand")
            faults.append(Diagnostic("not-carried", message, row.span(), help, severity=WARNING))
        cells = {name: row.get(own) for own, name in _KEYS.items() if row.get(own)}
        slide = Slide(
            {name: tidy(text) for name, text in cells.items()},
            partial(_cell, sheet, row),
        )
        kind = slide.get("Type").casefold()
        if kind in ("title", "start") and title is None:  # `start` in the first TimelineJS
            title = slide
        else:
            (eras if kind == "era" else events).append(slide)
    return Story(title, events, eras), faults


def _cell(sheet: csv_rows.Table, row: csv_rows.Row, name: str) -> Span:
    """Where a row has the cell of a column, or begins where the sheet lacks the column."""
    return row.span(key(name)) if key(name) in sheet.columns else row.span()


def left_behind(names: str, where: Span) -> Diagnostic:
    """Fields that have no place here, by their names."""
    help = tell("write what matters of it into the event's text by hand")
    return Diagnostic("not-carried", tell("{names}: not carried over", names=names), where, help, severity=WARNING)
