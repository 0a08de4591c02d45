"""Whose sheet a table is, ours or TimelineJS's, and which column is which: by its name, by what the command line says,
by its language. What only looks like one of them is offered with the option to type, and nothing is written before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from timeline.faults.diagnostic import Diagnostic, Fault, Span, listed, tell
from timeline.faults.near import near
from timeline.importing import any_text, column_names, csv_rows, our_csv, timelinejs_reader
from timeline.importing.column_names import key
from timeline.importing.tongues import Tongues
from timeline.records import yaml_file

_MOST = 40  # characters of a column's name that a message shows
_READ = 300  # rows, and characters of a cell, that are looked at for their letters


class Asked(NamedTuple):
    """Which of our columns one is to be, and where that is said."""

    column: str
    place: Span


def from_file(path: Path) -> dict[str, Asked]:
    """What a file of YAML says of columns: `title: title_en`, a line for each. Raises `Fault`."""
    text = any_text.read(path)
    file, faults = yaml_file.read(text.path, text.text.encode("utf-8", "surrogatepass"))
    if faults:
        raise Fault(*faults)
    data = file.data if isinstance(file.data, dict) else {}
    if not data or not all(isinstance(value, str | None) for value in data.values()):
        help = tell("write a line for each column: `title: title_en`; nothing behind the colon leaves it out")
        raise Fault(Diagnostic("bad-import", tell("this file does not name columns"), file.span(), help))
    return {name: Asked(value or "", file.span((name,), key=True)) for name, value in data.items()}


class Offer(NamedTuple):
    """Which of ours a column may be, the likeliest first; and, of a text, whether its letters tell the language."""

    columns: Sequence[str]
    told: bool = True


def settle(sheet: csv_rows.Table, asked: Mapping[str, Asked], language: str, tongues: Tongues) -> bool:
    """Gives the columns of a sheet the names that they are read by, and says whether it is ours. `language` is the one
    that the command line names. Raises `Fault` where that is no sheet that can be read."""
    languages = tongues.editions
    _as_asked(sheet, asked, languages)
    if not our_csv.is_ours(sheet, languages) and timelinejs_reader.is_sheet(sheet):
        if offered := _lacking(sheet):
            raise Fault(_unsettled(sheet, offered, {}, languages, whole=True))
        return False
    spoken = language or _spoken(sheet, tongues)
    taken = {}
    for field in our_csv.TEXTS:
        own = key(f"{field}_{spoken}")
        if spoken and key(field) in sheet.columns and own not in sheet.columns:
            sheet.columns[own] = sheet.columns.pop(key(field))
            taken[sheet.header[sheet.columns[own]].strip()] = f"{field}_{spoken}"
    whole = our_csv.is_ours(sheet, languages)
    offered = _offered(sheet, tongues, language, only_texts=whole)
    if whole and not offered:
        return True
    raise Fault(_unsettled(sheet, offered, taken, languages, whole))


def _as_asked(sheet: csv_rows.Table, asked: Mapping[str, Asked], languages: Sequence[str]) -> None:
    """Names columns as the command line has them."""
    known = [*our_csv.names(languages), *timelinejs_reader.NAMES]
    faults, moved = [], {}
    for name, (column, place) in asked.items():
        index = sheet.columns.get(key(name))
        if index is None:
            message = tell("the file has no column `{name}`", name=name[:_MOST])
            names = [own.strip()[:_MOST] for own in sheet.header if own.strip()]
            help: str = near(name, names) or tell("the columns are: {names}", names=listed(names[:30]))
            if key(name) in map(key, known) and key(column) in sheet.columns:
                help = tell("it is the other way round: the file's own name stands first")
            faults.append(Diagnostic("unknown-column", message, place, help))
        elif column and key(column) not in map(key, known):
            message = tell("nothing reads the column `{name}`", name=column[:_MOST])
            help = near(column, known) or tell("the columns are: {names}", names=listed(known))
            faults.append(Diagnostic("unknown-column", message, place, help))
        else:
            moved[key(name)] = index, key(column)
    for name in moved:
        del sheet.columns[name]
    for name, (index, column) in moved.items():
        if column and sheet.columns.setdefault(column, index) != index:
            message = tell("two columns would be `{name}`", name=asked_name(asked, name))
            help = tell("leave one out: `--column NAME=` with nothing behind the sign")
            faults.append(Diagnostic("duplicate-key", message, sheet.span(index), help))
    if faults:
        raise Fault(*faults)


def asked_name(asked: Mapping[str, Asked], name: str) -> str:
    """What the command line calls a column, by its key in the file."""
    return next(said.column for own, said in asked.items() if key(own) == name)


def _spoken(sheet: csv_rows.Table, tongues: Tongues) -> str:
    """The language of the columns that name none, `title` and so on, where their letters tell it; else empty."""
    if len(tongues.editions) == 1:
        return tongues.editions[0]
    text = " ".join(_cells(sheet, key(field)) for field in our_csv.TEXTS if key(field) in sheet.columns)
    codes = tongues.fitting(text)
    return codes[0] if len(codes) == 1 else ""


def _cells(sheet: csv_rows.Table, own: str) -> str:
    """What a column says, as far as it takes to know its letters."""
    return " ".join(row.get(own)[:_READ] for row in sheet.rows[:_READ])


def _offered(sheet: csv_rows.Table, tongues: Tongues, asked: str, only_texts: bool) -> dict[str, Offer]:
    """The columns that nothing reads and that say something, each with those of ours that it may be."""
    languages = tongues.editions
    known = {key(name) for name in (*our_csv.names(languages), *our_csv.added(languages))}
    have = {name for name in our_csv.names(languages) if key(name) in sheet.columns}
    spoken: dict[str, list[str]] = {}
    for own, index in sheet.columns.items():
        if own not in known and any(row.get(own) for row in sheet.rows):
            name = sheet.header[index].strip()
            spoken[name] = tongues.of_column(name, _cells(sheet, own), asked)
    found: dict[str, Offer] = {}
    for name in sorted(spoken, key=lambda name: len(spoken[name])):  # what is told goes before what is left over
        told = {offer.columns[0] for offer in found.values() if offer.told}
        may_be = [column for column in column_names.ours(name, our_csv.TEXTS, spoken[name]) if column not in have]
        if may_be and (not only_texts or may_be[0].rpartition("_")[0] in our_csv.TEXTS):
            field, _, code = may_be[0].rpartition("_")
            left = [column for column in may_be if column not in told]
            same = [column for column in left if field and column.rpartition("_")[0] == field]
            sure = not field or not code or len(spoken[name]) == 1 or len(same) == 1
            found[name] = Offer(left if sure and left else may_be, sure)
    return {name: found[name] for name in spoken if name in found}


def _lacking(sheet: csv_rows.Table) -> dict[str, Offer]:
    """The columns of a sheet of TimelineJS's that may be the headline or the text which it lacks."""
    names = {sheet.header[index].strip(): own for own, index in sheet.columns.items()}
    wanted = {"Headline", "Text", "Month", "Day", "End Year", "End Month", "End Day"} - timelinejs_reader.named(sheet)
    said = {own for own in names.values() if any(row.get(own) for row in sheet.rows)}
    unknown = [name for name, own in names.items() if own in said and not timelinejs_reader.knows(own)]
    likely = {name: (column_names.part(name), column_names.theirs(name)) for name in unknown}
    return {name: Offer(found) for name, may_be in likely.items() if (found := [c for c in may_be if c in wanted])}


def _unsettled(
    sheet: csv_rows.Table,
    offered: Mapping[str, Offer],
    taken: Mapping[str, str],
    languages: Sequence[str],
    whole: bool,
) -> Diagnostic:
    """The fault of a sheet whose columns have other names, all or some: once, with what to type."""
    likely = {name.strip(): column_names.theirs(name) for name in sheet.header if name.strip()}
    named: dict[str, str] = {}
    parts = column_names.parts(likely)
    # Only TimelineJS's sheet has a cell for an end, or for a month; only ours has both languages.
    if not whole and ("End Date" in likely.values() or parts):
        renamed = {name: column for name, column in (parts or likely).items() if key(column) not in ("", key(name))}
        offered = {name: Offer([column]) for name, column in renamed.items()}
    untold = [name for name, offer in offered.items() if not offer.told]
    for name, offer in offered.items():
        if offer.told and (column := next((column for column in offer.columns if column not in named.values()), "")):
            named[name] = column
    notes = [
        tell("`{name}` may be {columns}", name=name[:_MOST], columns=column_names.choices(offer.columns))
        for name, offer in offered.items()
    ]
    if untold:
        names = listed(name[:_MOST] for name in untold)
        notes.append(tell("their letters do not tell in which language these columns are: {names}", names=names))
    for name, column in taken.items():
        notes.append(tell("`{name}` is read as `{column}`", name=name[:_MOST], column=column))
    if not taken and len(languages) > 1 and any(key(field) in sheet.columns for field in our_csv.TEXTS):
        field = next(field for field in our_csv.TEXTS if key(field) in sheet.columns)
        for code in languages:
            own = f"{field}_{code}"
            notes.append(
                tell("with `--language {code}` `{name}` is read as `{column}`", code=code, name=field, column=own)
            )
    where = sheet.span(next((n for n, name in enumerate(sheet.header) if name.strip() in offered), 0))
    message = tell("the columns are neither TimelineJS's nor ours")
    if whole:
        message = tell("nothing reads these columns: {names}", names=listed(name[:_MOST] for name in offered))
    names = listed(our_csv.names(languages))
    help = tell("TimelineJS's sheet has `Year`, `Headline` and so on; ours has {names}", names=names)
    if named:
        option = column_names.option(named)
        help = tell("say what they are: `{option}`; with nothing behind the sign a column is left out", option=option)
    elif untold:
        option = column_names.option({name: offered[name].columns[0] for name in untold[:1]})
        help = tell("say what they are, each in its language: `{option}`, for example", option=option)
    if named and not whole:
        known = {*sheet.columns, *map(key, named.values())}
        if known.isdisjoint({key("Headline"), *(key(f"title_{code}") for code in languages)}):
            notes.append(tell("besides, a sheet needs a title: `{name}`", name=f"title_{languages[0]}"))
        if known.isdisjoint({"date", key("Year"), key("Start Date")}):
            notes.append(tell("besides, a sheet needs a date: `{name}`", name="date"))
    return Diagnostic("bad-import", message, where, help, notes=tuple(notes))
