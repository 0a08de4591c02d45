"""The eras of TimelineJS become periods: new ones at the end of content/periods.yaml, or the names that a period which
is there lacks in a language.

An era is known again by the id that its file has for it, as in those made from a timeline of ours, else by its dates
and its name. Periods of a table remember no row: what is there is found by what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline.authoring import edits, yaml_writer
from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, listed, tell
from timeline.importing import completion, date_cells, drafts, html_to_markdown, table_ends
from timeline.importing.drafts import Draft, cut, in_each, tidy
from timeline.importing.timelinejs_reader import Slide, left_behind
from timeline.importing.tongues import Tongues
from timeline.records import ids, yaml_file
from timeline.records.content import Folder
from timeline.records.schema_faults import is_id
from timeline.records.yaml_file import File
from timeline.text import dates, edtf

PATH = "content/periods.yaml"
# What a period says, and what says when it was; all else of a slide has no place in one.
_TAKEN = (
    *("Headline", "Text", "Type", "Unique ID", "EDTF", "Display Date", "Start Date", "End Date"),
    *(f"{end}{part}" for end in ("", "End ") for part in ("Year", "Month", "Day")),
)


@dataclass(frozen=True)
class Eras:
    """What becomes of a file's eras: the periods that are new by their ids, the table with the names that others have
    gained and the ids of those, and what is to be said."""

    new: Mapping[str, Draft]
    table: File | None
    filled: Sequence[str]
    faults: Sequence[Diagnostic]


def draft(slide: Slide, language: str, tongues: Tongues) -> tuple[Draft | None, list[Diagnostic]]:
    """The period that an era tells of; None, with what is wrong, where it tells of none."""
    faults: list[Diagnostic] = []
    name, found = cut(tidy(html_to_markdown.plain(slide.get("Headline"))), "name", slide.place("Headline"))
    faults += found
    if not name:
        message, help = tell("an era without a headline has no name"), tell("give it a headline, or take it out")
        return None, [*faults, Diagnostic("not-carried", message, slide.place("Headline"), help, severity=WARNING)]
    try:
        date = date_cells.dated(slide, tongues.dates, faults)
    except Fault as fault:
        return None, [*faults, *fault.diagnostics]
    summary, found = cut(tidy(html_to_markdown.plain(slide.get("Text"))), "summary", slide.place("Text"))
    faults += found
    if others := [name for name in (*slide.cells, *slide.others) if name not in _TAKEN]:
        faults.append(left_behind(listed(name[:40] for name in others[:12]), slide.place(others[0])))
    data = {
        "date": date,
        "name": in_each(tongues.codes, language, name),
        "summary": in_each(tongues.codes, language, summary),
        "sources": None,
    }
    own = slide.get("Unique ID")
    id = own if is_id(own) else drafts.slug(own, tongues.letters(language))
    return Draft(place=slide.place("Headline"), data=data, id=id), faults


def written(id: str, era: Draft, source: str) -> str:
    """The text of a period, to stand in content/periods.yaml."""
    return yaml_writer.mapping({id: {**era.data, "sources": [{"id": source}]}})


def settled(found: Sequence[Draft], root: Path, folder: Folder, language: str, tongues: Tongues) -> Eras:
    """Which of some eras are periods that are there, which of these gain texts, and which are new."""
    table = folder.tables.get("periods")
    have: Mapping[str, Any] = table.data if table and isinstance(table.data, dict) else {}
    former = {alias: id for alias, id, _ in ids.former(folder, "periods")}
    free = drafts.Ids({era.id for era in found} | ids.reserved(root, folder, "periods"))
    new: dict[str, Draft] = {}
    filled: list[str] = []
    faults: list[Diagnostic] = []
    called = set(_called(have))
    for era in found:
        id, own = former.get(era.id, era.id), set(_calls(era.data))
        if id in have:
            fault, table = _completed(id, era, table, filled)
            faults += [fault] if fault else []
        elif era.id not in new and (era.id or called.isdisjoint(own)):
            new[era.id or free.new(_made_up(era, tongues, language))] = era
            called |= own
    return Eras(new, table if filled else None, filled, faults)


def _made_up(era: Draft, tongues: Tongues, language: str) -> str:
    return drafts.slug(era.data["name"][language], tongues.letters(language)) or "period"


def _calls(data: object) -> Iterator[tuple[str, str, str]]:
    """What a period without an id is known by: its date, with its name in each language."""
    names = data.get("name") if isinstance(data, Mapping) else None
    for code, name in names.items() if isinstance(names, Mapping) else ():
        if name:
            yield str(data["date"] if isinstance(data, Mapping) and "date" in data else ""), code, str(name)


def _called(have: Mapping[str, Any]) -> dict[tuple[str, str, str], str]:
    """The periods that are there, by that."""
    return {called: id for id, data in have.items() for called in _calls(data)}


def _completed(id: str, era: Draft, table: File | None, filled: list[str]) -> tuple[Diagnostic | None, File | None]:
    """The table with the texts that a period lacks, whose id joins those that are `filled`; and what an era says that
    the period does not."""
    assert table is not None  # it has the period
    data = table.data[id] if isinstance(table.data[id], dict) else {}
    by_hand = tell("an import changes nothing that is there; mend it by hand")
    if not _may_be(data.get("date"), era.data["date"]):
        message = tell("the period `{id}` has another date: `{date}`", id=id, date=str(data.get("date"))[:60])
        return Diagnostic("not-carried", message, era.place, by_hand, severity=WARNING), table
    empty, other = completion.lacking(data, {name: era.data[name] for name in ("name", "summary")})
    if empty and (made := completion.completed(table, empty, at=(id,))):
        filled.append(id)
        table = made
    elif empty:
        message = tell("`{path}` is not written so that texts can be added to it", path=PATH)
        help = tell("put each key on a line of its own, then import again; or write them there by hand")
        return Diagnostic("cannot-edit", message, era.place, help, severity=WARNING), table
    if other:
        names = listed(f"{text.field}.{text.code}" for text in other)
        message = tell("the period `{id}` says something else: {names}; that stays", id=id, names=names)
        return Diagnostic("not-carried", message, era.place, by_hand, severity=WARNING), table
    return None, table


def _may_be(there: object, date: str) -> bool:
    """Whether two dates, the first be it faulty, do not exclude each other."""
    try:
        return edtf.meet(dates.parse(str(there)), dates.parse(date))
    except edtf.DateError:
        return True


def added(found: Eras, root: Path, folder: Folder, source: str) -> bytes:
    """The table with the names that its periods have gained and with the new ones at its end. Raises `Fault` where
    nothing can be added to it."""
    if found.table:
        folder = replace(folder, tables={**folder.tables, "periods": found.table})
    before = table_ends.before(root, folder, "periods")
    if not found.new:
        return before
    table = folder.tables.get("periods")
    have = dict(table.data) if table is not None and isinstance(table.data, dict) else {}
    wanted = {id: {**era.data, "sources": [{"id": source}]} for id, era in found.new.items()}
    text = "".join(written(id, era, source) for id, era in found.new.items())
    return table_ends.longer(PATH, before, text, have | wanted)


@dataclass(frozen=True)
class Taken:
    """What taking back some eras leaves of the table: its bytes, None where nothing is left; the ids of the periods
    that go, and of those that lose texts; and whether one stays that was changed since."""

    data: bytes | None
    gone: Sequence[str]
    less: Sequence[str]
    stays: bool


def taken_back(found: Iterable[Draft], root: Path, folder: Folder, sources: Sequence[str]) -> Taken:
    """The table without the periods that an import made of some eras and nobody has changed, and without the texts that
    others gained of them."""
    table = folder.tables.get("periods")
    if table is None or not isinstance(table.data, dict):
        return Taken(b"", (), (), stays=False)
    file, gone, less, stays = table, list[str](), list[str](), False
    raw, called = (root / PATH).read_bytes(), _called(table.data)
    for era in found:
        texts = [completion.Text(f, c, t) for f in ("name", "summary") for c, t in era.data[f].items() if t]
        id = era.id or next((called[name] for name in _calls(era.data) if name in called), "")
        if id in table.data and id not in gone:
            cut = (table_ends.shorter(file.text.encode(), written(id, era, source)) for source in sources)
            if (rest := next(filter(lambda one: one is not None, cut), None)) is not None:
                file, _ = yaml_file.read(PATH, rest)
                gone.append(id)
            elif _cites(table.data[id], sources):  # made from this file, and changed since
                stays = True
            elif _both(table.data[id], texts) and (before := completion.parted(file, texts, "", at=(id,))):
                file = before
                less.append(id)
    if not (gone or less):
        return Taken(raw, (), (), stays)
    return Taken(table_ends.emptied(edits.anew(raw, file.text)), gone, less, stays)


def _both(data: object, texts: Sequence[completion.Text]) -> bool:
    """Whether a period has the texts, and a name in another language besides."""
    if not isinstance(data, Mapping):
        return False
    fields = {name: data.get(name) for name in ("name", "summary")}
    held = all(isinstance(there := fields[text.field], dict) and there.get(text.code) == text.text for text in texts)
    codes = {text.code for text in texts}
    names = fields["name"] if isinstance(fields["name"], dict) else {}
    return held and any(name for code, name in names.items() if code not in codes)


def _cites(data: object, sources: Sequence[str]) -> bool:
    cited = data.get("sources") if isinstance(data, dict) else None
    return any(isinstance(one, dict) and one.get("id") in sources for one in (cited or ()))
