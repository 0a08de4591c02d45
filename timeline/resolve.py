"""From records to the timeline: ids become known, order is settled, what points at what is kept.

A `Timeline` is the whole edition-independent value: everything in it exists, and every id in it
leads somewhere. Whatever does not hold is a fault with its place; all of them are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline import languages as languages_
from timeline.content import Folder
from timeline.diagnostics import WARNING, Diagnostic, Span, near
from timeline.languages import Language
from timeline.schema import Event, Site
from timeline.validate import Entry, Records, references, texts
from timeline.yamlfile import File

_MARKUP = re.compile(r"\[\[[^\[\]\n]+\]\]|</?[A-Za-z][^<>\n]*>|\*\*[^*\n]+\*\*|\]\(https?:")

# Kinds whose records have a page, hence a permanent address.
ADDRESSED = ("events", "sources", "topics", "actors", "places")
_SINGULAR = {
    "events": "event",
    "sources": "source",
    "topics": "topic",
    "actors": "actor",
    "places": "place",
    "measures": "measure",
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

    @property
    def events(self) -> Mapping[str, Entry]:
        return self.kinds["events"]

    def permalinks(self) -> list[str]:
        """Every address that the timeline answers for, as `kind/id`."""
        now = [f"{kind}/{id}" for kind in ADDRESSED for id in self.kinds[kind]]
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
    for kind, entries in kinds.items():
        for entry in entries.values():
            check.translations(entry)
            check.references(entry)
            if kind == "events":
                check.event(entry)
            elif kind == "sources":
                check.addresses(entry)
            elif kind == "measures":
                check.unit(entry)
    check.pages(folder)
    check.cards(folder)
    aliases = check.aliases(kinds)
    check.permalinks(folder.permalinks, kinds, aliases, {slug for _, slug in folder.pages})
    timeline = Timeline(
        records.site.record,
        {code: pair[0] for code, pair in languages.items()},
        kinds,
        folder.pages,
        folder.cards,
        aliases,
        _related(kinds["events"]),
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


class _Check:
    def __init__(self, records: Records, folder: Folder, languages: Mapping[str, tuple[Language, File]]):
        self.records, self.folder, self.known, self.faults = records, folder, languages, []
        self.codes = list(records.site.record.languages)

    def fault(
        self, code: str, message: str, span: Span, help: str = "", severity: str = "error", notes: tuple[str, ...] = ()
    ) -> None:
        self.faults.append(Diagnostic(code, message, span, help, severity, notes))

    def site(self, entry: Entry) -> None:
        self.translations(entry)
        self.references(entry)
        site, file = entry.record, entry.file
        for index, code in enumerate(site.languages):
            if code in site.languages[:index]:
                self.fault(
                    "duplicate-id",
                    f"the language `{code}` is listed twice",
                    file.span(("languages", index)),
                    "keep one",
                )
        for index, code in enumerate(site.hijri):
            if code not in site.languages:
                self.fault(
                    "unknown-language",
                    f"`{code}` is no language of this site",
                    file.span(("hijri", index)),
                    near(code, self.codes) or "add it to `languages`, or take it out",
                )
        for index, name in enumerate(site.key_figures):
            event, _, figure = name.partition("#")
            if (known := self.records.kinds["events"].get(event)) and figure not in known.record.figures:
                self.fault(
                    "unknown-figure",
                    f"the event `{event}` has no figure `{figure}`",
                    file.span(("key_figures", index)),
                    near(figure, known.record.figures) or "an event's figures stand under its `figures:`",
                )
        if site.address is not None:
            self.link(site.address, entry, ("address",), ("https://", "http://"))

    def translations(self, entry: Entry) -> None:
        own = getattr(entry.record, "language", None)  # a source's title stands in the source's own language too
        for path, name, words in texts(entry.record, entry.at):
            for code, text in words.items():
                if name != "body":
                    self.plain(text, code, entry, (*path, code))
                if code not in self.codes and not (name == "title" and code == own):
                    self.fault(
                        "unknown-language",
                        f"`{code}` is no language of this site",
                        entry.file.span((*path, code), key=True),
                        near(code, self.codes) or "add it to `languages` in content/site.yaml, or take it out",
                    )
            for code in self.codes:
                if not words.get(code, "").strip():
                    # Fields of a record proper are needed; `text` and the like within one may wait.
                    needed = name in _NEEDED or not any(text.strip() for text in words.values())
                    self.fault(
                        "missing-translation",
                        f"`{name}` lacks `{code}`",
                        entry.file.span((*path, code), key=True),
                        "write it; until then the page shows the other language"
                        if not needed
                        else "write it: every edition needs it",
                        "error" if needed else WARNING,
                    )

    def plain(self, text: str, code: str, entry: Entry, path: tuple) -> None:
        """What a plain text holds that was meant otherwise; it would stand on the page as it is."""
        if markup := _MARKUP.search(text):
            self.fault(
                "markup-in-text",
                f"`{markup[0][:40]}` stands in a plain text and will be shown as it is",
                entry.file.locate(path, markup[0]),
                "only `body` is Markdown: write this in plain words",
                WARNING,
            )
        letters = [c for c in text if c.isalpha()]
        if code in self.known and len(text.split()) > 3 and letters:
            from_right = sum("\u0590" <= c <= "\u08ff" for c in letters) * 2 > len(letters)
            if from_right != (self.known[code][0].direction == "rtl"):
                self.fault(
                    "wrong-script",
                    f"this text is not written in the script of `{code}`",
                    entry.file.span(path),
                    "look whether two languages changed places",
                    WARNING,
                )

    def event(self, entry: Entry) -> None:
        event: Event = entry.record
        for kind in ("topics", "actors", "places"):
            ids = getattr(event, kind)
            for index, id in enumerate(ids):
                if id in ids[:index]:
                    self.fault("duplicate-id", f"`{id}` is listed twice", entry.file.span((kind, index)), "keep one")
        for name, figure in event.figures.items():
            if figure.value.as_tuple().exponent == -3 and figure.value >= 1:
                self.fault(
                    "doubtful-number",
                    f"`{figure.value}` has a point before three digits, and a point is a decimal point",
                    entry.file.span(("figures", name, "value")),
                    f"if a thousand is meant, write `{str(figure.value).replace('.', '')}`",
                    WARNING,
                )
        for name in ("statements", "disagreements"):
            seen: set[str] = set()
            for n, item in enumerate(getattr(event, name)):
                if item.id and item.id in seen:
                    self.fault(
                        "duplicate-id",
                        f"two of the {name} have the id `{item.id}`",
                        entry.file.span((name, n, "id")),
                        "give each its own; it is the address of the passage",
                    )
                seen.add(item.id or "")
        for n, relation in enumerate(event.related):
            if relation.event == entry.id:
                self.fault(
                    "related-to-itself",
                    "an event cannot be related to itself",
                    entry.file.span(("related", n, "event")),
                    "name the other event",
                )

    def references(self, entry: Entry) -> None:
        for path, kind, id in references(entry.record):
            self.id(kind, id, entry, path)

    def id(self, kind: str, id: str, entry: Entry, path: tuple) -> None:
        known = self.records.kinds[kind]
        if id in known or self.folder.holds(kind, id):
            return  # a record with a fault of its own is there all the same: one fault, one message
        word = _SINGULAR[kind]
        article = "an" if word[0] in "aeiou" else "a"
        where = f"content/{kind}/{id}.yaml" if kind in ("events", "sources") else f"content/{kind}.yaml"
        # Looking for near names is slow; who has hundreds of unknown ids has another problem than spelling.
        hint = near(id, known) if len(self.faults) < 200 else ""
        self.fault(
            f"unknown-{word}",
            f"no {word} has the id `{id}`",
            entry.file.span((*entry.at, *path)),
            hint or f"add {article} {word} to {where}",
        )

    def addresses(self, entry: Entry) -> None:
        for name in ("address", "archived"):
            if (value := getattr(entry.record, name)) is not None:
                self.link(value, entry, (name,), ("https://", "http://"))

    def link(self, value: str, entry: Entry, path: tuple, allowed: tuple[str, ...]) -> None:
        if not value.startswith(allowed) or any(c.isspace() or c in '<>"\\^`{|}' for c in value):
            self.fault(
                "unsafe-link",
                f"`{value[:60]}` is no address that a page may link to",
                entry.file.span(path),
                "write the whole address, from `https://` on, without spaces",
            )

    def unit(self, entry: Entry) -> None:
        unit, at = entry.record.unit, (*entry.at, "unit")
        for code in self.codes:
            if code not in unit:
                self.fault(
                    "missing-translation",
                    f"`unit` lacks `{code}`",
                    entry.file.span(at, key=True),
                    "write it: every edition needs it",
                )
            elif code in self.known:
                self.faults += languages_.plural_faults(self.known[code][0], unit[code], entry.file, (*at, code))
        for code in unit:
            if code not in self.codes:
                self.fault(
                    "unknown-language",
                    f"`{code}` is no language of this site",
                    entry.file.span((*at, code), key=True),
                    near(code, self.codes),
                )

    def pages(self, folder: Folder) -> None:
        for (code, slug), file in folder.pages.items():
            if code not in self.codes:
                self.fault(
                    "unknown-language", f"`{code}` is no language of this site", file.span(), near(code, self.codes)
                )
            for other in self.codes:
                if (other, slug) not in folder.pages:
                    self.fault(
                        "missing-translation",
                        f"the page `{slug}` lacks `{other}`",
                        Span(f"content/pages/{other}/{slug}.md"),
                        f"write it beside {file.path}: every edition has the same pages",
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
                    "bad-id", f"the site has a page `{slug}` of its own", file.span(), "give the file another name"
                )

    def cards(self, folder: Folder) -> None:
        for code in folder.cards:
            if code not in self.codes:
                self.fault(
                    "unknown-language",
                    f"`{code}` is no language of this site",
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
                            f"the alias `{alias}` is the {_SINGULAR[kind]}'s own id",
                            where,
                            "take the alias out",
                        )
                    elif alias in kinds[kind]:
                        self.fault(
                            "duplicate-id",
                            f"the alias `{alias}` is the id of another {_SINGULAR[kind]}",
                            where,
                            "an address leads to one place only: delete the other where this one replaces it, or take the alias out",
                            notes=(f"the other is in {kinds[kind][alias].file.path}",),
                        )
                    elif former.setdefault((kind, alias), id) != id:
                        self.fault(
                            "duplicate-id",
                            f"`{former[kind, alias]}` has the alias `{alias}` too",
                            where,
                            "an address leads to one place only: keep one of the two",
                        )
        return former

    def permalinks(self, file: File | None, kinds: Mapping, aliases: Mapping, pages: set[str]) -> None:
        if file is None:
            return
        for number, line in enumerate(file.text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            kind, _, id = line.strip().partition("/")
            if kind not in (*ADDRESSED, "pages") or not id:
                self.fault(
                    "bad-permalink",
                    f"`{line[:60]}` is no permanent address",
                    Span(file.path, number, 1, len(line), line),
                    "lines are `events/ID`, `sources/ID` and so on; the build writes them",
                )
            elif not (
                id in pages
                if kind == "pages"
                else id in kinds[kind] or (kind, id) in aliases or self.folder.holds(kind, id)
            ):
                known = pages if kind == "pages" else kinds[kind]
                hint = near(id, known, 0.85)  # a wrong guess here would send readers to another event
                help = (
                    "restore it"
                    if kind == "pages"
                    else f"restore it, or add `aliases: [{id}]` to the record that took its place"
                )
                if hint.startswith("did"):
                    help += f" (perhaps {hint[hint.index('`') : -1]})"
                self.fault(
                    "vanished-id",
                    f"`{line.strip()}` was given out and is gone, so links to it would die",
                    Span(file.path, number, 1, len(line), line),
                    f"{help}; if it was a draft that nobody was given, take the line out",
                )
