"""Pages that belong to no one edition: the door, what stands side by side in all languages, pictures, the sitemap.

And what such a page has in common with the frames and former addresses of an edition: nothing else is the same page
in another language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline import addresses
from timeline.drawing import social_card
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.pages import lessons, listings, response_headers, side_by_side
from timeline.target import Target

Shown = tuple[views.Words, views.Words, object]  # a page's title, its description, its subject
_UNLISTED = ("404.html", "redirect.html", "embed.html", "card.svg", "feed.atom")  # not for a sitemap


def front(editions: Mapping[str, Edition], frames: Mapping[str, views.Frame]) -> Iterator[Target]:
    """What stands before the editions: the door, and the page for an address that leads nowhere."""
    door = views.Door(
        tuple(
            views.EditionDoor(
                code,
                e.language.direction,
                e.language.name,
                e.mixed(e.title),
                e.tagline,
                e.intro,
                e.language.words["enter"],
                e.language.words["not_found"],
                e.language.words["not_found_help"],
                addresses.home(code),
                addresses.section(code, "search"),
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
    for path, template in ((addresses.DOOR, "door.html"), (addresses.NOT_FOUND, "404.html")):
        page = views.Page(path, "", title, description, (), "", door)
        yield Target(path, template, page, next(iter(frames.values())))


def in_all_languages(editions: Mapping[str, Edition], frames: Mapping[str, views.Frame]) -> Iterator[Target]:
    """Each record in all languages at once, on a page that belongs to no edition; nothing where there is only one."""
    first = next(iter(editions.values()))
    frame = frames[first.code]._replace(editions=tuple(frames.values()))

    def whole(kind: str, id: str) -> Shown:
        subject = {"events": side_by_side.event, "paths": side_by_side.lesson}[kind](editions, id)
        said = lambda kind: [views.plain(c.item) for row in subject.rows if row.kind == kind for c in row.cells]
        return " · ".join(said("title")), " ".join(said("summary")), subject

    def moved(kind: str, id: str) -> Shown:
        title = views.plain(embedded(first, kind, id).title)
        return title, title, views.Redirect(addresses.parallel(kind, id), title)

    kinds, aliases = first.timeline.kinds, first.timeline.aliases
    shown = [("parallel.html", whole, kind, id, id) for kind in ("events", "paths") for id in kinds[kind]]
    shown += [("redirect.html", moved, k, was, id) for (k, was), id in aliases.items() if k in ("events", "paths")]
    for template, show, kind, address, id in shown if len(editions) > 1 else ():
        path = addresses.parallel(kind, address)
        yield Target(path, template, lambda p=path, s=show, k=kind, i=id: alone(p, s(k, i)), frame)


def pictures(edition: Edition, plate: views.Plate, has_one: bool) -> Iterator[Target]:
    """The pictures of an edition: each event's own, and that of all other pages where none was brought."""
    code, direction = edition.language.code, edition.language.direction
    title = edition.title, edition.tagline
    drawn = {
        addresses.card(code, id): lambda id=id: social_card.event(edition.events[id], title, direction)
        for id in edition.events
    }
    if not has_one:
        years = listings.year_numbers(edition.timeline)
        drawn[addresses.card(code)] = lambda: social_card.site(
            *title, [edition.years[n].year for n in years], direction, addresses.home(code)
        )
    for path, picture in drawn.items():
        page = lambda path=path, picture=picture: views.Page(path, "", "", "", (), "", picture())
        yield Target(path, "card.svg", page, plate)


def machine_readable(targets: Sequence[Target], frame: views.Frame, editions: Iterable[str]) -> Iterator[Target]:
    """The sitemap, which needs the site's address to say anything, the robots' page and the host's headers."""
    if frame.address:

        def sitemap() -> views.Page:
            listed = sorted((t for t in targets if t.template and t.template not in _UNLISTED), key=lambda t: t.path)
            entries = tuple(views.SitemapEntry(t.path, front.get(t.path) or alternates(t)) for t in listed)
            return views.Page(addresses.SITEMAP, "", "", "", (), "", views.Sitemap(entries))

        # The door and the homes are one page to whoever asks for a language, and so they name each other.
        homes = (*((code, addresses.home(code)) for code in editions), ("x-default", addresses.DOOR))
        front = {path: homes for _, path in homes}
        alternates = lambda target: tuple((other.lang, other.path) for other in target.page.alternates)

        yield Target(addresses.SITEMAP, "sitemap.xml", sitemap, frame)
    headers = views.Headers(response_headers.rules(editions))
    for path, template, subject in (
        (addresses.ROBOTS, "robots.txt", None),
        (addresses.HEADERS, "headers.txt", headers),
    ):
        yield Target(path, template, views.Page(path, "", "", "", (), "", subject), frame)


def embedded(edition: Edition, kind: str, id: str) -> views.Embed:
    """A record as other sites' frames have it."""
    return edition.embeds[id] if kind == "events" else lessons.embedded(edition, id)


def alone(path: str, shown: Shown) -> views.Page:
    """A page that is not one of several editions of the same."""
    title, description, subject = shown
    return views.Page(path, addresses.up(path), views.plain(title), short(views.plain(description)), (), "", subject)


def short(text: str, limit: int = 300) -> str:
    """A description of a length that search pages show, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
