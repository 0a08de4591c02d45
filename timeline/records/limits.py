"""How much a record may hold: what no real one reaches, and what would make pages that nobody can load.

Each page tells a source's outlet as often as it cites it, and a title as often as a text refers to its event: without
limits a file of a hundred kilobytes asks for a site of gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from timeline.faults.diagnostic import Diagnostic, tell
from timeline.records.schema import Record
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry, fields_of, texts
from timeline.records.yaml_file import File, Path
from timeline.text import prose

_NAMES = ("name", "family", "given", "outlet", "said_by", "at", "credit")
# Characters of a text, by its field; what stands on every page of a site is short.
LONGEST = {"body": prose.TEXT_LIMIT, **dict.fromkeys(("title", "tagline", "rights"), 500), **dict.fromkeys(_NAMES, 300)}
LONG = 3000  # of any other field
ENTRIES, CITATIONS = 100, 500  # of a list or a mapping; of all that cite in a record
OTHER_NAMES = 20  # of a record in a language, each in every index
ALIASES = 500  # of all records of a file: each is a page in every language
WRITTEN_OUT = 3 * prose.TEXT_LIMIT  # characters of a text with what it refers to
_FEW, _FIGURE = 50, 400  # references that cannot make so many; characters of a number with its unit, at most


def faults(entry: Entry[Any], named: Iterable[tuple[Path, str, str]]) -> list[Diagnostic]:
    """What of a record is too long or too many; `named` is what `validate.named` says of it."""
    found = []
    keep = tell("keep those that matter, or make several records of it")
    for path in long_lists(entry.record, entry.at):
        message = tell("`{name}` has more than {most} entries", name=path[-1], most=ENTRIES)
        found.append(Diagnostic("too-many", message, entry.file.span(path), keep))
    for code, names in getattr(entry.record, "other_names", {}).items():
        if len(names) > OTHER_NAMES:
            message = tell("`{name}` has more than {most} entries", name="other_names", most=OTHER_NAMES)
            where = entry.file.span((*entry.at, "other_names", code, OTHER_NAMES))
            found.append(Diagnostic("too-many", message, where, tell("keep those that somebody would look for")))
    cited = [path for path, kind, _ in named if kind == "sources"]
    if len(cited) > CITATIONS:
        message = tell("the record cites sources more than {most} times", most=CITATIONS)
        found.append(Diagnostic("too-many", message, entry.file.span((*entry.at, *cited[CITATIONS])), keep))
    for path, name, words in texts(entry.record, entry.at):
        for code, text in words.items():
            if len(text) > (most := LONGEST.get(name, LONG)):
                message = tell("`{name}` has more than {most} characters", name=name, most=f"{most:,}")
                help = tell("shorten it, or make two events of it")
                found.append(Diagnostic("too-long", message, entry.file.span((*path, code)), help))
    return found


def long_lists(record: Record, path: Path = ()) -> Iterator[Path]:
    """The places of what has more entries than any list or mapping in a record may have."""
    for name, key, _, _ in fields_of(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from long_lists(value, (*path, key))
        elif isinstance(value, list | dict):
            if len(value) > ENTRIES:
                yield (*path, key)
            for at, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, Record):
                    yield from long_lists(item, (*path, key, at))


def page_faults(title: str, file: File) -> Iterator[Diagnostic]:
    """What of a text of the content's own is too long: its title stands at the foot of every page."""
    if len(title) > (most := LONGEST["title"]):
        message = tell("`{name}` has more than {most} characters", name="title", most=f"{most:,}")
        yield Diagnostic("too-long", message, file.find(""), tell("shorten it"))


def many_aliases(timeline: Timeline) -> Iterator[Diagnostic]:
    """The files of several records that have too many aliases in all."""
    for entries in timeline.kinds.values():
        count = 0
        for entry in entries.values():
            before, count = count, count + len(getattr(entry.record, "aliases", ()))
            if entry.at and before <= ALIASES < count:
                where = entry.file.span((*entry.at, "aliases", ALIASES - before))
                message = tell("the records of this file have more than {most} aliases", most=ALIASES)
                help = tell("an alias is a page in every language: keep those that somebody was given")
                yield Diagnostic("too-many", message, where, help)


def swollen(timeline: Timeline) -> Iterator[Diagnostic]:
    """The texts that become far longer than they are once what they refer to is written out."""

    @cache
    def longest(id: str) -> int:
        if id.startswith("#"):
            return _FIGURE
        event = timeline.events.get(timeline.aliases.get(("events", id), id))
        return max(map(len, event.record.title.values()), default=0) if event else 0

    events = [(entry.file, entry.record.body or {}) for entry in timeline.events.values()]
    lessons = [(entry.file, entry.record.body or {}) for entry in timeline.lessons.values()]
    bodies = [(file, ("body", code), text) for file, body in (*events, *lessons) for code, text in body.items()]
    pages = [(file, (), file.text) for file in timeline.pages.values()]
    for file, path, text in (*bodies, *pages):
        if text.count("[[") > _FEW and prose.written_out(text, longest) > WRITTEN_OUT:
            message = tell(
                "the text has more than {most} characters once what it refers to is written out",
                most=f"{WRITTEN_OUT:,}",
            )
            help = tell("refer to each event once, or write `[[event-id|words]]` with fewer words")
            yield Diagnostic("too-long", message, file.locate(path, "[[") if path else file.find("[["), help)
