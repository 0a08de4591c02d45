"""Figures as bars where they stand: an event's own, beside them those of the same measure in other events, and the few
on the front page. The page of all figures draws by the same scale (`figures`).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from timeline import addresses
from timeline.drawing import charts
from timeline.drawing.charts import Bar, Scale
from timeline.edition.views import Dated, Link, Speaker
from timeline.pages.page_maker import Maker
from timeline.records import fragments, schema
from timeline.records.compared import Compared
from timeline.records.languages import Language

NARROW = 1000  # of a narrow frame: what goes on past the longest bar takes as much room as in a wide one


class BarTick(NamedTuple):
    label: str
    place: int
    anchor: str


class Beside(NamedTuple):
    """A figure of another event: its number and the way to it, its bar, over which time it is and who says it."""

    link: Link
    bar: Bar
    standing: str
    date: Dated  # of the figure, else of its event
    speaker: Speaker


class Drawn(NamedTuple):
    """A figure of an event, on the scale of its measure (by the id that has on the page). The first of a measure has
    the scale's ticks, the last what is set `beside` them of other events."""

    bar: Bar
    scale: str
    ticks: tuple[BarTick, ...]
    beside: tuple[Beside, ...]


def ticks(scale: Scale, language: Language) -> tuple[BarTick, ...]:
    """The round numbers of a scale in words."""
    return tuple(BarTick(language.rounded(value), at, anchor) for value, at, anchor in scale.ticks())


def of_event(m: Maker, id: str) -> tuple[Drawn, ...]:
    """Each figure of an event, in its order."""
    own = list(m.timeline.events[id].record.figures.values())
    others: dict[str, list[Compared]] = {}
    for row in m.timeline.compared(id):
        others.setdefault(row.figure.measure, []).append(row)
    values: dict[str, list[Decimal]] = {}
    for figure in (*own, *(row.figure for rows in others.values() for row in rows)):
        values.setdefault(figure.measure, []).append(figure.value)
    scales = {measure: charts.scale(found, m.language.direction == "rtl") for measure, found in values.items()}
    last = {figure.measure: n for n, figure in enumerate(own)}
    first = {figure.measure: n for n, figure in reversed([*enumerate(own)])}
    return tuple(
        Drawn(
            bar=scales[figure.measure].bar(figure.value, figure.bound),
            scale=f"_{figure.measure}",
            ticks=ticks(scales[figure.measure], m.language) if first[figure.measure] == n else (),
            beside=tuple(
                _beside(m, row, scales[figure.measure])
                for row in others.get(figure.measure, ())
                if last[figure.measure] == n
            ),
        )
        for n, figure in enumerate(own)
    )


def _beside(m: Maker, row: Compared, scale: Scale) -> Beside:
    figure, path = row.figure, addresses.record(m.code, "events", row.event)
    return Beside(
        link=Link(m.edition.words_of(figure), f"{path}#{fragments.figure(row.name)}"),
        bar=scale.bar(figure.value, figure.bound),
        standing=figure.standing,
        date=m.edition.dated(figure.period or row.date),
        speaker=m.edition.speaker(figure.said_by),
    )


def of_measure(figures: Sequence[schema.Figure], language: Language) -> list[Bar | None]:
    """Some figures of one measure on a scale of their own; a single one has nothing to be set against."""
    if len(figures) < 2:
        return [None for _ in figures]
    scale = charts.scale([figure.value for figure in figures], language.direction == "rtl", NARROW)
    return [scale.bar(figure.value, figure.bound) for figure in figures]
