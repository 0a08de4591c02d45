"""What the site consists of, as one table: every page's path, its template and what it shows.

The answer to "which pages exist?" is `_Edition.targets` and, before the editions, `_front` and
`_machine_readable`. A page is handed all it may read, so what it depends on needs no list: it is its
template, its `Page` and its `Frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from timeline import axis, cards, exports, filters, listings, policy, routes, search, views
from timeline.diagnostics import Diagnostic, Span, tell
from timeline.edition import Edition
from timeline.origins import origins
from timeline.resolve import Timeline
from timeline.schema import ActorKind
from timeline.target import Target
from timeline.yamlfile import File

# What the navigation leads to, before the static pages.
NAV = ("story", "figures", "disagreements", "topics", "actors", "places", "sources", "years", "search")
LISTED = 200  # events that the home page lists; of more it lists the years
# The form in .github/ISSUE_TEMPLATE/ for a mistake in a record: the word that leads to it, its name, its field.
_FORMS = {"events": ("correct_event", "correct-event", "event"), "sources": ("dead_link", "dead-link", "source")}
Shown = tuple[views.Words, views.Words, object]  # a page's title, its description, its subject
_UNLISTED = ("404.html", "redirect.html", "card.svg")  # not for a sitemap


class Table(NamedTuple):
    """`telling` gives the data pages as they stand beside an archive of so many bytes; `targets` has them as they
    stand within it, or where there is none."""

    targets: list[Target]
    telling: Callable[[int | None], list[Target]]


def table(
    timeline: Timeline,
    editions: Mapping[str, Edition],
    indexes: search.Indexes,
    assets: Mapping[str, bytes],
    address: str,
    fonts: str = "",
) -> tuple[Table, list[Diagnostic]]:
    """Every file of the site but the search's indexes and the archive of it all, by path, and the paths that two
    pages lay claim to. `fonts` is the digest of what cards are drawn with, where they are drawn."""
    frames = {
        code: frame(edition, assets, address, routes.card(code) if fonts or code in timeline.cards else "")
        for code, edition in editions.items()
    }
    targets = [Target(routes.asset(name), data=data) for name, data in assets.items()]
    targets += [Target(routes.card(code), data=data) for code, data in timeline.cards.items()]
    targets += _front(editions, frames)
    for code, edition in editions.items():
        targets += _Edition(timeline, edition, frames[code], editions, indexes, bool(fonts)).targets()
        if fonts:
            targets += _cards(edition, views.Plate(code, edition.language.direction, fonts), code in timeline.cards)
    downloads = exports.targets(timeline, editions)
    targets += downloads

    def telling(archive: int | None) -> list[Target]:
        made = (_Edition(timeline, e, frames[code], editions, indexes, bool(fonts)) for code, e in editions.items())
        return [edition.data(downloads, archive) for edition in made]

    targets += telling(None)
    targets += _machine_readable(tuple(targets), next(iter(frames.values())), editions)
    taken: dict[str, Target] = {}
    faults = []
    for target in targets:
        if (other := taken.setdefault(target.path, target)) is not target:
            files = [file for page in (target.page, other.page) for file in origins(timeline, page)]
            where = next((file for file in files if file != "content/site.yaml"), "content")
            message = tell("two pages would both be `{path}`", path=target.path)
            faults.append(Diagnostic("same-address", message, Span(where), tell("rename one of the records")))
    return Table([taken[path] for path in sorted(taken)], telling), faults


def index_files(indexes: search.Indexes) -> list[Target]:
    """The files of the search's indexes, each named by its content: every event has to be read for them."""
    return [Target(path, data=data) for _, files in indexes.values() for path, data in files.items()]


def frame(edition: Edition, assets: Mapping[str, bytes], address: str, card: str) -> views.Frame:
    language = edition.language
    code, words = language.code, language.words
    filled = sections(edition.timeline)
    nav = [views.Link(words[f"nav_{name}"], routes.section(code, name)) for name in NAV if name in filled]
    nav += [views.Link(title, routes.section(code, slug)) for slug, title in edition.titles.items()]
    return views.Frame(
        code,
        language.direction,
        edition.title,
        edition.tagline,
        edition.rights,
        address,
        urlsplit(address).path,
        views.Vocabulary({name.split(".")[0]: routes.asset(name) for name in assets if name.endswith(".css")}),
        views.Vocabulary({name.split(".")[0]: routes.asset(name) for name in assets if name.endswith(".js")}),
        policy.POLICY,
        routes.home(code),
        routes.section(code, "events"),
        routes.section(code, "standings"),
        next((link for link in nav if link.path == routes.section(code, "about")), None),
        tuple(nav),
        (language.quotation[0], language.quotation[1]),
        views.Vocabulary(words),
        views.Vocabulary({standing: explained.meaning for standing, explained in language.standings.items()}),
        card,
        _licence(edition),
        edition.credit,
    )


def _licence(edition: Edition) -> views.Licence | None:
    licence = edition.timeline.site.licence
    return licence and views.Licence(edition.text(licence.name), licence.address, licence.spdx or "")


def sections(timeline: Timeline) -> set[str]:
    """The sections that have something to show."""
    events = [entry.record for entry in timeline.events.values()]
    holds = {
        "figures": any(event.figures for event in events),
        "disagreements": any(event.disagreements for event in events),
        **dict.fromkeys(("story", "years", "search"), events),
        **{kind: timeline.kinds[kind] for kind in ("sources", "topics", "actors", "places")},
    }
    return {name for name, what in holds.items() if what}


def _front(editions: Mapping[str, Edition], frames: Mapping[str, views.Frame]) -> Iterator[Target]:
    """What stands before the editions: the door, and the page for an address that leads nowhere."""
    door = views.Door(
        tuple(
            views.EditionDoor(
                code,
                e.language.direction,
                e.language.name,
                e.title,
                e.tagline,
                e.intro,
                e.language.words["enter"],
                e.language.words["not_found"],
                e.language.words["not_found_help"],
                routes.home(code),
                routes.section(code, "search"),
                e.language.words["search_label"],
                e.language.words["search_button"],
                e.language.words["navigation"],
                frames[code].nav,
            )
            for code, e in editions.items()
        )
    )
    title = " · ".join(dict.fromkeys(e.title for e in editions.values()))
    description = " ".join(e.tagline for e in editions.values())
    for path, template in ((routes.DOOR, "door.html"), (routes.NOT_FOUND, "404.html")):
        page = views.Page(path, "", title, description, (), "", door)
        yield Target(path, template, page, next(iter(frames.values())))


def _cards(edition: Edition, plate: views.Plate, has_one: bool) -> Iterator[Target]:
    """The pictures of an edition: each event's own, and that of all other pages where none was brought."""
    code, direction = edition.language.code, edition.language.direction
    title = edition.title, edition.tagline
    pictures = {
        routes.card(code, id): lambda id=id: cards.event(edition.events[id], title, direction) for id in edition.events
    }
    if not has_one:
        years = listings.year_numbers(edition.timeline)
        pictures[routes.card(code)] = lambda: cards.site(
            *title, [edition.years[n].year for n in years], direction, routes.home(code)
        )
    for path, picture in pictures.items():
        page = lambda path=path, picture=picture: views.Page(path, "", "", "", (), "", picture())
        yield Target(path, "card.svg", page, plate)


def _machine_readable(targets: Sequence[Target], frame: views.Frame, editions: Iterable[str]) -> Iterator[Target]:
    """The sitemap, which needs the site's address to say anything, the robots' page and the host's headers."""
    if frame.address:

        def sitemap() -> views.Page:
            listed = sorted((t for t in targets if t.template and t.template not in _UNLISTED), key=lambda t: t.path)
            entries = (views.SitemapEntry(t.path, tuple((a.lang, a.path) for a in t.page.alternates)) for t in listed)
            return views.Page(routes.SITEMAP, "", "", "", (), "", views.Sitemap(tuple(entries)))

        yield Target(routes.SITEMAP, "sitemap.xml", sitemap, frame)
    headers = views.Headers(policy.rules(editions))
    for path, template, subject in ((routes.ROBOTS, "robots.txt", None), (routes.HEADERS, "headers.txt", headers)):
        yield Target(path, template, views.Page(path, "", "", "", (), "", subject), frame)


class _Edition:
    """The pages of one edition, a method for each kind."""

    def __init__(
        self,
        timeline: Timeline,
        edition: Edition,
        frame: views.Frame,
        editions: Mapping[str, Edition],
        indexes: search.Indexes,
        drawn: bool,
    ):
        self.timeline, self.edition, self.frame, self.drawn = timeline, edition, frame, drawn
        self.editions, self.indexes = editions, indexes
        self.code, self.words = frame.lang, edition.language.words

    def targets(self) -> Iterator[Target]:
        """Every page of the edition; a section with nothing to show is left out."""
        empty = {routes.section(self.code, name) for name in NAV} - {link.path for link in self.frame.nav}
        for pages in (
            self.home,
            self.events,
            self.years,
            self.story,
            self.topics_actors_places,
            self.sources,
            self.source_kinds,
            self.figures,
            self.disagreements,
            self.standings,
            self.search,
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
            title, short = views.plain(title), _short(views.plain(description))
            others = self.alternates(path)
            return views.Page(path, routes.up(path), title, short, others, section, subject, **more())

        return Target(path, template, make, self.frame)

    def repository(self, file: File, kind: str = "", id: str = "") -> tuple[views.Link, ...]:
        """Where the form for a mistake in a record is, where its file is kept, and how that has changed; nothing
        where the site names no repository."""
        base, words = self.timeline.site.repository, self.words
        if not base:
            return ()
        links = [
            views.Link(words["page_file"], routes.stored(base, "blob", file.path)),
            views.Link(words["page_history"], routes.stored(base, "commits", file.path)),
        ]
        if kind:
            word, form, field = _FORMS[kind]
            links.insert(0, views.Link(words[word], routes.form(base, form, field, id)))
        return tuple(links)

    def alternates(self, path: str) -> tuple[views.Alternate, ...]:
        return tuple(
            views.Alternate(code, e.language.direction, e.language.name, routes.in_language(path, code))
            for code, e in self.editions.items()
        )

    def section(self, name: str, template: str, subject: Callable[[], object]) -> Target:
        """The page of a whole section, which the navigation leads to."""
        path = routes.section(self.code, name)
        show = lambda: (self.words[f"nav_{name}"], self.words[f"{name}_help"], subject())
        return self.page(path, template, show, path)

    def home(self) -> Iterator[Target]:
        e = self.edition

        def show() -> Shown:
            topics = {id: views.plain(term.name) for id, term in e.terms["topics"].items()}
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

        yield self.page(routes.home(self.code), "home.html", show)

    def events(self) -> Iterator[Target]:
        e = self.edition

        def all() -> Shown:
            rows = filters.rows(self.timeline, e, e.cards.values())
            return self.words["all_events"], self.words["all_events_help"], views.EventList(rows, filters.filters(e))

        def one(id: str) -> Shown:
            return e.cards[id].title, e.cards[id].summary, e.events[id]

        def more(id: str) -> Mapping[str, object]:
            card = routes.card(self.code, id) if self.drawn else ""
            return {"card": card, "repository": self.repository(self.timeline.events[id].file, "events", id)}

        yield self.page(routes.section(self.code, "events"), "events.html", all)
        for id in e.events:
            yield self.page(
                routes.record(self.code, "events", id), "event.html", partial(one, id), more=partial(more, id)
            )

    def years(self) -> Iterator[Target]:
        e, section = self.edition, routes.section(self.code, "years")

        def one(number: int) -> Shown:
            subject = e.years[number]
            return subject.year.text, f"{subject.year.text}: {subject.year.count}. {e.tagline}", subject

        yield self.section("years", "years.html", lambda: views.YearList(tuple(y.year for y in e.years.values())))
        for number in listings.year_numbers(self.timeline):
            yield self.page(routes.year(self.code, number), "year.html", partial(one, number), section)

    def story(self) -> Iterator[Target]:
        """The events one after another: one page, or the years and a page for each."""
        e, section = self.edition, routes.section(self.code, "story")

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
            path = routes.year(self.code, number, "story")
            yield self.page(path, "story.html", partial(part, path), section)

    def topics_actors_places(self) -> Iterator[Target]:
        e = self.edition
        kinds = [e.language.actor_kinds[kind].many for kind in ActorKind.__args__]

        def one(kind: str, id: str) -> Shown:
            term, key = e.terms[kind][id], (kind, id)
            said = e.said.get(key, ()) if kind == "actors" else ()
            subject = views.TermPage(term, e.cards_of.get(key, ()), said, self.words["what_they_say"])
            return views.plain(term.name), views.plain(term.summary), subject

        for kind in ("topics", "actors", "places"):
            section = routes.section(self.code, kind)
            groups = lambda kind=kind: views.TermList(_groups(e.terms[kind].values(), kinds))
            yield self.section(kind, "terms.html", groups)
            for id in self.timeline.kinds[kind]:
                yield self.page(routes.record(self.code, kind, id), "term.html", partial(one, kind, id), section)

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
            return {"repository": self.repository(entry.file, "sources" if linked else "", id)}

        yield self.section("sources", "sources.html", list)
        for id in e.sources:
            path, section = routes.record(self.code, "sources", id), routes.section(self.code, "sources")
            yield self.page(path, "source.html", partial(one, id), section, partial(more, id))

    def source_kinds(self) -> Iterator[Target]:
        e, section = self.edition, routes.section(self.code, "sources")

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

        yield self.page(routes.section(self.code, "standings"), "standings.html", all)
        for code, term in terms.items():
            yield self.page(term.path, "term.html", partial(one, code, term))

    def search(self) -> Iterator[Target]:
        language = self.edition.language

        def show() -> views.Search:
            index, _ = self.indexes[self.code]
            found = tuple(search.forms(language.counts["found"]))
            digits, grouping = language.shown("0123456789"), language.shown(language.grouping)
            return views.Search(index, found, digits, grouping, search.letters(self.edition))

        yield self.section("search", "search.html", show)

    def data(self, downloads: Sequence[Target], archive: int | None) -> Target:
        """What can be taken away, with the size of the whole site's archive where that stands beside it."""
        path, words = routes.section(self.code, "data"), self.words
        subject = lambda: exports.page(self.timeline, self.code, self.editions, downloads, archive)
        return self.page(path, "data.html", lambda: (words["nav_data"], words["data_help"], subject()), path)

    def static(self) -> Iterator[Target]:
        e = self.edition

        def one(slug: str) -> Shown:
            subject = e.pages[slug]
            return subject.title, subject.body.description or e.tagline, subject

        def more(slug: str) -> Mapping[str, object]:
            return {"repository": self.repository(self.timeline.pages[self.code, slug])}

        for slug in e.titles:
            path = routes.section(self.code, slug)
            yield self.page(path, "page.html", partial(one, slug), path, partial(more, slug))

    def redirects(self) -> Iterator[Target]:
        """A page at each former address, which leads to the present one."""
        e = self.edition

        def one(kind: str, id: str) -> Shown:
            named = {"events": e.cards, "sources": e.sources}.get(kind)
            title = views.plain(named[id].title if named else e.terms[kind][id].name)
            return title, title, views.Redirect(routes.record(self.code, kind, id), title)

        for (kind, former), id in self.timeline.aliases.items():
            yield self.page(routes.record(self.code, kind, former), "redirect.html", partial(one, kind, id))


def _groups(terms: Iterable[views.Term], order: Iterable[str]) -> tuple[views.TermGroup, ...]:
    """Terms by kind, in the order of kinds that all editions have; those without a kind all in one group."""
    groups: dict[str, list[views.Term]] = {name: [] for name in (*order, "")}
    for term in terms:
        groups[term.group].append(term)
    return tuple(views.TermGroup(name, tuple(items)) for name, items in groups.items() if items)


def _short(text: str, limit: int = 300) -> str:
    """A description of a length that search pages show, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
