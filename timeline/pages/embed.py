"""A record in a frame on somebody else's page: what it shows, how tall it is, and the code that puts it there.

The frame has no script that could tell its height to the page around it, so that is worked out here,
for the narrowest: there the text is longest, and a wider frame sets its text larger. Whoever knows
oEmbed (https://oembed.com, 1.0) gets the same from a file beside the page.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import social_card
from timeline.edition import page_views, views
from timeline.edition.lazy_values import OnDemand
from timeline.edition.views import Card, Citation, Dated, Figure, Picture, Words
from timeline.pages.page_maker import Maker, More, Shown, alone
from timeline.records.timeline import Timeline
from timeline.target import Target
from timeline.text import widths

KINDS = ("events", "paths")  # of what can be embedded
WIDTH = 600  # of the frame, where somebody asks for a number: its page has room for what is in it from 280 to 800
SOURCES = 3  # that are named; more are on the record's own page
_NARROW = 280 - 2 * 17  # pixels that the narrowest leaves for text: see templates/css/pages/embed.css
# By direction: the size of the text there, the height of its lines, and how much of the widths that `widths`
# has it really takes: joined letters are narrower than the widest of their forms.
_TEXT = {"ltr": (15.0, 1.5, 0.96), "rtl": (16.5, 1.75, 0.82)}
_SMALL = 0.86  # how large the lesser lines are set
TALL = 180  # pixels of a picture: in a wider frame it is as high as in the narrowest, or it is not that wide
_BETWEEN = 5.0  # em of space between the parts and round them
_WORD = 12 * "n"  # room for a word of the interface


class Embed(NamedTuple):
    """A record in a frame on another site's page: little, and the way to the whole."""

    path: str  # of its own page
    title: Words
    summary: Words
    date: Dated | None = None
    picture: Picture | None = None
    figure: Figure | None = None
    citations: tuple[Citation, ...] = ()
    cards: tuple[Card, ...] = ()  # of a record that is a row of events
    height: int = 0  # of the frame, in pixels


def named(timeline: Timeline) -> list[tuple[str, str]]:
    """Kind and id of all that can be embedded."""
    return [(kind, id) for kind in KINDS for id in timeline.kinds[kind]]


def pages(m: Maker) -> Iterator[Target]:
    """Each event and each path for other sites' frames, and what oEmbed says of it, which takes whole addresses."""
    for kind, id in named(m.timeline):
        path, files, key = addresses.embed(m.code, kind, id), m.files(kind, id), key_of(m, kind)
        event, page = id if kind == "events" else "", partial(_page, m, path, kind, id)
        yield Target(path, "embed.html", page, m.frame, files=files, key=key, event=event)
        if m.frame.address:
            path = addresses.oembed(m.code, kind, id)
            yield Target(path, frame=m.frame, data=partial(answer, m, kind, id), key=key, event=event)


def key_of(m: Maker, kind: str) -> Mapping[str, str] | str:
    """The keys of what can be embedded, where it has any."""
    return m.keys if kind == "events" else ""


def maker_of(m: Maker, kind: str, id: str) -> Maker:
    """What its pages are made with."""
    return m.extract(id) if kind == "events" else m


def _page(m: Maker, path: str, kind: str, id: str) -> page_views.Page:
    shown = maker_of(m, kind, id).once(_embeds)[kind, id]
    return alone(path, Shown(shown.title, shown.summary, shown))


def answer(m: Maker, kind: str, id: str) -> bytes:
    """What oEmbed says of a record."""
    m = maker_of(m, kind, id)
    shown, provider = m.once(_embeds)[kind, id], (m.edition.title, m.frame.address + m.frame.home)
    return oembed(shown, _code(m, kind, id), provider, _thumbnail(m, kind, id, shown.picture))


def _thumbnail(m: Maker, kind: str, id: str, picture: views.Picture | None) -> views.PictureSize | None:
    """What stands for a record: its card, else its picture, else the edition's card; its address is whole."""
    card = addresses.card(m.code, id) if m.fonts and kind == "events" else ""
    if picture and not card:
        size = picture.at_least(WIDTH)
        return size._replace(path=m.frame.address + size.path)
    path = card or m.frame.card
    return views.PictureSize(m.frame.address + path, social_card.WIDTH, social_card.HEIGHT) if path else None


def offered(m: Maker, kind: str, id: str) -> More:
    """What a record's own page says of its embedding: the code, in its own language first, and where oEmbed asks;
    nothing where the site does not know its address."""
    if not m.frame.address:
        return {}
    makers = (m, *(other for code, other in m.makers.items() if code != m.code and other.edition.has(kind, id)))
    codes = (page_views.Snippet(o.code, o.language.name, _code(o, kind, id)) for o in makers)
    title, path = views.plain(m.once(_embeds)[kind, id].title), addresses.oembed(m.code, kind, id)
    return {"embeds": tuple(codes), "offers": (page_views.Offer("application/json+oembed", title, path, True),)}


def _code(m: Maker, kind: str, id: str) -> str:
    shown = m.once(_embeds)[kind, id]
    address = m.frame.address + addresses.embed(m.code, kind, id)
    return code(shown, f"{views.plain(shown.title)} · {m.edition.title}", address)


def _embeds(m: Maker) -> Mapping[tuple[str, str], Embed]:
    """By kind and id."""
    make = {"events": _event, "paths": _lesson}
    return OnDemand(named(m.timeline), lambda key: measured(make[key[0]](m, key[1]), m.language.direction))


def _event(m: Maker, id: str) -> Embed:
    """Its date, its words, its first picture, and the first of its figures."""
    event = m.edition.events[id]
    card, figure, cited = event.card, next(iter(event.figures), None), event.citations
    if figure:  # what it rests on besides: a source from outside, for instance
        cited += tuple(c for c in figure.citations if c.path not in {known.path for known in cited})
    picture = next(iter(event.pictures), None)
    return Embed(card.path, card.title, card.summary, card.date, picture=picture, figure=figure, citations=cited)


def _lesson(m: Maker, id: str) -> Embed:
    """Its words and its events."""
    record, path = m.timeline.lessons[id].record, addresses.record(m.code, "paths", id)
    cards = tuple(m.edition.cards[step.event] for step in record.steps)
    return Embed(path, m.edition.text(record.title), m.edition.text(record.summary), cards=cards)


def measured(embed: Embed, direction: str) -> Embed:
    """The record with the height of its frame: its lines, and what stands between them."""
    size, leading, taken = _TEXT[direction]

    def lines(text: str, scale: float = 1.0, indent: float = 0.0) -> float:
        """How high a text is, in em of the page's own text."""
        return len(widths.wrap(text, (_NARROW / size - indent) / (scale * taken))) * scale * leading

    rows = [
        lines(embed.date.text if embed.date else "", _SMALL),
        lines(str(embed.title), 1.22),
        lines(str(embed.summary)),
    ]
    if picture := embed.picture:
        licence = picture.licence.name if picture.licence else ""
        credit = " · ".join(map(str, filter(None, (picture.caption, picture.credit, licence))))
        rows += [min(TALL, picture.height) / size + 1, lines(credit, _SMALL)]
    if figure := embed.figure:
        about = (figure.measure, figure.label, figure.period and figure.period.text)
        said = (figure.standing.name, _WORD, figure.speaker.name, figure.via and figure.via.name)
        rows += [
            lines(str(figure.words), 1.35, indent=0.85),
            lines(" · ".join(map(str, filter(None, about))), indent=0.85),
            lines(" ".join(map(str, filter(None, said))), _SMALL, indent=0.85),
        ]
    rows += [lines(f"{card.date.text} · {card.title}") + 0.25 for card in embed.cards]
    sources = (f"{c.name} {c.at} {_WORD if c.outside else ''}" for c in embed.citations[:SOURCES])
    rows += [lines(" · ".join((_WORD, *sources)), _SMALL), 2 * _SMALL * leading]  # and the foot
    return embed._replace(height=10 * (int(size * (math.fsum(rows) + _BETWEEN)) // 10 + 1))


def code(embed: Embed, title: str, address: str) -> str:
    """The HTML that shows a record within another page; `address` is that of the frame's own page, whole."""
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}" width="100%" height="{embed.height}" '
        'style="border:0" loading="lazy"></iframe>'
    )


def oembed(embed: Embed, code: str, provider: Sequence[str], picture: views.PictureSize | None) -> bytes:
    """The answer of an oEmbed provider, as a file; `provider` is its name and address, `picture` what stands for the
    record, its address whole."""
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": views.plain(embed.title),
        "provider_name": provider[0],
        "provider_url": provider[1],
        "cache_age": 86400,
        "html": code,
        "width": WIDTH,
        "height": embed.height,
    }
    if picture:
        answer |= {
            "thumbnail_url": picture.path,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
