"""Where every page lives: the one place that knows the site's addresses.

Paths are relative to the site's root and name their file, so that the same folder works at a
domain's root, in a sub-folder and from a disk. A page reaches another by going up to the root first.
"""

from __future__ import annotations

import re

# What an edition has pages of, by the first part of their address in it: no page of the content's own can take these.
SECTIONS = (
    "events",
    "years",
    "browse",
    "story",
    "record",
    "paths",
    "topics",
    "actors",
    "places",
    "periods",
    "map",
    "sources",
    "source-kinds",
    "figures",
    "disagreements",
    "standings",
    "search",
    "selection",
    "data",
)
SITEMAP, ROBOTS, HEADERS = "sitemap.xml", "robots.txt", "_headers"
NOT_FOUND, DOOR = "404.html", "index.html"
LESSON_FORMS = ("sheet", "short", "answers", "slides")  # besides a path's own page
LOADED = ("search", "selection")  # the folders of what scripts load
ARCHIVE = "data/site.zip"  # beside what else can be taken away, since that is where one looks for it

_RECORD = re.compile(r"/figures/index\.html#([a-z0-9-]+)|/([a-z-]+)/([a-z0-9-]+)\.html")


def home(language: str) -> str:
    return f"{language}/index.html"


def section(language: str, name: str) -> str:
    """The list of a kind (`topics`), or a page of its own (`figures`, `about`)."""
    return f"{language}/{name}/index.html"


def record(language: str, kind: str, id: str) -> str:
    """A record's page: an event, a year, a source, a topic, an actor, a place, a period or a kind of source."""
    return f"{language}/{kind.replace('_', '-')}/{id}.html"


def measure(language: str, id: str) -> str:
    """A measure's place among the figures: it has no page."""
    return f"{section(language, 'figures')}#{id}"


def named(text: str) -> set[tuple[str, str]]:
    """Kind and id of whatever could be a record, of all whose addresses stand in a text."""
    return {
        (kind.replace("-", "_"), id) if kind else ("measures", measure) for measure, kind, id in _RECORD.findall(text)
    }


def parallel(kind: str, id: str) -> str:
    """A record in all languages side by side."""
    return f"parallel/{kind}/{id}.html"


def embed(language: str, kind: str, id: str) -> str:
    """A record's page for other sites' frames."""
    return f"embed/{record(language, kind, id)}"


def oembed(language: str, kind: str, id: str) -> str:
    """What a site that knows oEmbed asks of a record."""
    return embed(language, kind, id).removesuffix("html") + "json"


def year(language: str, number: int, kind: str = "years") -> str:
    """A year's page, or its part of the story, by its astronomical number: `2014`, `-0043`."""
    return record(language, kind, f"{number:05d}" if number < 0 else f"{number:04d}")


def year_in_list(language: str, number: int) -> str:
    """A year's place in the list of years."""
    return f"{section(language, 'years')}#y{number}"


def asset(name: str) -> str:
    return f"assets/{name}"


def card(language: str, id: str = "") -> str:
    """The picture that is shown where a page is shared: an event's own, or the edition's."""
    return f"cards/{language}/{id}.png" if id else f"cards/{language}.png"


def is_card(path: str) -> bool:
    """Whether a path is that of an event's own picture."""
    return path.startswith("cards/") and path.count("/") == 2


def picture(name: str, digest: str, width: int, suffix: str) -> str:
    """A picture of content/media/ in one size, for all languages. Its name says what is in it, so that a browser may
    keep it for ever."""
    return f"media/{name}-{digest[:10]}-{width}.{suffix}"


def search(language: str, name: str) -> str:
    """A file of the search index."""
    return f"search/{language}/{name}"


def data(name: str) -> str:
    """A file to take away: of the timeline as a whole, in no language or in all."""
    return f"data/{name}"


def feed(language: str, form: str, topic: str = "") -> str:
    """What has changed, as `atom` or `json`: of the edition, or beside a topic's page of that topic. No record can
    have the address, since an id holds no dot, and a reader may guess it from the page's."""
    return f"{language}/topics/{topic}.{form}" if topic else f"{language}/feed.{form}"


def calendar(language: str, name: str) -> str:
    """`calendar` for the days themselves, `on-this-day` for their anniversaries."""
    return f"{language}/{name}.ics"


def selection(language: str, name: str) -> str:
    """A file of what a reader's own selection is made from."""
    return f"selection/{language}/{name}"


def lesson(language: str, id: str, form: str) -> str:
    """A path in another form, one of `LESSON_FORMS`: the sheet for pupils, the same on two pages, the one with the
    answers, the slides."""
    return f"{language}/paths/{id}/{form}.html"


def up(path: str) -> str:
    """From a page back to the root: `../../` from `en/events/x.html`."""
    return "../" * path.count("/")


def stored(repository: str, view: str, file: str) -> str:
    """Where a repository shows a file as it is now (`blob`) or all its changes (`commits`): the forms of GitHub."""
    return f"{_bare(repository)}/{view}/HEAD/{file}"


def form(repository: str, name: str, field: str, id: str) -> str:
    """One of a repository's issue forms, with a field filled in."""
    return f"{_bare(repository)}/issues/new?template={name}.yml&{field}={id}"


def _bare(repository: str) -> str:
    return repository.rstrip("/").removesuffix(".git")


def in_language(path: str, language: str) -> str:
    """The same page in another edition."""
    return f"{language}/{path.partition('/')[2]}"
