"""What the site consists of, as one table: the kinds of page there are, each a module of this room.

A new kind is a module with `pages`, and a row here. A page is handed all it may read, so what it depends on needs no
list: it is its template, its `Page` and its `Frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.downloads import exports, feeds, ical
from timeline.edition import contributions as worded
from timeline.edition.contributions import Made, Whole
from timeline.faults.diagnostic import Diagnostic, Span, tell
from timeline.pages import (
    browse,
    data_page,
    disagreements,
    door,
    embed,
    events,
    figures,
    home,
    lessons,
    map,
    periods,
    record_book,
    redirects,
    response_headers,
    search,
    search_index,
    selection,
    short_sheet,
    side_by_side,
    sitemap,
    social_pictures,
    sources,
    standings,
    static,
    story,
    terms,
    years,
)
from timeline.pages.page_frame import frame
from timeline.pages.page_maker import Maker
from timeline.pages.script_data import Packets
from timeline.records.mentions import Keys
from timeline.target import Files, Target

# The kinds of page of each edition, and those of all editions together.
OF_AN_EDITION = (
    home,
    story,
    figures,
    disagreements,
    lessons,
    short_sheet,
    sources,
    browse,
    terms,
    map,
    periods,
    years,
    search,
    events,
    record_book,
    standings,
    selection,
    static,
    embed,
    social_pictures,
    redirects,
)
OF_ALL = (door, side_by_side, response_headers)
# What the navigation leads to, in its order, between the front page and the pages of the content's own; whatever else
# there is to look through stands on one page, `browse`.
NAVIGATION = (
    story.SECTION,
    figures.SECTION,
    disagreements.SECTION,
    lessons.SECTION,
    sources.SECTION,
    search.SECTION,
)
SECTIONS = (*NAVIGATION, browse.SECTION, *terms.SECTIONS, periods.SECTION, map.SECTION, years.SECTION)


class Table(NamedTuple):
    """`package` describes files that are made already, `telling` gives the pages that tell of them and of an archive of
    so many bytes; `targets` has these as they stand within the archive, or where there is none."""

    targets: list[Target]
    package: Callable[[Files], Target]
    telling: Callable[[Files, int | None], list[Target]]


def table(
    whole: Whole,
    packed: Mapping[str, Packets],
    assets: Mapping[str, bytes],
    keys: Keys,
    address: str,
    fonts: str = "",
    pictures: Iterable[Target] = (),
) -> tuple[Table, list[Diagnostic]]:
    """Every file of the site but those of `packed` and the archive of it all, by path, and the paths that two
    pages lay claim to. `fonts` is the digest of what cards are drawn with, where they are drawn; `pictures` are the
    files of those that records show."""
    timeline, editions, _ = whole
    media = {target.path: target for target in pictures}
    makers: dict[str, Maker] = {}
    there: set[str] = set()  # the pages, as soon as all are laid out, where one has to ask
    for code, edition in editions.items():
        card = addresses.card(code) if fonts or code in timeline.cards else ""
        makers[code] = Maker(
            edition,
            frame(edition, NAVIGATION, SECTIONS, assets, address, card),
            makers,
            packed,
            keys,
            fonts,
            there,
            media,
        )
    targets = [Target(addresses.asset(name), data=data) for name, data in assets.items()]
    targets += [Target(addresses.card(code), data=data) for code, data in timeline.cards.items()]
    targets += media.values()
    for m in makers.values():
        targets += (target for kind in OF_AN_EDITION for target in kind.pages(m))
        targets += feeds.targets(m.edition, m.frame, keys)
        targets += ical.targets(m.edition, m.frame, whole, keys.whole)
    targets += (target for kind in OF_ALL for target in kind.pages(makers))
    downloads = exports.targets(whole, keys.whole)

    def telling(files: Files, archive: int | None) -> list[Target]:
        return [page for m in makers.values() for page in data_page.pages(m, files, archive, keys.whole)]

    package = partial(exports.package, whole, keys.whole)
    made = {target.path: target for target in downloads}
    files = Files(lambda path: made[path].pieces(), lambda path: sum(len(piece) for piece in made[path].pieces()))
    made[exports.PACKAGE.path] = package(files)
    targets += (*made.values(), *telling(files, None))
    targets += sitemap.pages(makers, tuple(targets))
    if timeline.site.growing:
        there.update(target.path for target in targets if target.template not in ("", "redirect.html"))
    taken: dict[str, Target] = {}
    faults = []
    for target in targets:
        if (other := taken.setdefault(target.path, target)) is not target:
            where = next(iter((*target.files, *other.files)), "content")
            message = tell("two pages would both be `{path}`", path=target.path)
            faults.append(Diagnostic("same-address", message, Span(where), tell("rename one of the records")))
    return Table([taken[path] for path in sorted(taken)], package, telling), faults


def contributions(editions: Iterable[str]) -> dict[str, Made]:
    """What each event contributes to what is made of them all, by name."""
    made = exports.contributions(editions)
    for code in editions:
        made[f"event-{code}"] = Made(partial(worded.event, code), code)
        made[f"search-{code}"] = Made(partial(search_index.contribution, code), code)
        made[f"selection-{code}"] = Made(partial(selection.contribution, code), code)
        made[f"calendar-{code}"] = Made(partial(ical.contribution, code), code)
    return made


def packed(whole: Whole) -> dict[str, Packets]:
    """What scripts load, by the kind of page that they do it for; every event has to be read for it."""
    return {"search": search_index.indexes(whole), "selection": selection.shelves(whole)}


def script_files(packed: Mapping[str, Packets]) -> dict[str, Callable[[], list[Target]]]:
    """The files of all that, each named by its content: by the path of the page that knows their names."""
    return {
        addresses.section(code, kind): partial(_files, packets, code)
        for kind, packets in packed.items()
        for code in packets
    }


def _files(packets: Packets, code: str) -> list[Target]:
    _, files = packets[code]
    return [Target(path, data=data) for path, data in files.items()]
