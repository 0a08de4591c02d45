"""What crawlers read: the sitemap, which needs the site's address to say anything, and the robots' page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition import page_views
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.target import Target

_UNLISTED = ("404.html", "redirect.html", "embed.html")  # templates of pages that are not for a sitemap
_UNALONE = (*_UNLISTED, "door.html")


class SitemapEntry(NamedTuple):
    path: str
    alternates: tuple[tuple[str, str], ...]  # (language, path)


class Sitemap(NamedTuple):
    entries: tuple[SitemapEntry, ...]


def pages(makers: Mapping[str, Maker], targets: Sequence[Target]) -> Iterator[Target]:
    """`targets` are all pages of the site."""
    frame = next(iter(makers.values())).frame
    if frame.address:
        yield Target(addresses.SITEMAP, "sitemap.xml", partial(_sitemap, tuple(makers), targets), frame)
    yield Target(addresses.ROBOTS, "robots.txt", alone(addresses.ROBOTS, Shown("", "", None)), frame)


def _sitemap(editions: Sequence[str], targets: Sequence[Target]) -> page_views.Page:
    # The door and the homes are one page to whoever asks for a language, and so they name each other; to one home alone
    # the door is no more than the way.
    homes = (*((code, addresses.home(code)) for code in editions), ("x-default", addresses.DOOR))
    front, unlisted = ({path: homes for _, path in homes}, _UNLISTED) if len(editions) > 1 else ({}, _UNALONE)
    people = (t for t in targets if t.template.endswith(".html") and t.template not in unlisted)
    listed = sorted(people, key=lambda t: t.path)
    alternates = lambda target: tuple((other.lang, other.path) for other in target.alternates if other.exact)
    entries = tuple(SitemapEntry(t.path, front.get(t.path) or alternates(t)) for t in listed)
    return alone(addresses.SITEMAP, Shown("", "", Sitemap(entries)))
