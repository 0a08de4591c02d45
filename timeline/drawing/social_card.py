"""Social cards worked out: which words stand where on 1200 by 630 pixels, so that nothing ever runs over.

A page of the ledger: hairlines, the date in the margin at the starting side, the title in one measured
column, who keeps the record at the foot; where the event has a picture, that whole at the ending side, with who made
it. Right to left is the same page mirrored. Nothing is drawn here: `card.svg` is filled with these numbers, and `png`
makes pixels of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from timeline.drawing import card_chart
from timeline.drawing.card_chart import CardChart, Row
from timeline.drawing.date_line import Place
from timeline.edition import views
from timeline.records.languages import Language
from timeline.text import bidi
from timeline.text.widths import width, wrap

WIDTH, HEIGHT = 1200, 630
_EDGE, _MARGIN, _GAP = 72, 226, 46
_COLUMN = WIDTH - 2 * _EDGE - _MARGIN - _GAP
_FOOT = 516  # where the lower hairline leaves room for the site's name
_LARGER = 2.2  # than on a page, an event's place in the whole is drawn
_LINE, _ASIDE = 106, 24  # how high it stands, and what goes on beyond its ends
_PHOTO = 440, _FOOT - _EDGE - 40  # at most, of a picture
_DOUBT = {"claimed", "disputed"}
_PAUSES = ",;:.،؛؟!?"
_JOINED = "\u00a0"
_DAY = re.compile(r"(?<!\S)(?:\d{1,2}–)?\d{1,2} [^\W\d]+")  # of a month: no line ends between the two


class Line(NamedTuple):
    x: int
    y: int  # of its baseline
    text: str


class Block(NamedTuple):
    """Lines of one kind and size."""

    kind: str
    size: int
    lines: tuple[Line, ...]


class Rule(NamedTuple):
    """A hairline from `start` to `end`, at the height `y`."""

    start: int
    y: int
    end: int


class Photo(NamedTuple):
    """An event's picture on its card; `path` is that of its file in the site."""

    path: str
    x: int
    y: int
    width: int
    height: int


class Picture(NamedTuple):
    """A social card; `of` is the page that it stands for, `anchor` the end of its lines that is fixed. Of what there is
    to look at it has one: the bars of a figure, or the event's place in time."""

    of: str
    width: int
    height: int
    anchor: str
    rules: tuple[Rule, ...]
    blocks: tuple[Block, ...]
    chart: CardChart | None = None
    place: CardPlace | None = None
    photo: Photo | None = None


class CardPlace(NamedTuple):
    """Where an event stands in the whole, drawn `length` long for a line on a page and made larger here."""

    x: int
    y: int
    larger: float
    length: int
    drawn: Place
    before: str  # the anchor of words that stand before their place, and of those behind it
    behind: str


class Bars(NamedTuple):
    """An event's first figure, and those that it may be set against."""

    own: Row
    others: tuple[Row, ...]


class _Setting(NamedTuple):
    """How a script is set: sizes by `scale`; the rest in em: between lines, above the first baseline,
    below the last."""

    scale: float
    leading: float
    rise: float
    drop: float


# By direction: the scripts that run from right to left are small on their body and stand tall.
_SETTINGS = {"ltr": _Setting(1, 1.2, 0.95, 0.3), "rtl": _Setting(1.12, 1.45, 1.1, 0.5)}


def event(
    event: views.Event,
    site: tuple[str, str],
    language: Language,
    bars: Bars | None = None,
    place: Place | None = None,
) -> Picture:
    """An event's card: its date, its title, its first figure with its bars where there is room, else its place in the
    whole; the site's name and tagline. With a picture the first that it has, and in place of all these whose that is.
    """
    if shown := event.pictures[:1]:
        return _with_picture(event, shown[0], site[0], language.direction)
    page = _Page(language.direction, _FOOT)
    room, title, chart = page.bottom, views.plain(event.card.title), None
    least = 40 if bars else 45  # the size of a title that makes room
    needed = page.height(least, page.lines(title, least))
    for figure in event.figures[:1]:
        words, speaker = views.plain(figure.words), views.plain(figure.speaker.name)
        said, size = page.said(speaker, f" · {figure.standing.name}"), 38 if bars else 46
        free = room - page.top - needed - 16 - page.height(size, 1) - page.height(24, 1)
        if page.lines(words, size) > 1 or free < 0:
            break
        if bars and (rows := page.rows(len(bars.others), free)) is not None:
            room -= page.bars_take(rows)
            chart = page.bars(bars._replace(others=bars.others[:rows]), room, language)
        under, over = room - page.height(24, 1), room - page.height(24, 1) - page.height(size, 1)
        page.put("doubt" if figure.standing.code in _DOUBT else "figure", words, (size,), over, under)
        page.put("quiet", said, (24,), under, room)
        room, place = over - 16, None
    place = place if needed <= room - _LINE - page.top else None
    first, _ = page.put("title", title, (64, 54, 45, least), page.top, room - _LINE if place else room)
    page.margin("date", event.card.date.text, first)
    first, _ = page.put("quiet", site[1], (22, 20), _FOOT + 10, HEIGHT - 10)
    page.margin("name", site[0], first)
    picture = page.picture(event.card.path)
    return picture._replace(chart=chart, place=page.place(place) if place else None)


def _with_picture(event: views.Event, shown: views.Picture, name: str, direction: str) -> Picture:
    top, size = _EDGE + 20, fitting(shown)
    share = min(_PHOTO[0] / size.width, _PHOTO[1] / size.height, 1)
    width, height = max(1, round(size.width * share)), max(1, round(size.height * share))
    page = _Page(direction, _FOOT, column=WIDTH - 2 * _EDGE - width - _GAP)
    _, below = page.put("date", event.card.date.text, (28,), page.top, page.bottom)
    page.put("title", views.plain(event.card.title), (64, 54, 45, 38), below + 4, page.bottom)
    _, below = page.put("name", name, (24,), _FOOT + 4, HEIGHT - 10)
    page.column = WIDTH - 2 * _EDGE
    licence = views.plain(shown.licence.name) if shown.licence else ""
    page.put("quiet", " · ".join(filter(None, (views.plain(shown.credit), licence))), (18,), below, HEIGHT - 10)
    left = WIDTH - _EDGE - width if direction == "ltr" else _EDGE
    return page.picture(event.card.path, Photo(size.path, left, top, width=width, height=height))


def fitting(picture: views.Picture) -> views.PictureSize:
    """The narrowest size of a picture that fills its place on a card."""
    enough = (size for size in picture.sizes if size.width >= _PHOTO[0] or size.height >= _PHOTO[1])
    return next(enough, picture.sizes[-1])


def site(name: str, tagline: str, years: Sequence[str], direction: str, home: str) -> Picture:
    """The card of an edition's other pages: the site's name and tagline, and the first and the last of its years."""
    page = _Page(direction, HEIGHT - _EDGE)
    first, end = page.put("title", name, (96, 80, 60), page.top, page.bottom - 180)
    page.margin("date", "–".join(dict.fromkeys((*years[:1], *years[-1:]))), first)
    page.put("quiet", tagline, (36, 30, 26), end + 20, page.bottom)
    return page.picture(home)


class _Page:
    """A card in the making: between two hairlines a margin and a column, or a column alone, where its width is said."""

    def __init__(self, direction: str, foot: int, column: int = 0):
        self.column, self.start = (column, 0) if column else (_COLUMN, _MARGIN + _GAP)
        self.direction, self.setting = direction, _SETTINGS[direction]
        self.rules, self.top, self.bottom = (_EDGE, foot), _EDGE + 20, foot - 20
        self.blocks: list[Block] = []

    def height(self, size: int, lines: int) -> int:
        """How high so many lines of a size stand."""
        setting = self.setting
        return round(size * setting.scale * (setting.rise + (lines - 1) * setting.leading + setting.drop))

    def lines(self, text: str, size: int) -> int:
        """How many lines a text takes in the column."""
        return len(wrap(clean(text), self.column / (size * self.setting.scale)))

    def said(self, speaker: str, standing: str) -> str:
        """Who says a figure and how it stands, on one line: where that is too much the name gives way, since a claim
        must not lose the word for what it is."""
        room = self.column / round(24 * self.setting.scale)
        return shorten(clean(speaker), room - width(clean(standing))) + standing

    def rows(self, others: int, free: int) -> int | None:
        """How many bars of others have room under a figure; nothing where its own has none."""
        return next((n for n in range(min(others, card_chart.MOST), -1, -1) if self.bars_take(n) <= free), None)

    def bars_take(self, others: int) -> int:
        """How high a chart stands."""
        return card_chart.height(self.row, others)

    @property
    def row(self) -> int:
        """How high a row of a chart is, which is one line whatever its script."""
        return round(20 * self.setting.scale * 1.4)

    def bars(self, bars: Bars, top: int, language: Language) -> CardChart:
        """A chart in the column, from a height on."""
        left = _EDGE + (_MARGIN + _GAP if self.direction == "ltr" else 0)
        size = round(20 * self.setting.scale)
        room = card_chart.Room(left=left, width=_COLUMN, top=top, line=self.row, size=size)
        chart = card_chart.chart(bars.own, bars.others, room, language)
        return chart._replace(labels=tuple(it._replace(text=self.isolated(clean(it.text))) for it in chart.labels))

    def place(self, place: Place) -> CardPlace:
        """An event's place in the whole, from edge to edge above the foot."""
        ticks = (tick._replace(text=self.isolated(clean(tick.text))) for tick in place.ticks if not tick.tight)
        anchors = ("end", "start") if self.direction == "ltr" else ("start", "end")
        return CardPlace(
            x=_EDGE + _ASIDE,
            y=self.bottom - _LINE + 16,
            larger=_LARGER,
            length=round((WIDTH - 2 * (_EDGE + _ASIDE)) / _LARGER),
            drawn=place._replace(ticks=tuple(ticks)),
            before=anchors[0],
            behind=anchors[1],
        )

    def put(self, kind: str, text: str, sizes: Sequence[int], top: int, bottom: int) -> tuple[int, int]:
        """Sets a text in the column between two heights. Returns its first baseline and where it ends."""
        size = next((size for size in sizes if top + self.height(size, self.lines(text, size)) <= bottom), sizes[-1])
        most = next((n for n in range(20, 1, -1) if top + self.height(size, n) <= bottom), 1)
        first = top + round(size * self.setting.scale * self.setting.rise)
        return first, top + self.height(size, self._set(kind, text, size, self.start, self.column, first, most))

    def margin(self, kind: str, text: str, first: int) -> None:
        """Sets a text in the margin, from a baseline on."""
        size = 28 if kind == "date" else 24
        room = _MARGIN / round(size * self.setting.scale)
        joined = lambda day: day[0].replace(" ", _JOINED) if width(day[0]) <= room else day[0]
        text = _DAY.sub(joined, text) if kind == "date" else text
        self._set(kind, text, size, 0, _MARGIN, first, 6 if kind == "date" else 2)

    def _set(self, kind: str, text: str, size: int, start: int, room: int, first: int, most: int) -> int:
        """Sets at most so many lines, the last one cut short where there are more. Returns how many."""
        em = round(size * self.setting.scale)
        lines = even(clean(text), room / em) if kind == "title" else wrap(clean(text), room / em)
        if len(lines) > most:
            lines = (*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room / em))
        x = _EDGE + start if self.direction == "ltr" else WIDTH - _EDGE - start
        if lines:
            placed = (
                Line(x, first + round(n * em * self.setting.leading), self.isolated(line.replace(_JOINED, " ")))
                for n, line in enumerate(lines)
            )
            self.blocks.append(Block(kind, em, tuple(placed)))
        return len(lines)

    def isolated(self, line: str) -> str:
        """The line with its direction said in itself, and what is of another marked: so resvg must be told."""
        rtl = self.direction == "rtl"
        return bidi.marked(line, rtl).join(("\u2067" if rtl else "\u2066", "\u2069"))

    def picture(self, of: str, photo: Photo | None = None) -> Picture:
        rules = tuple(Rule(_EDGE, y, WIDTH - _EDGE) for y in self.rules)
        anchor, blocks = "start" if self.direction == "ltr" else "end", tuple(self.blocks)
        return Picture(of=of, width=WIDTH, height=HEIGHT, anchor=anchor, rules=rules, blocks=blocks, photo=photo)


def clean(text: str) -> str:
    """A text without what a picture's XML cannot hold, and without controls of direction: a line that
    opened one and closed it on the next would turn both round."""
    kept = (
        c for c in bidi.CONTROLS.sub("", text) if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn", "Co")
    )
    return "".join(kept)


def even(text: str, limit: float) -> tuple[str, ...]:
    """The lines of a text, as even as may be without one more of them: no word is left alone at the end."""
    lines, words = wrap(text, limit), text.split()
    if " ".join(lines) != " ".join(words):  # a word takes more than a line
        return lines
    wide, space, most = [round(width(word) * 100) for word in words], round(width(" ") * 100), int(limit * 100 + 1e-6)
    # By how many words stand in the lines so far: the sum of their squares, and where they end.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, (0,))}
    for _ in lines:
        longer: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (sum_, ends) in best.items():
            used = -space
            for end in range(start + 1, len(words) + 1):
                used += space + wide[end - 1]
                if used > most:
                    break
                weight = 4 if words[end - 1][-1] in _PAUSES else 5  # better at a pause than within a phrase
                found = (sum_ + weight * used * used, (*ends, end))
                longer[end] = min(longer.get(end, found), found)
        best = longer
    return tuple(" ".join(words[start:end]) for start, end in pairwise(best[len(words)][1]))


def shorten(text: str, limit: float) -> str:
    """As much of a text as one line holds, with an ellipsis for the rest; a whole number of words, if one fits."""
    if width(text) <= limit:
        return text
    room = limit - width("…")
    line = next(iter(wrap(text, room)), "")
    return f"{line.rstrip(' ,;:،؛')}…" if width(line) <= room else "…"
