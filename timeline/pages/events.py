"""The events: each in full on a page of its own, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.downloads import feeds, ical
from timeline.edition import citation_files, works
from timeline.edition.views import Link
from timeline.pages import embed, filters
from timeline.pages.filters import Filters, Listed
from timeline.pages.home import LISTED
from timeline.pages.page_maker import Maker, More, Shown
from timeline.pages.years import YearLink, years
from timeline.target import Target


class EventList(NamedTuple):
    """All events; of more than a page lists, the years."""

    rows: tuple[Listed, ...]
    filters: Filters | None
    years: tuple[YearLink, ...]
    follow: tuple[Link, ...] = ()  # its feeds and calendars


def pages(m: Maker) -> Iterator[Target]:
    yield m.page(addresses.section(m.code, "events"), "events.html", _list, type="CollectionPage")
    for id in m.timeline.events:
        path = addresses.record(m.code, "events", id)
        yield m.page(path, "event.html", _event, id, type="Article", about=("events", id))


def _list(m: Maker) -> Shown:
    follow = (*feeds.links(m.edition), *ical.links(m.edition))
    if len(m.timeline.events) > LISTED:
        shown = EventList((), None, tuple(year.year for year in m.once(years).values()), follow)
    else:
        shown = EventList(filters.rows(m, m.edition.cards.values()), filters.filters(m), (), follow)
    return Shown(m.words["all_events"], m.words["all_events_help"], shown)


def _event(m: Maker, id: str) -> Shown:
    card, entry, licence = m.edition.cards[id], m.timeline.events[id], m.timeline.site.licence
    work = works.work(m.edition, "events", id)
    more: More = {
        "card": addresses.card(m.code, id) if m.fonts else "",
        "repository": m.repository(entry.file, "events", id),
        "parallel": m.beside("events", id),
        "cite": works.cite(m.edition, "events", id),
        "meta": citation_files.head(work, licence.address if licence else "", entry.record.date.text),
    }
    return Shown(card.title, card.summary, m.edition.events[id], {**more, **embed.offered(m, "events", id)})
