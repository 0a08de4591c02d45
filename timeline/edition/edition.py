"""The timeline in one language: an `Edition` of views, with no other language left to choose from.

After this stage nobody writes `title[lang]`. A text that lacks the edition's language comes in
another, marked with its own `lang` and `dir`. Texts become safe HTML here. Nothing is made before a
page asks for it, so that a preview of one page does not cost the whole site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cached_property, partial
from typing import Any, overload

from timeline import addresses
from timeline.edition import cited_work, dates_in_words, events, periods, sources, terms, texts, views, works
from timeline.edition.lazy_values import Answers, OnDemand, Only
from timeline.edition.views import Card, Citation, Dated, Link, Speaker, Standing, Text, Words
from timeline.records import extract, field_types, schema
from timeline.records.languages import Language
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.text import bidi, edtf, prose, web_address

_MOST, _NOTES = 1200, 4000  # events, and cards and notes, that are held in memory: many times what a page shows


class Edition:
    """One language's whole site as views, by id; each is made when a page asks for it, and then kept."""

    def __init__(self, timeline: Timeline, language: Language, worded: Callable[[str], views.Event] | None = None):
        """`timeline` is sound: what could be wrong with its texts was found when it was resolved. `address` is
        where the site is published, with a slash at its end. `worded` gives an event, where not this edition words
        it: from wherever it was kept (`contributions`)."""
        self.timeline, self.language, self.code = timeline, language, language.code
        self.converter = prose.Prose()
        # What a word of the other direction is marked as: the first language of the site that is written so.
        self.foreign = {
            own: next((code for code, other in timeline.languages.items() if other.direction != own), "")
            for own in ("ltr", "rtl")
        }
        kinds, site = timeline.kinds, timeline.site
        self.title = views.plain(self.text(site.title))
        self.tagline, self.intro, self.rights = map(self.text, (site.tagline, site.intro, site.rights))
        self.cards: Mapping[str, Card] = OnDemand(timeline.events, self.card, most=_NOTES)
        word = worded or (lambda id: events.event(self.extract(id), id))
        self.events: Mapping[str, views.Event] = OnDemand(timeline.events, word, most=_MOST)
        self.sources: Mapping[str, views.Source] = OnDemand(kinds["sources"], partial(sources.source, self))
        self.periods: Mapping[str, views.Period] = OnDemand(kinds["periods"], partial(periods.period, self))
        self.citations: Mapping[tuple[str, str], Citation] = Answers(
            lambda named: sources.citation(self, *named), _NOTES
        )
        self.references: Mapping[str, views.Prose] = OnDemand(
            kinds["sources"], lambda id: works.reference(self, "sources", id)
        )
        self.full_notes: Mapping[Citation, str] = Answers(partial(works.full_note, self), _NOTES)
        self.short_notes: Mapping[Citation, str] = Answers(partial(works.short_note, self), _NOTES)
        self.links: Mapping[tuple[str, str], Link] = OnDemand(
            ((kind, id) for kind in ("topics", "actors", "places", "periods") for id in kinds[kind]),
            self.link,
        )
        self._extracted: tuple[str, Edition] = "", self
        slugs = sorted({slug for _, slug in timeline.pages})
        self.titles: Mapping[str, Words] = OnDemand(slugs, partial(texts.page_title, self))
        self.pages: Mapping[str, views.StaticPage] = OnDemand(slugs, partial(texts.page, self))

    def extract(self, id: str) -> Edition:
        """The edition as whoever words an event is handed it: that event and what it mentions. See `records.extract`.

        What was made of single records is shared; what is made of them all is not there.
        """
        if self._extracted[0] == id:  # whoever makes the pages of an event asks again and again
            return self._extracted[1]
        mentioned = self.timeline.mentions.get(id)
        heads, records = ({id, *mentioned.events}, set(mentioned.records)) if mentioned else (set(), set())
        own = copy(self)
        for name in ("cards_of", "standing_terms", "kind_terms", "terms"):
            vars(own).pop(name, None)
        own.timeline, own._extracted = (
            extract.extract(self.timeline, id),
            ("", own),
        )  # not the one before, and all before it
        own.cards, own.events = Only(self.cards, heads.__contains__), Only(self.events, {id}.__contains__)
        own.links = Only(self.links, records.__contains__)
        own.citations = Only(self.citations, lambda named: ("sources", named[0]) in records)
        own.full_notes, own.short_notes = (
            Only(notes, lambda citation: ("sources", citation.source) in records)
            for notes in (self.full_notes, self.short_notes)
        )
        own.sources, own.periods, own.references, own.titles, own.pages = {}, {}, {}, {}, {}
        self._extracted = id, own
        return own

    @cached_property
    def cards_of(self) -> Mapping[tuple[str, str], tuple[Card, ...]]:
        """(kind, id) of a term -> its events."""
        return OnDemand(self.timeline.by_term, lambda key: tuple(self.cards[id] for id in self.timeline.by_term[key]))

    @cached_property
    def standing_terms(self) -> Mapping[str, views.Term]:
        """By code, those that occur."""
        return {
            code: terms.found_by(self, "standings", code, explained.name, explained.meaning)
            for code, explained in self.language.standings.items()
            if ("standings", code) in self.timeline.by_term
        }

    @cached_property
    def kind_terms(self) -> Mapping[str, views.Term]:
        """By kind of source, those that an event rests on, and whichever the project names itself: whoever was given
        the address of one finds it."""
        return {
            id: terms.found_by(self, "source_kinds", id, self.text(kind.name), self.language.words["source_kind_help"])
            for id, kind in self.timeline.source_kinds.items()
            if ("source_kinds", id) in self.timeline.by_term or id in self.timeline.kinds["source_kinds"]
        }

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, views.Term]]:
        """By kind and id."""
        return {kind: terms.terms(self, kind) for kind in ("topics", "actors", "places")}

    @cached_property
    def credit(self) -> str:
        """Whose it is, where, and under which licence, in a line to copy."""
        site = self.timeline.site
        licence = views.plain(self.text(site.licence.name)) if site.licence else ""
        return self.mixed(
            self.language.words["credit_comma"].join(filter(None, (self.title, site.address, licence))) + "."
        )

    @cached_property
    def publisher(self) -> views.Publisher | None:
        """Who answers for the site, where it says so."""
        said = self.timeline.site.publisher
        if said is None:
            return None
        return views.Publisher(
            name=self.text(said.name),
            address=said.address or "",
            corrections=said.corrections,
            mailbox=web_address.mailbox(said.corrections),
        )

    # Words, and the small things that pages are made of

    def text(self, words: Mapping[str, str] | None, own_language: bool = False) -> Words:
        """The words in this edition's language, or in another and marked so: for want of a translation, or because
        they are to stand in their `own_language`."""
        if not words:
            return ""
        own = words.get(self.code, "")
        if own.strip():
            return self.mixed(own)
        for code in (*self.timeline.languages, *words):
            if words.get(code, "").strip():
                known = self.timeline.languages.get(code)
                text = self.mixed(words[code], known) if known else words[code]
                return Text(text, code, known.direction if known else "auto", own=own_language)
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
        return self._card(self.timeline.events[id], self.code)

    def pointed(self, id: str) -> Card:
        """An event that another one points at: where a growing edition does not have it, its page in a whole one."""
        if id in self.timeline.events:
            return self.cards[id]
        complete = self.timeline.complete
        return self._card(self.timeline.elsewhere["events"][id], complete)._replace(lang=complete)

    def _card(self, entry: Entry[schema.Event], code: str) -> Card:
        event = entry.record
        return Card(
            id=entry.id,
            path=addresses.record(code, "events", entry.id),
            title=self.text(event.title),
            date=self.dated(event.date),
            summary=self.text(event.summary),
        )

    def has(self, kind: str, id: str) -> bool:
        """Whether a record has a page in this edition."""
        return id in self.timeline.kinds[kind]

    def cited(self, citations: Iterable[schema.Citation]) -> tuple[Citation, ...]:
        return tuple(self.citations[c.id, self.locator(c.at)] for c in citations)

    def locator(self, at: str | Mapping[str, str] | None) -> str:
        return self.language.locator(at) if isinstance(at, str) else views.plain(self.text(at))

    def names(self, authors: Iterable[schema.Author]) -> Words:
        """Authors as one says their names, joined; in another language, and marked so, where one of them lacks this."""
        authors = list(authors)
        spoken = [name.spoken for name in self.authors(authors)]
        for text in (self.text(author.name or author.family) for author in authors):
            if isinstance(text, Text) and (known := self.timeline.languages.get(text.lang)):
                return Text(self.mixed(known.join(spoken), known), known.code, known.direction)
        return self.mixed(self.language.join(spoken))

    def authors(self, authors: Iterable[schema.Author]) -> tuple[cited_work.Name, ...]:
        words = lambda text: views.plain(self.text(text))
        return tuple(cited_work.Name(words(a.name or a.family), words(a.given)) for a in authors)

    @overload
    def speaker(self, said_by: None) -> None: ...

    @overload
    def speaker(self, said_by: str | Mapping[str, str]) -> Speaker: ...

    def speaker(self, said_by: str | Mapping[str, str] | None) -> Speaker | None:
        """Who says something, as the record has it: an actor's id, or words for someone who has none."""
        if said_by is None:
            return None
        if isinstance(said_by, str):
            link = self.links["actors", said_by]
            return Speaker(link.text, link.path, said_by)
        return Speaker(self.text(said_by))

    def standing(self, code: field_types.Standing) -> Standing:
        return Standing(code, self.language.standings[code].name)

    def words_of(self, figure: schema.Figure, language: Language | None = None) -> Words:
        """A figure's number with its bound and its unit, in this edition's language or another; where the unit lacks
        that, all in one that has it, and marked so."""
        unit, language = self.timeline.measures[figure.measure].record.unit, language or self.language
        if language.code in unit:
            return self.mixed(language.amount(figure.value, unit[language.code], figure.bound), language)
        other = next(known for code, known in self.timeline.languages.items() if code in unit)
        amount = other.amount(figure.value, unit[other.code], figure.bound)
        return Text(self.mixed(amount, other), other.code, other.direction)

    def lessons(self, id: str) -> tuple[Link, ...]:
        """The paths that have an event as a step."""
        lessons = self.timeline.lessons
        return tuple(
            Link(self.text(lessons[lesson].record.title), addresses.record(self.code, "paths", lesson))
            for lesson in self.timeline.lessons_of.get(id, ())
        )

    def during(self, id: str) -> tuple[views.During, ...]:
        """The periods in which an event falls."""
        fallen = self.timeline.during.get(id, ())
        return tuple(views.During(self.links["periods", period], wholly) for period, wholly in fallen)

    def link(self, term: tuple[str, str]) -> Link:
        kind, id = term
        return Link(self.text(self.timeline.kinds[kind][id].record.name), addresses.record(self.code, kind, id))

    def remarks(self, record: schema.Record) -> tuple[views.Remark, ...]:
        """The texts of a record that the schema says are shown wherever the record is."""
        marked = schema.remarks(type(record)).items()
        return tuple(
            views.Remark(name.replace("_", "-"), self.language.words[word], self.text(text))
            for name, word in marked
            if (text := getattr(record, name))
        )

    def version(self, entry: Entry[Any]) -> Dated | None:
        """The day of a record's last change, where it is known."""
        stamp = self.timeline.version(entry)
        return self.dated(edtf.parse(stamp[:10])) if stamp else None

    def counted(self, kind: str, id: str) -> str:
        """How many events a term has; of a place that has none, but from which reports were sent, that this is so."""
        if kind == "places" and (named := self.timeline.whereabouts.get(id)) and named.part == "dateline":
            return self.language.words["map_dateline"]
        return self.language.count("events", len(self.timeline.by_term.get((kind, id), ())))
