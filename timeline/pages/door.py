"""What stands before the editions: the door, and the page for an address that leads nowhere.

Of several editions the reader chooses one at the door. Where there is one alone nobody is asked: the door opens by
itself, and counts as that edition's front page, which keeps its own address for the day when a second one comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from timeline import addresses
from timeline.edition import views
from timeline.edition.views import Link, Words
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.target import Target


class EditionDoor(NamedTuple):
    lang: str
    dir: str
    name: str
    title: Words
    tagline: Words
    intro: Words
    enter: str
    not_found: str
    not_found_help: str
    path: str
    search: str  # the search page
    search_label: str
    search_button: str
    navigation: str
    nav: tuple[Link, ...]
    growing: str = ""  # how far it is, where it is growing


class Door(NamedTuple):
    """What stands before the editions: `/`, and the page for an address that leads nowhere."""

    editions: tuple[EditionDoor, ...]


def pages(makers: Mapping[str, Maker]) -> Iterator[Target]:
    door = Door(tuple(map(_edition, makers.values())))
    title = " · ".join(dict.fromkeys(m.edition.title for m in makers.values()))
    shown = Shown(title, " ".join(views.plain(m.edition.tagline) for m in makers.values()), door)
    first, *others = makers.values()
    known_as = addresses.DOOR if others else addresses.home(first.code)
    yield Target(addresses.DOOR, "door.html", alone(known_as, shown), first.frame)
    yield Target(addresses.NOT_FOUND, "404.html", alone(addresses.NOT_FOUND, shown), first.frame)


def _edition(m: Maker) -> EditionDoor:
    return EditionDoor(
        lang=m.code,
        dir=m.language.direction,
        name=m.language.name,
        title=m.frame.title,
        tagline=m.edition.tagline,
        intro=m.edition.intro,
        enter=m.words["enter"],
        not_found=m.words["not_found"],
        not_found_help=m.words["not_found_help"],
        path=addresses.home(m.code),
        search=addresses.section(m.code, "search"),
        search_label=m.words["search_label"],
        search_button=m.words["search_button"],
        navigation=m.words["navigation"],
        nav=m.frame.nav,
        growing=m.frame.growing.said if m.frame.growing else "",
    )
