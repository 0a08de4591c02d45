"""A record in a frame on somebody else's page: what it shows, how tall it is, and the code that puts it there.

The frame has no script that could tell its height to the page around it, so that is worked out here,
for the narrowest: there the text is longest, and a wider frame sets its text larger. Whoever knows
oEmbed (https://oembed.com, 1.0) gets the same from a file beside the page.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from timeline.edition import views
from timeline.text import widths

WIDTH = 600  # of the frame, where somebody asks for a number: its page has room for what is in it from 280 to 800
SOURCES = 3  # that are named; more are on the record's own page
_NARROW = 280 - 2 * 17  # pixels that the narrowest leaves for text: see templates/css/pages/embed.css
# By direction: the size of the text there, the height of its lines, and how much of the widths that `widths`
# has it really takes: joined letters are narrower than the widest of their forms.
_TEXT = {"ltr": (15.0, 1.5, 0.96), "rtl": (16.5, 1.75, 0.82)}
_SMALL = 0.86  # how large the lesser lines are set
_BETWEEN = 5.0  # em of space between the parts and round them
_WORD = 12 * "n"  # room for a word of the interface


def event(event: views.Event, direction: str) -> views.Embed:
    """An event: its date, its words, and the first of its figures."""
    card, figure, cited = event.card, next(iter(event.figures), None), event.citations
    if figure:  # what it rests on besides: a source from outside, for instance
        cited += tuple(c for c in figure.citations if c.path not in {known.path for known in cited})
    return measured(views.Embed(card.path, card.title, card.summary, card.date, figure, cited), direction)


def measured(embed: views.Embed, direction: str) -> views.Embed:
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
    if figure := embed.figure:
        about = (figure.measure, figure.label, figure.period and figure.period.text)
        said = (figure.standing.name, _WORD, figure.speaker.name, figure.via and figure.via.name)
        rows += [
            lines(figure.words, 1.35, indent=0.85),
            lines(" · ".join(map(str, filter(None, about))), indent=0.85),
            lines(" ".join(map(str, filter(None, said))), _SMALL, indent=0.85),
        ]
    rows += [lines(f"{card.date.text} · {card.title}") + 0.25 for card in embed.cards]
    sources = (f"{c.name} {c.at} {_WORD if c.outside else ''}" for c in embed.citations[:SOURCES])
    rows += [lines(" · ".join((_WORD, *sources)), _SMALL), 2 * _SMALL * leading]  # and the foot
    return embed._replace(height=10 * (int(size * (sum(rows) + _BETWEEN)) // 10 + 1))


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
