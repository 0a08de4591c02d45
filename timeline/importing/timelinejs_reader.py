"""TimelineJS3's spreadsheet, saved as CSV, read as slides; and what a slide is, in its JSON too (`timelinejs_json`).

`COLUMNS` is the one table of what the spreadsheet calls a field and where the JSON has it
(https://timeline.knightlab.com/docs/json-format.html and using-spreadsheets.html beside it).
"""

from __future__ import annotations

from timeline.importing.column_names import key

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
}
# The first TimelineJS had a date in one cell; and what other columns were called there, and are by people.
DATES: dict[str, tuple[str, ...]] = {"Start Date": ("start_date",), "End Date": ("end_date",)}
_FORMER = {"tag": "Group", "tags": "Group", "title": "Headline", "mediathumb": "Media Thumbnail"}
NAMES = (*COLUMNS, *DATES)
_KEYS = {key(name): name for name in NAMES}
