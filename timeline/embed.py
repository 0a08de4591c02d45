"""A record in a frame on somebody else's page: what it shows, how tall it is, and the code that puts it there.

The frame has no script that could tell its height to the page around it, so that is worked out here,
for the width of a phone: there the text is longest, and a wider frame sets its text larger. Whoever
knows oEmbed (https://oembed.com, 1.0) gets the same from a file beside the page.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from timeline import advances, views

WIDTH = 600  # of the frame, where somebody asks for a number: its page has room for what is in it from 280 to 800
SOURCES = 3  # that are named; more are on the record's own page
_NARROW = 320 - 2 * 17  # what a phone leaves for text: see templates/css/pages/embed.css
# The size of the text there and the height of its lines, in pixels, by direction.
_TEXT = {"ltr": (15.2, 1.5), "rtl": (16.7, 1.75)}


def event(event: views.Event, direction: str) -> views.Embed:
    """An event: its date, its words, and the first of its figures."""
    card, figure = event.card, event.figures[0] if event.figures else None
    return measured(views.Embed(card.path, card.title, card.summary, card.date, figure, event.citations), direction)


def measured(embed: views.Embed, direction: str) -> views.Embed:
    """The record with the height of its frame."""
    size, leading = _TEXT[direction]

    def lines(text: object, scale: float = 1.0, leading: float = leading) -> float:
        return len(advances.wrap(str(text), _NARROW / (size * scale))) * scale * leading

    rows = [lines(embed.date.text if embed.date else "", 0.86), lines(embed.title, 1.22, leading - 0.2) + 0.2]
    rows.append(lines(embed.summary) + 0.6)
    if figure := embed.figure:
        about = " · ".join(map(str, filter(None, (figure.measure, figure.label, figure.period and figure.period.text))))
        said = " ".join(str(who.name) for who in (figure.speaker, figure.via) if who)
        rows += [
            lines(figure.words, 1.35, leading - 0.1) + 0.8,
            lines(about),
            lines(f"{figure.standing.name} {said}" + 12 * "n", 0.86),
        ]
    rows += [lines(f"{card.date.text} · {card.title}") + 0.25 for card in embed.cards]
    sources = " · ".join(f"{c.name} {c.at}" for c in embed.citations[:SOURCES])
    rows += [
        lines(sources + 10 * "n", 0.86) + 0.6,
        2 * 0.86 * leading + 3.4,
    ]  # the foot: two lines, and what is round all
    return embed._replace(height=10 * (int(size * sum(rows)) // 10 + 1))


def code(embed: views.Embed, title: str, address: str) -> str:
    """The HTML that shows a record within another page; `address` is that of the frame's own page, whole."""
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}" width="100%" height="{embed.height}" '
        'style="border:0" loading="lazy"></iframe>'
    )


def oembed(embed: views.Embed, code: str, provider: Sequence[str], picture: str) -> bytes:
    """The answer of an oEmbed provider, as a file; `provider` is its name and address, `picture` a whole address
    or nothing."""
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
        answer |= {"thumbnail_url": picture, "thumbnail_width": 1200, "thumbnail_height": 630}
    return json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
