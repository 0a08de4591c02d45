"""The figures: those of each measure as bars on a scale of their own, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.drawing import charts
from timeline.drawing.charts import Bar
from timeline.edition.events import paired
from timeline.edition.views import Card, Figure, Words
from timeline.pages.page_maker import Maker, Section
from timeline.records import schema
from timeline.records.languages import Language
from timeline.target import Target

SECTION = Section("figures", lambda timeline: any(entry.record.figures for entry in timeline.events.values()))

_Row = tuple[Card, Figure, schema.Figure]  # an event, its figure as it is worded, and as the record has it


class BarTick(NamedTuple):
    label: str
    place: int
    anchor: str


class BarMark(NamedTuple):
    """How a bound is drawn, and what that means."""

    bar: Bar
    meaning: str


class Amount(NamedTuple):
    """A number without its unit, the words of its bound apart: `about`, `14.5`, nothing."""

    before: str
    number: str
    after: str


class Pair(NamedTuple):
    """Two figures of one measure in one event: from the one to the other."""

    words: str
    first: Amount
    last: Amount
    arrow: str


class FigureRow(NamedTuple):
    figure: Figure
    card: Card
    bar: Bar | None = None  # where its measure is drawn


class MeasureGroup(NamedTuple):
    """A measure's figures on a scale of their own: two measures never share one."""

    id: str
    name: Words
    note: Words
    rows: tuple[FigureRow, ...]
    ticks: tuple[BarTick, ...]
    pair: Pair | None


class Figures(NamedTuple):
    charts: tuple[MeasureGroup, ...]
    single: tuple[MeasureGroup, ...]  # measures with one figure, which there is nothing to set against
    marks: tuple[BarMark, ...]
    doubt: bool  # whether any figure drawn is claimed or disputed


def pages(m: Maker) -> Iterator[Target]:
    yield from m.section(SECTION, "figures.html", _figures)


def _figures(m: Maker) -> Figures:
    groups = tuple(_measures(m))
    drawn = tuple(group for group in groups if len(group.rows) > 1)
    single = tuple(group for group in groups if len(group.rows) == 1)
    doubt = any(row.figure.standing.code in ("claimed", "disputed") for group in drawn for row in group.rows)
    return Figures(drawn, single, tuple(_marks(drawn, m.language)), doubt)


def _measures(m: Maker) -> Iterator[MeasureGroup]:
    """The figures of each measure that has any."""
    found: dict[str, list[_Row]] = {}
    for id in m.timeline.events:
        for passage, view in paired(m.edition, id):
            if isinstance(view, Figure) and isinstance(passage.record, schema.Figure):
                found.setdefault(passage.record.measure, []).append((m.edition.cards[id], view, passage.record))
    for id, entry in m.timeline.kinds["measures"].items():
        if rows := found.get(id):
            scale = charts.scale([figure.value for _, _, figure in rows], m.language.direction == "rtl")
            yield MeasureGroup(
                id=id,
                name=m.edition.text(entry.record.name),
                note=m.edition.text(entry.record.note),
                rows=tuple(FigureRow(view, card, scale.bar(f.value, f.bound)) for card, view, f in rows),
                ticks=tuple(BarTick(m.language.rounded(value), at, anchor) for value, at, anchor in scale.ticks()),
                pair=_pair(rows, m.language),
            )


def _pair(rows: list[_Row], language: Language) -> Pair | None:
    """Two figures that one event sets against each other, if that is what a measure has."""
    if len(rows) != 2 or rows[0][0] != rows[1][0]:
        return None
    first, second = (_amount(figure, language) for _, _, figure in rows)
    words = language.change.replace("{0}", rows[0][1].words).replace("{1}", rows[1][1].words)
    return Pair(words, first, second, "←" if language.direction == "rtl" else "→")


def _amount(figure: schema.Figure, language: Language) -> Amount:
    before, _, after = language.bounds[figure.bound].partition("{n}")
    return Amount(before.strip(), language.rounded(figure.value), after.strip())


def _marks(groups: Iterable[MeasureGroup], language: Language) -> Iterator[BarMark]:
    """How the bounds that occur are drawn, in the order in which they are met."""
    for bound in dict.fromkeys(row.bar.bound for group in groups for row in group.rows if row.bar):
        yield BarMark(charts.sample(bound, language.direction == "rtl"), language.words[f"bar_{bound}"])
