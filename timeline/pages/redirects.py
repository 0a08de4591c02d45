"""Former addresses: a page at each, which leads to the present one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition import page_views, views
from timeline.pages import embed
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.target import Target


class Redirect(NamedTuple):
    path: str
    title: str


def pages(m: Maker) -> Iterator[Target]:
    for (kind, former), id in m.timeline.aliases.items():
        moved = [(addresses.record(m.code, kind, former), addresses.record(m.code, kind, id))]
        if kind == "paths":
            moved += [
                (addresses.lesson(m.code, former, f), addresses.lesson(m.code, id, f)) for f in addresses.LESSON_FORMS
            ]
        for was, now in moved:
            yield m.page(was, "redirect.html", redirect, kind, id, now, type="", about=(kind, id))
        if kind in embed.KINDS:
            was, files = addresses.embed(m.code, kind, former), m.files(kind, id)
            yield Target(was, "redirect.html", partial(_embed, m, was, kind, id), m.frame, files=files)
            if m.frame.address:  # whoever asks oEmbed of the former address gets the present answer
                yield Target(addresses.oembed(m.code, kind, former), data=partial(embed.answer, m, kind, id))


def redirect(m: Maker, kind: str, id: str, to: str) -> Shown:
    """What leads to a record's page, or to another form of it."""
    if kind == "paths":
        title = m.edition.text(m.timeline.lessons[id].record.title)
    elif kind == "events":
        title = m.edition.cards[id].title
    elif kind == "sources":
        title = m.edition.sources[id].title
    elif kind == "source_kinds":
        title = m.edition.kind_terms[id].name
    else:
        title = m.edition.terms[kind][id].name
    return Shown(title, title, Redirect(to, views.plain(title)))


def _embed(m: Maker, was: str, kind: str, id: str) -> page_views.Page:
    return alone(was, redirect(m, kind, id, addresses.embed(m.code, kind, id)))
