"""The events: each in full on a page of its own, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import date_line, window
from timeline.drawing.date_line import Place
from timeline.edition import citation_files, views, works
from timeline.pages import bars, embed, event_axis, filters, pictures
from timeline.pages.bars import Drawn
from timeline.pages.event_axis import LISTED
from timeline.pages.filters import Filters, Listed
from timeline.pages.page_maker import Maker, More, Shown
from timeline.pages.years import YearLink, years
from timeline.target import Target


class EventList(NamedTuple):
    """All events; of more than a page lists, the years."""

    rows: tuple[Listed, ...]
    filters: Filters | None
    years: tuple[YearLink, ...]


class EventPage(NamedTuple):
    event: views.Event
    place: Place | None  # nothing where it stands alone
    drawn: tuple[Drawn, ...]  # its figures


def pages(m: Maker) -> Iterator[Target]:
    yield m.page(addresses.section(m.code, "events"), "events.html", _list, type="CollectionPage")
    for id in m.timeline.events:
        path = addresses.record(m.code, "events", id)
        yield m.page(path, "event.html", _event, id, type="Article", about=("events", id))


def _list(m: Maker) -> Shown:
    if len(m.timeline.events) > LISTED:
        shown = EventList((), None, tuple(year.year for year in m.once(years).values()))
    else:
        shown = EventList(filters.rows(m, event_axis.placed(m, m.timeline.events)), filters.filters(m), ())
    return Shown(m.words["all_events"], m.words["all_events_help"], shown)


def _event(m: Maker, id: str) -> Shown:
    card, entry, licence = m.edition.cards[id], m.timeline.events[id], m.timeline.site.licence
    work = works.work(m.edition, "events", id)
    more: More = {
        "card": addresses.card(m.code, id) if m.fonts else "",
        "repository": m.repository(entry.file, "events", id),
        "parallel": m.beside("events", id),
        "cite": works.cite(m.edition, "events", id),
        **pictures.shared(m.edition.events[id].pictures),
        "meta": citation_files.head(work, licence.address if licence else "", entry.record.date.edtf),
    }
    page = EventPage(m.edition.events[id], place(m, id), bars.of_event(m, id))
    return Shown(card.title, card.summary, page, {**more, **embed.offered(m, "events", id)})


def place(m: Maker, id: str) -> Place | None:
    """Where an event stands in the whole; nothing where it is alone."""
    beside = [other for other in m.timeline.beside(id) if other]
    if not beside:
        return None
    dates, extent = {n: m.timeline.events[n].record.date for n in (id, *beside)}, m.timeline.extent
    if (shown := window.of(m.timeline.site.axis) or window.EVER).side(dates[id]):
        shown = window.EVER  # an event outside the stretch is seen in the whole all the same
    dates = {n: shown.cut(date) for n, date in dates.items() if not shown.side(date)}
    scale = date_line.scale(shown.of_all(extent), m.language, shown.days)
    own, *others = (date_line.line(date, scale, m.language) for date in dates.values())
    return Place(date_line.ticks(scale, m.language), own, tuple(others))
