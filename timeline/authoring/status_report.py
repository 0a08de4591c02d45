"""What could be done next, found in the timeline: one value, the same for every language it is told in.

A pure function of a `Timeline` and of what git remembers. It asks no more of the content than that it could
be read: what has an error may be missing, and how many errors there are is part of the report.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from timeline.authoring import lagging_texts
from timeline.faults.diagnostic import ERROR, Diagnostic, Span
from timeline.records import growing, mentions, pictures
from timeline.records.git_history import Commit, History, Version
from timeline.records.languages import Language
from timeline.records.passages import citations, passages
from timeline.records.schema import Citation, Event, Picture, Site
from timeline.records.timeline import ADDRESSED, Timeline
from timeline.records.validate import Entry, texts
from timeline.records.yaml_file import File, Path

_MAY_LACK = ("paths", "periods", "source_kinds")  # of which a site may have none, which is nothing to tell


@dataclass(frozen=True)
class Finding:
    """One thing to do: at which record (or page, or the site), in which of its fields, and where in the files.

    The rest is what its list says of it: the languages it `lacks`, those that are `behind` and the commits
    in which each one last changed, the `source` that is cited.
    """

    kind: (
        str  # drafts, events, sources, topics, actors, places, periods, measures, source_kinds, pages, languages, site
    )
    id: str
    name: Mapping[str, str]  # language -> the record's title or name
    field: str  # `statements.still-removing.text`; empty for the record as a whole
    place: Span
    lacks: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    changes: Mapping[str, Commit] = dataclasses.field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Share:
    """How many events there are of something: a year, a topic, a kind of source. `key` is empty for those of none."""

    key: str
    name: Mapping[str, str]  # language -> name, where it has one of its own
    events: int


class Written(NamedTuple):
    """How many of some records, or of all texts, are written in a language, and how many there are."""

    there: int
    all: int


@dataclass(frozen=True)
class Report:
    """The whole status. `note` is git's (`git_history.History`); `uncommitted` are the files that git does not have."""

    site: Mapping[str, str]
    languages: Mapping[str, Language]
    records: Mapping[str, int]
    errors: int
    warnings: int
    note: str
    uncommitted: tuple[str, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    balance: Mapping[str, tuple[Share, ...]]
    growing: Mapping[str, Mapping[str, Written]] = dataclasses.field(default_factory=dict)  # by language and kind


def report(
    timeline: Timeline,
    history: History,
    faults: Sequence[Diagnostic] = (),
    drafts: Mapping[str, File] = MappingProxyType({}),
) -> Report:
    """The status of a timeline. `faults` are those that `check` finds; they are only counted. `drafts` are the files of
    the events that are not published, by their ids."""
    events, sources, actors = (timeline.kinds[kind] for kind in ("events", "sources", "actors"))
    used = {key for entry in events.values() for key in mentions.used(entry.record)}
    used |= {("sources", cited.id) for entry in timeline.periods.values() for cited in entry.record.sources}
    used |= {("source_kinds", entry.record.kind) for entry in sources.values()}
    used |= {("places", place) for entry in sources.values() for place in entry.record.datelines}
    used |= {("sources", id) for _, entry in _entries(timeline) for id in pictures.sources(entry.record)}
    shown = list(_pictures(timeline))
    still = tuple(code for code in timeline.site.growing if code in timeline.languages)
    # A site where no language grows has nothing to say of it.
    unwritten = {"unwritten": tuple(found for code in still for found in _unwritten(timeline, code))}
    findings = {
        "drafts": tuple(_draft(id, file) for id, file in sorted(drafts.items())),
        **(unwritten if still else {}),
        "untranslated": (*_untranslated(timeline),),
        "out_of_step": (*_out_of_step(timeline, history),),
        "without_locator": (
            *(found for entry in events.values() for found in _unlocated(entry)),
            *(found for entry in timeline.periods.values() for found in _unplaced("periods", entry, ())),
        ),
        # A site without pictures has nothing to say of them.
        **(_of_pictures(timeline, shown) if shown else {}),
        "without_address": tuple(_whole("sources", entry) for entry in sources.values() if not entry.record.address),
        "without_archive": tuple(_whole("sources", entry) for entry in sources.values() if not entry.record.archived),
        "without_wikidata": tuple(_whole("actors", entry) for entry in actors.values() if not entry.record.wikidata),
        "without_coordinates": tuple(_whole("places", e) for e in timeline.kinds["places"].values() if not e.record.at),
        "unused": tuple(
            _whole(kind, entry)
            for kind, entries in timeline.kinds.items()
            for id, entry in entries.items()
            if kind not in ("events", "paths", "periods") and (kind, id) not in used
        ),
    }
    files = {entry.file.path for _, entry in _entries(timeline)} | {file.path for file in timeline.pages.values()}
    errors = sum(fault.severity == ERROR for fault in faults)
    return Report(
        site=timeline.site.title,
        languages=timeline.languages,
        records={kind: n for kind in ADDRESSED if (n := len(timeline.kinds[kind])) or kind not in _MAY_LACK},
        errors=errors,
        warnings=len(faults) - errors,
        note=history.note,
        uncommitted=tuple(sorted(files - set(history.versions))) if history.note in ("", "shallow") else (),
        findings=findings,
        balance=_balance(timeline),
        growing={code: _written(timeline, code) for code in still},
    )


def _pictures(timeline: Timeline) -> Iterator[tuple[str, Entry[Any], Path, Picture]]:
    """Every picture, with the record that shows it and its place in that."""
    for kind, entry in _entries(timeline):
        for at, some in pictures.placed(entry.record):
            yield from ((kind, entry, (*entry.at, *at, n), picture) for n, picture in enumerate(some))


def _of_pictures(
    timeline: Timeline, shown: Sequence[tuple[str, Entry[Any], Path, Picture]]
) -> dict[str, tuple[Finding, ...]]:
    """The pictures that somebody cannot see in some language, that no licence lets others pass on, or of which nobody
    knows when they were made."""

    def found(lacking: Callable[[Picture], bool | tuple[str, ...]]) -> Iterator[Finding]:
        for kind, entry, path, picture in shown:
            if lacks := lacking(picture):
                codes = lacks if isinstance(lacks, tuple) else ()
                yield _within(kind, entry, path, entry.file.span((*path, "file")), lacks=codes)

    def silent(picture: Picture) -> bool | tuple[str, ...]:
        alt = picture.alt
        if not isinstance(alt, dict):
            return True
        return tuple(code for code in timeline.site.editions if not _is_in(alt, code))

    return {
        "without_alt": tuple(found(silent)),
        "without_licence": tuple(found(lambda picture: picture.licence is None)),
        "without_date": tuple(found(lambda picture: picture.date is None)),
    }


def _draft(id: str, file: File) -> Finding:
    """An event that is not published, by what its file says, be it no record yet."""
    title = file.data.get("title") if isinstance(file.data, dict) else None
    name = {code: text for code, text in title.items() if isinstance(text, str)} if isinstance(title, dict) else {}
    return Finding("drafts", id, name, field="", place=Span(file.path))


def _entries(timeline: Timeline) -> Iterator[tuple[str, Entry[Any]]]:
    """Every record with its kind, the site's own first."""
    if timeline.site_entry:
        yield "site", timeline.site_entry
    for kind, entries in timeline.kinds.items():
        for entry in entries.values():
            yield kind, entry


def _texts(kind: str, entry: Entry[Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """What a record says in several languages, each text with its place."""
    yield from ((path, words) for path, _, words in texts(entry.record, entry.at))
    if kind == "measures":
        yield (*entry.at, "unit"), entry.record.unit


def _is_in(words: Mapping[str, Any], code: str) -> bool:
    return bool(str(words.get(code, "")).strip())


def _written(timeline: Timeline, code: str) -> dict[str, Written]:
    """How far a growing language is: the records that it has a name for, by kind (of sources a summary, of events and
    paths both, which is what puts them in the edition), the pages, the texts of them all, and the interface's words."""
    site, found = timeline.site, {}
    for kind, entries in timeline.kinds.items():
        if kind in ("events", "paths"):
            there = sum(growing.written(entry.record, code, site) for entry in entries.values())
        else:
            # A source is named in its own language.
            named = (e.record.summary if kind == "sources" else e.record.name for e in entries.values())
            there = sum(_is_in(name, code) for name in named)
        if entries:
            found[kind] = Written(there, len(entries))
    pages = _pages(timeline).values()
    if pages:
        found["pages"] = Written(sum(code in written for written in pages), len(pages))
    said = [_is_in(words, code) for kind, entry in _entries(timeline) for _, words in _texts(kind, entry)]
    covered = timeline.languages[code].coverage
    return {**found, "texts": Written(sum(said), len(said)), "words": Written(covered.held, covered.all)}


def _unwritten(timeline: Timeline, code: str) -> Iterator[Finding]:
    """What could be written next in a growing language: first what its pages borrow, the site's own texts before all;
    then the events and the paths that are not in it yet; last the words of the interface."""
    edition = timeline.editions[code]
    shown = [(kind, entry) for kind, entries in edition.kinds.items() for entry in entries.values()]
    for kind, entry in (*([("site", timeline.site_entry)] if timeline.site_entry else ()), *shown):
        for path, words in _texts(kind, entry):
            own = kind == "sources" and path == (*entry.at, "title")  # it stands in the source's own language
            if not _is_in(words, code) and not own:
                yield _within(kind, entry, path, entry.file.span(path, key=True), lacks=(code,))
    for slug, written in _pages(timeline).items():
        if code not in written:
            there = timeline.pages[written[0], slug]
            yield Finding("pages", slug, {}, "", place=Span(there.path), lacks=(code,))
    for kind in ("events", "paths"):
        for id, entry in timeline.kinds[kind].items():
            if id in edition.kinds[kind]:
                continue
            for name in ("title", "summary"):
                if not _is_in(getattr(entry.record, name), code):
                    yield _within(kind, entry, (name,), entry.file.span((name,), key=True), lacks=(code,))
    file = Span(f"templates/languages/{code}.yaml")
    for word in timeline.languages[code].coverage.lacks:
        yield Finding("languages", code, {}, field=word, place=file, lacks=(code,))


def _untranslated(timeline: Timeline) -> Iterator[Finding]:
    codes = tuple(dict.fromkeys(timeline.site.languages))
    for kind, entry in _entries(timeline):
        for path, words in _texts(kind, entry):
            if lacks := tuple(code for code in codes if not _is_in(words, code)):
                yield _within(kind, entry, path, entry.file.span(path, key=True), lacks=lacks)
    for slug, written in _pages(timeline).items():
        if lacks := tuple(code for code in codes if code not in written):
            there = timeline.pages[written[0], slug]
            yield Finding("pages", slug, {}, "", place=Span(there.path), lacks=lacks)


def _traced(file: File, versions: Sequence[Version], site: Site) -> dict[Path, lagging_texts.Drift]:
    """The texts of a file of which one side is behind: a growing language may be behind the others, never they it."""
    found = lagging_texts.of_file(file, versions, site.languages)
    for code in site.growing:
        for path, drift in lagging_texts.of_file(file, versions, [*site.languages, code]).items():
            if code in drift.behind:
                whole = found.get(path)
                behind = (*(whole.behind if whole else ()), code)
                found[path] = lagging_texts.Drift(behind, {**drift.changes, **(whole.changes if whole else {})})
    return found


def _out_of_step(timeline: Timeline, history: History) -> Iterator[Finding]:
    codes = timeline.site.languages
    traced: dict[str, dict[Path, lagging_texts.Drift]] = {}
    for kind, entry in _entries(timeline):
        path = entry.file.path
        if path not in traced:
            traced[path] = _traced(entry.file, history.versions.get(path, ()), timeline.site)
        for where, found in traced[path].items():
            if where[: len(entry.at)] == entry.at:
                side = next((code for code in found.behind if (*where, code)), "")
                place = entry.file.span((*where, side), key=True)
                yield _within(kind, entry, where, place, behind=found.behind, changes=found.changes)
    for slug, written in _pages(timeline).items():
        files = {code: timeline.pages[code, slug] for code in written if code in codes}
        if len(files) > 1 and history.versions:
            drift = lagging_texts.of_pages({code: (f, history.versions.get(f.path, ())) for code, f in files.items()})
            if drift:
                place = Span(files[drift.behind[0]].path)
                yield Finding("pages", slug, {}, "", place=place, behind=drift.behind, changes=drift.changes)


def _pages(timeline: Timeline) -> dict[str, list[str]]:
    """The pages of content/pages/ by their slug, with the languages in which each is written."""
    found: dict[str, list[str]] = {}
    for code, slug in timeline.pages:
        found.setdefault(slug, []).append(code)
    return found


def _unlocated(entry: Entry[Any]) -> Iterator[Finding]:
    for passage in passages(entry.record):
        yield from _unplaced("events", entry, passage.at, passage.record.sources)


def _unplaced(kind: str, entry: Entry[Any], at: Path, sources: Sequence[Citation] = ()) -> Iterator[Finding]:
    """What cites a source without a place in it: a part of a record, or the record itself."""
    path = (*entry.at, *at)
    for n, citation in enumerate(sources or entry.record.sources):
        if not citation.at:
            yield _within(kind, entry, path, entry.file.span((*path, "sources", n)), source=citation.id)


def _whole(kind: str, entry: Entry[Any]) -> Finding:
    return _within(kind, entry, entry.at, entry.file.span(entry.at, key=True) if entry.at else Span(entry.file.path))


def _within(kind: str, entry: Entry[Any], path: Path, place: Span, **rest: Any) -> Finding:
    name = getattr(entry.record, "title", None) or getattr(entry.record, "name", {})
    return Finding(kind, entry.id, name, _field(entry, path), place=place, **rest)


def _field(entry: Entry[Any], path: Path) -> str:
    """A path as people say it: an item of a list by its id, or by its number, from 1."""
    data, words = entry.file.data, []
    for part in path:
        data = data[part]
        id = data.get("id") if isinstance(part, int) and isinstance(data, dict) else None
        words.append(id if isinstance(id, str) else str(part + 1) if isinstance(part, int) else part)
    return ".".join(words[len(entry.at) :])


def _balance(timeline: Timeline) -> dict[str, tuple[Share, ...]]:
    sources = timeline.sources

    def cited(name: str) -> Callable[[Event], Collection[str]]:
        return lambda event: {getattr(sources[c.id].record, name) for c in citations(event) if c.id in sources}

    def count(keys: Callable[[Event], Iterable[str]], kind: str = "") -> tuple[Share, ...]:
        counts: dict[str, int] = {}
        for entry in timeline.events.values():
            for key in set(keys(entry.record)) or {""}:
                counts[key] = counts.get(key, 0) + 1
        known = timeline.kinds[kind] if kind else {}
        names = {key: known[key].record.name for key in counts if key in known}
        rows = sorted(counts.items(), key=lambda row: (not row[0], -row[1], row[0]))
        return tuple(Share(key, names.get(key, {}), events) for key, events in rows)

    return {
        "by_year": tuple(sorted(count(lambda event: [str(event.date.anchor[0])]), key=lambda row: int(row.key))),
        "by_topic": count(lambda event: event.topics, "topics"),
        "by_place": count(lambda event: event.places, "places"),
        "by_language": count(cited("language")),
        "by_source_kind": count(cited("kind"), "source_kinds"),
        "by_standing": count(lambda event: {p.standing for p in passages(event) if p.standing}),
    }
