"""Where every page lives: the one place that knows the site's addresses.

Paths are relative to the site's root and name their file, so that the same folder works at a
domain's root, in a sub-folder and from a disk. A page reaches another by going up to the root first.
"""

from __future__ import annotations

SITEMAP, ROBOTS, HEADERS = "sitemap.xml", "robots.txt", "_headers"
NOT_FOUND, DOOR = "404.html", "index.html"
ARCHIVE = "data/site.zip"  # beside what else can be taken away, since that is where one looks for it


def home(language: str) -> str:
    return f"{language}/index.html"


def section(language: str, name: str) -> str:
    """The list of a kind (`topics`), or a page of its own (`figures`, `about`)."""
    return f"{language}/{name}/index.html"


def record(language: str, kind: str, id: str) -> str:
    """A record's page: an event, a year, a source, a topic, an actor or a place."""
    return f"{language}/{kind}/{id}.html"


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


def search(language: str, name: str) -> str:
    """A file of the search index."""
    return f"search/{language}/{name}"


def data(name: str) -> str:
    """A file to take away: of the timeline as a whole, in no language or in all."""
    return f"data/{name}"


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
