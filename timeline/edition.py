"""The timeline in one language: an `Edition` of views, with no other language left to choose from.

After this stage nobody writes `title[lang]`. A text that lacks the edition's language comes in
another, marked with its own `lang` and `dir`. Texts become safe HTML here, so their faults, with
the place in the author's file, come from here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline import bidi, dates, languages, listings, prose, routes, schema, views, wording
from timeline.diagnostics import Diagnostic, near, tell
from timeline.languages import Language
from timeline.resolve import Timeline
from timeline.validate import Entry
from timeline.views import Card, Citation, Dated, Link, Said, Speaker, Standing, Text, Words
from timeline.yamlfile import File, Path


@dataclass(frozen=True)
class Edition:
    """One language's whole site as views, by id; `terms` by kind and id."""

    language: Language
    events: Mapping[str, views.Event]
    sources: Mapping[str, views.Source]
    terms: Mapping[str, Mapping[str, views.Term]]
    years: Mapping[int, views.Year]
    measures: tuple[views.MeasureGroup, ...]
    pages: Mapping[str, tuple[str, views.Prose]]  # slug -> title, body
    cards_of: Mapping[tuple[str, str], tuple[Card, ...]]  # (kind, id) of a term -> its events
    # of an actor: what they say; of a source: what rests on it; of a standing: what stands so
    said: Mapping[tuple[str, str], tuple[Said, ...]]
    standing_terms: Mapping[str, views.Term]  # by code, those that occur
    kind_terms: Mapping[str, views.Term]  # by kind of source, those that an event rests on
    facets: Mapping[str, Mapping[str, tuple[str, ...]]]  # event id -> topic, actor, place, kind, standing -> ids
    title: str
    tagline: str
    intro: str
    rights: str


def localise(timeline: Timeline, language: Language) -> tuple[Edition, list[Diagnostic]]:
    """The timeline's edition in a language, and the faults of its texts."""
    return _Localiser(timeline, language).edition()


class _Localiser:
    def __init__(self, timeline: Timeline, language: Language):
        self.timeline, self.language, self.code = timeline, language, language.code
        self.converter, self.faults = prose.Prose(), []
        # What a word of the other direction is marked as: the first language of the site that is written so.
        self.foreign = {
            own: next((code for code, other in timeline.languages.items() if other.direction != own), "")
            for own in ("ltr", "rtl")
        }
        self.citations: dict[tuple[str, str | None], Citation] = {}
        self.cards = {id: self.card(entry) for id, entry in timeline.events.items()}
        self.links = {
            (kind, id): Link(self.text(entry.record.name), routes.record(self.code, kind, id))
            for kind in ("topics", "actors", "places")
            for id, entry in timeline.kinds[kind].items()
        }

    def edition(self) -> tuple[Edition, list[Diagnostic]]:
        timeline, site = self.timeline, self.timeline.site
        order = list(timeline.events)
        events = {}
        for n, id in enumerate(order):
            events[id] = self.event(
                timeline.events[id],
                self.cards[order[n - 1]] if n else None,
                self.cards[order[n + 1]] if n + 1 < len(order) else None,
            )
        facets = listings.facets(timeline)
        cards_of = listings.by_term(facets, self.cards)
        said = listings.said(timeline, self.language, events, self.locator)
        said |= listings.by_standing(timeline, self.language, events)
        standing_terms = {
            code: self.found_by("standings", code, explained.name, explained.meaning, len(said["standings", code]))
            for code, explained in self.language.standings.items()
            if ("standings", code) in said
        }
        help = self.language.words["source_kind_help"]
        kind_terms = {
            kind: self.found_by("source-kinds", kind, name, help, len(cards_of["source-kinds", kind]))
            for kind, name in self.language.source_kinds.items()
            if ("source-kinds", kind) in cards_of
        }
        pages = {slug: self.page(slug) for slug in sorted({slug for _, slug in timeline.pages})}
        edition = Edition(
            self.language,
            events,
            {
                id: self.source(entry, len(said.get(("sources", id), ())), kind_terms)
                for id, entry in timeline.kinds["sources"].items()
            },
            {kind: self.terms(kind, cards_of) for kind in ("topics", "actors", "places")},
            listings.years(timeline, self.language, self.cards),
            listings.measures(timeline, self.language, events, self.text),
            pages,
            cards_of,
            said,
            standing_terms,
            kind_terms,
            facets,
            views.plain(self.text(site.title)),
            *map(self.text, (site.tagline, site.intro, site.rights)),
        )
        return edition, self.faults

    # Words, and the small things that pages are made of

    def text(self, words: Mapping[str, str] | None) -> Words:
        """The words in this edition's language, or in another and marked so."""
        if not words:
            return ""
        own = words.get(self.code, "")
        if own.strip():
            return self.mixed(own)
        for code in (*self.timeline.languages, *words):
            if words.get(code, "").strip():
                known = self.timeline.languages.get(code)
                text = self.mixed(words[code], known) if known else words[code]
                return Text(text, code, known.direction if known else "auto")
        return ""

    def mixed(self, text: str, language: Language | None = None) -> str:
        """A text with its words of the other direction isolated, where it has any."""
        markup = self.isolated(text, language or self.language)
        return views.Mixed(text, markup) if markup else text

    def isolated(self, text: str, language: Language) -> str:
        return bidi.isolated(text, language.direction == "rtl", self.foreign[language.direction])

    def dated(self, date: dates.Date) -> Dated:
        return Dated(
            wording.date(date, self.language), wording.machine(date), wording.in_other_months(date, self.language)
        )

    def card(self, entry: Entry) -> Card:
        event = entry.record
        return Card(
            entry.id,
            routes.record(self.code, "events", entry.id),
            self.text(event.title),
            self.dated(event.date),
            self.text(event.summary),
        )

    def cited(self, citations: Iterable[schema.Citation]) -> tuple[Citation, ...]:
        return tuple(self.citation(c.id, c.at) for c in citations)

    def locator(self, at: str | Mapping[str, str] | None) -> str:
        return self.language.locator(at) if isinstance(at, str) else views.plain(self.text(at))

    def citation(self, id: str, at: str | Mapping[str, str] | None) -> Citation:
        key = id, self.locator(at)
        if key not in self.citations:
            source = self.timeline.kinds["sources"][id].record
            published = wording.date(source.published, self.language)
            who = views.plain(self.text(source.outlet or source.author)) or self.language.words["outlet_unknown"]
            self.citations[key] = Citation(
                routes.record(self.code, "sources", id),
                self.text(_own_title(source)),
                self.mixed(self.language.citation.replace("{who}", who).replace("{date}", published)),
                key[1],
                source.scope == "outside",
                who,
                published,
            )
        return self.citations[key]

    def speaker(self, said_by: str | Mapping[str, str] | None) -> Speaker | None:
        if said_by is None:
            return None
        if isinstance(said_by, str):
            link = self.links["actors", said_by]
            return Speaker(link.text, link.path)
        return Speaker(self.text(said_by))

    def standing(self, code: str) -> Standing:
        return Standing(code, self.language.standings[code].name)

    def words_of(self, figure: schema.Figure, language: Language | None = None) -> str:
        unit, language = self.timeline.kinds["measures"][figure.measure].record.unit, language or self.language
        return language.amount(figure.value, unit[language.code], figure.bound)

    # Events

    def event(self, entry: Entry, previous: Card | None, following: Card | None) -> views.Event:
        event: schema.Event = entry.record
        links = lambda kind: tuple(self.links[kind, id] for id in dict.fromkeys(getattr(event, kind)))
        return views.Event(
            entry.id,
            self.cards[entry.id],
            self.body(entry),
            links("topics"),
            links("actors"),
            links("places"),
            tuple(self.figure(id, figure) for id, figure in event.figures.items()),
            tuple(
                views.Statement(
                    f"statement-{s.id or n}",
                    self.text(s.text),
                    self.speaker(s.said_by),
                    self.speaker(s.via),
                    self.standing(s.standing),
                    self.cited(s.sources),
                )
                for n, s in enumerate(event.statements, 1)
            ),
            tuple(
                views.OtherDate(self.dated(o.date), self.text(o.note), self.cited(o.sources)) for o in event.other_dates
            ),
            tuple(
                views.Disagreement(
                    f"disagreement-{d.id or n}",
                    self.text(d.about),
                    tuple(
                        views.Account(self.speaker(a.said_by), self.text(a.text), self.cited(a.sources))
                        for a in d.accounts
                    ),
                    self.text(d.note),
                )
                for n, d in enumerate(event.disagreements, 1)
            ),
            self.related(entry.id),
            self.cited(event.sources),
            previous,
            following,
            wording.hijri(event.date, self.language) if self.code in self.timeline.site.hijri else "",
        )

    def figure(self, id: str, figure: schema.Figure) -> views.Figure:
        measure = self.timeline.kinds["measures"][figure.measure].record
        return views.Figure(
            f"figure-{id}",
            self.mixed(self.words_of(figure)),
            f"{figure.value:f}",
            self.text(measure.name),
            f"{routes.section(self.code, 'figures')}#{figure.measure}",
            self.text(figure.label),
            figure.period and self.dated(figure.period),
            self.speaker(figure.said_by),
            self.speaker(figure.via),
            self.standing(figure.standing),
            self.cited(figure.sources),
        )

    def related(self, id: str) -> tuple[views.Related, ...]:
        groups: dict[str, list[Card]] = {}
        for kind, forward, other in self.timeline.related.get(id, ()):
            words = self.language.relations[kind]
            groups.setdefault(words.forward if forward else words.backward, []).append(self.cards[other])
        return tuple(views.Related(label, tuple(cards)) for label, cards in groups.items())

    def body(self, entry: Entry) -> views.Prose | None:
        words = entry.record.body
        if not words or not any(text.strip() for text in words.values()):
            return None
        text = self.text(words)
        code = self.code if isinstance(text, str) else text.lang
        markup = self.convert(
            views.plain(text), self.timeline.languages[code], entry.file, ("body", code), entry.record.figures
        )
        return views.Prose(markup) if code == self.code else views.Prose(markup, text.lang, text.dir)

    def convert(
        self, text: str, language: Language, file: File, path: Path, figures: Mapping[str, schema.Figure]
    ) -> str:
        """A text as HTML; what it refers to is named in the text's own language."""

        def resolve(name: str) -> prose.Target | prose.Problem:
            if name.startswith("#"):
                if figure := figures.get(name[1:]):
                    return prose.Target(f"#figure-{name[1:]}", self.words_of(figure, language))
                return prose.Problem(
                    "unknown-figure",
                    tell("this event has no figure `{figure}`", figure=name[1:]),
                    near(name[1:], figures) or tell("give it under `figures:`"),
                    f"[[{name}",
                )
            id = self.timeline.aliases.get(("events", name), name)
            if card := self.cards.get(id):
                return prose.Target(
                    f"{routes.up(card.path)}{card.path}", self.timeline.events[id].record.title[language.code]
                )
            if name in figures:
                return prose.Problem(
                    "unknown-event",
                    tell("no event has the id `{name}`", name=name),
                    tell("it is a figure of this event: write `[[#{name}]]`", name=name),
                    f"[[{name}",
                )
            return prose.Problem(
                "unknown-event",
                tell("no event has the id `{name}`", name=name),
                (near(name, self.cards) if len(self.faults) < 200 else "")
                or tell("an event's id is the name of its file"),
                f"[[{name}",
            )

        markup, problems = self.converter.html(text, resolve)
        for p in problems:
            self.faults.append(
                Diagnostic(p.code, p.message, file.locate(path, p.token) if path else file.find(p.token), p.help)
            )
        return prose.with_text(markup, lambda text: self.isolated(text, language))

    def page(self, slug: str) -> tuple[str, views.Prose]:
        code = (
            self.code
            if (self.code, slug) in self.timeline.pages
            else next(c for c, s in self.timeline.pages if s == slug)
        )
        file = self.timeline.pages[code, slug]
        title, text = prose.heading_and_text(file.text)
        if not title:
            self.faults.append(
                Diagnostic(
                    "missing-title",
                    tell("a page starts with its title"),
                    file.find(""),
                    tell("write `# The title` on the first line"),
                )
            )
        markup = self.convert(text, self.timeline.languages[code], file, (), {})
        return self.mixed(title, self.timeline.languages[code]), views.Prose(markup, description=prose.plain(markup))

    # What lists are made of

    def terms(self, kind: str, cards_of: Mapping) -> dict[str, views.Term]:
        """Topics as their file orders them, actors and places by name as this language orders names."""
        terms = [
            self.term(kind, entry, len(cards_of.get((kind, id), ()))) for id, entry in self.timeline.kinds[kind].items()
        ]
        if kind != "topics":
            terms.sort(key=lambda term: (languages.collation_key(views.plain(term.name)), term.id))
        return {term.id: term for term in terms}

    def term(self, kind: str, entry: Entry, events: int) -> views.Term:
        record = entry.record
        is_a = self.language.actor_kinds[record.kind] if kind == "actors" else None
        return views.Term(
            entry.id,
            routes.record(self.code, kind, entry.id),
            self.text(record.name),
            is_a.one if is_a else "",
            is_a.many if is_a else "",
            self.text(record.summary),
            self.language.count("events", events),
            getattr(record, "wikidata", None) or "",
        )

    def found_by(self, kind: str, id: str, name: str, summary: str, events: int) -> views.Term:
        """A standing or a kind of source, as a term: its words are the language's own."""
        called = self.language.words[{"standings": "standings", "source-kinds": "source_kind"}[kind]]
        path = routes.record(self.code, kind, id)
        return views.Term(id, path, name, called, "", summary, self.language.count("events", events))

    def source(self, entry: Entry, events: int, kinds: Mapping[str, views.Term]) -> views.Source:
        record = entry.record
        title = self.text(_own_title(record))
        known = self.timeline.languages.get(record.language)
        return views.Source(
            entry.id,
            routes.record(self.code, "sources", entry.id),
            title,
            self.text(record.title) if isinstance(title, Text) else "",
            self.language.source_kinds[record.kind],
            record.scope == "outside",
            self.text(record.author),
            self.text(record.outlet),
            self.dated(record.published),
            self.text(record.published_note),
            self.language.words.get(f"language_{record.language}") or (known.name if known else record.language),
            self.text(record.summary),
            record.address or "",
            record.archived or "",
            self.language.count("events", events),
            kinds[record.kind].path if record.kind in kinds else "",
        )


def _own_title(source: schema.Source) -> Mapping[str, str]:
    """A source's title in its own language. One in square brackets is no title but our description, so it
    stands in the reader's."""
    own = source.title.get(source.language, "")
    return {source.language: own} if own and not own.startswith("[") else source.title
