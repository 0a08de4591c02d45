"""What is wrong with one record: judged by itself, by which ids there are, and by the site's languages.

What depends on what other records hold is asked in `timeline_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from timeline import files
from timeline.digest import digest
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Span, listed, tell
from timeline.faults.near import near, nearest, offer
from timeline.records import doubts, language_words, limits, paragraph_pairs, picture_checks, slips, text_references
from timeline.records.content import FOLDERS, Folder
from timeline.records.field_types import COMMON_KINDS, Bibliographic
from timeline.records.language_files import plural_faults
from timeline.records.languages import Language
from timeline.records.schema import Event, Lesson, Measure, Period, Publisher, Site, Term
from timeline.records.schema_faults import is_id, kept_back
from timeline.records.timeline import SINGULAR, Timeline
from timeline.records.validate import Entry, addresses, named, texts
from timeline.records.yaml_file import File, Path
from timeline.text import folding, prose, web_address

_MARKUP = re.compile(r"\[\[[^\[\]\n]+\]\]|</?[A-Za-z][^<>\n]*>|\*\*[^*\n]+\*\*|\]\(https?:")
_FROM_RIGHT = re.compile("[\u0590-\u08ff]+")

_ONE = {
    "events": tell("an event"),
    "sources": tell("a source"),
    "paths": tell("a path"),
    "topics": tell("a topic"),
    "actors": tell("an actor"),
    "places": tell("a place"),
    "periods": tell("a period"),
    "measures": tell("a measure"),
    "source_kinds": tell("a kind of source"),
}
# A text without which a page has no name is an error; any other shows the other language, marked as such.
_NEEDED = {"title", "summary", "name", "tagline", "intro", "rights"}


@dataclass(frozen=True)
class Known:
    """What a record may name and refer to: the ids that are there, be their records faulty, and the languages."""

    timeline: Timeline
    folder: Folder
    converter: prose.Prose = field(default_factory=prose.Prose)

    @property
    def kinds(self) -> Mapping[str, Mapping[str, Entry[Any]]]:
        return self.timeline.kinds

    @property
    def languages(self) -> Mapping[str, Language]:
        """Those of the site's languages whose files can be used."""
        return self.timeline.languages

    @property
    def codes(self) -> Sequence[str]:
        """The languages in which nothing may lack."""
        return self.timeline.site.languages

    @property
    def editions(self) -> Sequence[str]:
        """Those and the growing ones: the languages that a text may have."""
        return self.timeline.site.editions

    @cached_property
    def spoken(self) -> Sequence[str]:
        """Those of the site's languages that there are: one without a file, or that is said to grow as well, is told
        as such, and missed nowhere else."""
        growing = self.timeline.site.growing
        return [code for code in self.codes if code in self.languages and code not in growing]

    def strange(self, code: str) -> bool:
        """Whether a text's language is surely none of the site's: while one of these has no file, it may be meant."""
        return code not in self.editions and all(edition in self.languages for edition in self.editions)

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        return {kind: sorted({*self.kinds[kind], *self.folder.ids(kind)}) for kind in self.kinds}

    @cached_property
    def drafts(self) -> text_references.Drafts:
        ids = frozenset(self.folder.drafts)
        return text_references.Drafts(ids, frozenset(file.path for file in self.folder.drafts.values()))

    @cached_property
    def texts(self) -> text_references.Known:
        former = frozenset(id for kind, id in self.timeline.aliases if kind == "events")
        misplaced = {id for kind, id in self.folder.misplaced if kind == "events"}
        return text_references.Known(frozenset({*self.ids["events"], *misplaced}), former, self.drafts)

    @cached_property
    def digest(self) -> str:
        languages = [(code, language.direction) for code, language in self.languages.items()]
        given = (self.codes, self.editions, languages, self.ids, sorted(self.texts.former), sorted(self.folder.drafts))
        media = [(name, known is None) for name, known in self.folder.media.items()]
        return digest(repr((*given, media)))


def faults(kind: str, entry: Entry[Any], known: Known) -> list[Diagnostic]:
    """A record, `site` among the kinds -> its own faults. Those of a file of its own are kept with it, for who reads
    the same file again."""
    kept = entry.file.kept
    if entry.at or kept.known != known.digest:
        check = _Check(known)
        check.record(kind, entry)
        if entry.at:
            return check.faults
        kept.known, kept.faults = known.digest, check.faults
    return kept.faults


def _tells(text: str) -> bool:
    """Whether a title of three words is no name in another script: not all its words have a large letter."""
    words = text.split()
    return len(words) == 3 and not all(word[0].isupper() or not word[0].isalpha() for word in words)


def no_language(code: str, where: Span, codes: Collection[str], otherwise: str = "") -> Diagnostic:
    """The fault of a language that the site does not have; its help offers the nearest that it has."""
    message = tell("`{code}` is no language of this site", code=code)
    return Diagnostic("unknown-language", message, where, near(code, codes) or otherwise)


def text_faults(text: str, file: File, path: Path, known: Known, figures: Collection[str] = ()) -> list[Diagnostic]:
    """A Markdown text's faults."""
    return text_references.faults(known.converter, text, file, path, known.texts, figures)


class _Check:
    """One record's faults, as they are found."""

    def __init__(self, known: Known):
        self.known = known
        self.faults: list[Diagnostic] = []

    def fault(self, code: str, message: str, span: Span, help: str = "", severity: str = ERROR) -> None:
        self.faults.append(Diagnostic(code, message, span, help, severity=severity))

    def record(self, kind: str, entry: Entry[Any]) -> None:
        names = list(named(entry.record))
        if found := limits.faults(entry, names):
            self.faults += found
            return  # the rest is judged once it is of a size to be judged
        self.translations(entry)
        for path, address in addresses(entry.record):
            self.link(address, entry, (*entry.at, *path))
        for path, other, id in names:
            self.id(other, id, entry, path)
        for n, alias in enumerate(getattr(entry.record, "aliases", ())):
            if files.device(alias):
                self.fault(
                    "bad-id", kept_back(alias), entry.file.span((*entry.at, "aliases", n)), tell("take the alias out")
                )
        for path, other, _ in names:
            if other == "sources" and path[-1:] == ("id",):
                self.faults += doubts.locator(entry, (*entry.at, *path[:-1], "at"))
        self.faults += picture_checks.faults(entry, self.known.folder)
        if kind == "site":
            self.site(entry)
        elif kind == "events":
            self.event(entry)
        elif kind == "measures":
            self.unit(entry)
        elif kind == "paths":
            self.path(entry)
        elif kind in ("topics", "actors", "places", "periods"):
            self.other_names(entry)

    def translations(self, entry: Entry[Any]) -> None:
        own = getattr(entry.record, "language", None)  # a source's title stands in the source's own language too
        for path, name, words in texts(entry.record, entry.at):
            strange = {code for code, text in words.items() if name != "body" and self.strange_letters(text, code)}
            swapped = len({self.known.languages[code].direction for code in strange}) > 1
            for code, text in words.items():
                if placeholder := list(doubts.to_fill(text, name, entry, (*path, code))):
                    self.faults += placeholder
                elif name != "body":
                    self.plain(text, code, entry, (*path, code), swapped)
                if self.known.strange(code) and not (name == "title" and code == own):
                    self.faults.append(
                        no_language(
                            code,
                            entry.file.span((*path, code), key=True),
                            self.known.editions,
                            tell("add it to `languages` in content/site.yaml, or take it out"),
                        )
                    )
            for code in self.known.spoken:
                if not words.get(code, "").strip():
                    # Fields of a record proper are needed; `text` and the like within one may wait.
                    needed = (
                        name in _NEEDED
                        and path[:-1] == entry.at
                        or name == "alt"  # whoever does not see the picture has nothing else
                        or not any(text.strip() for text in words.values())
                    )
                    self.fault(
                        "missing-translation",
                        tell("`{name}` lacks `{code}`", name=name, code=code),
                        entry.file.span((*path, code), key=True),
                        tell("write it; until then the page shows another language")
                        if not needed
                        else tell("write it: every edition needs it"),
                        severity=ERROR if needed else WARNING,
                    )

    def plain(self, text: str, code: str, entry: Entry[Any], path: Path, swapped: bool = False) -> None:
        """What a plain text holds that was meant otherwise; it would stand on the page as it is. `swapped` is a text
        beside which another stands that would be in its letters."""
        if markup := _MARKUP.search(text):
            self.fault(
                "markup-in-text",
                tell("`{text}` stands in a plain text and will be shown as it is", text=markup[0][:40]),
                entry.file.locate(path, markup[0]),
                tell("only `body` is Markdown: write this in plain words"),
                severity=WARNING,
            )
        many = len(text.split()) > 3 or isinstance(entry.record, Event) and path[:1] == ("title",) and _tells(text)
        if (many or swapped) and self.strange_letters(text, code):
            self.fault(
                "wrong-script",
                tell("this text is not written in the script of `{code}`", code=code),
                entry.file.span(path),
                tell("look whether two languages changed places"),
                severity=WARNING,
            )

    def strange_letters(self, text: str, code: str) -> bool:
        """Whether a text runs in the other direction than its language: most of its letters do."""
        letters = sum(map(str.isalpha, text))
        if code not in self.known.languages or not letters:
            return False
        from_right = sum(map(str.isalpha, "".join(_FROM_RIGHT.findall(text)))) * 2 > letters
        return from_right != (self.known.languages[code].direction == "rtl")

    def other_names(self, entry: Entry[Term | Period]) -> None:
        """Each is a name on one line, in a language of the site, and another than those before it."""
        for code, names in entry.record.other_names.items():
            path = (*entry.at, "other_names", code)
            if self.known.strange(code):
                take = tell("add it to `languages` in content/site.yaml, or take it out")
                self.faults.append(no_language(code, entry.file.span(path, key=True), self.known.editions, take))
            seen = {tuple(folding.tokens(entry.record.name.get(code, "")))}
            for n, name in enumerate(names):
                self.plain(name, code, entry, (*path, n))
                where, key = entry.file.span((*path, n)), tuple(folding.tokens(name))
                if not key or len(name.splitlines()) > 1:
                    message = tell("`{value}` is no name that can be looked for", value=" ".join(name.split())[:60])
                    self.fault("bad-value", message, where, tell("write one name on one line, with a letter in it"))
                elif key in seen:
                    message = tell("`{id}` is the same name again, to a search", id=name)
                    help = tell("take it out: a search knows each in all spellings")
                    self.fault("duplicate-id", message, where, help, severity=WARNING)
                seen.add(key)

    def id(self, kind: str, id: str, entry: Entry[Any], path: Path) -> None:
        known = self.known.kinds[kind]
        if kind == "events" and self.known.drafts.left_out(id, entry.file):
            shown = id in known
            span, help = entry.file.span((*entry.at, *path)), text_references.LET_GO
            self.fault("names-draft", text_references.is_a_draft(id), span, help, WARNING if shown else ERROR)
            return
        if id in known or self.known.folder.holds(kind, id):
            return  # a record with a fault of its own is there all the same: one fault, one message
        if kind == "source_kinds":
            self.source_kind(id, entry.file.span((*entry.at, *path)))
            return
        word = SINGULAR[kind]
        where = f"content/{kind}/{id}.yaml" if kind in FOLDERS else f"content/{kind}.yaml"
        hint = near(id, self.known.folder.ids(kind))
        self.fault(
            f"unknown-{word}",
            tell("no {kind} has the id `{id}`", kind=word, id=id),
            entry.file.span((*entry.at, *path)),
            hint or tell("add {one} to {where}", one=_ONE[kind], where=where),
        )

    def source_kind(self, id: str, where: Span) -> None:
        """A kind that is neither the project's own nor one of the common ones: a slip, or one that is still to be
        named, of which it says how."""
        known = {*self.known.folder.ids("source_kinds"), *COMMON_KINDS}
        if id in COMMON_KINDS:
            return
        message = tell("no kind of source has the id `{id}`", id=id)
        if meant := nearest(id, filter(is_id, known)):
            self.fault("unknown-source-kind", message, where, offer(meant))
            return
        add = tell(
            "add it to content/source_kinds.yaml: `{id}: {name: {{names}}, cited_as: {cited_as}}`",
            id=id,
            names=", ".join(f"{code}: …" for code in self.known.codes),
            cited_as=next(iter(slips.meant(id, get_args(Bibliographic))), "document"),
        )
        there = tell("it can be: {names}", names=listed(sorted(known)[:12]))
        self.faults.append(Diagnostic("unknown-source-kind", message, where, add, notes=(there,)))

    def site(self, entry: Entry[Site]) -> None:
        site, file = entry.record, entry.file
        listed = [(name, n, code) for name in ("languages", "growing") for n, code in enumerate(getattr(site, name))]
        for index, (name, n, code) in enumerate(listed):
            if files.device(code):
                self.fault(
                    "bad-id",
                    tell("`{id}` cannot be a folder's name on Windows, so no edition can have it", id=code),
                    file.span((name, n)),
                    tell("write the code with a script or region behind it, such as `{code}-Latn`", code=code),
                )
            same = [other for other, _, before in listed[:index] if before.lower() == code.lower()]
            if same and same[0] == name:
                self.fault(
                    "duplicate-id",
                    tell("the language `{code}` is listed twice", code=code),
                    file.span((name, n)),
                    tell("keep one"),
                )
            elif same:
                self.fault(
                    "duplicate-id",
                    tell("the language `{code}` stands under `languages` and under `growing`", code=code),
                    file.span((name, n)),
                    tell("keep it under `growing` until nothing lacks in it, and then under `languages`"),
                )
        for index, code in enumerate(site.hijri):
            if code not in site.editions:
                self.faults.append(
                    no_language(
                        code,
                        file.span(("hijri", index)),
                        self.known.editions,
                        tell("add it to `languages`, or take it out"),
                    )
                )
        if site.publisher is not None:
            self.publisher(site.publisher, entry)

    def publisher(self, publisher: Publisher, entry: Entry[Site]) -> None:
        if why := web_address.contact_problem(publisher.corrections):
            message = tell("`{address}` is nowhere that a correction can be sent", address=publisher.corrections[:60])
            self.fault(
                "unsafe-link",
                tell("{message}: {why}", message=message, why=why),
                entry.file.span(("publisher", "corrections")),
                tell("write `mailto:name@host.org`, or the whole address of a form, from `https://` on"),
            )

    def event(self, entry: Entry[Event]) -> None:
        event = entry.record
        self.faults += (*doubts.date_of_id(entry), *doubts.two_calendars(entry))
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
        # A growing edition's text may be half written.
        whole = {code: text for code, text in (event.body or {}).items() if code in self.known.codes}
        self.faults += paragraph_pairs.faults(self.known.converter, whole, entry.file)
        for name, figure in event.figures.items():
            if figure.value.as_tuple().exponent == -3 and figure.value >= 1:
                self.fault(
                    "doubtful-number",
                    tell(
                        "`{value}` has a point before three digits, and a point is a decimal point", value=figure.value
                    ),
                    entry.file.span(("figures", name, "value")),
                    tell("if a thousand is meant, write `{thousand}`", thousand=str(figure.value).replace(".", "")),
                    severity=WARNING,
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

    def path(self, entry: Entry[Lesson]) -> None:
        path = entry.record
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

    def unit(self, entry: Entry[Measure]) -> None:
        unit, at = entry.record.unit, (*entry.at, "unit")
        for code in self.known.editions:
            if code not in unit:
                if code in self.known.spoken:
                    self.fault(
                        "missing-translation",
                        tell("`unit` lacks `{code}`", code=code),
                        entry.file.span(at, key=True),
                        tell("write it: every edition needs it"),
                    )
            elif code in self.known.languages:
                self.faults += plural_faults(self.known.languages[code], unit[code], entry.file, (*at, code))
                self.numbers(unit[code], self.known.languages[code], entry.file, (*at, code))
        for code in unit:
            if self.known.strange(code):
                self.faults.append(no_language(code, entry.file.span((*at, code), key=True), self.known.editions))

    def numbers(self, forms: str | Mapping[str, str], language: Language, file: File, at: Path) -> None:
        """The forms of a unit that stand for several numbers and do not say which."""
        several = language_words.of_several(language.plural.model_dump())
        for category, form in [("", forms)] if isinstance(forms, str) else forms.items():
            if "{n}" not in form and (not category or category in several):
                self.fault(
                    "bad-gap",
                    tell("the phrase {wrong}", wrong=tell("lacks `{{gap}}`", gap="n")),
                    file.span((*at, category) if category else at),
                    tell("the number stands at its place, as in `{n} …`; without it no page would show it", n="{n}"),
                )

    def text(self, text: str, file: File, path: Path, figures: Collection[str] = ()) -> None:
        """A Markdown text's faults."""
        self.faults += text_faults(text, file, path, self.known, figures)

    def link(self, value: str, entry: Entry[Any], path: Path) -> None:
        if why := web_address.problem(value):
            message = tell("`{address}` is no address that a page may link to", address=value[:60])
            self.fault(
                "unsafe-link",
                tell("{message}: {why}", message=message, why=why),
                entry.file.span(path),
                tell("write the whole address as a browser shows it, from `https://` on"),
            )
