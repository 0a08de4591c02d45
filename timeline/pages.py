"""What the site consists of, as one table: every page's path, its template and what it shows.

The answer to "which pages exist?" is `_Edition.targets` and, before the editions, `_front` and
`_machine_readable`. A page is handed all it may read, so what it depends on needs no list: it is its
template, its `Page` and its `Frame`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from timeline import axis, cards, filters, listings, policy, routes, search, views
from timeline.diagnostics import Diagnostic, Span
from timeline.edition import Edition
from timeline.origins import origins
from timeline.resolve import Timeline
from timeline.schema import ActorKind
from timeline.yamlfile import File

# What the navigation leads to, before the static pages.
NAV = ("story", "figures", "disagreements", "topics", "actors", "places", "sources", "years", "search")
LISTED = 200  # events that the home page lists; of more it lists the years
# The form in .github/ISSUE_TEMPLATE/ for a mistake in a record: the word that leads to it, its name, its field.
_FORMS = {"events": ("correct_event", "correct-event", "event"), "sources": ("dead_link", "dead-link", "source")}
_UNLISTED = ("404.html", "redirect.html", "card.svg")  # not for a sitemap


@dataclass(frozen=True, slots=True)
class Target:
    """A file of the site. `template` makes it of `page` and `frame`; an asset is its `data` as it is."""

    path: str
    template: str = ""
    page: views.Page | None = None
    frame: views.Frame | views.Plate | None = None
    data: bytes = b""


def table(
    timeline: Timeline, editions: Mapping[str, Edition], assets: Mapping[str, bytes], address: str, fonts: str = ""
) -> tuple[list[Target], list[Diagnostic]]:
    """Every file of the site, by path, and the paths that two pages lay claim to. `fonts` is the
    digest of what cards are drawn with, where they are drawn."""
    frames = {
        code: frame(edition, assets, address, routes.card(code) if fonts or code in timeline.cards else "")
        for code, edition in editions.items()
    }
    targets = [Target(routes.asset(name), data=data) for name, data in assets.items()]
    targets += [Target(routes.card(code), data=data) for code, data in timeline.cards.items()]
    targets += _front(editions, frames)
    for code, edition in editions.items():
        targets += _Edition(timeline, edition, frames[code], editions, bool(fonts)).targets()
        if fonts:
            targets += _cards(edition, views.Plate(code, edition.language.direction, fonts), code in timeline.cards)
    targets += _machine_readable(targets, next(iter(frames.values())), editions)
    taken: dict[str, Target] = {}
    faults = []
    for target in targets:
        if (other := taken.setdefault(target.path, target)) is not target:
            files = [file for page in (target.page, other.page) for file in origins(timeline, page)]
            where = next((file for file in files if file != "content/site.yaml"), "content")
            message = f"two pages would both be `{target.path}`"
            faults.append(Diagnostic("same-address", message, Span(where), "rename one of the records"))
    return [taken[path] for path in sorted(taken)], faults


def frame(edition: Edition, assets: Mapping[str, bytes], address: str, card: str) -> views.Frame:
    language = edition.language
    code, words = language.code, language.words
    nav = [views.Link(words[f"nav_{name}"], routes.section(code, name)) for name in NAV if name in sections(edition)]
    nav += [views.Link(title, routes.section(code, slug)) for slug, (title, _) in edition.pages.items()]
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
    )


def sections(edition: Edition) -> set[str]:
    """The sections that have something to show."""
    holds = {
        "story": edition.events,
        "figures": edition.measures,
        "disagreements": any(e.disagreements for e in edition.events.values()),
        "sources": edition.sources,
        "years": edition.years,
        "search": edition.events,
        **edition.terms,
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
    pictures = {
        routes.card(code, id): cards.event(event, (edition.title, edition.tagline), direction)
        for id, event in edition.events.items()
    }
    if not has_one:
        years = [year.year for year in edition.years.values()]
        picture = cards.site(edition.title, edition.tagline, years, direction, routes.home(code))
        pictures[routes.card(code)] = picture
    for path, picture in pictures.items():
        yield Target(path, "card.svg", views.Page(path, "", "", "", (), "", picture), plate)


def _machine_readable(targets: Sequence[Target], frame: views.Frame, editions: Iterable[str]) -> Iterator[Target]:
    """The sitemap, which needs the site's address to say anything, the robots' page and the host's headers."""
    if frame.address:
        listed = sorted((t for t in targets if t.page and t.template not in _UNLISTED), key=lambda t: t.path)
        entries = tuple(views.SitemapEntry(t.path, tuple((a.lang, a.path) for a in t.page.alternates)) for t in listed)
        page = views.Page(routes.SITEMAP, "", "", "", (), "", views.Sitemap(entries))
        yield Target(routes.SITEMAP, "sitemap.xml", page, frame)
    headers = views.Headers(policy.rules(editions))
    for path, template, subject in ((routes.ROBOTS, "robots.txt", None), (routes.HEADERS, "headers.txt", headers)):
        yield Target(path, template, views.Page(path, "", "", "", (), "", subject), frame)


class _Edition:
    """The pages of one edition, a method for each kind."""

    def __init__(
        self, timeline: Timeline, edition: Edition, frame: views.Frame, editions: Mapping[str, Edition], drawn: bool
    ):
        self.timeline, self.edition, self.frame, self.editions, self.drawn = timeline, edition, frame, editions, drawn
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
        title: str,
        description: str,
        subject: object,
        section: str = "",
        card: str = "",
        repository: tuple[views.Link, ...] = (),
    ) -> Target:
        alternates = tuple(
            views.Alternate(code, e.language.direction, e.language.name, routes.in_language(path, code))
            for code, e in self.editions.items()
        )
        title, short = views.plain(title), _short(views.plain(description))
        page = views.Page(path, routes.up(path), title, short, alternates, section, subject, card, repository)
        return Target(path, template, page, self.frame)

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

    def section(self, name: str, template: str, subject: object) -> Target:
        """The page of a whole section, which the navigation leads to."""
        path = routes.section(self.code, name)
        return self.page(path, template, self.words[f"nav_{name}"], self.words[f"{name}_help"], subject, path)

    def home(self) -> Iterator[Target]:
        e = self.edition
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
        yield self.page(routes.home(self.code), "home.html", e.title, e.tagline, home)

    def events(self) -> Iterator[Target]:
        e = self.edition
        rows = filters.rows(self.timeline, e, (event.card for event in e.events.values()))
        everything = views.EventList(rows, filters.filters(e))
        path, words = routes.section(self.code, "events"), self.words
        yield self.page(path, "events.html", words["all_events"], words["all_events_help"], everything)
        for id, event in self.edition.events.items():
            card = routes.card(self.code, id) if self.drawn else ""
            stored = self.repository(self.timeline.events[id].file, "events", id)
            title, summary = event.card.title, event.card.summary
            yield self.page(event.card.path, "event.html", title, summary, event, "", card, stored)

    def years(self) -> Iterator[Target]:
        yield self.section("years", "years.html", views.YearList(tuple(y.year for y in self.edition.years.values())))
        for subject in self.edition.years.values():
            year = subject.year
            description = f"{year.text}: {year.count}. {self.edition.tagline}"
            yield self.page(year.path, "year.html", year.text, description, subject, routes.section(self.code, "years"))

    def story(self) -> Iterator[Target]:
        """The events one after another: one page, or the years and a page for each."""
        e, section = self.edition, routes.section(self.code, "story")
        parts = listings.story(e.language, e.events, e.years)
        if section not in parts:
            yield self.section("story", "years.html", views.YearList(tuple(year for year, _ in parts.values())))
        for path, (year, story) in parts.items():
            if year:
                title, description = (
                    f"{self.words['nav_story']} · {year.text}",
                    f"{year.text}: {year.count}. {e.tagline}",
                )
                yield self.page(path, "story.html", title, description, story, section)
            else:
                yield self.section("story", "story.html", story)

    def topics_actors_places(self) -> Iterator[Target]:
        kinds = [self.edition.language.actor_kinds[kind].many for kind in ActorKind.__args__]
        for kind in ("topics", "actors", "places"):
            terms = self.edition.terms[kind]
            yield self.section(kind, "terms.html", views.TermList(_groups(terms.values(), kinds)))
            for id, term in terms.items():
                cards, said = self.edition.cards_of.get((kind, id), ()), self.edition.said.get((kind, id), ())
                name, summary = views.plain(term.name), views.plain(term.summary)
                subject = views.TermPage(term, cards, said, self.words["what_they_say"])
                yield self.page(term.path, "term.html", name, summary, subject, routes.section(self.code, kind))

    def sources(self) -> Iterator[Target]:
        sources = self.edition.sources
        groups = tuple(
            views.SourceGroup(self.words[name], tuple(s for s in sources.values() if s.outside == outside))
            for name, outside in (("documents", False), ("outside_sources", True))
        )
        yield self.section("sources", "sources.html", views.SourceList(groups))
        for id, source in sources.items():
            subject = views.SourcePage(source, self.edition.said.get(("sources", id), ()))
            title, summary = views.plain(source.title), views.plain(source.summary)
            linked = "sources" if source.address or source.archived else ""  # without a link none is dead
            stored = self.repository(self.timeline.kinds["sources"][id].file, linked, id)
            section = routes.section(self.code, "sources")
            yield self.page(source.path, "source.html", title, summary, subject, section, repository=stored)

    def source_kinds(self) -> Iterator[Target]:
        section = routes.section(self.code, "sources")
        for kind, term in self.edition.kind_terms.items():
            subject = views.TermPage(term, self.edition.cards_of["source-kinds", kind], (), "")
            yield self.page(term.path, "term.html", term.name, f"{term.name}. {term.summary}", subject, section)

    def figures(self) -> Iterator[Target]:
        drawn = tuple(group for group in self.edition.measures if len(group.rows) > 1)
        single = tuple(group for group in self.edition.measures if len(group.rows) == 1)
        doubt = any(row.figure.standing.code in ("claimed", "disputed") for group in drawn for row in group.rows)
        subject = views.Figures(drawn, single, listings.marks(drawn, self.edition.language), doubt)
        yield self.section("figures", "figures.html", subject)

    def disagreements(self) -> Iterator[Target]:
        rows = tuple(views.DisagreementRow(d, e.card) for e in self.edition.events.values() for d in e.disagreements)
        yield self.section("disagreements", "disagreements.html", views.Disagreements(rows))

    def standings(self) -> Iterator[Target]:
        explained = self.edition.language.standings.items()
        terms = self.edition.standing_terms
        rows = tuple(
            views.StandingRow(views.Standing(code, e.name), e.meaning, terms.get(code)) for code, e in explained
        )
        path, words = routes.section(self.code, "standings"), self.words
        yield self.page(path, "standings.html", words["standings"], words["standings_help"], views.Standings(rows))
        for code, term in terms.items():
            subject = views.TermPage(term, (), self.edition.said["standings", code], words["events"])
            yield self.page(term.path, "term.html", term.name, f"{term.name}: {term.summary}", subject)

    def search(self) -> Iterator[Target]:
        language = self.edition.language
        index, files = search.index(self.edition, self.editions)
        found = tuple(search.forms(language.counts["found"]))
        digits, grouping = language.shown("0123456789"), language.shown(language.grouping)
        subject = views.Search(index, found, digits, grouping, search.letters(self.edition))
        yield self.section("search", "search.html", subject)
        yield from (Target(path, data=data) for path, data in files.items())

    def static(self) -> Iterator[Target]:
        for slug, (title, body) in self.edition.pages.items():
            path = routes.section(self.code, slug)
            description = body.description or self.edition.tagline
            stored = self.repository(self.timeline.pages[self.code, slug])
            subject = views.StaticPage(title, body)
            yield self.page(path, "page.html", title, description, subject, path, repository=stored)

    def redirects(self) -> Iterator[Target]:
        """A page at each former address, which leads to the present one."""
        e = self.edition
        titles = {"events": {id: event.card.title for id, event in e.events.items()}}
        titles["sources"] = {id: views.plain(source.title) for id, source in e.sources.items()}
        titles |= {kind: {id: views.plain(term.name) for id, term in terms.items()} for kind, terms in e.terms.items()}
        for (kind, former), id in self.timeline.aliases.items():
            title, now = titles[kind][id], routes.record(self.code, kind, id)
            path = routes.record(self.code, kind, former)
            yield self.page(path, "redirect.html", title, title, views.Redirect(now, title))


def _groups(terms: Iterable[views.Term], order: Iterable[str]) -> tuple[views.TermGroup, ...]:
    """Terms by kind, in the order of kinds that all editions have; those without a kind all in one group."""
    groups: dict[str, list[views.Term]] = {name: [] for name in (*order, "")}
    for term in terms:
        groups[term.group].append(term)
    return tuple(views.TermGroup(name, tuple(items)) for name, items in groups.items() if items)


def _short(text: str, limit: int = 300) -> str:
    """A description of a length that search pages show, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
