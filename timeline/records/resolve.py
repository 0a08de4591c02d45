"""From records to the timeline: ids become known, order is settled, what points at what is kept.

A `Timeline` is the whole edition-independent value: everything in it exists, and every id in it
leads somewhere. Whatever does not hold is a fault with its place; all of them are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from timeline.digest import digest
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, near, nearest, tell
from timeline.records import facets, fragments, paragraph_pairs, text_references
from timeline.records import languages as languages_
from timeline.records.content import FOLDERS, Folder
from timeline.records.languages import Language
from timeline.records.schema import Event, Lesson, Site
from timeline.records.validate import Entry, Records, named, texts
from timeline.records.yaml_file import File
from timeline.text import prose

_MARKUP = re.compile(r"\[\[[^\[\]\n]+\]\]|</?[A-Za-z][^<>\n]*>|\*\*[^*\n]+\*\*|\]\(https?:")
_FROM_RIGHT = re.compile("[\u0590-\u08ff]+")

# Kinds whose records have a page, hence a permanent address.
ADDRESSED = ("events", "sources", "paths", "topics", "actors", "places")
SINGULAR = {
    "events": tell("event"),
    "sources": tell("source"),
    "paths": tell("path"),
    "topics": tell("topic"),
    "actors": tell("actor"),
    "places": tell("place"),
    "measures": tell("measure"),
}
_ONE = {
    "events": tell("an event"),
    "sources": tell("a source"),
    "paths": tell("a path"),
    "topics": tell("a topic"),
    "actors": tell("an actor"),
    "places": tell("a place"),
    "measures": tell("a measure"),
}
# A text without which a page has no name is an error; any other shows the other language, marked as such.
_NEEDED = {"title", "summary", "name", "tagline", "intro", "rights"}


@dataclass(frozen=True)
class Timeline:
    """All records by kind and id; events and sources in order of time, the others as their files have them."""

    site: Site
    languages: Mapping[str, Language]
    kinds: Mapping[str, Mapping[str, Entry]]
    pages: Mapping[tuple[str, str], File]
    cards: Mapping[str, bytes]  # language -> the picture of its edition, where it has one
    aliases: Mapping[tuple[str, str], str]  # (kind, former id) -> id
    # event id -> (relation, whether it is this event that says so, the other event's id)
    related: Mapping[str, tuple[tuple[str, bool, str], ...]] = field(default_factory=dict)
    site_entry: Entry | None = None  # `site` with its place
    changed: Mapping[str, str] = field(default_factory=dict)  # file -> when a commit last changed it

    @cached_property
    def facets(self) -> facets.Facets:
        return facets.facets(self.events, self.kinds["sources"])

    @cached_property
    def by_term(self) -> Mapping[facets.Key, tuple[str, ...]]:
        return facets.by_term(self.facets)

    @property
    def events(self) -> Mapping[str, Entry]:
        return self.kinds["events"]

    def version(self, entry: Entry) -> str:
        """When a record was last changed, `2026-11-27T08:18:00Z`: as it says itself, or as git does; else nothing."""
        updated = getattr(entry.record, "updated", None)
        if updated is None:
            return self.changed.get(entry.file.path, "")
        return "{:04d}-{:02d}-{:02d}T00:00:00Z".format(*updated.earliest)

    @cached_property
    def latest(self) -> str:
        """When the last of all changes was; nothing where no change is known."""
        entries = (entry for kind in self.kinds.values() for entry in kind.values())
        return max((*map(self.version, entries), *self.changed.values()), default="")

    def permalinks(self) -> list[str]:
        """Every address that the timeline answers for, as `kind/id`, and each passage that has a name, as `events/id#name`."""
        now = [f"{kind}/{id}" for kind in ADDRESSED for id in self.kinds[kind]]
        now += [f"events/{id}#{name}" for id, e in self.kinds["events"].items() for name in fragments.named(e.record)]
        return sorted({*now, *(f"pages/{slug}" for _, slug in self.pages)})


def resolve(
    records: Records, folder: Folder, languages: Mapping[str, tuple[Language, File]]
) -> tuple[Timeline | None, list[Diagnostic]]:
    """The timeline of some records, and the faults that stand between them."""
    if records.site is None:
        return None, []
    check = _Check(records, folder, languages)
    kinds = dict(records.kinds)
    kinds["events"] = dict(sorted(kinds["events"].items(), key=lambda e: (e[1].record.date.sort_key, e[0])))
    kinds["sources"] = dict(sorted(kinds["sources"].items(), key=lambda e: (e[1].record.published.sort_key, e[0])))
    check.site(records.site)
    aliases = check.aliases(kinds)
    check.known_ids(aliases)
    for kind, entries in kinds.items():
        for entry in entries.values():
            check.entry(kind, entry)
    for entry in kinds["paths"].values():
        check.looked_at(entry)
    check.pages(folder)
    check.cards(folder)
    check.permalinks(folder.permalinks, kinds, aliases, {slug for _, slug in folder.pages})
    timeline = Timeline(
        records.site.record,
        {code: pair[0] for code, pair in languages.items()},
        kinds,
        folder.pages,
        folder.cards,
        aliases,
        _related(kinds["events"]),
        records.site,
    )
    return timeline, check.faults


def _related(events: Mapping[str, Entry]) -> dict[str, tuple[tuple[str, bool, str], ...]]:
    both: dict[str, list[tuple[str, bool, str]]] = {}
    for id, entry in events.items():
        for relation in entry.record.related:
            if relation.event in events and relation.event != id:
                both.setdefault(id, []).append((relation.kind, True, relation.event))
                both.setdefault(relation.event, []).append((relation.kind, False, id))
    order = {id: n for n, id in enumerate(events)}
    return {id: tuple(sorted(set(rows), key=lambda r: (r[0], not r[1], order[r[2]]))) for id, rows in both.items()}


def places_to_look(path: Lesson) -> Iterator[tuple[tuple, str, str]]:
    """Where each question of a path leads: where that is written, the event of its step or nothing, and the passage."""
    asked = [
        ((), "", path.questions),
        *((("steps", n), step.event, step.questions) for n, step in enumerate(path.steps)),
    ]
    for above, own, questions in asked:
        for m, question in enumerate(questions):
            for k, passage in enumerate(question.look_at):
                yield (*above, "questions", m, "look_at", k), own, passage


class _Check:
    def __init__(self, records: Records, folder: Folder, languages: Mapping[str, tuple[Language, File]]):
        self.records, self.folder, self.known, self.faults = records, folder, languages, []
        self.codes = list(records.site.record.languages)
        self.converter = prose.Prose()
        self.passages: dict[str, tuple[str, ...]] = {}  # of the events that a path looks at

    def fault(
        self, code: str, message: str, span: Span, help: str = "", severity: str = "error", notes: tuple[str, ...] = ()
    ) -> None:
        self.faults.append(Diagnostic(code, message, span, help, severity, notes))

    def known_ids(self, aliases: Mapping[tuple[str, str], str]) -> None:
        """Settles what ids and texts may refer to; from here on a record is judged by itself and by this."""
        former = frozenset(id for kind, id in aliases if kind == "events")
        there = {kind: sorted({*self.records.kinds[kind], *self.folder.ids(kind)}) for kind in self.records.kinds}
        self.texts_know = text_references.Known(frozenset(there["events"]), former)
        languages = [(code, self.known[code][0].direction) for code in self.known]
        self.surroundings = digest(repr((self.codes, languages, there, sorted(former))))

    def entry(self, kind: str, entry: Entry) -> None:
        """A record's own faults. A file's are kept with it, for who reads the same file again."""
        kept = () if entry.at else entry.file.kept.get("faults", ())
        if not kept or kept[0] != self.surroundings:
            before, self.faults = self.faults, []
            self.translations(entry)
            self.named(entry)
            if kind == "events":
                self.event(entry)
            elif kind == "sources":
                self.addresses(entry)
            elif kind == "measures":
                self.unit(entry)
            elif kind == "paths":
                self.path(entry)
            kept = self.surroundings, self.faults
            self.faults = before
            if not entry.at:
                entry.file.kept["faults"] = kept
        self.faults += kept[1]

    def site(self, entry: Entry) -> None:
        self.translations(entry)
        self.named(entry)
        site, file = entry.record, entry.file
        for index, code in enumerate(site.languages):
            if code in site.languages[:index]:
                self.fault(
                    "duplicate-id",
                    tell("the language `{code}` is listed twice", code=code),
                    file.span(("languages", index)),
                    tell("keep one"),
                )
        for index, code in enumerate(site.hijri):
            if code not in site.languages:
                self.fault(
                    "unknown-language",
                    tell("`{code}` is no language of this site", code=code),
                    file.span(("hijri", index)),
                    near(code, self.codes) or tell("add it to `languages`, or take it out"),
                )
        for index, name in enumerate(site.key_figures):
            event, _, figure = name.partition("#")
            if (known := self.records.kinds["events"].get(event)) and figure not in known.record.figures:
                self.fault(
                    "unknown-figure",
                    tell("the event `{event}` has no figure `{figure}`", event=event, figure=figure),
                    file.span(("key_figures", index)),
                    near(figure, known.record.figures) or tell("an event's figures stand under its `figures:`"),
                )
        if site.address is not None:
            self.link(site.address, entry, ("address",), ("https://", "http://"))
        if site.licence is not None:
            self.link(site.licence.address, entry, ("licence", "address"), ("https://", "http://"))
        if site.repository is not None:
            self.link(site.repository, entry, ("repository",), ("https://", "http://"))

    def translations(self, entry: Entry) -> None:
        own = getattr(entry.record, "language", None)  # a source's title stands in the source's own language too
        for path, name, words in texts(entry.record, entry.at):
            for code, text in words.items():
                if name != "body":
                    self.plain(text, code, entry, (*path, code))
                if code not in self.codes and not (name == "title" and code == own):
                    self.fault(
                        "unknown-language",
                        tell("`{code}` is no language of this site", code=code),
                        entry.file.span((*path, code), key=True),
                        near(code, self.codes) or tell("add it to `languages` in content/site.yaml, or take it out"),
                    )
            for code in self.codes:
                if not words.get(code, "").strip():
                    # Fields of a record proper are needed; `text` and the like within one may wait.
                    needed = (
                        name in _NEEDED and path[:-1] == entry.at or not any(text.strip() for text in words.values())
                    )
                    self.fault(
                        "missing-translation",
                        tell("`{name}` lacks `{code}`", name=name, code=code),
                        entry.file.span((*path, code), key=True),
                        tell("write it; until then the page shows the other language")
                        if not needed
                        else tell("write it: every edition needs it"),
                        "error" if needed else WARNING,
                    )

    def plain(self, text: str, code: str, entry: Entry, path: tuple) -> None:
        """What a plain text holds that was meant otherwise; it would stand on the page as it is."""
        if markup := _MARKUP.search(text):
            self.fault(
                "markup-in-text",
                tell("`{text}` stands in a plain text and will be shown as it is", text=markup[0][:40]),
                entry.file.locate(path, markup[0]),
                tell("only `body` is Markdown: write this in plain words"),
                WARNING,
            )
        letters = sum(map(str.isalpha, text))
        if code in self.known and len(text.split()) > 3 and letters:
            from_right = sum(map(str.isalpha, "".join(_FROM_RIGHT.findall(text)))) * 2 > letters
            if from_right != (self.known[code][0].direction == "rtl"):
                self.fault(
                    "wrong-script",
                    tell("this text is not written in the script of `{code}`", code=code),
                    entry.file.span(path),
                    tell("look whether two languages changed places"),
                    WARNING,
                )

    def event(self, entry: Entry) -> None:
        event: Event = entry.record
        for kind in ("topics", "actors", "places"):
            ids = getattr(event, kind)
            for index, id in enumerate(ids):
                if id in ids[:index]:
                    self.fault(
                        "duplicate-id",
                        tell("`{id}` is listed twice", id=id),
                        entry.file.span((kind, index)),
                        tell("keep one"),
                    )
        for code, text in (event.body or {}).items():
            self.text(text, entry.file, ("body", code), event.figures)
        self.faults += paragraph_pairs.faults(self.converter, event.body or {}, entry.file)
        for name, figure in event.figures.items():
            if figure.value.as_tuple().exponent == -3 and figure.value >= 1:
                self.fault(
                    "doubtful-number",
                    tell(
                        "`{value}` has a point before three digits, and a point is a decimal point", value=figure.value
                    ),
                    entry.file.span(("figures", name, "value")),
                    tell("if a thousand is meant, write `{thousand}`", thousand=str(figure.value).replace(".", "")),
                    WARNING,
                )
        for name, several in (("statements", tell("statements")), ("disagreements", tell("disagreements"))):
            items = getattr(event, name)
            seen = {str(n) for n, item in enumerate(items, 1) if not item.id}  # what has no id goes by its number
            for n, item in enumerate(items):
                if item.id and item.id in seen:
                    self.fault(
                        "duplicate-id",
                        tell("two of the {several} have the id `{id}`", several=several, id=item.id),
                        entry.file.span((name, n, "id")),
                        tell("give each its own; it is the address of the passage"),
                    )
                seen |= {item.id} if item.id else set()
        for n, relation in enumerate(event.related):
            if relation.event == entry.id:
                self.fault(
                    "related-to-itself",
                    tell("an event cannot be related to itself"),
                    entry.file.span(("related", n, "event")),
                    tell("name the other event"),
                )

    def path(self, entry: Entry) -> None:
        path: Lesson = entry.record
        for code, text in (path.body or {}).items():
            self.text(text, entry.file, ("body", code))
        met: set[str] = set()
        for n, step in enumerate(path.steps):
            if step.event in met:
                self.fault(
                    "duplicate-id",
                    tell("`{id}` is listed twice", id=step.event),
                    entry.file.span(("steps", n, "event")),
                    tell("keep one; a later question may look at it again"),
                )
            met.add(step.event)

    def looked_at(self, entry: Entry) -> None:
        """Whether each passage that a path's questions lead to is there. It depends on what the events hold, so it is
        not kept with the path's own faults."""
        for where, own, passage in places_to_look(entry.record):
            event, _, fragment = passage.partition("#")
            if not (event or own):
                self.fault(
                    "unknown-passage",
                    tell(
                        "`{passage}` names no event, and a question on the whole has none of its own", passage=passage
                    ),
                    entry.file.span(where),
                    tell("write `event-id{passage}`", passage=passage),
                )
            elif fragment and (known := self.records.kinds["events"].get(event or own)):
                if known.id not in self.passages:
                    self.passages[known.id] = fragments.passages(known.record, self.converter)
                if fragment not in self.passages[known.id]:
                    self.fault(
                        "unknown-passage",
                        tell("the event `{event}` has no passage `{passage}`", event=known.id, passage=fragment),
                        entry.file.span(where),
                        near(fragment, self.passages[known.id])
                        or tell("an event's page shows the name of each of its passages behind the mark `#`"),
                    )

    def text(self, text: str, file: File, path: tuple, figures: Collection[str] = ()) -> None:
        """A Markdown text's faults."""
        known = self.texts_know if len(self.faults) < 200 else replace(self.texts_know, hints=False)
        self.faults += text_references.faults(self.converter, text, file, path, known, figures)

    def named(self, entry: Entry) -> None:
        for path, kind, id in named(entry.record):
            self.id(kind, id, entry, path)

    def id(self, kind: str, id: str, entry: Entry, path: tuple) -> None:
        known = self.records.kinds[kind]
        if id in known or self.folder.holds(kind, id):
            return  # a record with a fault of its own is there all the same: one fault, one message
        word = SINGULAR[kind]
        where = f"content/{kind}/{id}.yaml" if kind in FOLDERS else f"content/{kind}.yaml"
        # Looking for near names is slow; who has hundreds of unknown ids has another problem than spelling.
        hint = near(id, self.folder.ids(kind)) if len(self.faults) < 200 else ""
        self.fault(
            f"unknown-{word}",
            tell("no {kind} has the id `{id}`", kind=word, id=id),
            entry.file.span((*entry.at, *path)),
            hint or tell("add {one} to {where}", one=_ONE[kind], where=where),
        )

    def addresses(self, entry: Entry) -> None:
        for name in ("address", "archived"):
            if (value := getattr(entry.record, name)) is not None:
                self.link(value, entry, (name,), ("https://", "http://"))

    def link(self, value: str, entry: Entry, path: tuple, allowed: tuple[str, ...]) -> None:
        if not value.startswith(allowed) or any(c.isspace() or c in '<>"\\^`{|}' for c in value):
            self.fault(
                "unsafe-link",
                tell("`{value}` is no address that a page may link to", value=value[:60]),
                entry.file.span(path),
                tell("write the whole address, from `https://` on, without spaces"),
            )

    def unit(self, entry: Entry) -> None:
        unit, at = entry.record.unit, (*entry.at, "unit")
        for code in self.codes:
            if code not in unit:
                self.fault(
                    "missing-translation",
                    tell("`unit` lacks `{code}`", code=code),
                    entry.file.span(at, key=True),
                    tell("write it: every edition needs it"),
                )
            elif code in self.known:
                self.faults += languages_.plural_faults(self.known[code][0], unit[code], entry.file, (*at, code))
        for code in unit:
            if code not in self.codes:
                self.fault(
                    "unknown-language",
                    tell("`{code}` is no language of this site", code=code),
                    entry.file.span((*at, code), key=True),
                    near(code, self.codes),
                )

    def pages(self, folder: Folder) -> None:
        for (code, slug), file in folder.pages.items():
            title, text = prose.heading_and_text(file.text)
            if not title:
                message, help = tell("a page starts with its title"), tell("write `# The title` on the first line")
                self.fault("missing-title", message, file.find(""), help)
            self.text(text, file, ())
            if code not in self.codes:
                self.fault(
                    "unknown-language",
                    tell("`{code}` is no language of this site", code=code),
                    file.span(),
                    near(code, self.codes),
                )
            for other in self.codes:
                if (other, slug) not in folder.pages:
                    self.fault(
                        "missing-translation",
                        tell("the page `{slug}` lacks `{other}`", slug=slug, other=other),
                        Span(f"content/pages/{other}/{slug}.md"),
                        tell("write it beside {path}: every edition has the same pages", path=file.path),
                    )
            if slug in (
                *ADDRESSED,
                "years",
                "figures",
                "disagreements",
                "standings",
                "source-kinds",
                "story",
                "search",
                "index",
            ):
                self.fault(
                    "bad-id",
                    tell("the site has a page `{slug}` of its own", slug=slug),
                    file.span(),
                    tell("give the file another name"),
                )

    def cards(self, folder: Folder) -> None:
        for code in folder.cards:
            if code not in self.codes:
                self.fault(
                    "unknown-language",
                    tell("`{code}` is no language of this site", code=code),
                    Span(f"content/cards/{code}.png"),
                    near(code, self.codes),
                )

    def aliases(self, kinds: Mapping[str, Mapping[str, Entry]]) -> dict[tuple[str, str], str]:
        former: dict[tuple[str, str], str] = {}
        for kind in ADDRESSED:
            for id, entry in kinds[kind].items():
                for n, alias in enumerate(entry.record.aliases):
                    where = entry.file.span((*entry.at, "aliases", n))
                    if alias == id:
                        self.fault(
                            "duplicate-id",
                            tell("the alias `{alias}` is the {kind}'s own id", alias=alias, kind=SINGULAR[kind]),
                            where,
                            tell("take the alias out"),
                        )
                    elif alias in kinds[kind]:
                        self.fault(
                            "duplicate-id",
                            tell("the alias `{alias}` is the id of another {kind}", alias=alias, kind=SINGULAR[kind]),
                            where,
                            tell(
                                "an address leads to one place only: delete the other where this one replaces it, or take the alias out"
                            ),
                            notes=(tell("the other is in {path}", path=kinds[kind][alias].file.path),),
                        )
                    elif former.setdefault((kind, alias), id) != id:
                        self.fault(
                            "duplicate-id",
                            tell("`{id}` has the alias `{alias}` too", id=former[kind, alias], alias=alias),
                            where,
                            tell("an address leads to one place only: keep one of the two"),
                        )
        return former

    def passage(self, id: str, name: str, where: Span, kinds: Mapping[str, Mapping[str, Entry]]) -> None:
        """What was given out of an event that is there is still in it; of one that is gone its own line speaks."""
        if id not in kinds["events"]:
            return
        names = fragments.named(kinds["events"][id].record)
        if name not in names:
            help = tell("give it its id back, or restore it")
            if perhaps := nearest(name, names, 0.7):
                help = tell("{help} (perhaps `{name}`)", help=help, name=perhaps)
            self.fault(
                "vanished-passage",
                tell(
                    "the passage `{name}` of `{id}` was given out and is gone, so links to it would die",
                    name=name,
                    id=id,
                ),
                where,
                tell("{help}; if it was a draft that nobody was given, take the line out", help=help),
            )

    def permalinks(self, file: File | None, kinds: Mapping, aliases: Mapping, pages: set[str]) -> None:
        if file is None:
            return
        for number, line in enumerate(file.text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            where = Span(file.path, number, 1, len(line), line)
            address, _, passage = line.strip().partition("#")
            kind, _, id = address.partition("/")
            if passage and kind == "events":
                self.passage(aliases.get(("events", id), id), passage, where, kinds)
            elif passage or kind not in (*ADDRESSED, "pages") or not id:
                self.fault(
                    "bad-permalink",
                    tell("`{line}` is no permanent address", line=line[:60]),
                    where,
                    tell("lines are `events/ID`, `sources/ID` and so on; the build writes them"),
                )
            elif not (
                id in pages
                if kind == "pages"
                else id in kinds[kind] or (kind, id) in aliases or self.folder.holds(kind, id)
            ):
                known = pages if kind == "pages" else kinds[kind]
                perhaps = nearest(id, known, 0.85)  # a wrong guess here would send readers to another event
                help = (
                    tell("restore it")
                    if kind == "pages"
                    else tell("restore it, or add `aliases: [{id}]` to the record that took its place", id=id)
                )
                if perhaps:
                    help = tell("{help} (perhaps `{name}`)", help=help, name=perhaps)
                self.fault(
                    "vanished-id",
                    tell("`{address}` was given out and is gone, so links to it would die", address=line.strip()),
                    where,
                    tell("{help}; if it was a draft that nobody was given, take the line out", help=help),
                )
