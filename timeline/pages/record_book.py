"""The whole record as a book: every event in full, in order of time, from a title page to a list of the sources.

It is read off the views of an edition's events, and their passages keep their fragments behind the
event's id: `#some-event/statement-2`. Each year is a book of its own, too; a record of more events than a
browser prints in one go is nothing but these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline import addresses
from timeline.drawing import qr
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.pages import listings
from timeline.text import edtf

LIMIT = 200  # events of one book: 192 were 265 pages, and took Chromium 13 seconds
_FRAGMENT = re.compile(r'(<a [^>]*?href="#)')  # of a link in a text, to another passage of its event


def path(edition: Edition, number: int) -> str:
    """Where a year's own book is."""
    return addresses.year(edition.code, number, "record")


def numbers(edition: Edition) -> list[int | None]:
    """The years, each of which has a book of its own, and None for the one book of all, where it is not too long."""
    whole = [None] if len(edition.events) <= LIMIT else []
    return [*whole, *listings.year_numbers(edition.timeline)]


def book(edition: Edition, number: int | None) -> views.Book:
    years = list(edition.years.values()) if number is None else [edition.years[number]]
    chapters = tuple(
        views.Chapter(year.year, tuple(_within(edition.events[card.id]) for card in year.cards)) for year in years
    )
    passages = (p for chapter in chapters for event in chapter.events for p in (*event.figures, *event.statements))
    latest, address = edition.timeline.latest, edition.timeline.site.address
    own = addresses.section(edition.code, "record") if number is None else path(edition, number)
    beside = (None, None) if number is None else (years[0].previous, years[0].next)
    return views.Book(
        chapters,
        edition.language.count("events", sum(len(chapter.events) for chapter in chapters)),
        edition.intro,
        listings.explained(edition.language, {passage.standing.code for passage in passages}),
        tuple(_sources(edition, chapters)),
        edition.dated(edtf.parse(latest[:10])) if latest else None,
        qr.svg(f"{address}{own}", edition.language.words["qr_name"]) if address else None,
        *(year and year._replace(path=path(edition, year.number)) for year in beside),
    )


def _within(event: views.Event) -> views.Event:
    """An event whose text leads to passages of its own by their fragments in the book."""
    if not event.body:
        return event
    led = lambda prose: prose._replace(markup=_FRAGMENT.sub(rf"\g<1>{event.id}/", prose.markup))
    blocks = tuple(b._replace(before=led(b.before), after=led(b.after)) for b in event.body.blocks)
    return event._replace(body=event.body._replace(blocks=blocks))


def _sources(edition: Edition, chapters: Iterable[views.Chapter]) -> Iterator[views.Listing]:
    """What the chapters rest on: the documents, and what is from outside them."""
    cited = {c.path for chapter in chapters for event in chapter.events for c in _citations(event)}
    words = edition.language.words
    for name, outside in (("documents", False), ("outside_sources", True)):
        found = [s for s in edition.sources.values() if s.path in cited and s.outside == outside]
        if found:
            yield views.Listing(words[name], tuple(views.Entry(s.path, edition.references[s.id]) for s in found))


def _citations(event: views.Event) -> Iterator[views.Citation]:
    accounts = (account for d in event.disagreements for account in d.accounts)
    for passage in (event, *event.figures, *event.statements, *event.other_dates, *accounts):
        yield from passage.citations
