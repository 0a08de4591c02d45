"""The pictures that are drawn for where a page is shared: each event's card, and that of all other pages of an edition
where none was brought. A page without one shows its own first picture (`pictures.shared`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from timeline import addresses
from timeline.drawing import social_card
from timeline.drawing.card_chart import Row
from timeline.drawing.social_card import Bars
from timeline.edition import dates_in_words, page_views, views
from timeline.pages import events
from timeline.pages.page_maker import Maker, Shown, alone
from timeline.pages.years import years
from timeline.records import schema
from timeline.target import Target


def pages(m: Maker) -> Iterator[Target]:
    """None where none are drawn."""
    if m.fonts:
        plate = page_views.Plate(m.code, m.language.direction, m.fonts)
        for id in ("", *m.timeline.events):
            path = addresses.card(m.code, id)
            if id or m.code not in m.timeline.cards:
                # Drawing takes long: a card is told by what it shows, and not by the event's key.
                yield Target(path, "card.svg", partial(_picture, m, path, id), plate, shows=_shown(m, id))


def _shown(m: Maker, id: str) -> list[Target]:
    """The files of which a card may hold one: those of its event's first picture."""
    shown = m.timeline.events[id].record.media[:1] if id else []
    return [m.pictures[size.path] for picture in shown for size in m.timeline.media[picture.file].sizes]


def _bars(m: Maker, id: str) -> Bars | None:
    """An event's first figure, and beside it those of its measure in other events, else in the event itself: of what
    reads the same one."""
    own, *further = m.timeline.events[id].record.figures.values() or (None,)
    if not own:
        return None
    beside = [(row.event, row.figure) for row in m.timeline.compared(id)] or [(id, figure) for figure in further]
    others = [(event, figure) for event, figure in beside if figure.measure == own.measure]
    rows = {(own.value, _year(m, id)): _row(m, id, own)}
    for event, figure in others:
        rows.setdefault((figure.value, _year(m, event)), _row(m, event, figure))
    first, *rest = rows.values()
    return Bars(first, tuple(rest))


def _row(m: Maker, id: str, figure: schema.Figure) -> Row:
    return Row(figure.value, figure.bound, figure.standing, _year(m, id))


def _year(m: Maker, id: str) -> str:
    return dates_in_words.filed(m.timeline.events[id].record.date, m.language)


def _picture(m: Maker, path: str, id: str) -> page_views.Page:
    name = m.edition.title, views.plain(m.edition.tagline)
    if id:
        picture = social_card.event(m.edition.events[id], name, m.language, _bars(m, id), events.place(m, id))
    else:
        spanned = [dates_in_words.year(number, m.language) for number in m.once(years)]
        picture = social_card.site(*name, spanned, m.language.direction, addresses.home(m.code))
    return alone(path, Shown("", "", picture))
