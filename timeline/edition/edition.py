"""The timeline in one language: an `Edition` of views, with no other language left to choose from.

After this stage nobody writes `title[lang]`. A text that lacks the edition's language comes in
another, marked with its own `lang` and `dir`. Texts become safe HTML here. Nothing is made before a
page asks for it, so that a preview of one page does not cost the whole site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from timeline import addresses
from timeline.edition import citation_files, citation_styles, dates_in_words, footnotes, views
from timeline.edition.views import Card, Citation, Dated, Link, Speaker, Standing, Text, Words
from timeline.records import fragments, languages, schema
from timeline.records.languages import Language
from timeline.records.passages import Passage, passages
from timeline.records.resolve import Timeline
from timeline.records.validate import Entry
from timeline.records.yaml_file import File
from timeline.text import bidi, edtf, html_text, prose


class OnDemand(Mapping):
    """A mapping whose values are worked out when they are first asked for."""

    def __init__(self, keys: Iterable, make: Callable):
        self._keys, self._make, self._made = dict.fromkeys(keys), make, {}

    def __getitem__(self, key):
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key) -> bool:  # without working it out
        return key in self._keys

    def __iter__(self):
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Answers(dict):
    """What a function made of each value that was asked for."""

    def __init__(self, make: Callable):
        self._make = make

    def __missing__(self, key):
        self[key] = made = self._make(key)
        return made


class Edition:
    """One language's whole site as views, by id; each is made when a page asks for it, and then kept."""

    def __init__(self, timeline: Timeline, language: Language):
        """`timeline` is sound: what could be wrong with its texts was found when it was resolved. `address` is
        where the site is published, with a slash at its end."""
        self.timeline, self.language, self.code = timeline, language, language.code
        self.converter = prose.Prose()
        # What a word of the other direction is marked as: the first language of the site that is written so.
        self.foreign = {
            own: next((code for code, other in timeline.languages.items() if other.direction != own), "")
            for own in ("ltr", "rtl")
        }
        self.citations: dict[tuple[str, str | None], Citation] = {}
        kinds, site = timeline.kinds, timeline.site
        self.title = views.plain(self.text(site.title))
        self.tagline, self.intro, self.rights = map(self.text, (site.tagline, site.intro, site.rights))
        self.cards: Mapping[str, Card] = OnDemand(timeline.events, self.card)
        self.events: Mapping[str, views.Event] = OnDemand(timeline.events, self.event)
        self.sources: Mapping[str, views.Source] = OnDemand(kinds["sources"], self.source)
        self.references: Mapping[str, views.Prose] = OnDemand(
            kinds["sources"], lambda id: self.reference("sources", id)
        )
        self.full_notes: dict[Citation, str] = Answers(self.full_note)
        self.short_notes: dict[Citation, str] = Answers(self.short_note)
        self.links: Mapping[tuple[str, str], Link] = OnDemand(
            ((kind, id) for kind in ("topics", "actors", "places") for id in kinds[kind]), self.link
        )
        slugs = sorted({slug for _, slug in timeline.pages})
        self.titles: Mapping[str, Words] = OnDemand(slugs, lambda slug: self.page_title(*self.page_file(slug)))
        self.pages: Mapping[str, views.StaticPage] = OnDemand(slugs, self.page)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each event's place in time, from 0."""
        return {id: n for n, id in enumerate(self.events)}

    @cached_property
    def neighbours(self) -> tuple[str | None, ...]:
        """The events in order, with nothing before and after them."""
        return (None, *self.events, None)

    @cached_property
    def cards_of(self) -> Mapping[tuple[str, str], tuple[Card, ...]]:
        """(kind, id) of a term -> its events."""
        return OnDemand(self.timeline.by_term, lambda key: tuple(self.cards[id] for id in self.timeline.by_term[key]))

    @cached_property
    def lessons_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The paths that have an event as a step, by the event."""
        found: dict[str, list[Link]] = {}
        for id, entry in self.timeline.kinds["paths"].items():
            link = Link(self.text(entry.record.title), addresses.record(self.code, "paths", id))
            for event in dict.fromkeys(step.event for step in entry.record.steps):
                found.setdefault(event, []).append(link)
        return {event: tuple(links) for event, links in found.items()}

    @cached_property
    def standing_terms(self) -> Mapping[str, views.Term]:
        """By code, those that occur."""
        return {
            code: self.found_by("standings", code, explained.name, explained.meaning)
            for code, explained in self.language.standings.items()
            if ("standings", code) in self.timeline.by_term
        }

    @cached_property
    def kind_terms(self) -> Mapping[str, views.Term]:
        """By kind of source, those that an event rests on."""
        return {
            kind: self.found_by("source-kinds", kind, name, self.language.words["source_kind_help"])
            for kind, name in self.language.source_kinds.items()
            if ("source-kinds", kind) in self.timeline.by_term
        }

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, views.Term]]:
        """By kind and id."""
        return {kind: self.terms_of(kind) for kind in ("topics", "actors", "places")}

    @cached_property
    def credit(self) -> str:
        """Whose it is, where, and under which licence, in a line to copy."""
        site = self.timeline.site
        licence = site.licence and views.plain(self.text(site.licence.name))
        return self.mixed(
            self.language.words["credit_comma"].join(filter(None, (self.title, site.address, licence))) + "."
        )

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

    def dated(self, date: edtf.Date) -> Dated:
        return Dated(
            dates_in_words.date(date, self.language),
            dates_in_words.machine(date),
            dates_in_words.in_other_months(date, self.language),
        )

    def card(self, id: str) -> Card:
        event: schema.Event = self.timeline.events[id].record
        return Card(
            id=id,
            path=addresses.record(self.code, "events", id),
            title=self.text(event.title),
            date=self.dated(event.date),
            summary=self.text(event.summary),
        )

    def cited(self, citations: Iterable[schema.Citation]) -> tuple[Citation, ...]:
        return tuple(self.citation(c.id, c.at) for c in citations)

    def locator(self, at: str | Mapping[str, str] | None) -> str:
        return self.language.locator(at) if isinstance(at, str) else views.plain(self.text(at))

    def citation(self, id: str, at: str | Mapping[str, str] | None) -> Citation:
        key = id, self.locator(at)
        if key not in self.citations:
            source = self.timeline.kinds["sources"][id].record
            published = dates_in_words.date(source.published, self.language)
            who = (
                views.plain(self.text(source.outlet))
                or self.names(source.authors)
                or self.language.words["outlet_unknown"]
            )
            self.citations[key] = Citation(
                source=id,
                path=addresses.record(self.code, "sources", id),
                title=self.text(_own_title(source)),
                name=self.mixed(self.language.citation.replace("{who}", who).replace("{date}", published)),
                at=key[1],
                outside=source.scope == "outside",
                who=who,
                published=published,
            )
        return self.citations[key]

    def names(self, authors: Iterable[schema.Author]) -> str:
        """Authors as one says their names, joined."""
        return self.language.join(name.spoken for name in self.authors(authors))

    def authors(self, authors: Iterable[schema.Author]) -> tuple[citation_styles.Name, ...]:
        words = lambda text: views.plain(self.text(text))
        return tuple(citation_styles.Name(words(a.name or a.family), words(a.given)) for a in authors)

    def work(self, kind: str, id: str) -> citation_styles.Work:
        """An event's page, or a source, as something to be cited; `kind` is `events` or `sources`."""
        return self.event_as_work(id) if kind == "events" else self.source_as_work(id)

    def event_as_work(self, id: str) -> citation_styles.Work:
        entry, site = self.timeline.events[id], self.timeline.site
        stamp = self.timeline.version(entry)
        return citation_styles.Work(
            id=id,
            kind=citation_styles.EVENT,
            title=views.plain(self.cards[id].title),
            translation="",
            described=False,
            authors=self.authors(site.authors) or (citation_styles.Name(self.title),),
            container=self.title,
            publisher="",
            date=edtf.parse(stamp[:10]) if stamp else None,
            language=self.code,
            direction=self.language.direction,
            address=site.address and site.address + addresses.record(self.code, "events", id),
            archived="",
            abstract=views.plain(self.cards[id].summary),
        )

    def source_as_work(self, id: str) -> citation_styles.Work:
        record: schema.Source = self.timeline.kinds["sources"][id].record
        title, outlet = self.text(_own_title(record)), views.plain(self.text(record.outlet))
        part, known = record.kind == "article", self.timeline.languages.get(record.language)
        return citation_styles.Work(
            id=id,
            kind=record.kind,
            title=views.plain(title),
            translation=views.plain(self.text(record.title)) if isinstance(title, Text) else "",
            described=views.plain(title).startswith("["),
            authors=self.authors(record.authors),
            container=outlet if part else "",
            publisher="" if part else outlet,
            date=record.published,
            language=record.language,
            direction=known.direction if known else "",
            address=record.address or "",
            archived=record.archived or "",
            abstract=views.plain(self.text(record.summary)),
            form=self.language.source_kinds[record.kind],
        )

    def cite(self, kind: str, id: str) -> views.Cite:
        """How to cite it, for its page: in each style, and as a file of each format."""
        work = self.work(kind, id)
        return views.Cite(
            tuple(
                views.Style(style.name, self.reference(kind, id, code))
                for code, style in self.language.citing.styles.items()
            ),
            tuple(
                views.Download(name, f"{id}.{ending}", citation_files.download(work, type, make))
                for name, ending, type, make in citation_files.FORMATS
            ),
        )

    def reference(self, kind: str, id: str, style: str = "chicago", at: str = "") -> views.Prose:
        """What a note or a list of references says of it; a note says a place in it, too."""
        foreign = self.foreign[self.language.direction]
        return views.Prose(citation_styles.cite(self.work(kind, id), self.language, style, foreign, at))

    def noted(self, citation: Citation, full: bool) -> str:
        """A source as a note names it, with the place in it: in full, or in short after that."""
        return (self.full_notes if full else self.short_notes)[citation]

    def full_note(self, citation: Citation) -> str:
        note = self.reference("sources", citation.source, at=citation.at).markup.removesuffix(".")
        return f"{note} ({self.language.words['outside']})" if citation.outside else note

    def short_note(self, citation: Citation) -> str:
        return citation_styles.short(
            self.work("sources", citation.source), self.language, self.foreign[self.language.direction], citation.at
        )

    def speaker(self, said_by: str | Mapping[str, str] | None) -> Speaker | None:
        if said_by is None:
            return None
        if isinstance(said_by, str):
            link = self.links["actors", said_by]
            return Speaker(link.text, link.path, said_by)
        return Speaker(self.text(said_by))

    def standing(self, code: str) -> Standing:
        return Standing(code, self.language.standings[code].name)

    def words_of(self, figure: schema.Figure, language: Language | None = None) -> str:
        unit, language = self.timeline.kinds["measures"][figure.measure].record.unit, language or self.language
        return language.amount(figure.value, unit[language.code], figure.bound)

    # Events

    def link(self, term: tuple[str, str]) -> Link:
        kind, id = term
        return Link(self.text(self.timeline.kinds[kind][id].record.name), addresses.record(self.code, kind, id))

    def event(self, id: str) -> views.Event:
        """An event's page, with the numbers of its notes."""
        entry = self.timeline.events[id]
        event: schema.Event = entry.record
        before, after = (self.neighbours[n] for n in (self.order[id], self.order[id] + 2))
        links = lambda kind: tuple(self.links[kind, id] for id in dict.fromkeys(getattr(event, kind)))
        bare = views.Event(
            id=entry.id,
            card=self.cards[entry.id],
            body=self.body(entry),
            topics=links("topics"),
            actors=links("actors"),
            places=links("places"),
            figures=tuple(self.figure(id, figure) for id, figure in event.figures.items()),
            statements=tuple(self.statement(n, statement) for n, statement in enumerate(event.statements, 1)),
            other_dates=tuple(self.other_date(n, other) for n, other in enumerate(event.other_dates, 1)),
            disagreements=tuple(self.disagreement(n, whole) for n, whole in enumerate(event.disagreements, 1)),
            related=self.related(entry.id),
            citations=self.cited(event.sources),
            previous=before and self.cards[before],
            next=after and self.cards[after],
            remarks=self.remarks(event),
            hijri=dates_in_words.hijri(event.date, self.language) if self.code in self.timeline.site.hijri else "",
            version=self.version(entry),
            lessons=self.lessons_of.get(id, ()),
        )
        return footnotes.numbered(bare, self.noted, self.language.words["note_joint"], self.language.shown)

    def passages(self, id: str) -> Iterable[tuple[Passage, NamedTuple]]:
        """Each passage of an event with its view; both come in the same order."""
        return zip(passages(self.timeline.events[id].record), self.events[id].passages, strict=True)

    def remarks(self, record: schema.Record) -> tuple[views.Remark, ...]:
        """The texts of a record that the schema says are shown wherever the record is."""
        marked = schema.remarks(type(record)).items()
        return tuple(
            views.Remark(name.replace("_", "-"), self.language.words[word], self.text(text))
            for name, word in marked
            if (text := getattr(record, name))
        )

    def figure(self, id: str, figure: schema.Figure) -> views.Figure:
        measure = self.timeline.kinds["measures"][figure.measure].record
        return views.Figure(
            id=fragments.figure(id),
            words=self.mixed(self.words_of(figure)),
            value=f"{figure.value:f}",
            measure=self.text(measure.name),
            measure_path=addresses.measure(self.code, figure.measure),
            label=self.text(figure.label),
            period=figure.period and self.dated(figure.period),
            speaker=self.speaker(figure.said_by),
            via=self.speaker(figure.via),
            standing=self.standing(figure.standing),
            citations=self.cited(figure.sources),
            remarks=self.remarks(figure),
        )

    def statement(self, n: int, statement: schema.Statement) -> views.Statement:
        return views.Statement(
            id=fragments.statement(n, statement.id),
            text=self.text(statement.text),
            speaker=self.speaker(statement.said_by),
            via=self.speaker(statement.via),
            standing=self.standing(statement.standing),
            citations=self.cited(statement.sources),
            remarks=self.remarks(statement),
        )

    def other_date(self, n: int, other: schema.OtherDate) -> views.OtherDate:
        return views.OtherDate(
            id=fragments.other_date(n),
            date=self.dated(other.date),
            note=self.text(other.note),
            citations=self.cited(other.sources),
            remarks=self.remarks(other),
        )

    def disagreement(self, n: int, whole: schema.Disagreement) -> views.Disagreement:
        accounts = (
            views.Account(self.speaker(a.said_by), self.text(a.text), self.cited(a.sources), self.remarks(a))
            for a in whole.accounts
        )
        return views.Disagreement(
            id=fragments.disagreement(n, whole.id),
            about=self.text(whole.about),
            accounts=tuple(accounts),
            note=self.text(whole.note),
            remarks=self.remarks(whole),
        )

    def related(self, id: str) -> tuple[views.Related, ...]:
        groups: dict[str, list[Card]] = {}
        for kind, forward, other in self.timeline.related.get(id, ()):
            words = self.language.relations[kind]
            groups.setdefault(words.forward if forward else words.backward, []).append(self.cards[other])
        return tuple(views.Related(label, tuple(cards)) for label, cards in groups.items())

    def version(self, entry: Entry) -> Dated | None:
        """The day of a record's last change, where it is known."""
        stamp = self.timeline.version(entry)
        return self.dated(edtf.parse(stamp[:10])) if stamp else None

    def body(self, entry: Entry) -> views.Body | None:
        return self.prose(entry.record.body, entry.record.figures)

    def prose(self, words: Mapping[str, str] | None, figures: Mapping[str, schema.Figure]) -> views.Body | None:
        """A Markdown text, of an event or of a path."""
        if not words or not any(text.strip() for text in words.values()):
            return None
        text = self.text(words)
        code = self.code if isinstance(text, str) else text.lang
        blocks = self.convert(views.plain(text), self.timeline.languages[code], figures)
        return views.Body(blocks) if code == self.code else views.Body(blocks, text.lang, text.dir)

    def convert(
        self, text: str, language: Language, figures: Mapping[str, schema.Figure]
    ) -> tuple[views.Paragraph, ...]:
        """A text as HTML, each of its outermost elements with an address: by its name, else by its number. What it
        refers to is named in the text's own language."""

        def resolve(name: str) -> prose.Target:
            if name.startswith("#"):
                return prose.Target(f"#{fragments.figure(name[1:])}", self.words_of(figures[name[1:]], language))
            id = self.timeline.aliases.get(("events", name), name)
            path, title = addresses.record(self.code, "events", id), self.timeline.events[id].record.title
            return prose.Target(f"{addresses.up(path)}{path}", title[language.code])

        markup, _ = self.converter.html(text, resolve)
        isolated = lambda part: views.Prose(prose.with_text(part, lambda text: self.isolated(text, language)))
        return tuple(
            views.Paragraph(id, isolated(before), isolated(after)) for id, before, after in prose.blocks(markup)
        )

    # Pages of the content's own

    def page(self, slug: str) -> views.StaticPage:
        file, language = self.page_file(slug)
        body = views.Body(self.convert(prose.heading_and_text(file.text)[1], language, {}))
        return views.StaticPage(self.titles[slug], body, html_text.first_paragraph(body.markup))

    def page_title(self, file: File, language: Language) -> Words:
        return self.mixed(prose.heading_and_text(file.text)[0], language)

    def page_file(self, slug: str) -> tuple[File, Language]:
        own = (self.code, slug) in self.timeline.pages
        code = self.code if own else next(c for c, s in self.timeline.pages if s == slug)
        return self.timeline.pages[code, slug], self.timeline.languages[code]

    # What lists are made of

    def terms_of(self, kind: str) -> dict[str, views.Term]:
        """Topics as their file orders them, actors and places by name as this language orders names."""
        terms = [self.term(kind, entry) for entry in self.timeline.kinds[kind].values()]
        if kind != "topics":
            terms.sort(key=lambda term: (languages.collation_key(views.plain(term.name)), term.id))
        return {term.id: term for term in terms}

    def term(self, kind: str, entry: Entry) -> views.Term:
        record = entry.record
        is_a = self.language.actor_kinds[record.kind] if kind == "actors" else None
        return views.Term(
            id=entry.id,
            path=addresses.record(self.code, kind, entry.id),
            name=self.text(record.name),
            kind=is_a.one if is_a else "",
            group=is_a.many if is_a else "",
            summary=self.text(record.summary),
            count=self.counted(kind, entry.id),
            wikidata=getattr(record, "wikidata", None) or "",
            remarks=self.remarks(record),
        )

    def found_by(self, kind: str, id: str, name: str, summary: str) -> views.Term:
        """A standing or a kind of source, as a term: its words are the language's own."""
        called = self.language.words[{"standings": "standings", "source-kinds": "source_kind"}[kind]]
        path = addresses.record(self.code, kind, id)
        count = self.counted(kind, id)
        return views.Term(id=id, path=path, name=name, kind=called, group="", summary=summary, count=count)

    def counted(self, kind: str, id: str) -> str:
        """How many events a term has."""
        return self.language.count("events", len(self.timeline.by_term.get((kind, id), ())))

    def source(self, id: str) -> views.Source:
        record: schema.Source = self.timeline.kinds["sources"][id].record
        title = self.text(_own_title(record))
        known = self.timeline.languages.get(record.language)
        return views.Source(
            id=id,
            path=addresses.record(self.code, "sources", id),
            title=title,
            translation=self.text(record.title) if isinstance(title, Text) else "",
            kind=self.language.source_kinds[record.kind],
            outside=record.scope == "outside",
            authors=self.mixed(self.names(record.authors)),
            outlet=self.text(record.outlet),
            published=self.dated(record.published),
            published_note=self.text(record.published_note),
            language=self.language.words.get(f"language_{record.language}")
            or (known.name if known else record.language),
            summary=self.text(record.summary),
            address=record.address or "",
            address_note=self.text(record.address_note),
            archived=record.archived or "",
            count=self.counted("sources", id),
            kind_path=self.kind_terms[record.kind].path if record.kind in self.kind_terms else "",
            remarks=self.remarks(record),
        )


def _own_title(source: schema.Source) -> Mapping[str, str]:
    """A source's title in its own language. One in square brackets is no title but our description, so it
    stands in the reader's."""
    own = source.title.get(source.language, "")
    return {source.language: own} if own and not own.startswith("[") else source.title
