"""The pictures that are shown where a page is shared: each event's card, or, where none are drawn, the first picture
that a page shows itself; and the card of all other pages of an edition where none was brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from timeline import addresses
from timeline.drawing import social_card
from timeline.edition import dates_in_words, page_views, views
from timeline.pages.page_maker import Maker, More, Shown, alone
from timeline.pages.years import years
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


def shared(pictures: Sequence[views.Picture]) -> More:
    """The first of a page's pictures, for where that is shared."""
    if not pictures:
        return {}
    first = pictures[0]
    return {"picture": page_views.Shared(first.path, first.width, first.height, views.plain(first.alt))}


def _shown(m: Maker, id: str) -> list[Target]:
    """The files of which a card may hold one: those of its event's first picture."""
    shown = m.timeline.events[id].record.media[:1] if id else []
    return [m.pictures[size.path] for picture in shown for size in m.timeline.media[picture.file].sizes]


def _picture(m: Maker, path: str, id: str) -> page_views.Page:
    name, direction = (m.edition.title, views.plain(m.edition.tagline)), m.language.direction
    if id:
        picture = social_card.event(m.edition.events[id], name, direction)
    else:
        spanned = [dates_in_words.year(number, m.language) for number in m.once(years)]
        picture = social_card.site(*name, spanned, direction, addresses.home(m.code))
    return alone(path, Shown("", "", picture))
