"""Former addresses: a page at each, which leads to the present one; and in a growing edition the addresses of what is
not written yet, which lead to a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.edition import page_views, views
from timeline.pages import embed
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.records.timeline import ADDRESSED
from timeline.target import Target


class Redirect(NamedTuple):
    """`lang` and `dir` are set where it leads to another edition, since this one does not have the record."""

    path: str
    title: str
    lang: str = ""
    dir: str = ""


def pages(m: Maker) -> Iterator[Target]:
    for (kind, former), id in m.timeline.aliases.items():
        there = m.edition.has(kind, id)
        now = m if there else m.makers[m.timeline.complete]
        moved = [(addresses.record(m.code, kind, former), addresses.record(now.code, kind, id))]
        if kind == "paths":
            moved += [
                (addresses.lesson(m.code, former, f), addresses.lesson(now.code, id, f)) for f in addresses.LESSON_FORMS
            ]
        for was, to in moved:
            if there:
                yield m.page(was, "redirect.html", redirect, kind, id, to, type="", about=(kind, id))
            else:
                yield _elsewhere(m, was, kind, id, to)
        if kind in embed.KINDS:
            was, files = addresses.embed(m.code, kind, former), now.files(kind, id)
            to = addresses.embed(now.code, kind, id)
            make = partial(_embed, m, was, kind, id) if there else partial(_unwritten, now, was, kind, id, to)
            yield Target(was, "redirect.html", make, m.frame, files=files)
            if m.frame.address:  # whoever asks oEmbed of the former address gets the present answer
                yield Target(addresses.oembed(m.code, kind, former), data=partial(embed.answer, now, kind, id))
    for kind in ADDRESSED:
        for id in m.timeline.elsewhere.get(kind, ()):
            to = addresses.record(m.timeline.complete, kind, id)
            yield _elsewhere(m, addresses.record(m.code, kind, id), kind, id, to)


def _elsewhere(m: Maker, was: str, kind: str, id: str, to: str) -> Target:
    """What a growing edition has at the address of a record that is not in it, or no longer: the way to a whole one.
    So an address that was given out stays when a text is taken back."""
    whole = m.makers[m.timeline.complete]
    files = whole.files(kind, id)
    return Target(was, "redirect.html", partial(_unwritten, whole, was, kind, id, to), m.frame, files=files)


def _unwritten(whole: Maker, was: str, kind: str, id: str, to: str) -> page_views.Page:
    shown = redirect(whole, kind, id, to)
    subject = Redirect(to, views.plain(shown.title), whole.code, whole.language.direction)
    return alone(was, shown._replace(subject=subject))


def redirect(m: Maker, kind: str, id: str, to: str) -> Shown:
    """What leads to a record's page, or to another form of it."""
    if kind == "paths":
        title = m.edition.text(m.timeline.lessons[id].record.title)
    elif kind == "events":
        title = m.edition.cards[id].title
    elif kind == "sources":
        title = m.edition.sources[id].title
    elif kind == "periods":
        title = m.edition.periods[id].name
    elif kind == "source_kinds":
        title = m.edition.kind_terms[id].name
    else:
        title = m.edition.terms[kind][id].name
    return Shown(title, title, Redirect(to, views.plain(title)))


def _embed(m: Maker, was: str, kind: str, id: str) -> page_views.Page:
    return alone(was, redirect(m, kind, id, addresses.embed(m.code, kind, id)))
