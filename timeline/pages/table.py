"""What the site consists of, as one table: every page's path, its template and what it shows.

The answer to "which pages exist?" is `Pages.targets` for each edition, and `commons` for what belongs to none.
A page is handed all it may read, so what it depends on needs no list: it is its template, its `Page` and its
`Frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.build.origins import origins
from timeline.downloads import exports, feeds, ical, json_ld, schema_org
from timeline.drawing import axis
from timeline.edition import citation_files, views
from timeline.edition.edition import Edition, OnDemand
from timeline.faults.diagnostic import Diagnostic, Span, tell
from timeline.pages import commons, embed, filters, lessons, listings, record_book, search_index, selection
from timeline.pages.commons import Shown
from timeline.pages.frame import NAV, frame
from timeline.pages.script_data import Packets
from timeline.records.resolve import Timeline
from timeline.records.schema import ActorKind
from timeline.records.yaml_file import File
from timeline.target import Target

LISTED = 200  # events that the home page lists; of more it lists the years
# The form in .github/ISSUE_TEMPLATE/ for a mistake in a record: the word that leads to it, its name, its field.
_FORMS = {"events": ("correct_event", "correct-event", "event"), "sources": ("dead_link", "dead-link", "source")}


class Table(NamedTuple):
    """`telling` gives the data pages as they stand beside an archive of so many bytes; `targets` has them as they
    stand within it, or where there is none."""

    targets: list[Target]
    telling: Callable[[int | None], list[Target]]


def table(
    timeline: Timeline,
    editions: Mapping[str, Edition],
    packed: Mapping[str, Packets],
    assets: Mapping[str, bytes],
    address: str,
    fonts: str = "",
) -> tuple[Table, list[Diagnostic]]:
    """Every file of the site but those of `packed` and the archive of it all, by path, and the paths that two
    pages lay claim to. `fonts` is the digest of what cards are drawn with, where they are drawn."""
    frames = {
        code: frame(edition, assets, address, addresses.card(code) if fonts or code in timeline.cards else "")
        for code, edition in editions.items()
    }
    targets = [Target(addresses.asset(name), data=data) for name, data in assets.items()]
    targets += [Target(addresses.card(code), data=data) for code, data in timeline.cards.items()]
    targets += commons.front(editions, frames)
    for code, edition in editions.items():
        targets += Pages(timeline, edition, frames[code], editions, packed, bool(fonts)).targets()
        targets += (*feeds.targets(edition, frames[code]), *ical.targets(edition, frames[code]))
        if fonts:
            targets += commons.pictures(
                edition, views.Plate(code, edition.language.direction, fonts), code in timeline.cards
            )
    targets += commons.in_all_languages(editions, frames)
    downloads = exports.targets(timeline, editions)
    targets += downloads

    def telling(archive: int | None) -> list[Target]:
        made = (Pages(timeline, e, frames[code], editions, packed, bool(fonts)) for code, e in editions.items())
        return [edition.data(downloads, archive) for edition in made]

    targets += telling(None)
    targets += commons.machine_readable(tuple(targets), next(iter(frames.values())), editions)
    taken: dict[str, Target] = {}
    faults = []
    for target in targets:
        if (other := taken.setdefault(target.path, target)) is not target:
            files = [file for page in (target.page, other.page) for file in origins(timeline, page)]
            where = next((file for file in files if file != "content/site.yaml"), "content")
            message = tell("two pages would both be `{path}`", path=target.path)
            faults.append(Diagnostic("same-address", message, Span(where), tell("rename one of the records")))
    return Table([taken[path] for path in sorted(taken)], telling), faults


def packed(timeline: Timeline, editions: Mapping[str, Edition]) -> dict[str, Packets]:
    """What scripts load, by the kind of page that they do it for; every event has to be read for it."""
    return {"search": search_index.indexes(editions), "selection": selection.shelves(timeline, editions)}


def packed_files(packed: Mapping[str, Packets]) -> list[Target]:
    """The files of all that, each named by its content."""
    files = (files for packets in packed.values() for _, files in packets.values())
    return [Target(path, data=data) for some in files for path, data in some.items()]


class Pages:
    """The pages of one edition, a method for each kind."""

    def __init__(
        self,
        timeline: Timeline,
        edition: Edition,
        frame: views.Frame,
        editions: Mapping[str, Edition],
        packed: Mapping[str, Packets],
        drawn: bool,
    ):
        self.timeline, self.edition, self.frame, self.drawn = timeline, edition, frame, drawn
        self.editions, self.packed = editions, packed
        self.code, self.words = frame.lang, edition.language.words
        self.voice = schema_org.Voice(edition)

    def targets(self) -> Iterator[Target]:
        """Every page of the edition; a section with nothing to show is left out."""
        empty = {addresses.section(self.code, name) for name in NAV} - {link.path for link in self.frame.nav}
        for pages in (
            self.home,
            self.events,
            self.embeds,
            self.years,
            self.story,
            self.record,
            self.paths,
            self.topics_actors_places,
            self.sources,
            self.source_kinds,
            self.figures,
            self.disagreements,
            self.standings,
            self.search,
            self.selection,
            self.static,
            self.redirects,
        ):
            yield from (target for target in pages() if target.path not in empty)

    def page(
        self,
        path: str,
        template: str,
        show: Callable[[], Shown],
        section: str = "",
        more: Callable[[], Mapping[str, object]] = dict,
    ) -> Target:
        """A page of the edition; `show` gives its title, its description and its subject, `more` what else its
        `views.Page` has, by name."""

        def make() -> views.Page:
            title, description, subject = show()
            title, short = views.plain(title), commons.short(views.plain(description))
            others = self.alternates(path)
            page = views.Page(path, addresses.up(path), title, short, others, section, subject, **more())
            return page._replace(linked=json_ld.of_page(self.voice, self.frame, page))

        return Target(path, template, make, self.frame)

    def repository(self, file: File, kind: str = "", id: str = "") -> tuple[views.Link, ...]:
        """Where the form for a mistake in a record is, where its file is kept, and how that has changed; nothing
        where the site names no repository."""
        base, words = self.timeline.site.repository, self.words
        if not base:
            return ()
        links = [
            views.Link(words["page_file"], addresses.stored(base, "blob", file.path)),
            views.Link(words["page_history"], addresses.stored(base, "commits", file.path)),
        ]
        if kind:
            word, form, field = _FORMS[kind]
            links.insert(0, views.Link(words[word], addresses.form(base, form, field, id)))
        return tuple(links)

    def alternates(self, path: str) -> tuple[views.Alternate, ...]:
        return tuple(
            views.Alternate(code, e.language.direction, e.language.name, addresses.in_language(path, code))
            for code, e in self.editions.items()
        )

    def section(self, name: str, template: str, subject: Callable[[], object]) -> Target:
        """The page of a whole section, which the navigation leads to."""
        path = addresses.section(self.code, name)
        show = lambda: (self.words[f"nav_{name}"], self.words[f"{name}_help"], subject())
        return self.page(path, template, show, path)

    def home(self) -> Iterator[Target]:
        e = self.edition

        def show() -> Shown:
            topics = {id: term.name for id, term in e.terms["topics"].items()}
            axes = axis.axes(axis.happenings(self.timeline, e), topics, e.language)
            listed = len(e.events) <= LISTED
            home = views.Home(
                e.intro,
                e.language.count("events", len(e.events)),
                axes,
                axis.legend(axes, e.language),
                listings.key_figures(self.timeline.site.key_figures, e.events),
                tuple(
                    views.YearGroup(y.year, filters.rows(self.timeline, e, y.cards) if listed else ())
                    for y in e.years.values()
                ),
                listed,
                filters.filters(e) if listed else None,
            )
            return e.title, e.tagline, home

        yield self.page(addresses.home(self.code), "home.html", show)

    def events(self) -> Iterator[Target]:
        e = self.edition

        def all() -> Shown:
            rows = filters.rows(self.timeline, e, e.cards.values())
            subject = views.EventList(rows, filters.filters(e), (*feeds.links(e), *ical.links(e)))
            return self.words["all_events"], self.words["all_events_help"], subject

        def one(id: str) -> Shown:
            return e.cards[id].title, e.cards[id].summary, e.events[id]

        def more(id: str) -> Mapping[str, object]:
            entry, licence = self.timeline.events[id], self.timeline.site.licence
            more = {
                "card": addresses.card(self.code, id) if self.drawn else "",
                "repository": self.repository(entry.file, "events", id),
                "parallel": addresses.parallel("events", id) if len(self.editions) > 1 else "",
                "cite": e.cite("events", id),
                "meta": citation_files.head(
                    e.work("events", id), licence.address if licence else "", entry.record.date.text
                ),
            }
            return {**more, **self.embeddable("events", id)} if self.frame.address else more

        yield self.page(addresses.section(self.code, "events"), "events.html", all)
        for id in e.events:
            yield self.page(
                addresses.record(self.code, "events", id), "event.html", partial(one, id), more=partial(more, id)
            )

    def embeds(self) -> Iterator[Target]:
        """Each event and each path for other sites' frames, and what oEmbed says of it, which takes whole addresses."""

        def one(path: str, kind: str, id: str) -> views.Page:
            shown = commons.embedded(self.edition, kind, id)
            return commons.alone(path, (shown.title, shown.summary, shown))

        for kind in ("events", "paths"):
            for id in self.timeline.kinds[kind]:
                path = addresses.embed(self.code, kind, id)
                yield Target(path, "embed.html", partial(one, path, kind, id), self.frame)
                if self.frame.address:
                    yield Target(addresses.oembed(self.code, kind, id), data=partial(self.oembed, kind, id))

    def oembed(self, kind: str, id: str) -> bytes:
        picture = (self.drawn and kind == "events" and addresses.card(self.code, id)) or self.frame.card
        provider = self.edition.title, self.frame.address + self.frame.home
        shown, code = commons.embedded(self.edition, kind, id), self.snippet(self.edition, kind, id)
        return embed.oembed(shown, code, provider, picture and self.frame.address + picture)

    def embeddable(self, kind: str, id: str) -> Mapping[str, object]:
        """What a record's page says of its embedding: the code, in its own language first, and where oEmbed asks."""
        own, others = self.edition, (e for code, e in self.editions.items() if code != self.code)
        codes = ((e.language.code, e.language.name, self.snippet(e, kind, id)) for e in (own, *others))
        path = addresses.oembed(self.code, kind, id)
        offer = views.Offer("application/json+oembed", views.plain(commons.embedded(own, kind, id).title), path, True)
        return {"embeds": tuple(map(views.Snippet._make, codes)), "offers": (offer,)}

    def snippet(self, edition: Edition, kind: str, id: str) -> str:
        shown, address = (
            commons.embedded(edition, kind, id),
            self.frame.address + addresses.embed(edition.code, kind, id),
        )
        return embed.code(shown, f"{views.plain(shown.title)} · {edition.title}", address)

    def years(self) -> Iterator[Target]:
        e, section = self.edition, addresses.section(self.code, "years")

        def one(number: int) -> Shown:
            subject = e.years[number]._replace(record=record_book.path(e, number))
            return subject.year.text, f"{subject.year.text}: {subject.year.count}. {e.tagline}", subject

        yield self.section("years", "years.html", lambda: views.YearList(tuple(y.year for y in e.years.values())))
        for number in listings.year_numbers(self.timeline):
            yield self.page(addresses.year(self.code, number), "year.html", partial(one, number), section)

    def story(self) -> Iterator[Target]:
        """The events one after another: one page, or the years and a page for each."""
        e, section = self.edition, addresses.section(self.code, "story")

        def part(path: str) -> Shown:
            year, story = e.story[path]
            return f"{self.words['nav_story']} · {year.text}", f"{year.text}: {year.count}. {e.tagline}", story

        if len(e.events) <= listings.STORY_LIMIT:
            yield self.section("story", "story.html", lambda: e.story[section][1])
            return
        yield self.section(
            "story", "years.html", lambda: views.YearList(tuple(year for year, _ in e.story.values() if year))
        )
        for number in listings.year_numbers(self.timeline):
            path = addresses.year(self.code, number, "story")
            yield self.page(path, "story.html", partial(part, path), section)

    def record(self) -> Iterator[Target]:
        """Every event in full: a book for each year, and one of all where that is not too long."""
        e, section, word = self.edition, self.frame.record, self.words["record"]

        def one(number: int | None) -> Shown:
            subject = record_book.book(e, number)
            if number is None:
                return word, f"{subject.count}. {self.words['record_help']}", subject
            year = subject.chapters[0].year
            return f"{word} · {year.text}", f"{year.text}: {year.count}. {self.words['record_help']}", subject

        def list() -> Shown:
            years = (y.year._replace(path=record_book.path(e, y.year.number)) for y in e.years.values())
            return word, self.words["record_help"], views.YearList(tuple(years))

        for number in record_book.numbers(e):
            if number is None:
                yield self.page(section, "book.html", partial(one, None))
            else:
                yield self.page(record_book.path(e, number), "book.html", partial(one, number))
        if None not in record_book.numbers(e):
            yield self.page(section, "years.html", list)

    def topics_actors_places(self) -> Iterator[Target]:
        e = self.edition
        kinds = [e.language.actor_kinds[kind].many for kind in ActorKind.__args__]

        def one(kind: str, id: str) -> Shown:
            term, key = e.terms[kind][id], (kind, id)
            said = e.said.get(key, ()) if kind == "actors" else ()
            follow = feeds.links(e, id) if kind == "topics" else ()
            subject = views.TermPage(term, e.cards_of.get(key, ()), said, self.words["what_they_say"], follow)
            return views.plain(term.name), views.plain(term.summary), subject

        def more(kind: str, id: str) -> Mapping[str, object]:
            return {"offers": feeds.offers(e, id) if kind == "topics" else ()}

        for kind in ("topics", "actors", "places"):
            section = addresses.section(self.code, kind)
            groups = lambda kind=kind: views.TermList(_groups(e.terms[kind].values(), kinds))
            yield self.section(kind, "terms.html", groups)
            for id in self.timeline.kinds[kind]:
                path = addresses.record(self.code, kind, id)
                yield self.page(path, "term.html", partial(one, kind, id), section, partial(more, kind, id))

    def sources(self) -> Iterator[Target]:
        e = self.edition

        def list() -> views.SourceList:
            return views.SourceList(
                tuple(
                    views.SourceGroup(self.words[name], tuple(s for s in e.sources.values() if s.outside == outside))
                    for name, outside in (("documents", False), ("outside_sources", True))
                )
            )

        def one(id: str) -> Shown:
            source = e.sources[id]
            subject = views.SourcePage(source, e.said.get(("sources", id), ()))
            return views.plain(source.title), views.plain(source.summary), subject

        def more(id: str) -> Mapping[str, object]:
            entry = self.timeline.kinds["sources"][id]
            linked = entry.record.address or entry.record.archived  # without a link none is dead
            repository = self.repository(entry.file, "sources" if linked else "", id)
            return {"repository": repository, "cite": e.cite("sources", id)}

        yield self.section("sources", "sources.html", list)
        for id in e.sources:
            path, section = addresses.record(self.code, "sources", id), addresses.section(self.code, "sources")
            yield self.page(path, "source.html", partial(one, id), section, partial(more, id))

    def source_kinds(self) -> Iterator[Target]:
        e, section = self.edition, addresses.section(self.code, "sources")

        def one(kind: str, term: views.Term) -> Shown:
            subject = views.TermPage(term, e.cards_of["source-kinds", kind], (), "")
            return term.name, f"{term.name}. {term.summary}", subject

        for kind, term in e.kind_terms.items():
            yield self.page(term.path, "term.html", partial(one, kind, term), section)

    def figures(self) -> Iterator[Target]:
        def show() -> views.Figures:
            drawn = tuple(group for group in self.edition.measures if len(group.rows) > 1)
            single = tuple(group for group in self.edition.measures if len(group.rows) == 1)
            doubt = any(row.figure.standing.code in ("claimed", "disputed") for group in drawn for row in group.rows)
            return views.Figures(drawn, single, listings.marks(drawn, self.edition.language), doubt)

        yield self.section("figures", "figures.html", show)

    def disagreements(self) -> Iterator[Target]:
        def show() -> views.Disagreements:
            events = self.edition.events.values()
            return views.Disagreements(tuple(views.DisagreementRow(d, e.card) for e in events for d in e.disagreements))

        yield self.section("disagreements", "disagreements.html", show)

    def standings(self) -> Iterator[Target]:
        e, words, terms = self.edition, self.words, self.edition.standing_terms

        def all() -> Shown:
            rows = tuple(
                views.StandingRow(views.Standing(code, explained.name), explained.meaning, terms.get(code))
                for code, explained in e.language.standings.items()
            )
            return words["standings"], words["standings_help"], views.Standings(rows)

        def one(code: str, term: views.Term) -> Shown:
            subject = views.TermPage(term, (), e.said["standings", code], words["events"])
            return term.name, f"{term.name}: {term.summary}", subject

        yield self.page(addresses.section(self.code, "standings"), "standings.html", all)
        for code, term in terms.items():
            yield self.page(term.path, "term.html", partial(one, code, term))

    def search(self) -> Iterator[Target]:
        language = self.edition.language

        def show() -> views.Search:
            index, _ = self.packed["search"][self.code]
            found = tuple(search_index.forms(language.counts["found"]))
            digits, grouping = language.shown("0123456789"), language.shown(language.grouping)
            return views.Search(index, found, digits, grouping, search_index.letters(self.edition))

        yield self.section("search", "search.html", show)

    def data(self, downloads: Sequence[Target], archive: int | None) -> Target:
        """What can be taken away, with the size of the whole site's archive where that stands beside it."""
        path, words = addresses.section(self.code, "data"), self.words
        subject = lambda: exports.page(self.timeline, self.code, self.editions, downloads, archive)
        return self.page(path, "data.html", lambda: (words["nav_data"], words["data_help"], subject()), path)

    def selection(self) -> Iterator[Target]:
        language = self.edition.language

        def show() -> Shown:
            index, _ = self.packed["selection"][self.code]
            counted = tuple(search_index.forms(language.counts["events"]))
            names = [name for name in ("paths", "search") if self.timeline.kinds.get(name) or name == "search"]
            ways = tuple(views.Link(self.words[f"nav_{name}"], addresses.section(self.code, name)) for name in names)
            subject = views.Selection(index, counted, language.place, ways)
            return self.words["selection"], self.words["selection_help"], subject

        if self.frame.selection:
            yield self.page(self.frame.selection, "selection.html", show)

    def paths(self) -> Iterator[Target]:
        """Events in an order, for a class: each path with its sheets and slides."""
        e, section = self.edition, addresses.section(self.code, "paths")
        shown = OnDemand(self.timeline.kinds["paths"], partial(lessons.lesson, e))

        def one(id: str, subject: Callable[[], object]) -> Shown:
            card = shown[id].card
            return card.title, card.summary, subject()

        def more(id: str) -> Mapping[str, object]:
            repository = self.repository(self.timeline.kinds["paths"][id].file)
            beside = addresses.parallel("paths", id) if len(self.editions) > 1 else ""
            more = {"repository": repository, "parallel": beside}
            return {**more, **self.embeddable("paths", id)} if self.frame.address else more

        yield self.section("paths", "paths.html", lambda: views.LessonList(tuple(lessons.card(e, id) for id in shown)))
        for id in shown:
            whole = partial(shown.__getitem__, id)
            path = addresses.record(self.code, "paths", id)
            yield self.page(path, "path.html", partial(one, id, whole), section, partial(more, id))
            pupils, key, slides = (addresses.lesson(self.code, id, form) for form in addresses.LESSON_FORMS)
            bare = lambda whole=whole, path=pupils: lessons.sheet(e, lessons.without_answers(whole()), path)
            full = lambda whole=whole, path=key: lessons.sheet(e, whole(), path)
            yield self.page(pupils, "sheet.html", partial(one, id, bare), section)
            yield self.page(key, "sheet.html", partial(one, id, full), section)
            yield self.page(slides, "story.html", partial(one, id, partial(lessons.slides, e, id)), section)

    def static(self) -> Iterator[Target]:
        e = self.edition

        def one(slug: str) -> Shown:
            subject = e.pages[slug]
            return subject.title, subject.description or e.tagline, subject

        def more(slug: str) -> Mapping[str, object]:
            return {"repository": self.repository(self.timeline.pages[self.code, slug])}

        for slug in e.titles:
            path = addresses.section(self.code, slug)
            yield self.page(path, "page.html", partial(one, slug), path, partial(more, slug))

    def redirects(self) -> Iterator[Target]:
        """A page at each former address, which leads to the present one."""
        e = self.edition

        def one(kind: str, id: str, to: str) -> Shown:
            if kind == "paths":
                title = views.plain(lessons.card(e, id).title)
            else:
                named = {"events": e.cards, "sources": e.sources}.get(kind)
                title = views.plain(named[id].title if named else e.terms[kind][id].name)
            return title, title, views.Redirect(to, title)

        def framed(kind: str, id: str, path: str) -> views.Page:
            return commons.alone(path, one(kind, id, addresses.embed(self.code, kind, id)))

        for (kind, former), id in self.timeline.aliases.items():
            was, now = (addresses.record(self.code, kind, name) for name in (former, id))
            yield self.page(was, "redirect.html", partial(one, kind, id, now))
            if kind in ("events", "paths"):
                was = addresses.embed(self.code, kind, former)
                yield Target(was, "redirect.html", partial(framed, kind, id, was), self.frame)
                if self.frame.address:  # whoever asks oEmbed of the former address gets the present answer
                    yield Target(addresses.oembed(self.code, kind, former), data=partial(self.oembed, kind, id))
            for form in addresses.LESSON_FORMS if kind == "paths" else ():
                was, now = (addresses.lesson(self.code, name, form) for name in (former, id))
                yield self.page(was, "redirect.html", partial(one, kind, id, now))


def _groups(terms: Iterable[views.Term], order: Iterable[str]) -> tuple[views.TermGroup, ...]:
    """Terms by kind, in the order of kinds that all editions have; those without a kind all in one group."""
    groups: dict[str, list[views.Term]] = {name: [] for name in (*order, "")}
    for term in terms:
        groups[term.group].append(term)
    return tuple(views.TermGroup(name, tuple(items)) for name, items in groups.items() if items)
