"""What is wrong between records: what one says of others that do not bear it out, and addresses given to two.

What shows from a record by itself is asked in `record_checks`, addresses that were given out in `permalinks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline import addresses
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.faults.near import near
from timeline.records import fragments, limits, permalinks, picture_checks, record_checks
from timeline.records.content import Folder
from timeline.records.field_types import COMMON_KINDS
from timeline.records.record_checks import Known, no_language, text_faults
from timeline.records.schema import Lesson, Site
from timeline.records.timeline import ADDRESSED, SINGULAR, Timeline, places_to_look
from timeline.records.validate import Entry
from timeline.records.yaml_file import File
from timeline.text import dates, edtf, prose

_FAR, _APART = 300, 200  # years from the middle of all events, and from the first of those that are near it


def faults(timeline: Timeline, folder: Folder) -> list[Diagnostic]:
    """A timeline and the folder that it was read from -> all that does not hold in it."""
    known = Known(timeline, folder)
    found: list[Diagnostic] = []
    if site := timeline.site_entry:
        found += (*record_checks.faults("site", site, known), *_key_figures(site, timeline))
    found += _aliases(timeline)
    for kind, entries in timeline.kinds.items():
        for entry in entries.values():
            found += record_checks.faults(kind, entry, known)
    passages: dict[str, tuple[str, ...]] = {}  # of the events that a path looks at
    for lesson in timeline.lessons.values():
        found += _looked_at(lesson, known, passages)
    for (code, slug), file in folder.pages.items():
        found += _page(code, slug, file, known)
    found += (*_other_calendar(timeline), *picture_checks.unused(folder))
    found += (*limits.swollen(timeline), *limits.many_aliases(timeline))
    for code in folder.cards:
        if known.strange(code):
            found.append(no_language(code, Span(f"content/cards/{code}.png"), known.editions))
    return [*found, *permalinks.vanished(timeline, folder)]


def _key_figures(entry: Entry[Site], timeline: Timeline) -> Iterator[Diagnostic]:
    """The figures of the home page that their events do not have."""
    for index, name in enumerate(entry.record.key_figures):
        event, _, figure = name.partition("#")
        if (known := timeline.events.get(event)) and figure not in known.record.figures:
            yield Diagnostic(
                "unknown-figure",
                tell("the event `{event}` has no figure `{figure}`", event=event, figure=figure),
                entry.file.span(("key_figures", index)),
                near(figure, known.record.figures) or tell("an event's figures stand under its `figures:`"),
            )


def _other_calendar(timeline: Timeline) -> Iterator[Diagnostic]:
    """The dates centuries away from all other events, which lie together, that would be among these as Hijri dates."""
    begun = {id: entry.record.date.anchor[0] for id, entry in timeline.events.items()}
    middle = sorted(begun.values())[len(begun) // 2] if begun else 0
    near = sorted(year for year in begun.values() if abs(year - middle) < _FAR)
    likely = {}
    for id, year in begun.items():
        if abs(year - middle) >= _FAR:
            hijri = _as_hijri(timeline.events[id].record.date)
            if not (hijri and near[0] <= hijri.anchor[0] <= near[-1] and near[0] - year >= _APART):
                return  # the timeline reaches so far
            likely[id] = hijri
    for id, hijri in likely.items() if len(near) > 1 else ():
        entry = timeline.events[id]
        yield Diagnostic(
            "doubtful-calendar",
            tell(
                "`{text}` is centuries away from all other events; as a Hijri date it would be {gregorian}",
                text=entry.record.date.text,
                gregorian=re.sub(r"[][~?%]", "", hijri.edtf),
            ),
            entry.file.span((*entry.at, "date")),
            tell(
                "write `hijri:{text}` if that is meant; a date before the Gregorian calendar is written "
                "`julian:{text}`, as its sources have it",
                text=entry.record.date.text,
            ),
            severity=WARNING,
        )


def _as_hijri(date: edtf.Date) -> edtf.Date | None:
    """What a Gregorian date would be if its numbers were those of the Hijri calendar."""
    if date.original or any(point.precision not in ("year", "month", "day") or point.time for point in date.points):
        return None
    try:
        return dates.parse(f"hijri:{date.text}")
    except edtf.DateError:  # a day that no Hijri month has, or a year of more digits
        return None


def _aliases(timeline: Timeline) -> Iterator[Diagnostic]:
    """The former ids that are an id now, or are claimed by two records."""
    for kind in ADDRESSED:
        entries, word = timeline.kinds[kind], SINGULAR[kind]
        for id, entry in entries.items():
            for n, alias in enumerate(entry.record.aliases):
                where = entry.file.span((*entry.at, "aliases", n))
                notes: tuple[str, ...] = ()
                if alias == id:
                    message = tell("the alias `{alias}` is the {kind}'s own id", alias=alias, kind=word)
                    help = tell("take the alias out")
                elif kind == "source_kinds" and alias in COMMON_KINDS:
                    message = tell("the alias `{alias}` is the id of another {kind}", alias=alias, kind=word)
                    help = tell("take the alias out")
                elif alias in entries:
                    message = tell("the alias `{alias}` is the id of another {kind}", alias=alias, kind=word)
                    help = tell(
                        "an address leads to one place only: delete the other where this one replaces it, or "
                        "take the alias out"
                    )
                    notes = (tell("the other is in {path}", path=entries[alias].file.path),)
                elif (first := timeline.aliases[kind, alias]) != id:
                    message = tell("`{id}` has the alias `{alias}` too", id=first, alias=alias)
                    help = tell("an address leads to one place only: keep one of the two")
                else:
                    continue
                yield Diagnostic("duplicate-id", message, where, help, notes=notes)


def _looked_at(entry: Entry[Lesson], known: Known, passages: dict[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    """The passages that a path's questions lead to and that are not there; `passages` keeps what events have."""
    for where, own, passage in places_to_look(entry.record):
        event, _, fragment = passage.partition("#")
        if not (event or own):
            yield Diagnostic(
                "unknown-passage",
                tell("`{passage}` names no event, and a question on the whole has none of its own", passage=passage),
                entry.file.span(where),
                tell("write `event-id{passage}`", passage=passage),
            )
        elif fragment and (named := known.timeline.events.get(event or own)):
            if named.id not in passages:
                passages[named.id] = fragments.passages(named.record, known.converter)
            if fragment not in passages[named.id]:
                yield Diagnostic(
                    "unknown-passage",
                    tell("the event `{event}` has no passage `{passage}`", event=named.id, passage=fragment),
                    entry.file.span(where),
                    near(fragment, passages[named.id])
                    or tell("an event's page shows the name of each of its passages behind the mark `#`"),
                )


def _page(code: str, slug: str, file: File, known: Known) -> Iterator[Diagnostic]:
    """The faults of a page of the content's own, in one language."""
    title, text = prose.heading_and_text(file.text)
    if not title:
        message, help = tell("a page starts with its title"), tell("write `# The title` on the first line")
        yield Diagnostic("missing-title", message, file.find(""), help)
    yield from limits.page_faults(title, file)
    yield from text_faults(text, file, (), known)
    if known.strange(code):
        yield no_language(code, file.span(), known.editions)
    for other in known.spoken:
        if (other, slug) not in known.folder.pages:
            yield Diagnostic(
                "missing-translation",
                tell("the page `{slug}` lacks `{other}`", slug=slug, other=other),
                Span(f"content/pages/{other}/{slug}.md"),
                tell("write it beside {path}: every edition has the same pages", path=file.path),
            )
    if slug in addresses.SECTIONS:
        message, help = tell("the site has a page `{slug}` of its own", slug=slug), tell("give the file another name")
        yield Diagnostic("bad-id", message, file.span(), help)
