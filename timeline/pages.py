"""What the site consists of, as one table: every page's path, its template and what it shows.

The answer to "which pages exist?" is `table()`. A page is handed all it may read, so what it
depends on needs no list: it is its template, its `Page` and its `Frame`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from timeline import routes, views
from timeline.diagnostics import Diagnostic, Span
from timeline.edition import Edition
from timeline.resolve import Timeline

NAV = ("figures", "disagreements", "topics", "actors", "places", "sources", "years")  # then the static pages


@dataclass(frozen=True, slots=True)
class Target:
    """A file of the site. `template` makes it of `page` and `frame`; an asset is its `data` as it is.

    `origins` are the content files it comes from: for people who ask, never for deciding.
    """

    path: str
    template: str = ""
    page: views.Page | None = None
    frame: views.Frame | None = None
    data: bytes = b""
    origins: tuple[str, ...] = ()


def table(
    timeline: Timeline, editions: Mapping[str, Edition], assets: Mapping[str, bytes], address: str
) -> tuple[list[Target], list[Diagnostic]]:
    """Every file of the site, by path, and the paths that two pages lay claim to."""
    frames = {code: frame(edition, assets, address) for code, edition in editions.items()}
    site = _Site(timeline, editions, frames)
    targets = [Target(routes.asset(name), data=data) for name, data in assets.items()]
    targets += site.front()
    for code, edition in editions.items():
        empty = {routes.section(code, name) for name in NAV} - {link.path for link in frames[code].nav}
        targets += (target for target in site.edition(code, edition) if target.path not in empty)
    targets += site.machine_readable(targets, address)
    taken: dict[str, Target] = {}
    faults = []
    for target in targets:
        if (other := taken.setdefault(target.path, target)) is not target:
            where = next((o for o in (*target.origins, *other.origins) if o != "content/site.yaml"), "content")
            faults.append(
                Diagnostic(
                    "same-address", f"two pages would both be `{target.path}`", Span(where), "rename one of the records"
                )
            )
    return [taken[path] for path in sorted(taken)], faults


def frame(edition: Edition, assets: Mapping[str, bytes], address: str) -> views.Frame:
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
        routes.asset(next(name for name in assets if name.endswith(".css"))),
        routes.home(code),
        routes.section(code, "events"),
        routes.section(code, "standings"),
        next((link for link in nav if link.path == routes.section(code, "about")), None),
        tuple(nav),
        (language.quotation[0], language.quotation[1]),
        views.Vocabulary(words),
    )


def sections(edition: Edition) -> set[str]:
    """The sections that have something to show."""
    holds = {
        "figures": edition.measures,
        "disagreements": any(e.disagreements for e in edition.events.values()),
        "sources": edition.sources,
        "years": edition.years,
        **edition.terms,
    }
    return {name for name, what in holds.items() if what}


class _Site:
    def __init__(self, timeline: Timeline, editions: Mapping[str, Edition], frames: Mapping[str, views.Frame]):
        self.timeline, self.editions, self.frames = timeline, editions, frames

    def front(self) -> Iterator[Target]:
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
                )
                for code, e in self.editions.items()
            )
        )
        first = next(iter(self.editions))
        titles = " · ".join(dict.fromkeys(e.title for e in self.editions.values()))
        for path, template in ((routes.DOOR, "door.html"), (routes.NOT_FOUND, "404.html")):
            page = views.Page(path, "", titles, " ".join(e.tagline for e in self.editions.values()), (), "", door)
            yield Target(path, template, page, self.frames[first], origins=("content/site.yaml",))

    def edition(self, code: str, edition: Edition) -> Iterator[Target]:
        """Every page of an edition."""
        words = edition.language.words

        def target(
            path: str,
            template: str,
            title: str,
            description: str,
            subject: object,
            section: str = "",
            origins: Sequence[str] = (),
        ) -> Target:
            page = views.Page(
                path, routes.up(path), title, _short(description), self.alternates(path), section, subject
            )
            return Target(
                path, template, page, self.frames[code], origins=tuple(sorted({"content/site.yaml", *origins}))
            )

        groups = tuple(views.YearGroup(year.year, year.cards) for year in edition.years.values())
        everything = tuple(event.card for event in edition.events.values())
        all_files = self.files("events", edition.events)
        yield target(
            routes.home(code),
            "home.html",
            edition.title,
            edition.tagline,
            views.Home(edition.intro, edition.language.count("events", len(everything)), groups),
            "",
            all_files,
        )
        yield target(
            routes.section(code, "events"),
            "events.html",
            words["all_events"],
            words["all_events_help"],
            views.EventList(everything),
            "",
            all_files,
        )
        for id, event in edition.events.items():
            yield target(
                event.card.path,
                "event.html",
                event.card.title,
                event.card.summary,
                event,
                "",
                self.event_files(id, event),
            )
        years = tuple(year.year for year in edition.years.values())
        section = routes.section(code, "years")
        yield target(
            section, "years.html", words["nav_years"], words["years_help"], views.YearList(years), section, all_files
        )
        for year in edition.years.values():
            cards = (*year.cards, *year.continuing)
            yield target(
                year.year.path,
                "year.html",
                year.year.text,
                f"{year.year.text}: {year.year.count}. {edition.tagline}",
                year,
                section,
                self.files("events", (card.id for card in cards)),
            )
        for kind in ("topics", "actors", "places"):
            section = routes.section(code, kind)
            yield target(
                section,
                "terms.html",
                words[f"nav_{kind}"],
                words[f"{kind}_help"],
                views.TermList(_groups(edition.terms[kind].values())),
                section,
                (f"content/{kind}.yaml", *all_files),
            )
            for id, term in edition.terms[kind].items():
                cards, said = edition.cards_of.get((kind, id), ()), edition.said.get((kind, id), ())
                yield target(
                    term.path,
                    "term.html",
                    views.plain(term.name),
                    views.plain(term.summary),
                    views.TermPage(term, cards, said),
                    section,
                    (
                        f"content/{kind}.yaml",
                        *self.files("events", (*(c.id for c in cards), *(s.card.id for s in said))),
                    ),
                )
        section = routes.section(code, "sources")
        yield target(
            section,
            "sources.html",
            words["nav_sources"],
            words["sources_help"],
            views.SourceList(
                tuple(
                    views.SourceGroup(words[name], tuple(s for s in edition.sources.values() if s.outside == outside))
                    for name, outside in (("documents", False), ("outside_sources", True))
                )
            ),
            section,
            (*self.files("sources", edition.sources), *all_files),
        )
        for id, source in edition.sources.items():
            said = edition.said.get(("sources", id), ())
            yield target(
                source.path,
                "source.html",
                views.plain(source.title),
                views.plain(source.summary),
                views.SourcePage(source, said),
                section,
                (*self.files("sources", [id]), *self.files("events", (s.card.id for s in said))),
            )
        section = routes.section(code, "figures")
        rows = [row for measure in edition.measures for row in measure.rows]
        yield target(
            section,
            "figures.html",
            words["nav_figures"],
            words["figures_help"],
            views.Figures(edition.measures),
            section,
            ("content/measures.yaml", *self.files("events", (row.card.id for row in rows))),
        )
        section = routes.section(code, "disagreements")
        differing = tuple(
            views.DisagreementRow(d, event.card) for event in edition.events.values() for d in event.disagreements
        )
        yield target(
            section,
            "disagreements.html",
            words["nav_disagreements"],
            words["disagreements_help"],
            views.Disagreements(differing),
            section,
            self.files("events", (row.card.id for row in differing)),
        )
        standings = tuple(
            views.StandingRow(views.Standing(key, e.name), e.meaning) for key, e in edition.language.standings.items()
        )
        yield target(
            routes.section(code, "standings"),
            "standings.html",
            words["standings"],
            words["standings_help"],
            views.Standings(standings),
        )
        for slug, (title, body) in edition.pages.items():
            section = routes.section(code, slug)
            yield target(
                section,
                "page.html",
                title,
                body.description or edition.tagline,
                views.StaticPage(body),
                section,
                (f"content/pages/{code}/{slug}.md",),
            )
        for (kind, former), id in self.timeline.aliases.items():
            page = routes.record(code, kind, id)
            title = (
                edition.events[id].card.title
                if kind == "events"
                else views.plain(edition.sources[id].title if kind == "sources" else edition.terms[kind][id].name)
            )
            yield target(
                routes.record(code, kind, former),
                "redirect.html",
                title,
                title,
                views.Redirect(page, title),
                "",
                self.files(kind, [id]),
            )

    def machine_readable(self, targets: Sequence[Target], address: str) -> Iterator[Target]:
        """The sitemap, which needs the site's address to say anything, and the robots' page."""
        first = next(iter(self.frames.values()))
        if address:
            listed = [t for t in targets if t.page and t.template not in ("404.html", "redirect.html")]
            entries = tuple(
                views.SitemapEntry(t.path, tuple((a.lang, a.path) for a in t.page.alternates))
                for t in sorted(listed, key=lambda t: t.path)
            )
            page = views.Page(routes.SITEMAP, "", "", "", (), "", views.Sitemap(entries))
            yield Target(routes.SITEMAP, "sitemap.xml", page, first)
        yield Target(routes.ROBOTS, "robots.txt", views.Page(routes.ROBOTS, "", "", "", (), "", None), first)

    def alternates(self, path: str) -> tuple[views.Alternate, ...]:
        return tuple(
            views.Alternate(code, e.language.direction, e.language.name, routes.in_language(path, code))
            for code, e in self.editions.items()
        )

    def files(self, kind: str, ids) -> tuple[str, ...]:
        return tuple(self.timeline.kinds[kind][id].file.path for id in ids)

    def event_files(self, id: str, event: views.Event) -> set[str]:
        record = self.timeline.events[id].record
        others = [card.id for card in (event.previous, event.next) if card] + [
            c.id for r in event.related for c in r.cards
        ]
        passages = [
            record,
            *record.figures.values(),
            *record.statements,
            *record.other_dates,
            *(a for d in record.disagreements for a in d.accounts),
        ]
        tables = {kind for kind in ("topics", "actors", "places") if getattr(record, kind)} | (
            {"measures"} if record.figures else set()
        )
        if any(p.said_by or p.via for p in (*record.figures.values(), *record.statements)):
            tables.add("actors")
        return {
            *self.files("events", [id, *others]),
            *self.files("sources", {c.id for p in passages for c in p.sources}),
            *(f"content/{t}.yaml" for t in tables),
        }


def _groups(terms) -> tuple[views.TermGroup, ...]:
    """Terms by kind where they have kinds, else all in one group."""
    groups: dict[str, list[views.Term]] = {}
    for term in terms:
        groups.setdefault(term.group, []).append(term)
    return tuple(views.TermGroup(name, tuple(items)) for name, items in groups.items())


def _short(text: str, limit: int = 300) -> str:
    """A description of a length that search pages show, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
